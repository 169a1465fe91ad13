"""A record arranged for reading: what a page or terminal prints, in the order a reader asks.

Invariant: nothing is decided or computed here that the record does not say; values are looked up, sorted and
put into words. Every sentence outside quotation marks is neutral.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.dates import describe_when
from recount.model.findings import Conflict, Finding, Gap
from recount.model.incidents import SharedOrigin
from recount.model.record import ActorNote, IncidentNote, Record
from recount.report.accounts import DocumentView, arrange_documents
from recount.report.accused import PERSONAL, AccusedView, arrange_accused
from recount.report.figures import GRADE_WORDS, FiguresView, FigureView, arrange_figures
from recount.report.ledger import LedgerView, arrange_ledger
from recount.report.neutral import name_of, neutral, neutral_name, quoted
from recount.report.people import arrange_people
from recount.report.sources import Desk, SourceView, counted, is_label, short_name
from recount.report.timetable import TimetableView, arrange_timeline

_VERDICTS = ("contradictory", "unresolved", "corrected", "superseded", "compatible", "not_comparable")
_OPEN = frozenset({"contradictory", "unresolved"})
_FIGURES = 4
"""Figures of a summary line."""
_DISPUTES = {
    "calendar": "the date",
    "order_of_events": "the order of events",
    "arithmetic": "whether the figures add up",
    "role": "who had which part",
    "status": "a status",
    "reference": "what is referred to",
    "missing_part": "what belongs to it",
    "naming": "a name",
}
_GAPS = 12
"""Gaps that are printed at once; the rest are folded."""


@dataclass(frozen=True, slots=True)
class ConflictView:
    """One conflict with its passages and why it was judged so."""

    kind: str
    verdict: str
    incident: str
    conclusion: str
    reasons: tuple[str, ...]
    passages: tuple[SourceView, ...]

    @property
    def is_open(self) -> bool:
        """Whether accounts contradict each other in it, or it cannot be settled."""
        return self.verdict in _OPEN


@dataclass(frozen=True, slots=True)
class LeadView:
    """Figures of a summary line that the same voices give with the same standing."""

    figures: tuple[str, ...]
    by: str
    grade: str
    grade_words: str


@dataclass(frozen=True, slots=True)
class DoubleView:
    """An incident that may be the same event: its id and label, and what speaks for and against it."""

    id: str
    label: str
    reason: str


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
    lead: tuple[LeadView, ...]
    disputes: tuple[str, ...]
    findings: FiguresView
    disputed: tuple[ConflictView, ...]
    accused: tuple[AccusedView, ...]
    documents: tuple[str, ...]
    why: tuple[str, ...]
    relations: tuple[str, ...]
    doubles: tuple[DoubleView, ...]
    mentions: tuple[SourceView, ...]

    @property
    def told(self) -> str:
        """By how many accounts it is told."""
        return counted(len(self.documents), "account")


@dataclass(frozen=True, slots=True)
class GapView:
    """What no account tells, and whom to ask for what."""

    text: str
    ask: str


@dataclass(frozen=True, slots=True)
class NameView:
    """One name with its type and printed forms."""

    name: str
    type: str
    forms: str
    why: str


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a page prints."""

    case: str
    version: str
    engine: str
    profile: str
    grades: tuple[tuple[str, str], ...]
    incidents: tuple[IncidentView, ...]
    minor: tuple[IncidentView, ...]
    open_conflicts: tuple[ConflictView, ...]
    other_conflicts: tuple[ConflictView, ...]
    timeline: TimetableView
    ledger: tuple[LedgerView, ...]
    gaps: tuple[GapView, ...]
    more_gaps: tuple[GapView, ...]
    documents: tuple[DocumentView, ...]
    names: tuple[NameView, ...]
    descriptions: tuple[NameView, ...]
    origins: tuple[tuple[str, str, str], ...]
    issues: tuple[tuple[str, str, str], ...]
    claims: int
    withheld: int | None
    """How many persons are not named; None where the page is not for the public."""
    coarse: str
    """What was made coarser in a page for the public, in sentences."""


def arrange(record: Record, *, withheld: int | None = None, coarse: str = "") -> PageView:
    """Return everything a page prints of a record.

    ``withheld`` says of a public one how many persons it does not name, ``coarse`` what of it was made coarser.
    """
    desk = Desk(record, public=withheld is not None)
    findings: dict[str, list[Finding]] = {}
    for finding in record.findings:
        if finding.attribute not in PERSONAL:
            findings.setdefault(finding.incident, []).append(finding)
    disputes: dict[str, list[Conflict]] = {}
    for each in sorted(record.conflicts, key=_conflict_rank):
        disputes.setdefault(each.incident or "", []).append(each)
    ranked = sorted(
        (_incident(desk, row, findings.get(row.id, []), disputes.get(row.id, [])) for row in _ordered(record)),
        key=_is_minor,
    )
    main = tuple(view for view in ranked if not _is_minor(view))
    conflicts = [_conflict(desk, c) for c in sorted(record.conflicts, key=_conflict_rank)]
    gaps = tuple(_gap(desk, gap) for gap in record.gaps)
    actors = sorted(record.actors, key=lambda actor: (-sum(form.count for form in actor.names), actor.name))
    names = [(actor, _name(actor)) for actor in actors if withheld is None or not is_label(actor.name)]
    return PageView(
        case=record.case.name,
        version=record.case.recount_version,
        engine=f"{record.case.engine.name} {record.case.engine.version}",
        profile=record.case.profile,
        grades=tuple(GRADE_WORDS.items()),
        incidents=main,
        minor=tuple(view for view in ranked if _is_minor(view)),
        open_conflicts=tuple(conflict for conflict in conflicts if conflict.is_open),
        other_conflicts=tuple(conflict for conflict in conflicts if not conflict.is_open),
        timeline=arrange_timeline(desk, record.timeline, {view.id: _figures(view) for view in ranked}),
        ledger=(*arrange_ledger(desk), *arrange_people(desk)),
        gaps=gaps[:_GAPS],
        more_gaps=gaps[_GAPS:],
        documents=arrange_documents(desk),
        names=tuple(name for actor, name in names if name.name == name_of(actor) and not name.name.startswith("«")),
        descriptions=tuple(name for _, name in names if name.name.startswith("«")),
        origins=tuple(
            dict.fromkeys(
                (o.kind.replace("_", " "), neutral_name(o.name) if o.name else "", _origin(desk, o))
                for o in record.origins
            )
        ),
        issues=tuple(
            (
                short_name(desk.documents[i.document]) if i.document in desk.documents else i.document,
                i.stage,
                neutral(i.what),
            )
            for i in record.issues
        ),
        claims=len(record.claims),
        withheld=withheld,
        coarse=coarse,
    )


