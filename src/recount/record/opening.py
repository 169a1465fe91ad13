"""Opening a case file, plain or encrypted: to write it, or to read it without changing a byte of it or of its folder.

Invariant: a reader leaves no file behind and needs no right to write. A case at rest is one file and is read as it
lies; where a build is running or was broken off, a write-ahead log lies beside it and a copy of both is read.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from recount.errors import PassphraseError, StoreError
from recount.record.driver import Connection, connect, copy_encrypted, database_faults, is_begun, is_encrypted
from recount.record.passphrase import Passphrase

PATIENCE = 30.0
"""Seconds for which a program waits for another one that writes the same case: a transaction takes far less."""
_TRIES = 5
"""Copies that are tried of a case that changes while it is copied."""
_PAUSE = 0.05
"""Seconds between two tries."""

State = tuple[int, int] | None


@dataclass(slots=True)
class Opened:
    """A connection, the file it reads, the file's state when it was opened for reading, a copy to remove, and whether
    the file is encrypted."""

    connection: Connection
    path: Path
    state: State = None
    copy: tempfile.TemporaryDirectory[str] | None = None
    encrypted: bool = False

    def close(self) -> None:
        """Release the file and remove the copy, if one was made."""
        self.connection.close()
        if self.copy is not None:
            self.copy.cleanup()

    def has_moved(self) -> bool:
        """Whether the file that is read as it lies was written meanwhile."""
        return self.state is not None and state_of(self.path) != self.state


def open_writable(path: Path, passphrase: Passphrase | None = None, *, encrypt: bool = False) -> Opened:
    """Open the case file at ``path``, making it where there is none, encrypted if so asked.

    Raises ``OSError``, ``StoreError``, ``MissingExtra`` or a fault of the database.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    key = _key_to_write(path, passphrase, encrypt=encrypt)
    connection = connect(str(path), patience=PATIENCE, passphrase=key)
    try:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")
    except database_faults():
        connection.close()
        raise
    return Opened(connection, path, encrypted=key is not None)


def open_read_only(path: Path, passphrase: Passphrase | None = None) -> Opened:
    """Open the case file at ``path`` for reading alone. Raises as ``open_writable``.

    The copy that is read beside a log is as encrypted as the file.
    """
    key = _key_to_read(path, passphrase)
    encrypted = key is not None
    if not _has_content(_log_of(path)):
        state = state_of(path)
        connection = connect(_at_rest(path), uri=True, patience=PATIENCE, passphrase=key)
        return Opened(connection, path, state, encrypted=encrypted)
    copy = tempfile.TemporaryDirectory(prefix="recount-")
    with ExitStack() as undone:
        undone.callback(copy.cleanup)
        name = str(_copied(path, Path(copy.name)))
        opened = Opened(connect(name, patience=PATIENCE, passphrase=key), path, None, copy, encrypted)
        undone.pop_all()
    return opened


def write_encrypted_copy(path: Path, target: Path, passphrase: Passphrase, held: Passphrase | None = None) -> None:
    """Write the case file at ``path``, with its log, to a new encrypted file at ``target``.

    ``held`` is the passphrase that the file has now. Raises ``OSError``, ``PassphraseError``, ``MissingExtra`` or a
    fault of the database; what was written by then is gone.
    """
    key = _key_to_read(path, held)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    address = path.resolve().as_uri() if _has_content(_log_of(path)) else _at_rest(path)
    try:
        copy_encrypted(address, part, passphrase, held=key, patience=PATIENCE)
        part.replace(target)
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def state_of(path: Path) -> State:
    """Return size and time of the last change of a file, None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _at_rest(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def _key_to_read(path: Path, passphrase: Passphrase | None) -> Passphrase | None:
    """Return the passphrase where the file needs one. Raises ``PassphraseError`` where none was given."""
    if not is_encrypted(path):
        return None
    if passphrase is None:
        raise PassphraseError(
            "it is encrypted, damaged or no case; give its passphrase at the prompt of a terminal, with "
            "--passphrase-file FILE, or in RECOUNT_PASSPHRASE"
        )
    return passphrase


def _key_to_write(path: Path, passphrase: Passphrase | None, *, encrypt: bool) -> Passphrase | None:
    """Return the passphrase where the file needs one or is to be made with one.

    Raises ``StoreError`` where a plain case is to be encrypted, or a passphrase is given for a new one that is not.
    """
    if is_begun(path):
        if encrypt and not is_encrypted(path):
            raise StoreError(
                f"{path.parent}: this case is not encrypted, and is not made so in place, for what was written plainly "
                f"may stay on the disk; `recount encrypt {path.parent} --to DIR` writes an encrypted copy, --case DIR "
                "begins another"
            )
        return _key_to_read(path, passphrase)
    if encrypt and passphrase is None:
        raise PassphraseError("an encrypted case needs a passphrase, and none was given")
    if passphrase is not None and not encrypt:
        raise PassphraseError("a passphrase is given for a case that is not there yet; say --encrypt, or give none")
    return passphrase


def _write_ahead(connection: Connection) -> None:
    """Turn the write-ahead log on. SQLite does not wait here for a program that does the same: wait for it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except database_faults() as error:
            busy = getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            if not busy or time.monotonic() > until:
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
