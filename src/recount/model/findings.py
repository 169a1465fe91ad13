"""Findings, conflicts, timeline and gaps: what weighing concludes, each pointing to the claims it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.text import Passage
from recount.model.values import When, WhenBasis

Grade = Literal["corroborated", "repeated", "single_source", "contested", "unresolved", "denied"]
ConflictKind = Literal[
    "value", "calendar", "order_of_events", "arithmetic", "scope", "as_of", "role", "status", "naming",
    "bound", "reference", "missing_part",
]  # fmt: skip
Verdict = Literal["contradictory", "compatible", "superseded", "corrected", "unresolved", "not_comparable"]


@dataclass(frozen=True, slots=True)
class FindingOrigin:
    """One origin behind a finding, counted once; ``named`` is false for "sources" and the like."""

    name: str | None
    named: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that a finding does not follow, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What an incident's claims say together about one attribute.

    ``low`` and ``high`` are whole numbers or None (a None high is open); ``value`` is the best single value, or
    None; ``headline`` begins with the figure; ``subgroup`` is None for the incident as a whole. ``grade`` counts
    origins, never documents; ``reasons`` are sentences a person can read and check.
    """

    id: str
    incident: str
    attribute: str
    subgroup: str | None
    value: int | str | None
    low: int | None
    high: int | None
    headline: str
    supports: tuple[str, ...]
    compatible: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    documents: tuple[str, ...]
    origins: tuple[FindingOrigin, ...]
    grade: Grade
    reasons: tuple[str, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that do not simply agree: of which kind, with which verdict, and why."""

    id: str
    kind: ConflictKind
    verdict: Verdict
    incident: str | None
    attribute: str | None
    claims: tuple[str, ...]
    passages: tuple[Passage, ...]
    conclusion: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One entry of the timeline, in order of its bounds; undated entries keep whatever bounds they have."""

    when: When
    basis: WhenBasis
    label: str
    claims: tuple[str, ...] = ()
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What no account tells, and whom to ask for what."""

    kind: str
    text: str
    ask: str
    incident: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """What is told of a person: an outcome, ``harmed`` where no outcome says it or ``status``, in which incident."""

    outcome: str
    incident: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonFates:
    """What is told to have become of one named person; rival outcomes side by side, none chosen."""

    actor: str
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """All that weighing yields over a case."""

    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[TimelineEntry, ...]
    gaps: tuple[Gap, ...]
    people: tuple[PersonFates, ...] = ()
