"""Motives: why somebody is said to have harmed others, in words that say so ("in revenge for", "to punish").

Invariant: an entry is the words of the reason on a verb of harm; it is somebody's claim and never explains by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.model.claims import Claim, TextValue
from recount.model.text import Span
from recount.reading.acts import acts_of, doers_of
from recount.reading.ledgers.phrases import clause, parties
from recount.reading.ledgers.words import of_motives
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of

READER = "motives"


def read_motives(sheet: Sheet) -> list[Claim]:
    """Return the reasons that a text gives for acts of harm, in order."""
    page = sheet.page
    found: dict[Span, Claim] = {}
    for act in acts_of(page):
        if act.frame.outcome is None and act.frame.type is None:
            continue
        for span in _reasons(page, act.at):
            doer = next(iter(parties(page, doers_of(page, act))), None)
            value = TextValue(page.quote(span), doer)
            found.setdefault(span, sheet.claim("motive", span, value, reader=READER, head=act.at))
    return [claim for claim in found.values() if claim.polarity == "+" and claim.certainty != "question"]


def _reasons(page: Page, act: int) -> Iterator[Span]:
    """Yield the words of the reasons of an act: a ground with what it is for, an aim."""
    words, tree = of_motives(), arguments_of(page)
    for child in page.children[act]:
        lemma = page.tokens[child].lemma.lower()
        if (
            lemma in words.grounds
            and tree.case(child) in words.before
            and words.behind.intersection(page.lower[child + 1 : child + 2])
        ):
            behind = [one for one in (*page.children[child], *page.children[act]) if one > child]
            heads = [one for one in behind if tree.case(one) == page.lower[child + 1]]
            span = clause(page, heads[0]) if heads else None
            if span is not None:
                yield Span(page.tokens[child].start, span.end)
        elif lemma in words.aims and page.tokens[child].deprel in ("advcl", "xcomp"):
            span = clause(page, child)
            if span is not None:
                yield span
