"""Connections to case files: SQLite's to plain ones, SQLCipher's to encrypted ones; no other module knows either.

Invariant: with a passphrase nothing is ever opened or made that is not encrypted; what is set aside during the work
stays in memory; nothing printed by the library itself tells of the file or its key.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, cast

from recount.errors import MissingExtra, PassphraseError
from recount.record.passphrase import Passphrase

Connection = sqlite3.Connection
"""A connection of either library: both speak Python's DB-API in the same words."""

_PLAIN = b"SQLite format 3\0"
_ENOUGH = 0.5
"""Share of a plain file's first bytes that show it to be one, though damaged; of random bytes hardly any fit."""
_CIPHER = "sqlcipher3.dbapi2"
_INSTALL = "an encrypted case needs one more library: pip install 'recount-record[encrypt]'"


def database_faults() -> tuple[type[Exception], ...]:
    """Return what reading or writing a case file raises: SQLite's errors, SQLCipher's, and that of a damaged name in
    SQLite's own message."""
    loaded = sys.modules.get(_CIPHER)  # none of its errors is raised before it is
    return (sqlite3.Error, UnicodeDecodeError, *([] if loaded is None else [loaded.Error]))


def is_encrypted(path: Path) -> bool:
    """Whether the file at ``path`` holds anything that does not begin as a plain case. Raises ``OSError``.

    It is encrypted, damaged or no case: without its passphrase nobody can tell these apart.
    """
    head = _head_of(path)
    fitting = sum(byte == plain for byte, plain in zip(head, _PLAIN, strict=False))
    return fitting < _ENOUGH * len(head)


def is_begun(path: Path) -> bool:
    """Whether there is a file at ``path`` that holds anything. Raises ``OSError``."""
    return bool(_head_of(path))


def connect(name: str, *, uri: bool = False, patience: float = 5.0, passphrase: Passphrase | None = None) -> Connection:
    """Return a connection to the file ``name``, made where there is none: an encrypted one with ``passphrase``.

    Raises ``MissingExtra`` without SQLCipher, ``PassphraseError`` where the file does not open with these words, and
    what ``database_faults`` lists.
    """
    if passphrase is None:
        connection = sqlite3.connect(name, uri=uri, isolation_level=None, timeout=patience)
    else:
        forbid_core_dumps()
        made = _cipher().connect(name, uri=uri, isolation_level=None, timeout=patience)
        connection = cast(sqlite3.Connection, made)
        with ExitStack() as undone:
            undone.callback(connection.close)
            _check_library(connection)
            _unlock(connection, passphrase)
            undone.pop_all()
    # Damaged text is to be found by its hash, not to break the reading of everything beside it.
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    return connection


def copy_encrypted(
    address: str, target: Path, passphrase: Passphrase, *, held: Passphrase | None = None, patience: float = 5.0
) -> None:
    """Write what the file at ``address`` (a URI) holds to a new encrypted file at ``target``.

    ``held`` is the passphrase of the first where it is encrypted itself. Raises ``MissingExtra``, ``PassphraseError``,
    ``OSError`` and what ``database_faults`` lists.
    """
    forbid_core_dumps()
    with closing(_cipher().connect(address, uri=True, isolation_level=None, timeout=patience)) as connection:
        _check_library(connection)
        if held is not None:
            _unlock(connection, held)
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        connection.execute("ATTACH DATABASE ? AS copy KEY ?", (str(target.resolve()), passphrase.words))
        connection.execute("BEGIN")  # one state of a case that another program may be writing
        try:
            connection.execute("SELECT sqlcipher_export('copy')")
        except database_faults() as error:
            if "malformed" in str(error):  # it is told as any error
                raise _damaged(str(error)) from error
            raise
        if held is not None:
            raise_pending(connection)
        connection.execute(f"PRAGMA copy.user_version={int(form)}")
        connection.execute("COMMIT")
        connection.execute("DETACH DATABASE copy")


def find_broken_pages(connection: Connection) -> list[str]:
    """Return what SQLCipher says of each page whose bytes are not those it wrote; nothing of a plain file."""
    return [str(message) for (message,) in connection.execute("PRAGMA cipher_integrity_check")]


def raise_pending(connection: Connection) -> None:
    """Raise ``sqlite3.DatabaseError`` where a page that was read of an encrypted file is not what was encrypted.

    For the end of a long value SQLCipher then gives zeros, and raises nothing before another page is read.
    """
    if connection.execute("PRAGMA cipher_status").fetchone() == ("0",):
        raise _damaged("a page holds other bytes than were encrypted")


def forbid_core_dumps() -> None:
    """Let no crash write this process's memory, with what it has decrypted, to disk; its children inherit that."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _damaged(what: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorname = "SQLITE_CORRUPT"
    return error


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_PLAIN))
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _cipher() -> Any:
    """Import SQLCipher only when an encrypted case is opened: plain ones need it not."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise MissingExtra(_INSTALL) from error
    return dbapi2


def _unlock(connection: Connection, passphrase: Passphrase) -> None:
    connection.execute(f"PRAGMA key = {passphrase.quoted()}")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except database_faults() as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB" or _fits_elsewhere(connection):
            raise
        raise PassphraseError(
            "it does not open with this passphrase; check capital letters, spaces and the keyboard's layout. If the "
            "words are right, the file is damaged or no case: restore it from a copy, or build again from the sources"
        ) from None


def _check_library(connection: Any) -> None:
    """Make sure that SQLCipher was linked: SQLite itself would take no notice of a key, and write plainly."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to standard error otherwise
    connection.execute("PRAGMA temp_store = MEMORY")
    options = {str(option) for (option,) in connection.execute("PRAGMA compile_options")}
    if connection.execute("PRAGMA cipher_version").fetchone() is None or "TEMP_STORE=0" in options:
        raise MissingExtra(f"{_INSTALL}; the sqlcipher3 that is installed cannot encrypt all that it writes")


def _fits_elsewhere(connection: Connection) -> bool:
    """Whether the passphrase fits another page than the first, which then is damaged."""
    (page,) = connection.execute("PRAGMA cipher_page_size").fetchone()
    _, _, path = connection.execute("PRAGMA database_list").fetchone()
    return len(find_broken_pages(connection)) < Path(path).stat().st_size // int(page)
