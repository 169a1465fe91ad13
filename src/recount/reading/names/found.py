"""Names of actors on a page: persons, bodies, armed units, states, groups, offices, as printed.

Invariant: mentions are anchored in the untouched text (``text[start:end]`` is the name without article and
title, white space as printed); ``surface`` is the same with white space made plain. A common noun becomes a
mention only where a text uses it as an actor: with a nation, an owner, a mark (``masked men``) or because the
word means an armed group (``gunmen``). Mentions do not overlap, save the owner inside a body's name
(``Varga's government``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from recount.model.mentions import ActorType, NameMention
from recount.reading.names.groups import Phrase, acting_states, group_phrases, office_phrases
from recount.reading.names.spans import NameSpan, name_spans, plain_space
from recount.reading.names.ties import with_ties
from recount.reading.names.titles import name_start, title_start
from recount.reading.names.words import (
    actor_types,
    body_words,
    is_thing,
    offices,
    title_fillers,
    title_heads,
    title_words,
)
from recount.reading.page import Page


class _Found(NamedTuple):
    first: int
    last: int
    type: ActorType
    score: float
    title_first: int


def read_names(page: Page) -> tuple[NameMention, ...]:
    """Return the names of a page in text order."""
    spans = name_spans(page)
    held: set[int] = set()
    found = []
    for group in group_phrases(page, spans):
        if _claims(held, group.first, group.last):
            found.append(_found(group))
            found.extend(_owners(page, group, spans))
    for span in spans:
        one = _named(page, span)
        if one is not None and _claims(held, one.first, one.last):
            _claims(held, one.title_first, one.first)
            found.append(one)
    for span in acting_states(page, spans):
        if _claims(held, span.first, span.last):
            found.append(_Found(span.first, span.last, "state", span.score, span.first))
    for office in office_phrases(page, spans):
        office = _free_part(page, held, office)
        if _claims(held, office.first, office.last):
            found.append(_found(office))
    found.sort(key=lambda one: one.first)
    return with_ties(page, [_mention(page, one) for one in found])


def _claims(held: set[int], first: int, last: int) -> bool:
    """Take tokens ``first`` to ``last`` and return True, or False if there are none or any is held."""
    wanted = range(first, last)
    free = bool(wanted) and held.isdisjoint(wanted)
    if free:
        held.update(wanted)
    return free


def _free_part(page: Page, held: set[int], office: Phrase) -> Phrase:
    """Return an office phrase cut back to the free words around its head."""
    first, last = office.head, office.head + 1
    while first > office.first and first - 1 not in held:
        first -= 1
    while first < office.head and page.lower[first] in ("'s", "'", "-", ","):
        first += 1
    return office._replace(first=first, last=office.last if held.isdisjoint(range(last, office.last)) else last)


def _found(phrase: Phrase) -> _Found:
    return _Found(phrase.first, phrase.last, phrase.type, phrase.score, phrase.first)


def _owners(page: Page, group: Phrase, spans: list[NameSpan]) -> Iterator[_Found]:
    """Yield the names inside a group's name (``Varga's government``, ``Vesk Front fighters``): its owners."""
    for span in spans:
        if group.first <= span.first and span.last < group.last and (span.label == "PERSON" or group.type == "group"):
            one = _named(page, span)
            if one is not None and one.type != "office":
                yield one


def _named(page: Page, span: NameSpan) -> _Found | None:
    """Return the person, body or office that a span names, None for a place and for what is no name."""
    if span.label not in ("PERSON", "ORGANISATION", "UNIT"):
        return None
    last = span.last
    while last - span.first > 1 and page.lower[last - 1].rstrip(".") in title_words().suffixes:
        last -= 1
    start = last if _is_office(page, span) else name_start(page, span.first, last)
    if start == last:
        cut_short = last < len(page.tokens) and page.tokens[last].upos == "PROPN"
        if cut_short or last - span.first == 1:
            return None
        return _Found(span.first, last, "office", span.score, span.first)
    if is_thing(page.lower[start]) or is_thing(page.lower[last - 1]):
        return None
    if span.label == "PERSON":
        return _Found(start, last, "person", span.score, title_start(page, start))
    if _is_body(page, span):
        return _Found(span.first, span.last, _body_type(page, span), span.score, span.first)
    return None


def _is_office(page: Page, span: NameSpan) -> bool:
    """Tell whether a name is an office with its ``of`` phrase (``High Commissioner for ...``)."""
    words = page.lower[span.first : span.last]
    at = next((place for place, word in enumerate(words[1:], 1) if word in ("of", "for")), 0)
    return at > 0 and (words[at - 1] in offices() or words[max(at - 2, 0) : at] == ["secretary", "general"])


def _is_body(page: Page, span: NameSpan) -> bool:
    """Tell whether a body's name is no adjective, no law, and not the field of an office after it."""
    last = page.lower[span.last - 1]
    if span.last - span.first == 1 and page.tokens[span.first].upos == "ADJ":
        return False
    if last in body_words().instruments:
        return False
    after = page.lower[span.last].rstrip(".") if span.last < len(page.tokens) else ""
    return not (last in title_fillers() and after in title_heads())


def _body_type(page: Page, span: NameSpan) -> ActorType:
    """Return unit or state by label or the last word that says so, else organisation."""
    if span.label == "UNIT":
        return "unit"
    words = reversed(page.lower[span.first : span.last])
    kind = next((actor_types()[word] for word in words if word in actor_types()), None)
    return kind if kind in ("unit", "state") else "organisation"


def _mention(page: Page, one: _Found) -> NameMention:
    span = page.span(one.first, one.last)
    segment = page.segment_at(span.start)
    return NameMention(
        start=span.start,
        end=span.end,
        surface=plain_space(page.quote(span)),
        type=one.type,
        segment=segment.id if segment else "",
        title=plain_space(page.quote(page.span(one.title_first, one.first))) if one.title_first < one.first else None,
        score=one.score,
    )
