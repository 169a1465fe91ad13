"""From lexemes to time phrases: the patterns of the table are matched, read and the longest kept.

Invariant: a phrase is read from its own lexemes; its neighbours decide only whether it stands for a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from recount.reading.times.calendar import duration_timex, open_timex
from recount.reading.times.context import GUARDS
from recount.reading.times.expressions import Expression, Pointer
from recount.reading.times.lexer import PIVOT, Lexeme, vocabulary
from recount.reading.times.notation import Row, compiled, patterns
from recount.vocabulary.schema import TimePattern

Said = dict[str, list[Lexeme]]
"""The lexemes that each capture of a pattern took."""
Fields = dict[str, Any]
_UNITS = {"WEEKDAY": "weekday", "MONTH": "month", "SEASON": "season", "PART": "day"}
"""By how much "last" before a name goes back."""


def phrases(row: Row) -> list[Expression]:
    """Return the time phrases of a row in order: the longest of those that overlap, then the first in the table."""
    found: list[tuple[Expression, ...]] = []
    for rule in patterns().phrases:
        for match in compiled(rule.pattern).finditer(row.letters):
            made = _read(rule, match, row)
            if made and (not rule.only or GUARDS[rule.only](row, made[0])):
                found.append(made)
    taken: set[int] = set()
    kept: list[Expression] = []
    for made in sorted(found, key=lambda made: (made[0].first - made[-1].last, made[0].first)):
        span = range(made[0].first, made[-1].last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.extend(made)
    return sorted(kept, key=lambda item: item.first)


def _read(rule: TimePattern, match: re.Match[str], row: Row) -> tuple[Expression, ...]:
    """Return what a match says: two phrases for a pair of days or years, none where a number is out of range."""
    words = row.lexemes[match.start() : match.end()]
    spans = ((name.rstrip("0123456789"), *match.span(name)) for name in match.re.groupindex)
    said = {name: row.lexemes[start:end] for name, start, end in spans if start < end}
    fields: Fields = {"part": rule.part, "month": rule.month, "day": rule.day}
    for lexeme in words:
        if isinstance(lexeme.value, dict):
            fields |= lexeme.value
    for name, lexemes in said.items():
        read = _READERS[name](lexemes) if name in _READERS else {}
        if read is None:
            return ()
        fields |= read
    if "era" in said and said["era"][0].word.startswith("b"):
        fields["century"] *= -1
    made = Expression(rule.kind, match.start(), match.end(), **fields)
    if "second" in said:
        return _pair(made, said["second"][0], *match.span("glue"))
    number, unit = _number(rule, said, words), _unit(rule, words)
    pointer = _pointer(rule, said, words, number, unit)
    event = rule.event or ("way" in said and pointer is not None and pointer.base == "event")
    timex = _timex(rule, said, words, made, number, unit) if made.timex is None else made.timex
    return (replace(made, pointer=pointer, event=event, timex=timex) if pointer or timex else made,)


def _pair(made: Expression, second: Lexeme, end: int, start: int) -> tuple[Expression, ...]:
    """Read ``3-4 May 1999`` as two days that share month and year, ``1958-59`` as two years of a century."""
    if made.day is not None:
        pair = (replace(made, last=end, inherits=True), replace(made, first=start, day=int(second.value)))
        return pair if made.day < int(second.value) else ()
    year = made.year or 0
    other = year - year % 100 + int(second.value)
    return (replace(made, last=end), replace(made, first=start, year=other)) if other > year else ()


def _unit(rule: TimePattern, words: Sequence[Lexeme]) -> str:
    """Return the unit that a phrase counts or points to, empty where it has none."""
    named = (item.value if item.code in ("UNIT", "UNITS") else _UNITS.get(item.code) for item in reversed(words))
    return rule.unit or next((str(unit) for unit in named if unit is not None), "")


def _number(rule: TimePattern, said: Said, words: Sequence[Lexeme]) -> int | None:
    """Return the number of units, None where it is vague (days, a few weeks, two to three months)."""
    if rule.count is not None or "low" in said:
        return rule.count
    if "count" not in said:
        return None if any(item.code == "UNITS" for item in words) else 1
    total = 0
    for lexeme in said["count"]:
        if lexeme.code == "VAGUE":
            return None
        number = int(lexeme.value or 0)
        total = total * number if total and number in (12, 100) else total + number
    return total or 1


def _pointer(rule: TimePattern, said: Said, words: Sequence[Lexeme], number: int | None, unit: str) -> Pointer | None:
    """Return the step from another time that a phrase takes, None for a mere stretch or date."""
    way = said["way"][0].value if "way" in said else None
    base, sign = (way.base, way.steps) if way is not None else (rule.base, rule.sign)
    if base and sign:
        return Pointer(base, None if number is None else sign * number, unit, sign, counted=True)
    if base:
        return Pointer(base, said["steps"][0].value if "steps" in said else rule.steps, unit)
    if rule.kind == "duration":
        pointer = _pointed(words, unit) if "points" in said else None
        return pointer and replace(pointer, steps=None if number is None else pointer.sign * number)
    points = any(item.code == "POINTER" for item in words) and rule.timex is None
    return _pointed(words, unit) if points or rule.kind == "pointer" else None


def _pointed(words: Sequence[Lexeme], unit: str) -> Pointer:
    """Return the pointer of ``last``, ``that same``, ``the following`` before a unit; of no such word, the same one."""
    entries = [item.value for item in words if item.code == "POINTER"]
    if not entries:
        return Pointer("narrative", 0, unit)
    definite = any(one.word == "the" and other.word == "next" for one, other in pairwise(words))
    told = definite or any(item.base == "narrative" for item in entries)
    return Pointer("narrative" if told else "speech", entries[-1].steps, unit, entries[-1].steps)


def _timex(
    rule: TimePattern, said: Said, words: Sequence[Lexeme], made: Expression, number: int | None, unit: str
) -> str | None:
    """Return the TIMEX value of what is no interval."""
    if rule.timex is not None:
        return rule.timex.format(made.day) or None
    if rule.kind == "set":
        known = vocabulary().units.get(unit) if words[-1].code == "UNIT" else None
        return open_timex(made) if known is None else known.each or duration_timex(1, unit)
    halves = any(lexeme.word == "half" for lexeme in said.get("count", ()))
    counted = rule.kind == "duration" or (rule.kind == "pointer" and (rule.sign or "way" in said))
    return duration_timex(number, unit, halves=halves) if unit and counted else None


def _within(field: str, low: int, high: int) -> Callable[[Sequence[Lexeme]], Fields | None]:
    """Return a reader of numbers from ``low`` to ``high``."""
    return lambda lexemes: {field: lexemes[0].value} if low <= lexemes[0].value <= high else None


def _year(lexemes: Sequence[Lexeme]) -> Fields:
    """Return the astronomical year of 1954, '96, 480 BC, AD 79."""
    era = next((item.word for item in lexemes if item.code == "ERA"), "")
    (number,) = (item for item in lexemes if item.code != "ERA")
    year = int(number.value)
    if era.startswith("b"):
        return {"year": 1 - year}
    if not era and number.code in ("SHORT", "TWO", "DAY"):
        year += 1900 if year >= PIVOT else 2000
    return {"year": year}


