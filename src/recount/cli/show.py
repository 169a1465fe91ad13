"""``recount show``: the record of a case on the terminal."""

from __future__ import annotations

from rich.console import Console

from recount.cli.options import CaseFolder
from recount.cli.passphrase import Keys, PassphraseFile
from recount.pipeline import open_record
from recount.report import print_summary


def show_command(case: CaseFolder, passphrase_file: PassphraseFile = None) -> None:
    """Print what happened, how many, who says so, and what is disputed."""
    print_summary(open_record(case, passphrase=Keys(passphrase_file).of(case)), Console())
