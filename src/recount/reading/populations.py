"""Numbers that are no casualties: what each number of a text is, and the counts of people and things among them.

Invariant: a number that a casualty claim rests on is never given another role, and no role here says that
anybody was harmed. Years, dates, ages, ordinals, references and codes have a role but become no claim.
"""

from __future__ import annotations

from recount.model.claims import Claim, PopulationValue
from recount.model.text import Span
from recount.reading.casualty_phrases import Phrase, thing_nouns
from recount.reading.harm import read as read_casualties
from recount.reading.number_roles import Role, roles_of
from recount.reading.numbers import Number
from recount.reading.page import Page
from recount.reading.sheet import Sheet

READER = "populations"


_PEOPLE = frozenset(
    {"residents", "members", "survivors", "attendance", "captives", "group", "persons", "attacked", "victims"}
)


_CLAIMED = _PEOPLE | {
    "distance", "area", "weight", "money", "percentage", "vehicle", "animal", "building", "weapon", "event",
    "object", "document",
}  # fmt: skip


_HOMES = frozenset({"home to", "is home to", "was home to", "are home to", "houses", "housed", "hosts"})


def read(sheet: Sheet) -> list[Claim]:
    """Return the claims on numbers that count people who were not harmed, distances and things.

    Numbers of forces have their role here and their claims in ``reading/forces.py``.
    """
    claims: list[Claim] = []
    for number, phrase, role in roles_of(sheet, read_casualties(sheet)):
        claim = _claim(sheet, number, phrase, role)
        if claim is not None:
            claims.append(claim)
    return claims


def _claim(sheet: Sheet, number: Number, phrase: Phrase | None, role: Role) -> Claim | None:
    """Return the claim a number makes, None for roles that are no counts."""
    page = sheet.page
    count = number.count
    if count is None or (count.op == "vague" and count.low is None):
        return None
    if role not in _CLAIMED:
        return None
    first, last = number.first, number.last
    head = number.core_first
    if phrase is not None and phrase.last > last:
        last = phrase.last
    if phrase is not None and phrase.head is not None:
        head = phrase.head
    elif role in ("distance", "area", "weight", "money", "percentage") and last < len(page.lower):
        if page.lower[last] in thing_nouns():
            last += 1
    span = page.span(first, last)
    of = _words_after(page, number, last)
    if not of and role in _PEOPLE:
        return None
    score = 0.9 if role in _PEOPLE else 0.8
    return sheet.claim(
        "population", span, PopulationValue(count, of or number.raw, _where(sheet, span), role), reader=READER,
        head=head, score=score
    )  # fmt: skip


def _words_after(page: Page, number: Number, last: int) -> str:
    """Return the printed words after the figure up to token ``last``: what is counted."""
    first = number.last
    while first < last and page.lower[first] in ("-", "of", "the", "strong", "–"):
        first += 1
    return page.text[page.tokens[first].start : page.tokens[last - 1].end] if first < last else ""


def _where(sheet: Sheet, span: Span) -> str | None:
    """Return the place printed right after the counted phrase, or the place that is "home to" it."""
    text = sheet.page.text
    for place in sheet.places:
        if place.start >= span.end:
            return place.surface if text[span.end : place.start].strip().lower() in ("in", "at") else None
        if text[place.end : span.start].strip(" ,").lower() in _HOMES:
            first = sheet.page.sentence_of(sheet.page.tokens_in(place.start, place.end)[0]).start
            return next(other.surface for other in sheet.places if other.start >= first)
    return None
