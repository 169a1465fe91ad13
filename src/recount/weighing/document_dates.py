"""The dates of one document as weighing sees them: each expression, what linking added, which incident it dates.

Invariant: a date is only ever looked up here, never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.model import dates
from recount.model.claims import DateValue
from recount.model.findings import Conflict, ConflictKind
from recount.model.ids import hash_id
from recount.model.incidents import Incident, Linkage
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.text import Document, Passage
from recount.model.values import When


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
            if isinstance(claim.value, DateValue) and any(s < claim.end and claim.start < e for s, e in spans)
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


def single_day(when: When) -> str | None:
    """Return the day a When lies in (the first one of a night), None where it is longer."""
    if when.earliest is None or when.latest is None:
        return None
    first, last = dates.date_part(when.earliest), dates.date_part(when.latest)
    if first == last:
        return first
    overnight = dates.has_clock(when.latest) and dates.shift(first, 1) == last and when.precision == "part_of_day"
    return first if overnight else None
