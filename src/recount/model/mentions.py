"""What reading finds besides claims: names, places, times and events as a text mentions them.

They are the raw material of linking. Offsets are those of the document's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.claims import Claim
from recount.model.text import Issue, Span
from recount.model.values import When

ActorType = Literal["person", "organisation", "unit", "state", "group", "office"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A printed name of an actor. ``surface`` is the name without title or article; ``title`` what was before it.

    ``acronym_of`` / ``apposition_to`` hold the surface of another name that the text itself ties to this
    one ("People's Front (PF)"), which is the strongest evidence linking has.
    """

    start: int
    end: int
    surface: str
    type: ActorType
    segment: str
    title: str | None = None
    acronym_of: str | None = None
    apposition_to: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A printed place name, with the relation word before it and the places printed around it (``in X, Y``)."""

    start: int
    end: int
    surface: str
    segment: str
    relation: str | None = None
    within: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression as read inside its document.

    ``when`` is resolved as far as the document alone allows; ``needs`` says what is missing (``year``,
    ``anchor``, ``publication date``) where it is not; ``offset_days`` is the signed distance in days of a
    relative phrase ("two days before the attack" is -2 with ``relative_to`` the span of "the attack").
    ``writes`` is true for the day the text itself was written (a dateline, a signature), ``says`` for the time when
    something was said or printed ("said on Tuesday"): no event has either for its own. ``opens`` is true for one that
    opens its sentence ("On Monday, 9 March, about sixty men ...").
    """

    start: int
    end: int
    quote: str
    when: When
    segment: str
    needs: str | None = None
    relative_to: Span | None = None
    offset_days: int | None = None
    writes: bool = False
    says: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """A passage that mentions an incident: its trigger and what stands with it in its clause.

    ``type`` is one of the incident types of the record; ``number`` is ``one``, ``several`` (with ``count``
    where printed: "the two attacks") or ``generic`` ("periodic attacks", negated or hypothetical ones);
    ``definite`` is true for "the/this/that attack", false for "an attack" and for verbs; ``times``,
    ``places``, ``agents``, ``targets`` are spans of mentions tied to it by syntax, ``claims`` ids of the
    claims tied to it; ``similar_to_other`` marks "a similar attack", "another raid", "earlier massacres".
    ``setting`` is the time of its sentence under which it is told where none is tied to it.
    """

    start: int
    end: int
    quote: str
    lemma: str
    type: str
    segment: str
    sentence: int
    number: Literal["one", "several", "generic"] = "one"
    count: int | None = None
    definite: bool = False
    similar_to_other: bool = False
    times: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    agents: tuple[Span, ...] = ()
    targets: tuple[Span, ...] = ()
    claims: tuple[str, ...] = ()
    setting: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document; a pure function of the document, its analysis and the readers' version."""

    document: str
    claims: tuple[Claim, ...]
    names: tuple[NameMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    issues: tuple[Issue, ...] = ()
