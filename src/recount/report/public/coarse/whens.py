"""Bounds, values and words of times, made coarser: to the month or to the year.

Invariant: a coarse interval holds the fine one, begins with a month (a year) and ends with one; doing it twice is
doing it once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from recount.model.dates import MONTHS, Interval, month_of, precision_of, split, year_of, year_words
from recount.model.values import Precision
from recount.report.public.coarse.choice import Dates

_DAY = r"-?\d{4,}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?"
_VALUE = re.compile(rf"(?P<one>{_DAY}|\.\.)(?:/(?P<two>{_DAY}|\.\.))?")
_TIMEX = re.compile(r"(?P<year>-?[\dX]{4})(?P<month>-[\dX]{2})?(?P<rest>.*)", re.DOTALL)
_OPEN = ".."


class Month(NamedTuple):
    """What is left of a day: its year and month, each None where it is not known."""

    year: int | None
    month: int | None


def coarse_bounds(earliest: str | None, latest: str | None, level: Dates) -> tuple[str | None, str | None]:
    """Return bounds (ISO dates or times, None: open) moved outwards to whole months or years."""
    if level is Dates.day:
        return earliest, latest
    return (
        None if earliest is None else _whole(earliest, level).earliest,
        None if latest is None else _whole(latest, level).latest,
    )


def _whole(iso: str, level: Dates) -> Interval:
    year, month, _, _ = split(iso)
    return year_of(year) if level is Dates.year else month_of(year, month)


NO_MONTH = Month(None, None)


def is_coarse(earliest: str | None, latest: str | None, level: Dates) -> bool:
    """Tell whether bounds say no more than whole months (years) do."""
    return coarse_bounds(earliest, latest, level) == (earliest, latest)


def coarse_precision(earliest: str | None, latest: str | None) -> Precision:
    """Return the precision of coarse bounds."""
    return precision_of(Interval(earliest, latest))


def coarse_value(value: str, level: Dates) -> str | None:
    """Return an ISO date, time or interval (``a/b``, ``..`` open) made coarser, None where a string is none."""
    match = _VALUE.fullmatch(value)
    if match is None or value == _OPEN or level is Dates.day:
        return None
    one = match["one"]
    two = match["two"] or one
    try:
        bounds = coarse_bounds(None if one == _OPEN else one, None if two == _OPEN else two, level)
    except ValueError:  # the form of a day that the calendar does not have
        return None
    return "/".join(end or _OPEN for end in bounds)


def coarse_timex(timex: str | None, level: Dates) -> str | None:
    """Return a TIMEX3 value made coarser: durations stay, hours, days of the week and weeks go."""
    if timex is None or level is Dates.day or not (match := _TIMEX.fullmatch(timex)):
        return timex
    year, month, rest = match["year"], match["month"] or "", match["rest"]
    if rest or (month and level is Dates.year):
        kept = year if level is Dates.year else year + month
        return kept if set(kept) - set("X-") else None
    return timex


def month_words(month: Month, level: Dates) -> str:
    """Return ``March 2021``, ``March``, ``2021``; empty where nothing is known."""
    name = MONTHS[month.month - 1] if month.month and level is not Dates.year else ""
    return " ".join(filter(None, (name, "" if month.year is None else year_words(month.year))))


def months_of(earliest: str | None, latest: str | None) -> tuple[Month, Month] | None:
    """Return the months in which bounds begin and end, None where one is open."""
    if earliest is None or latest is None:
        return None
    first, last = split(earliest), split(latest)
    return Month(*first[:2]), Month(*last[:2])
