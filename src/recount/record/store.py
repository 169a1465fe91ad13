"""The port of a store: what the pipeline needs of it, so that other databases can fill it.

Invariant: values are written whole or not at all, keyed by content and stage version, and read back as the
same bytes. A store never looks inside a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from recount.record.faults import Fault
from recount.record.ledger import Entry, Head


@dataclass(frozen=True, slots=True)
class Capture:
    """One source as it came into the case: its name, its hash and size, how it came, from where, by which version."""

    name: str
    sha256: str
    size: int
    """Bytes."""
    how: str
    """``found`` in the folder that the case is built from, or ``added`` by a person."""
    line: int | None
    """The line of a batch."""
    path: str | None
    """Where it was read."""
    origin: str | None
    """Where it is from, as the person states who added it."""
    note: str | None
    version: str

    def told(self) -> dict[str, Any]:
        """Return what the ledger's entry tells of it."""
        told = {
            "name": self.name, "sha256": self.sha256, "bytes": self.size, "how": self.how, "line": self.line,
            "path": self.path, "from": self.origin, "note": self.note, "version": self.version,
        }  # fmt: skip
        return {key: value for key, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class HeldSource:
    """A source that the case holds now: its name, its hash, and the entry that tells how it was captured."""

    name: str
    sha256: str
    entry: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp (RFC 3161) over a head: which service gave it, when it was asked for, and its response (DER)."""

    head: Head
    service: str
    at: str
    response: bytes


class Store(Protocol):
    """Cached stages, evidentiary copies, the current record and the ledger of one case."""

    def get(self, stage: str, key: str, version: str) -> bytes | None:
        """Return the cached value of a stage, or None."""

    def put(self, stage: str, version: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep values of a stage by key, in one transaction."""

    def values(self) -> Iterator[tuple[str, str, str]]:
        """Yield stage, key and version of every cached value, in order."""

    def keep_raw(self, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep evidentiary copies by their SHA-256; one that was damaged is replaced."""

    def raw(self, sha256: str) -> bytes | None:
        """Return an evidentiary copy, or None."""

    def raw_hashes(self) -> Iterator[str]:
        """Yield the hashes of all evidentiary copies, in order."""

    def record(self) -> bytes | None:
        """Return the current record, or None before the first build."""

    def note(self, key: str) -> str | None:
        """Return a small note kept with the record (the digest of its inputs), or None."""

    def commit_record(
        self,
        record: bytes,
        notes: dict[str, str],
        *,
        told: Mapping[str, Any] | None = None,
        captures: Iterable[Capture] | None = None,
    ) -> Head:
        """Replace the record and its notes and enter what is new in the ledger, in one transaction.

        ``captures`` are all sources of the record: the new ones are entered, those that are gone as left out; ``told``
        is what the entry of the record tells beside its hash. A record already held is not entered again.
        """

    def enter(self, what: str, told: Mapping[str, Any]) -> Head:
        """Add one entry to the ledger and return the new head."""

    def ledger(self, *, newest_first: bool = False) -> Iterator[Entry]:
        """Yield the ledger's entries, oldest first unless asked otherwise."""

    def head(self) -> Head | None:
        """Return the ledger's head as it is kept, None where it is missing."""

    def sources(self) -> Iterator[HeldSource]:
        """Yield the sources that the case holds now, in order of names."""

    def keep_stamp(self, stamp: Stamp) -> None:
        """Keep a time stamp and enter it in the ledger, in one transaction."""

    def stamps(self) -> Iterator[Stamp]:
        """Yield the time stamps that the case holds, oldest head first."""

    def damage(self) -> Iterator[Fault]:
        """Yield what is damaged in the store itself, whatever the values mean."""

    def mend(self) -> tuple[str, ...]:
        """Drop what is damaged and can be made anew, and return what was dropped."""

    def close(self) -> None:
        """Release the case file."""
