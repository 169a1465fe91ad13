"""Counts as intervals of whole numbers.

Invariant: both ends are inclusive and None is open; nothing here averages, rounds or guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.model.values import Count


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole numbers from ``low`` to ``high``; None is an open end."""

    low: int | None
    high: int | None

    @property
    def exact(self) -> int | None:
        """The number where there is only one."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def bounded(self) -> bool:
        """True where at least one end is known."""
        return self.low is not None or self.high is not None

    def meets(self, other: Interval) -> bool:
        """Return whether the two share a number."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Return whether all of this one lies below all of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def holds(self, number: int) -> bool:
        """Return whether ``number`` lies within."""
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


ANY = Interval(None, None)


def interval_of(count: Count) -> Interval:
    """Return the bounds of a count; an exact one is its value."""
    if count.op == "=" and count.value is not None:
        return Interval(count.value, count.value)
    return Interval(count.low, count.high)


def meet(intervals: Iterable[Interval]) -> Interval | None:
    """Return the numbers that all ``intervals`` allow, None where there are none. Of none: any number."""
    low: int | None = None
    high: int | None = None
    for interval in intervals:
        if interval.low is not None and (low is None or interval.low > low):
            low = interval.low
        if interval.high is not None and (high is None or interval.high < high):
            high = interval.high
    return None if low is not None and high is not None and low > high else Interval(low, high)


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that holds all ``intervals``; an open end stays open."""
    found = list(intervals)
    lows = [interval.low for interval in found]
    highs = [interval.high for interval in found]
    known_lows = [low for low in lows if low is not None]
    known_highs = [high for high in highs if high is not None]
    return Interval(
        min(known_lows) if known_lows and len(known_lows) == len(lows) else None,
        max(known_highs) if known_highs and len(known_highs) == len(highs) else None,
    )


def span_of(intervals: Iterable[Interval]) -> Interval:
    """Return the lowest and highest numbers that any of ``intervals`` names, open ends left out."""
    ends = [end for interval in intervals for end in (interval.low, interval.high) if end is not None]
    return Interval(min(ends), max(ends)) if ends else ANY
