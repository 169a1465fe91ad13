"""Actors and places: one entity behind several printed names, with every mention kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.mentions import ActorType
from recount.model.text import Passage

Affiliation = Literal[
    "state", "foreign_state", "armed_group", "state_backed", "non_state", "intergovernmental", "unknown"
]
PlacePrecision = Literal["point", "neighbourhood", "camp", "village", "town", "city", "district", "region", "country"]


@dataclass(frozen=True, slots=True)
class NameForm:
    """A printed form of a name and how often it stands."""

    surface: str
    count: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, armed unit, state, group or office with its printed forms and mentions.

    ``id`` hashes its smallest mention; ``private`` marks persons without public function (commenters,
    victims, relatives); ``part_of`` ids of actors it belongs to; ``reasons`` say why forms were joined.
    """

    id: str
    name: str
    type: ActorType
    names: tuple[NameForm, ...]
    mentions: tuple[Passage, ...]
    affiliation: Affiliation = "unknown"
    part_of: tuple[str, ...] = ()
    private: bool = False
    reasons: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its printed names; coordinates and country only where a gazetteer or the text gives them.

    ``country`` is ISO 3166-1 alpha-2; ``gazetteer`` the id of the gazetteer entry, None if unplaced.
    """

    id: str
    name: str
    mentions: tuple[Passage, ...]
    country: str | None = None
    city: str | None = None
    precision: PlacePrecision | None = None
    latitude: float | None = None
    longitude: float | None = None
    gazetteer: str | None = None
    reasons: tuple[str, ...] = ()
