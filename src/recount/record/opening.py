"""Opening a case file: to write it, or to read it without changing a byte of it or of its folder.

Invariant: a reader leaves no file behind and needs no right to write. A case at rest is one file and is read as it
lies; where a build is running or was broken off, a write-ahead log lies beside it and a copy of both is read.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from recount.errors import StoreError
from recount.record.causes import DatabaseFault

PATIENCE = 30.0
"""Seconds for which a program waits for another one that writes the same case: a transaction takes far less."""
_TRIES = 5
"""Copies that are tried of a case that changes while it is copied."""
_PAUSE = 0.05
"""Seconds between two tries."""

State = tuple[int, int] | None


@dataclass(slots=True)
class Opened:
    """A connection, the file it reads, the file's state when it was opened for reading, and a copy to remove."""

    connection: sqlite3.Connection
    path: Path
    state: State = None
    copy: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Release the file and remove the copy, if one was made."""
        self.connection.close()
        if self.copy is not None:
            self.copy.cleanup()

    def has_moved(self) -> bool:
        """Whether the file that is read as it lies was written meanwhile."""
        return self.state is not None and state_of(self.path) != self.state


def open_writable(path: Path) -> Opened:
    """Open the case file at ``path``, making it where there is none. Raises ``OSError`` or ``sqlite3.Error``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(str(path))
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")
    except DatabaseFault:
        connection.close()
        raise
    return Opened(connection, path)


def open_read_only(path: Path) -> Opened:
    """Open the case file at ``path`` for reading alone. Raises ``OSError``, ``sqlite3.Error`` or ``StoreError``."""
    if not _has_content(_log_of(path)):
        state = state_of(path)
        return Opened(_connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True), path, state)
    copy = tempfile.TemporaryDirectory(prefix="recount-")
    try:
        return Opened(_connect(str(_copied(path, Path(copy.name)))), path, None, copy)
    except (OSError, StoreError, sqlite3.Error):
        copy.cleanup()
        raise


def state_of(path: Path) -> State:
    """Return size and time of the last change of a file, None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _connect(name: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(name, uri=uri, isolation_level=None, timeout=PATIENCE)
    # Damaged text is to be found by its hash, not to break the reading of everything beside it.
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on. SQLite does not wait here for a program that does the same: wait for it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _copied(path: Path, folder: Path) -> Path:
    """Copy a case and its log while nothing of the log is moved into the case, and return the copy's path."""
    log = _log_of(path)
    for _ in range(_TRIES):
        before = state_of(path)
        shutil.copyfile(path, folder / path.name)
        if log.exists():
            shutil.copyfile(log, folder / log.name)
        if state_of(path) == before:
            return folder / path.name
        time.sleep(_PAUSE)
    raise StoreError(f"{path}: another program is writing the case; wait until it has ended and run the command again")


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
