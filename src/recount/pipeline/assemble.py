"""Puts the record together: claims as read, what linking adds beside them, what weighing concludes.

Invariant: nothing is decided here. Every value is copied from a stage's result; ids are looked up, never made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from recount.intake import Unread
from recount.model.claims import (
    CasualtyValue,
    Claim,
    CommitmentValue,
    DateValue,
    DemandValue,
    DeprivationValue,
    ExhibitValue,
    ForceValue,
    Hop,
    PlaceValue,
    PopulationValue,
    ResponseValue,
    RoleValue,
    StatusValue,
    TextValue,
    WarningValue,
)
from recount.model.findings import Weighing
from recount.model.incidents import Assignment, Linkage
from recount.model.mentions import Reading
from recount.model.record import (
    SCHEMA,
    ActorNote,
    CaseNote,
    CasualtyNote,
    ClaimNote,
    DocumentNote,
    HopNote,
    IncidentNote,
    PlaceNote,
    PlaceValueNote,
    PublishedNote,
    Record,
    RoleNote,
    TimeNote,
    ValueNote,
)
from recount.model.text import Document, Issue, Span
from recount.model.values import When
from recount.pipeline.stages import NOT_READ


@dataclass(frozen=True, slots=True)
class _Names:
    """Printed names to actor ids, for one claim."""

    ids: dict[str, str]

    def of(self, name: str) -> str:
        """Return the actor's id, or the printed name where linking knows none."""
        return self.ids.get(name, name)

    def maybe(self, name: str | None) -> str | None:
        return None if name is None else self.of(name)

    def each(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.of(name) for name in names)


def assemble(
    case: CaseNote,
    documents: Sequence[Document],
    readings: Sequence[Reading],
    linkage: Linkage,
    weighing: Weighing,
    unread: Sequence[Unread] = (),
) -> Record:
    """Return the record of a case. Documents and readings stand in the same order."""
    assignments = {assignment.claim: assignment for assignment in linkage.assignments}
    texts = {document.id: document for document in documents}
    claims = tuple(
        _claim(claim, assignments.get(claim.id), texts[claim.document])
        for reading in readings
        for claim in sorted(reading.claims, key=lambda claim: (claim.start, claim.end, claim.kind, claim.id))
    )
    by_kind = {
        kind: tuple(claim.id for claim in claims if claim.kind == kind)
        for kind in ("commitment", "demand", "warning", "response", "exhibit", "deprivation")
    }
    dates = {f.incident: f.when for f in weighing.findings if f.attribute == "date" and f.when is not None}
    return Record(
        schema=SCHEMA,
        case=case,
        documents=_documents(documents, readings, linkage),
        actors=tuple(
            ActorNote(
                a.id, a.name, a.type, a.affiliation, a.part_of, a.private, a.names, a.mentions, a.reasons, a.formerly
            )
            for a in linkage.actors
        ),
        places=tuple(
            PlaceNote(
                p.id,
                p.name,
                p.country,
                p.city,
                p.precision,
                p.latitude,
                p.longitude,
                p.gazetteer,
                p.mentions,
                p.reasons,
            )
            for p in linkage.places
        ),
        claims=claims,
        incidents=tuple(
            IncidentNote(
                i.id,
                i.label,
                i.type,
                dates.get(i.id, i.when),
                i.where,
                i.claims,
                i.documents,
                i.why,
                i.relations,
                i.mentions,
                i.formerly,
            )
            for i in linkage.incidents
        ),
        findings=weighing.findings,
        conflicts=weighing.conflicts,
        commitments=by_kind["commitment"],
        demands=by_kind["demand"],
        warnings=by_kind["warning"],
        responses=by_kind["response"],
        exhibits=by_kind["exhibit"],
        deprivations=by_kind["deprivation"],
        same_entries=linkage.same_entries,
        answers=linkage.answers,
        people=weighing.people,
        timeline=weighing.timeline,
        gaps=weighing.gaps,
        origins=linkage.origins,
        issues=_issues(documents, readings, unread),
        decisions=(),
    )