def _spoken(lexemes: Sequence[Lexeme]) -> Fields | None:
    """Return the year of ``nineteen ninety-six``, as in a transcript."""
    century, tens, ones = [*(item.value for item in lexemes if item.code == "WORD"), 0][:3]
    said = 16 <= century <= 19 and 10 <= tens <= 90 and (not ones or (tens >= 20 and ones <= 9))
    return {"year": century * 100 + tens + ones} if said else None


def _hour(lexemes: Sequence[Lexeme]) -> Fields | None:
    hour = lexemes[0].value
    return {"minute": hour * 60, "half_open": "spoken" if 1 <= hour <= 12 else None} if hour <= 23 else None


def _digits(lexemes: Sequence[Lexeme]) -> Fields | None:
    """Return the clock of ``0900``."""
    word = lexemes[0].word
    is_clock = re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", word)
    return {"minute": int(word[:2]) * 60 + int(word[2:])} if is_clock else None


def _hedge(lexemes: Sequence[Lexeme]) -> Fields:
    words = " ".join(item.word for item in lexemes)
    return {"mod": next((mod for form, mod in vocabulary().hedges.items() if mod and form in words), None)}


_READERS: dict[str, Callable[[Sequence[Lexeme]], Fields | None]] = {
    "ancient": lambda lexemes: {"year": 1 - int(lexemes[0].value)},
    "year": _year, "spoken": _spoken, "hour": _hour, "digits": _digits, "hedge": _hedge, "day": _within("day", 1, 31),
    "century": _within("century", 1, 99), "quarter": _within("quarter", 1, 4), "half": _within("half", 1, 2),
}  # fmt: skip
