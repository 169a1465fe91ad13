"""Place names on a page, with the relation word before each and the place it is said to lie in.

Invariant: mentions are anchored (``text[start:end]`` is the name without article), do not overlap, and a
country that acts may be both a place here and a state among the names.
"""

from __future__ import annotations

import re
from dataclasses import replace

from recount.model.mentions import NameMention, PlaceMention
from recount.reading.names.lexicon import place_words
from recount.reading.names.spans import NameSpan, country_at, name_spans
from recount.reading.page import Page

_ARTICLE_OR_NOISE = frozenset({"the", "a", "an", "nearby", "neighbouring", "neighboring", "downtown", "greater"})
_PARTICLES = frozenset({"al", "el", "de", "la", "le", "las", "los", "van", "von", "bin", "ibn", "du", "di", "da", "ar"})
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?")
_INSIDE = re.compile(r"\s*,?\s+(?:in|of|inside)\s+(?:the\s+)?(?:(?:north|south|east|west|central)\w*\s+)?")
_BRACKET = re.compile(r"\s*\(\s*")


def read_places(page: Page, names: tuple[NameMention, ...]) -> tuple[PlaceMention, ...]:
    """Return the places of a page in text order; names that are actors there are no places, save countries."""
    actors = {(name.start, name.end) for name in names if name.type in ("person", "organisation", "unit")}
    spans = [_without_words(page, span) for span in name_spans(page) if _is_place(page, span, actors)]
    found: list[PlaceMention] = []
    for position, span in enumerate(spans):
        where = page.span(span.first, span.last)
        segment = page.segment_at(where.start)
        found.append(
            PlaceMention(
                start=where.start,
                end=where.end,
                surface=" ".join(page.quote(where).split()),
                segment=segment.id if segment else "",
                relation=_relation(page, span.first),
                within=_within(page, spans, position),
                score=span.score,
            )
        )
    return tuple(found)


def _is_place(page: Page, span: NameSpan, actors: set[tuple[int, int]]) -> bool:
    if span.label != "PLACE":
        return False
    where = page.span(span.first, span.last)
    if (where.start, where.end) in actors:
        return False
    word = page.tokens[span.first]
    if span.last - span.first == 1 and (word.upos in ("VERB", "PRON", "NUM") or word.text.islower()):
        return country_at(page, span.first) is not None
    if span.last - span.first == 1 and _is_of_a_people(page, span.first):
        return country_at(page, span.first) is not None
    return True


def _is_of_a_people(page: Page, index: int) -> bool:
    """Whether a word is a people's adjective ("Velmian troops") rather than a place."""
    word = page.tokens[index]
    if word.upos == "ADJ" or word.deprel == "amod":
        return True
    modifies = word.deprel.startswith("compound") and word.head >= 0 and page.tokens[word.head].upos == "NOUN"
    return modifies and word.text.endswith(("an", "ese", "ish"))


def _without_words(page: Page, span: NameSpan) -> NameSpan:
    """Return the place without common words before its name: "troops raid Camp X" names Camp X."""
    first = span.first
    while first + 1 < span.last and page.tokens[first].text.islower() and page.lower[first] not in _PARTICLES:
        if not page.tokens[first + 1].text[:1].isupper():
            return span
        first += 1
    return span if first == span.first else replace(span, first=first)


def _relation(page: Page, first: int) -> str | None:
    """Return the relation word or phrase before a place (``near``, ``northeast of``, ``on the outskirts of``)."""
    words = place_words()
    lower = page.lower
    floor = page.sentence_of(first).first
    index = first - 1
    while index >= floor and (lower[index] in _ARTICLE_OR_NOISE or lower[index] in words.directions):
        index -= 1
    if index < floor or lower[index] not in words.relations:
        return None
    if lower[index] == "of" and index > floor:
        before = lower[index - 1]
        if before in words.directions:
            return f"{before} of"
        if before in words.distance_heads:
            return f"{before} of"
    if lower[index] == "to" and index > floor and lower[index - 1] in ("close", "next", "adjacent"):
        return f"{lower[index - 1]} to"
    if (
        lower[index] == "from"
        and index > floor
        and lower[index - 1] in ("away", "kilometers", "kilometres", "miles", "km")
    ):
        return "away from"
    return lower[index]


def _within(page: Page, spans: list[NameSpan], position: int) -> str | None:
    """Return the printed place that a place is said to lie in: ``X, Y``, ``X in Y``, ``X (Y)``, ``Y's X``."""
    span = spans[position]
    end = page.tokens[span.last - 1].end
    if position + 1 < len(spans):
        following = spans[position + 1]
        start = page.tokens[following.first].start
        between = page.text[end:start]
        if page.sentence_index[span.first] == page.sentence_index[following.first] and len(between) < 30:
            surface = _surface(page, following)
            if _INSIDE.fullmatch(between) or _BRACKET.fullmatch(between):
                return surface
            if _COMMA.fullmatch(between) and not _listed(page, spans, position):
                return surface
    if position:
        previous = spans[position - 1]
        between = page.text[page.tokens[previous.last - 1].end : page.tokens[span.first].start]
        country = country_at(page, previous.first)
        if country and re.fullmatch(r"['\u2019]s\s+(?:[\w-]+\s+){0,3}(?:of\s+)?", between):
            return _surface(page, previous)
    return None


def _listed(page: Page, spans: list[NameSpan], position: int) -> bool:
    """Tell whether ``X, Y`` is a list (``X, Y and Z``): a third place joined by ``and``, or two of one kind."""
    here, following = spans[position], spans[position + 1]
    if position + 2 < len(spans):
        between = page.text[page.tokens[following.last - 1].end : page.tokens[spans[position + 2].first].start]
        if re.fullmatch(r"\s*,?\s*(?:and|or|&)\s+(?:the\s+)?", between):
            return True
    if position:
        between = page.text[page.tokens[spans[position - 1].last - 1].end : page.tokens[here.first].start]
        if re.fullmatch(r"\s*(?:and|or)\s+", between):
            return False
    first, second = country_at(page, here.first), country_at(page, following.first)
    return bool(first and second and first[2] == second[2] == "name")


def _surface(page: Page, span: NameSpan) -> str:
    return " ".join(page.quote(page.span(span.first, span.last)).split())
