"""When a figure held: the day of writing of an account, as narrow as its own words allow, and words of change.

Invariant: a day is only narrowed by what the account prints (a day of the week for an event whose date is known, days
counted from it, the day on which a figure is said to have risen); nothing is assumed about how fast news travels.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from recount.model import dates
from recount.model.claims import CasualtyValue, Claim, DateValue
from recount.model.dates import Interval, interval_of
from recount.model.incidents import Assignment, DocumentLink, Incident
from recount.model.mentions import Reading, TimeMention
from recount.model.text import Document
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
    listed: Any = load("changes")[name]
    longest = sorted(listed, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase in longest)})\b", re.IGNORECASE)


@cache
def changing(outcome: str) -> bool:
    """Return whether an outcome is a state whose figure goes down as well as up (those missing, those displaced)."""
    listed: Any = load("changes")["changing_outcomes"]
    return outcome in listed


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a passage."""
    ends = _ends(text)
    before = bisect_right(ends, start)
    stop = _STOP.search(text, end)
    return ends[before - 1] if before else 0, stop.start() if stop else len(text)


@lru_cache(maxsize=64)
def _ends(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text end, the space behind them included."""
    return tuple(match.end() for match in _STOP.finditer(text))


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
        own = [(item.start, item.end) for item in about.mentions if item.document == document.id]
        own += [(c.start, c.end) for c in reading.claims if _dates(c) and _incident(assignments, c) == about.id]
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
    for dated, moment in _clauses(reading, assignments, within):
        rise = phrases("rising").search(dated)
        if rise and moment.earliest is not None:
            first = _later(first, dates.date_part(moment.earliest))
        for claim in reading.claims:
            if (
                isinstance(claim.value, CasualtyValue)
                and changing(claim.value.outcome)
                and dated in claim.quote.lower()
            ):
                held[claim.id] = moment
    bounds = Interval(first, last)
    if bounds.is_empty:
        bounds = known
    return (bounds if bounds.earliest or bounds.latest else None), held


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


def _names_the_day(times: Sequence[TimeMention], own: Sequence[tuple[int, int]], day: str) -> bool:
    """Return whether the document calls the day of its incident by a bare day of the week."""
    for time in times:
        bare = _BARE.match(time.when.timex or "")
        if bare is None or int(bare[1]) - 1 != dates.weekday(day):
            continue
        if any(start < time.end + _BESIDE and time.start < end for start, end in own):
            return True
    return False


def _counted(document: Document, time: TimeMention, own: Sequence[tuple[int, int]]) -> bool:
    """Return whether an expression counts days from the document's incident to something that has happened."""
    if not time.offset_days or time.offset_days < 0 or not any(s < time.end and time.start < e for s, e in own):
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


def change_of(text: str, claim: Claim, others: Sequence[Claim]) -> frozenset[str]:
    """Return what the words around a figure say of its place in time: rising, first, overtaken, still, corrected.

    Words are looked for in the figure's sentence, up to the neighbouring figures of the same outcome (``others``).
    """
    first, last = sentence(text, claim.start, claim.end)
    before = max((c.end for c in others if first < c.end <= claim.start), default=first)
    after = min((c.start for c in others if claim.end <= c.start < last), default=last)
    own = text[claim.start : claim.end]
    found = set()
    if phrases("rising").search(own) or phrases("rising").search(text, max(before, claim.start - 60), claim.start):
        found.add("rising")
    if phrases("first").search(text, before, claim.end):
        found.add("first")
    if phrases("overtaken").search(text, claim.end, max(after, claim.end)):
        found.add("overtaken")
    if phrases("still").search(own) or phrases("still").search(text, before, claim.start):
        found.add("still")
    if phrases("corrected").search(text, first, last):
        found.add("corrected")
    if _is_withdrawn(text, claim, first, last, others):
        found.add("withdrawn")
    return frozenset(found)


def _is_withdrawn(text: str, claim: Claim, first: int, last: int, others: Sequence[Claim]) -> bool:
    """Return whether a figure's sentence takes it back, or the next one that gives none ("that number was wrong")."""
    if _takes_back(text, claim.end, last):
        return True
    following = _STOP.match(text, last)
    begin = following.end() if following else last
    _, end = sentence(text, begin, begin + 1)
    alone = not any(other.start < end and begin < other.end for other in others)
    later = any(claim.end <= other.start < last for other in others)
    return alone and not later and begin < end and _takes_back(text, begin, end)


def _takes_back(text: str, start: int, end: int) -> bool:
    return bool(phrases("withdrawn").search(text, start, end) and phrases("figures").search(text, start, end))


@cache
def _put_right() -> re.Pattern[str]:
    listed: Any = load("changes")["not_but"]
    cues = "|".join(re.escape(phrase) for phrase in sorted(listed, key=lambda phrase: (-len(phrase), phrase)))
    words = [*load("numbers")["units"], *load("numbers")["tens"]]
    numbers = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    skipped = r"(?:(?:the|an?|about|some|earlier|previous)\s+)*"
    return re.compile(rf"\b(?:{cues})\s+{skipped}(\d[\d,]*|(?:{numbers}))\b", re.IGNORECASE)


def put_right(text: str, claim: Claim) -> frozenset[int]:
    """Return the numbers that the words of a figure's sentence reject in its favour: 30 of "34 men, not 30"."""
    _, last = sentence(text, claim.start, claim.end)
    return frozenset(number for number, _ in put_right_at(text, claim.start, last))


def put_right_at(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the numbers rejected in a passage, each with its end. "Not one" rejects no figure."""
    words: dict[str, int] = {**load("numbers")["units"], **load("numbers")["tens"]}
    found = []
    for match in _put_right().finditer(text, start, end):
        plain = match[1].lower().replace(",", "")
        number = int(plain) if plain.isdigit() else words[plain]
        if number > 1:
            found.append((number, match.end()))
    return tuple(found)
