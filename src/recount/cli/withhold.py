"""``recount withhold``: what the public version of a case withholds and lets stand, before it is given away."""

from __future__ import annotations

from typing import Annotated

import typer

from recount.cli.options import CaseFolder, DatesOption, PlacesOption, PublicNames, read_names
from recount.cli.passphrase import Keys, PassphraseFile
from recount.cli.say import say
from recount.pipeline import open_record
from recount.report import Coarseness, Dates, Places, review_lines


def withhold_command(
    case: CaseFolder,
    review: Annotated[
        bool, typer.Option("--review", help="List every form with its rule; nothing is changed.")
    ] = False,
    public_names: PublicNames = None,
    dates: DatesOption = Dates.day,
    places: PlacesOption = Places.place,
    passphrase_file: PassphraseFile = None,
) -> None:
    """List what the public version withholds, why, how often and as what, and which names stand by which rule.

    With --dates and --places it lists also what would be made coarser.
    """
    if not review:
        raise typer.BadParameter("say --review: a list is all this command makes", param_hint="--review")
    record = open_record(case, passphrase=Keys(passphrase_file).of(case))
    for line in review_lines(record, read_names(public_names), Coarseness(dates, places)):
        say(line)
