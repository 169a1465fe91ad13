"""A stretch of a text that is finer than asked for, and how stretches that touch become one.

Invariant: joined stretches stand in order, do not overlap, and cover every character that was covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from recount.report.public.coarse.whens import NO_MONTH, Month

Kind = Literal["day", "days", "month", "clock", "after", "before", "plain"]
"""A day, several days, a month, an hour; how long after or before an event; the program's own words."""
_BETWEEN = re.compile(r"\s*(?:[-\u2010-\u2015/&+]|and|or|to|until|till|through)\s*|,?\s+", re.IGNORECASE)
_RANK: dict[Kind, int] = {"plain": 0, "day": 1, "days": 2, "month": 3, "after": 4, "before": 4, "clock": 5}
"""Which of two stretches that overlap says what the whole is."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that say a time, what kind of time, the month that they leave, and the words of its bounds."""

    start: int
    end: int
    kind: Kind
    month: Month = NO_MONTH
    words: str = ""
    """The coarse time, where the record resolves it; empty where only the stretch's own words are known."""


def joined(text: str, stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches without overlaps; of days with nothing but a dash or "and" between them, one stretch."""
    apart: list[Stretch] = []
    for one in sorted(stretches, key=lambda stretch: (stretch.start, -stretch.end)):
        if apart and one.start < apart[-1].end:
            apart[-1] = _merged(apart[-1], one)
        else:
            apart.append(one)
    kept: list[Stretch] = []
    for one in apart:
        if kept and _touch(text, kept[-1], one):
            kept[-1] = replace(_merged(kept[-1], one), kind="clock" if one.kind == "clock" else "days")
        else:
            kept.append(one)
    return kept


def _merged(one: Stretch, two: Stretch) -> Stretch:
    first = min(one, two, key=lambda stretch: (_RANK[stretch.kind], not stretch.words, stretch.start))
    other = two if first is one else one
    month = Month(first.month.year or other.month.year, first.month.month or other.month.month)
    words = first.words or (other.words if other.kind != "clock" else "")
    return Stretch(min(one.start, two.start), max(one.end, two.end), first.kind, month, words)


def _touch(text: str, one: Stretch, two: Stretch) -> bool:
    """Tell whether two stretches are one range or list of days: nothing that reads parts them, both say the same."""
    if {one.kind, two.kind} - {"day", "days", "clock"} or (one.kind == "clock") != (two.kind == "clock"):
        return False
    if one.words and two.words and one.words != two.words:
        return False
    if one.month.month and two.month.month and one.month.month != two.month.month:
        return False
    return _BETWEEN.fullmatch(text, one.end, two.start) is not None
