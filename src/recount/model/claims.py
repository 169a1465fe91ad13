"""Claims: atomic sourced values, each anchored in its passage, never merged with another.

Invariant: a claim is what one passage of one document says, as read there, before any linking. Its id hashes
the document, kind, spans and that value, so it never changes when another account arrives. Linking and
weighing point to claims; they do not rewrite them. What linking adds (incident, actor ids, resolved dates)
is kept beside the claim (``model.incidents.Assignment``) and joined only when a record is written.

To add a kind: its value here, its reader in ``reading/``, its words in ``vocabulary/``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from recount.model.ids import hash_id
from recount.model.text import Span
from recount.model.values import Count, When

Certainty = Literal[
    "asserted", "reported", "alleged", "possible", "conditional",
    "question", "predicted", "opinion", "demanded", "denied",
]  # fmt: skip
Polarity = Literal["+", "-"]
Relation = Literal["speaks", "reports", "cites", "quotes", "shows"]
Outcome = Literal[
    "killed", "wounded", "killed_or_wounded", "detained", "abducted", "missing", "displaced",
    "raped", "executed", "tortured", "threatened", "ill_treated",
]  # fmt: skip
Kind = Literal[
    "casualty", "date", "time", "place", "role", "force", "unit", "weapon", "vehicle", "method",
    "population", "status", "commitment", "demand", "warning", "response", "exhibit",
    "characterisation", "motive", "prediction", "question", "context", "statement", "deprivation",
]  # fmt: skip
RoleName = Literal[
    "carried_out", "ordered", "commanded", "planned", "enabled", "failed_to_protect", "present",
    "victim", "witness", "guarantor", "investigator", "other", "knew", "obeyed", "concealed", "incited",
]  # fmt: skip
USABLE = frozenset({"asserted", "reported", "alleged", "possible"})
"""Certainties with which a claim may support a finding (protocols.md, section 1), if its polarity is +."""


_TOLD = USABLE | {"denied"}


def says_not_so(certainty: str, polarity: str) -> bool:
    """Whether somebody says that a thing is not so; what is only supposed, asked or foreseen not to be is no denial."""
    return certainty == "denied" or (polarity == "-" and certainty in _TOLD)


@dataclass(frozen=True, slots=True)
class Hop:
    """One voice of an attribution chain, outermost first.

    The first hop is always the voice of the segment (relation ``speaks``; name None and ``named`` False where
    unknown). ``start``/``end`` anchor the source's words, None where nothing is printed; ``cue`` is the
    reporting word's span, ``content`` the span of what is attributed.
    """

    name: str | None
    relation: Relation
    named: bool
    start: int | None = None
    end: int | None = None
    cue: Span | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class CasualtyValue:
    """What was done to how many. ``subgroup`` is None for the incident as a whole, else the printed group.

    ``subset_of`` is the id of the claim that counts the whole; ``who`` printed names of persons counted one
    by one; ``unit`` the counted noun; ``flags`` doubts such as ``ambiguous: subset of wounded or of total``.
    """

    outcome: Outcome
    count: Count
    unit: str | None = None
    subgroup: str | None = None
    side: str | None = None
    civil_status: Literal["civilian", "combatant", "unknown"] = "unknown"
    cause: str | None = None
    subset_of: str | None = None
    who: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateValue:
    """When something happened: ``dates`` is the printed word or words of what is dated."""

    when: When
    dates: str


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """Where something happened: the printed place and its relation (``in``, ``near``, ``north of`` ...)."""

    raw: str
    relation: str


@dataclass(frozen=True, slots=True)
class RoleValue:
    """Who took which part in what. ``actor`` is the printed name, ``of`` the printed event or act."""

    actor: str
    role: RoleName
    of: str
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class ForceValue:
    """A force, unit, weapon, vehicle or method: what, how many, part of what, under whose command."""

    designation: str
    count: Count | None = None
    part_of: str | None = None
    commander: str | None = None


@dataclass(frozen=True, slots=True)
class PopulationValue:
    """A count that is no casualty: of whom, where, and what it counts (residents, attendance, distance ...)."""

    count: Count
    of: str
    where: str | None = None
    role: str = "population"


@dataclass(frozen=True, slots=True)
class StatusValue:
    """A status or legal label of an actor or group, under which instrument, valid when."""

    subject: str
    status: str
    instrument: str | None = None
    when: When | None = None


@dataclass(frozen=True, slots=True)
class CommitmentValue:
    """A promise: by whom, to whom, for whose benefit, what, on what condition, in which instrument and form."""

    by: str | None
    what: str
    to: tuple[str, ...] = ()
    beneficiary: str | None = None
    condition: str | None = None
    instrument: str | None = None
    made: When | None = None
    form: str | None = None
    said_to_be_broken_by: str | None = None


@dataclass(frozen=True, slots=True)
class DemandValue:
    """A demand: by whom (None: the unnamed author), of whom, for what, under which condition, of which category."""

    by: str | None
    what: str
    to: tuple[str, ...] = ()
    condition: str | None = None
    category: str = "other"


@dataclass(frozen=True, slots=True)
class WarningValue:
    """A sign of what was to come, when it was seen and to whom it was known."""

    sign: str
    of: str
    when: When | None = None
    known_to: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseValue:
    """What somebody did or said about an incident, or an alleged silence."""

    by: str | None
    to: str
    what: str
    silence_alleged: bool = False


@dataclass(frozen=True, slots=True)
class ExhibitValue:
    """A piece of evidence that a text mentions: what it is, what it would show, whether anyone holds it."""

    type: str
    description: str
    would_show: str | None = None
    held: bool = False
    sha256: str | None = None
    how_to_obtain: str | None = None


@dataclass(frozen=True, slots=True)
class DeprivationValue:
    """What was withheld from people, taken from them or imposed on them: its sort, by whom, to whom, since when."""

    sort: str
    what: str
    by: str | None = None
    to: tuple[str, ...] = ()
    since: When | None = None


@dataclass(frozen=True, slots=True)
class TextValue:
    """A characterisation, motive, prediction, question, context or statement, in the passage's own words."""

    text: str
    about: str | None = None


