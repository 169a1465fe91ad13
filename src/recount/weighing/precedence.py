"""The order of events inside one document: what is said to come before something may not be dated after it.

Invariant: a conflict names the words that set the order and both dates as printed; a reading that would fit is
offered beside the literal one, never put in its place. Dates without a year are compared within one unknown year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.model import dates
from recount.model.claims import Claim, DateValue
from recount.model.dates import Interval, interval_of
from recount.model.findings import Conflict
from recount.model.incidents import Incident
from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.model.values import When
from recount.vocabulary import load
from recount.weighing.document_dates import Dates

_REACH = 60
"""Characters from the ordering word within which the event must stand."""
_BESIDE = 8
"""Characters after an event within which a date is the event's own ("before the raid of 6 June")."""
_SENTENCE = re.compile(r"(?<=[a-z0-9)”’\"][.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n+")
_OPEN_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_UNKNOWN_YEAR = 2001
"""The year in which two days without a year are compared; no leap year, and never shown."""
_MISPRINT = range(21, 46)
"""Days between two dates that a misprinted month explains; a nearer pair is not put down to the month."""
_WORD = re.compile(r"[^\W\d_]{4,}")

Order = Literal["before", "preparation", "after"]


@dataclass(frozen=True, slots=True)
class Ordering:
    """Words that set something before or after an event, and the sentence they stand in."""

    order: Order
    cue: Span
    event: Span
    incident: Incident
    sentence: Span


@dataclass(frozen=True, slots=True)
class Day:
    """An expression as an interval that can be compared; ``year_known`` tells whether its year is real."""

    time: TimeMention
    interval: Interval
    year_known: bool


def check_order(known: Dates) -> list[Conflict]:
    """Return the contradictions between the order a document tells and the dates it prints."""
    found: dict[tuple[object, ...], Conflict] = {}
    for ordering in _orderings(known):
        acts = [_day(known, time) for time in known.times_of(ordering.incident)]
        for other, link in _ordered_times(known, ordering):
            for act in acts:
                if act is None or act.time is other.time:
                    continue
                conflict = _compare(known, ordering, other, act, link)
                if conflict is not None:
                    key = (other.time.start, act.time.start)
                    if key not in found or len(conflict.passages) > len(found[key].passages):
                        found.setdefault(key, conflict)
    return _one_each(list(found.values()))


def _one_each(conflicts: list[Conflict]) -> list[Conflict]:
    """Keep one conflict for each misplaced date: the one with the closest dates was made first."""
    kept: dict[tuple[object, ...], Conflict] = {}
    for conflict in conflicts:
        kept.setdefault((conflict.incident, conflict.conclusion), conflict)
    return list(kept.values())


# -- what the words order --------------------------------------------------------------------------------------


@cache
def _cues() -> tuple[tuple[Order, re.Pattern[str]], ...]:
    words = load("times")["precedence"]
    orders: tuple[Order, ...] = ("before", "preparation", "after")
    return tuple(
        (order, re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in words[order])})\b", re.IGNORECASE))
        for order in orders
    )


@cache
def _event_nouns() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(set(load('times')['event_nouns'])))})s?\b", re.IGNORECASE)


def _sentences(text: str) -> list[Span]:
    spans, start = [], 0
    for match in _SENTENCE.finditer(text):
        spans.append(Span(start, match.start()))
        start = match.end()
    spans.append(Span(start, len(text)))
    return [span for span in spans if span.end > span.start]


def _orderings(known: Dates) -> Iterator[Ordering]:
    """Yield the words that order something and a dated incident, sentence by sentence."""
    text = known.document.text
    for sentence in _sentences(text):
        for order, pattern in _cues():
            for match in pattern.finditer(text, sentence.start, sentence.end):
                cue = Span(match.start(), match.end())
                if any(time.start <= cue.start < time.end for time in known.reading.times):
                    continue  # "a day before the raid" is counted, see weighing.calendar
                event = _event_after(known, cue, sentence)
                if event is not None:
                    yield Ordering(order, cue, event[0], event[1], sentence)


def _event_after(known: Dates, cue: Span, sentence: Span) -> tuple[Span, Incident] | None:
    """Return the event that an ordering word governs: a mention of an incident, else an event noun of the main one."""
    limit = min(sentence.end, cue.end + _REACH)
    for event in known.reading.events:
        if cue.end <= event.start < limit:
            incident = known.incident_at(event.start, event.end)
            if incident is not None and event.number == "one":
                return Span(event.start, event.end), incident
            return None
    noun = _event_nouns().search(known.document.text, cue.end, limit)
    main = known.about()
    if noun is None or main is None or "," in known.document.text[cue.end : noun.start()]:
        return None
    return Span(noun.start(), noun.end()), main


# -- what is ordered -------------------------------------------------------------------------------------------


def _day(known: Dates, time: TimeMention) -> Day | None:
    """Return an expression as a comparable interval: its literal day, in an unknown year where it prints none."""
    literal = _open_day(time.when)
    if literal is not None:
        return Day(time, literal, year_known=False)
    when = known.resolved(time)
    if when.earliest is None or when.latest is None or when.basis not in ("stated", "resolved"):
        return None
    return Day(time, interval_of(when), year_known=True)


def _open_day(when: When) -> Interval | None:
    match = _OPEN_DAY.match(when.timex or "")
    if match is None or when.earliest is not None:
        return None
    try:
        return dates.day_of(_UNKNOWN_YEAR, int(match[1]), int(match[2]))
    except ValueError:
        return None


