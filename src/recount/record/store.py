"""The port of a store: what the pipeline needs of it, so that other databases can fill it.

Invariant: values are written whole or not at all, keyed by content and stage version, and read back as the
same bytes. A store never looks inside a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from recount.record.faults import Fault


@dataclass(frozen=True, slots=True)
class Leaf:
    """One entry of the ledger: ``head`` hashes the head before it and this entry's content."""

    number: int
    what: str
    sha256: str
    head: str
    at: str
    """When it was written (UTC, ISO 8601). The clock is kept in the store, never in the record."""


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

    def commit_record(self, record: bytes, notes: dict[str, str]) -> Leaf | None:
        """Replace the record and its notes and add a leaf to the ledger, in one transaction.

        Returns the new leaf, or None where the record is the one already held.
        """

    def ledger(self) -> Iterator[Leaf]:
        """Yield the ledger's entries, oldest first."""

    def damage(self) -> Iterator[Fault]:
        """Yield what is damaged in the store itself, whatever the values mean."""

    def mend(self) -> tuple[str, ...]:
        """Drop what is damaged and can be made anew, and return what was dropped."""

    def close(self) -> None:
        """Release the case file."""