def _ordered(record: Record) -> list[IncidentNote]:
    """Return incidents in the order of cards: those that most accounts tell first, then by date."""

    def rank(incident: IncidentNote) -> tuple[int, str, str, str]:
        return (-len(incident.documents), incident.when.earliest or "~", incident.label, incident.id)

    return sorted(record.incidents, key=rank)


def _is_minor(view: IncidentView) -> bool:
    return not view.findings.is_of_harm


def _conflict_rank(conflict: Conflict) -> tuple[int, str, str]:
    return (_VERDICTS.index(conflict.verdict), conflict.kind, conflict.conclusion)


def _incident(
    desk: Desk, incident: IncidentNote, mine: Sequence[Finding], conflicts: Sequence[Conflict]
) -> IncidentView:
    findings = arrange_figures(desk, mine)
    return IncidentView(
        id=incident.id,
        label=incident.label[:1].upper() + incident.label[1:],
        type=incident.type.replace("_", " "),
        when=describe_when(incident.when),
        when_basis=incident.when.basis if incident.when.earliest or incident.when.latest else "",
        when_trail=tuple(map(neutral, incident.when.trail)),
        where=desk.places.get(incident.where or "", ""),
        lead=_lead(findings.totals[:_FIGURES]),
        disputes=tuple(dict.fromkeys(_dispute(c) for c in conflicts if c.verdict in _OPEN)),
        findings=findings,
        disputed=tuple(_conflict(desk, c) for c in conflicts if c.verdict in _OPEN),
        accused=arrange_accused(desk, incident),
        documents=tuple(sorted(short_name(desk.documents[d]) for d in incident.documents)),
        why=tuple(map(neutral, incident.why)),
        relations=tuple(
            f"{relation.type.replace('_', ' ')}: {desk.labels.get(relation.incident, 'an incident left out')}"
            f" ({relation.record_as})"
            for relation in incident.relations
            if relation.type != "possibly_same"
        ),
        doubles=tuple(
            DoubleView(relation.incident, desk.labels[relation.incident], neutral(relation.reason))
            for relation in incident.relations
            if relation.type == "possibly_same" and relation.incident in desk.labels
        ),
        mentions=tuple(desk.passage(mention) for mention in incident.mentions),
    )


def _lead(totals: tuple[FigureView, ...]) -> tuple[LeadView, ...]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for figure in totals:
        groups.setdefault((figure.origins, figure.grade, figure.grade_words), []).append(figure.headline)
    return tuple(LeadView(tuple(figures), *standing) for standing, figures in groups.items())


def _figures(view: IncidentView) -> str:
    return ", ".join(figure for lead in view.lead for figure in lead.figures)


def _dispute(conflict: Conflict) -> str:
    """Return what a conflict is about, in a word or two."""
    if conflict.kind in _DISPUTES:
        return _DISPUTES[conflict.kind]
    attribute = (conflict.attribute or conflict.kind).replace("_", " ")
    if attribute == "force":
        return "how large the force was"
    return f"the {attribute}" if attribute in ("date", "time") else f"how many {attribute}"


def _conflict(desk: Desk, conflict: Conflict) -> ConflictView:
    if conflict.passages:
        passages = tuple(desk.passage(passage) for passage in conflict.passages)
    else:
        passages = tuple(desk.source(desk.claims[claim]) for claim in conflict.claims)
    return ConflictView(
        kind=conflict.kind.replace("_", " "),
        verdict=conflict.verdict.replace("_", " "),
        incident=desk.labels.get(conflict.incident or "", ""),
        conclusion=neutral(conflict.conclusion),
        reasons=tuple(map(neutral, conflict.reasons)),
        passages=passages,
    )


def _gap(desk: Desk, gap: Gap) -> GapView:
    label = desk.labels.get(gap.incident or "", "")
    text = f"{gap.text.removesuffix('.')} ({label})." if label else gap.text
    return GapView(neutral(text), neutral(gap.ask))


def _name(actor: ActorNote) -> NameView:
    return NameView(
        name_of(actor),
        actor.type + (", private" if actor.private else ""),
        ", ".join(f"{quoted(form.surface)} {form.count}" for form in actor.names),
        " ".join(map(neutral, actor.reasons)),
    )


def _origin(desk: Desk, origin: SharedOrigin) -> str:
    names = ", ".join(sorted(desk.document_name(document) for document in origin.documents))
    claims = f" ({counted(len(origin.claims), 'statement')})" if origin.claims else ""
    return f"{names}{claims}: {neutral(origin.reason)}" if origin.reason else f"{names}{claims}"
