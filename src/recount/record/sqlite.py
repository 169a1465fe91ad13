"""The default store: one SQLite file a case, plain or encrypted, with a write-ahead log, full sync and migrations.

Invariant: after a crash at any moment the file holds either all of a ``put`` or ``commit_record`` or none; a value
whose hash does not fit is never given out; a store opened for reading changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recount.errors import PassphraseError, StoreError
from recount.record import ledger_rows
from recount.record.causes import tell
from recount.record.driver import database_faults, raise_pending
from recount.record.faults import Fault
from recount.record.ledger import RECORD, STAMP, Entry, Head, last_record
from recount.record.mending import plan
from recount.record.migrations import MIGRATIONS, SEALED, migrate, schema_number
from recount.record.opening import open_read_only, open_writable
from recount.record.passphrase import Passphrase
from recount.record.seals import seal
from recount.record.soundness import find_damage, is_sealed
from recount.record.store import Capture, HeldSource, Stamp

FILE_NAME = "case.sqlite"


class SqliteStore:
    """A case file. Use as a context manager, or call ``close``."""

    def __init__(
        self, folder: Path, *, create: bool = True, passphrase: Passphrase | None = None, encrypt: bool = False
    ) -> None:
        """Open the case in ``folder``: to write, making it where there is none; or, without ``create``, to read alone.

        An encrypted case opens with its ``passphrase``; with ``encrypt`` a new one is made so, and a plain one refused.
        Raises ``StoreError`` where it cannot be opened, ``MissingExtra`` where it is encrypted and SQLCipher is absent.
        """
        self._path = path = folder / FILE_NAME
        if not create and not path.exists():
            raise StoreError(f"{folder}: no case here; run `recount build INPUT --case {folder}` first")
        try:
            self._opened = (
                open_writable(path, passphrase, encrypt=encrypt) if create else open_read_only(path, passphrase)
            )
        except OSError as error:
            raise StoreError(
                f"{path}: cannot be opened as a case ({error.strerror}); check the path and its rights"
            ) from error
        except PassphraseError as error:
            raise PassphraseError(f"{path}: cannot be opened as a case: {error}") from None
        except database_faults() as error:
            raise StoreError(f"cannot be opened as a case: {tell(path, error)}") from error
        self._connection = self._opened.connection
        try:
            self._sealed = self._prepare(create)
        except StoreError:
            self.close()
            raise

    def _prepare(self, create: bool) -> bool:
        """Bring the file to its newest form if it may be written, and say whether its rows carry seals."""
        with self._told("cannot be opened as a case: "):
            number = schema_number(self._connection)
            if number > len(MIGRATIONS):
                raise StoreError(
                    f"{self._path}: written by a newer version of recount, or damaged; install that version to open it"
                )
            if create:
                migrate(self._connection)
            return schema_number(self._connection) >= SEALED

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, stage: str, key: str, version: str) -> bytes | None:
        """Return the cached value of a stage, or None where there is none that matches its hash."""
        kept = "sha256" if self._sealed else "NULL"
        with self._told():
            row = self._connection.execute(
                f"SELECT value, {kept} FROM stage WHERE stage=? AND key=? AND version=?", (stage, key, version)
            ).fetchone()
        if row is None or not isinstance(row[0], bytes):
            return None
        return row[0] if not self._sealed or is_sealed(row[1], "stage", stage, key, version, row[0]) else None

    def put(self, stage: str, version: str, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep values of a stage by key, in one transaction."""
        with self._transaction():
            self._connection.executemany(
                "INSERT OR REPLACE INTO stage (stage, key, version, value, sha256) VALUES (?, ?, ?, ?, ?)",
                ((stage, key, version, value, seal("stage", stage, key, version, value)) for key, value in items),
            )

    def values(self) -> Iterator[tuple[str, str, str]]:
        """Yield stage, key and version of every cached value, in order."""
        with self._told():
            rows = self._connection.execute("SELECT stage, key, version FROM stage ORDER BY stage, key, version")
            for stage, key, version in rows:
                yield str(stage), str(key), str(version)

    def keep_raw(self, items: Iterable[tuple[str, bytes]]) -> None:
        """Keep evidentiary copies by their SHA-256; one that was damaged is replaced."""
        with self._transaction():
            self._connection.executemany("INSERT OR REPLACE INTO raw (sha256, data) VALUES (?, ?)", items)

    def raw(self, sha256: str) -> bytes | None:
        """Return an evidentiary copy, or None where there is none that matches its hash."""
        with self._told():
            row = self._connection.execute("SELECT data FROM raw WHERE sha256=?", (sha256,)).fetchone()
        if row is None or not isinstance(row[0], bytes):
            return None
        return row[0] if hashlib.sha256(row[0]).hexdigest() == sha256 else None

    def raw_hashes(self) -> Iterator[str]:
        """Yield the hashes of all evidentiary copies, in order."""
        with self._told():
            for (sha256,) in self._connection.execute("SELECT sha256 FROM raw ORDER BY sha256"):
                yield str(sha256)

    def record(self) -> bytes | None:
        """Return the current record, or None before the first build."""
        with self._told():
            row = self._connection.execute("SELECT json FROM record").fetchone()
        self._still()
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def note(self, key: str) -> str | None:
        """Return a small note kept with the record, or None where there is none that matches its hash."""
        kept = "sha256" if self._sealed else "NULL"
        with self._told():
            row = self._connection.execute(f"SELECT value, {kept} FROM note WHERE key=?", (key,)).fetchone()
        if row is None or not isinstance(row[0], str):
            return None
        return row[0] if not self._sealed or is_sealed(row[1], "note", key, row[0]) else None

    def commit_record(
        self,
        record: bytes,
        notes: dict[str, str],
        *,
        told: Mapping[str, Any] | None = None,
        captures: Iterable[Capture] | None = None,
    ) -> Head:
        """Replace the record and its notes and enter what is new in the ledger, in one transaction."""
        digest = hashlib.sha256(record).hexdigest()
        with self._transaction():
            rows = [] if captures is None else ledger_rows.list_captures(self._connection, captures)
            if last_record(ledger_rows.read_entries(self._connection, newest_first=True)) != digest:
                rows.append((RECORD, {"sha256": digest, **(told or {})}))
            head = ledger_rows.append(self._connection, rows)
            self._connection.execute("DELETE FROM record")
            self._connection.execute("INSERT INTO record (one, json) VALUES (1, ?)", (record,))
            self._connection.execute("DELETE FROM note")
            self._connection.executemany(
                "INSERT INTO note (key, value, sha256) VALUES (?, ?, ?)",
                ((key, value, seal("note", key, value)) for key, value in notes.items()),
            )
        return head

    def enter(self, what: str, told: Mapping[str, Any]) -> Head:
        """Add one entry to the ledger and return the new head."""
        with self._transaction():
            return ledger_rows.append(self._connection, [(what, told)])

    def ledger(self, *, newest_first: bool = False) -> Iterator[Entry]:
        """Yield the ledger's entries, oldest first unless asked otherwise."""
        with self._told():
            yield from ledger_rows.read_entries(self._connection, newest_first=newest_first)

    def head(self) -> Head | None:
        """Return the ledger's head as it is kept, None where it is missing."""
        with self._told():
            return ledger_rows.read_head(self._connection)

    def sources(self) -> Iterator[HeldSource]:
        """Yield the sources that the case holds now, in order of names."""
        with self._told():
            yield from ledger_rows.read_sources(self._connection)

    def keep_stamp(self, stamp: Stamp) -> None:
        """Keep a time stamp and enter it in the ledger, in one transaction."""
        row = (stamp.head.size, stamp.head.root, stamp.service, stamp.at, stamp.response)
        digest = hashlib.sha256(stamp.response).hexdigest()
        entry = {"size": stamp.head.size, "root": stamp.head.root, "service": stamp.service, "sha256": digest}
        with self._transaction():
            self._connection.execute(
                "INSERT INTO stamp (size, root, service, at, response) VALUES (?, ?, ?, ?, ?)", row
            )
            ledger_rows.append(self._connection, [(STAMP, entry)])

    def stamps(self) -> Iterator[Stamp]:
        """Yield the time stamps that the case holds, oldest head first."""
        with self._told():
            yield from ledger_rows.read_stamps(self._connection)

    def damage(self) -> Iterator[Fault]:
        """Yield what is damaged in the file itself: its structure, its tables, types and hashes of its rows."""
        with self._told():
            yield from find_damage(self._connection)

    def mend(self) -> tuple[str, ...]:
        """Drop what is damaged and can be made anew, in one transaction, and return what was dropped."""
        with self._told():
            if next(plan(self._connection), None) is None:
                return ()
        with self._transaction():
            mends = list(plan(self._connection))  # anew: another build may have mended it meanwhile
            for statement, values in (pair for mend in mends for pair in mend.statements):
                self._connection.execute(statement, values)
        return tuple(mend.told for mend in mends)

    def close(self) -> None:
        """Release the case file."""
        self._opened.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing; SQLite itself ends the transaction where the disk is full."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextmanager
    def _told(self, opening: str = "") -> Iterator[None]:
        """Turn an error of the database into one that says what to do."""
        try:
            yield
            if self._opened.encrypted:
                raise_pending(self._connection)
        except database_faults() as error:
            self._still()
            raise StoreError(f"{opening}{tell(self._path, error)}") from error

    def _still(self) -> None:
        """Refuse what was read of a file that another program wrote meanwhile."""
        if self._opened.has_moved():
            raise StoreError(f"{self._path}: a build wrote the case while it was read; run the command again")
