"""Dropping what is damaged and can be made anew, so that no damaged value blocks a build or stays unseen.

Invariant: an evidentiary copy goes only where the same bytes are kept under their true hash, and no entry of the ledger
ever; what was dropped is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from recount.record.driver import Connection
from recount.record.ledger import last_record
from recount.record.ledger_rows import read_entries
from recount.record.soundness import broken_notes, broken_values


class Mend(NamedTuple):
    """One thing to drop: the statements that drop it, each with its values, and what is told of it."""

    told: str
    statements: tuple[tuple[str, tuple[object, ...]], ...]


def plan(connection: Connection) -> Iterator[Mend]:
    """Yield what is to be dropped: cached values, notes and a record that are damaged, doubles of copies.

    Without notes the next build concludes the record anew, and writes them with it. Raises a fault of the database.
    """
    for name in broken_values(connection):
        drop = ("DELETE FROM stage WHERE stage=? AND key=? AND version=?", name)
        yield Mend(f"cached {name[0]} {name[1]} did not match its hash and is made anew", (drop,))
    notes = ("DELETE FROM note", ())
    broken = list(broken_notes(connection))
    if broken:
        yield Mend(f"notes did not match their hashes and are made anew: {', '.join(map(str, broken))}", (notes,))
    last = last_record(read_entries(connection, newest_first=True))
    held = connection.execute("SELECT json FROM record").fetchall()
    if held and (len(held) > 1 or not _has_hash(held[0][0], last)):
        told = "the record was not the one that the ledger's last entry names and is made anew"
        yield Mend(told, (("DELETE FROM record", ()), notes))
    for rowid, sha256 in _doubles(connection):
        told = f"a second evidentiary copy under a damaged hash was dropped: {sha256!r}"
        yield Mend(told, (("DELETE FROM raw WHERE rowid=?", (rowid,)),))


def _doubles(connection: Connection) -> list[tuple[int, object]]:
    """Return copies that stand under a hash that is not theirs, while their bytes also stand under their own."""
    sound: set[str] = set()
    strayed: list[tuple[int, object, str]] = []
    for rowid, sha256, data in connection.execute("SELECT rowid, sha256, data FROM raw"):
        if _has_hash(data, sha256):
            sound.add(sha256)
        elif isinstance(data, bytes):
            strayed.append((rowid, sha256, hashlib.sha256(data).hexdigest()))
    return [(rowid, sha256) for rowid, sha256, own in strayed if own in sound]


def _has_hash(data: object, sha256: object) -> bool:
    return isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256
