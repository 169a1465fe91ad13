"""What a calendar finds in one document: days of the week that do not fit, dates that contradict counted ones.

Invariant: the literal words stay beside every correction; nothing is corrected, only reported with what would fit.
The rules are general (a printed weekday, a day counted from an event, before/prepare/after) and need no other
account. Order of events is checked in ``weighing.precedence``.
"""

from __future__ import annotations

import re

from recount.model import dates
from recount.model.dates import Interval, interval_of
from recount.model.findings import Conflict
from recount.model.incidents import Incident, Linkage
from recount.model.mentions import Reading, TimeMention
from recount.model.text import Document, Span
from recount.model.values import When
from recount.weighing.document_dates import Dates, single_day
from recount.weighing.precedence import check_order
from recount.weighing.weekdays import wrong_weekday

_WEEKDAY = re.compile(rf"\b(?:{'|'.join(dates.WEEKDAYS)})\b", re.IGNORECASE)
_APPOSED = re.compile(r"[\s,(–—:-]{1,4}(?:i\.e\.,?\s*|that is,?\s*|just\s*|only\s*)?\Z")


def check_calendar(document: Document, reading: Reading, linkage: Linkage) -> tuple[Conflict, ...]:
    """Return the calendar and order conflicts inside one document, in order of their first passage."""
    known = Dates(document, reading, linkage)
    found = [*_wrong_weekdays(known), *_counted_days(known), *check_order(known)]
    return tuple(sorted(found, key=lambda conflict: (conflict.passages[0].start, conflict.kind, conflict.id)))


# -- (a) weekdays ----------------------------------------------------------------------------------------------


def _wrong_weekdays(known: Dates) -> list[Conflict]:
    """Find dates printed with a day of the week on which they did not fall."""
    found = []
    for time in known.reading.times:
        words = _WEEKDAY.search(time.quote)
        if words is None or not any(character.isdigit() for character in time.quote):
            continue
        day = single_day(known.resolved(time))
        if day is None or not dates.weekday_is_known(day):
            continue
        printed = [name.lower() for name in dates.WEEKDAYS].index(words[0].lower())
        if dates.weekday(day) == printed:
            continue
        conclusion = wrong_weekday(day, printed)
        start = time.start + words.start()
        passages = [known.passage(start, start + len(words[0])), known.passage(time.start, time.end)]
        reasons = [
            f"The text prints «{time.quote}».",
            *known.resolved(time).trail,
            "Either the day of the week or the date is wrong; the text does not say which.",
        ]
        incident = _incident_of(known, time)
        found.append(known.conflict("calendar", incident, passages, known.claims_on(time), conclusion, reasons))
    return found


def _incident_of(known: Dates, time: TimeMention) -> Incident | None:
    """Return the incident that an expression dates, by a claim assigned to it or an event tied to it."""
    claims = set(known.claims_on(time))
    for assignment in known.linkage.assignments:
        if assignment.claim in claims and assignment.incident is not None:
            return next((item for item in known.linkage.incidents if item.id == assignment.incident), None)
    for event in known.reading.events:
        if Span(time.start, time.end) in event.times:
            return known.incident_at(event.start, event.end)
    return None


# -- (b) days counted from an event ----------------------------------------------------------------------------


def _counted_days(known: Dates) -> list[Conflict]:
    """Find a date set beside "a day before the attack" that makes the attack another day than the text says."""
    found = []
    for time in known.reading.times:
        if time.offset_days is None or time.relative_to is None:
            continue
        stated = _apposed(known, time)
        if stated is None:
            continue
        day = single_day(known.resolved(stated))
        incident = known.incident_at(time.relative_to.start, time.relative_to.end)
        if day is None or incident is None:
            continue
        derived = dates.shift(day, -time.offset_days)
        others = _other_days(known, incident, derived, (stated, time))
        if not others:
            continue
        event = known.passage(time.relative_to.start, time.relative_to.end)
        conclusion = (
            f"By «{stated.quote}», {time.quote.removesuffix(event.quote).strip()} it, the event was on"
            f" {dates.day_words(derived)}; the same text dates it"
            f" {' and '.join(dict.fromkeys(dates.describe(*_bounds(known.resolved(item))) for item in others))}."
        )
        reasons = [
            f"{dates.day_words(day)} and {abs(time.offset_days)} day(s)"
            f" {'later' if time.offset_days < 0 else 'earlier'} is {dates.day_words(derived)}.",
            *(f"«{item.quote}» dates the same event." for item in others),
        ]
        passages = [known.passage(item.start, item.end) for item in (stated, time, *others)]
        claims = known.claims_on(stated, time, *others)
        found.append(known.conflict("calendar", incident, passages, claims, conclusion, reasons))
    return found


def _bounds(when: When) -> tuple[str | None, str | None]:
    """Return the days of a When."""
    day = single_day(when)
    return (day, day) if day is not None else (when.earliest, when.latest)


def _apposed(known: Dates, time: TimeMention) -> TimeMention | None:
    """Return the date that stands beside a counted phrase, with no more than a dash or comma between."""
    text = known.document.text
    for other in known.reading.times:
        if other is time or other.relative_to is not None:
            continue
        if other.end <= time.start and _APPOSED.fullmatch(text[other.end : time.start]):
            return other
        if time.end <= other.start and _APPOSED.fullmatch(text[time.end : other.start]):
            return other
    return None


def _other_days(known: Dates, incident: Incident, derived: str, leave: tuple[TimeMention, ...]) -> list[TimeMention]:
    """Return the expressions by which the document dates an incident without meeting a day."""
    others = []
    for time in known.times_of(incident):
        when = known.resolved(time)
        day = single_day(when)
        if time in leave or day is None or when.basis not in ("stated", "resolved"):
            continue
        if not Interval(derived, derived).meets(interval_of(when)):
            others.append(time)
    return others
