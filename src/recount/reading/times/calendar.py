"""From the printed parts of a date to its interval, once the year is known; and its TIMEX value where it is not.

Invariant: ``earliest <= latest``, and never finer than the words: early, mid and late are thirds of their unit.
"""

from __future__ import annotations

from recount.model import dates
from recount.model.dates import Interval, Season
from recount.model.values import Precision
from recount.reading.times.expressions import Expression
from recount.vocabulary import load

_THIRDS = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}
_UNIT_PRECISION: dict[str, Precision] = {
    "day": "day",
    "month": "month",
    "year": "year",
    "season": "season",
    "decade": "decade",
}


def calendar_interval(expression: Expression, year: int) -> tuple[Interval, Precision] | None:
    """Return interval and precision of a phrase in a year; None where the calendar has no such day."""
    precision: Precision
    try:
        if expression.day is not None and expression.month is not None:
            interval, precision = dates.day_of(year, expression.month, expression.day), "day"
        elif expression.month is not None:
            interval, precision = dates.month_of(year, expression.month), "month"
        elif expression.season is not None:
            interval, precision = dates.season_of(year, expression.season), "season"
        elif expression.quarter is not None:
            interval, precision = dates.months_from(year, 3 * expression.quarter - 2, 3), "range"
        elif expression.half is not None:
            interval, precision = dates.months_from(year, 6 * expression.half - 5, 6), "range"
        else:
            interval, precision = dates.year_of(year), "year"
    except ValueError:
        return None
    return refined(expression, interval, precision)


def long_interval(expression: Expression) -> tuple[Interval, Precision] | None:
    """Return interval and precision of a decade or century, None where the phrase is neither."""
    if expression.decade is not None:
        interval, precision = dates.decade_of(expression.decade), "decade"
        if expression.decade % 100 == 0 and expression.mod is None and expression.decade >= 1000:
            precision = "decade"
    elif expression.century is not None:
        interval, precision = dates.century_of(expression.century), "range"
    else:
        return None
    return refined(expression, interval, _UNIT_PRECISION.get(precision, "range"))


