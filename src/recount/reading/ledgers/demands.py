"""Demands: who asks whom for what, under which condition.

Invariant: an entry has a passage with the asking word and what is asked; who is asked is printed there or at the head
of the letter; a wish, a question, a command to one's own soldiers and a demand that nobody made are none. What somebody
"must" do is a demand only where what is asked is of a kind that such accounts ask for (vocabulary/demands.yaml).
"""

from __future__ import annotations

from dataclasses import replace

from recount.model.claims import Claim, DemandValue
from recount.model.text import Span
from recount.reading.ledgers.asking import Asked, find_asked
from recount.reading.ledgers.phrases import (
    LONGEST,
    addressee,
    category_of,
    category_of_act,
    clause,
    condition,
    is_violent,
    others,
    parties,
    voice_of,
)
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import arguments_of
from recount.reading.voices import Report

READER = "demands"
SCORE = 0.86
"""Share of the entries that a careful reader lists too, on corpus/ledgers2 before anybody had read it."""
_UNREAL = frozenset({"question", "conditional", "predicted", "denied", "possible"})
_SOMEBODY = frozenset({"him", "her", "them", "us", "me"})


def read_demands(sheet: Sheet) -> list[Claim]:
    """Return the demands that rules find in a text, in order."""
    page = sheet.page
    reports = sheet.attributions.by_cue
    found: list[Claim] = []
    cues: list[int] = []
    for asked in find_asked(page):
        start = page.tokens[asked.cue].start
        own = [claim for claim, cue in zip(found, cues, strict=True) if cue != asked.cue]
        if any(claim.start <= start < claim.end for claim in own):
            continue  # what is demanded may be to demand something
        made = _claim(sheet, asked, None if asked.told else reports.get(asked.cue))
        if made is not None:
            found.append(made)
            cues.append(asked.cue)
    return found


def _claim(sheet: Sheet, asked: Asked, report: Report | None) -> Claim | None:
    page = sheet.page
    what = clause(page, asked.act, after=asked.after)
    if what is None or (report is not None and report.negated) or is_violent(page, asked.act):
        return None
    first = min(page.tokens[asked.cue].start, what.start)
    span = Span(first, max(page.tokens[asked.cue].end, what.end))
    category = category_of(page, what)
    if span.end - span.start > LONGEST:
        return None
    if asked.told and category_of_act(page, asked.act) is None and not _is_for_somebody(page, asked.act):
        return None
    by = voice_of(sheet, span, asked.cue, report)
    to = others(parties(page, asked.to, anybody=not asked.told) or _spoken_to(page, asked), by)
    value = DemandValue(by, page.quote(what), to, condition(page, asked.act), category or "other")
    claim = sheet.claim("demand", span, value, reader=READER, score=SCORE, head=asked.cue, report=report)
    if asked.told:
        return None if claim.certainty == "question" else replace(claim, polarity="+", id="")
    return None if claim.polarity == "-" or claim.certainty in _UNREAL else claim


def _spoken_to(page: Page, asked: Asked) -> tuple[str, ...]:
    """Return whom a letter is to, where its reader is asked: an order, or what "you" are to do."""
    subjects = {page.lower[one] for one in arguments_of(page).children(asked.act, "nsubj")}
    named = addressee(page)
    spoken = (asked.told and not subjects) or "you" in {*subjects, *(page.lower[one] for one in asked.to)}
    return (named,) if named and spoken else ()


def _is_for_somebody(page: Page, act: int) -> bool:
    """Whether an order is about persons that are told of: "let him go", "give us our men"."""
    tree = arguments_of(page)
    return any(page.lower[one] in _SOMEBODY for one in [*tree.children(act, "obj"), *tree.children(act, "iobj")])
