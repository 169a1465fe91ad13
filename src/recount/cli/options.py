"""Arguments and options that several commands share."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from recount.errors import IntakeError
from recount.report import Dates, Places


class Profile(StrEnum):
    """How vague words become bounds."""

    strict = "strict"
    acled = "acled"
    ucdp = "ucdp"
    airwars = "airwars"


InputPath = Annotated[
    Path, typer.Argument(metavar="INPUT", help="A folder of accounts, one file, or a JSON Lines batch.")
]
CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of a case that was built before.")]
CaseOption = Annotated[
    Path | None, typer.Option("--case", metavar="DIR", help="Where the case is kept [default: INPUT's name + .case].")
]
ProfileOption = Annotated[
    Profile, typer.Option("--profile", help="How vague words ('dozens') become bounds; see docs/method.md.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes that read documents [default: one a core for many documents]."),
]
PublicNames = Annotated[
    Path | None,
    typer.Option("--public-names", metavar="FILE", help="Names that a person has made public, one a line."),
]

DatesOption = Annotated[
    Dates, typer.Option("--dates", help="The finest times of the public version: day (as they are), month or year.")
]
PlacesOption = Annotated[
    Places,
    typer.Option("--places", help="The smallest places of the public version: place (as they are), region or country."),
]


def read_names(path: Path | None) -> tuple[str, ...]:
    """Return the names of a file, one a line; lines that begin with # are notes. Raises ``IntakeError``."""
    if path is None:
        return ()
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()  # some editors begin a file with a mark of their own
    except (OSError, UnicodeDecodeError) as error:
        raise IntakeError(f"{path}: cannot be read as a list of names, one a line, in UTF-8") from error
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def case_folder(path: Path, chosen: Path | None) -> Path:
    """Return where the case of ``path`` is kept: as chosen, else beside the current folder's files."""
    if chosen is not None:
        return chosen
    found = Path(os.path.realpath(path))  # Path.resolve falls over a link to itself, which reading tells of better
    return Path(f"{found.stem if path.is_file() else found.name}.case")