def _ordered_times(known: Dates, ordering: Ordering) -> Iterator[tuple[Day, Span | None]]:
    """Yield the dates of what is ordered: in the same sentence, else of another clause about the same move.

    The second value is the other clause's event words, None for the same sentence.
    """
    event_times = {(span.start, span.end) for event in known.events_of(ordering.incident) for span in event.times}
    for claim in known.reading.claims:
        if not isinstance(claim.value, DateValue) or claim.kind not in ("date", "time"):
            continue
        time = next((item for item in known.reading.times if item.start == claim.start), None)
        if time is None or time.relative_to is not None or (time.start, time.end) in event_times:
            continue
        day = _day(known, time)
        if day is None:
            continue
        within = ordering.sentence.start <= claim.start and claim.end <= ordering.sentence.end
        if within:
            governed = ordering.cue.end <= claim.start <= ordering.event.end + _BESIDE
            anchored = claim.anchor is not None and ordering.cue.end <= claim.anchor.start <= ordering.event.end
            if not governed and not anchored:
                yield day, None
        elif ordering.order != "after" and _same_move(known, ordering, claim):
            yield day, claim.anchor


def _same_move(known: Dates, ordering: Ordering, claim: Claim) -> bool:
    """Return whether the words before the ordering word and a dated clause tell of one move of one thing."""
    text = known.document.text
    sentence = next((item for item in _sentences(text) if item.start <= claim.start < item.end), None)
    if sentence is None or claim.anchor is None:
        return False
    here = text[ordering.sentence.start : ordering.cue.start].lower()
    there = text[sentence.start : sentence.end].lower()
    words = load("times")["moves"]
    anchor = text[claim.anchor.start : claim.anchor.end].lower()
    for stems in words.values():
        if any(_has(anchor, stem) for stem in stems) and any(_has(here, stem) for stem in stems):
            shared = set(_WORD.findall(here)) & set(_WORD.findall(there))
            return bool(shared - set(load("times")["common_words"]))
    return False


def _has(text: str, stem: str) -> bool:
    return re.search(rf"\b{re.escape(stem)}", text) is not None


# -- the comparison --------------------------------------------------------------------------------------------


def _compare(known: Dates, ordering: Ordering, other: Day, act: Day, link: Span | None) -> Conflict | None:
    """Return the conflict where the dates run against the words, None where they agree or cannot be compared."""
    if other.year_known != act.year_known:
        return None
    late, early = (act, other) if ordering.order == "after" else (other, act)
    if not early.interval.before(late.interval):
        return None
    cue = known.passage(ordering.cue.start, ordering.event.end)
    verb = "follows" if ordering.order == "after" else "prepares" if ordering.order == "preparation" else "precedes"
    conclusion = (
        f"What {verb} the event is dated «{other.time.quote}», the event itself «{act.time.quote}»:"
        f" the dates run against «{cue.quote}»."
    )
    reasons = [f"«{cue.quote}» sets the order.", *_which(other, act)]
    fitting = _fitting(other, act) if ordering.order != "after" else None
    if fitting is not None:
        reasons.append(fitting)
    reasons.extend(_relief(ordering.incident, late, early, ordering.order))
    passages = [cue, known.passage(other.time.start, other.time.end), known.passage(act.time.start, act.time.end)]
    if link is not None:
        passages.append(known.passage(link.start, link.end))
        reasons.append("Both clauses tell of the same move of the same thing.")
    claims = known.claims_on(other.time, act.time)
    return known.conflict("order_of_events", ordering.incident, passages, claims, conclusion, reasons)


def _which(other: Day, act: Day) -> list[str]:
    if other.year_known:
        return [
            f"«{other.time.quote}» is {dates.describe(other.interval.earliest, other.interval.latest)};"
            f" «{act.time.quote}» is {dates.describe(act.interval.earliest, act.interval.latest)}."
        ]
    apart = act.interval.gap_days(other.interval)
    return [f"In one and the same year «{other.time.quote}» is {apart} days after «{act.time.quote}»."]


def _fitting(other: Day, act: Day) -> str | None:
    """Offer the nearest reading that keeps the order: the event's day in the month that follows."""
    if act.interval.earliest is None or other.interval.earliest is None or act.interval.days != 1:
        return None
    if dates.has_clock(act.interval.earliest):
        return None
    moved = dates.shift(act.interval.earliest, months=1)
    apart = dates.day_number(other.interval.earliest) - dates.day_number(act.interval.earliest)
    if dates.split(moved)[2] != dates.split(act.interval.earliest)[2] or apart not in _MISPRINT:
        return None
    if dates.day_number(moved) < dates.day_number(other.interval.earliest):
        return None
    year, month, day, _ = dates.split(moved)
    words = f"{day} {dates.MONTHS[month - 1]}{f' {dates.year_words(year)}' if act.year_known else ''}"
    return f"The nearest reading that keeps the order is {words} for «{act.time.quote}»; the text itself is kept."


def _relief(incident: Incident, late: Day, early: Day, order: Order) -> list[str]:
    """Say where the date that the accounts together give the event would remove the conflict."""
    own = interval_of(incident.when)
    if not late.year_known or not own.is_bounded or order == "after":
        return []
    if early.interval.meets(own) or own.before(late.interval):
        return []
    return [f"With {dates.describe_when(incident.when)}, the date followed for the event, the order holds."]
