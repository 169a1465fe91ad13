"""Bounds of counts by a named profile: what a bounding or vague word allows, and no more.

Invariant: a profile gives a vague word a floor, never a value or a maximum. A count read with one profile can be
converted to another from itself alone, so claims are always read with ``strict`` (methods.md, section 2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor

from recount.errors import VocabularyError
from recount.model.values import Count, Operator
from recount.vocabulary import load

PLURAL = "plural"
"""The class of a plural noun that stands without a number."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named conversion: the share an approximation may be off, and the floor of each class of vague words.

    A floor with a second number has a ceiling too: the convention of those who code by this profile.

    ``spread`` says what low and high of compatible figures are: the numbers all allow (``meeting``), the lowest
    and highest that any source gives (``sources``), or these as far as an account's own bounds go (``assessed``).
    """

    name: str
    tenth: float
    least: int
    spread: str
    floors: dict[str, int | None]
    ceilings: dict[str, int]


@cache
def profile(name: str = "strict") -> Profile:
    """Return the profile called ``name``; raises ``VocabularyError`` for an unknown one."""
    table = load("profiles")
    if name not in table:
        raise VocabularyError(f"no profile {name!r}; there are {', '.join(table)}")
    row = table[name]
    listed = {**row["floors"], PLURAL: row["plural"]}
    floors = {kind: entry[0] if isinstance(entry, list) else entry for kind, entry in listed.items()}
    ceilings = {kind: entry[1] for kind, entry in listed.items() if isinstance(entry, list)}
    return Profile(name, float(row["tenth"]), int(row["least"]), str(row["spread"]), floors, ceilings)


@cache
def vague_phrases() -> dict[str, str]:
    """Return every vague phrase in lower case with its class."""
    return {phrase: kind for kind, phrases in load("numbers")["vague"].items() for phrase in phrases}


@cache
def vague_class(raw: str) -> str:
    """Return the class of the vague phrase in ``raw``: the longest known one in it, else ``plural``."""
    words = raw.lower().split()
    known = vague_phrases()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            kind = known.get(" ".join(words[first : first + length]))
            if kind is not None:
                return kind
    return PLURAL


def bounds(op: Operator, value: int | None, raw: str, name: str = "strict") -> tuple[int | None, int | None]:
    """Return the inclusive bounds of a figure by the profile ``name``; None is open.

    A ``range`` keeps the bounds it was read with, which no profile changes; here it is open on both sides.
    """
    chosen = profile(name)
    if value is None:
        kind = vague_class(raw) if op == "vague" else ""
        return chosen.floors.get(kind), chosen.ceilings.get(kind)
    if op == "=":
        return value, value
    if op == ">=":
        return value, None
    if op == ">":
        return value + 1, None
    if op == "<=":
        return None, value
    if op == "<":
        return None, value - 1
    if op == "~":
        off = max(float(chosen.least), value * chosen.tenth)
        return max(0, ceil(round(value - off, 6))), floor(round(value + off, 6))
    return None, None


def convert(count: Count, name: str) -> Count:
    """Return ``count`` with the bounds of the profile ``name``; ranges and rising counts stay as they are."""
    if count.op in ("range", "rising") or (count.value is None and count.op != "vague"):
        return count
    low, high = bounds(count.op, count.value, count.raw, name)
    return replace(count, low=low, high=high)
