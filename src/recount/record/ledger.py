"""The ledger of a case: entries that are only ever added, as the leaves of a hash tree (RFC 6962).

An entry is one JSON object on one line, with what happened (``what``), when (``at``) and the hashes of what it tells
of. The head is the tree's size and root. Who keeps a head elsewhere can show later that nothing before it was altered,
left out or put between.

Invariant: an entry's leaf is the hash of its text as it is kept; entries are numbered from 1 without gaps.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recount.model.ids import canonical_json
from recount.record.tree import leaf_hash, tree_root

RECORD = "record"
DOCUMENT = "document"
LEFT_OUT = "left out"
EXPORT = "export"
STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its number from 1, its text, and its leaf as the ledger keeps it (64 hexadecimal digits)."""

    number: int
    text: str
    leaf: str

    def told(self) -> dict[str, Any]:
        """Return what the entry tells, nothing where its text is damaged."""
        try:
            told = json.loads(self.text)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def is_sound(self) -> bool:
        """Whether the leaf is the hash of the text."""
        return self.leaf == leaf_of(self.text)


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a ledger: how many entries it has and the root of their tree (64 hexadecimal digits)."""

    size: int
    root: str

    def __str__(self) -> str:
        return f"{self.size}:{self.root}"


def entry_text(what: str, at: str, told: Mapping[str, Any]) -> str:
    """Return the text of an entry: canonical JSON."""
    return canonical_json({"what": what, "at": at, **told})


def earlier_text(what: str, sha256: str, head: str, at: str) -> str:
    """Return the text of an entry that the ledger held as a chain of hashes; ``chain`` is its head in that chain."""
    return entry_text(what, at, {"sha256": sha256, "chain": head})


def leaf_of(text: str) -> str:
    """Return the leaf of an entry's text."""
    return leaf_hash(text.encode("utf-8", "surrogatepass")).hex()


def head_of(leaves: Iterable[str]) -> Head:
    """Return the head over leaves. One that is no hash, for it was damaged, counts by its characters."""
    count = 0

    def read() -> Iterable[bytes]:
        nonlocal count
        for leaf in leaves:
            count += 1
            yield leaf_bytes(leaf)

    root = tree_root(read())
    return Head(count, root.hex())


def imprint(head: Head) -> bytes:
    """Return what a time stamp over a head is asked for: the SHA-256 of the head as it is printed."""
    return hashlib.sha256(str(head).encode("ascii")).digest()


def leaf_bytes(leaf: str) -> bytes:
    """Return a leaf as bytes; a damaged one, which is no hexadecimal number, as those of its characters."""
    try:
        return bytes.fromhex(leaf)
    except ValueError:
        return leaf.encode("utf-8", "surrogatepass")


def last_record(newest_first: Iterable[Entry]) -> str | None:
    """Return the hash of the record that the last entry about one names, None where there is none."""
    found = (entry.told() for entry in newest_first)
    return next((str(told.get("sha256")) for told in found if told.get("what") == RECORD), None)
