"""What a case file says of itself: its structure, the form of its tables, the type and seal of every row.

Invariant: every row of every table is read, whatever its value; nothing is repaired here.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.record.driver import Connection, find_broken_pages
from recount.record.faults import BUILD_AGAIN, RESTORE, Fault
from recount.record.migrations import SEALED, TREE, schema_number, tables_expected, tables_of
from recount.record.seals import seal

_TYPES = {
    "stage": (("stage", "text"), ("key", "text"), ("version", "text"), ("value", "blob")),
    "raw": (("sha256", "text"), ("data", "blob")),
    "note": (("key", "text"), ("value", "text")),
    "record": (("one", "integer"), ("json", "blob")),
}
_CHAIN = {
    "ledger": (("number", "integer"), ("what", "text"), ("sha256", "text"), ("head", "text"), ("at", "text")),
}
_TREE = {
    "entry": (("number", "integer"), ("text", "text"), ("leaf", "text")),
    "head": (("one", "integer"), ("size", "integer"), ("root", "text")),
    "source": (("name", "text"), ("sha256", "text"), ("entry", "integer")),
    "stamp": (("size", "integer"), ("root", "text"), ("service", "text"), ("at", "text"), ("response", "blob")),
}
"""The type of every column, as each form of the case file keeps it: of all forms, of those before ``TREE``, since."""


def find_damage(connection: Connection) -> Iterator[Fault]:
    """Yield what is damaged in a case file: structure, tables, types, seals. Raises a fault of the database."""
    broken = find_broken_pages(connection)
    if broken:
        told = f"{len(broken)} of its pages hold other bytes than were encrypted (first: {broken[0]})"
        yield Fault("case file", told, RESTORE)
        return
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Fault("case file", f"its structure is damaged: {' '.join(str(message).split())}", RESTORE)
    number = schema_number(connection)
    if tuple(tables_of(connection)) != tables_expected(number):
        yield Fault("case file", f"its tables are not those of form {number}", RESTORE)
        return
    for table, columns in (_TYPES | (_TREE if number >= TREE else _CHAIN)).items():
        wrong = " OR ".join(f"typeof({column}) <> '{kind}'" for column, kind in columns)
        (count,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {wrong}").fetchone()
        if count:
            yield Fault(f"table {table}", f"{count} of its rows hold values of another type")
    if number >= SEALED:
        for stage, key, _ in broken_values(connection):
            yield Fault(f"cached {stage} {key}", "it does not match its hash; a build makes it anew", BUILD_AGAIN)
        for key in broken_notes(connection):
            yield Fault(f"note {key}", "it does not match its hash; a build makes it anew", BUILD_AGAIN)


def broken_values(connection: Connection) -> Iterator[tuple[object, object, object]]:
    """Yield stage, key and version of cached values whose seal does not fit."""
    for stage, key, version, value, kept in connection.execute(
        "SELECT stage, key, version, value, sha256 FROM stage ORDER BY stage, key, version"
    ):
        if not is_sealed(kept, "stage", stage, key, version, value):
            yield stage, key, version


def broken_notes(connection: Connection) -> Iterator[object]:
    """Yield the keys of notes whose seal does not fit."""
    for key, value, kept in connection.execute("SELECT key, value, sha256 FROM note ORDER BY key"):
        if not is_sealed(kept, "note", key, value):
            yield key


def is_sealed(kept: object, *parts: object) -> bool:
    """Whether ``kept`` is the seal of ``parts``; values of another type than a row has are never sealed."""
    fitting = [part for part in parts if isinstance(part, (str, bytes))]
    return len(fitting) == len(parts) and kept == seal(*fitting)
