"""Noun phrases: their heads, their extents, their modifiers.

Invariant: an extent holds its head, is one stretch of tokens of one sentence, and never reaches into a relative clause,
an apposition or a second member of a list.
"""

from __future__ import annotations

from recount.reading.page import Page

_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "nmod:poss", "punct", "goeswith"})
_RIGHT = frozenset({"flat", "compound", "nummod", "goeswith"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def is_nominal(page: Page, index: int) -> bool:
    """Whether a token can head a noun phrase; adjectives that stand for people ("the wounded") included."""
    token = page.tokens[index]
    if token.upos in _NOMINAL:
        return True
    return token.upos in ("ADJ", "DET") and token.deprel.split(":")[0] in (
        "nsubj", "obj", "obl", "nmod", "conj", "root",
    )  # fmt: skip


def top_of(page: Page, start: int, end: int) -> int | None:
    """Return the token of characters ``start`` to ``end`` whose head lies outside them, None where there is none."""
    inside = page.tokens_in(start, end)
    if not inside:
        return None
    return next((index for index in inside if page.tokens[index].head not in inside), inside[-1])


def modifiers(page: Page, head: int) -> list[int]:
    """Return the words before a head that modify it, at any depth within its phrase."""
    first, _ = extent(page, head)
    return list(range(first, head))


def extent(page: Page, head: int, *, of: bool = False) -> tuple[int, int]:
    """Return first and last (exclusive) token of the phrase of ``head``; ``of``: with its "of" phrases."""
    tokens, lower = page.tokens, page.lower
    sentence = page.sentence_of(head)
    first, last = head, head + 1
    while first > sentence.first:
        if _hyphened(page, first) and first - 1 > sentence.first:
            first -= 2  # "a 12-year-old girl": whatever the tree hangs its parts on
        elif _belongs(page, first - 1, head, first):
            first -= 1
        else:
            break
    while first < head and (tokens[first].upos == "PUNCT" or lower[first] in ("and", "or", ",")):
        first += 1
    while last < sentence.last:
        if tokens[last].deprel.split(":")[0] in _RIGHT and tokens[last].head == head:
            last += 1
        elif last + 1 < sentence.last and _hyphened(page, last + 1) and tokens[last + 1].deprel.startswith("flat"):
            last += 2  # "Nouri al-Hadi": the name goes on behind its hyphen
        else:
            break
    if of and last + 1 < sentence.last and lower[last] == "of":
        below = [child for child in page.children[head] if tokens[child].deprel.startswith("nmod") and child > last]
        if below and any(lower[child] == "of" for child in page.children[below[0]]):
            _, last = extent(page, below[0], of=True)
    return first, last


def _hyphened(page: Page, first: int) -> bool:
    """Whether a hyphen glues the word before to this one."""
    mark = page.tokens[first - 1]
    return mark.text in ("-", "\u2010", "\u2011") and mark.end == page.tokens[first].start


def _belongs(page: Page, index: int, head: int, first: int) -> bool:
    """Whether the word before ``first`` is part of the phrase: a dependent of it by a relation of modifiers."""
    token = page.tokens[index]
    if token.head == head or first <= token.head < head:
        if token.deprel.split(":")[0] == "punct":
            return (
                page.lower[index] in ("-", "'", '"', "“", "‘", "(")
                and page.tokens[index].end == page.tokens[first].start
            )
        if token.deprel == "case":
            return page.lower[index] in ("'s", "'", "’s", "’")
        return token.deprel in _LEFT or token.deprel.split(":")[0] in ("amod", "compound", "nummod", "flat", "det")
    if page.lower[index] in ("'s", "'", "’s", "’") and token.deprel == "case":
        return first <= page.tokens[token.head].head <= head if token.head >= 0 else False
    return (
        token.head > index
        and token.deprel in ("advmod", "case", "det", "amod", "compound", "flat")
        and first <= token.head <= head
    )
