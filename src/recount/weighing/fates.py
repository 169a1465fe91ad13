"""What became of each named person, as told: one row a person, an outcome for each thing done to them in an incident.

Invariant: nothing is chosen. Rival outcomes of one person stand side by side, and what is denied stands with what it
denies; a person of whom no account tells an outcome has no row.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.model.claims import CasualtyValue, Claim, RoleValue, StatusValue
from recount.model.findings import Fate, PersonFates
from recount.weighing.evidence import Evidence, ids

_TOLD = frozenset({"asserted", "reported", "alleged", "possible", "denied"})
"""Certainties of what an account says became of somebody; what it asks, demands, foresees or supposes is no fate."""
HARMED = "harmed"
"""The outcome of whom a text calls hurt or dead in words that no outcome of the contract has."""
STATUS = "status"
"""The outcome of somebody's printed status, where the same person has an outcome besides."""


def list_fates(evidence: Evidence) -> tuple[PersonFates, ...]:
    """Return what is told to have become of each named person, by name; outcomes in order of their incidents' dates."""
    claims = evidence.sorted(evidence.claims.values())
    told: dict[str, dict[tuple[str, str], list[Claim]]] = {}
    statuses: dict[str, list[Claim]] = {}
    for claim in claims:
        for person, outcome in _outcomes(evidence, claim):
            told.setdefault(person, {}).setdefault((outcome, _incident(evidence, claim)), []).append(claim)
        if isinstance(claim.value, StatusValue):
            statuses.setdefault(evidence.actor_of(claim, claim.value.subject) or "", []).append(claim)
    for person, found in told.items():
        _leave_out_what_is_counted(found)
        if person in statuses:
            found[STATUS, ""] = statuses[person]
    return tuple(
        PersonFates(person, tuple(_fates(evidence, told[person])))
        for person in sorted(told, key=lambda person: (evidence.name_of(person), person))
    )


def _outcomes(evidence: Evidence, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the persons that a claim names as harmed, each with the outcome."""
    if claim.certainty not in _TOLD:
        return
    match claim.value:
        case CasualtyValue() as value:
            names, outcome = value.who, str(value.outcome)
        case RoleValue(actor=name, role="victim"):
            names, outcome = (name,), HARMED
        case _:
            return
    speaking = {evidence.actor_of(claim, hop.name) for hop in claim.attribution} if outcome == HARMED else set()
    for name in names:
        actor = evidence.actor_of(claim, name)
        if actor is not None and evidence.actors[actor].type == "person" and actor not in speaking:
            yield actor, outcome  # whoever says "five are missing, the mayor said" is not the one missing


def _incident(evidence: Evidence, claim: Claim) -> str:
    assignment = evidence.assignments.get(claim.id)
    return (assignment.incident if assignment else None) or ""


def _leave_out_what_is_counted(found: dict[tuple[str, str], list[Claim]]) -> None:
    """Drop a passage that calls somebody harmed where the same words give the outcome."""
    counted = [claim for (outcome, _), claims in found.items() if outcome != HARMED for claim in claims]
    for key in [key for key in found if key[0] == HARMED]:
        found[key] = [claim for claim in found[key] if not any(_meet(claim, other) for other in counted)]
        if not found[key]:
            del found[key]


def _meet(one: Claim, other: Claim) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _fates(evidence: Evidence, found: dict[tuple[str, str], list[Claim]]) -> Iterator[Fate]:
    def order(key: tuple[str, str]) -> tuple[bool, bool, str, str, str]:
        outcome, incident = key
        day = evidence.incident_of[incident].when.earliest if incident in evidence.incident_of else None
        return (outcome == STATUS, day is None, day or "", incident, outcome)

    for outcome, incident in sorted(found, key=order):
        yield Fate(outcome, incident or None, ids(found[outcome, incident]))
