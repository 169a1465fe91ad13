"""From readings of single documents to what they tell together: actors, places, incidents, origins, dates.

Invariant: linking is a function of the documents and readings as a set: their order changes nothing. It points to
claims and mentions and changes none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recount.linking.accounts import Account
from recount.linking.entries import link_entries
from recount.linking.incidents import Gathering, gather
from recount.linking.joining import Key
from recount.linking.names import link_names
from recount.linking.origins import find_origins
from recount.linking.places import link_places
from recount.linking.printed import Printed
from recount.linking.timing import Times, publication, resolve_times
from recount.model.claims import Claim, DateValue, PlaceValue
from recount.model.incidents import Assignment, DocumentLink, Incident, Linkage
from recount.model.mentions import Reading
from recount.model.stretches import Stretches
from recount.model.text import Document, Span
from recount.model.values import When

__all__ = ["link"]


def link(documents: Sequence[Document], readings: Sequence[Reading]) -> Linkage:
    """Return the linkage of a case. Every document has one reading; both may come in any order."""
    by_id = {reading.document: reading for reading in readings}
    documents = sorted(documents, key=lambda document: document.id)
    readings = [by_id[document.id] for document in documents]
    actors, names = link_names(documents, readings)
    places, _ = link_places(documents, readings)
    gathering = gather(documents, readings, actors, places)
    incidents = {incident.id: incident for incident in gathering.incidents}
    by_account = {key: incidents[found] for key, found in gathering.of_account.items()}
    printed = Printed(names, places)
    assigned = {assignment.claim: assignment for assignment in gathering.assignments}
    links: list[DocumentLink] = []
    assignments: list[Assignment] = []
    for document, reading in zip(documents, readings, strict=True):
        times = _times(document, reading, gathering, by_account)
        published = publication(document, reading, _accounts(document, gathering), by_account, times)
        links.append(DocumentLink(document.id, gathering.about[document.id], published, tuple(sorted(times.items()))))
        resolved = Stretches(times)
        for claim in reading.claims:
            when = _own(claim, resolved, times)
            assignments.append(_complete(assigned[claim.id], claim, when, printed))
    assignments.sort(key=lambda assignment: assignment.claim)
    by_claim = {assignment.claim: assignment.actors for assignment in assignments}
    entered = [claim for reading in readings for claim in reading.claims]
    same, answers = link_entries(entered, lambda claim: dict(by_claim[claim.id]))
    return Linkage(
        actors=tuple(actors),
        places=tuple(places),
        incidents=gathering.incidents,
        assignments=tuple(assignments),
        origins=find_origins(documents, readings, actors, assignments),
        documents=tuple(links),
        same_entries=same,
        answers=answers,
    )


def _accounts(document: Document, gathering: Gathering) -> list[Account]:
    return [gathering.case.evidence[key].account for key in gathering.case.by_document[document.id]]


def _times(document: Document, reading: Reading, gathering: Gathering, by_account: Mapping[Key, Incident]) -> Times:
    return resolve_times(document, reading, _accounts(document, gathering), by_account, gathering.case)


def _complete(assignment: Assignment, claim: Claim, when: When | None, printed: Printed) -> Assignment:
    """Fill in the resolved date of the claim's own time, the actors behind its printed names, and its place."""
    place = printed.place(claim) if isinstance(claim.value, PlaceValue) else None
    return replace(assignment, when=when, actors=printed.actors(claim), place=place)


def _own(claim: Claim, resolved: Stretches[Span], times: Mapping[Span, When]) -> When | None:
    """Return the resolved time that stands inside a date claim, the longest first."""
    if not isinstance(claim.value, DateValue):
        return None
    inside = [
        span
        for span in resolved.overlapping(claim.start, claim.end)
        if (claim.start <= span.start and span.end <= claim.end)
        or (span.start <= claim.start and claim.end <= span.end)
    ]
    if not inside:
        return None
    return times[max(inside, key=lambda span: (span.end - span.start, -span.start))]
