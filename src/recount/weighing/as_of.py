"""When a figure held: the day of writing of an account, as narrow as its own words allow, and words of change.

Invariant: a day is only narrowed by what the account prints (a day of the week for an event whose date is known, days
counted from it, the day on which a figure is said to have risen); nothing is assumed about how fast news travels.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

from recount.model import dates
from recount.model.claims import CasualtyValue, Claim, DateValue
from recount.model.dates import Interval, interval_of
from recount.model.incidents import Assignment, DocumentLink, Incident
from recount.model.mentions import Reading, TimeMention
from recount.model.stretches import Stretches
from recount.model.text import Document, Span
from recount.vocabulary import load

_WEEK = 6
"""Days back that a bare day of the week reaches: on the seventh the day has the name of the day of writing."""
_BESIDE = 30
"""Characters between a day of the week and the event that it dates ("Monday's explosion")."""
_BARE = re.compile(r"XXXX-WXX-([1-7])(?:T\w+)?\Z")
_STOP = re.compile(r"[.!?][”’\"')\]]*\s|\n")
_LATER = re.compile(r"\bwill\b|\bshall\b|\bis to\b|\bare to\b", re.IGNORECASE)


@cache
def phrases(name: str) -> re.Pattern[str]:
    """Return a pattern for a word list of vocabulary/changes.yaml."""
    return re.compile(rf"{_beginning(name)}\b", re.IGNORECASE)


def _beginning(name: str) -> str:
    listed: Any = load("changes")[name]
    longest = sorted(listed, key=lambda phrase: (-len(phrase), phrase))
    return rf"\b(?:{'|'.join(re.escape(phrase) for phrase in longest)})"


@lru_cache(maxsize=1024)
def _beginnings(name: str, text: str) -> tuple[int, ...]:
    """Return where words of a list may begin in a text, so that a long sentence is not searched for each figure."""
    return _places(re.compile(_beginning(name), re.IGNORECASE), text)


def _places(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    """Return each place of a text at which a pattern matches, those inside other matches too."""
    found = []
    match = pattern.search(text)
    while match:
        found.append(match.start())
        match = pattern.search(text, match.start() + 1)
    return tuple(found)


def has_words(name: str, text: str, start: int, end: int) -> bool:
    """Return whether a stretch of a text has a word of a list of vocabulary/changes.yaml."""
    places = _beginnings(name, text)
    inside = places[bisect_left(places, start) : bisect_left(places, end)]
    return any(phrases(name).match(text, place, end) for place in inside)


@cache
def changing(outcome: str) -> bool:
    """Return whether an outcome is a state whose figure goes down as well as up (those missing, those displaced)."""
    listed: Any = load("changes")["changing_outcomes"]
    return outcome in listed


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a passage."""
    ends, stops = _ends(text)
    before, after = bisect_right(ends, start), bisect_left(stops, end)
    return ends[before - 1] if before else 0, stops[after] if after < len(stops) else len(text)


