"""``recount show``: the record of a case on the terminal, or one of its ledgers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.pipeline import open_record
from recount.report import print_ledger, print_summary


class Ledger(StrEnum):
    """What accounts ask, promise, warn of, answer, offer as proof, call somebody, tell of need and of named persons."""

    demands = "demands"
    promises = "promises"
    warnings = "warnings"
    answers = "answers"
    exhibits = "exhibits"
    statuses = "statuses"
    deprivations = "deprivations"
    motives = "motives"
    people = "people"


LedgerOption = Annotated[
    Ledger | None, typer.Option("--ledger", help="Print one ledger instead: each entry with its passage and its voice.")
]


def show_command(case: CaseFolder, ledger: LedgerOption = None, passphrase_file: PassphraseFile = None) -> None:
    """Print what happened, how many, who says so, and what is disputed."""
    record = open_record(case, passphrase=Keys(passphrase_file).of(case))
    if ledger is not None:
        print_ledger(record, ledger.value, Console())
    else:
        print_summary(record, Console())
