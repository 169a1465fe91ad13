"""The shape of clauses on a page: extents of subtrees, bounds of cues, trimmed spans.

Invariant: nothing here reaches over the end of a sentence. Extents are computed once per page, bottom up.
"""

from __future__ import annotations

from functools import cached_property

from recount.model.analysis import ROOT, Token
from recount.model.text import Span
from recount.reading.page import Page

_EMBEDDED = ("acl", "advcl", "csubj", "nmod", "obl")
_TRAILING = frozenset([".", ",", ";", ":", "—", "–", "-", "--", "..."])
_OPENING = frozenset('"“„«‘(`')


class Shape:
    """Clause geometry of one page, by token index; ends are exclusive."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens: tuple[Token, ...] = page.tokens
        self.children = page.children

    @cached_property
    def extents(self) -> list[tuple[int, int]]:
        """For each token the first and last (exclusive) token of its subtree."""
        left = list(range(len(self.tokens)))
        right = [index + 1 for index in left]
        for index, token in enumerate(self.tokens):
            low, high, head, steps = index, index + 1, token.head, 0
            while head != ROOT and steps < 200:
                changed = False
                if low < left[head]:
                    left[head], changed = low, True
                if high > right[head]:
                    right[head], changed = high, True
                if not changed:
                    break
                head, steps = self.tokens[head].head, steps + 1
        return list(zip(left, right, strict=True))

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first child of ``index`` with one of the relations (subtypes count)."""
        for child in self.children[index]:
            if self.tokens[child].deprel in relations or self.tokens[child].deprel.split(":")[0] in relations:
                return child
        return None

    def relation(self, index: int) -> str:
        """Return the relation of ``index`` without its subtype."""
        return self.tokens[index].deprel.split(":")[0]

    def bounds(self, index: int) -> tuple[int, int]:
        """Return first and last (exclusive) token of the sentence of ``index``."""
        sentence = self.page.sentence_of(index)
        return sentence.first, sentence.last

    def cue(self, index: int, particles: frozenset[str]) -> tuple[int, int]:
        """Return the tokens of a verb with its auxiliaries, negation, adverbs before it and particle after it."""
        first, end = self.bounds(index)
        start = index
        while start > first:
            token = self.tokens[start - 1]
            if (
                token.upos == "AUX"
                or (token.upos == "PART" and token.xpos != "POS")
                or (token.upos == "ADV" and token.xpos != "WRB" and self._verbal(start - 1, index))
            ):
                start -= 1
            else:
                break
        while start < index and self.tokens[start].upos == "ADV" and self.tokens[start].text[0].isupper():
            start += 1
        stop = index + 1
        if stop < end and self.tokens[stop].deprel == "compound:prt" and self.page.lower[stop] in particles:
            stop += 1
        return start, stop

    def _verbal(self, adverb: int, verb: int) -> bool:
        head = self.tokens[adverb].head
        return head == verb or (head != ROOT and self.tokens[head].head == verb)

    def embedded(self, index: int) -> bool:
        """True where the clause of ``index`` hangs inside another phrase (relative, adverbial, subject clause)."""
        steps = 0
        while index != ROOT and steps < 60:
            if self.relation(index) in _EMBEDDED:
                return True
            index, steps = self.tokens[index].head, steps + 1
        return False

    def trim(self, first: int, last: int, *, comma: bool = False) -> tuple[int, int] | None:
        """Return tokens without outer punctuation that belongs to the sentence, None where nothing is left.

        Marks of quotation stay. ``comma`` keeps a closing comma (of an apposition).
        """
        while first < last and self.tokens[first].text in _TRAILING | {")"}:
            first += 1
        while last > first and self.tokens[last - 1].text in _TRAILING:
            if comma and self.tokens[last - 1].text == ",":
                break
            last -= 1
        return (first, last) if first < last else None

    def span(self, first: int, last: int) -> Span:
        """Return the characters of tokens ``first`` to ``last`` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def negated(self, index: int) -> bool:
        """True where ``index`` has a negation among its dependents."""
        lower = self.page.lower
        return any(lower[child] in NEGATORS for child in self.children[index]) or (
            (subject := self.child(index, "nsubj")) is not None
            and any(lower[child] in ("no", "neither", "nobody") for child in (subject, *self.children[subject]))
        )


NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "hardly", "cannot", "without"})
