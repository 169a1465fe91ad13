"""The evidence of a case, laid out by incident: every claim with its place in the record.

Invariant: evidence only points to claims; orders are by document name and offset, so that no result depends on
the order in which accounts arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recount.model.actors import Actor
from recount.model.claims import CasualtyValue, Claim, DateValue, says_not_so
from recount.model.dates import Interval, date_part, interval_of
from recount.model.incidents import Assignment, DocumentLink, Incident, Linkage, SharedOrigin
from recount.model.mentions import Reading
from recount.model.stretches import Stretches
from recount.model.text import Document, Passage
from recount.model.values import When
from recount.weighing.as_of import Figures, written


@dataclass(frozen=True)
class Evidence:
    """Lookups over a case: documents, claims, assignments, actors and claims by incident, all in order."""

    documents: dict[str, Document]
    links: dict[str, DocumentLink]
    claims: dict[str, Claim]
    assignments: dict[str, Assignment]
    incidents: tuple[Incident, ...]
    by_incident: dict[str, tuple[Claim, ...]]
    actors: dict[str, Actor]
    shared: dict[str, tuple[SharedOrigin, ...]]
    """Shared origins by claim id."""
    shared_documents: dict[str, tuple[SharedOrigin, ...]]
    """Shared origins that name no claims, by document id: all words of these documents are one voice's."""

    loose: dict[str, tuple[Claim, ...]]
    """By incident the counts of persons that no event governs, in documents that mainly report it."""
    days: dict[str, Interval]
    """When each document was written, as far as it shows."""
    held: dict[str, Interval]
    """When the figures of single claims held, by a date in their own clause."""
    figures: dict[tuple[str, str], tuple[Claim, ...]]
    """Casualty claims by document and outcome."""
    dates: dict[str, tuple[Claim, ...]]
    """Date claims by document."""
    statements: dict[str, tuple[Claim, ...]]
    """By incident the reported statements and denials tied to it, or to none in documents that mainly report it."""
    loose_words: dict[str, list[Claim]]
    """By incident what somebody is reported to have said in documents that mainly report it, save of another day's
    event."""
    names: dict[str, str]
    """Actors by plain printed name, names that several actors bear left out."""

    @cached_property
    def beside(self) -> dict[tuple[str, str], Figures]:
        """The casualty claims by document and outcome, each kind by its places."""
        return {key: Figures(claims) for key, claims in self.figures.items()}

    @cached_property
    def dated(self) -> dict[str, Stretches[Claim]]:
        """The date claims of each document by their places."""
        return {document: Stretches(claims) for document, claims in self.dates.items()}

    @cached_property
    def of_days(self) -> dict[tuple[str, str], list[Claim]]:
        """The date claims by document and by the day on which the time they mean begins, those of open times left
        out."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for document, claims in self.dates.items():
            for claim in claims:
                when = self.when(claim) or (claim.value.when if isinstance(claim.value, DateValue) else None)
                if when is not None and when.earliest is not None and when.latest is not None:
                    found.setdefault((document, date_part(when.earliest)), []).append(claim)
        return found

    @cached_property
    def incident_of(self) -> dict[str, Incident]:
        """The incidents by id."""
        return {incident.id: incident for incident in self.incidents}

    def actor_of(self, claim: Claim, name: str | None) -> str | None:
        """Return the id of the actor that a printed name of ``claim`` means, None where linking left it open."""
        if name is None:
            return None
        assignment = self.assignments.get(claim.id)
        return dict(assignment.actors).get(name) if assignment else None

    def name_of(self, actor: str) -> str:
        """Return an actor's name."""
        return self.actors[actor].name if actor in self.actors else actor

    def root_of(self, actor: str) -> str:
        """Return the body at the top of an actor's ``part_of`` chain (the smallest id where there are several)."""
        seen: set[str] = set()
        while actor not in seen:
            seen.add(actor)
            above = [part for part in self.actors[actor].part_of if part in self.actors] if actor in self.actors else []
            if not above:
                return actor
            actor = min(above)
        return min(seen)

    def as_of(self, claim: Claim) -> Interval | None:
        """Return when a claim's figure held: its own as-of, else when its document was written, if known."""
        assignment = self.assignments.get(claim.id)
        own = (assignment.as_of if assignment else None) or claim.as_of
        if own is not None and (own.earliest or own.latest):
            return interval_of(own)
        return self.held.get(claim.id) or self.days.get(claim.document)

    def when(self, claim: Claim) -> When | None:
        """Return the date that linking resolved for a claim, None where it has none."""
        assignment = self.assignments.get(claim.id)
        return assignment.when if assignment else None

    def order(self, claim: Claim) -> tuple[str, str, int, int, str]:
        """Return the sort key of a claim: by document name, then offset."""
        return (self.documents[claim.document].name, claim.document, claim.start, claim.end, claim.id)

    def sorted(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return ``claims`` once each, in order."""
        return tuple(sorted({claim.id: claim for claim in claims}.values(), key=self.order))


def _may_be_of_one_day(one: Incident, other: Incident) -> bool:
    first, second = interval_of(one.when), interval_of(other.when)
    return not (first.is_bounded and second.is_bounded) or first.meets(second)


def passages(claims: Iterable[Claim]) -> tuple[Passage, ...]:
    """Return the passages of ``claims``, each once."""
    found = [Passage(claim.document, claim.start, claim.end, claim.quote) for claim in claims]
    return tuple(dict.fromkeys(found))


def ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of ``claims``."""
    return tuple(claim.id for claim in claims)


@lru_cache(maxsize=65_536)
def plain_name(name: str) -> str:
    """Return a printed name in lower case, without signs and without the article before it."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.lower()).split()).removeprefix("the ")


def _names(actors: Iterable[Actor]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for actor in actors:
        for name in (actor.name, *(form.surface for form in actor.names)):
            found.setdefault(plain_name(name), set()).add(actor.id)
    return {name: min(bearers) for name, bearers in found.items() if name and len(bearers) == 1}


def gather(documents: Sequence[Document], readings: Sequence[Reading], linkage: Linkage) -> Evidence:
    """Lay out a case. Claims without an assignment count for the incident that lists them, if one does."""
    by_id = {document.id: document for document in documents}
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    assignments = {assignment.claim: assignment for assignment in linkage.assignments}
    members: dict[str, list[Claim]] = {incident.id: [] for incident in linkage.incidents}
    placed: set[str] = set()
    for assignment in linkage.assignments:
        if assignment.incident in members and assignment.claim in claims:
            members[assignment.incident].append(claims[assignment.claim])
            placed.add(assignment.claim)
    for incident in linkage.incidents:
        for claim in incident.claims:
            if claim in claims and claim not in placed and claim not in assignments:
                members[incident.id].append(claims[claim])
    by_claim: dict[str, list[SharedOrigin]] = {}
    by_document: dict[str, list[SharedOrigin]] = {}
    for origin in sorted(linkage.origins, key=lambda origin: origin.id):
        for claim in origin.claims:
            by_claim.setdefault(claim, []).append(origin)
        if not origin.claims and origin.kind in ("copied_text", "same_document", "echo"):
            for document in origin.documents:
                by_document.setdefault(document, []).append(origin)
    evidence = Evidence(
        documents=by_id,
        links={link.document: link for link in linkage.documents},
        claims=claims,
        assignments=assignments,
        incidents=tuple(sorted(linkage.incidents, key=lambda incident: incident.id)),
        by_incident={},
        actors={actor.id: actor for actor in linkage.actors},
        shared={claim: tuple(found) for claim, found in by_claim.items()},
        shared_documents={document: tuple(found) for document, found in by_document.items()},
        loose={},
        days={},
        held={},
        figures={},
        dates={},
        statements={},
        loose_words={},
        names=_names(linkage.actors),
    )
    incidents = {incident.id: incident for incident in linkage.incidents}
    for reading in readings:
        link = evidence.links.get(reading.document)
        day, held = written(by_id[reading.document], reading, link, assignments, incidents)
        evidence.days.update({} if day is None else {reading.document: day})
        evidence.held.update(held)
    evidence.by_incident.update({incident: evidence.sorted(found) for incident, found in members.items()})
    figures: dict[tuple[str, str], list[Claim]] = {}
    dated: dict[str, list[Claim]] = {}
    for each in claims.values():
        if isinstance(each.value, CasualtyValue):
            figures.setdefault((each.document, each.value.outcome), []).append(each)
        elif each.kind == "date":
            dated.setdefault(each.document, []).append(each)
    evidence.figures.update({key: tuple(found) for key, found in figures.items()})
    evidence.dates.update({document: evidence.sorted(found) for document, found in dated.items()})
    loose: dict[str, list[Claim]] = {}
    said: dict[str, list[Claim]] = {}
    for each in claims.values():
        found_place = assignments.get(each.id)
        about = evidence.links[each.document].about if each.document in evidence.links else None
        governed = found_place is not None and (found_place.incident is not None or bool(found_place.candidates))
        if each.kind == "population" and about in members and not governed:
            loose.setdefault(about, []).append(each)
        if each.kind in ("statement", "response") and about in members:
            placed_in = incidents.get(found_place.incident or "") if found_place is not None else None
            if placed_in is None or _may_be_of_one_day(placed_in, incidents[about]):
                evidence.loose_words.setdefault(about, []).append(each)
        if each.kind == "statement" and says_not_so(each.certainty, each.polarity):
            home = found_place.incident if found_place and found_place.incident else None if governed else about
            if home is not None and home in members:
                said.setdefault(home, []).append(each)
    evidence.statements.update({incident: evidence.sorted(found) for incident, found in said.items()})
    evidence.loose.update({incident: evidence.sorted(counts) for incident, counts in loose.items()})
    return evidence
