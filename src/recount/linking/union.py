"""Groups over a graph of pairs that speak for or against being one: the heaviest edge is contracted, again and again.

Invariant: the outcome depends on the pairs and their weights alone, never on their order of arrival; members that no
pair ties to a group do not change it. Method: greedy edge contraction on a graph with signed weights (Keuper et al.
2015), the weight between two groups being the mean over their pairs.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Generic, TypeVar

Member = TypeVar("Member", bound=Any)


@dataclass(slots=True)
class _Edge:
    """The sum over the pairs between two groups, how many pairs, whether something excludes that they are one, and
    whether that is that one source tells of both."""

    total: float
    pairs: int
    excluded: bool
    own: bool

    @property
    def mean(self) -> float:
        """The mean weight, to nine digits: equal ones stay equal whatever the order of sums."""
        return round(self.total / self.pairs, 9)

    def fits(self, floor: float) -> bool:
        """Whether it speaks for joining the two."""
        return not self.excluded and self.mean > floor

    def add(self, other: _Edge) -> None:
        """Take in the pairs of another edge."""
        self.total, self.pairs = self.total + other.total, self.pairs + other.pairs
        self.excluded, self.own = self.excluded or other.excluded, self.own or other.own


def contract(
    members: Iterable[Member],
    weights: Mapping[tuple[Member, Member], float | None],
    floor: float,
    firm: float = -inf,
    margin: float = 0.0,
) -> list[tuple[Member, ...]]:
    """Return the groups, each sorted, sorted by their smallest member.

    ``weights`` has each pair once: None for one that is excluded, minus infinity for two members of one source;
    groups are joined while the mean weight between two is above ``floor``. Where one of them fits a third about as
    well (``margin`` less at most), of other sources, that does not fit the other, it must be above ``firm``. Members
    must sort.
    """
    graph = _Graph(members, weights)
    joined = True
    while joined:  # a rival may itself be joined later: those that waited for it are looked at once more
        joined = False
        queue = [(-edge.mean, one, other, edge.pairs) for one, other, edge in graph.pairs() if edge.fits(floor)]
        heapq.heapify(queue)
        while queue:
            _, one, other, pairs = heapq.heappop(queue)
            best = graph.edges.get(one, {}).get(other)
            if best is None or best.pairs != pairs:
                continue
            if best.mean <= firm and _has_rival(graph.edges, one, other, floor, max(floor, best.mean - margin)):
                continue
            joined = True
            for far, kept in graph.merge(one, other):
                if kept.fits(floor):
                    first, second = sorted((one, far))
                    heapq.heappush(queue, (-kept.mean, first, second, kept.pairs))
    return sorted(tuple(sorted(found)) for found in graph.groups.values())


class _Graph(Generic[Member]):
    """Groups and the edges between them, both ways."""

    def __init__(self, members: Iterable[Member], weights: Mapping[tuple[Member, Member], float | None]) -> None:
        self.groups: dict[Member, list[Member]] = {member: [member] for member in members}
        self.edges: dict[Member, dict[Member, _Edge]] = {member: {} for member in self.groups}
        for (one, other), weight in weights.items():
            own = weight is not None and weight == -inf
            edge = _Edge(0.0 if own else weight or 0.0, 1, own or weight is None, own)
            self.edges[one][other] = self.edges[other][one] = edge

    def pairs(self) -> Iterator[tuple[Member, Member, _Edge]]:
        """Yield each edge once, the smaller member first."""
        for one, near in self.edges.items():
            yield from ((one, other, edge) for other, edge in near.items() if one < other)

    def merge(self, one: Member, other: Member) -> Iterator[tuple[Member, _Edge]]:
        """Join the second group into the first; yield the groups beside it with their edges as they are now."""
        self.groups[one] += self.groups.pop(other)
        for far, moved in self.edges.pop(other).items():
            del self.edges[far][other]
            if far != one:
                kept = self.edges[one].get(far)
                if kept is None:
                    self.edges[one][far] = self.edges[far][one] = kept = moved
                else:
                    kept.add(moved)
                yield far, kept


def _has_rival(
    edges: Mapping[Member, Mapping[Member, _Edge]], one: Member, other: Member, floor: float, least: float
) -> bool:
    """Whether one of two groups fits a third with at least so much that does not fit the other."""
    return any(
        far != theirs and not edge.excluded and edge.mean > least and not _known(edges[theirs].get(far), floor)
        for mine, theirs in ((one, other), (other, one))
        for far, edge in edges[mine].items()
    )


def _known(edge: _Edge | None, floor: float) -> bool:
    """Whether two groups may be one, or one source tells of both: neither is a rival of the other."""
    return edge is not None and (edge.own or edge.fits(floor))
