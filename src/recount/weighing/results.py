"""What weighing one figure yields, and the ids of findings and conflicts.

Invariant: an id depends on the incident, the attribute and the group alone, never on which claims support it.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.findings import Conflict, Finding
from recount.model.ids import hash_id
from recount.weighing.choosing import Figure


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with the figure behind it and the conflicts that its figures show."""

    finding: Finding
    figure: Figure | None
    conflicts: tuple[Conflict, ...]


def finding_id(incident: str, attribute: str, subgroup: str | None) -> str:
    """Return the id of a finding."""
    return hash_id("finding", [incident, attribute, subgroup])


def conflict_id(kind: str, incident: str | None, attribute: str | None, key: object) -> str:
    """Return the id of a conflict; ``key`` tells apart those of one kind and attribute."""
    return hash_id("conflict", [kind, incident, attribute, key])
