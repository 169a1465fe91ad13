"""The rules of the time grammar: patterns over lexeme classes, each with the function that reads what it matched.

Invariant: a rule looks at its own lexemes only; the longest match at a place wins, then the earlier rule.
To add a form: its words in ``vocabulary/times.yaml``, a pattern and a reader here, an example in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from recount.model.dates import Season
from recount.reading.times.expressions import Base, Expression, HalfOpen, Pointer
from recount.reading.times.lexemes import Lexeme
from recount.vocabulary import load

_NUMBER = r"(?P<num>[dzny](?!-[dzy])|w(?:-?w)?(?:&aJ)?|aq(?:F)?|aw|aJ|q|a)"
_LOW = r"(?P<low>[dzw][&-](?=[dzw][uU]))?"
_HEDGE = r"(?P<hedge>(?:h&|Oh|hh|h){0,2})"
_YEAR = r"(?P<year>[yzdn]B|B[yzdn]|y|Y)"

Match = re.Match[str]
Reader = Callable[[Match, Sequence[Lexeme]], Sequence[Expression]]


_ADDED = ("more", "additional", "another")
_SPANNING = ("to", "or", "and", "-", "–", "—")


class Rule(NamedTuple):
    """A named pattern over classes and its reader."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


# -- helpers ---------------------------------------------------------------------------------------------------


def _year(match: Match, lexemes: Sequence[Lexeme], group: str = "year") -> int | None:
    """Return the astronomical year of a group: 1954, '96 (pivot: 30), 480 BC, AD 79."""
    first, last = match.span(group) if group in match.re.groupindex else (-1, -1)
    if first < 0:
        return None
    era, value, code = None, None, ""
    for lexeme in lexemes[first:last]:
        if lexeme.code == "B":
            era = lexeme.text.lower().replace(".", "").replace(" ", "")
        else:
            value, code = int(lexeme.value), lexeme.code
    if value is None:
        return None
    if era in ("bc", "bce"):
        return 1 - value
    if era is None and code in "Yzd":
        return value + (1900 if value >= 30 else 2000)
    return value


def count(lexemes: Sequence[Lexeme]) -> int | None:
    """Return the number that lexemes say, None where it is vague (a few, several)."""
    total = 0
    for lexeme in lexemes:
        if lexeme.code == "q":
            return 2 if lexeme.text.lower() == "couple" else None
        if lexeme.code in "dznyw":
            value = int(lexeme.value)
            total = total * value if total and value in (12, 100) else total + value
    return total or 1


def _unit(lexeme: Lexeme) -> str:
    return str(lexeme.value)


def duration_timex(number: int | None, unit: str, *, halves: bool = False) -> str:
    """Return the TIMEX value of so many units: ``P2W``, ``PXD``, ``PT3H``."""
    code = load("times")["units"][unit][0]
    if unit == "fortnight" and number is not None:
        number *= 2
    amount = "X" if number is None else f"{number}{'.5' if halves else ''}"
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def _has(match: Match, group: str) -> bool:
    """Return whether a group of the pattern took part in the match with at least one lexeme."""
    return group in match.re.groupindex and match.end(group) > match.start(group) >= 0


def _span(match: Match) -> tuple[int, int]:
    return match.start(), match.end()


# -- calendar --------------------------------------------------------------------------------------------------


def _day(lexeme: Lexeme) -> int | None:
    return int(lexeme.value) if 1 <= int(lexeme.value) <= 31 else None