Value = (
    CasualtyValue | DateValue | PlaceValue | RoleValue | ForceValue | PopulationValue | StatusValue
    | CommitmentValue | DemandValue | WarningValue | ResponseValue | ExhibitValue | DeprivationValue | TextValue
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one passage, with who says it, how firmly, and which event it is about.

    ``segment`` is the id of the segment that holds it; ``spans`` further passages that the value needs;
    ``anchor`` the span of the event word or words the claim hangs on (``attack``, ``were killed``), which
    linking uses to find the incident; ``certainty`` is how the text puts it, ``record_as`` how a record may
    put it (never firmer than ``alleged`` for an accusation); ``score`` the
    calibrated probability that it is read rightly; ``reader`` the reader that found it.
    """

    document: str
    kind: Kind
    segment: str
    start: int
    end: int
    quote: str
    value: Value
    attribution: tuple[Hop, ...]
    certainty: Certainty
    polarity: Polarity
    record_as: Certainty
    reader: str
    score: float = 1.0
    spans: tuple[Span, ...] = ()
    anchor: Span | None = None
    as_of: When | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        """Fill ``id`` from the content where the caller left it empty."""
        if not self.id:
            object.__setattr__(self, "id", claim_id(self))

    @property
    def usable(self) -> bool:
        """True where the claim may support a finding: polarity + and a certainty of ``USABLE``."""
        return self.polarity == "+" and self.certainty in USABLE


def claim_id(claim: Claim) -> str:
    """Return the id of a claim: the hash of its document, kind, spans and value as read."""
    spans = [[claim.start, claim.end], *([span.start, span.end] for span in claim.spans)]
    value: dict[str, Any] = asdict(claim.value)
    value.pop("subset_of", None)  # points to another claim's id; spans already tell the two apart
    return hash_id("claim", [claim.document, claim.kind, spans, value])
