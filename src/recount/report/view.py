"""A record arranged for reading: what a page or terminal prints, in the order a reader asks.

Invariant: nothing is decided or computed here that the record does not say; values are looked up, sorted and
put into words. Every sentence outside quotation marks is neutral.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.model.dates import describe, describe_when
from recount.model.findings import Conflict, Finding
from recount.model.record import ClaimNote, DocumentNote, IncidentNote, Record, RoleNote
from recount.model.text import Passage
from recount.model.values import When

_CONTEXT = 220
"""Characters of context printed on each side of a passage."""
_ORDER = (
    "killed", "executed", "wounded", "killed_or_wounded", "missing", "abducted", "detained", "displaced", "raped",
    "tortured", "ill_treated", "threatened", "date", "time",
)  # fmt: skip
ACCUSING_ROLES = frozenset({"carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect"})
_ROLE_WORDS = {
    "carried_out": "said to have carried it out",
    "ordered": "said to have ordered it",
    "commanded": "said to have commanded it",
    "planned": "said to have planned it",
    "enabled": "said to have made it possible",
    "failed_to_protect": "said to have failed to protect",
}
PERSONAL = frozenset(_ROLE_WORDS) | {"present", "victim", "witness", "guarantor", "investigator", "other"}
"""Attributes of findings on roles: they are printed under who is accused, never among the figures."""
_NAME_LENGTH = 24
_GRADE_WORDS = {
    "corroborated": "two or more independent named origins agree",
    "repeated": "several accounts, independence not shown",
    "single_source": "one origin only",
    "contested": "accounts contradict each other",
    "unresolved": "cannot be settled from these accounts",
    "denied": "denied, and nobody states it",
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """One claim behind a figure: who says it, through whom, in which words, and where to look."""

    claim: str
    number: int
    document: str
    document_name: str
    chain: str
    certainty: str
    start: int
    end: int
    before: str
    quote: str
    after: str
    note: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """One finding: attribute, headline, bounds, grade, its reasons, and its sources by standing."""

    attribute: str
    subgroup: str | None
    headline: str
    bounds: str
    grade: str
    grade_words: str
    reasons: tuple[str, ...]
    origins: tuple[str, ...]
    supports: tuple[SourceView, ...]
    compatible: tuple[SourceView, ...]
    rejected: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict with its passages and why it was judged so."""

    kind: str
    verdict: str
    conclusion: str
    reasons: tuple[str, ...]
    passages: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """Who is said to have had which part, and by whom."""

    name: str
    role: str
    said: tuple[SourceView, ...]
    documents: int
    grade: str


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident, answer first."""

    id: str
    label: str
    type: str
    when: str
    when_basis: str
    when_trail: tuple[str, ...]
    where: str
    figures: tuple[FigureView, ...]
    vague: tuple[FigureView, ...]
    conflicts: tuple[ConflictView, ...]
    roles: tuple[RoleView, ...]
    documents: tuple[str, ...]
    why: tuple[str, ...]
    relations: tuple[str, ...]
    mentions: tuple[SourceView, ...]

    @property
    def disputed(self) -> tuple[ConflictView, ...]:
        """Conflicts that are open or contradictory."""
        return tuple(c for c in self.conflicts if c.verdict in ("contradictory", "unresolved"))


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: what it is, who wrote it and how that is known, its voices and date bounds."""

    id: str
    name: str
    title: str
    kind: str
    author: str
    author_basis: str
    published: str
    published_basis: str
    language: str
    characters: int
    voices: tuple[str, ...]
    about: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a page prints."""

    case: str
    version: str
    engine: str
    profile: str
    incidents: tuple[IncidentView, ...]
    minor: tuple[IncidentView, ...]
    conflicts: tuple[ConflictView, ...]
    timeline: tuple[tuple[str, str, str], ...]
    gaps: tuple[tuple[str, str, str], ...]
    documents: tuple[DocumentView, ...]
    actors: tuple[tuple[str, str, str, str], ...]
    origins: tuple[tuple[str, str, str], ...]
    issues: tuple[tuple[str, str, str], ...]
    claims: int


class Arranger:
    """Looks things up in a record. Footnotes are numbered once, in the order they are first printed."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.claims = {claim.id: claim for claim in record.claims}
        self.documents = {document.id: document for document in record.documents}
        self.places = {place.id: place.name for place in record.places}
        self.labels = {incident.id: incident.label for incident in record.incidents}
        self.actors = {actor.id: actor.name for actor in record.actors}
        self._numbers: dict[tuple[str, int, int], int] = {}

    def source(self, claim: ClaimNote, note: str = "") -> SourceView:
        """Return a claim as a footnote."""
        return self._view(
            claim.document, claim.start, claim.end, claim.quote, claim.id, chain_words(claim, self.actors),
            _certainty_words(claim), note,
        )  # fmt: skip

    def passage(self, passage: Passage, note: str = "") -> SourceView:
        """Return a bare passage as a footnote."""
        return self._view(passage.document, passage.start, passage.end, passage.quote, "", "", "", note)

    def _view(
        self, document_id: str, start: int, end: int, quote: str, claim: str, chain: str, certainty: str, note: str
    ) -> SourceView:
        document = self.documents[document_id]
        text = document.text or ""
        number = self._numbers.setdefault((document_id, start, end), len(self._numbers) + 1)
        first, last = _context(text, start, end)
        return SourceView(
            claim, number, document_id, short_name(document), chain, certainty, start, end,
            text[first:start], quote, text[end:last], note,
        )  # fmt: skip