@lru_cache(maxsize=64)
def _ends(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where the sentences of a text end, the space behind them included, and each place of a stop."""
    return tuple(match.end() for match in _STOP.finditer(text)), _places(_STOP, text)


def written(
    document: Document,
    reading: Reading,
    link: DocumentLink | None,
    assignments: Mapping[str, Assignment],
    incidents: Mapping[str, Incident],
) -> tuple[Interval | None, dict[str, Interval]]:
    """Return when a document was written, and when single casualty claims held by a date in their own clause.

    Bounds come from a printed or inferred date of publication. Where that is open, a bare day of the week for a
    dated incident puts the document within a week of it, and days counted from it, or a rise on a later day of
    that week, put it after them.
    """
    printed = [when for when in (document.published, link.published if link else None) if when]
    known = next((interval_of(when) for when in printed if when.earliest or when.latest), Interval())
    about = incidents.get(link.about or "") if link else None
    day = day_of(about) if about else None
    first = known.earliest
    last = known.latest
    within: dict[int, str] = {}
    if day is not None and about is not None and dates.weekday_is_known(day):
        told = [Span(item.start, item.end) for item in about.mentions if item.document == document.id]
        told += [Span(c.start, c.end) for c in reading.claims if _dates(c) and _incident(assignments, c) == about.id]
        own = Stretches(told)
        week = _names_the_day(reading.times, own, day)
        if week and last is None:
            last = dates.shift(day, _WEEK)
        for time in reading.times:
            bare = _BARE.match(time.when.timex or "")
            if week and bare:
                within[time.start] = dates.next_weekday(day, int(bare[1]) - 1, same=True)
            if _counted(document, time, own):
                first = _later(first, dates.shift(day, time.offset_days or 0))
    held: dict[str, Interval] = {}
    states = [(claim.id, claim.quote.lower()) for claim in reading.claims if _is_state(claim)]
    for dated, moment in _clauses(reading, assignments, within):
        rise = phrases("rising").search(dated)
        if rise and moment.earliest is not None:
            first = _later(first, dates.date_part(moment.earliest))
        held.update((claim, moment) for claim, quote in states if dated in quote)
    bounds = Interval(first, last)
    if bounds.is_empty:
        bounds = known
    return (bounds if bounds.earliest or bounds.latest else None), held


def _is_state(claim: Claim) -> bool:
    return isinstance(claim.value, CasualtyValue) and changing(claim.value.outcome)


def _clauses(
    reading: Reading, assignments: Mapping[str, Assignment], within: Mapping[int, str]
) -> Iterable[tuple[str, Interval]]:
    """Yield the words that each date claim of a document dates, with the day it means."""
    for claim in reading.claims:
        if not isinstance(claim.value, DateValue) or not claim.usable or not claim.value.dates.strip():
            continue
        assignment = assignments.get(claim.id)
        when = (assignment.when if assignment else None) or claim.value.when
        if when.earliest or when.latest:
            yield claim.value.dates.lower(), interval_of(when)
        elif claim.start in within:
            yield claim.value.dates.lower(), Interval(within[claim.start], within[claim.start])


def day_of(incident: Incident) -> str | None:
    """Return the one day on which an incident happened, None where it is not known or longer."""
    first, last = incident.when.earliest, incident.when.latest
    if first is None or last is None or dates.date_part(first) != dates.date_part(last):
        return None
    return dates.date_part(first)


def _names_the_day(times: Sequence[TimeMention], own: Stretches[Span], day: str) -> bool:
    """Return whether the document calls the day of its incident by a bare day of the week."""
    for time in times:
        bare = _BARE.match(time.when.timex or "")
        if bare is None or int(bare[1]) - 1 != dates.weekday(day):
            continue
        if own.overlapping(time.start, time.end + _BESIDE):
            return True
    return False


def _counted(document: Document, time: TimeMention, own: Stretches[Span]) -> bool:
    """Return whether an expression counts days from the document's incident to something that has happened."""
    if not time.offset_days or time.offset_days < 0 or not own.overlapping(time.start, time.end):
        return False
    first, last = sentence(document.text, time.start, time.end)
    return _LATER.search(document.text, first, last) is None


def _later(one: str | None, other: str) -> str:
    return other if one is None else max(one, other, key=dates.first_minute)


def _dates(claim: Claim) -> bool:
    return isinstance(claim.value, DateValue)


def _incident(assignments: Mapping[str, Assignment], claim: Claim) -> str | None:
    assignment = assignments.get(claim.id)
    return assignment.incident if assignment else None


# -- words of change -------------------------------------------------------------------------------------------


class Figures:
    """The figures of one outcome in a text, by their places."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = tuple(claims)

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(claim.end for claim in self.claims)

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(claim.start for claim in self.claims)

    @cached_property
    def _stretches(self) -> Stretches[Claim]:
        return Stretches(self.claims)

    def end_before(self, start: int, first: int) -> int:
        """Return where the last figure before a place ends, ``first`` where it does not end behind that."""
        before = bisect_right(self._ends, start)
        return max(self._ends[before - 1], first) if before else first

    def start_after(self, end: int, last: int) -> int:
        """Return where the next figure behind a place begins, ``last`` where it does not begin before that."""
        after = bisect_left(self._starts, end)
        return min(self._starts[after], last) if after < len(self._starts) else last

    def has_one(self, start: int, end: int) -> bool:
        """Return whether a figure stands in a stretch of the text."""
        return bool(self._stretches.overlapping(start, end))


def change_of(text: str, claim: Claim, others: Figures) -> frozenset[str]:
    """Return what the words around a figure say of its place in time: rising, first, overtaken, still, corrected.

    Words are looked for in the figure's sentence, up to the neighbouring figures of the same outcome (``others``).
    """
    first, last = sentence(text, claim.start, claim.end)
    before, after = others.end_before(claim.start, first), others.start_after(claim.end, last)
    own = text[claim.start : claim.end]
    found = set()
    if phrases("rising").search(own) or has_words("rising", text, max(before, claim.start - 60), claim.start):
        found.add("rising")
    if has_words("first", text, before, claim.end):
        found.add("first")
    if has_words("overtaken", text, claim.end, max(after, claim.end)):
        found.add("overtaken")
    if phrases("still").search(own) or has_words("still", text, before, claim.start):
        found.add("still")
    if has_words("corrected", text, first, last):
        found.add("corrected")
    if _is_withdrawn(text, claim, last, others):
        found.add("withdrawn")
    return frozenset(found)


def _is_withdrawn(text: str, claim: Claim, last: int, others: Figures) -> bool:
    """Return whether a figure's sentence takes it back, or the next one that gives none ("that number was wrong")."""
    if _takes_back(text, claim.end, last):
        return True
    following = _STOP.match(text, last)
    begin = following.end() if following else last
    _, end = sentence(text, begin, begin + 1)
    later = others.start_after(claim.end, last) < last
    return begin < end and not later and not others.has_one(begin, end) and _takes_back(text, begin, end)


def _takes_back(text: str, start: int, end: int) -> bool:
    return has_words("withdrawn", text, start, end) and has_words("figures", text, start, end)


@cache
def _put_right() -> re.Pattern[str]:
    words = [*load("numbers")["units"], *load("numbers")["tens"]]
    numbers = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    skipped = r"(?:(?:the|an?|about|some|earlier|previous)\s+)*"
    return re.compile(rf"{_beginning('not_but')}\s+{skipped}(\d[\d,]*|(?:{numbers}))\b", re.IGNORECASE)


def put_right(text: str, claim: Claim) -> frozenset[int]:
    """Return the numbers that the words of a figure's sentence reject in its favour: 30 of "34 men, not 30"."""
    _, last = sentence(text, claim.start, claim.end)
    return frozenset(number for number, _ in put_right_at(text, claim.start, last))


def put_right_at(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the numbers rejected in a passage, each with its end. "Not one" rejects no figure."""
    words: dict[str, int] = {**load("numbers")["units"], **load("numbers")["tens"]}
    found = []
    behind = start
    places = _beginnings("not_but", text)
    for place in places[bisect_left(places, start) : bisect_left(places, end)]:
        match = _put_right().match(text, place, end) if place >= behind else None
        if match is None:
            continue
        behind = match.end()
        plain = match[1].lower().replace(",", "")
        number = int(plain) if plain.isdigit() else words[plain]
        if number > 1:
            found.append((number, match.end()))
    return tuple(found)
