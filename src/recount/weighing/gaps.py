"""Gaps: what no account tells, and whom to ask for what.

Invariant: a gap is read off the claims alone; it says what is missing, never what is likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from recount.model.claims import CasualtyValue, Claim, ExhibitValue, RoleValue
from recount.model.dates import describe_when
from recount.model.findings import Finding, Gap
from recount.model.incidents import Incident
from recount.vocabulary import load
from recount.weighing.evidence import Evidence, ids
from recount.weighing.statements import words
from recount.weighing.things import ROLES, THINGS
from recount.weighing.wording import as_name, in_words, quoted, shorten

_WORDS = 100
"""Characters of a headline in a list of facts."""
_HELD = ("abducted", "detained", "missing")
_FACTS = 8
"""Single-source facts that one gap lists; the rest are counted. A list that fits three lines of a page."""


def find_gaps(evidence: Evidence, findings: Sequence[Finding]) -> tuple[Gap, ...]:
    """Return the gaps of a case, those of incidents first, in the order of their incidents."""
    by_incident: dict[str, list[Finding]] = {}
    for finding in findings:
        by_incident.setdefault(finding.incident, []).append(finding)
    gaps: list[Gap] = []
    for incident in evidence.incidents:
        found = by_incident.get(incident.id, [])
        claims = evidence.by_incident[incident.id]
        if not found:
            continue
        gaps.extend(_dates(incident))
        gaps.extend(_accused(evidence, incident, claims))
        gaps.extend(_names(incident, claims, found))
        gaps.extend(_single(incident, found))
    gaps.extend(_files(evidence))
    gaps.extend(_publication(evidence))
    return tuple(dict.fromkeys(gaps))


def _gap(kind: str, incident: str | None, claims: Iterable[Claim] = (), **fields: object) -> Gap:
    texts: Any = load("gaps")
    row = texts[kind]
    return Gap(kind, row["text"].format(**fields), row["ask"].format(**fields), incident, ids(claims))


def _dates(incident: Incident) -> list[Gap]:
    when = incident.when
    if when.earliest is None and when.latest is None:
        return [_gap("no_date", incident.id, when="")]
    if when.earliest is None or when.latest is None:
        return [_gap("no_date", incident.id, when=f" ({describe_when(when)})")]
    if when.basis == "inferred":
        return [_gap("no_year", incident.id, when=describe_when(when))]
    return []


def _accused(evidence: Evidence, incident: Incident, claims: Sequence[Claim]) -> list[Gap]:
    """Return a gap for each body said to have had a part whose own words are not among the accounts."""
    accused: dict[str, list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.value, RoleValue) and claim.usable and claim.value.role in words("acting_roles"):
            actor = evidence.actor_of(claim, claim.value.actor)
            if actor is not None:
                accused.setdefault(actor, []).append(claim)
    gaps: list[Gap] = []
    silent: dict[str, list[Claim]] = {}
    for actor in sorted(accused, key=lambda actor: (evidence.name_of(actor), actor)):
        own, relayed = _voices(evidence, incident, actor)
        name = evidence.name_of(actor)
        if own or as_name(name) != name:  # "soldiers" cannot be asked
            continue
        if relayed:
            where = in_words(sorted({evidence.documents[claim.document].name for claim in relayed}))
            gaps.append(_gap("only_relayed", incident.id, evidence.sorted(relayed), name=name, names=where))
        else:
            silent.setdefault(name, []).extend(accused[actor])
    if silent:
        mine = evidence.sorted(claim for found in silent.values() for claim in found)
        gaps.append(_gap("no_statement", incident.id, mine, names=in_words(list(silent))))
    return gaps


def _voices(evidence: Evidence, incident: Incident, actor: str) -> tuple[list[Claim], list[Claim]]:
    """Return the claims on an incident that an actor speaks himself, and those that others relay of him."""
    own: list[Claim] = []
    relayed: list[Claim] = []
    for claim in evidence.by_incident[incident.id]:
        for number, hop in enumerate(claim.attribution):
            if hop.name is not None and evidence.actor_of(claim, hop.name) == actor:
                (relayed if number else own).append(claim)
                break
    return own, relayed


def _names(incident: Incident, claims: Sequence[Claim], findings: Sequence[Finding]) -> list[Gap]:
    named = {
        claim.value.outcome
        for claim in claims
        if isinstance(claim.value, CasualtyValue) and claim.value.who and claim.usable
    }
    gaps = []
    for finding in findings:
        if finding.subgroup is not None or not finding.supports or finding.low == 0 or finding.attribute in named:
            continue
        if finding.attribute == "killed" or (finding.attribute == "executed" and "killed" not in named):
            gaps.append(_gap("no_named_dead", incident.id))
        elif finding.attribute in _HELD:
            gaps.append(_gap("no_named_held", incident.id, outcome=finding.attribute))
    return list(dict.fromkeys(gaps))


def _single(incident: Incident, findings: Sequence[Finding]) -> list[Gap]:
    facts = [finding for finding in findings if finding.grade == "single_source"]
    facts.sort(key=lambda finding: finding.attribute in THINGS and finding.low is None)
    if not facts:
        return []
    said = [_fact(finding) for finding in facts]
    if len(said) > _FACTS:
        said = [*said[:_FACTS], f"{len(said) - _FACTS} more"]
    return [_gap("single_source", incident.id, names="; ".join(said))]


def _fact(finding: Finding) -> str:
    attribute = finding.attribute.replace("_", " ")
    headline = shorten(finding.headline, _WORDS)
    if finding.attribute in ROLES and ": " in finding.headline:
        firmness, _, said = finding.headline.partition(": ")
        return f"{said} ({firmness.split()[0].lower()})"
    return headline if attribute in headline or finding.subgroup is not None else f"{attribute} {headline}"


def _files(evidence: Evidence) -> list[Gap]:
    texts: Any = load("gaps")
    gaps: list[Gap] = []
    exhibits = evidence.sorted(claim for claim in evidence.claims.values() if isinstance(claim.value, ExhibitValue))
    medical = False
    for claim in exhibits:
        value = claim.value
        assert isinstance(value, ExhibitValue)
        plain = f"{value.type} {value.description}".lower()
        medical = medical or (value.held and any(word in plain for word in texts["medical_words"]))
        if not value.held and claim.certainty != "demanded":
            assignment = evidence.assignments.get(claim.id)
            what = f"{quoted(shorten(claim.quote))} ({value.type.replace('_', ' ')})"
            whom = value.how_to_obtain or texts["exhibit_holder"]
            gaps.append(
                _gap("exhibit_not_held", assignment.incident if assignment else None, (claim,), what=what, names=whom)
            )
    harmed = any(
        isinstance(claim.value, CasualtyValue) and claim.usable and claim.value.outcome in ("killed", "wounded")
        for claim in evidence.claims.values()
    )
    if harmed and not medical:
        gaps.insert(0, _gap("no_medical_file", None))
    return gaps


def _publication(evidence: Evidence) -> list[Gap]:
    unknown = []
    for document in sorted(evidence.documents.values(), key=lambda document: (document.name, document.id)):
        link = evidence.links.get(document.id)
        published = document.published or (link.published if link else None)
        if published is None or published.basis not in ("stated", "resolved") or published.earliest is None:
            unknown.append(document.name)
    if not unknown:
        return []
    count = len(unknown)
    names = in_words(unknown) if count <= _FACTS else f"{count} accounts"
    return [_gap("no_publication_date", None, names=names)]