def _read_date(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    month = int(lexemes[match.start("month")].value)
    day = _day(lexemes[match.start("day")]) if match.start("day") >= 0 else None
    if match.start("day") >= 0 and day is None:
        return ()
    return (Expression("calendar", *_span(match), year=_year(match, lexemes), month=month, day=day),)


def _read_month(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    month = int(lexemes[match.start("month")].value)
    return (Expression("calendar", *_span(match), year=_year(match, lexemes), month=month),)


def _read_day_pair(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``3-4 May 1999`` and ``May 3 and 4, 1999`` as two days that share month and year."""
    one, two = _day(lexemes[match.start("one")]), _day(lexemes[match.start("two")])
    if one is None or two is None or one >= two:
        return ()
    month, year = int(lexemes[match.start("month")].value), _year(match, lexemes)
    middle = match.start("glue")
    left = Expression("calendar", match.start(), middle, year=year, month=month, day=one, inherits=True)
    return (left, replace(left, first=match.end("glue"), last=match.end(), day=two, inherits=False))


def _read_year(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    year = _year(match, lexemes)
    return () if year is None else (Expression("calendar", *_span(match), year=year),)


def _read_ordinal_unit(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``the third day``, ``the first hour``: a unit of something told of, which is not said."""
    if lexemes[match.end() - 1].code == "u" and _unit(lexemes[match.end() - 1]) in ("quarter", "century", "second"):
        return ()
    return (Expression("reference", *_span(match)),)


def _read_day_alone(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``on the 21st``: a day whose month is not said."""
    day = _day(lexemes[match.end() - 1])
    if day is None or not lexemes[match.end() - 1].text[0].isdigit() or lexemes[match.start() - 1].text.lower() != "on":
        return ()
    return (Expression("reference", *_span(match), timex=f"XXXX-XX-{day:02d}"),)


def _read_spoken_year(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``nineteen ninety-six``, as in a transcript."""
    words = [int(lexeme.value) for lexeme in lexemes[match.start("words") : match.end()] if lexeme.code == "w"]
    century, tens = words[0], words[1]
    ones = words[2] if len(words) > 2 else 0
    if century not in (16, 17, 18, 19) or not 10 <= tens <= 90 or (ones and (tens < 20 or ones > 9)):
        return ()
    year = century * 100 + tens + ones
    month = int(lexemes[match.start()].value) if match.start("month") >= 0 else None
    return (Expression("calendar", *_span(match), year=year, month=month),)


def _read_short_span(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``1958-59``: the second year has the first one's century."""
    left, dash, right = lexemes[match.start() : match.end()]
    if left.end != dash.start or dash.end != right.start or len(right.text) != 2:
        return ()
    year = int(left.value)
    short = int(right.value)
    if short <= year % 100:
        return ()
    return (
        Expression("calendar", match.start(), match.start() + 1, year=year),
        Expression("calendar", match.end() - 1, match.end(), year=year - year % 100 + short),
    )


def _read_decade(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    value = int(lexemes[match.end() - 1].value)
    return (Expression("calendar", *_span(match), decade=value + 1900 if value < 100 else value),)


def _read_century(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    number = int(lexemes[match.start("ord")].value)
    before_christ = match.start("era") >= 0 and lexemes[match.start("era")].text.lower().startswith("b")
    return (Expression("calendar", *_span(match), century=-number if before_christ else number),)


def _read_season(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    season: Season = lexemes[match.start("season")].value
    return (Expression("calendar", *_span(match), year=_year(match, lexemes), season=season),)


def _read_quarter(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    number = int(lexemes[match.start("ord")].value)
    is_half = lexemes[match.start("unit")].code == "J"
    if not is_half and _unit(lexemes[match.start("unit")]) != "quarter":
        return ()
    if number > (2 if is_half else 4):
        return ()
    year, within = _year(match, lexemes), None
    if match.start("pointed") >= 0:
        within = _pointer(lexemes[match.start("pointed") : match.end("pointed")], "year")
    made = Expression("calendar", *_span(match), year=year, within=within)
    return (replace(made, half=number) if is_half else replace(made, quarter=number),)


def _read_iso(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    surface = lexemes[match.start()].text
    minute = int(surface[11:13]) * 60 + int(surface[14:16]) if len(surface) > 10 else None
    year, month, day = int(surface[:4]), int(surface[5:7]), int(surface[8:10])
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (minute is not None and minute >= 1440):
        return ()
    return (Expression("calendar", *_span(match), year=year, month=month, day=day, minute=minute),)


def _read_slash(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read 08/04/2011: the order is the reader's guess, so both readings are kept where both are dates."""
    one, two, three = (int(part) for part in re.split(r"[/.-]", lexemes[match.start()].text))
    year = three if three >= 100 else three + (1900 if three >= 30 else 2000)
    readings = [(month, day) for day, month in ((one, two), (two, one)) if 1 <= month <= 12 and 1 <= day <= 31]
    readings = list(dict.fromkeys(readings))
    if not readings:
        return ()
    if len(readings) == 1:
        month, day = readings[0]
        return (Expression("calendar", *_span(match), year=year, month=month, day=day),)
    rivals = tuple(f"{year:04d}-{month:02d}-{day:02d}" for month, day in readings)
    return (Expression("calendar", *_span(match), year=year, open_dates=rivals),)


def _read_feast(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    entry = load("times")["feasts"][str(lexemes[match.start("feast")].value)]
    if not entry:  # a feast that moves from year to year and from church to church
        return (Expression("reference", match.start(), match.start() + 1),)
    month, day = entry
    return (Expression("calendar", *_span(match), year=_year(match, lexemes), month=month, day=day),)


# -- day of the week, part of the day, clock -------------------------------------------------------------------


def _read_weekday(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    return (Expression("calendar", *_span(match), weekday=int(lexemes[match.start("weekday")].value)),)


def _read_weekday_past(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``Tuesday last``."""
    if lexemes[match.end() - 1].text.lower() not in ("last", "next"):
        return ()
    pointer = _pointer(lexemes[match.end() - 1 : match.end()], "weekday")
    return (Expression("pointer", *_span(match), pointer=pointer, weekday=int(lexemes[match.start()].value)),)


def _read_part(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    part = str(lexemes[match.start("part")].value)
    if part in ("noon", "midnight"):
        return (Expression("calendar", *_span(match), minute=720 if part == "noon" else 0),)
    return (Expression("calendar", *_span(match), part=part),)


def _read_clock(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read 4:45 am, 7 P.M., five o'clock, 0900 hours."""
    lexeme = lexemes[match.start("clock")]
    if lexeme.code == "k":
        hour, minute = (int(part) for part in lexeme.text.split(":")[:2])
    elif (lexeme.code in "yn" and "." not in lexeme.text) or (lexeme.code in "dz" and len(lexeme.text) == 4):
        if len(lexeme.text) != 4 or not lexeme.text.isdigit():
            return ()
        hour, minute = int(lexeme.text[:2]), int(lexeme.text[2:])
    else:
        pieces = lexeme.text.split(".") if lexeme.code == "n" and "." in lexeme.text else [str(lexeme.value), "0"]
        if not all(piece.isdigit() for piece in pieces):
            return ()
        hour, minute = int(pieces[0]), int(pieces[1])
    if "." in lexeme.text and (not _has(match, "half") or len(lexeme.text.partition(".")[2]) != 2):
        return ()
    twelve = 1 <= hour <= 12
    if _has(match, "half"):
        if not twelve:
            return ()
        afternoon = lexemes[match.start("half")].text.lower().startswith("p")
        hour = hour % 12 + (12 if afternoon else 0)
    if hour > 23 or minute > 59:
        return ()
    is_open = twelve and not _has(match, "half") and not lexeme.text.startswith("0") and len(lexeme.text) != 5
    spoken = match.end() - match.start() > 1 and lexemes[match.start() + 1].code == "C"
    half_open: HalfOpen | None = None
    if is_open and (spoken or lexeme.code == "k"):
        half_open = "spoken" if spoken else "printed"
    return (Expression("calendar", *_span(match), minute=hour * 60 + minute, half_open=half_open),)


def _read_local_clock(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    words = [lexeme.text.lower() for lexeme in lexemes[match.end() - 2 : match.end()]]
    return _read_clock(match, lexemes) if words == ["local", "time"] else ()


def _read_bare_clock(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``at 2030``: four digits after "at" are a clock, not a year."""
    if lexemes[match.start() - 1].text.lower() != "at":
        return ()
    return _read_clock(match, lexemes)


# -- pointers --------------------------------------------------------------------------------------------------


def _pointer(lexemes: Sequence[Lexeme], unit: str, number: int | None = 1) -> Pointer | None:
    """Return the pointer of ``last``, ``that same``, ``the following`` before a unit."""
    words = load("times")["pointers"]
    entries = [words[lexeme.value] for lexeme in lexemes if lexeme.code == "r"]
    if not entries:
        return None
    entry = entries[-1]
    base: Base = "narrative" if any(item["base"] == "narrative" for item in entries) else "speech"
    definite = lexemes[0].code == "t"
    if base == "speech" and definite and lexemes[1].text.lower() == "next":
        base = "narrative"
    return Pointer(base, entry["steps"] * (number or 1), unit, sign=entry["steps"])


def _read_pointed_unit(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``last week``, ``the following year``, ``that same day``, ``the past few months``, ``the next decade``."""
    pointing = lexemes[match.start() : match.end("ptr")]
    unit = _unit(lexemes[match.start("unit")])
    plural = lexemes[match.start("unit")].code == "U" or match.start("num") >= 0
    number = count(lexemes[match.start("num") : match.end("num")]) if match.start("num") >= 0 else None
    number = None if _has(match, "low") else number
    pointer = _pointer(pointing, unit)
    if pointer is None:
        return ()
    if pointing[-1].text.lower() in ("current", "these", "those") and plural:
        return (Expression("reference", *_span(match), timex="PRESENT_REF"),)
    if plural or (unit in ("decade", "century") and pointing[0].code == "t"):
        if not plural:
            number = 10 if unit == "decade" else 100
            unit = "year"
        # "the last two weeks" is a stretch up to the base, not the week two weeks away
        return (
            Expression(
                "duration",
                *_span(match),
                timex=duration_timex(number, unit),
                pointer=replace(pointer, steps=None if number is None else pointer.sign * number, unit=unit),
            ),
        )
    return (Expression("pointer", *_span(match), pointer=pointer),)


def _read_pointed_name(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``last Friday``, ``next March``, ``that summer``, ``this morning``, ``the next morning``, ``last night``."""
    pointing = lexemes[match.start() : match.end("ptr")]
    name = lexemes[match.start("name")]
    unit = {"W": "weekday", "M": "year", "S": "season", "p": "day", "f": "year"}[name.code]
    pointer = _pointer(pointing, unit)
    if pointer is None:
        return ()
    made = Expression("pointer", *_span(match), pointer=pointer)
    if name.code == "W":
        return (replace(made, weekday=int(name.value)),)
    if name.code == "M":
        return (replace(made, month=int(name.value)),)
    if name.code == "S":
        return (replace(made, season=name.value),)
    if name.code == "f":
        entry = load("times")["feasts"][str(name.value)]
        if not entry:
            return (replace(made, kind="reference", pointer=None),)
        month, day = entry
        return (replace(made, month=month, day=day),)
    if name.value in ("noon", "midnight"):
        return (replace(made, minute=720 if name.value == "noon" else 0),)
    return (replace(made, part=str(name.value)),)


def _read_counted(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``two days ago``, ``a few weeks later``, ``only hours after``, ``five days in advance``."""
    way = lexemes[match.start("way")]
    if lexemes[match.start("way") - 1].code == "_" and lexemes[match.start("way") - 1].text.lower() != "so":
        return ()
    has_number = _has(match, "num")
    if not has_number and lexemes[match.start("unit")].code == "u" and not _has(match, "the"):
        return ()
    number = count(lexemes[match.start("num") : match.end("num")]) if has_number else None
    if _has(match, "the") and lexemes[match.start("unit")].code == "u":
        number = 1
    unit = _unit(lexemes[match.start("unit")])
    word = way.text.lower()
    if way.code == "r" and word != "following":
        return ()
    sign = 1 if word in ("later", "afterwards", "afterward", "after", "following") else -1
    base: Base = "event" if way.code in "br" else "speech" if way.code == "g" else "narrative"
    pointer = Pointer(base, None if number is None else sign * number, unit, sign, True)
    return (Expression("pointer", *_span(match), pointer=pointer, timex=duration_timex(number, unit)),)


def _read_in_advance(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    if lexemes[match.end() - 1].text.lower() != "advance":
        return ()
    number = count(lexemes[match.start("num") : match.end("num")])
    unit = _unit(lexemes[match.start("unit")])
    pointer = Pointer("event", None if number is None else -number, unit, -1, True)
    return (Expression("pointer", *_span(match), pointer=pointer, timex=duration_timex(number, unit)),)


def _read_later_in(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``later that month``, ``earlier this week``, ``later in the year``, ``the end of the month``."""
    unit = _unit(lexemes[match.start("unit")])
    pointing = lexemes[match.start("ptr") : match.end("ptr")]
    pointer = _pointer(pointing, unit) if any(lexeme.code == "r" for lexeme in pointing) else None
    return (Expression("pointer", *_span(match), pointer=pointer or Pointer("narrative", 0, unit)),)


def _read_modified_unit(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    mod = str(lexemes[match.start("mod")].value)
    if match.start("word") >= 0 and lexemes[match.start("word")].text.lower() not in ("part", "half", "days", "months"):
        return ()
    return tuple(replace(found, mod=mod) for found in _read_later_in(match, lexemes))


# -- durations, sets, references -------------------------------------------------------------------------------


def _read_duration(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    number_lexemes = lexemes[match.start("num") : match.end("num")]
    unit = _unit(lexemes[match.start("unit")])
    if lexemes[match.start("unit") - 1].code == "h" and lexemes[match.start("unit") - 1].text.lower() not in _ADDED:
        return ()
    last = match.end()
    if lexemes[last - 1].code == "_":
        joined = lexemes[last - 2].code == "&"
        if lexemes[last - 1].text.lower() != ("so" if joined else "running"):
            last -= 2 if joined else 1
    if _has(match, "low") and lexemes[match.start("low") + 1].text.lower() not in _SPANNING:
        return ()
    halves = any(lexeme.code == "J" for lexeme in number_lexemes)
    if lexemes[match.start("unit")].code == "u" and number_lexemes[0].code in "q":
        return ()
    number = None if _has(match, "low") else count(number_lexemes)
    hedge = [lexeme.text.lower() for lexeme in lexemes[match.start("hedge") : match.end("hedge")]]
    mod = None
    if hedge:
        if "less" in hedge or "under" in hedge:
            mod = "LESS_THAN"
        elif "more" in hedge or "over" in hedge:
            mod = "MORE_THAN"
        elif "least" in hedge:
            mod = "EQUAL_OR_MORE"
        elif "up" in hedge:
            mod = "EQUAL_OR_LESS"
        elif set(hedge) & {"about", "around", "nearly", "almost", "approximately", "roughly"}:
            mod = "APPROX"
    timex = duration_timex(number, unit, halves=halves)
    return (Expression("duration", match.start(), last, timex=timex, mod=mod),)


def _read_long_time(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``a long time``, ``some time``: a stretch that nothing measures."""
    first, last = lexemes[match.start()].text.lower(), lexemes[match.end() - 1].text.lower()
    if last not in ("time", "period"):
        return ()
    if match.end() - match.start() == 2 and (first, last) != ("some", "time"):
        return ()
    return (Expression("duration", *_span(match)),)


def _read_units_that_followed(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    if [lexeme.text.lower() for lexeme in lexemes[match.end() - 2 : match.end()]] != ["that", "followed"]:
        return ()
    unit = _unit(lexemes[match.start() + 1])
    return (Expression("duration", *_span(match), timex=duration_timex(None, unit)),)


def _read_bare_units(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    if not lexemes[match.end() - 1].text.islower():
        return ()
    if lexemes[match.end() - 1].code == "c" and lexemes[match.end() - 1].text.lower() != "centuries":
        return ()
    unit = _unit(lexemes[match.end() - 1])
    return (Expression("duration", match.end() - 1, match.end(), timex=duration_timex(None, unit)),)


def _read_units_of(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``the first two years of``, ``days of``: a stretch of an event, whose words follow."""
    unit = lexemes[match.end() - 2]
    number = 1 if unit.code == "u" else None
    if lexemes[match.end() - 3].code in "wdq" and match.end() - 3 >= match.start():
        number = count(lexemes[match.end() - 3 : match.end() - 2])
    timex = duration_timex(number, _unit(unit))
    return (Expression("duration", match.start(), match.end() - 1, timex=timex),)


_SET_UNITS = {
    "hour": "XXXX-XX-XXTXX", "day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "weekend": "XXXX-WXX-WE", "minute": "XXXX-XX-XXTXX:XX",
}  # fmt: skip


def _read_set(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    last = lexemes[match.end() - 1]
    if last.code in "WV":
        return (Expression("set", *_span(match), timex=f"XXXX-WXX-{int(last.value) + 1}"),)
    if last.code == "p":
        part = load("times")["parts"].get(str(last.value))
        return (Expression("set", *_span(match), timex=f"XXXX-XX-XXT{part[0]}" if part else "XXXX-XX-XXT12:00"),)
    if last.code == "M":
        return (Expression("set", *_span(match), timex=f"XXXX-{int(last.value):02d}"),)
    if last.code == "S":
        return (Expression("set", *_span(match), timex=f"XXXX-{last.value}"),)
    unit = _unit(last)
    if match.end() - match.start() > 2:
        number = count(lexemes[match.start() + 1 : match.end() - 1])
        return (Expression("set", *_span(match), timex=duration_timex(number, unit)),)
    return (Expression("set", *_span(match), timex=_SET_UNITS.get(unit, duration_timex(1, unit))),)


def _read_repetition(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    value = load("times")["adverbs_of_repetition"][lexemes[match.start()].value]
    return (Expression("set", *_span(match), timex=value[1]),)


def _of_one_lexeme(match: Match, entry: dict[str, Any]) -> Expression:
    """Return a deictic without the article before it ("the now", "the former")."""
    if "ref" in entry:
        return Expression("reference", match.end() - 1, match.end(), timex=entry["ref"])
    pointer = Pointer("speech", entry["day"], "day")
    return Expression("pointer", match.end() - 1, match.end(), pointer=pointer, part=entry.get("part"))


def _read_deictic(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    entry = load("times")["deictics"][lexemes[match.end() - 1].value]
    if match.end() - match.start() == 2 and lexemes[match.end() - 1].text.lower() != "future":
        return (_of_one_lexeme(match, entry),)
    if "ref" in entry:
        return (Expression("reference", *_span(match), timex=entry["ref"]),)
    pointer = Pointer("speech", entry["day"], "day")
    return (Expression("pointer", *_span(match), pointer=pointer, part=entry.get("part")),)


def _read_recent(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    surface = lexemes[match.start("recent")].text.lower()
    if surface == "present" and match.end() - match.start() == 1:
        return ()
    return (Expression("reference", *_span(match), timex=str(lexemes[match.start("recent")].value)),)


def _read_current(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    if lexemes[match.start()].text.lower() != "current":
        return ()
    return (Expression("reference", *_span(match), timex="PRESENT_REF"),)


def _read_the_past(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    if lexemes[match.end() - 1].text.lower() != "past":
        return ()
    return (Expression("reference", *_span(match), timex="PAST_REF"),)


def _read_period(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    """Read ``this period``, ``that time``, ``the same time``: anchored to the time told of last, without a value."""
    words = [lexeme.text.lower() for lexeme in lexemes[match.start() : match.end()]]
    if words == ["the", "time"]:
        return (Expression("reference", *_span(match), timex="PRESENT_REF"),)
    return (Expression("reference", *_span(match), pointer=Pointer("narrative", 0, "period")),)


def _read_weekend(match: Match, lexemes: Sequence[Lexeme]) -> Sequence[Expression]:
    if _unit(lexemes[match.end() - 1]) != "weekend":
        return ()
    return (Expression("pointer", *_span(match), pointer=Pointer("speech", None, "weekend", -1)),)


def _rule(name: str, pattern: str, read: Reader) -> Rule:
    return Rule(name, re.compile(pattern), read)


RULES: tuple[Rule, ...] = (
    _rule("iso date", r"i", _read_iso),
    _rule("numeric date", r"s", _read_slash),
    _rule(
        "days of a month",
        rf"(?P<one>[do])(?P<glue>[-&/])(?P<two>[do])F?(?P<month>M)(?:(?:F|,)?{_YEAR})?",
        _read_day_pair,
    ),
    _rule(
        "days of a month",
        rf"(?P<month>M)(?P<one>[do])(?P<glue>[-&/])(?P<two>[do])(?![-:k])(?:,?{_YEAR})?",
        _read_day_pair,
    ),
    _rule("month day", rf"(?P<month>M)(?P<day>[do])(?![-]?[uU])(?:,?{_YEAR})?", _read_date),
    _rule(
        "day month", r"(?P<day>[do])(?:-|Ft?)?(?P<month>M)(?:(?:F|,|-)?(?P<year>[yzdn]B|B[yzdn]|y|Y|z))?", _read_date
    ),
    _rule("the day of month", rf"t(?P<day>o)F?(?P<month>M)(?:(?:F|,)?{_YEAR})?", _read_date),
    _rule("month year", rf"(?P<month>M)(?:F|,|Ftu)?{_YEAR}", _read_month),
    _rule("month", r"(?P<month>M)", _read_month),
    _rule("clock after at", r"(?<=O)(?P<clock>[yn])(?P<half>)(?![uUMB%$])", _read_bare_clock),
    _rule("years", r"y[-/][zd]", _read_short_span),
    _rule("year", rf"(?:tu)?{_YEAR}", _read_year),
    _rule("spoken year", r"(?P<month>M)?(?P<words>ww(?:-?w)?)(?![uUw])(?!-[uUw])", _read_spoken_year),
    _rule("decade", r"t?D", _read_decade),
    _rule("century", r"t?(?P<ord>o)-?c(?P<era>B)?", _read_century),
    _rule("season", rf"t?(?P<season>S)(?:F?{_YEAR})?", _read_season),
    _rule("quarter", rf"t?(?P<ord>o)-?(?P<unit>J|u)(?:F?{_YEAR}|F(?P<pointed>t?r+)u)?", _read_quarter),
    _rule("day of no month", r"(?<=O)to(?=[.,|])", _read_day_alone),
    _rule("feast", rf"(?P<feast>f)(?:,?{_YEAR})?", _read_feast),
    _rule("weekday", r"(?P<weekday>W)", _read_weekday),
    _rule("part of day", r"t?(?P<part>p)(?:U)?", _read_part),
    _rule("clock", r"(?P<clock>k)(?P<half>x)?Z?", _read_clock),
    _rule("clock of a place", r"(?P<clock>k)(?P<half>x)?_P", _read_local_clock),
    _rule("clock of a wire", r"(?P<clock>n)(?P<half>)(?=W)", _read_clock),
    _rule("clock", r"(?P<clock>[dn])(?P<half>x)Z?", _read_clock),
    _rule("clock", r"(?P<clock>[dw])C(?P<half>x)?", _read_clock),
    _rule("clock", r"(?P<clock>[yn])(?P<half>)(?:UZ?|Z)", _read_clock),
    _rule("units of an event", r"(?:t(?:m|o|r)*)?(?:[wdq]U|U)F|t[or](?P<one>u)F", _read_units_of),
    _rule("unit in order", r"to[up]", _read_ordinal_unit),
    _rule("pointed unit", rf"(?P<ptr>t?r+){_LOW}{_NUMBER}?(?P<unit>[uU])", _read_pointed_unit),
    _rule("pointed name", r"(?P<ptr>t?r+)(?P<name>[WMSpf])", _read_pointed_name),
    _rule("ago", rf"{_HEDGE}{_NUMBER}?(?P<unit>[uU])(?:&_)?(?P<way>[gle])", _read_counted),
    _rule("from an event", rf"{_HEDGE}(?:{_NUMBER}|(?P<the>t))?(?P<unit>[uU])(?P<way>b&?|r(?=[ta_]))", _read_counted),
    _rule("in advance", rf"{_HEDGE}{_NUMBER}(?P<unit>[uU])I_", _read_in_advance),
    _rule("later in", r"[le]I(?P<ptr>t?r*)(?P<unit>u)", _read_later_in),
    _rule("later that", r"[le](?P<ptr>t?r+)(?P<unit>u)", _read_later_in),
    _rule("end of the unit", r"t?(?P<mod>m)(?P<word>[_JU])?[FI](?P<ptr>t?r*)(?P<unit>u)", _read_modified_unit),
    _rule("duration", rf"(?:to?)?{_HEDGE}{_LOW}{_NUMBER}-?[hL]?(?P<unit>[uU])(?:P|&_|_)?", _read_duration),
    _rule("long time", r"(?:a|q)L?P", _read_long_time),
    _rule("units", r"[ITb&_][Uc]", _read_bare_units),
    _rule("weekday past", r"Wr(?![uUpWMSPdwnq_])", _read_weekday_past),
    _rule("units that followed", r"tUr_", _read_units_that_followed),
    _rule("every", r"E(?:[dwo]|q)?[uUWpMS]", _read_set),
    _rule("weekdays", r"V", _read_set),
    _rule("repetition", r"A", _read_repetition),
    _rule("weekend", r"tu", _read_weekend),
    _rule("deictic", r"t?N", _read_deictic),
    _rule("recent", r"(?P<recent>R)(?:-?[uU])?", _read_recent),
    _rule("current", r"r(?=_)", _read_current),
    _rule("the past", r"tr(?!r?[uUWMSpPdwnqz])", _read_the_past),
    _rule("period", r"(?:t?r+|t)P", _read_period),
)
