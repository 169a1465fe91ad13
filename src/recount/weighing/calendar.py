"""What a calendar and the order of words find in one document: days that were other days, dates that contradict.

Invariant: the literal words stay beside every correction; nothing is corrected, only reported with what would fit.
The rules are general (a printed weekday, a day counted from an event, before/prepare/after) and need no other
account. Order of events is checked in ``weighing.precedence``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.model import dates
from recount.model.dates import Interval, interval_of
from recount.model.findings import Conflict, ConflictKind
from recount.model.ids import hash_id
from recount.model.incidents import Incident, Linkage
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.text import Document, Passage, Span
from recount.model.values import When

_WEEKDAY = re.compile(rf"\b(?:{'|'.join(dates.WEEKDAYS)})\b", re.IGNORECASE)
_APPOSED = re.compile(r"[\s,(–—:-]{1,4}(?:i\.e\.,?\s*|that is,?\s*|just\s*|only\s*)?\Z")


@dataclass(frozen=True)
class Dates:
    """The dates of one document: what each expression says, and which incident it dates.

    ``literal`` is what the document itself settles; ``resolved`` adds what linking lent it.
    """

    document: Document
    reading: Reading
    linkage: Linkage

    def resolved(self, time: TimeMention) -> When:
        """Return an expression's date with what linking knows of it."""
        for link in self.linkage.documents:
            if link.document == self.document.id:
                for span, when in link.times:
                    if (span.start, span.end) == (time.start, time.end):
                        return when
        return time.when

    def passage(self, start: int, end: int) -> Passage:
        """Return a passage of the document."""
        return self.document.passage(start, end)

    def incident_at(self, start: int, end: int) -> Incident | None:
        """Return the incident that a passage of this document mentions."""
        for incident in self.linkage.incidents:
            for passage in incident.mentions:
                if passage.document == self.document.id and passage.start < end and start < passage.end:
                    return incident
        return None

    def about(self) -> Incident | None:
        """Return the incident that the document mainly reports."""
        wanted = [link.about for link in self.linkage.documents if link.document == self.document.id]
        return next((incident for incident in self.linkage.incidents if incident.id in wanted), None)

    def events_of(self, incident: Incident) -> list[EventMention]:
        """Return the document's own mentions of an incident, those of several incidents left out."""
        own = [(item.start, item.end) for item in incident.mentions if item.document == self.document.id]
        return [
            event
            for event in self.reading.events
            if event.number == "one" and any(start < event.end and event.start < end for start, end in own)
        ]

    def times_of(self, incident: Incident) -> list[TimeMention]:
        """Return the expressions of this document that date an incident directly, in order."""
        spans = {(span.start, span.end) for event in self.events_of(incident) for span in event.times}
        return [time for time in self.reading.times if (time.start, time.end) in spans and time.relative_to is None]

    def claims_on(self, *times: TimeMention) -> tuple[str, ...]:
        """Return ids of the date claims made of some expressions."""
        spans = [(time.start, time.end) for time in times]
        return tuple(
            claim.id
            for claim in self.reading.claims
            if claim.kind in ("date", "time") and any(s < claim.end and claim.start < e for s, e in spans)
        )

    def conflict(
        self,
        kind: ConflictKind,
        incident: Incident | None,
        passages: Iterable[Passage],
        claims: tuple[str, ...],
        conclusion: str,
        reasons: Sequence[str],
    ) -> Conflict:
        """Return a contradiction between passages of this document."""
        kept = tuple(sorted(dict.fromkeys(passages)))
        key = [[item.start, item.end] for item in kept]
        return Conflict(
            id=hash_id("conflict", [kind, self.document.id, key, conclusion]),
            kind=kind,
            verdict="contradictory",
            incident=incident.id if incident else None,
            attribute="date",
            claims=claims,
            passages=kept,
            conclusion=conclusion,
            reasons=tuple(reasons),
        )


def check_calendar(document: Document, reading: Reading, linkage: Linkage) -> tuple[Conflict, ...]:
    """Return the calendar and order conflicts inside one document, in order of their first passage."""
    from recount.weighing.precedence import check_order

    known = Dates(document, reading, linkage)
    found = [*_wrong_weekdays(known), *_counted_days(known), *check_order(known)]
    return tuple(sorted(found, key=lambda conflict: (conflict.passages[0].start, conflict.kind, conflict.id)))


def single_day(when: When) -> str | None:
    """Return the day a When lies in (the first one of a night), None where it is longer."""
    if when.earliest is None or when.latest is None:
        return None
    first, last = dates.date_part(when.earliest), dates.date_part(when.latest)
    if first == last:
        return first
    overnight = dates.has_clock(when.latest) and dates.shift(first, 1) == last and when.precision == "part_of_day"
    return first if overnight else None


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
        nearest = dates.nearest_weekday(day, printed)
        name = dates.WEEKDAYS[printed]
        conclusion = (
            f"{dates.day_words(day)} was a {dates.weekday_name(day)}, not a {name};"
            f" the nearest {name} is {dates.day_words(nearest)}."
        )
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
