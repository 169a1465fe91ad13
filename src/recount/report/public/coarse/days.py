"""What is printed for the days and hours of a text: the month or the year, or that they are withheld.

Invariant: a text changed once holds nothing that would be changed again; a stretch is changed whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recount.model.dates import MONTHS
from recount.model.record import TimeNote
from recount.model.values import When
from recount.report.public.coarse.choice import Dates
from recount.report.public.coarse.forms import form_stretches
from recount.report.public.coarse.grammar import read_stretches
from recount.report.public.coarse.stretches import Stretch, joined
from recount.report.public.coarse.whens import (
    NO_MONTH,
    is_coarse,
    month_words,
    months_of,
)  # fmt: skip

_MONTHS = "|".join(MONTHS)
_OWN = re.compile(
    rf"\b(?:\d{{1,2}}(?:-\d{{1,2}})? (?P<month>{_MONTHS}) (?P<year>\d+)(?! BC)(?:, \d\d:\d\d(?:-\d\d:\d\d)?)?"
    rf"|(?P<whole>{_MONTHS})(?:-(?:{_MONTHS}))? (?P<of>\d{{4}})\b)"
)
"""A time in the program's own words (``model.dates.describe``)."""
_QUOTED = re.compile("«[^«»]*»|“[^“”]*”")
_SENTENCE = re.compile(r"\s+[^\W\da-z]|\s*\Z")
"""What stands behind the point of an abbreviation that ends a sentence, too."""
_EDGE = re.compile(r"\bon or (?P<way>after|before) (?P<time>[A-Z][a-z]+ \d+|\d{4})\b")
_SAME = re.compile(r"\bbetween (?P<one>[\w ]+?) and (?P=one)\b")


def text_stretches(text: str, level: Dates, notes: Sequence[TimeNote] = (), *, own: bool = False) -> list[Stretch]:
    """Return what of a text is finer than ``level``, in order and without overlaps.

    ``notes`` are the times that the record has read in it. ``own`` tells that the text is the program's: times in its
    own words outside quotation marks become plainer words.
    """
    if level is Dates.day:
        return []
    found = [*read_stretches(text, level), *form_stretches(text, level)]
    found = [_resolved(one, notes, level) for one in found]
    found += [one for one in _noted(notes, level) if not any(_overlap(one, other) for other in found)]
    if own:
        found += _own(text, level)
    return [_without_stop(text, one) for one in joined(text, found)]


def printed(one: Stretch, level: Dates) -> str:
    """Return what stands for a stretch."""
    if one.kind == "plain":
        return one.words
    if one.kind == "clock":
        return "[time withheld]"
    if one.kind in ("after", "before"):
        return f"[some time {one.kind}]"
    words = one.words or month_words(one.month, level)
    if not words:
        return "[day withheld]" if one.kind == "day" else f"[{'month' if one.kind == 'month' else 'days'} withheld]"
    if words.startswith("between "):
        return f"[a time {words}]"
    what = {"day": "a day", "days": "a time", "month": "a time"}[one.kind]
    return f"[{what} in {words}]"


def tidy(text: str) -> str:
    """Return a sentence of the program without ranges whose ends have become the same, "on" a month being "in" it."""
    return _EDGE.sub(r"in or \g<way> \g<time>", _SAME.sub(r"\g<one>", text))


def _without_stop(text: str, one: Stretch) -> Stretch:
    """Leave the stop of a sentence standing that is the point of an abbreviation ("at 3 a.m."), too."""
    is_stop = text[one.end - 1] == "." and _SENTENCE.match(text, one.end) is not None
    return replace(one, end=one.end - 1) if is_stop and one.end - one.start > 1 else one


def _resolved(one: Stretch, notes: Sequence[TimeNote], level: Dates) -> Stretch:
    """Give a stretch the months that the record has found for it."""
    if one.kind in ("clock", "after", "before"):
        return one
    whens = [note.when for note in notes if _overlap(one, note)]
    if one.kind == "day" and len(whens) > 1:
        narrow = [note.when for note in notes if note.start == one.start] or whens
        whens = narrow[:1]
    for when in whens:
        words = _words_of(when, level)
        if words and not is_coarse(when.earliest, when.latest, level):
            return replace(one, words=words)
    return one


def _words_of(when: When, level: Dates) -> str:
    months = months_of(when.earliest, when.latest)
    if months is None:
        return ""
    first, last = (month_words(month, level) for month in months)
    return first if first == last else f"between {first} and {last}"


def _noted(notes: Iterable[TimeNote], level: Dates) -> Iterator[Stretch]:
    """Yield the times that the record has read and resolved and that are finer than asked for."""
    for note in notes:
        when = note.when
        if when.earliest is None or when.latest is None or is_coarse(when.earliest, when.latest, level):
            continue
        if when.precision in ("year", "decade", "season", "month") or _is_part(when) or (when.timex or "")[:1] == "P":
            continue
        yield Stretch(note.start, note.end, "days", NO_MONTH, _words_of(when, level))


def _is_part(when: When) -> bool:
    """Tell whether a time is a part of the day in words ("in the early hours"): it names no day by itself."""
    return when.precision in ("part_of_day", "hour") and not any(map(str.isdigit, when.raw))


def _own(text: str, level: Dates) -> Iterator[Stretch]:
    marked = [match.span() for match in _QUOTED.finditer(text)]
    for match in _OWN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in marked):
            continue
        whole = match["whole"] is not None
        if whole and level is not Dates.year:
            continue
        year = match["of"] if whole else match["year"]
        words = year if level is Dates.year else f"{match['month']} {year}"
        yield Stretch(match.start(), match.end(), "plain", NO_MONTH, words)


def _overlap(one: Stretch | TimeNote, other: Stretch | TimeNote) -> bool:
    return one.start < other.end and other.start < one.end
