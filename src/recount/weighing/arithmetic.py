"""Checks of figures against each other: parts against wholes, victims against those present, units against men.

Invariant: a check derives bounds and questions, never a figure; it speaks only where the figures are said of one
incident.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recount.model.claims import Claim, ForceValue, PopulationValue
from recount.model.findings import Conflict, Finding
from recount.vocabulary import load
from recount.vocabulary.profiles import convert
from recount.weighing.denials import voice_of
from recount.weighing.evidence import Evidence, ids, passages
from recount.weighing.figures import conflict_id
from recount.weighing.intervals import interval_of
from recount.weighing.wording import in_words

_MUCH = 2
"""How many times those present the harmed may be before the number present is taken to count others than them."""
PRESENT = frozenset({"present", "attacked", "attendance"})
"""Roles of population figures that count everybody who was there when the incident happened."""
_DISJOINT = ("killed", "wounded", "abducted", "missing", "detained")
"""Outcomes that exclude each other when a text counts them side by side; the injured who died are killed."""


def check_arithmetic(evidence: Evidence, incident: str, findings: Sequence[Finding], profile: str) -> list[Conflict]:
    """Return the sums of one incident that do not add up, and those against the number present in any case."""
    found = [
        *_check_disjoint(evidence, incident, findings),
        *_check_present(evidence, incident, findings, profile),
        *_check_units(evidence, incident, profile),
    ]
    return found


def _claims(evidence: Evidence, findings: Sequence[Finding]) -> tuple[Claim, ...]:
    return evidence.sorted(evidence.claims[claim] for finding in findings for claim in finding.supports)


def _conflict(
    incident: str, attribute: str, key: str, verdict: Any, claims: Sequence[Claim], conclusion: str, *reasons: str
) -> Conflict:
    return Conflict(
        conflict_id("arithmetic", incident, attribute, key), "arithmetic", verdict, incident, attribute,
        ids(claims), passages(claims), conclusion, reasons,
    )  # fmt: skip


def _check_disjoint(evidence: Evidence, incident: str, findings: Sequence[Finding]) -> list[Conflict]:
    """Compare the sum of groups that do not overlap with the whole, document by document."""
    groups: Any = load("weighing")["disjoint_groups"]
    conflicts = []
    wholes = {finding.attribute: finding for finding in findings if finding.subgroup is None}
    for attribute, whole in sorted(wholes.items()):
        if attribute not in _DISJOINT and attribute != "executed":
            continue
        parts = {f.subgroup: f for f in findings if f.attribute == attribute and f.subgroup is not None}
        for names in groups:
            inside = [parts[name] for name in names if name in parts and parts[name].low is not None]
            if len(inside) < 2 or whole.high is None:
                continue
            if not set.intersection(*(_voices(evidence, finding) for finding in inside)):
                continue  # figures of two sides are rival versions, which no sum can test
            total = sum(finding.low or 0 for finding in inside)
            if total > whole.high:
                said = " + ".join(f"{finding.low} {finding.subgroup}" for finding in inside)
                claims = _claims(evidence, [whole, *inside])
                conclusion = f"{said} is {total}, more than the {whole.high} {attribute} in all."
                conflicts.append(_conflict(incident, attribute, "parts", "contradictory", claims, conclusion,
                                           "Groups that do not overlap cannot exceed their total."))  # fmt: skip
    return conflicts


def _voices(evidence: Evidence, finding: Finding) -> set[tuple[str, str]]:
    """Return whose figures a finding rests on: documents with the innermost named voice."""
    return {voice_of(evidence.claims[claim]) for claim in finding.supports}


def _check_present(evidence: Evidence, incident: str, findings: Sequence[Finding], profile: str) -> list[Conflict]:
    present = [
        (claim, interval_of(convert(claim.value.count, profile)))
        for claim in (*evidence.by_incident[incident], *evidence.loose.get(incident, ()))
        if isinstance(claim.value, PopulationValue) and claim.usable and claim.value.role in PRESENT
    ]
    present = [(claim, bounds) for claim, bounds in present if bounds.high is not None]
    wholes = [
        finding
        for finding in findings
        if finding.subgroup is None and finding.attribute in _DISJOINT and finding.low is not None and finding.supports
    ]
    if not present or not wholes:
        return []
    claim, bounds = max(present, key=lambda pair: (pair[1].high or 0, evidence.order(pair[0])))
    limit = bounds.high or 0
    total = sum(finding.low or 0 for finding in wholes)
    claims = evidence.sorted([claim, *_claims(evidence, wholes)])
    said = " + ".join(
        f"{'' if finding.high == finding.low else 'at least '}{finding.low} {finding.attribute}" for finding in wholes
    )
    if total > limit * _MUCH:
        return []  # "three guards were present" counts them alone
    if total > limit:
        return [
            _conflict(
                incident, "present", "present", "contradictory", claims,
                f"{said} is at least {total}, more than the {limit} present.",
                "Outcomes that exclude each other cannot exceed the number present.",
            )
        ]  # fmt: skip
    left = [
        f"at most {limit - total + (finding.low or 0)} {finding.attribute} (derived)"
        for finding in wholes
        if finding.high is None
    ]
    reasons = [f"The sum leaves {limit - total} of those present."]
    if claim in evidence.loose.get(incident, ()):
        reasons.append("The number present is tied to the incident by its document alone, which mainly reports it.")
    if left:
        reasons.append(f"With the other figures there can be {in_words(left)}.")
    return [
        _conflict(
            incident, "present", "present", "compatible", claims,
            f"{said} is at least {total}, not more than the {limit} present.", *reasons,
        )
    ]  # fmt: skip


def _check_units(evidence: Evidence, incident: str, profile: str) -> list[Conflict]:
    """Ask, where units are named beside a strength, whether units of that size fit it."""
    sizes: Any = load("weighing")["unit_sizes"]
    strengths: list[tuple[Claim, int]] = []
    units: dict[tuple[str, str], tuple[Claim, int]] = {}
    claims = [claim for claim in evidence.by_incident[incident] if claim.kind in ("force", "unit") and claim.usable]
    wholes = {_plain(c.value.part_of) for c in claims if isinstance(c.value, ForceValue) and c.value.part_of}
    for claim in claims:
        value = claim.value
        if not isinstance(value, ForceValue) or _plain(value.designation) in wholes:
            continue  # only a part of that unit is said to have been there
        size = next((word for word in _stems(value.designation) if word in sizes), None)
        if size is not None:
            least = ((value.count.low if value.count is not None else None) or 1) * sizes[size][0]
            # Of units of one size the largest figure stands for all: the others may be among them.
            if least > units.get((claim.document, size), (claim, 0))[1]:
                units[claim.document, size] = (claim, least)
        elif value.count is not None and value.count.op in ("=", "~"):
            strengths.append((claim, interval_of(convert(value.count, profile)).high or 0))
    by_document: dict[str, int] = {}
    for claim, least in units.values():
        by_document[claim.document] = by_document.get(claim.document, 0) + least
    for claim, strength in strengths:
        inside = by_document.get(claim.document, 0)
        if inside > strength:
            found = evidence.sorted([claim, *(c for c, _ in units.values() if c.document == claim.document)])
            return [
                _conflict(
                    incident, "force", "units", "unresolved", found,
                    f"The units named would have {inside} or more at full strength; {strength} at most are counted.",
                    "Units may have taken part with a share of their strength; the texts do not say.",
                )
            ]  # fmt: skip
    return []


def _plain(designation: str) -> str:
    return " ".join(designation.lower().split()).removeprefix("the ")


def _stems(designation: str) -> list[str]:
    found = designation.lower().replace("-", " ").split()
    return [word[:-1] if word.endswith("s") and word != "corps" else word for word in reversed(found)]