def refined(expression: Expression, interval: Interval, precision: Precision) -> tuple[Interval, Precision]:
    """Narrow an interval by ``early``/``late``, and a day by its part or clock."""
    if expression.mod == "WEEK" and interval.earliest is not None:
        return dates.week_of(interval.earliest), "week"
    if interval.earliest == interval.latest and interval.earliest is not None:
        if expression.minute is not None:
            moment = dates.at(interval.earliest, expression.minute // 60, expression.minute % 60)
            if expression.half_open == "spoken":
                return Interval(moment, dates.shift(moment, minutes=720)), "range"
            return Interval(moment, moment), "hour" if expression.minute % 60 == 0 else "minute"
        if expression.part is not None:
            return part_of_day(interval.earliest, expression.part, expression.mod), "part_of_day"
        return interval, precision
    if expression.mod in _THIRDS and interval.is_bounded:
        return third(interval, expression.mod or "", precision), "range"
    return interval, precision


def third(interval: Interval, mod: str, precision: Precision) -> Interval:
    """Return the first, middle or last third: by years of a decade, months of a year, ten days of a month."""
    first, last = _THIRDS[mod]
    assert interval.earliest is not None
    year = dates.split(interval.earliest)[0]
    if precision == "year":
        return dates.months_from(year, 4 * first + 1, 4)
    if precision == "month":
        start = dates.shift(interval.earliest, 10 * first)
        return Interval(start, interval.latest if last == 3 else dates.shift(start, 9))
    days = interval.days or 1
    if days > 3000:
        years = (days + 1) // 365
        start_year = year + (0, years // 3, 2 * years // 3)[first]
        end_year = year + (years // 3, 2 * years // 3, years)[first] - 1
        return Interval(dates.iso_day(start_year, 1, 1), dates.iso_day(end_year, 12, 31))
    return Interval(
        dates.shift(interval.earliest, days * first // 3), dates.shift(interval.earliest, days * last // 3 - 1)
    )


def part_of_day(iso: str, part: str, mod: str | None = None) -> Interval:
    """Return the hours of a part of the day; a night runs into the next morning."""
    _, first, last = load("times")["parts"][part]
    if part == "morning" and mod == "START":
        first, last = 0, 9  # "the early morning hours" begin after midnight
    elif mod in _THIRDS and part != "night":
        low, high = _THIRDS[mod]
        first, last = first + (last - first) * low // 3, first + (last - first) * high // 3
    return Interval(
        dates.shift(dates.at(iso, 0), minutes=first * 60), dates.shift(dates.at(iso, 0), minutes=last * 60 - 1)
    )


def part_code(expression: Expression) -> str:
    """Return the TIMEX code after ``T`` of a part of the day or a clock, empty where there is none."""
    if expression.minute is not None:
        return f"T{expression.minute // 60:02d}:{expression.minute % 60:02d}"
    if expression.part is not None:
        return f"T{load('times')['parts'][expression.part][0]}"
    return ""


def open_timex(expression: Expression) -> str:
    """Return the TIMEX value of a phrase whose year, or date, is not known: ``XXXX-04-07``, ``XXXX-XX-XXTNI``."""
    clock = part_code(expression)
    if expression.month is not None:
        month = f"XXXX-{expression.month:02d}"
        return f"{month}-{expression.day:02d}{clock}" if expression.day is not None else month
    if expression.season is not None:
        return f"XXXX-{expression.season}"
    if expression.quarter is not None:
        return f"XXXX-Q{expression.quarter}"
    if expression.half is not None:
        return f"XXXX-H{expression.half}"
    if expression.weekday is not None:
        return f"XXXX-WXX-{expression.weekday + 1}{clock}"
    return f"XXXX-XX-XX{clock}"


def unit_around(iso: str, unit: str) -> tuple[Interval, Precision]:
    """Return the calendar unit that holds a day."""
    year, month, _, _ = dates.split(iso)
    if unit in ("week", "fortnight"):
        return dates.week_of(iso), "week"
    if unit == "weekend":
        saturday = dates.shift(dates.week_of(iso).earliest or iso, 5)
        return Interval(saturday, dates.shift(saturday, 1)), "range"
    if unit == "month":
        return dates.month_of(year, month), "month"
    if unit == "quarter":
        return dates.months_from(year, 3 * ((month - 1) // 3) + 1, 3), "range"
    if unit == "year":
        return dates.year_of(year), "year"
    if unit == "decade":
        return dates.decade_of(year - year % 10), "decade"
    if unit in ("century", "millennium"):
        return dates.century_of(year // 100 + 1), "range"
    day = dates.date_part(iso)
    return Interval(day, day), "day"


def stepped(iso: str, unit: str, steps: int) -> str:
    """Return a day moved by so many calendar units."""
    size = load("times")["units"][unit][1] if unit in load("times")["units"] else 0
    if unit in ("month", "quarter"):
        return dates.shift(iso, months=steps * (3 if unit == "quarter" else 1))
    if unit in ("year", "decade", "century", "millennium"):
        return dates.shift(iso, years=steps * {"year": 1, "decade": 10, "century": 100, "millennium": 1000}[unit])
    return dates.shift(iso, steps * (7 if unit == "weekend" else int(size)))


def season_near(iso: str, season: Season, steps: int) -> Interval:
    """Return the last (-1), this (0) or next (1) season of that name seen from a day."""
    year = dates.split(iso)[0]
    here = dates.season_of(year, season)
    day = Interval(iso, iso)
    if steps < 0 and not here.before(day):
        return dates.season_of(year - 1, season)
    if steps > 0 and not day.before(here):
        return dates.season_of(year + 1, season)
    return here
