"""What a body denies in a text that it issues itself: each denying sentence is its statement.

Invariant: only sentences of its own voice; what it relays of others is read with their reports (reading/small). The
statement's polarity is negative, whatever the syntax of the denial ("The claim is false").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from recount.model.analysis import ROOT
from recount.model.claims import Claim, TextValue
from recount.model.text import Span
from recount.reading.sheet import Sheet
from recount.vocabulary import load

READER = "denials"
_SHORT = 3
"""Words below which a sentence says nothing by itself."""


@cache
def _words(name: str) -> frozenset[str]:
    table: Any = load("voices")[name]
    return frozenset(map(str, table))


def read_denials(sheet: Sheet) -> list[Claim]:
    """Return the denying sentences of a communiqué as statements of the body that issues it."""
    page, author = sheet.page, sheet.page.document.author
    if author.basis != "stated" or any(segment.voice == "byline" for segment in page.document.segments):
        return []
    claims = []
    for sentence in page.analysis.sentences:
        inside = range(sentence.first, sentence.last)
        segment = page.segment_at(sentence.start)
        if segment is None or segment.voice != "article" or segment.speaker != author.name or len(inside) < _SHORT:
            continue
        if not any(_denies(sheet, index) for index in inside):
            continue
        root = next((index for index in inside if page.tokens[index].head == ROOT), None)
        span = Span(sentence.start, page.tokens[sentence.last - 1].end)
        claim = sheet.claim("statement", span, TextValue(page.quote(span)), reader=READER, head=root)
        if len(claim.attribution) == 1 and claim.certainty not in ("question", "demanded"):
            claims.append(replace(claim, polarity="-"))
    return claims


def _denies(sheet: Sheet, index: int) -> bool:
    page = sheet.page
    if page.lower[index] in _words("negating"):
        return len(sheet.attributions.chain(page.tokens[index].start, page.tokens[index].end, None)) == 1
    return page.tokens[index].lemma.lower() in _words("denying")
