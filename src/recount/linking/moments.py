"""Dates as linking compares them: an interval of days, or a day of a year not told, with the part of the day.

Invariant: a moment never says more than its ``When``; what has no bounds and no day of the year is no moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from recount.model.dates import civil, day_number, days_in_month, has_clock, ordinal, split
from recount.model.mentions import TimeMention
from recount.model.values import When

_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(?:T(\w\w|\d\d))?")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|\d/\d", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}|['\u2019]\d\d\b|/\d\d\b")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
_PART = re.compile(r"T(MO|MI|AF|EV|NI|DA|DT)")
_NIGHT = frozenset({"NI", "EV"})
_FORENOON = frozenset({"MO", "DA"})


@dataclass(frozen=True, slots=True)
class Moment:
    """Days ``first`` to ``last`` (ordinals), or, where the year is not told, a month and days of it.

    ``spill`` is true where the phrase reaches into the next day ("the night of 3 May"); ``part`` is the TIMEX
    code of the part of the day, None if none; ``hint`` a year that the document's other dates suggest.
    """

    first: int | None = None
    last: int | None = None
    month: int | None = None
    day: int | None = None
    spill: bool = False
    part: str | None = None
    hint: int | None = None

    @property
    def has_year(self) -> bool:
        """True where the days are known."""
        return self.first is not None

    @property
    def days(self) -> int:
        """How many days it spans; a year-less month counts as 31."""
        if self.first is not None and self.last is not None:
            return self.last - self.first + 1
        return (2 if self.spill else 1) if self.day is not None else 31

    @property
    def is_day(self) -> bool:
        """True where it can be the day of an event: three days at most, as a night or a weekend has."""
        return self.days <= 3

    def in_year(self, year: int) -> Moment:
        """Return the moment of a year-less date in a given year."""
        if self.month is None:
            return self
        if self.day is None:
            return Moment(ordinal(year, self.month, 1), ordinal(year, self.month, days_in_month(year, self.month)))
        start = ordinal(year, self.month, min(self.day, days_in_month(year, self.month)))
        return Moment(start, start + (1 if self.spill else 0), part=self.part)


def moment_of(when: When) -> Moment | None:
    """Return the moment of a When, or None where it has neither both bounds nor a day or month of the year."""
    part = _part(when)
    if when.earliest is not None and when.latest is not None:
        first, last = day_number(when.earliest), day_number(when.latest)
        return Moment(first, last, spill=part == "NI", part=part) if last >= first else None
    match = _YEARLESS.match(when.timex or "")
    if match:
        month = int(match[1])
        day = int(match[2]) if match[2] else None
        if 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            return Moment(month=month, day=day, spill=part == "NI", part=part)
    return None


def moment_told(time: TimeMention, *, published: bool) -> Moment | None:
    """Return the moment a time expression tells by its own words.

    A day printed without a year, in a document of unknown date, is a day without a year, whatever year stood in the
    sentence before it: that year is kept as a hint.
    """
    moment = moment_of(time.when)
    if moment is None or published or moment.first is None or time.when.basis != "resolved":
        return moment
    if not moment.is_day or not _MONTH.search(time.quote) or _YEAR.search(time.quote):
        return moment
    year, month, day = civil(moment.first)
    return Moment(month=month, day=day, spill=moment.spill or moment.days > 1, part=moment.part, hint=year)


def weekday_of(when: When) -> int | None:
    """Return the day of the week, Monday 0, that a When names without saying which one it is."""
    match = _WEEKDAY.match(when.timex or "")
    return int(match[1]) - 1 if match else None


def is_printed(time: TimeMention) -> bool:
    """Return whether a date prints its month and day, so that nothing but its year can be lent by the text around."""
    return (
        time.when.basis == "resolved" and _MONTH.search(time.quote) is not None and _DAY.search(time.quote) is not None
    )


def _part(when: When) -> str | None:
    match = _PART.search(when.timex or "")
    if match:
        return match[1]
    if when.earliest is not None and when.earliest == when.latest and has_clock(when.earliest):
        minute = split(when.earliest)[3] or 0
        return "MO" if 180 <= minute < 720 else "AF" if 720 <= minute < 1080 else "NI"
    return None


def part_of(when: When) -> str | None:
    """Return the TIMEX code of the part of day a When names, clock times included."""
    return _part(when)


def distance(one: Moment, other: Moment) -> int:
    """Return the days between two moments, 0 where they may share a day."""
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        return max(0, other.first - one.last, one.first - other.last)
    if one.has_year and one.first is not None and one.last is not None:
        years = range(civil(one.first)[0] - 1, civil(one.last)[0] + 2)
        return min(distance(one, other.in_year(year)) for year in years)
    if other.has_year:
        return distance(other, one)
    return min(distance(one.in_year(2001), other.in_year(year)) for year in (2000, 2001, 2002))


def parts_clash(one: str | None, other: str | None) -> bool:
    """Return whether one says morning and the other evening or night."""
    return (one in _FORENOON and other in _NIGHT) or (one in _NIGHT and other in _FORENOON)
