"""Decisions of people, stored as relations between claims or mentions, never against a cluster's id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement: two claims are the ``same`` or ``different`` incident, or a claim's value is ``this_value``."""

    id: str
    judgement: Literal["same", "different", "accept", "reject", "this_value", "unsure"]
    claims: tuple[str, ...]
    reason: str
    by: str
    value: str | None = None
