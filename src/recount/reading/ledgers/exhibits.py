"""Exhibits: things that a text offers as proof, what they would show, and that nobody here holds them.

Invariant: an entry is a noun phrase of a thing that shows something or that somebody made, holds or has published; what
is only spoken of (a report, a book, a list) needs what it shows. No thing is held: the case holds accounts alone.
"""

from __future__ import annotations

from functools import cache

from recount.model.claims import Claim, ExhibitValue
from recount.reading.ledgers.phrases import clause, phrase
from recount.reading.ledgers.words import lemma, of_exhibits, of_statuses
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of

READER = "exhibits"
SCORE = 0.53
"""Share of the entries that a careful reader lists too, on corpus/ledgers2 before anybody had read it."""
_SEEN = frozenset({"video", "photograph", "recording", "cable"})
"""Kinds of things that are made to tell something, so that the mention of one is enough."""


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in of_exhibits().exhibits.items() for word in words}


def read_exhibits(sheet: Sheet) -> list[Claim]:
    """Return the exhibits that rules find in a text, in order."""
    page, found = sheet.page, []
    for index, token in enumerate(page.tokens):
        kind = _kinds().get(token.lemma.lower()) if token.upos in ("NOUN", "PROPN") else None
        if kind is None or token.deprel.startswith(("compound", "flat")):
            continue
        shown, kept = _shown(page, index), _kept(page, index)
        if kind == "list" and shown is not None and lemma(page, shown) in of_statuses().standing:
            continue  # a list of outlawed bodies is a status
        if lemma(page, index) not in of_exhibits().always and shown is None:
            pointed = kind in _SEEN and _is_one(page, index)
            if kind in of_exhibits().only_shown or not (kept or pointed):
                continue
        span = phrase(page, index)
        would = None if shown is None else clause(page, shown)
        value = ExhibitValue(kind, page.quote(span), page.quote(would) if would is not None else None)
        claim = sheet.claim("exhibit", span, value, reader=READER, score=SCORE, head=index)
        absent = any(page.lower[child] in ("no", "any") for child in page.children[index])
        if not absent and claim.certainty not in ("question", "conditional", "demanded", "predicted"):
            found.append(claim)
    return found


def _shown(page: Page, noun: int) -> int | None:
    """Return what a thing is said to show: the object of its verb of showing, or what stands behind "of"."""
    tree, showing = arguments_of(page), of_exhibits().showing
    above = page.tokens[noun].head
    if above >= 0 and page.tokens[noun].deprel == "nsubj" and lemma(page, above) in showing:
        shown = [*tree.children(above, "obj"), *tree.children(above, "ccomp")]
        if shown:
            return shown[0]
    for child in tree.children(noun, "acl"):
        if lemma(page, child) in showing:
            shown = [*tree.children(child, "obj"), *tree.children(child, "ccomp")]
            if shown:
                return shown[0]
    pictured = _kinds().get(lemma(page, noun)) in ("video", "photograph", "recording", "list")
    return next(iter(tree.under(noun, "of")), None) if pictured else None


def _is_one(page: Page, noun: int) -> bool:
    """Whether a thing is one that is pointed out: dated, signed, numbered, somebody's, of something."""
    below = {page.tokens[child].deprel.partition(":")[0]: child for child in page.children[noun] if child > noun}
    return bool(below.keys() & {"acl", "nmod", "appos", "nummod"})


def _kept(page: Page, noun: int) -> bool:
    """Whether somebody made, holds, published or handed over a thing."""
    tree, holding = arguments_of(page), of_exhibits().holding
    above = page.tokens[noun].head
    if above >= 0 and page.tokens[noun].deprel in ("obj", "nsubj:pass") and lemma(page, above) in holding:
        return True
    return any(lemma(page, child) in holding for child in tree.children(noun, "acl"))
