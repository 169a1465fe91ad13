"""From names as a claim prints them to the actors and places they stand for.

Invariant: a printed name is looked up in its own document, first at its own place, then as a name used there; what
was not linked is left without an id.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.linking.names import NameIndex
from recount.model.actors import Place
from recount.model.claims import (
    CasualtyValue,
    Claim,
    CommitmentValue,
    DemandValue,
    ForceValue,
    ResponseValue,
    RoleValue,
    StatusValue,
)
from recount.model.stretches import Stretches
from recount.model.text import Passage


class Printed:
    """Lookups from printed names to ids."""

    def __init__(self, names: NameIndex, places: Sequence[Place]) -> None:
        """Index the mentions of places by document."""
        self._names = names
        found: dict[str, list[Passage]] = {}
        self._place_ids: dict[tuple[str, int, int], list[str]] = {}
        for place in places:
            for passage in place.mentions:
                found.setdefault(passage.document, []).append(passage)
                self._place_ids.setdefault((passage.document, passage.start, passage.end), []).append(place.id)
        self._places = {document: Stretches(passages) for document, passages in found.items()}

    def actors(self, claim: Claim) -> tuple[tuple[str, str], ...]:
        """Return the printed names of a claim's value and attribution with the ids of their actors."""
        found: dict[str, str] = {}
        for hop in claim.attribution:
            if hop.name is None:
                continue
            at = self._names.by_span.get((claim.document, hop.start or -1, hop.end or -1))
            actor = at or self._names.actor(claim.document, hop.name)
            if actor is not None:
                found.setdefault(hop.name, actor)
        for printed in _names_of(claim):
            actor = self._names.actor(claim.document, printed)
            if actor is not None:
                found.setdefault(printed, actor)
        return tuple(sorted(found.items()))

    def place(self, claim: Claim) -> str | None:
        """Return the place a claim of kind place names: the mention inside its span."""
        if claim.document not in self._places:
            return None
        inside = [
            (passage.start - passage.end, passage.start, found)
            for passage in self._places[claim.document].beginning_in(claim.start, claim.end)
            if passage.end <= claim.end
            for found in self._place_ids[passage.document, passage.start, passage.end]
        ]
        return min(inside)[2] if inside else None


def _names_of(claim: Claim) -> list[str]:
    """Return the names a claim's value prints."""
    value = claim.value
    if isinstance(value, CasualtyValue):
        return [*value.who, *([value.side] if value.side else [])]
    if isinstance(value, RoleValue):
        return [value.actor]
    if isinstance(value, ForceValue):
        return [name for name in (value.commander, value.part_of, value.designation) if name]
    if isinstance(value, StatusValue):
        return [value.subject]
    if isinstance(value, CommitmentValue):
        return [name for name in (value.by, *value.to, value.beneficiary) if name]
    if isinstance(value, DemandValue):
        return [name for name in (value.by, *value.to) if name]
    if isinstance(value, ResponseValue):
        return [name for name in (value.by, value.to) if name]
    return []
