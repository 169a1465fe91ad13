"""The forms of a case file, oldest first, and the way from each to the next.

Invariant: a step and the number it leads to stand in one transaction; of two programs that open a case at once, one
takes the step and the other finds it done.
"""

from __future__ import annotations

from functools import cache

from recount.record.driver import Connection, connect
from recount.record.ledger import earlier_text, head_of, leaf_of
from recount.record.seals import seal

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE stage (stage TEXT NOT NULL, key TEXT NOT NULL, version TEXT NOT NULL, value BLOB NOT NULL,"
        " PRIMARY KEY (stage, key, version)) WITHOUT ROWID",
        "CREATE TABLE raw (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL)",
        "CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE record (one INTEGER PRIMARY KEY CHECK (one = 1), json BLOB NOT NULL)",
        "CREATE TABLE ledger (number INTEGER PRIMARY KEY, what TEXT NOT NULL, sha256 TEXT NOT NULL,"
        " head TEXT NOT NULL, at TEXT NOT NULL)",
    ),
    (
        "ALTER TABLE stage ADD COLUMN sha256 TEXT",
        "UPDATE stage SET sha256 = seal('stage', stage, key, version, value)",
        "ALTER TABLE note ADD COLUMN sha256 TEXT",
        "UPDATE note SET sha256 = seal('note', key, value)",
    ),
    (
        "CREATE TABLE entry (number INTEGER PRIMARY KEY, text TEXT NOT NULL, leaf TEXT NOT NULL)",
        "INSERT INTO entry SELECT number, earlier_text(what, sha256, head, at),"
        " leaf_of(earlier_text(what, sha256, head, at)) FROM ledger ORDER BY number",
        "DROP TABLE ledger",
        "CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, root TEXT NOT NULL)",
        "INSERT INTO head SELECT 1, count(*), root_of(group_concat(leaf, ' '))"
        " FROM (SELECT leaf FROM entry ORDER BY number)",
        "CREATE TABLE source (name TEXT NOT NULL, sha256 TEXT NOT NULL, entry INTEGER NOT NULL,"
        " PRIMARY KEY (name, sha256)) WITHOUT ROWID",
        "CREATE TABLE stamp (size INTEGER NOT NULL, root TEXT NOT NULL, service TEXT NOT NULL, at TEXT NOT NULL,"
        " response BLOB NOT NULL, PRIMARY KEY (size, service, at)) WITHOUT ROWID",
    ),
)
"""Each entry brings a case file from schema version n to n + 1; a released entry is never edited.

``stage.sha256`` and ``note.sha256`` are the seals of their rows (``recount.record.seals``); ``entry.leaf`` is the hash
of an entry's text (``recount.record.ledger``), ``source.entry`` the entry that tells of a source's capture.
"""
SEALED = 2
"""The first form whose cached values and notes carry seals."""
TREE = 3
"""The first form whose ledger is a hash tree; before, each entry held a hash over the one before it."""


def _root_of(leaves: str | None) -> str:
    """Return the root over leaves that stand one behind the other; there are none before the first build."""
    return head_of((leaves or "").split()).root


def _teach(connection: Connection) -> None:
    """Give a connection the functions that the steps use."""
    connection.create_function("seal", -1, seal, deterministic=True)
    connection.create_function("earlier_text", 4, earlier_text, deterministic=True)
    connection.create_function("leaf_of", 1, leaf_of, deterministic=True)
    connection.create_function("root_of", 1, _root_of, deterministic=True)


def schema_number(connection: Connection) -> int:
    """Return the number of the form a case file has; 0 before it has any."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(connection: Connection) -> None:
    """Bring a case file to the newest form. Raises a fault of the database; the file then has the form it had."""
    _teach(connection)
    while schema_number(connection) < len(MIGRATIONS):
        connection.execute("BEGIN IMMEDIATE")
        try:
            number = schema_number(connection)  # another program may have taken the step while this one waited
            for statement in MIGRATIONS[number] if number < len(MIGRATIONS) else ():
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={max(number, min(number + 1, len(MIGRATIONS)))}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def tables_of(connection: Connection) -> list[tuple[str, str]]:
    """Return name and definition of every table and index of a case file."""
    rows = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name")
    return [(str(name), str(sql)) for name, sql in rows]


@cache
def tables_expected(number: int) -> tuple[tuple[str, str], ...]:
    """Return name and definition of every table and index of a case file of form ``number``."""
    connection = connect(":memory:")
    _teach(connection)
    for statement in (statement for step in MIGRATIONS[:number] for statement in step):
        connection.execute(statement)
    found = tuple(tables_of(connection))
    connection.close()
    return found
