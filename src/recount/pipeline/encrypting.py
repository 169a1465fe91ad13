"""An encrypted copy of a case, a plain one or one under another passphrase: what it holds is the same.

Invariant: what is written is encrypted from its first byte on; the case is not changed, and not removed.
"""

from __future__ import annotations

from pathlib import Path

from recount.errors import PassphraseError, StoreError
from recount.pipeline.cases import is_case_encrypted
from recount.record import Passphrase
from recount.record.causes import tell
from recount.record.driver import database_faults
from recount.record.opening import write_encrypted_copy
from recount.record.sqlite import FILE_NAME


def encrypt_case(folder: Path, target: Path, passphrase: Passphrase, *, held: Passphrase | None = None) -> None:
    """Write the case in ``folder`` to the folder ``target``, encrypted; ``held`` is the passphrase it has now.

    Raises ``StoreError`` where the one is no case that opens or the other holds a case, ``MissingExtra`` without
    SQLCipher.
    """
    try:
        if is_case_encrypted(folder) is None:
            raise StoreError(f"{folder}: no case here; `recount build INPUT --case {target} --encrypt` begins one")
        if is_case_encrypted(target) is not None:
            raise StoreError(f"{target}: a case is here already; name another folder with --to")
        target.mkdir(parents=True, exist_ok=True)
        write_encrypted_copy(folder / FILE_NAME, target / FILE_NAME, passphrase, held)
    except PassphraseError as error:
        raise PassphraseError(f"{folder}: cannot be opened as a case: {error}") from None
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}); check path, rights and space") from error
    except database_faults() as error:
        raise StoreError(f"cannot be encrypted: {tell(folder / FILE_NAME, error)}") from error
