"""What one build has found: which documents and readings the record is of, and how their sources came.

Invariant: rows and captures depend on the sources alone, whatever the order in which they were read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import recount
from recount.errors import StoreError
from recount.intake import Source, Stated, Unread
from recount.model.ids import hash_id, sha256_hex
from recount.model.mentions import Reading
from recount.model.text import Document, printable
from recount.pipeline.cases import UNREADABLE
from recount.pipeline.holding import ADDED, FOUND
from recount.pipeline.stages import unpack, version_of
from recount.record import SqliteStore
from recount.record.store import Capture


class Collected:
    """Keys of the documents and readings of one build, in order of the sources' names."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.rows: list[tuple[str, str, str]] = []  # source name, document key, reading key
        self.unread: list[Unread] = []
        self.read = 0
        self.kept = 0
        self.mended: list[str] = []
        self.sound: set[str] = set()  # hashes of copies that this build has checked or kept
        self.captures: dict[tuple[str, str], Capture] = {}

    def damaged(self) -> tuple[str, ...]:
        """Return the evidentiary copies that are damaged still; what was kept anew may have left doubles to drop."""
        if self.mended:
            self.mended.extend(self.store.mend())
        others = (one for one in self.store.raw_hashes() if one not in self.sound)
        return tuple(one for one in others if self.store.raw(one) is None)

    def capture(self, source: Source, raw: bytes) -> None:
        """Note a source whose copy the case keeps: how it came, and from where."""
        sha256 = sha256_hex(raw)
        self.sound.add(sha256)
        path = None if source.path is None else printable(str(source.path.resolve()))
        stated = source.stated or Stated()
        self.captures[source.name, sha256] = Capture(
            source.name, sha256, len(raw), FOUND if source.stated is None else ADDED, source.line, path, stated.origin,
            stated.note, recount.__version__,
        )  # fmt: skip

    def is_captured(self) -> bool:
        """Whether the case's list of sources is that of this build."""
        return {(held.name, held.sha256) for held in self.store.sources()} == self.captures.keys()

    def digest(self) -> str:
        """Return the hash of all that the record depends on but the versions of what concludes it."""
        rows = sorted(self.rows)
        unread = sorted((u.name, u.sha256 or "", u.reason) for u in self.unread)
        return hash_id("collected", [rows, unread, version_of("intake"), reading_version()])

    def reading_note(self) -> str:
        """Return the keys of the readings, a line each, for verification."""
        version = reading_version()
        return "\n".join(f"{reading} {version}" for _, _, reading in sorted(self.rows))

    def unread_sorted(self) -> tuple[Unread, ...]:
        """Return what was set aside, in order of names."""
        return tuple(sorted(self.unread, key=lambda missing: missing.name))

    def values(self) -> Iterator[tuple[Document, Reading]]:
        """Yield the documents with their readings, in order of names."""
        for _, document, reading in sorted(self.rows):
            yield (
                _must(self.store, Document, "intake", document, version_of("intake")),
                _must(self.store, Reading, "reading", reading, reading_version()),
            )


def _must(store: SqliteStore, cls: type[Any], stage: str, key: str, version: str) -> Any:
    blob = store.get(stage, key, version)
    assert blob is not None, f"{stage} {key} was put in this build"
    try:
        return unpack(cls, blob)
    except UNREADABLE as error:
        raise StoreError(
            f"cached {stage} {key} fits its hash and cannot be read ({error}): the case was altered; "
            "move case.sqlite away and build again"
        ) from error


@cache
def reading_version() -> str:
    """Return the version of readings: that of the readers and of the engine whose analyses they read."""
    return hash_id("stages", [version_of("language"), version_of("reading")])
