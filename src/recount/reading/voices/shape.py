"""The shape of clauses on a page: extents of subtrees, bounds of cues, trimmed spans.

Invariant: nothing here reaches over the end of a sentence. Ends are exclusive. Extents are computed once a page.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from recount.model.analysis import ROOT, Token
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.voices.words import known, verb_of

OPENING = frozenset({"“", '"', "``", "«", "‘"})
CLOSING = frozenset({"”", '"', "''", "»", "’"})
DASHES = frozenset({"―", "—", "–", "--", "-"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
ASIDES = frozenset({"WDT", "WP", "WP$", "WRB", "VBG"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EMBEDDED = frozenset({"acl", "advcl", "csubj", "nmod", "obl"})
_OUTER = DASHES | {".", ",", ";", ":", "..."}


class Phrase(NamedTuple):
    """A noun phrase: its head, its first token and the token behind its last."""

    head: int
    first: int
    last: int


class Shape:
    """Clause geometry of one page, by token index."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens: tuple[Token, ...] = page.tokens
        self.lower, self.children = page.lower, page.children

    @cached_property
    def extents(self) -> list[tuple[int, int]]:
        """For each token the first and last (exclusive) token of its subtree."""
        left = list(range(len(self.tokens)))
        right = [index + 1 for index in left]
        for index, token in enumerate(self.tokens):
            low, high, head = index, index + 1, token.head
            while head != ROOT and (low < left[head] or high > right[head]):
                left[head], right[head] = min(low, left[head]), max(high, right[head])
                head = self.tokens[head].head
        return list(zip(left, right, strict=True))

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first child of ``index`` with one of the relations (subtypes count)."""
        for child in self.children[index]:
            if self.tokens[child].deprel in relations or self.relation(child) in relations:
                return child
        return None

    def relation(self, index: int) -> str:
        """Return the relation of ``index`` without its subtype."""
        return self.tokens[index].deprel.split(":")[0]

    def bounds(self, index: int) -> tuple[int, int]:
        """Return first and last (exclusive) token of the sentence of ``index``, or of its part between semicolons."""
        sentence = self.page.sentence_of(index)
        low, high = sentence.first, sentence.last
        for token in range(sentence.last - 1, sentence.first, -1):
            if self.lower[token] == ";":
                if any(self.tokens[t].xpos in FINITE for t in range(token, high)):
                    if token < index:
                        return token + 1, high
                    high = token
        return low, high

    def reports(self, index: int) -> bool:
        """True for a finite verb of reporting with a subject of its own."""
        token = self.tokens[index]
        entry = verb_of(token.lemma.lower()) if token.upos == "VERB" else None
        return entry is not None and self.child(index, "nsubj") is not None

    def infinitive(self, verb: int) -> bool:
        """True for a verb with "to"."""
        return any(self.lower[child] == "to" for child in self.children[verb])

    def cue(self, verb: int) -> tuple[int, int]:
        """Return the tokens of a verb with its auxiliaries, what it completes ("seemed to say"), particle and colon."""
        low, high = self.bounds(verb)
        first, last, head = verb, verb + 1, verb
        while first > low:
            before = self.tokens[first - 1]
            if self.relation(head) == "xcomp" and self.tokens[head].head == first - 1:
                head = first - 1
            elif before.upos not in ("AUX", "PART") and (before.upos != "ADV" or before.xpos == "WRB"):
                break
            first -= 1
        while first < verb and self.tokens[first].upos == "ADV" and self.tokens[first].text[0].isupper():
            first += 1
        if last < high and self.tokens[last].deprel == "compound:prt":
            last += 1
        return first, last + (last < high and self.lower[last] == ":")

    def embedded(self, index: int) -> bool:
        """True where the clause of ``index`` hangs inside another phrase (relative, adverbial, subject clause)."""
        return any(self.relation(one) in _EMBEDDED for one in (index, *self.page.ancestors(index)))

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Return tokens without outer punctuation that belongs to the sentence (marks of quotation stay), or None."""
        while first < last and self.tokens[first].text in _OUTER | {")"}:
            first += 1
        while last > first and self.tokens[last - 1].text in _OUTER:
            last -= 1
        return (first, last) if first < last else None

    def spans(self, *parts: tuple[int, int]) -> tuple[Span, ...]:
        """Return the characters of the parts that hold a word, trimmed."""
        trimmed = [part for part in (self.trim(*part) for part in parts) if part]
        return tuple(
            self.page.span(*part) for part in trimmed if any(self.tokens[t].upos != "PUNCT" for t in range(*part))
        )

    def phrase(self, head: int, *, low: int, high: int) -> Phrase:
        """Return the noun phrase of ``head``, kept between ``low`` and ``high``."""
        first, last = self.extents[head]
        first, last = max(first, low), min(last, high)
        while first < head and (
            self.tokens[first].text in OPENING | {","} or self.tokens[first].upos in ("CCONJ", "ADP", "SCONJ")
        ):
            first += 1
        trimmed = self.trim(first, last) if first <= head < last else None
        return Phrase(head, *(trimmed or (head, head + 1)))

    def spaced(self, token: int) -> bool:
        """True for a mark with white space on both sides."""
        text, before, after = self.page.text, self.tokens[token].start - 1, self.tokens[token].end
        return before >= 0 and text[before].isspace() and text[after : after + 1].isspace()

    def negated(self, index: int) -> bool:
        """True where ``index`` has a negation among its dependents."""
        return any(self.lower[child] in known().negators for child in self.children[index])