def arrange(record: Record) -> PageView:
    """Return everything a page prints of a record."""
    desk = Arranger(record)
    views = [_incident(desk, incident) for incident in record.incidents]
    ranked = sorted(views, key=_rank)
    main = tuple(view for view in ranked if _is_main(view))
    return PageView(
        case=record.case.name,
        version=record.case.recount_version,
        engine=f"{record.case.engine.name} {record.case.engine.version}",
        profile=record.case.profile,
        incidents=main,
        minor=tuple(view for view in ranked if not _is_main(view)),
        conflicts=tuple(_conflict(desk, c) for c in sorted(record.conflicts, key=_conflict_rank)),
        timeline=tuple((describe_when(e.when), e.basis, e.label) for e in record.timeline),
        gaps=tuple((g.text, g.ask, desk.labels.get(g.incident or "", "")) for g in record.gaps),
        documents=tuple(_document(desk, document) for document in record.documents),
        actors=tuple(
            (
                "a private person" if actor.private else actor.name,
                actor.type,
                ", ".join(f"{form.surface} ({form.count})" for form in actor.names),
                " ".join(actor.reasons),
            )
            for actor in sorted(record.actors, key=lambda actor: (-len(actor.mentions), actor.name))
        ),
        origins=tuple(
            (o.kind.replace("_", " "), o.name or "", o.reason or f"{len(o.documents)} documents")
            for o in record.origins
        ),
        issues=tuple(
            (desk.documents[i.document].name if i.document in desk.documents else i.document, i.stage, i.what)
            for i in record.issues
        ),
        claims=len(record.claims),
    )


def _rank(view: IncidentView) -> tuple[int, int, str, str]:
    figures = sum(figure.attribute in _ORDER[:12] for figure in view.figures)
    return (-(figures > 0), -len(view.documents), view.when, view.label)


def _is_main(view: IncidentView) -> bool:
    return any(figure.attribute in _ORDER[:12] for figure in view.figures)


def _conflict_rank(conflict: Conflict) -> tuple[int, str, str]:
    order = ("contradictory", "unresolved", "corrected", "superseded", "compatible", "not_comparable")
    return (order.index(conflict.verdict), conflict.kind, conflict.conclusion)


def _incident(desk: Arranger, incident: IncidentNote) -> IncidentView:
    record = desk.record
    findings = sorted(
        (f for f in record.findings if f.incident == incident.id and f.attribute not in PERSONAL), key=_finding_rank
    )
    figures = [_figure(desk, finding) for finding in findings]
    return IncidentView(
        id=incident.id,
        label=incident.label,
        type=incident.type.replace("_", " "),
        when=describe_when(incident.when),
        when_basis=basis_words(incident.when),
        when_trail=incident.when.trail,
        where=desk.places.get(incident.where or "", ""),
        figures=tuple(figure for figure in figures if not _is_vague(figure)),
        vague=tuple(figure for figure in figures if _is_vague(figure)),
        conflicts=tuple(
            _conflict(desk, c) for c in sorted(record.conflicts, key=_conflict_rank) if c.incident == incident.id
        ),
        roles=_roles(desk, incident),
        documents=tuple(sorted(short_name(desk.documents[d]) for d in incident.documents)),
        why=incident.why,
        relations=tuple(
            f"{relation.type.replace('_', ' ')}: {desk.labels.get(relation.incident, relation.incident)}"
            f" ({relation.record_as})"
            for relation in incident.relations
        ),
        mentions=tuple(desk.passage(mention) for mention in incident.mentions),
    )


def _is_vague(figure: FigureView) -> bool:
    """Whether a figure has neither a number nor a bound: words such as "many"."""
    return not any(character.isdigit() for character in figure.headline) and not figure.bounds


def _finding_rank(finding: Finding) -> tuple[int, int, str]:
    place = _ORDER.index(finding.attribute) if finding.attribute in _ORDER else len(_ORDER)
    return (place, finding.subgroup is not None, finding.subgroup or finding.attribute)


