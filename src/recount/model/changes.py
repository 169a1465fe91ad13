"""What a build changed in a record, in words a reader can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two records of a case."""

    what: Literal["document", "incident", "finding", "conflict"]
    how: Literal["added", "removed", "changed"]
    text: str
