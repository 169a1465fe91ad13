"""What a body or a person says in a text of its own: a communiqué, a signed letter, a statement.

Invariant: only sentences of its own voice; what it relays of others is read with their reports (reading/small). A
denying sentence has negative polarity, whatever its syntax ("The claim is false"). Of a text that a body or an office
issues every sentence that tells or denies something is its statement; of a private letter those that deny or that say
what "we" or "I" did.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from recount.model.analysis import ROOT, Sentence
from recount.model.claims import Claim, TextValue
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.vocabulary import load

READER = "own words"
_SHORT = 3
"""Words below which a sentence says nothing by itself."""
_HEAD = 400
"""Characters of the head of a page, where a letterhead stands."""


@cache
def _words(name: str) -> frozenset[str]:
    table: Any = load("voices")[name]
    return frozenset(map(str, table))


def read_own_words(sheet: Sheet) -> list[Claim]:
    """Return the sentences of an issued or signed text as statements of whoever issues it."""
    page, author = sheet.page, sheet.page.document.author
    if author.basis != "stated" or any(segment.voice == "byline" for segment in page.document.segments):
        return []
    official, claims = _is_official(page), []
    for sentence in page.analysis.sentences:
        inside = range(sentence.first, sentence.last)
        segment = page.segment_at(sentence.start)
        if segment is None or segment.voice != "article" or segment.speaker != author.name or len(inside) < _SHORT:
            continue
        denies = any(_denies(sheet, index) for index in inside)
        if not denies and not (_tells(page, sentence) if official else _is_of_first_person(sheet, sentence)):
            continue
        root = next((index for index in inside if page.tokens[index].head == ROOT), None)
        span = Span(sentence.start, page.tokens[sentence.last - 1].end)
        claim = sheet.claim("statement", span, TextValue(page.quote(span)), reader=READER, head=root)
        if len(claim.attribution) == 1 and claim.certainty not in ("question", "demanded"):
            claims.append(replace(claim, polarity="-" if denies else claim.polarity))
    return claims


def _is_official(page: Page) -> bool:
    """Whether the name of the author stands in the page's head, or an office behind it ("Ada Orm, Secretary")."""
    return any(span.start < _HEAD or page.text[span.end : span.end + 1] == "," for span in page.document.author.spans)


def _tells(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence has a finite verb: headings and lines of an address tell nothing."""
    return any(page.tokens[index].xpos in ("VBD", "VBZ", "VBP") for index in range(sentence.first, sentence.last))


def _is_of_first_person(sheet: Sheet, sentence: Sentence) -> bool:
    page = sheet.page
    own = (index for index in range(sentence.first, sentence.last) if page.lower[index] in _words("first_person"))
    return _tells(page, sentence) and any(_is_own(sheet, index) for index in own)


def _is_own(sheet: Sheet, index: int) -> bool:
    token = sheet.page.tokens[index]
    return len(sheet.attributions.chain(token.start, token.end, None)) == 1


def _denies(sheet: Sheet, index: int) -> bool:
    page = sheet.page
    if page.lower[index] in _words("negating"):
        return _is_own(sheet, index)
    return page.tokens[index].lemma.lower() in _words("denying")
