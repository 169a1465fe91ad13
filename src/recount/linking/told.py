"""What a document told so far, kept so that a passage is not compared with each event and each word told before.

Invariant: each answer is what looking at everything told before would give, or a little more for the caller to check;
a document with very many events is then read in time that grows with its length.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from recount.linking.moments import Moment


class Days:
    """Events by the days that they are dated, to find those dated near a day."""

    _BLOCK = 32
    """Days of a block: a month at most lies in one or two."""

    def __init__(self) -> None:
        self._dated: set[int] = set()
        self._blocks: dict[int, set[int]] = {}
        self._anywhere: set[int] = set()
        """Events dated by more than a month, or by a day of no year: they may be near to any day."""

    def add(self, number: int, moment: Moment) -> None:
        """Note a date of an event."""
        self._dated.add(number)
        if moment.first is None or moment.last is None or moment.days > self._BLOCK:
            self._anywhere.add(number)
        else:
            for block in (moment.first // self._BLOCK, moment.last // self._BLOCK):
                self._blocks.setdefault(block, set()).add(number)

    def near(self, moments: Iterable[Moment], within: int) -> list[int]:
        """Return, in order, the events that may have a date within so many days of one of these; some have none."""
        found = set(self._anywhere)
        for moment in moments:
            if moment.first is None or moment.last is None:
                return sorted(self._dated)
            blocks = range((moment.first - within) // self._BLOCK, (moment.last + within) // self._BLOCK + 1)
            if len(blocks) > len(self._blocks):
                return sorted(self._dated)
            for block in blocks:
                found |= self._blocks.get(block, set())
        return sorted(found)


class LastTold:
    """Events by where each was last told of, the last one first; of those told at one place the lower rank first."""

    def __init__(self) -> None:
        self._order: list[tuple[int, int, int]] = []
        self._places: dict[int, tuple[int, int, int]] = {}

    def tell(self, number: int, start: int, rank: int) -> None:
        """Note that an event is told of at a place."""
        before = self._places.get(number)
        if before is not None:
            del self._order[bisect_left(self._order, before)]
        self._places[number] = (-start, rank, number)
        insort(self._order, self._places[number])

    def __iter__(self) -> Iterator[int]:
        return (number for _, _, number in self._order)


class FirstUse:
    """Where a text first uses words, each looked for once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, int] = {}

    def is_before(self, words: str, offset: int) -> bool:
        """Whether the text up to an offset has the words."""
        if words not in self._found:
            self._found[words] = self._text.find(words)
        first = self._found[words]
        return 0 <= first <= offset - len(words)
