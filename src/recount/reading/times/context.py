"""What the sentence around a time phrase says of it: its tense, whether its year rules the narrative, its event.

Invariant: nothing here changes a phrase; without a tree the answers fall back to the words alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.times.expressions import Expression
from recount.reading.times.lexemes import Lexeme

Tense = Literal["past", "present", "future"]
_FLASHBACK = frozenset({"back", "since", "until", "till", "prior", "formerly", "originally", "earlier", "previously"})
_LIKENESS = frozenset({"prior", "previous", "earlier", "similar", "former", "past"})
"""Words by which a noun looks back from what is told ("a similar raid in 1995")."""
_BOUNDS = frozenset({"until", "till", "since"})
_BOUND_REACH = 6
"""Words before a date within which a bound sets it apart ("until the fall of the town in March 1951")."""
_ENDS = frozenset({".", "!", "?", ";", ":"})
_NOUN_REACH = 8
"""Words before a date within which such a word is looked for."""
_OPENERS = frozenset({"in", "on", "at", "by", "during", "from", "throughout", "after", "early", "late", "and", "but"})
_LONGEST_HEADING = 80
"""Characters of a line that may be a heading."""
_LONGEST_COMPLEMENT = 14
"""Tokens of an event after "before" or "of" that a phrase takes in; longer ones are cut at their head."""


def head_token(page: Page, lexemes: Sequence[Lexeme], expression: Expression) -> int | None:
    """Return the token of a phrase whose head lies outside it, None where no token covers it."""
    inside = page.tokens_in(lexemes[expression.first].start, lexemes[expression.last - 1].end)
    for index in inside:
        if page.tokens[index].head not in inside:
            return index
    return inside[0] if len(inside) else None


def clause_head(page: Page, index: int) -> int:
    """Return the nearest verb (or root) above a token: what a time phrase dates."""
    for above in page.ancestors(index):
        if page.tokens[above].upos in ("VERB", "AUX") or page.tokens[above].head == ROOT:
            return above
    return index


def tense(page: Page, index: int) -> Tense:
    """Return the tense of the clause that a token stands in; that of the clause above for a bare "-ing"."""
    if page.tokens[index].deprel == "nmod:poss" and _has_possessive(page, index):
        return "past"  # "Wednesday's ruling" has been, whatever is said of it
    verb = clause_head(page, index)
    while page.tokens[verb].xpos == "VBG" and page.tokens[verb].deprel.partition(":")[0] in ("acl", "advcl"):
        above = clause_head(page, verb)
        if above == verb or any(page.tokens[item].upos == "AUX" for item in page.children[verb]):
            break
        verb = above
    words = [verb, *page.children[verb]]
    lower = page.lower
    if any(lower[item] in ("will", "shall", "'ll", "wo") for item in words):
        return "future"
    marks = {page.tokens[item].xpos for item in words}
    if "VBD" in marks or (
        "VBN" in marks and marks & {"VBP", "VBZ"} and "have" in {page.tokens[i].lemma for i in words}
    ):
        return "past"
    if page.tokens[verb].xpos == "VBN" and not marks & {"VBP", "VBZ", "MD", "TO"}:
        return "past"  # "the order issued Thursday"
    if ("VBG" in marks and any(lower[item] == "going" for item in words)) or "TO" in marks:
        return "future"
    return "present"


def _has_possessive(page: Page, index: int) -> bool:
    return any(page.tokens[child].xpos == "POS" for child in page.children[index])


def governs(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> bool:
    """Return whether the year of a phrase rules what follows, as against a look back or aside.

    A full date or a month with its year rules unless a relative clause, ``since``, ``until`` or ``back in``
    sets it apart; a year alone rules only where it opens its sentence or hangs on the main verb.
    """
    first = expression.first
    before = [item.text.lower() for item in lexemes[max(0, first - 3) : first]]
    if _FLASHBACK & set(before[-2:]):
        return False
    if is_heading(page, lexemes, expression):
        return first == 0 or classes[first - 1] != "-"
    opens = (
        first == 0
        or classes[first - 1] in "|."
        or (before[-1] in _OPENERS and (first == 1 or classes[first - 2] in "|."))
    )
    if opens:
        return True
    if looks_aside(page, lexemes, classes, expression):
        return False
    head = head_token(page, lexemes, expression)
    if head is None:
        return expression.month is not None
    if expression.month is not None or expression.season is not None:
        return True
    token = page.tokens[head]
    if token.deprel.partition(":")[0] not in ("obl", "advmod") or token.head == ROOT:
        return False
    verb = page.tokens[token.head]
    return verb.upos in ("VERB", "AUX") and verb.deprel.partition(":")[0] in ("root", "conj", "parataxis", "ccomp")


def is_heading(page: Page, lexemes: Sequence[Lexeme], expression: Expression) -> bool:
    """Return whether a phrase stands in a short line that is no sentence; its year rules what stands below."""
    text = page.text
    start = text.rfind("\n", 0, lexemes[expression.first].start) + 1
    end = text.find("\n", lexemes[expression.last - 1].end)
    line = text[start : end if end >= 0 else len(text)].strip()
    return end >= 0 and len(line) <= _LONGEST_HEADING and line[-1:] not in (".", "!", "?", ":", ";", ",", "”", '"')


def looks_aside(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> bool:
    """Return whether a date is no point of the telling, so that nothing hangs on it.

    So with a look back ("since 1955", "two prior raids in 1995 and 1998"), a relative clause, one of several years.
    """
    first, last = expression.first, expression.last
    near = []
    for item in reversed(lexemes[max(0, first - _NOUN_REACH) : first]):
        if item.text in _ENDS:
            break
        near.append(item.text.lower())
    if _FLASHBACK & set(near[:2]) or _LIKENESS & set(near) or _BOUNDS & set(near[:_BOUND_REACH]):
        return True
    if (expression.month is None and re.search(r"y[&,]\Z", classes[:first][-2:])) or (
        expression.month is None and re.match(r"[&,]y", classes[last : last + 2])
    ):
        return True
    head = head_token(page, lexemes, expression)
    if head is None:
        return False
    return any(page.tokens[item].deprel == "acl:relcl" for item in (head, *page.ancestors(head)))


def complement(page: Page, lexemes: Sequence[Lexeme], expression: Expression, start: int) -> tuple[Span, Span] | None:
    """Return span of the event after ``before``/``of`` and that of its head with its article, None where none stands.

    ``start`` is the offset of the word that opens it (``before``, ``of``).
    """
    if expression.last >= len(lexemes):
        return None
    first = page.token_at(lexemes[expression.last].start)
    if first is None or page.tokens[first].upos == "PUNCT":
        return None
    tokens = page.tokens
    if tokens[first].xpos in ("VBD", "VBZ", "VBP", "MD", "RB", "CC", "IN"):
        return None
    limit = first
    for item in range(first, min(page.sentence_of(first).last, first + _LONGEST_COMPLEMENT)):
        if tokens[item].text in (",", ";", ":", "-", "–", "—", "(", ".", '"', "”"):
            break
        limit = item + 1
    head = first
    for above in page.ancestors(first):
        if not first <= above < limit or _left_edge(page, above) < start:
            break
        head = above
    members = set(page.subtree(head))
    last = first
    while last + 1 < limit and last + 1 in members:
        last += 1
    while last > first and tokens[last].upos in ("PUNCT", "ADP", "SCONJ", "CCONJ"):
        last -= 1
    around = [item for item in page.children[head] if first <= item < head]
    inner = [item for item in around if tokens[item].deprel.partition(":")[0] in ("det", "amod", "compound", "nmod")]
    return Span(tokens[first].start, tokens[last].end), Span(tokens[min([head, *inner])].start, tokens[head].end)


def _left_edge(page: Page, index: int) -> int:
    """Return the offset at which the words below a token begin, marks left out."""
    words = (page.tokens[item].start for item in page.subtree(index) if page.tokens[item].upos != "PUNCT")
    return next(words, page.tokens[index].start)


def sentence_number(page: Page, offset: int) -> int:
    """Return the index of the sentence that holds an offset (the one before, for white space); -1 before the first."""
    token = page.token_at(offset)
    if token is not None:
        return page.sentence_index[token]
    starts = [sentence.start for sentence in page.analysis.sentences]
    return bisect_right(starts, offset) - 1
