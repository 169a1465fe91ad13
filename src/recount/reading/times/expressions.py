"""What a time phrase says before anything resolves it: its printed parts, with every open place left open.

Invariant: an expression holds only what its own words say. Years are astronomical (264 BC is -263).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.dates import Season

Kind = Literal["calendar", "pointer", "duration", "set", "reference"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A step from another time: ``steps`` units (signed; None if vague) from the base.

    ``last week`` is -1 week from the time of writing, ``two days later`` +2 days from the time told of last,
    ``a day before the attack`` -1 day from an event. ``sign`` holds the direction of a vague step; ``counted``
    tells ``two years ago`` (a point about that far away) from ``last year`` (the calendar unit).
    """

    base: Literal["speech", "narrative", "event"]
    steps: int | None
    unit: str
    sign: int = 0
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A time phrase: lexemes ``first`` to ``last`` (exclusive) and what they say.

    Calendar fields are None where the phrase is silent. ``part`` is a word of the vocabulary's parts of the day,
    ``minute`` minutes after midnight, ``half_open`` a clock up to twelve without a.m. or p.m. (6:30, six o'clock),
    ``mod`` a TIMEX MOD; ``timex`` the TIMEX value of what is no interval; ``pointer`` a step from another time, for a
    date that of its year (``August of that year``); ``inherits`` marks a year taken from the other half of a pair,
    ``year_shift`` a pair that runs over the year's end; ``readings`` holds the rival dates of 08/04/2011, day first;
    ``event`` tells that the words of an event follow and belong to it.
    """

    kind: Kind
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: Season | None = None
    decade: int | None = None
    century: int | None = None
    quarter: int | None = None
    half: int | None = None
    part: str | None = None
    minute: int | None = None
    half_open: Literal["printed", "spoken"] | None = None
    mod: str | None = None
    pointer: Pointer | None = None
    timex: str | None = None
    inherits: bool = False
    year_shift: int = 0
    readings: tuple[tuple[int, int, int], ...] = ()
    event: bool = False

    @property
    def lacks_year(self) -> bool:
        """True for a month, day or season whose year is not printed."""
        return (
            self.kind == "calendar"
            and self.year is None
            and self.pointer is None
            and (self.month or self.season or self.quarter or self.half) is not None
        )

    @property
    def letter(self) -> str:
        """The letter under which it joins its neighbours (time_patterns.yaml, joints), empty where it joins none."""
        if self.kind not in ("calendar", "pointer"):
            return ""
        says = (
            ("D", self.day is not None or bool(self.readings)),
            ("W", self.weekday is not None),
            ("M", self.month is not None),
            ("S", self.season is not None),
            ("N", self.kind == "pointer" and self.part is not None),
            ("P", self.part is not None),
            ("K", self.minute is not None),
            ("Y", self.year is not None and self.mod is None),
        )
        found = next((letter for letter, said in says if said), "")
        if self.kind == "calendar" or self.pointer is None or found in ("W", "N"):
            return found
        bare = not found and not self.pointer.counted
        return {"day": "N", "year": "Y"}.get(self.pointer.unit, "") if bare else ""
