"""The default store: one SQLite file a case, write-ahead log, full sync, migrations in the transaction.

Invariant: after a crash at any moment the file holds either all of a ``put`` or ``commit_record`` or none.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from recount.errors import StoreError
from recount.record.store import Leaf

FILE_NAME = "case.sqlite"
_GENESIS = "0" * 64

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
)
"""Each entry brings a case file from schema version n to n + 1; a released entry is never edited."""


class SqliteStore:
    """A case file. Use as a context manager, or call ``close``."""

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        """Open (or create) the case in ``folder``. Raises ``StoreError`` where it cannot be opened."""
        path = folder / FILE_NAME
        if not create and not path.exists():
            raise StoreError(f"{folder}: no case here; run `recount build INPUT --case {folder}` first")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._migrate(path)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{path}: cannot be opened as a case ({error}); check the path and its rights") from error

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _migrate(self, path: Path) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise StoreError(f"{path}: written by a newer version of recount; install that version to open it")
        for number in range(version, len(MIGRATIONS)):
            self._connection.execute("BEGIN IMMEDIATE")
            for statement in MIGRATIONS[number]:
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version={number + 1}")
            self._connection.execute("COMMIT")

    def get(self, stage: str, key: str, version: str) -> bytes | None:
        """Return the cached value of a stage, or None."""
        row = self._connection.execute(
            "SELECT value FROM stage WHERE stage=? AND key=? AND version=?", (stage, key, version)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def put(self, stage: str, version: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep values of a stage by key, in one transaction."""
        self._write(
            "INSERT OR REPLACE INTO stage (stage, key, version, value) VALUES (?, ?, ?, ?)",
            ((stage, key, version, value) for key, value in items),
        )

    def keep_raw(self, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep evidentiary copies by their SHA-256."""
        self._write("INSERT OR IGNORE INTO raw (sha256, data) VALUES (?, ?)", items)

    def raw(self, sha256: str) -> bytes | None:
        """Return an evidentiary copy, or None."""
        row = self._connection.execute("SELECT data FROM raw WHERE sha256=?", (sha256,)).fetchone()
        return None if row is None else bytes(row[0])

    def raw_hashes(self) -> Iterator[str]:
        """Yield the hashes of all evidentiary copies, in order."""
        for (sha256,) in self._connection.execute("SELECT sha256 FROM raw ORDER BY sha256"):
            yield sha256

    def record(self) -> bytes | None:
        """Return the current record, or None before the first build."""
        row = self._connection.execute("SELECT json FROM record").fetchone()
        return None if row is None else bytes(row[0])

    def note(self, key: str) -> str | None:
        """Return a small note kept with the record, or None."""
        row = self._connection.execute("SELECT value FROM note WHERE key=?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def commit_record(self, record: bytes, notes: dict[str, str]) -> Leaf | None:
        """Replace the record and its notes and add a leaf to the ledger, in one transaction."""
        digest = hashlib.sha256(record).hexdigest()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            last = self._connection.execute(
                "SELECT number, sha256, head FROM ledger ORDER BY number DESC LIMIT 1"
            ).fetchone()
            leaf = None
            if last is None or last[1] != digest:
                number, head = (1, _GENESIS) if last is None else (last[0] + 1, last[2])
                at = datetime.now(UTC).isoformat(timespec="seconds")
                leaf = Leaf(number, "record", digest, next_head(head, "record", digest, at), at)
                self._connection.execute(
                    "INSERT INTO ledger (number, what, sha256, head, at) VALUES (?, ?, ?, ?, ?)",
                    (leaf.number, leaf.what, leaf.sha256, leaf.head, leaf.at),
                )
            self._connection.execute("INSERT OR REPLACE INTO record (one, json) VALUES (1, ?)", (record,))
            self._connection.executemany("INSERT OR REPLACE INTO note (key, value) VALUES (?, ?)", notes.items())
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._connection.execute("ROLLBACK")
            raise
        return leaf

    def ledger(self) -> Iterator[Leaf]:
        """Yield the ledger's entries, oldest first."""
        for row in self._connection.execute("SELECT number, what, sha256, head, at FROM ledger ORDER BY number"):
            yield Leaf(*row)

    def close(self) -> None:
        """Release the case file."""
        self._connection.close()

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(statement, rows)
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            self._connection.execute("ROLLBACK")
            raise


def next_head(head: str, what: str, sha256: str, at: str) -> str:
    """Return the ledger's head after an entry: the hash of the head before it and the entry's content."""
    return hashlib.sha256("\n".join((head, what, sha256, at)).encode()).hexdigest()
