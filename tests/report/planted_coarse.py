"""Invented accounts in which days, hours and places of many forms are planted, for the coarser public version.

Everything is invented save the names of towns and regions of the gazetteer; the same on every run.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

TOWNS = ("Homs", "Hama", "Idlib", "Manbij", "Palmyra")
"""Towns of the gazetteer, in a country that the accounts name."""
INVENTED = ("Harnfeld", "Ostrel", "Melikh", "Quenby", "Tarsund")
VILLAGES = ("Dorvel", "Kestany", "Ulmara", "Brennick", "Sowaley")
CAMPS = ("Ranvik", "Oldrey")
STREETS = ("Linnet Street", "Quarrel Square")
STANDS = ("Syria", "Northern Army")
FIRST_YEAR = 2000
"""The year of the first account."""


@dataclass(slots=True)
class Planted:
    """The texts by file name, the days that they tell of, and the places in them."""

    texts: dict[str, str] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def notations(day: date) -> list[str]:
    """Return a day in many notations."""
    nth = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    month, short = day.strftime("%B"), day.strftime("%b")
    return [
        f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{day.day}{nth} {month}",
        f"{month} {day.day}{nth}", f"the {day.day}{nth} of {month} {day.year}", day.isoformat(),
        f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day.day} {short} {day.year}",
        f"{short.upper()} {day.day}", f"{day:%A}, {day.day} {month}", f"{day:%A} {month} {day.day}",
        f"{day:%Y/%m/%d}", f"{day.day}-{short}-{day.year}", f"{day:%Y%m%d}",
    ]  # fmt: skip


def planted(number: int = 20, seed: int = 11) -> Planted:
    """Return the accounts; the same for the same seed."""
    chance = random.Random(seed)
    made = Planted(places=[*TOWNS, *INVENTED, *VILLAGES, *CAMPS, *STREETS])
    for place in range(number):
        _account(made, chance, place)
    return made


def _account(made: Planted, chance: random.Random, place: int) -> None:
    day = date(FIRST_YEAR + place % 19, 1 + place % 12, 2 + chance.randrange(25))
    later = day + timedelta(days=1)
    while later.day < 2 or later.day > 27:
        day, later = day - timedelta(days=3), later - timedelta(days=3)
    made.days += [day, later]
    forms = notations(day)
    town, village = (TOWNS if place % 2 else INVENTED)[place % 5], VILLAGES[(place * 3) % 5]
    killed, wounded = 3 + place % 11, 12 + place % 17
    clock = f"{1 + place % 11}:{10 + place:02d}"
    lines = [
        f"SHELLING IN {town.upper()} ON {day.strftime('%A').upper()}",
        f"{town}, Syria, {forms[place % 15]}",
        f"On {day.day} {day:%B} {day.year}, {killed} people were killed and {wounded} wounded in the town of {town}, "
        f"Syria, when shells hit the market, the Northern Army said. The first fell at {clock} a.m.",
        f"The {town} police came at half past {chance.choice(['nine', 'ten', 'four'])}. {town} General Hospital took "
        f"in the wounded until {later:%A}. The next day, {notations(later)[(place + 4) % 15]}, shelling went on.",
        f"In the village of {village}, near {town}, {2 + place % 4} men were killed on {later:%A}. People of {village} "
        f"fled to {chance.choice(CAMPS)} camp. The {town}er who led them had lost his house on {STREETS[place % 2]}.",
        f"A spokesman for the {town} Relief Council told reporters last night that nobody had warned them. The council "
        f"met on {forms[(place + 7) % 15]} at {8 + place % 4}.30 pm and again on the {day.day}th, at 21h15.",
        f"“They came on {day:%A}, on the {notations(day)[2]},” a woman from {village} said.",
    ]
    made.texts[f"{town.lower()}_{day.isoformat()}_{place:02d}.txt"] = "\n\n".join(lines) + "\n"
