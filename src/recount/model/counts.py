"""What vague and approximate number phrases are worth under a named profile.

Invariant: a phrase keeps its words and its operator; only its bounds change with the profile. A vague phrase
has a floor at most, never a value or a maximum (methods.md, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from typing import Any, Literal

from recount.model.values import Count

Spread = Literal["meeting", "sources"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules of one body for number words.

    ``floors`` maps vague phrases to the lowest number they stand for; ``other`` is the
    floor of a vague plural that is not listed, None for no bound; ``share`` and ``least`` give the margin of an
    approximate figure; ``spread`` says what low and high mean where figures are compatible: the numbers that
    all of them allow (``meeting``) or the lowest and highest that any gives (``sources``).
    """

    name: str
    share: float
    least: int
    spread: Spread
    other: int | None
    floors: tuple[tuple[str, int], ...]

    def margin(self, value: int) -> int:
        """Return how far an approximate figure may be off: the larger of ``least`` and ``share`` of it."""
        return max(self.least, floor(self.share * value))

    def floor_of(self, phrase: str) -> int | None:
        """Return the floor of a vague phrase, the highest of the listed words in it; ``other`` where none is."""
        words = f" {' '.join(re.findall(r'[a-z0-9]+', phrase.lower()))} "
        found = [value for listed, value in self.floors if f" {listed} " in words]
        return max(found) if found else self.other


def profile_of(name: str, table: Mapping[str, Any]) -> Profile:
    """Return profile ``name`` of a loaded table of profiles (vocabulary/profiles.yaml).

    Raises ``KeyError`` with the known names where there is no such profile.
    """
    if name not in table:
        raise KeyError(f"no profile {name!r}; there are {', '.join(sorted(table))}")
    row = table[name]
    floors = tuple(sorted(row["floors"].items()))
    return Profile(name, row["share"], row["least"], row["spread"], row["other"], floors)


def rebound(count: Count, profile: Profile) -> Count:
    """Return ``count`` with the bounds that ``profile`` gives its words; exact and bounded counts unchanged."""
    if count.op == "vague":
        return replace(count, low=profile.floor_of(count.raw), high=None)
    if count.op == "~" and count.value is not None:
        margin = profile.margin(count.value)
        return replace(count, low=max(0, count.value - margin), high=count.value + margin)
    return count
