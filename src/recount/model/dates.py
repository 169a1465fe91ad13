"""Arithmetic on dates and intervals written as ISO 8601 strings, the form in which ``When`` keeps them.

Invariant: pure functions of strings and whole numbers; no clock, no locale, no time zone. A date is
``YYYY-MM-DD``, a time ``YYYY-MM-DDTHH:MM``, local as said; years before Christ are astronomical with a sign
(264 BC is ``-0263``). The calendar is the proleptic Gregorian one, so days of the week mean nothing before the
calendar was in use where the account plays; ``weekday_is_known`` says from which year on they are compared.
Both ends of an interval are inclusive; None is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from recount.model.values import Precision, When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Season = Literal["SP", "SU", "FA", "WI"]
_SEASON_MONTHS: dict[Season, int] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each meteorological season of the northern hemisphere; each lasts three months."""
_GREGORIAN_EVERYWHERE = 1923
"""The last states (Russia, Romania, Greece) changed from the Julian calendar between 1918 and 1923."""
_MINUTES = 24 * 60
_ISO = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?)?\Z", re.ASCII)


# -- days and minutes ------------------------------------------------------------------------------------------


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12) of an astronomical year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def ordinal(year: int, month: int, day: int) -> int:
    """Return the day's number; 1 January of year 1 is 1, as in ``datetime.date.toordinal``.

    Raises ``ValueError`` where the calendar has no such day. Method: Hinnant, days_from_civil.
    """
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"no such day: {year:05d}-{month}-{day}")
    shifted = year - 1 if month <= 2 else year
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 305


