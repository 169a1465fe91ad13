"""Opening a case that was built before, to read: nothing of it is changed."""

from __future__ import annotations

import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.errors import StoreError
from recount.model.ids import sha256_hex
from recount.model.record import Record
from recount.record import Passphrase, SqliteStore, Store
from recount.record.driver import is_begun, is_encrypted
from recount.record.export import unpack_record
from recount.record.ledger import Head, last_record
from recount.record.sqlite import FILE_NAME

UNREADABLE = (zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What reading a kept value raises that no ``pack`` has made."""


@dataclass(frozen=True, slots=True)
class HeldRecord:
    """The record of a case, the hash of its bytes as they are kept, and the ledger's head (None: no entry)."""

    record: Record
    sha256: str
    head: Head | None


def open_record(folder: Path, *, passphrase: Passphrase | None = None) -> Record:
    """Return the record of the case in ``folder``. Raises ``StoreError`` where there is none."""
    return open_held(folder, passphrase=passphrase).record


def open_held(folder: Path, *, passphrase: Passphrase | None = None) -> HeldRecord:
    """Return the record of the case in ``folder`` with its hash. Raises ``StoreError`` where there is none."""
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        return held_record(store, folder)


def is_case_encrypted(folder: Path) -> bool | None:
    """Whether the case in ``folder`` opens with a passphrase only; None where there is none yet. Raises ``OSError``."""
    path = folder / FILE_NAME
    return is_encrypted(path) if is_begun(path) else None


def held_record(store: Store, folder: Path) -> HeldRecord:
    """Return the record a store holds. Raises ``StoreError`` where it holds none or one that cannot be read."""
    data = store.record()
    if data is None:
        raise StoreError(f"{folder}: the case holds no record yet; run `recount build INPUT --case {folder}`")
    try:
        return HeldRecord(unpack_record(data), sha256_hex(data), store.head())
    except UNREADABLE as error:
        raise StoreError(f"{folder}: the record cannot be read ({error}); build it again") from error


def current_hash(folder: Path) -> str | None:
    """Return the hash of the record that the ledger of the case in ``folder`` names last, None before the first."""
    with closing(SqliteStore(folder, create=False)) as store:
        return last_record(store.ledger(newest_first=True))
