"""``recount verify``: every hash, id and quote made again and compared."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from recount.cli.options import CaseFolder
from recount.pipeline import verify_case
from recount.record import SqliteStore


def verify_command(
    case: CaseFolder,
    head: Annotated[bool, typer.Option("--head", help="Print the ledger's head, to be kept elsewhere.")] = False,
) -> None:
    """Recompute every hash, id and quote of a case; exit 1 where anything does not match."""
    faults = 0
    for fault in verify_case(case):
        faults += 1
        typer.echo(f"{fault.where}: {fault.what}")
    if head:
        with closing(SqliteStore(case, create=False)) as store:
            last = None
            for leaf in store.ledger():
                last = leaf
            typer.echo(f"ledger head: {last.head if last else 'none'}")
    if faults:
        typer.echo(f"{faults} faults: the case was altered or damaged; build it again from its sources.", err=True)
        raise typer.Exit(1)
    typer.echo("Every hash, id and quote matches.")