def civil(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a day's number: the inverse of ``ordinal``."""
    era, day_of_era = divmod(number + 305, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_index = (5 * day_of_year + 2) // 153
    month = (month_index + 2) % 12 + 1
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, day_of_year - (153 * month_index + 2) // 5 + 1


def iso_year(year: int) -> str:
    """Return an astronomical year as ISO 8601 writes it: ``2011``, ``0079``, ``-0263``."""
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def iso_day(year: int, month: int, day: int) -> str:
    """Return a date as ISO string. Raises ``ValueError`` where the calendar has no such day."""
    ordinal(year, month, day)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"


def iso_of(number: int) -> str:
    """Return the ISO date of a day's number."""
    return iso_day(*civil(number))


def split(iso: str) -> tuple[int, int, int, int | None]:
    """Return year, month, day and minute of the day (None for a bare date) of an ISO date or time.

    Raises ``ValueError`` where the string is neither.
    """
    match = _ISO.match(iso)
    if not match:
        raise ValueError(f"neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM: {iso!r}")
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    ordinal(year, month, day)
    if match[4] is None:
        return year, month, day, None
    hour, minute = int(match[4]), int(match[5])
    if hour > 23 or minute > 59:
        raise ValueError(f"no such time of day: {iso!r}")
    return year, month, day, hour * 60 + minute


def day_number(iso: str) -> int:
    """Return the number of the day of an ISO date or time."""
    year, month, day, _ = split(iso)
    return ordinal(year, month, day)


def date_part(iso: str) -> str:
    """Return an ISO date or time without its clock."""
    return iso.partition("T")[0]


def has_clock(iso: str | None) -> bool:
    """Return whether an ISO string carries a time of day."""
    return iso is not None and "T" in iso


def at(iso: str, hour: int, minute: int = 0) -> str:
    """Return the day of ``iso`` with a time of day. Raises ``ValueError`` for no such time."""
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise ValueError(f"no such time of day: {hour}:{minute}")
    return f"{date_part(iso)}T{hour:02d}:{minute:02d}"


def first_minute(iso: str) -> int:
    """Return the minute, counted from year 1, with which a date or time begins."""
    year, month, day, minute = split(iso)
    return ordinal(year, month, day) * _MINUTES + (minute or 0)


def last_minute(iso: str) -> int:
    """Return the minute, counted from year 1, with which a date or time ends."""
    year, month, day, minute = split(iso)
    return ordinal(year, month, day) * _MINUTES + (_MINUTES - 1 if minute is None else minute)


def shift(iso: str, days: int = 0, *, months: int = 0, years: int = 0, minutes: int = 0) -> str:
    """Return an ISO date or time moved; a clock is kept, a day past the end of a month becomes its last."""
    year, month, day, clock = split(iso)
    if months or years:
        whole = (year + years) * 12 + month - 1 + months
        year, month = divmod(whole, 12)
        month += 1
        day = min(day, days_in_month(year, month))
    number = ordinal(year, month, day) + days
    if clock is None:
        return iso_of(number + minutes // _MINUTES if minutes else number)
    carried, clock = divmod(clock + minutes, _MINUTES)
    return at(iso_of(number + carried), clock // 60, clock % 60)


# -- days of the week ------------------------------------------------------------------------------------------


def weekday(iso: str) -> int:
    """Return the day of the week, Monday 0 to Sunday 6."""
    return (day_number(iso) + 6) % 7


def weekday_name(iso: str) -> str:
    """Return the English name of the day of the week."""
    return WEEKDAYS[weekday(iso)]


def weekday_is_known(iso: str) -> bool:
    """Return whether a date is late enough for its weekday to be compared with a printed one."""
    return split(iso)[0] >= _GREGORIAN_EVERYWHERE


def nearest_weekday(iso: str, day: int) -> str:
    """Return the date nearest to ``iso`` that falls on weekday ``day`` (0 to 6); at most three days away."""
    offset = (day - weekday(iso)) % 7
    return shift(date_part(iso), offset if offset <= 3 else offset - 7)


def next_weekday(iso: str, day: int, *, same: bool = False) -> str:
    """Return the first date after ``iso`` (or on it, if ``same``) that falls on weekday ``day``."""
    offset = (day - weekday(iso)) % 7
    return shift(date_part(iso), offset if offset or same else 7)


def previous_weekday(iso: str, day: int, *, same: bool = False) -> str:
    """Return the last date before ``iso`` (or on it, if ``same``) that falls on weekday ``day``."""
    offset = (weekday(iso) - day) % 7
    return shift(date_part(iso), -offset if offset or same else -7)


def years_on_weekday(month: int, day: int, weekdays: tuple[int, ...], first: int, last: int) -> tuple[int, ...]:
    """Return the years from ``first`` to ``last`` in which a day of the year falls on one of ``weekdays``."""
    return tuple(
        year
        for year in range(first, last + 1)
        if day <= days_in_month(year, month) and (ordinal(year, month, day) + 6) % 7 in weekdays
    )


# -- intervals -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, both ends inclusive, None open: dates stand for whole days, times for minutes."""

    earliest: str | None = None
    latest: str | None = None

    @property
    def is_empty(self) -> bool:
        """True where the end lies before the beginning."""
        return (
            self.earliest is not None
            and self.latest is not None
            and last_minute(self.latest) < first_minute(self.earliest)
        )

    @property
    def is_bounded(self) -> bool:
        """True where both ends are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def days(self) -> int | None:
        """The number of calendar days touched, None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return day_number(self.latest) - day_number(self.earliest) + 1

    def meets(self, other: Interval) -> bool:
        """Return whether the two share a moment."""
        return not self.before(other) and not other.before(self)

    def before(self, other: Interval) -> bool:
        """Return whether all of this one lies before all of the other."""
        if self.latest is None or other.earliest is None:
            return False
        return last_minute(self.latest) < first_minute(other.earliest)

    def contains(self, other: Interval) -> bool:
        """Return whether the other lies within this one."""
        starts = self.earliest is None or (
            other.earliest is not None and first_minute(self.earliest) <= first_minute(other.earliest)
        )
        ends = self.latest is None or (
            other.latest is not None and last_minute(other.latest) <= last_minute(self.latest)
        )
        return starts and ends

    def intersection(self, other: Interval) -> Interval | None:
        """Return what the two share, None where nothing."""
        if not self.meets(other):
            return None
        return Interval(_later(self.earliest, other.earliest), _earlier(self.latest, other.latest))

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that contains both."""
        earliest = latest = None
        if self.earliest is not None and other.earliest is not None:
            earliest = min(self.earliest, other.earliest, key=first_minute)
        if self.latest is not None and other.latest is not None:
            latest = max(self.latest, other.latest, key=last_minute)
        return Interval(earliest, latest)

    def gap_days(self, other: Interval) -> int:
        """Return the days between the two, 0 where they share a day or an open end hides the distance."""
        if self.latest is not None and other.earliest is not None:
            ahead = day_number(other.earliest) - day_number(self.latest)
            if ahead > 0:
                return ahead
        if other.latest is not None and self.earliest is not None:
            return max(0, day_number(self.earliest) - day_number(other.latest))
        return 0

    def shifted(self, days: int) -> Interval:
        """Return the interval moved by whole days."""
        return Interval(
            None if self.earliest is None else shift(self.earliest, days),
            None if self.latest is None else shift(self.latest, days),
        )


def _later(one: str | None, other: str | None) -> str | None:
    known = [iso for iso in (one, other) if iso is not None]
    return max(known, key=first_minute) if known else None


def _earlier(one: str | None, other: str | None) -> str | None:
    known = [iso for iso in (one, other) if iso is not None]
    return min(known, key=last_minute) if known else None


def interval_of(when: When) -> Interval:
    """Return the interval of a When."""
    return Interval(when.earliest, when.latest)


def day_of(year: int, month: int, day: int) -> Interval:
    """Return one day. Raises ``ValueError`` where the calendar has no such day."""
    iso = iso_day(year, month, day)
    return Interval(iso, iso)


def month_of(year: int, month: int) -> Interval:
    """Return a month."""
    return Interval(iso_day(year, month, 1), iso_day(year, month, days_in_month(year, month)))


def months_from(year: int, month: int, count: int) -> Interval:
    """Return ``count`` months from the given one on: quarters, halves and seasons."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return Interval(month_of(year, month).earliest, month_of(last_year, last_month + 1).latest)


def season_of(year: int, season: Season) -> Interval:
    """Return a meteorological season of the north; the winter of a year is the one that begins in it."""
    return months_from(year, _SEASON_MONTHS[season], 3)


def year_of(year: int) -> Interval:
    """Return an astronomical year."""
    return Interval(iso_day(year, 1, 1), iso_day(year, 12, 31))


def decade_of(year: int) -> Interval:
    """Return the decade that begins with ``year``: 1980 for the 1980s; -289 for the 280s BC."""
    return Interval(iso_day(year, 1, 1), iso_day(year + 9, 12, 31))


def century_of(number: int) -> Interval:
    """Return the years a writer calls the n-th century as ISO groups them: 19 is 1800 to 1899; -3 the 3rd BC."""
    if number > 0:
        return Interval(iso_day((number - 1) * 100, 1, 1), iso_day(number * 100 - 1, 12, 31))
    return Interval(iso_day(number * 100 + 1, 1, 1), iso_day(number * 100 + 100, 12, 31))


def week_of(iso: str) -> Interval:
    """Return the ISO week (Monday to Sunday) that holds a day."""
    monday = shift(date_part(iso), -weekday(iso))
    return Interval(monday, shift(monday, 6))


def iso_week(iso: str) -> tuple[int, int]:
    """Return year and number of the ISO 8601 week that holds a day."""
    thursday = shift(date_part(iso), 3 - weekday(iso))
    year = split(thursday)[0]
    return year, (day_number(thursday) - ordinal(year, 1, 1)) // 7 + 1


def week_number(year: int, number: int) -> Interval:
    """Return the ISO 8601 week of that number."""
    first = week_of(iso_day(year, 1, 4))
    return first.shifted(7 * (number - 1))


# -- words -----------------------------------------------------------------------------------------------------


def year_words(year: int) -> str:
    """Return an astronomical year in words: ``2011``, ``264 BC``."""
    return str(year) if year > 0 else f"{1 - year} BC"


def day_words(iso: str) -> str:
    """Return a date or time in neutral words: ``8 April 2011``, ``8 April 2011, 04:45``."""
    year, month, day, minute = split(iso)
    words = f"{day} {MONTHS[month - 1]} {year_words(year)}"
    return words if minute is None else f"{words}, {minute // 60:02d}:{minute % 60:02d}"


def describe(earliest: str | None, latest: str | None) -> str:
    """Return an interval in neutral words, no finer than it is.

    ``8 April 2011``, ``8-9 April 2011``, ``April 2011``, ``June-August 2011``, ``2011``, ``1980-1989``,
    ``between 30 March 2011 and 2 April 2011``, ``on or after ...``, ``in or before April 2011``, ``date unknown``.
    """
    if earliest is None and latest is None:
        return "date unknown"
    if latest is None:
        return f"{_in_or_on(earliest or '', first=True)} or after {_edge_words(earliest or '', first=True)}"
    if earliest is None:
        return f"{_in_or_on(latest, first=False)} or before {_edge_words(latest, first=False)}"
    if earliest == latest:
        return day_words(earliest)
    first_year, first_month, first_day, first_clock = split(earliest)
    last_year, last_month, last_day, last_clock = split(latest)
    same_month = (first_year, first_month) == (last_year, last_month)
    if first_clock is not None or last_clock is not None:
        if same_month and first_day == last_day and first_clock is not None and last_clock is not None:
            return f"{day_words(earliest)}-{latest[-5:]}"
        return f"between {day_words(earliest)} and {day_words(latest)}"
    whole_months = first_day == 1 and last_day == days_in_month(last_year, last_month)
    if whole_months and first_month == 1 and last_month == 12:
        if first_year == last_year:
            return year_words(first_year)
        return f"{year_words(first_year)}-{year_words(last_year)}"
    if whole_months and same_month:
        return f"{MONTHS[first_month - 1]} {year_words(first_year)}"
    if whole_months and first_year == last_year:
        return f"{MONTHS[first_month - 1]}-{MONTHS[last_month - 1]} {year_words(first_year)}"
    if same_month:
        return f"{first_day}-{last_day} {MONTHS[first_month - 1]} {year_words(first_year)}"
    if whole_months:
        return f"between {MONTHS[first_month - 1]} {year_words(first_year)} and {_edge_words(latest, first=False)}"
    return f"between {day_words(earliest)} and {day_words(latest)}"


def _in_or_on(iso: str, *, first: bool) -> str:
    return "on" if _edge_words(iso, first=first) == day_words(iso) else "in"


def _edge_words(iso: str, *, first: bool) -> str:
    """Return an end of an interval as a month or year where it is the first (last) day of one, else as the day."""
    year, month, day, clock = split(iso)
    if clock is None and (month, day) == ((1, 1) if first else (12, 31)):
        return year_words(year)
    if clock is None and day == (1 if first else days_in_month(year, month)):
        return f"{MONTHS[month - 1]} {year_words(year)}"
    return day_words(iso)


def describe_when(when: When) -> str:
    """Return a When in neutral words, no finer than its interval; ``date unknown`` where it has no bounds."""
    return describe(when.earliest, when.latest)


def precision_of(interval: Interval) -> Precision:
    """Return the coarsest precision that fits an interval; ``range`` for days that are no calendar unit."""
    if interval.earliest is None or interval.latest is None:
        return "unknown"
    if has_clock(interval.earliest) or has_clock(interval.latest):
        return "minute" if interval.earliest == interval.latest else "part_of_day"
    if interval.earliest == interval.latest:
        return "day"
    year, month, _, _ = split(interval.earliest)
    if interval == month_of(year, month):
        return "month"
    if interval == year_of(year):
        return "year"
    if interval == week_of(interval.earliest):
        return "week"
    if interval == decade_of(year) and year % 10 == 0:
        return "decade"
    if interval in [season_of(year, season) for season in _SEASON_MONTHS]:
        return "season"
    return "range"