def _figure(desk: Arranger, finding: Finding) -> FigureView:
    return FigureView(
        attribute=finding.attribute.replace("_", " "),
        subgroup=finding.subgroup,
        headline=finding.headline,
        bounds=bounds_words(finding.low, finding.high) if finding.attribute not in ("date", "time") else "",
        grade=finding.grade.replace("_", " "),
        grade_words=_GRADE_WORDS[finding.grade],
        reasons=finding.reasons,
        origins=tuple(origin.name or "the account's own words" for origin in finding.origins),
        supports=tuple(desk.source(desk.claims[c]) for c in finding.supports),
        compatible=tuple(desk.source(desk.claims[c]) for c in finding.compatible if c not in finding.supports),
        rejected=tuple(desk.source(desk.claims[r.claim], r.reason) for r in finding.rejected),
    )


def _conflict(desk: Arranger, conflict: Conflict) -> ConflictView:
    if conflict.passages:
        passages = tuple(desk.passage(passage) for passage in conflict.passages)
    else:
        passages = tuple(desk.source(desk.claims[claim]) for claim in conflict.claims)
    return ConflictView(
        kind=conflict.kind.replace("_", " "),
        verdict=conflict.verdict.replace("_", " "),
        conclusion=conflict.conclusion,
        reasons=conflict.reasons,
        passages=passages,
    )


def _roles(desk: Arranger, incident: IncidentNote) -> tuple[RoleView, ...]:
    groups: dict[tuple[str, str], list[ClaimNote]] = {}
    for claim_id in incident.claims:
        claim = desk.claims[claim_id]
        if isinstance(claim.value, RoleNote) and claim.value.role in ACCUSING_ROLES:
            name = desk.actors.get(claim.value.actor, claim.value.name)
            groups.setdefault((claim.value.role, name), []).append(claim)
    grades = {
        claim: finding.grade.replace("_", " ")
        for finding in desk.record.findings
        if finding.incident == incident.id and finding.attribute in PERSONAL
        for claim in finding.supports
    }
    return tuple(
        RoleView(
            name,
            _ROLE_WORDS[role],
            tuple(desk.source(claim) for claim in claims),
            len({claim.document for claim in claims}),
            next((grades[claim.id] for claim in claims if claim.id in grades), ""),
        )
        for (role, name), claims in sorted(groups.items(), key=lambda item: (_role_rank(item[0][0]), item[0][1]))
    )


def _role_rank(role: str) -> int:
    return list(_ROLE_WORDS).index(role)


def _document(desk: Arranger, document: DocumentNote) -> DocumentView:
    counts: dict[str, int] = {}
    for segment in document.segments:
        counts[segment.voice] = counts.get(segment.voice, 0) + 1
    return DocumentView(
        id=document.id,
        name=document.name,
        title=document.title or "",
        kind=document.kind,
        author=document.author.name or "unknown",
        author_basis=document.author.basis,
        published=describe(document.published.earliest, document.published.latest),
        published_basis="" if document.published.basis == "unknown" else document.published.basis,
        language=document.language,
        characters=document.characters,
        voices=tuple(f"{count} {voice}{'s' if count > 1 else ''}" for voice, count in counts.items()),
        about=desk.labels.get(document.about or "", ""),
        sha256=document.sha256,
        text=document.text or "",
    )


def short_name(document: DocumentNote) -> str:
    """Return a document's file name without its folder and ending, cut where it is long."""
    stem = document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem if len(stem) <= _NAME_LENGTH else f"{stem[: _NAME_LENGTH - 1]}\u2026"


def basis_words(when: When) -> str:
    """Return how a date is known, or nothing where it has no bounds."""
    return when.basis if when.earliest or when.latest else ""


def bounds_words(low: int | None, high: int | None) -> str:
    """Return bounds as a reader writes them: ``36``, ``31 to 36``, ``at least 200``, or nothing."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"at most {high}"
    return str(low) if low == high else f"{low} to {high}"


def chain_words(claim: ClaimNote, actors: dict[str, str]) -> str:
    """Return a chain of voices as ``author, citing the UN``; unnamed sources say so."""
    words = []
    for position, hop in enumerate(claim.attribution):
        name = hop.name or ("the account" if position == 0 else hop.quote or "an unnamed source")
        words.append(name if hop.named or hop.name is None or position == 0 else f"{name} (unnamed)")
    return " \u2190 ".join(words)


def _certainty_words(claim: ClaimNote) -> str:
    put = claim.certainty if claim.polarity == "+" else f"{claim.certainty}, negated"
    return put if claim.record_as == claim.certainty else f"{put}; recorded as {claim.record_as}"


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a passage's context: whole words, not past a blank line."""
    first = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - _CONTEXT)
    if first == start - _CONTEXT:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    gap = text.find("\n\n", end)
    last = min(gap if gap >= 0 else len(text), end + _CONTEXT)
    if last == end + _CONTEXT:
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    return first, last


def distinct_sources(figures: Iterable[FigureView]) -> int:
    """Return how many documents stand behind some figures."""
    return len({source.document for figure in figures for source in figure.supports})
