"""Groups of members joined pair by pair, best pair first, unless something in the grown groups forbids it.

Invariant: the outcome depends on the pairs and their scores alone, never on their order of arrival: pairs are
taken by falling score, ties by the members themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Member = TypeVar("Member", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pair(Generic[Member]):
    """Two members that may belong together; ``score`` says how much speaks for it."""

    score: float
    one: Member
    other: Member


def group(
    members: Iterable[Member],
    pairs: Iterable[Pair[Member]],
    *,
    may_join: Callable[[frozenset[Member], frozenset[Member], Pair[Member]], bool] | None = None,
) -> list[frozenset[Member]]:
    """Return the groups, each with at least one member, sorted by their smallest member.

    Members must sort. ``may_join`` is asked with the two groups as grown so far.
    """
    owner: dict[Member, frozenset[Member]] = {member: frozenset([member]) for member in members}
    for pair in sorted(pairs, key=_rank):
        left, right = owner[pair.one], owner[pair.other]
        if left is right or (may_join is not None and not may_join(left, right, pair)):
            continue
        joined = left | right
        for member in joined:
            owner[member] = joined
    return sorted(set(owner.values()), key=_smallest)


def _rank(pair: Pair[Any]) -> tuple[Any, ...]:
    return (-pair.score, *sorted((pair.one, pair.other)))


def _smallest(found: frozenset[Any]) -> Any:
    return min(found)
