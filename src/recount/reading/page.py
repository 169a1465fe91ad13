"""A document open on the desk: its text, its analysis, and the lookups that every reader needs.

Invariant: a page is a pure function of document and analysis; readers share one and never change it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from recount.model.analysis import ROOT, Analysis, Mark, Sentence, Token
from recount.model.text import Document, Segment, Span

Made = TypeVar("Made")


@dataclass(frozen=True)
class Page:
    """A document with its analysis. All lookups are by token index or character offset."""

    document: Document
    analysis: Analysis
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index token starts once."""
        object.__setattr__(self, "_starts", [token.start for token in self.analysis.tokens])

    @property
    def text(self) -> str:
        """The document's untouched text."""
        return self.document.text

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, in order."""
        return self.analysis.tokens

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token the indices of its dependents, in order."""
        result: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != ROOT:
                result[token.head].append(index)
        return result

    @cached_property
    def sentence_index(self) -> list[int]:
        """For each token the index of its sentence."""
        result = [0] * len(self.tokens)
        for number, sentence in enumerate(self.analysis.sentences):
            for index in range(sentence.first, sentence.last):
                result[index] = number
        return result

    @cached_property
    def stretch_index(self) -> list[int]:
        """For each token the number of its stretch: a sentence, or what semicolons part of one."""
        result, number = [0] * len(self.tokens), 0
        for sentence in self.analysis.sentences:
            for index in range(sentence.first, sentence.last):
                result[index] = number
                number += self.tokens[index].text == ";"
            number += 1
        return result

    @cached_property
    def lower(self) -> list[str]:
        """Token texts in lower case, curly apostrophes made straight."""
        return [token.text.lower().replace("\u2019", "'") for token in self.tokens]

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    @cached_property
    def marks(self) -> dict[tuple[str, int], dict[str, Mark]]:
        """What the net proposes of a token, by kind and token, then by label; empty where there is no net."""
        found: dict[tuple[str, int], dict[str, Mark]] = {}
        for mark in self.analysis.marks or ():
            found.setdefault((mark.kind, mark.token), {})[mark.label] = mark
        return found

    def bracket_behind(self, start: int, end: int) -> range:
        """Return the tokens in a round bracket that opens right behind a passage, none where none does."""
        inside = self.tokens_in(start, end)
        first = inside[-1] + 1 if inside else len(self.tokens)
        if first >= len(self.tokens) or self.lower[first] != "(":
            return range(0)
        last = self.sentence_of(first).last
        return range(first + 1, next((at for at in range(first, last) if self.lower[at] == ")"), first))

    def once(self, make: Callable[[Page], Made]) -> Made:
        """Return what ``make`` makes of this page, made once.

        ``make`` is a pure function, and nobody changes what it returns.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def sentence_of(self, index: int) -> Sentence:
        """Return the sentence that holds token ``index``."""
        return self.analysis.sentences[self.sentence_index[index]]

    def token_at(self, offset: int) -> int | None:
        """Return the index of the token that covers ``offset``, or None for white space."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.tokens[index].end:
            return index
        return None

    def tokens_in(self, start: int, end: int) -> range:
        """Return the indices of the tokens that overlap characters ``start`` to ``end``."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.tokens[first].end <= start:
            first += 1
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(first, last)

    def subtree(self, index: int) -> list[int]:
        """Return the indices of ``index`` and all its descendants, in text order."""
        found: list[int] = []
        stack = [index]
        while stack:
            current = stack.pop()
            found.append(current)
            stack.extend(self.children[current])
        return sorted(found)

    def ancestors(self, index: int) -> list[int]:
        """Return the chain of heads from ``index``'s head up to the root."""
        found: list[int] = []
        current = self.tokens[index].head
        while current != ROOT and len(found) <= len(self.tokens):
            found.append(current)
            current = self.tokens[current].head
        return found

    @cached_property
    def _segment_starts(self) -> list[tuple[int, Segment]]:
        return sorted(((segment.start, segment) for segment in self.document.segments), key=lambda pair: pair[0])

    def segment_at(self, offset: int, *, quotations: bool = False) -> Segment | None:
        """Return the segment that covers ``offset``: the voice around a quotation unless ``quotations``."""
        best: Segment | None = None
        for start, segment in self._segment_starts:
            if start > offset:
                break
            if offset < segment.end and (quotations or segment.voice != "quotation"):
                best = segment
        return best

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def quote(self, span: Span) -> str:
        """Return the exact words of ``span``."""
        return self.text[span.start : span.end]
