"""``recount add``: accounts taken into a case by hand, with where they are from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from recount.cli.build import finish_build
from recount.cli.options import CaseFolder, WorkersOption
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.progress import TerminalProgress
from recount.intake import Stated
from recount.pipeline import add


def add_command(
    case: CaseFolder,
    paths: Annotated[list[Path], typer.Argument(metavar="ACCOUNT...", help="Files, folders or batches to take in.")],
    origin: Annotated[
        str | None, typer.Option("--from", metavar="WHERE", help="Where it is from: an address, an archive, a person.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="What else is to be kept with its capture.")] = None,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="What the account is to be called.")] = None,
    workers: WorkersOption = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Take accounts into a case that was built before, and write its record and page anew."""
    if name is not None and len(paths) > 1:
        raise typer.BadParameter("one account can be named at a time", param_hint="--as")
    passphrase = Keys(passphrase_file).of(case)
    stated = Stated(origin, note)
    with TerminalProgress() as progress:
        result = add(case, paths, stated=stated, name=name, workers=workers, progress=progress, passphrase=passphrase)
    finish_build(result, case)
