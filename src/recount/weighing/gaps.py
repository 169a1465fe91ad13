"""Gaps: what no account tells, and whom to ask for what.

Invariant: a gap is read off the claims alone; it says what is missing, never what is likely. The most useful
come first: the silent side, the names of those harmed, the files; what hangs on one voice; dates; exhibits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from recount.model.claims import CasualtyValue, Claim, ExhibitValue, Outcome
from recount.model.dates import describe_when
from recount.model.findings import Finding, Gap
from recount.model.incidents import Incident
from recount.vocabulary import load
from recount.weighing.evidence import Evidence, ids
from recount.weighing.silence import SilentBody, silent_bodies
from recount.weighing.wording import counted, in_words, listed, quoted, shorten, stem

_WORDS = 100
"""Characters of a headline in a list of facts."""
_HELD = ("abducted", "detained", "missing")
_FACTS = 4
"""Single-source facts that one gap lists, figures first; the rest are counted. One line of a page."""
_DOCUMENTS = 6
"""Accounts that one gap lists by name."""
_LABELS = 4
"""Incidents and bodies that one gap lists; the rest are counted."""
_BODIES = 8
"""Accused that one gap lists by name."""
_CALLED = 80
"""Characters of a passage that names an exhibit by itself; of a longer one the noun does."""
_EXHIBITS = 2
"""Exhibits that have a gap each; the rest are counted in one."""
_OUTCOMES = frozenset(get_args(Outcome))
_SAID = _OUTCOMES | {"date", "time"}


def find_gaps(evidence: Evidence, findings: Sequence[Finding]) -> tuple[Gap, ...]:
    """Return the gaps of a case, most useful first, those of widely reported incidents before the rest."""
    by_incident: dict[str, list[Finding]] = {}
    for finding in findings:
        by_incident.setdefault(finding.incident, []).append(finding)
    told = [incident for incident in evidence.incidents if incident.id in by_incident]
    told.sort(key=lambda each: (-len(each.documents), each.when.earliest or "~", each.label, each.id))
    single = [incident for incident in told if not _may_be_another(incident)]
    gaps = [
        *_accused(evidence, told),
        *_names(evidence, told, by_incident),
        *_medical(evidence),
        *_alone(evidence, single, by_incident),
        *_dates(single),
        *_exhibits(evidence),
        *_publication(evidence),
    ]
    return tuple(dict.fromkeys(gaps))


def _may_be_another(incident: Incident) -> bool:
    """Whether it is possibly the same as another one: then what it lacks may stand in the accounts of that one."""
    return any(relation.type == "possibly_same" for relation in incident.relations)


_RELAYED = 3
"""Bodies whose words are only relayed that have a row each; more have one together."""


def _gap(
    kind: str, incidents: Sequence[Incident] = (), claims: Iterable[Claim] = (), form: str = "", **fields: object
) -> Gap:
    """Return a gap; where it concerns several incidents its text lists them, else the record points to the one."""
    texts: Any = load("gaps")
    row = texts[form or kind]
    where = texts["in_several"].format(names=_few([i.label for i in incidents], "incident")) if incidents[1:] else ""
    text = row["text"].format(where=where, **fields)
    return Gap(kind, text, row["ask"].format(**fields), incidents[0].id if len(incidents) == 1 else None, ids(claims))


def _few(names: Sequence[str], noun: str, most: int = _LABELS) -> str:
    rest = len(names) - most
    return listed([*names[:most], f"{counted(rest, f'more {noun}')}"] if rest > 0 else names)


def _dates(told: Sequence[Incident]) -> list[Gap]:
    undated = [i for i in told if i.when.earliest is None and i.when.latest is None]
    gaps = [_gap("no_date", undated, when="")] if undated else []
    for incident in told:
        when = incident.when
        if (when.earliest is None) != (when.latest is None):
            gaps.append(_gap("no_date", [incident], when=f" ({describe_when(when)})"))
        elif when.earliest is not None and when.basis == "inferred":
            gaps.append(_gap("no_year", [incident], when=describe_when(when)))
    return gaps


def _accused(evidence: Evidence, told: Sequence[Incident]) -> list[Gap]:
    """Return one gap for all bodies that are accused and say nothing, and one for each that only others relay.

    Those whom most accounts accuse come first.
    """
    bodies = sorted(silent_bodies(evidence, told), key=lambda body: -_accusers(body))
    several = [body for body in bodies if body.relayed]
    silent = [body for body in bodies if not body.relayed and not body.unsure]
    rows: list[tuple[int, Gap]] = []
    if silent:
        said = _few([body.words for body in silent], "name", _BODIES)
        accusing = evidence.sorted(claim for body in silent for claim in body.accusations)
        rows.append(_row(silent, _gap("no_statement", _where(silent, told), accusing, names=said)))
    if len(several) > _RELAYED:
        relayed = evidence.sorted(claim for body in several for claim in body.relayed)
        name = listed([body.name for body in several])
        gap = _gap("only_relayed", _where(several, told), relayed, "only_relayed_several", name=name)
        rows.append(_row(several, gap))
        several = []
    for body in several:
        relayed = evidence.sorted(body.relayed)
        names = listed(_names_of(evidence, relayed))
        rows.append(_row([body], _gap("only_relayed", body.incidents, relayed, name=body.name, names=names)))
    return [gap for _, gap in sorted(rows, key=lambda row: -row[0])]


def _row(bodies: Sequence[SilentBody], gap: Gap) -> tuple[int, Gap]:
    return max(map(_accusers, bodies)), gap


def _accusers(body: SilentBody) -> int:
    """Return how many accounts accuse a body: whoever most of them accuse is asked first."""
    return len({claim.document for claim in body.accusations})


def _where(bodies: Sequence[SilentBody], told: Sequence[Incident]) -> list[Incident]:
    about = {incident.id for body in bodies for incident in body.incidents}
    return [incident for incident in told if incident.id in about]


def _names(evidence: Evidence, told: Sequence[Incident], findings: dict[str, list[Finding]]) -> list[Gap]:
    """Return gaps for those harmed whom no account of their incident names, of whatever event it names any."""
    nameless: dict[str, list[Incident]] = {}
    naming = {
        key
        for key, claims in evidence.figures.items()
        if any(isinstance(claim.value, CasualtyValue) and claim.value.who and claim.usable for claim in claims)
    }
    for incident in told:
        outcomes = ("killed", "executed", *_HELD)
        named = {each for each in outcomes if any((document, each) in naming for document in incident.documents)}
        found = {f.attribute for f in findings[incident.id] if f.subgroup is None and f.supports and f.low != 0} - named
        if ("killed" in found and "executed" not in named) or ("executed" in found and "killed" not in named):
            nameless.setdefault("killed", []).append(incident)
        for outcome in _HELD:
            if outcome in found:
                nameless.setdefault(outcome, []).append(incident)
    return [
        _gap("no_named_dead" if outcome == "killed" else "no_named_held", nameless[outcome], outcome=outcome)
        for outcome in ("killed", *_HELD)
        if outcome in nameless
    ]


def _alone(evidence: Evidence, told: Sequence[Incident], findings: dict[str, list[Finding]]) -> list[Gap]:
    """Return a gap for the incidents that one account tells alone, and for what one origin says of the others."""
    texts: Any = load("gaps")
    gaps = []
    lone = [i for i in told if len(i.documents) == 1 and any(f.attribute in _OUTCOMES for f in findings[i.id])]
    if len(lone) > _LABELS:
        gaps.append(_gap("one_account_each", lone))
    for incident in told:
        if not any(finding.attribute in _OUTCOMES for finding in findings[incident.id]):
            continue
        if len(evidence.documents) > 1 and len(incident.documents) == 1:
            beside = [other for other in lone if other.documents == incident.documents]
            if len(lone) <= _LABELS and incident == beside[0]:
                (name,) = _document_names(evidence, incident.documents)
                unsigned = texts["unsigned"] if evidence.documents[incident.documents[0]].author.name is None else ""
                gaps.append(_gap("one_account", beside, name=name, unsigned=unsigned))
            continue
        alone = [finding for finding in findings[incident.id] if finding.grade == "single_source"]
        alone.sort(key=lambda finding: finding.attribute not in _OUTCOMES)
        facts = [_fact(finding) for finding in alone if finding.attribute in _SAID]
        if facts:
            rest = len(alone) - min(len(facts), _FACTS)
            said = [*facts[:_FACTS], *([counted(rest, "more fact")] if rest else [])]
            gaps.append(_gap("single_source", [incident], names="; ".join(said)))
    return gaps


def _fact(finding: Finding) -> str:
    attribute = finding.attribute.replace("_", " ")
    headline = shorten(finding.headline, _WORDS)
    return headline if attribute in headline or finding.subgroup is not None else f"{attribute} {headline}"


def _medical(evidence: Evidence) -> list[Gap]:
    words: Any = load("gaps")["medical_words"]
    harmed = False
    for claim in evidence.claims.values():
        value = claim.value
        if isinstance(value, ExhibitValue):
            plain = f"{value.type} {value.description}".lower()
            if value.held and any(word in plain for word in words):
                return []
        elif isinstance(value, CasualtyValue) and claim.usable and value.outcome in ("killed", "wounded"):
            harmed = True
    return [_gap("no_medical_file")] if harmed else []


def _exhibits(evidence: Evidence) -> list[Gap]:
    texts: Any = load("gaps")
    missing: list[tuple[Claim, ExhibitValue]] = []
    for claim in evidence.sorted(evidence.claims.values()):
        if isinstance(claim.value, ExhibitValue) and not claim.value.held and claim.certainty != "demanded":
            missing.append((claim, claim.value))
    missing.sort(key=lambda row: row[1].would_show is None)  # what it would show says most about what to ask for
    gaps = []
    for claim, value in missing[:_EXHIBITS]:
        assignment = evidence.assignments.get(claim.id)
        place = evidence.incident_of.get(assignment.incident or "") if assignment else None
        called = claim.quote if len(claim.quote) <= _CALLED else value.description
        what = f"{quoted(shorten(called))} ({value.type.replace('_', ' ')})"
        whom = value.how_to_obtain or texts["exhibit_holder"]
        gaps.append(_gap("exhibit_not_held", [place] if place else [], (claim,), what=what, names=whom))
    rest = [claim for claim, _ in missing[_EXHIBITS:]]
    if rest:
        what = counted(len(rest), "more exhibit")
        gaps.append(_gap("exhibits_not_held", (), rest, what=what, names=texts["exhibit_holder"]))
    return gaps


def _publication(evidence: Evidence) -> list[Gap]:
    unknown = []
    for document in evidence.documents.values():
        link = evidence.links.get(document.id)
        published = document.published or (link.published if link else None)
        if published is None or published.basis not in ("stated", "resolved") or published.earliest is None:
            unknown.append(document.id)
    if not unknown:
        return []
    count = len(unknown)
    if count == len(evidence.documents) and count > 1:
        names = "any of the accounts"
    else:
        names = in_words(_document_names(evidence, unknown)) if count <= _DOCUMENTS else f"{count} accounts"
    return [_gap("no_publication_date", names=names)]


def _names_of(evidence: Evidence, claims: Iterable[Claim]) -> list[str]:
    return _document_names(evidence, {claim.document for claim in claims})


def _document_names(evidence: Evidence, documents: Iterable[str]) -> list[str]:
    found = (evidence.documents[document] for document in documents)
    return sorted({document.input_id or stem(document.name) for document in found})
