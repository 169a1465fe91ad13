"""``recount verify``: every hash, id, quote and text made again and compared, and the page with the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from recount.cli.build import PAGE_NAME
from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.errors import StoreError
from recount.pipeline import HeldRecord, compare_folder, is_case_encrypted, list_sources, open_held, verify_case
from recount.record import Fault, Passphrase
from recount.report import page_fault


def verify_command(
    case: CaseFolder,
    head: Annotated[bool, typer.Option("--head", help="Print the ledger's head, to be kept elsewhere.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", metavar="DIR", help="Also compare the accounts in DIR: edited, missing, new."),
    ] = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Recompute every hash, id, quote and text of a case and its page; exit 1 where anything does not match."""
    faults, passphrase = 0, Keys(passphrase_file).of(case)
    for fault in find_faults(case, folder, passphrase):
        faults += 1
        say(f"{fault.where}: {fault.what}; {fault.remedy}")
    if head:
        held = _held(case, passphrase)
        typer.echo(f"ledger head: {held.head if held and held.head else 'none'}")
    if faults:
        typer.echo(f"{faults} faults: the case is not what was built, or not of these accounts.", err=True)
        raise typer.Exit(1)
    typer.echo("Every hash, id and quote matches." + (" The accounts are those in the folder." if folder else ""))


def find_faults(case: Path, folder: Path | None = None, passphrase: Passphrase | None = None) -> Iterator[Fault]:
    """Yield every fault of a case and its page, and how its sources differ from those in ``folder``.

    An encrypted case need have no page.
    """
    yield from verify_case(case, passphrase=passphrase)
    held = _held(case, passphrase)
    if held is None:
        return  # the record cannot be read, which is told
    page = case / PAGE_NAME
    if page.exists() or not is_case_encrypted(case):
        fault = page_fault(held.record, page, held.sha256)
        if fault is not None:
            yield fault
    if folder is not None:
        added = {
            str(note.told.get("name"))
            for note in list_sources(case, passphrase=passphrase)
            if note.told.get("how") == "added"
        }
        yield from compare_folder(held.record, folder, added)


def _held(case: Path, passphrase: Passphrase | None) -> HeldRecord | None:
    try:
        return open_held(case, passphrase=passphrase)
    except StoreError:
        return None
