"""How coarse the days and places of a public version are.

Invariant: what is coarser says nothing that the finer does not: a month holds its day, a region its town.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Dates(StrEnum):
    """The finest times that are printed."""

    day = "day"
    month = "month"
    year = "year"


class Places(StrEnum):
    """The smallest places that are printed; countries always are."""

    place = "place"
    region = "region"
    country = "country"


@dataclass(frozen=True, slots=True)
class Coarseness:
    """What is made coarser on request; by default nothing."""

    dates: Dates = Dates.day
    places: Places = Places.place

    @property
    def told(self) -> str:
        """Sentences for a reader: what was made coarser, empty where nothing was."""
        told = []
        if self.dates is not Dates.day:
            told.append(f"Dates are given to the {self.dates.value} and no finer; hours and weekdays are left out.")
        if self.places is not Places.place:
            told.append(f"Places are given to the {self.places.value} and no finer; each place below has a number.")
        return " ".join(told)
