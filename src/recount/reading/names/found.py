"""Names of actors on a page: persons, bodies, armed units, states, groups, offices, as printed.

Invariant: mentions are anchored in the untouched text (``text[start:end]`` is the name without article and
title, white space as printed); ``surface`` is the same with white space made plain. A common noun becomes a
mention only where a text uses it as an actor: with a nation, an owner, a mark (``masked men``) or because the
word means an armed group (``gunmen``). Mentions do not overlap, save the owner inside a body's name
(``Varga's government``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recount.model.mentions import ActorType, NameMention
from recount.reading.names.groups import GroupPhrase, group_phrases, office_phrases
from recount.reading.names.lexicon import bodies, titles
from recount.reading.names.spans import NameSpan, country_at, name_spans
from recount.reading.names.states import acting_states
from recount.reading.names.ties import with_ties
from recount.reading.names.titles import is_head, name_start, title_start
from recount.reading.page import Page

_BYLINE = re.compile(
    r"(?m)^\s*[Bb][Yy]:?[ \u00a0]+((?:[A-Z][\w.'\u2019-]+[ \u00a0]+){1,3}[A-Z][\w'\u2019-]+)[ \u00a0]*$"
)


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    type: ActorType
    title_first: int
    score: float


def read_names(page: Page) -> tuple[NameMention, ...]:
    """Return the names of a page in text order."""
    spans = name_spans(page)
    groups = group_phrases(page, spans)
    taken = _Taken(page)
    found: list[_Found] = []
    for group in groups:
        if taken.claim(group.first, group.last):
            found.append(_Found(group.first, group.last, group.type, group.first, group.score))
            found.extend(_owners(page, group, spans))
    for span in spans:
        one = _named(page, span)
        if one is not None and taken.claim(one.first, one.last):
            taken.claim(one.title_first, one.first)
            found.append(one)
    for one in _bylines(page):
        if taken.claim(one.first, one.last):
            found.append(one)
    for index, last, score in acting_states(page, spans):
        if taken.claim(index, last):
            found.append(_Found(index, last, "state", index, score))
    for office in office_phrases(page, spans):
        office = taken.free_part(office)
        if taken.claim(office.first, office.last):
            found.append(_Found(office.first, office.last, "office", office.first, office.score))
    found.sort(key=lambda one: one.first)
    return with_ties(page, tuple(_mention(page, one) for one in found))


def _owners(page: Page, group: GroupPhrase, spans: list[NameSpan]) -> list[_Found]:
    """Return the names inside a group's name (``Varga's government``, ``Vesk Front fighters``): its owner."""
    inside = (span for span in spans if group.first <= span.first and span.last < group.last)
    return [
        one
        for one in (_named(page, span) for span in inside if span.label == "PERSON" or group.type == "group")
        if one is not None and one.type != "office"
    ]


class _Taken:
    """Which tokens a mention already holds."""

    def __init__(self, page: Page) -> None:
        self._held = bytearray(len(page.tokens))
        self._marks = [word in ("'s", "'", "-", ",") for word in page.lower]

    def claim(self, first: int, last: int) -> bool:
        """Take tokens ``first`` to ``last`` and return True, or False if any is held."""
        if first >= last or any(self._held[first:last]):
            return False
        self._held[first:last] = b"\x01" * (last - first)
        return True

    def free_part(self, office: GroupPhrase) -> GroupPhrase:
        """Return an office phrase cut back to the free words around its head."""
        first, last = office.head, office.head + 1
        while first > office.first and not self._held[first - 1]:
            first -= 1
        while last < office.last and not self._held[last]:
            last += 1
        if last < office.last:
            last = office.head + 1
        while first < office.head and self._marks[first]:
            first += 1
        return replace(office, first=first, last=last)


def _named(page: Page, span: NameSpan) -> _Found | None:
    if span.label == "PERSON":
        return _person(page, span)
    if span.label in ("ORGANISATION", "UNIT"):
        return _body(page, span)
    return None


def _person(page: Page, span: NameSpan) -> _Found | None:
    last = span.last
    if _is_office(page, span):
        return _Found(span.first, span.last, "office", span.first, span.score)
    while last - span.first > 1 and page.lower[last - 1].rstrip(".") in titles().suffixes:
        last -= 1
    start = name_start(page, span.first, last)
    if start >= last:
        follows = last < len(page.tokens) and page.tokens[last].text[:1].isupper()
        return None if follows or last - span.first == 1 else _Found(span.first, last, "office", span.first, span.score)
    if page.tokens[start].upos in ("PRON", "DET") or _is_thing(page, start):
        return None
    return _Found(start, last, "person", title_start(page, start), span.score)


def _body(page: Page, span: NameSpan) -> _Found | None:
    country = country_at(page, span.first)
    if country and country[0] == span.last:
        return None
    if span.last - span.first == 1 and page.tokens[span.first].upos in ("ADJ", "PRON", "DET"):
        return None
    if (
        page.lower[span.last - 1] in bodies().instruments
        or _is_thing(page, span.first)
        or _is_thing(page, span.last - 1)
    ):
        return None
    if span.last < len(page.tokens) and page.lower[span.last - 1] in titles().inner and is_head(page, span.last):
        return None
    if _is_office(page, span):
        return _Found(span.first, span.last, "office", span.first, span.score)
    if name_start(page, span.first, span.last) == span.last:
        if span.last - span.first == 1:
            return None
        return _Found(span.first, span.last, "office", span.first, span.score)
    return _Found(span.first, span.last, body_type(page, span), span.first, span.score)


def _is_thing(page: Page, index: int) -> bool:
    word = page.lower[index]
    return word in bodies().things or word.removesuffix("s") in bodies().things


def _is_office(page: Page, span: NameSpan) -> bool:
    """Tell whether a name is an office with its ``of`` phrase (``High Commissioner for ...``)."""
    for index in range(span.first + 1, span.last):
        if page.lower[index] in ("of", "for"):
            return page.lower[index - 1] in titles().offices or page.lower[index - 2 : index] == [
                "secretary",
                "general",
            ]
    return False


def body_type(page: Page, span: NameSpan) -> ActorType:
    """Return unit for armed units by label or head word, else organisation."""
    known = bodies()
    if span.label == "UNIT":
        return "unit"
    for index in range(span.last - 1, span.first - 1, -1):
        kind = known.type_of.get(page.lower[index])
        if kind == "unit" or page.lower[index] in ("force", "guard"):
            return "unit"
        if kind == "state":
            return "state"
        if kind is not None:
            nation = country_at(page, span.first)
            return "group" if kind == "group" and nation and index == span.last - 1 else "organisation"
    return "organisation"


def _bylines(page: Page) -> list[_Found]:
    """Return the writers named on a line of their own after ``By``."""
    found = []
    for match in _BYLINE.finditer(page.text[:3000]):
        inside = page.tokens_in(match.start(1), match.end(1))
        if inside and not country_at(page, inside[0]):
            start = name_start(page, inside[0], inside[-1] + 1)
            if start <= inside[-1]:
                found.append(_Found(start, inside[-1] + 1, "person", inside[0], 0.9))
    return found


def _mention(page: Page, one: _Found) -> NameMention:
    span = page.span(one.first, one.last)
    segment = page.segment_at(span.start)
    title = None
    if one.title_first < one.first:
        title = plain_space(page.text[page.tokens[one.title_first].start : page.tokens[one.first - 1].end])
    return NameMention(
        start=span.start,
        end=span.end,
        surface=plain_space(page.quote(span)),
        type=one.type,
        segment=segment.id if segment else "",
        title=title,
        score=one.score,
    )


def plain_space(text: str) -> str:
    """Return ``text`` with every run of white space (no-break spaces too) as one blank."""
    return " ".join(text.split())
