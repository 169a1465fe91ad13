"""``recount encrypt``: an encrypted copy of a plain case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.errors import PassphraseError
from recount.pipeline import encrypt_case, verify_case


def encrypt_command(
    case: CaseFolder,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the encrypted copy, a new one.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Write an encrypted copy of a plain case; what is plain stays, for you to delete."""
    passphrase = Keys(passphrase_file).of(to, encrypt=True)
    if passphrase is None:
        raise PassphraseError("an encrypted case needs a passphrase, and none was given")
    encrypt_case(case, to, passphrase)
    faults = [f"{fault.where}: {fault.what}; {fault.remedy}" for fault in verify_case(to, passphrase=passphrase)]
    for fault in faults:
        say(fault)
    say(f"Encrypted copy: {to}. Nobody opens it without the passphrase: keep that in a second place.")
    say(f"The plain case and its page stay in {case}. Once deleted, they may still be found on the disk")
    say("(docs/encrypted.md): only a disk that is itself encrypted, or destroyed, gives nothing away.")
    if faults:
        raise typer.Exit(1)
