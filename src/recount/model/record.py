"""The record as it is published: the contract of ``docs/record.md`` in dataclasses.

Names and meanings here are relied on by other programs: they are kept, fields may be added. The JSON Schema
is generated from these classes (``recount.record.schema``), and a test says that the two agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.actors import Affiliation, NameForm, PlacePrecision
from recount.model.claims import (
    Certainty,
    CommitmentValue,
    DateValue,
    DemandValue,
    DeprivationValue,
    ExhibitValue,
    ForceValue,
    Kind,
    Outcome,
    Polarity,
    PopulationValue,
    Relation,
    ResponseValue,
    RoleName,
    StatusValue,
    TextValue,
    WarningValue,
)
from recount.model.findings import Conflict, Finding, Gap, PersonFates, TimelineEntry
from recount.model.incidents import Answer, SameEntry, SharedOrigin
from recount.model.incidents import Relation as IncidentRelation
from recount.model.mentions import ActorType
from recount.model.reviews import Decision
from recount.model.text import Author, Issue, Passage, Segment, Span
from recount.model.values import Count, Operator, When

SCHEMA = "recount/record/1"


@dataclass(frozen=True, slots=True)
class EngineNote:
    """The language engine that read the texts."""

    name: str
    version: str
    weights_sha256: str


@dataclass(frozen=True, slots=True)
class CaseNote:
    """The case: its name, the program that made the record, the profile for vague words, the engine."""

    name: str
    recount_version: str
    profile: str
    engine: EngineNote


@dataclass(frozen=True, slots=True)
class TimeNote:
    """A time expression as read, whether or not it dates a claim."""

    start: int
    end: int
    quote: str
    when: When


@dataclass(frozen=True, slots=True)
class PublishedNote:
    """When a document was published: bounds, how they are known, where the text says so, and the steps to them."""

    earliest: str | None
    latest: str | None
    basis: Literal["stated", "resolved", "inferred", "unknown"]
    spans: tuple[Span, ...]
    trail: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentNote:
    """A document of the record. ``text`` is None where the record was exported without texts."""

    id: str
    input_id: str | None
    name: str
    sha256: str
    text_sha256: str
    media_type: str
    encoding: str
    language: str
    characters: int
    text: str | None
    title: str | None
    kind: str
    author: Author
    published: PublishedNote
    segments: tuple[Segment, ...]
    origin_group: str | None
    about: str | None
    times: tuple[TimeNote, ...]
    extractor: str


@dataclass(frozen=True, slots=True)
class ActorNote:
    """An actor with its printed names and every mention."""

    id: str
    name: str
    type: ActorType
    affiliation: Affiliation
    part_of: tuple[str, ...]
    private: bool
    names: tuple[NameForm, ...]
    mentions: tuple[Passage, ...]
    reasons: tuple[str, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceNote:
    """A place with its mentions; coordinates only where a gazetteer or the text gives them."""

    id: str
    name: str
    country: str | None
    city: str | None
    precision: PlacePrecision | None
    latitude: float | None
    longitude: float | None
    gazetteer: str | None
    mentions: tuple[Passage, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HopNote:
    """One voice of a chain, outermost first; ``actor`` is an actor's id where linking knows it."""

    name: str | None
    actor: str | None
    relation: Relation
    named: bool
    start: int | None
    end: int | None
    quote: str | None
    cue: Span | None
    content: Span | None


@dataclass(frozen=True, slots=True)
class CasualtyNote:
    """What was done to how many."""

    outcome: Outcome
    op: Operator
    value: int | None
    low: int | None
    high: int | None
    unit: str | None
    subgroup: str | None
    side: str | None
    civil_status: Literal["civilian", "combatant", "unknown"]
    cause: str | None
    subset_of: str | None
    raw: str
    who: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceValueNote:
    """Where something happened: a place id where linking knows it, the printed words always."""

    place: str | None
    relation: str
    raw: str


@dataclass(frozen=True, slots=True)
class RoleNote:
    """Who took which part in what; ``actor`` is an actor's id or the printed name."""

    actor: str
    name: str
    role: RoleName
    of: str
    count: Count | None


ValueNote = (
    CasualtyNote | DateValue | PlaceValueNote | RoleNote | ForceValue | PopulationValue | StatusValue
    | CommitmentValue | DemandValue | WarningValue | ResponseValue | ExhibitValue | DeprivationValue | TextValue
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """A claim as published: the claim as read and what linking adds beside it."""

    id: str
    kind: Kind
    incident: str | None
    incident_candidates: tuple[str, ...]
    incident_reason: str
    document: str
    segment: str
    start: int
    end: int
    quote: str
    spans: tuple[Passage, ...]
    value: ValueNote
    attribution: tuple[HopNote, ...]
    certainty: Certainty
    polarity: Polarity
    record_as: Certainty
    as_of: When | None
    score: float
    reader: str


@dataclass(frozen=True, slots=True)
class IncidentNote:
    """An incident as published."""

    id: str
    label: str
    type: str
    when: When
    where: str | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    why: tuple[str, ...]
    relations: tuple[IncidentRelation, ...]
    mentions: tuple[Passage, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record of a case."""

    schema: str
    case: CaseNote
    documents: tuple[DocumentNote, ...]
    actors: tuple[ActorNote, ...]
    places: tuple[PlaceNote, ...]
    claims: tuple[ClaimNote, ...]
    incidents: tuple[IncidentNote, ...]
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    commitments: tuple[str, ...]
    demands: tuple[str, ...]
    warnings: tuple[str, ...]
    responses: tuple[str, ...]
    exhibits: tuple[str, ...]
    deprivations: tuple[str, ...]
    same_entries: tuple[SameEntry, ...]
    answers: tuple[Answer, ...]
    people: tuple[PersonFates, ...]
    timeline: tuple[TimelineEntry, ...]
    gaps: tuple[Gap, ...]
    origins: tuple[SharedOrigin, ...]
    issues: tuple[Issue, ...]
    decisions: tuple[Decision, ...]
