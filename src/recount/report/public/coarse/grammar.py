"""Times finer than asked for that the program's grammar of times reads in a text or wording.

Invariant: a pure function of the text; what is found here is what ``reading/times`` reads, with what its own words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recount.model.analysis import Analysis
from recount.model.text import Author, Document
from recount.reading.page import Page
from recount.reading.times.expressions import Expression
from recount.reading.times.joining import expressions
from recount.reading.times.lexer import known_words, vocabulary
from recount.reading.times.notation import Row, row_of
from recount.report.public.coarse.choice import Dates
from recount.report.public.coarse.stretches import Kind, Stretch
from recount.report.public.coarse.whens import Month

_DAYS_OF_A_MONTH = 28
_DAYS_OF_A_YEAR = 365
_WORD = re.compile(r"[^\W\d_]+|\d")


def read_stretches(text: str, level: Dates) -> Iterator[Stretch]:
    """Yield every time of a text that is finer than ``level``."""
    if not any(word[0].isdigit() or word.lower() in _words() for word in _WORD.findall(text)):
        return
    row = row_of(_page(text))
    for item in expressions(row):
        kind = _kind(row, item, level)
        if kind is not None and not _is_other_word(row, item):
            span = row.span(item.first, item.last)
            yield Stretch(span.start, span.end, kind, _month(item))


def _is_other_word(row: Row, item: Expression) -> bool:
    """Tell whether a month in small letters is a verb: "of the thirty, 4 may have died"."""
    if item.year is not None:
        return False
    words = row.lexemes[item.first : item.last]
    return any(one.code == "MONTH" and one.text.islower() and one.word in vocabulary().doubtful for one in words)


@cache
def _words() -> frozenset[str]:
    return frozenset(known_words()) | {"christmas", "boxing", "new", "tonight"}


def _page(text: str) -> Page:
    document = Document(
        "", None, "", "", "", "text/plain", "utf-8", "en", text, None, "unknown", Author(), None, ()
    )  # fmt: skip
    return Page(document, Analysis("", (), (), ()))


def _month(item: Expression) -> Month:
    months = {reading[1] for reading in item.readings}
    return Month(item.year, item.month or (min(months) if len(months) == 1 else None))


def _kind(row: Row, item: Expression, level: Dates) -> Kind | None:
    """Return what kind of time an expression is, None where it is coarse enough."""
    if item.day is not None or item.readings or item.weekday is not None:
        return "days" if item.kind == "set" else "day"
    if item.kind == "set":
        weekday = any(row.at(index).code in ("WEEKDAY", "WEEKDAYS") for index in range(item.first, item.last))
        return "days" if weekday else None
    if item.pointer is not None:
        return _pointer_kind(item, level)
    if item.minute is not None:
        return "clock"
    named = (item.month, item.season, item.quarter, item.half)
    if level is Dates.year and item.kind == "calendar" and any(part is not None for part in named):
        return "month"
    return None


def _pointer_kind(item: Expression, level: Dates) -> Kind | None:
    """Return the kind of a step from another time: finer than asked for if it is counted in days, weeks (months)."""
    pointer = item.pointer
    if pointer is None:
        return None
    unit = vocabulary().units.get(pointer.unit)
    days = 1 if unit is None and pointer.unit in ("weekday", "day", "") else unit.days if unit else 0
    if item.part is not None or item.minute is not None:
        days = 0
    if pointer.unit in ("period", "season"):
        days = 91
    if days >= (_DAYS_OF_A_YEAR if level is Dates.year else _DAYS_OF_A_MONTH):
        return None
    if pointer.base == "event" or item.event:
        return "after" if pointer.sign > 0 else "before"
    return "day" if days <= 1 else "days"
