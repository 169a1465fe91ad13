"""``recount encrypt``: an encrypted copy of a case, plain or under another passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.pipeline import encrypt_case, is_case_encrypted, verify_case


def encrypt_command(
    case: CaseFolder,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the encrypted copy, a new one.")],
    passphrase_file: PassphraseFile = None,
    new_file: Annotated[
        Path | None,
        typer.Option(
            "--new-passphrase-file",
            metavar="FILE",
            help="Holds another passphrase for the copy of an encrypted case [default: it is asked for].",
        ),
    ] = None,
) -> None:
    """Write an encrypted copy of a case; the case itself stays as it is, for you to delete."""
    keys = Keys(passphrase_file)
    held = keys.of(case) if is_case_encrypted(case) else None
    passphrase = keys.for_new(to) if held is None else Keys(new_file, environment=False).for_new(to)
    encrypt_case(case, to, passphrase, held=held)
    faults = 0
    for fault in verify_case(to, passphrase=passphrase):
        faults += 1
        say(f"{fault.where}: {fault.what}; {fault.remedy}")
    say(f"Encrypted copy: {to}. Nobody opens it without the passphrase: keep that in a second place.")
    if held is None:
        say(f"The plain case and its page stay in {case}. Once deleted, they may still be found on the disk")
        say("(docs/encrypted.md): only a disk that is itself encrypted, or destroyed, gives nothing away.")
    else:
        say(f"{case} stays and opens with its old passphrase, as do all copies of it.")
    if faults:
        raise typer.Exit(1)
