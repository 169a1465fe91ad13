"""Place names on a page, with the relation word before each and the place it is said to lie in.

Invariant: mentions are anchored (``text[start:end]`` is the name without article), do not overlap, and a
country that acts may be both a place here and a state among the names.
"""

from __future__ import annotations

import re

from recount.model.mentions import NameMention, PlaceMention
from recount.reading.names.spans import NameSpan, name_spans, surface
from recount.reading.names.words import country_of, place_words
from recount.reading.page import Page

_INSIDE = re.compile(r"\s*,?\s+(?:in|of|inside)\s+(?:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?|\s*\(\s*")
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?")
_AND = re.compile(r"\s*,?\s*(?:and|or|&)\s+(?:the\s+)?")
_OWNS = re.compile(r"['\u2019]s\s+(?:[\w-]+\s+){0,3}(?:of\s+)?")


def read_places(page: Page, names: tuple[NameMention, ...]) -> tuple[PlaceMention, ...]:
    """Return the places of a page in text order; names that are actors there are no places, save countries."""
    actors = {(name.start, name.end) for name in names if name.type in ("person", "organisation", "unit")}
    spans = [span for span in name_spans(page) if _is_place(page, span, actors)]
    found = []
    for position, span in enumerate(spans):
        where = page.span(span.first, span.last)
        segment = page.segment_at(where.start)
        found.append(
            PlaceMention(
                start=where.start,
                end=where.end,
                surface=surface(page, span.first, span.last),
                segment=segment.id if segment else "",
                relation=_relation(page, span.first),
                within=_within(page, spans, position),
                score=span.score,
            )
        )
    return tuple(found)


def _is_place(page: Page, span: NameSpan, actors: set[tuple[int, int]]) -> bool:
    """Tell whether a span is a place that neither acts nor describes a people ("Velmian troops")."""
    where, word = page.span(span.first, span.last), page.tokens[span.first]
    if span.label != "PLACE" or (where.start, where.end) in actors:
        return False
    describes = span.last - span.first == 1 and (word.upos == "ADJ" or word.deprel == "amod")
    return not describes or country_of(page, span.first, span.last) is not None


def _relation(page: Page, first: int) -> str | None:
    """Return the relation word or phrase before a place (``near``, ``northeast of``, ``outskirts of``)."""
    words, lower = place_words(), page.lower
    floor, index = page.sentence_of(first).first, first - 1
    while index >= floor and (lower[index] in words.fillers or lower[index] in words.directions):
        index -= 1
    if index < floor or lower[index] not in words.relations:
        return None
    before = lower[index - 1] if lower[index] == "of" and index > floor else ""
    parted = before in words.directions or before in words.distance_heads
    return f"{before} of" if parted else lower[index]


def _within(page: Page, spans: list[NameSpan], position: int) -> str | None:
    """Return the printed place that a place is said to lie in: ``X, Y``, ``X in Y``, ``X (Y)``, ``Y's X``."""
    span, between = spans[position], _between(page, spans, position)
    if between is not None and len(between) < _NEAR:
        following = spans[position + 1]
        same = page.sentence_index[span.first] == page.sentence_index[following.first]
        listed = _COMMA.fullmatch(between) and not _is_list(page, spans, position)
        if same and (listed or _INSIDE.fullmatch(between)):
            return surface(page, following.first, following.last)
    if position:
        owner, link = spans[position - 1], _between(page, spans, position - 1)
        if country_of(page, owner.first, owner.last) and link and _OWNS.fullmatch(link):
            return surface(page, owner.first, owner.last)
    return None


_NEAR = 30
"""Characters between a place and the place it lies in, at most."""


def _between(page: Page, spans: list[NameSpan], position: int) -> str | None:
    """Return the text between a place and the next, None for the last."""
    if position + 1 >= len(spans):
        return None
    return page.text[page.tokens[spans[position].last - 1].end : page.tokens[spans[position + 1].first].start]


def _is_list(page: Page, spans: list[NameSpan], position: int) -> bool:
    """Tell whether ``X, Y`` is a list: a third place follows after ``and``, or both are countries."""
    link = _between(page, spans, position + 1)
    kinds = {getattr(country_of(page, one.first, one.last), "kind", None) for one in spans[position : position + 2]}
    return kinds == {"name"} or (link is not None and _AND.fullmatch(link) is not None)
