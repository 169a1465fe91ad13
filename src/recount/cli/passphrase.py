"""The passphrase of an encrypted case: from a file, from the environment, or asked for on the terminal.

Invariant: it stands in no argument and no environment of a child process, and is asked for only where a case needs it.
"""

from __future__ import annotations

import getpass
import os
import stat
import sys
from pathlib import Path
from typing import Annotated

import typer

from recount.cli.say import say
from recount.errors import PassphraseError
from recount.pipeline import is_case_encrypted
from recount.record import Passphrase

_WORDS = "RECOUNT_PASSPHRASE"
_FILE = "RECOUNT_PASSPHRASE_FILE"
_MOST = 10_000
"""Bytes of a file that are read: more is no passphrase."""

PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        help=f"Holds the passphrase of an encrypted case [default: ${_WORDS}, ${_FILE}, else it is asked for].",
    ),
]


class Keys:
    """Where a command has its passphrases from; one that was given is used for every case of the command."""

    def __init__(self, file: Path | None = None, *, environment: bool = True) -> None:
        words = forget_environment()
        self._words = words if environment else None
        self._file = file
        if file is None and words is None and environment and _FILE in os.environ:
            self._file = Path(os.environ[_FILE])
        self._kept: Passphrase | None = None

    def of(self, case: Path, *, encrypt: bool = False) -> Passphrase | None:
        """Return the passphrase of the case in the folder ``case``, asked for twice where it is to be made encrypted.

        None for a plain case, and for a new one where none was given. Raises ``PassphraseError``.
        """
        encrypted = is_case_encrypted(case)
        if encrypt and encrypted is None:
            return self.for_new(case)
        given = self._file is not None or self._words is not None
        if encrypted is False:
            if given and not encrypt:
                say(f"{case}: this case is not encrypted; the passphrase is not used.", err=True)
            return None
        if given or encrypted:
            return self._given() or _asked(case)
        return None

    def for_new(self, case: Path) -> Passphrase:
        """Return the passphrase of a case that is to be made encrypted. Raises ``PassphraseError``."""
        return self._given() or _asked(case, twice=True)

    def _given(self) -> Passphrase | None:
        if self._kept is None and self._file is not None:
            self._kept = _read(self._file)  # once: a pipe gives it once
        elif self._kept is None and self._words is not None:
            self._kept = Passphrase(self._words)
        return self._kept


def forget_environment() -> str | None:
    """Return the passphrase that stands in the environment and take it out, so that no child process has it."""
    return os.environ.pop(_WORDS, None)


def _read(file: Path) -> Passphrase:
    try:
        with file.open("rb") as stream:
            rights = os.fstat(stream.fileno()).st_mode
            data = stream.read(_MOST)
    except OSError as error:
        raise PassphraseError(f"{file}: the passphrase cannot be read from it ({error.strerror})") from error
    if stat.S_ISREG(rights) and rights & 0o077:
        say(f"{file}: others can read this file with the passphrase; run `chmod 600` on it.", err=True)
    try:
        text = data.decode("utf-8-sig")  # some editors begin a file with a mark of their own
    except UnicodeDecodeError:
        raise PassphraseError(f"{file}: the passphrase in it is no text in UTF-8") from None
    return Passphrase(text.removesuffix("\n").removesuffix("\r"))


def _asked(case: Path, *, twice: bool = False) -> Passphrase:
    if not _is_terminal():
        raise PassphraseError(
            f"{case}: cannot be opened or made without a passphrase, and there is no terminal to ask at; give it with "
            f"--passphrase-file FILE or in {_WORDS}"
        )
    try:
        words = getpass.getpass("Passphrase: ")
        if twice and getpass.getpass("The same again: ") != words:
            raise PassphraseError("the two are not the same; run the command again")
    except EOFError:
        raise PassphraseError(f"{case}: no passphrase was given") from None
    return Passphrase(words)


def _is_terminal() -> bool:
    return sys.stdin.isatty()
