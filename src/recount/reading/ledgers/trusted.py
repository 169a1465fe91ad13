"""How far an entry is believed: what rules and the net say of it, weighed by a table.

Invariant: an entry stands where the table gives it at least the floor of its ledger, and its score is what the table
gives; without a net the rules alone speak, in texts that tell of harm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import exp, log

from recount.model.analysis import EntryMark
from recount.model.claims import Claim
from recount.model.text import Span
from recount.reading.ledgers.gate import harm_odds, is_told_of_harm
from recount.reading.ledgers.marked import claim_of, completed, passage, proposed, shared, sort_withheld
from recount.reading.ledgers.phrases import category_of
from recount.reading.ledgers.words import lemma, of_promises, of_texts, of_warnings, telling
from recount.reading.page import Page
from recount.reading.sheet import Sheet

Rule = Callable[[Sheet], list[Claim]]
SIGNS = ("rule", "net", "harm", "word", "content", "matter")
"""What speaks for an entry: that a rule finds it; the net's log odds; the text's log odds of harm; a word of its ledger
in the passage; that the net sees what it is about; words of what such accounts ask for, promise, withhold, warn of."""
ENOUGH = 0.3
"""Part of the shorter passage that a rule's entry and the net's have in common where they are one entry."""
_UNSEEN = 0.02
"""Probability that stands for a net that proposes nothing there: it keeps what it gives twice and a half as much."""
_READERS = {
    "demand": "demands", "commitment": "promises", "warning": "warnings", "response": "answers", "exhibit": "exhibits",
    "status": "statuses", "deprivation": "deprivations", "part": "parts", "label": "labels",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an entry: a rule's claim, the net's mark, or both; and its passage."""

    kind: str
    span: Span
    claim: Claim | None
    mark: EntryMark | None


def read_ledger(kind: str, rule: Rule, sheet: Sheet) -> list[Claim]:
    """Return the entries of a ledger, in order."""
    if sheet.page.analysis.entries is None:
        return rule(sheet) if is_told_of_harm(sheet) else []
    if harm_odds(sheet) < of_texts().far:
        return []
    found: list[Claim] = []
    for one in candidates(kind, rule, sheet):
        score, made = trust(sheet, one), one.claim
        judged = made is not None and made.certainty == "opinion"  # a listed idiom of idleness needs no net
        if score < of_texts().trust[kind].floor and not judged:
            continue
        if judged and made is not None:
            score = max(score, made.score)
        if made is not None and one.mark is not None:
            made = completed(sheet, made, one.mark)
        elif made is None and one.mark is not None:
            made = claim_of(sheet, kind, one.mark, _READERS[kind], score)
        found += [replace(made, score=score, id="")] if made is not None else []
    return sorted(found, key=lambda claim: (claim.start, claim.end))


def candidates(kind: str, rule: Rule, sheet: Sheet) -> Iterator[Candidate]:
    """Yield what rules and the net propose for one ledger, each entry once."""
    page = sheet.page
    marks = proposed(page).get(kind, [])
    near: defaultdict[int, list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        for sentence in {page.sentence_index[mark.first], page.sentence_index[mark.last]}:
            near[sentence].append(place)
    taken: set[int] = set()
    for claim in rule(sheet):
        own, tokens = Span(claim.start, claim.end), page.tokens_in(claim.start, claim.end)
        places = {place for at in (tokens[0], tokens[-1]) for place in near[page.sentence_index[at]]}
        same = sorted(place for place in places if shared(own, passage(page, marks[place])) >= ENOUGH)
        taken.update(same)
        sure = max((marks[place] for place in same), key=lambda mark: mark.score, default=None)
        yield Candidate(kind, own, claim, sure)
    for place, mark in enumerate(marks):
        if place not in taken:
            yield Candidate(kind, passage(page, mark), None, mark)


def signs(sheet: Sheet, one: Candidate) -> tuple[float, ...]:
    """Return what speaks for an entry, in the order of ``SIGNS``."""
    page, mark, words = sheet.page, one.mark, telling(one.kind, one.mark.sort if one.mark is not None else "")
    inside = page.tokens_in(one.span.start, one.span.end)
    seen = min(max(mark.score if mark is not None else 0.0, _UNSEEN), 1 - _UNSEEN)
    return (
        float(one.claim is not None),
        log(seen / (1 - seen)),
        harm_odds(sheet),
        float(any(lemma(page, at) in words for at in inside)),
        float(mark is not None and mark.opens is not None),
        float(_is_of_matter(page, one)),
    )


def _is_of_matter(page: Page, one: Candidate) -> bool:
    """Whether a passage has words of what is asked for, promised or withheld where people are harmed, or of danger."""
    if one.kind == "warning":
        return any(lemma(page, at) in of_warnings().dangers for at in page.tokens_in(one.span.start, one.span.end))
    if one.kind == "deprivation":
        return sort_withheld(page, page.tokens_in(one.span.start, one.span.end)) is not None
    if one.kind not in ("demand", "commitment"):
        return False
    category = category_of(page, one.span)
    return category is not None and category not in of_promises().kept_out


def trust(sheet: Sheet, one: Candidate) -> float:
    """Return the probability that a careful reader would list an entry."""
    row = of_texts().trust[one.kind]
    told = sum(weight * sign for weight, sign in zip(row.weights, signs(sheet, one), strict=True))
    return round(1 / (1 + exp(-(row.start + told))), 2)
