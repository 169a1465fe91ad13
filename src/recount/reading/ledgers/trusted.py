"""How far an entry is believed: what rules and the net say of it, weighed by a table.

Invariant: an entry stands where the table gives it at least the floor of its ledger, and its score is what the table
gives; without a net the rules alone speak, in texts that tell of harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from math import exp, log

from recount.model.claims import Claim, Kind
from recount.model.text import Span
from recount.reading.ledgers.gate import harm_odds, is_told_of_harm
from recount.reading.ledgers.marked import claim_of, passage, proposed, shared
from recount.reading.ledgers.words import of_texts
from recount.reading.sheet import Sheet

ENOUGH = 0.3
"""Part of the shorter passage that a rule's entry and the net's have in common where they are one entry."""
_UNSEEN = 0.02
"""Probability that stands for a net that proposes nothing there: it keeps what it gives twice and a half as much."""


def read_ledger(kind: Kind, rule: Callable[[Sheet], list[Claim]], sheet: Sheet) -> list[Claim]:
    """Return the entries of a ledger, in order."""
    page = sheet.page
    if page.analysis.entries is None:
        return rule(sheet) if is_told_of_harm(sheet) else []
    marks = proposed(page).get(kind, [])
    near: defaultdict[int, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        for sentence in {page.sentence_index[mark.first], page.sentence_index[mark.last]}:
            near[sentence].append(place)
    found: list[Claim] = []
    taken: set[int] = set()
    floor, reader = of_texts().trust[kind].floor, _READERS[kind]
    for claim in rule(sheet):
        tokens = page.tokens_in(claim.start, claim.end)
        places = {place for at in (tokens[0], tokens[-1]) for place in near[page.sentence_index[at]]}
        own = Span(claim.start, claim.end)
        same = [place for place in places if shared(own, passage(page, marks[place])) >= ENOUGH]
        score = trust(sheet, kind, rule=True, seen=max((marks[place].score for place in same), default=0.0))
        if score >= floor:
            found.append(replace(claim, score=score, id=""))
            taken.update(same)
    for place, mark in enumerate(marks):
        score = trust(sheet, kind, rule=False, seen=mark.score)
        if place not in taken and score >= floor:
            made = claim_of(sheet, kind, mark, reader, score)
            found += [made] if made is not None else []
    return sorted(found, key=lambda claim: (claim.start, claim.end))


_READERS = {
    "demand": "demands", "commitment": "promises", "warning": "warnings", "response": "answers", "exhibit": "exhibits",
    "status": "statuses",
}  # fmt: skip


def signs(sheet: Sheet, *, rule: bool, seen: float) -> tuple[float, float, float]:
    """Return what speaks for an entry: whether a rule finds it, the net's log odds, the text's log odds of harm."""
    seen = min(max(seen, _UNSEEN), 1 - _UNSEEN)
    return float(rule), log(seen / (1 - seen)), harm_odds(sheet)


def trust(sheet: Sheet, kind: Kind, *, rule: bool, seen: float) -> float:
    """Return the probability that a careful reader would list an entry."""
    row = of_texts().trust[kind]
    told = sum(weight * sign for weight, sign in zip(row.weights, signs(sheet, rule=rule, seen=seen), strict=True))
    return round(1 / (1 + exp(-(row.start + told))), 2)
