"""Groups over a graph of pairs that speak for or against being one: the heaviest edge is contracted, again and again.

Invariant: the outcome depends on the pairs and their weights alone, never on their order of arrival; members that no
pair ties to a group do not change it. Method: greedy edge contraction on a graph with signed weights (Keuper et al.
2015), the weight between two groups being half way from the mean to the best of their pairs: one account that was
misread hardly withdraws what another one shows.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any, Generic, TypeVar

Member = TypeVar("Member", bound=Any)


@dataclass(frozen=True, slots=True)
class Tie:
    """What two members weigh: ``score`` on the whole, ``against`` the part of it that speaks against (0 or less).

    ``alike`` is true where the two may be like events of one collection: they share a place or a time.
    """

    score: float
    against: float = 0.0
    alike: bool = True


APART = Tie(-inf)
"""Two members that one source tells apart."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When two groups are joined: where their weight is above ``floor``.

    A rival is a third that one of them fits about as well (above ``near``, and ``margin`` less at most; one of another
    place and time only above the floor itself), of other sources, while something speaks against its being the same as
    the other (``unlike`` or worse, in the mean). Among ``many`` rivals or more the weight must be above ``firm``: so it
    is in a collection of like events, while of a few that tell of one event one or two are always misread. A pair that
    nothing ties counts as ``absent`` in the mean.
    """

    floor: float
    firm: float = -inf
    margin: float = 0.0
    unlike: float = 0.0
    near: float = 0.0
    many: int = 1
    absent: float = 0.0


@dataclass(slots=True)
class _Edge:
    """Sums over the pairs between two groups, how many pairs of how many ``possible`` ones, whether something excludes
    that they are one, and whether all of it is that one source tells of both."""

    score: float
    best: float
    against: float
    pairs: int
    excluded: bool
    own: bool
    possible: int = 1
    absent: float = 0.0
    alike: bool = True

    @property
    def weight(self) -> float:
        """Half way from the mean to the best, to nine digits: equal ones stay equal whatever the order of sums."""
        total = self.score + (self.possible - self.pairs) * self.absent
        return round((total / self.possible + self.best) / 2, 9)

    def fits(self, floor: float) -> bool:
        """Whether it speaks for joining the two."""
        return not self.excluded and self.weight > floor

    def is_rival(self, rule: Rule) -> bool:
        """Whether the two are two: neither may they be one, nor does one source tell of both, nor is it left open."""
        return (
            not self.own and not self.fits(rule.floor) and (self.excluded or self.against <= rule.unlike * self.pairs)
        )

    def add(self, other: _Edge) -> None:
        """Take in the pairs of another edge."""
        self.score, self.against = self.score + other.score, self.against + other.against
        self.best = max(self.best, other.best)
        self.pairs += other.pairs
        self.excluded, self.own = self.excluded or other.excluded, self.own and other.own
        self.alike = self.alike or other.alike


def contract(
    members: Iterable[Member],
    ties: Mapping[tuple[Member, Member], Tie | None],
    rule: Rule,
    joined_before: Iterable[tuple[Member, ...]] = (),
) -> list[tuple[Member, ...]]:
    """Return the groups, each sorted, sorted by their smallest member.

    ``ties`` has each pair once: None for one that is excluded, ``APART`` for two members of one source. A pair that
    it lacks has nothing in common: the two are two. ``joined_before`` are groups that stay joined. Members must sort.
    """
    graph = _Graph(members, ties, rule.absent)
    for group in joined_before:
        for other in group[1:]:
            for _ in graph.merge(group[0], other):
                pass
    joined = True
    while joined:  # a rival may itself be joined later: those that waited for it are looked at once more
        joined = False
        fitting = ((one, other, edge) for one, other, edge in graph.pairs() if edge.fits(rule.floor))
        queue = [(-edge.weight, one, other, edge.possible) for one, other, edge in fitting]
        heapq.heapify(queue)
        while queue:
            _, one, other, pairs = heapq.heappop(queue)
            best = graph.edges.get(one, {}).get(other)
            if best is None or best.possible != pairs:
                continue
            if best.weight <= rule.firm and graph.is_crowded(one, other, rule, best.weight):
                continue
            joined = True
            for far, kept in graph.merge(one, other):
                if kept.fits(rule.floor):
                    first, second = sorted((one, far))
                    heapq.heappush(queue, (-kept.weight, first, second, kept.possible))
    return sorted(tuple(sorted(found)) for found in graph.groups.values())


class _Graph(Generic[Member]):
    """Groups and the edges between them, both ways."""

    def __init__(
        self, members: Iterable[Member], ties: Mapping[tuple[Member, Member], Tie | None], absent: float
    ) -> None:
        self.groups: dict[Member, list[Member]] = {member: [member] for member in members}
        self.edges: dict[Member, dict[Member, _Edge]] = {member: {} for member in self.groups}
        for (one, other), tie in ties.items():
            if tie is None or tie == APART:
                edge = _Edge(0.0, -inf, 0.0, 1, True, tie == APART, 1, absent)
            else:
                edge = _Edge(tie.score, tie.score, tie.against, 1, False, False, 1, absent, tie.alike)
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
        for far, kept in self.edges[one].items():
            kept.possible = len(self.groups[one]) * len(self.groups[far])
            yield far, kept

    def is_crowded(self, one: Member, other: Member, rule: Rule, weight: float) -> bool:
        """Whether two groups of a weight have as many rivals as a collection of like events."""
        least, rivals = max(rule.near, weight - rule.margin), 0
        for mine, theirs in ((one, other), (other, one)):
            for far, edge in self.edges[mine].items():
                fits = edge.weight > (least if edge.alike else max(least, rule.floor))
                if far != theirs and fits and not edge.excluded:
                    between = self.edges[theirs].get(far)
                    rivals += between is None or between.is_rival(rule)
        return rivals >= rule.many
