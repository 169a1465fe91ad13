"""``recount diff``: what differs between two cases, or two states of one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from recount.cli.passphrase import Keys, PassphraseFile
from recount.pipeline import list_changes, open_record
from recount.report import print_changes


def diff_command(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of the earlier case.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of the later case.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """List accounts, incidents, figures and conflicts that came, went or changed; exit 1 where anything did."""
    keys = Keys(passphrase_file)
    before, after = (open_record(case, passphrase=keys.of(case)) for case in (old, new))
    changes = list_changes(before, after)
    print_changes(changes, Console(), f"What {new} says otherwise than {old}", len(changes))
    raise typer.Exit(1 if changes else 0)
