"""Groups over a graph of pairs that speak for or against being one: the heaviest edge is contracted, again and again.

Invariant: the outcome depends on the pairs and their weights alone, never on their order of arrival; members that no
pair ties to a group do not change it. Method: greedy edge contraction on a graph with signed weights (Keuper et al.
2015), the weight between two groups being the mean over their pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Member = TypeVar("Member", bound=Any)


@dataclass(slots=True)
class _Edge:
    """The sum over the pairs between two groups, how many pairs, and whether something excludes that they are one."""

    total: float
    pairs: int
    excluded: bool

    @property
    def mean(self) -> float:
        return self.total / self.pairs


def contract(
    members: Iterable[Member], weights: Mapping[tuple[Member, Member], float | None], floor: float
) -> list[tuple[Member, ...]]:
    """Return the groups, each sorted, sorted by their smallest member.

    ``weights`` has each pair once, None for one that is excluded; groups are joined while the mean weight between two
    is above ``floor``. Members must sort.
    """
    groups: dict[Member, list[Member]] = {member: [member] for member in members}
    edges: dict[Member, dict[Member, _Edge]] = {member: {} for member in groups}
    for (one, other), weight in weights.items():
        edges[one][other] = edges[other][one] = _Edge(weight or 0.0, 1, weight is None)
    queue: list[tuple[float, Member, Member, int]] = []

    def offer(one: Member, other: Member, edge: _Edge) -> None:
        if not edge.excluded and edge.mean > floor:
            first, second = sorted((one, other))
            heapq.heappush(queue, (-round(edge.mean, 9), first, second, edge.pairs))

    for one in groups:
        for other, edge in edges[one].items():
            if one < other:
                offer(one, other, edge)
    while queue:
        _, one, other, pairs = heapq.heappop(queue)
        best = edges.get(one, {}).get(other)
        if best is None or best.pairs != pairs:
            continue
        groups[one] += groups.pop(other)
        for far, moved in edges.pop(other).items():
            del edges[far][other]
            if far != one:
                kept = edges[one].get(far)
                if kept is None:
                    edges[one][far] = edges[far][one] = kept = moved
                else:
                    kept.total, kept.pairs = kept.total + moved.total, kept.pairs + moved.pairs
                    kept.excluded = kept.excluded or moved.excluded
                offer(one, far, kept)
    return sorted(tuple(sorted(found)) for found in groups.values())
