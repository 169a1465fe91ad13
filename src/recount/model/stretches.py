"""What stands in a text looked up by its place, where a long text has too much to look at each thing.

Invariant: an answer is that of looking at each in turn; what is found comes in the order in which it was given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """What begins and ends at places of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        ...


Thing = TypeVar("Thing", bound=Placed)


class Stretches(Generic[Thing]):
    """Things of one text, found by where they begin and end."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._given = list(things)
        self._order = sorted(range(len(self._given)), key=lambda number: self._given[number].start)
        self._starts = [self._given[number].start for number in self._order]
        self._reach = list(accumulate((self._given[number].end for number in self._order), max))
        """How far into the text those up to each one reach."""

    def beginning_in(self, start: int, end: int) -> list[Thing]:
        """Return those that begin from ``start`` on and before ``end``."""
        found = self._order[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [self._given[number] for number in sorted(found)]

    def overlapping(self, start: int, end: int) -> list[Thing]:
        """Return those that begin before ``end`` and end behind ``start``."""
        found = []
        for place in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[place] <= start:
                break  # none of those before reaches so far
            if self._given[self._order[place]].end > start:
                found.append(self._order[place])
        return [self._given[number] for number in sorted(found)]

    def is_within(self, start: int, end: int) -> bool:
        """Whether one of them begins at ``start`` or before and ends at ``end`` or behind."""
        before = bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end
