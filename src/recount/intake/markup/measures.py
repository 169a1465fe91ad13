"""How much of each part of a page is prose, how much links: counted in one walk.

Invariant: a line's words count for every part that holds the line; the page is walked once, whatever its depth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element, iterwalk

from recount.intake.furniture import is_furniture
from recount.intake.markup.labels import BLOCKS, UNREAD, tag_of

_STOP = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*(?:\s|$)")
_SENTENCE = 4
"""Words outside links that a sentence has at least."""
_LONG = 25
"""Words outside links that make a line prose even where it has no stop."""
_FIELDS = frozenset(("input", "textarea", "select"))
_SKIPPED = UNREAD - {"form"}
"""Elements whose words are not counted; a form may hold a whole page."""


@dataclass(slots=True)
class Measure:
    """Words of a part: all of them, those in links, those in sentences outside links; its fields and buttons."""

    words: int = 0
    links: int = 0
    prose: int = 0
    fields: int = 0
    buttons: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a page that holds a sentence, and the block it stands in."""

    text: str
    block: _Element


class Measures:
    """The measures of the blocks of a page, as they were when it was walked."""

    def __init__(self, tree: _Element) -> None:
        self._of: dict[_Element, Measure] = {}
        self.told: list[Told] = []
        self._open: list[Measure] = []
        self._blocks: list[_Element] = []
        self._words: list[str] = []
        self._linked: list[str] = []
        self._links = 0
        self.page = self._begin(tree)
        walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._starts(element, tree):
                    walk.skip_subtree()
            else:
                self._ends(element, tree)
        self._flush()

    def of(self, element: _Element) -> Measure:
        """Return the measure of a block, an empty one for other elements."""
        return self._of.get(element, Measure())

    def _begin(self, element: _Element) -> Measure:
        measure = self._of[element] = Measure()
        self._open.append(measure)
        self._blocks.append(element)
        return measure

    def _starts(self, element: _Element, tree: _Element) -> bool:
        """Take in an element; say whether its inside is not read."""
        tag = tag_of(element)
        if tag in _SKIPPED:
            hidden = element.get("type") == "hidden"
            for measure in self._open:
                measure.fields += tag in _FIELDS and not hidden
                measure.buttons += tag == "button"
            return True
        if tag in BLOCKS or tag == "br":
            self._flush()
        if tag in BLOCKS and element is not tree:
            self._begin(element)
        self._links += tag == "a"
        self._add(element.text)
        return False

    def _ends(self, element: _Element, tree: _Element) -> None:
        tag = tag_of(element)
        if element is tree:
            return
        if tag in BLOCKS and tag not in _SKIPPED:
            self._flush()
            self._open.pop()
            self._blocks.pop()
        self._links -= tag == "a"
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._words.append(text)
            if self._links:
                self._linked.append(text)

    def _flush(self) -> None:
        line = " ".join("".join(self._words).split())
        linked = len(" ".join(self._linked).split())
        self._words, self._linked = [], []
        if not line:
            return
        words = len(line.split())
        own = max(0, words - linked)
        told = own >= _SENTENCE and (own >= _LONG or _STOP.search(line) is not None) and not is_furniture(line)
        if told:
            self.told.append(Told(line, self._blocks[-1]))
        for measure in self._open:
            measure.words += words
            measure.links += min(linked, words)
            measure.prose += own if told else 0
