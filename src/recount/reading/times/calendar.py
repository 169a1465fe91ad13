"""From the printed parts of a date to its interval, once the year is known; and its TIMEX value where it is not.

Invariant: ``earliest <= latest``, and never finer than the words: early, mid and late are thirds of their unit.
"""

from __future__ import annotations

from dataclasses import replace

from recount.model import dates
from recount.model.dates import Interval, Season
from recount.model.values import Precision
from recount.reading.times.expressions import Expression
from recount.reading.times.lexer import vocabulary

_THIRDS = {"START": 0, "MID": 1, "END": 2}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_LONG_DAYS = 3000
"""Days from which on a stretch is divided by years."""
NOTHING_KNOWN = "XXXX-XX-XX"
"""The TIMEX value of some day."""


def calendar_interval(expression: Expression, year: int) -> tuple[Interval, Precision] | None:
    """Return interval and precision of a phrase in a year (or of a decade); None where the calendar has no such day."""
    try:
        return refined(expression, *_printed(expression, year))
    except ValueError:
        return None


def days_of(expression: Expression, year: int) -> Interval | None:
    """Return the days of a phrase in a year, whatever part of them it means; None where there is no such day."""
    found = calendar_interval(replace(expression, minute=None, part=None, mod=None), year)
    return None if found is None else found[0]


def _printed(expression: Expression, year: int) -> tuple[Interval, Precision]:
    if expression.decade is not None:
        return dates.decade_of(expression.decade), "decade"
    if expression.century is not None:
        return dates.century_of(expression.century), "range"
    if expression.month is not None:
        if expression.day is not None:
            return dates.day_of(year, expression.month, expression.day), "day"
        return dates.month_of(year, expression.month), "month"
    if expression.season is not None:
        return dates.season_of(year, expression.season), "season"
    if expression.quarter is not None:
        return dates.months_from(year, 3 * expression.quarter - 2, 3), "range"
    if expression.half is not None:
        return dates.months_from(year, 6 * expression.half - 5, 6), "range"
    return dates.year_of(year), "year"


def refined(expression: Expression, interval: Interval, precision: Precision) -> tuple[Interval, Precision]:
    """Narrow an interval by ``early``/``late``, and a day by its part or clock."""
    day = interval.earliest
    if day is None or interval.latest is None:
        return interval, precision
    if expression.mod == "WEEK":
        return dates.week_of(day), "week"
    if day != interval.latest:
        return (_third(interval, expression.mod), "range") if expression.mod in _THIRDS else (interval, precision)
    if expression.minute is not None:
        moment = dates.at(day, expression.minute // 60, expression.minute % 60)
        if expression.half_open == "spoken":
            return Interval(moment, dates.shift(moment, minutes=720)), "range"
        return Interval(moment, moment), "minute" if expression.minute % 60 else "hour"
    if expression.part is not None:
        return _part_of_day(day, expression.part, expression.mod), "part_of_day"
    return interval, precision


def _third(interval: Interval, mod: str) -> Interval:
    """Return the first, middle or last third: by years of a decade, by months of a year, else by days."""
    number, first, days = _THIRDS[mod], interval.earliest or "", interval.days or 0
    if days > _LONG_DAYS:
        years = (days + 1) // 365
        low, high = years * number // 3, years * (number + 1) // 3
        return Interval(dates.shift(first, years=low), dates.shift(first, -1, years=high))
    if days > 364:
        return dates.months_from(dates.split(first)[0], 4 * number + 1, 4)
    return Interval(dates.shift(first, days * number // 3), dates.shift(first, days * (number + 1) // 3 - 1))


def _part_of_day(iso: str, part: str, mod: str | None) -> Interval:
    """Return the hours of a part of the day; a night runs into the next morning."""
    hours = vocabulary().parts[part]
    first, last = hours.first, hours.last
    if part == "morning" and mod == "START":
        first, last = 0, 9  # "the early morning hours" begin after midnight
    midnight = dates.at(iso, 0)
    return Interval(dates.shift(midnight, minutes=first * 60), dates.shift(midnight, minutes=last * 60 - 1))


def part_code(expression: Expression) -> str:
    """Return the TIMEX code after ``T`` of a part of the day or a clock, empty where there is none."""
    if expression.minute is not None:
        return f"T{expression.minute // 60:02d}:{expression.minute % 60:02d}"
    return f"T{vocabulary().parts[expression.part].code}" if expression.part is not None else ""


def open_timex(expression: Expression) -> str:
    """Return the TIMEX value of a phrase whose year, or date, is not known: ``XXXX-04-07``, ``XXXX-XX-XXTNI``."""
    clock = part_code(expression)
    if expression.month is not None:
        month = f"XXXX-{expression.month:02d}"
        return f"{month}-{expression.day:02d}{clock}" if expression.day is not None else month
    if expression.weekday is not None:
        return f"XXXX-WXX-{expression.weekday + 1}{clock}"
    if expression.season is not None:
        return f"XXXX-{expression.season}"
    if expression.quarter is not None:
        return f"XXXX-Q{expression.quarter}"
    return f"XXXX-H{expression.half}" if expression.half is not None else f"{NOTHING_KNOWN}{clock}"


def duration_timex(number: int | None, unit: str, *, halves: bool = False) -> str:
    """Return the TIMEX value of so many units: ``P2W``, ``PXD``, ``PT3H``."""
    code = vocabulary().units[unit].code
    if unit == "fortnight" and number is not None:
        number *= 2
    amount = "X" if number is None else f"{number}{'.5' if halves else ''}"
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def unit_around(iso: str, unit: str) -> tuple[Interval, Precision]:
    """Return the calendar unit that holds a day."""
    year, month, _, _ = dates.split(iso)
    match unit:
        case "week" | "fortnight":
            return dates.week_of(iso), "week"
        case "month":
            return dates.month_of(year, month), "month"
        case "quarter":
            return dates.months_from(year, month - (month - 1) % 3, 3), "range"
        case "year":
            return dates.year_of(year), "year"
        case "decade":
            return dates.decade_of(year - year % 10), "decade"
    return dates.century_of(year // 100 + 1), "range"


def stepped(iso: str, unit: str, steps: int) -> str:
    """Return a day moved by so many calendar units."""
    if unit in _MONTHS:
        return dates.shift(iso, months=steps * _MONTHS[unit])
    return dates.shift(iso, steps * vocabulary().units[unit].days)


def season_near(iso: str, season: Season, steps: int) -> Interval:
    """Return the last (-1) or next (1) season of that name seen from a day."""
    year, day = dates.split(iso)[0], Interval(iso, iso)
    here = dates.season_of(year, season)
    if steps < 0:
        return here if here.before(day) else dates.season_of(year - 1, season)
    return here if day.before(here) else dates.season_of(year + 1, season)
