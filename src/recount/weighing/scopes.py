"""Figures and statuses that look different because they count other things or hold at other times.

Invariant: what is not shown to be the same thing at the same time is never called a contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recount.model.claims import Claim, PopulationValue, StatusValue
from recount.model.dates import Interval, interval_of
from recount.model.findings import Conflict, ConflictKind, Verdict
from recount.vocabulary import load
from recount.vocabulary.profiles import convert
from recount.weighing.evidence import Evidence, ids, passages
from recount.weighing.figures import conflict_id
from recount.weighing.intervals import interval_of as bounds_of
from recount.weighing.intervals import meet
from recount.weighing.wording import in_words, quoted

_FIGURES = 12
"""Different figures of one place that a reader could take for one; a place with more is a whole region's."""
_COUNTED_ROLES = frozenset({"population", "residents", "present", "attacked", "members", "survivors"})
"""Roles of population figures that can be confused with one another; distances, shares and prices cannot."""


def check_populations(evidence: Evidence, claims: Sequence[Claim], profile: str) -> list[Conflict]:
    """Return one conflict for each place whose populations are given with figures that do not meet."""
    counted = [
        claim
        for claim in claims
        if isinstance(claim.value, PopulationValue) and claim.usable and claim.value.role in _COUNTED_ROLES
        if claim.value.role != "members" or claim.value.where is not None or _incident(evidence, claim) is not None
    ]
    found = []
    for members in _groups(evidence, counted):
        where = min(claim.id for claim in members)
        bounds = [bounds_of(convert(c.value.count, profile)) for c in members if isinstance(c.value, PopulationValue)]
        if meet(bounds) is not None or len(set(bounds)) > _FIGURES:
            continue
        said = list(dict.fromkeys(_population(claim) for claim in members))
        apart = _at_other_times([evidence.as_of(claim) for claim in members])
        kind: ConflictKind = "as_of" if apart else "scope"
        reason = (
            "They hold at different times."
            if apart
            else ("They count different groups or hold at different times; nothing shows that they count the same.")
        )
        found.append(
            Conflict(
                conflict_id("scope", None, "population", where), kind, "compatible", None, "population",
                ids(members), passages(members), f"{in_words(said)} do not exclude each other.", (reason,),
            )
        )  # fmt: skip
    return found


def _groups(evidence: Evidence, claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Return claims in groups that share a printed place or the incident that they or their documents report."""
    parent = list(range(len(claims)))

    def find(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    first: dict[str, int] = {}
    for index, claim in enumerate(claims):
        for key in _keys(evidence, claim):
            root, other = find(index), find(first.setdefault(key, index))
            parent[max(root, other)] = min(root, other)
    groups: dict[int, list[Claim]] = {}
    for index, claim in enumerate(claims):
        groups.setdefault(find(index), []).append(claim)
    return [evidence.sorted(groups[root]) for root in sorted(groups)]


def _incident(evidence: Evidence, claim: Claim) -> str | None:
    assignment = evidence.assignments.get(claim.id)
    return assignment.incident if assignment else None


def _keys(evidence: Evidence, claim: Claim) -> list[str]:
    value, assignment = claim.value, evidence.assignments.get(claim.id)
    link = evidence.links.get(claim.document)
    keys = []
    if assignment and assignment.place:
        keys.append(assignment.place)
    if isinstance(value, PopulationValue) and value.where:
        keys.append(" ".join(value.where.lower().split()))
    incident = _incident(evidence, claim) or (link.about if link else None)
    return [*keys, incident or claim.document] if not keys or incident else keys


def _population(claim: Claim) -> str:
    assert isinstance(claim.value, PopulationValue)
    return quoted(" ".join(claim.quote.split()))


def _at_other_times(times: Sequence[Interval | None]) -> bool:
    known = [time for time in times if time is not None]
    if len(known) < len(times) or len(set(known)) < len(known):
        return False
    return all(one is other or one.before(other) or other.before(one) for one in known for other in known)


def check_statuses(evidence: Evidence, claims: Sequence[Claim]) -> list[Conflict]:
    """Return one conflict for each subject that is said to have a status and to have it no longer."""
    pairs: Any = load("weighing")["opposed_statuses"]
    groups: dict[tuple[str, int], tuple[list[Claim], list[Claim]]] = {}
    for claim in claims:
        if not isinstance(claim.value, StatusValue) or not claim.usable:
            continue
        subject = evidence.actor_of(claim, claim.value.subject) or " ".join(claim.value.subject.lower().split())
        said = {word.strip(".,;:()'\"“”‘’") for word in f"{claim.value.status} {claim.quote}".lower().split()}
        for number, pair in enumerate(pairs):
            side = 1 if said & set(pair["lost"]) else 0 if said & set(pair["held"]) else None
            if side is not None:
                groups.setdefault((subject, number), ([], []))[side].append(claim)
    found = []
    for subject, number in sorted(groups):
        on, off = groups[subject, number]
        if not on or not off:
            continue
        members = evidence.sorted([*on, *off])
        verdict, reason = _compare_times(evidence, on, off)
        name = evidence.name_of(subject)
        words = pairs[number]
        conclusion = f"{name}: “{words['held'][0]}” and “{words['lost'][0]}” are both said."
        kind: ConflictKind = "as_of" if verdict == "compatible" else "status"
        found.append(
            Conflict(
                conflict_id("status", None, "status", [subject, number]), kind, verdict, None, "status",
                ids(members), passages(members), conclusion, (reason,),
            )
        )  # fmt: skip
    return found


def _compare_times(evidence: Evidence, on: Sequence[Claim], off: Sequence[Claim]) -> tuple[Verdict, str]:
    def time(claim: Claim) -> Interval | None:
        assert isinstance(claim.value, StatusValue)
        when = evidence.when(claim) or claim.value.when
        return interval_of(when) if when and (when.earliest or when.latest) else evidence.as_of(claim)

    ons, offs = [time(claim) for claim in on], [time(claim) for claim in off]
    if None in ons or None in offs:
        if {claim.document for claim in on} & {claim.document for claim in off}:
            return "unresolved", "The text does not say at which time each holds."
        return "compatible", "A status can change; nothing shows that both are said of the same time."
    meets = any(one.meets(other) for one in ons if one for other in offs if other)
    if meets:
        return "unresolved", "Both may be said of the same time."
    return "compatible", "They hold at different times."
