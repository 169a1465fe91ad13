"""Incidents: groups of claims about one event, with the reasons for each join; and what linking yields.

Invariant: linking points to claims and mentions by id and span; it never changes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.actors import Actor, Place
from recount.model.claims import Certainty, Kind
from recount.model.text import Passage, Span
from recount.model.values import When

INCIDENT_TYPES = (
    "killing", "execution", "shooting", "bombing", "airstrike", "shelling", "clash", "raid", "attack",
    "assault", "torture", "rape", "abduction", "hostage_taking", "detention", "enforced_disappearance",
    "siege", "expulsion", "displacement", "arson", "robbery", "hijacking", "threat", "harassment",
    "forced_work_stoppage", "accident", "disaster", "statement", "other",
)  # fmt: skip
RelationType = Literal[
    "part_of", "member_of", "precursor", "consequence", "same_actors", "alternative", "possibly_same"
]


@dataclass(frozen=True, slots=True)
class Relation:
    """This incident is ``type`` of ``incident``: "part_of" means this one is part of that one.

    ``reason`` says in words why where no passage does: what speaks for and against two being possibly the same.
    """

    type: RelationType
    incident: str
    record_as: Certainty
    claims: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """One event that accounts tell of. ``id`` hashes its smallest member mention; ``why`` says why joined.

    ``label`` is in neutral words (type, place, date); ``mentions`` are the passages that mention it;
    ``rejected_times`` other readings of its date, each kept with the claim or passage it rests on and why.
    """

    id: str
    label: str
    type: str
    when: When
    where: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    why: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
    mentions: tuple[Passage, ...] = ()
    rejected_times: tuple[tuple[When, str], ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where linking put a claim: its incident or the candidates left open, and why.

    ``when`` is the resolved date of a date claim or of the claim's own time; ``actors`` maps printed names of
    the claim's value and attribution to actor ids; ``place`` is a place id.
    """

    claim: str
    incident: str | None
    candidates: tuple[str, ...] = ()
    reason: str = ""
    when: When | None = None
    as_of: When | None = None
    actors: tuple[tuple[str, str], ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """Documents or claims that have one origin: copied text, one spokesperson, one body, one exhibit, an echo."""

    id: str
    kind: Literal["copied_text", "same_spokesperson", "same_organisation", "same_document", "echo"]
    name: str | None
    documents: tuple[str, ...]
    claims: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SameEntry:
    """Claims of one ledger that tell of one act, of one or several accounts, and why."""

    kind: Kind
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, and the demand or warning that it replies to."""

    answer: str
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """What linking says of one document: the incident it mainly reports, its date bounds, resolved times."""

    document: str
    about: str | None
    published: When | None
    times: tuple[tuple[Span, When], ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """All that linking yields over a case."""

    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    incidents: tuple[Incident, ...]
    assignments: tuple[Assignment, ...]
    origins: tuple[SharedOrigin, ...]
    documents: tuple[DocumentLink, ...]
    same_entries: tuple[SameEntry, ...] = ()
    answers: tuple[Answer, ...] = ()
