"""The ledger in a case file: reading its entries in every form of the file, and adding to it.

Invariant: entries are added inside the transaction of what they tell of, and nothing here alters one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from recount.record.driver import Connection
from recount.record.ledger import DOCUMENT, LEFT_OUT, Entry, Head, earlier_text, entry_text, head_of, leaf_of
from recount.record.migrations import TREE, schema_number
from recount.record.store import Capture, HeldSource, Stamp


def read_entries(connection: Connection, *, newest_first: bool = False) -> Iterator[Entry]:
    """Yield the entries of the ledger; those of a file of an earlier form as its migration would write them."""
    order = "DESC" if newest_first else "ASC"
    if schema_number(connection) >= TREE:
        for number, text, leaf in connection.execute(f"SELECT number, text, leaf FROM entry ORDER BY number {order}"):
            yield Entry(number, str(text), str(leaf))
        return
    for number, *row in connection.execute(
        f"SELECT number, what, sha256, head, at FROM ledger ORDER BY number {order}"
    ):
        text = earlier_text(*map(str, row))
        yield Entry(number, text, leaf_of(text))


def read_head(connection: Connection) -> Head | None:
    """Return the head that the file holds; made from the entries where an earlier form holds none."""
    if schema_number(connection) < TREE:
        return head_of(entry.leaf for entry in read_entries(connection))
    row = connection.execute("SELECT size, root FROM head").fetchone()
    return None if row is None else Head(int(row[0]), str(row[1]))


def append(connection: Connection, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> Head:
    """Add entries with today's time, each what happened and what is told of it, and return the new head."""
    at = now()
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()
    for number, (what, told) in enumerate(rows, last + 1):
        text = entry_text(what, at, told)
        connection.execute("INSERT INTO entry (number, text, leaf) VALUES (?, ?, ?)", (number, text, leaf_of(text)))
    head = head_of(str(leaf) for (leaf,) in connection.execute("SELECT leaf FROM entry ORDER BY number"))
    connection.execute("INSERT OR REPLACE INTO head (one, size, root) VALUES (1, ?, ?)", (head.size, head.root))
    return head


def read_sources(connection: Connection) -> Iterator[HeldSource]:
    """Yield the sources that the case holds now, in order of names."""
    if schema_number(connection) >= TREE:
        for row in connection.execute("SELECT name, sha256, entry FROM source ORDER BY name, sha256"):
            yield HeldSource(str(row[0]), str(row[1]), row[2])


def list_captures(connection: Connection, captures: Iterable[Capture]) -> list[tuple[str, Mapping[str, Any]]]:
    """Bring the list of sources to ``captures`` and return what the ledger is to be told: what is gone, what is new.

    The entries are numbered as ``append`` will number them where it is called with them first.
    """
    held = {(source.name, source.sha256) for source in read_sources(connection)}
    given = {(capture.name, capture.sha256): capture for capture in captures}
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM entry").fetchone()
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for key in sorted(held - given.keys()):
        connection.execute("DELETE FROM source WHERE name=? AND sha256=?", key)
        rows.append((LEFT_OUT, {"name": key[0], "sha256": key[1]}))
    for key in sorted(given.keys() - held):
        rows.append((DOCUMENT, given[key].told()))
        connection.execute("INSERT INTO source (name, sha256, entry) VALUES (?, ?, ?)", (*key, last + len(rows)))
    return rows


def read_stamps(connection: Connection) -> Iterator[Stamp]:
    """Yield the time stamps that the case holds, oldest head first."""
    if schema_number(connection) >= TREE:
        rows = connection.execute("SELECT size, root, service, at, response FROM stamp ORDER BY size, service, at")
        for size, root, service, at, response in rows:
            yield Stamp(Head(size, str(root)), str(service), str(at), response)


def now() -> str:
    """Return the time (UTC, ISO 8601): the clock is kept in the store, never in the record."""
    return datetime.now(UTC).isoformat(timespec="seconds")