def _documents(
    documents: Sequence[Document], readings: Sequence[Reading], linkage: Linkage
) -> tuple[DocumentNote, ...]:
    links = {link.document: link for link in linkage.documents}
    groups = {
        document: origin.id
        for origin in reversed(linkage.origins)
        if origin.kind == "copied_text"
        for document in origin.documents
    }
    notes = []
    for document, reading in zip(documents, readings, strict=True):
        link = links.get(document.id)
        resolved = dict(link.times) if link else {}
        notes.append(
            DocumentNote(
                id=document.id,
                input_id=document.input_id,
                name=document.name,
                sha256=document.sha256,
                text_sha256=document.text_sha256,
                media_type=document.media_type,
                encoding=document.encoding,
                language=document.language,
                characters=len(document.text),
                text=document.text,
                title=document.title,
                kind=document.kind,
                author=document.author,
                published=_published(document.published or (link.published if link else None)),
                segments=document.segments,
                origin_group=groups.get(document.id),
                about=link.about if link else None,
                times=tuple(
                    TimeNote(t.start, t.end, t.quote, resolved.get(Span(t.start, t.end), t.when)) for t in reading.times
                ),
                extractor=document.extractor,
            )
        )
    return tuple(notes)


def _published(when: When | None) -> PublishedNote:
    if when is None or (when.earliest is None and when.latest is None):
        return PublishedNote(None, None, "unknown", (), when.trail if when else ())
    basis: Literal["stated", "resolved", "inferred"] = "inferred"
    if when.basis == "stated" or when.basis == "resolved":
        basis = when.basis
    return PublishedNote(when.earliest, when.latest, basis, (), when.trail)


def _issues(documents: Sequence[Document], readings: Sequence[Reading], unread: Sequence[Unread]) -> tuple[Issue, ...]:
    rows = [Issue(missing.name, "intake", f"{NOT_READ}{missing.reason}") for missing in unread]
    for document, reading in zip(documents, readings, strict=True):
        rows.extend(document.issues)
        rows.extend(reading.issues)
    return tuple(rows)


def _claim(claim: Claim, assignment: Assignment | None, document: Document) -> ClaimNote:
    names = _Names(dict(assignment.actors) if assignment else {})
    return ClaimNote(
        id=claim.id,
        kind=claim.kind,
        incident=assignment.incident if assignment else None,
        incident_candidates=assignment.candidates if assignment else (),
        incident_reason=assignment.reason if assignment else "",
        document=claim.document,
        segment=claim.segment,
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        spans=tuple(document.passage(span.start, span.end) for span in claim.spans),
        value=_value(claim, assignment, names),
        attribution=tuple(_hop(hop, names, document) for hop in claim.attribution),
        certainty=claim.certainty,
        polarity=claim.polarity,
        record_as=claim.record_as,
        as_of=(assignment.as_of if assignment else None) or claim.as_of,
        score=claim.score,
        reader=claim.reader,
    )


def _hop(hop: Hop, names: _Names, document: Document) -> HopNote:
    return HopNote(
        name=hop.name,
        actor=names.ids.get(hop.name) if hop.name is not None else None,
        relation=hop.relation,
        named=hop.named,
        start=hop.start,
        end=hop.end,
        quote=None if hop.start is None else document.text[hop.start : hop.end],
        cue=hop.cue,
        content=hop.content,
    )


def _value(claim: Claim, assignment: Assignment | None, names: _Names) -> ValueNote:
    """Return the value as published: printed names become actor ids, dates the resolved ones."""
    when = assignment.when if assignment else None
    match claim.value:
        case CasualtyValue() as v:
            return CasualtyNote(
                outcome=v.outcome,
                op=v.count.op,
                value=v.count.value,
                low=v.count.low,
                high=v.count.high,
                unit=v.unit,
                subgroup=v.subgroup,
                side=v.side,
                civil_status=v.civil_status,
                cause=v.cause,
                subset_of=v.subset_of,
                raw=v.count.raw,
                who=names.each(v.who),
                flags=v.flags,
            )
        case DateValue() as v:
            return v if when is None else replace(v, when=when)
        case PlaceValue() as v:
            return PlaceValueNote(assignment.place if assignment else None, v.relation, v.raw)
        case RoleValue() as v:
            return RoleNote(names.of(v.actor), v.actor, v.role, v.of, v.count)
        case StatusValue() as v:
            return replace(v, subject=names.of(v.subject))
        case CommitmentValue() as v:
            return replace(v, by=names.maybe(v.by), to=names.each(v.to), beneficiary=names.maybe(v.beneficiary))
        case DemandValue() | DeprivationValue() as v:
            return replace(v, by=names.maybe(v.by), to=names.each(v.to))
        case ResponseValue() as v:
            return replace(v, by=names.maybe(v.by))
        case ForceValue() | PopulationValue() | WarningValue() | ExhibitValue() | TextValue() as v:
            return v
