"""Stretches of a page that are names, with one label a stretch, corrected by what the whole page shows.

An engine labels a name sentence by sentence; a page shows more: what is a place in three sentences is one in the
fourth. Invariant: stretches do not overlap, come in text order and neither begin nor end with an article, a
possessive mark or punctuation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from recount.reading.names.words import (
    actor_types,
    countries_on,
    country_at,
    country_of,
    name_words,
    place_words,
    title_heads,
    title_words,
)
from recount.reading.page import Page

_KEPT = frozenset({"PERSON", "ORGANISATION", "UNIT", "PLACE", "MISC"})
_SMALL = ("PRON", "NUM", "DET", "AUX", "SYM")
"""Classes of words that alone are no name."""
_TITLE = 2.0
_PLACED = 0.5
"""What a title before a name says for a person, a preposition before it or a kind of place after it for a place;
an engine's own label says at most 1."""
_REPEATED = 0.6
"""Score of a repeat that the engine passed over."""
_SHORTEST = 4
"""Letters of a name of one word that is looked for elsewhere; three where all are capitals."""


class NameSpan(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) with an engine label or a corrected one, and its score."""

    first: int
    last: int
    label: str
    score: float


def name_spans(page: Page) -> list[NameSpan]:
    """Return the names of a page, trimmed, joined where split, labelled by the whole page, and spread to repeats."""
    return page.once(_name_spans)


def holders(spans: list[NameSpan]) -> dict[int, NameSpan]:
    """Return for each token inside a span that span."""
    return {index: span for span in spans for index in range(span.first, span.last)}


def _name_spans(page: Page) -> list[NameSpan]:
    return _with_repeats(page, _relabelled(page, _joined(page, _with_countries(page, _engine_spans(page)))))


def _engine_spans(page: Page) -> list[NameSpan]:
    found = []
    for entity in page.analysis.entities:
        for part in _parts(page, NameSpan(entity.first, entity.last, entity.label, entity.score)):
            first, last = _trimmed(page, part.first, part.last)
            alone = last - first == 1 and page.tokens[first].upos in _SMALL
            if entity.label in _KEPT and first < last and not alone:
                last += entity.label == "UNIT" and _is_kind_of_unit(page, last)
                found.append(part._replace(first=first, last=last))
    kept: list[NameSpan] = []
    for span in sorted(found, key=lambda span: (span.first, -span.last)):
        if not kept or span.first >= kept[-1].last:
            kept.append(span)
    return kept


def _parts(page: Page, span: NameSpan) -> Iterator[NameSpan]:
    """Part a name at a possessive (``Norland's Vesk Province``) or a hyphen between two countries."""
    lower, owners = page.lower, name_words().owners
    for index in range(span.first + 1, span.last - 1):
        country = country_of(page, span.first, index)
        owned = lower[index] in ("'s", "'") and lower[index - 1] not in owners and (country or index - span.first > 1)
        paired = lower[index] in ("-", "/") and country and country_of(page, index + 1, span.last)
        if owned or paired:
            yield span._replace(last=index)
            yield span._replace(first=index + 1)
            return
    yield span


def _trimmed(page: Page, first: int, last: int) -> tuple[int, int]:
    """Cut small words and marks off both ends, and common words off the front (``raid`` of ``raid Camp Norrin``)."""
    lower, words = page.lower, name_words()
    while first < last and (lower[first] in words.articles or lower[first] in words.edges or _is_mark(page, first)):
        first += 1
    while first < last and (lower[last - 1] in words.edges or _is_mark(page, last - 1) or _is_pronoun(page, last - 1)):
        last -= 1
    proper = next((index for index in range(first, last) if not page.tokens[index].text.islower()), first)
    return first if title_words().particles.intersection(lower[first:proper]) else proper, last


def _is_kind_of_unit(page: Page, index: int) -> bool:
    """Tell whether the token after a unit's name is the kind of unit that the name modifies (``the Velm force``)."""
    if index >= len(page.tokens) or actor_types().get(page.lower[index]) != "unit":
        return False
    return page.tokens[index - 1].head == index


def _body_of_place(page: Page, body: NameSpan, place: NameSpan) -> bool:
    """Tell whether a place goes on the name of a body (``the Workers' Organisation of Norland``)."""
    if (body.label, place.label) != ("ORGANISATION", "PLACE") or body.last - body.first < 2:
        return False
    joined = place.first == body.last + 1 and page.lower[body.last] == "of"
    return joined and actor_types().get(page.lower[body.last - 1]) == "organisation"


def _is_pronoun(page: Page, index: int) -> bool:
    """Tell whether a word behind a name only points back to it (``Nouri himself``)."""
    return page.tokens[index].upos == "PRON" and page.tokens[index].text.islower()


def _is_mark(page: Page, index: int) -> bool:
    return not any(letter.isalnum() for letter in page.tokens[index].text)


def _with_countries(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Add country names and words for peoples that no span holds; label those that are a whole span."""
    result = []
    for span in spans:
        country = country_of(page, span.first, span.last)
        label = span.label if country is None else _LABELS[country.kind]
        result.append(span if country is None else span._replace(label=label, score=1.0))
    held, reached = holders(spans), 0
    for index, country in countries_on(page).items():
        if index >= reached and held.keys().isdisjoint(range(index, country.last)):
            reached = country.last
            if country.kind != "capital":
                result.append(NameSpan(index, country.last, _LABELS[country.kind], 1.0))
    return sorted(result, key=lambda span: span.first)


_LABELS = {"name": "PLACE", "people": "MISC", "capital": "PLACE"}
"""Label of a name, by what kind of country word it is."""


def _joined(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Join the halves of a person's name that the engine labelled one by one, and a kind of place to its name."""
    result: list[NameSpan] = []
    for span in spans:
        previous = result[-1] if result else None
        span = _with_kind(page, span, previous.last if previous else 0)
        if previous and previous.last == span.first and previous.label == span.label == "PERSON" and (
            _one_person(page, previous, span)
        ):  # fmt: skip
            result[-1] = previous._replace(last=span.last, score=max(span.score, previous.score))
        elif previous and _body_of_place(page, previous, span):
            result[-1] = previous._replace(last=span.last)
        else:
            result.append(span)
    return result


def _one_person(page: Page, one: NameSpan, two: NameSpan) -> bool:
    """Tell whether two neighbouring persons are one: by the tree, or as first name and surname."""
    if page.sentence_index[one.first] != page.sentence_index[two.first]:
        return False
    titled = page.lower[one.first].rstrip(".") in title_heads()
    gap = page.text[page.tokens[one.last - 1].end : page.tokens[two.first].start]
    return (two.last - one.first == 2 and gap == " " and not titled) or page.tokens[two.first].head in range(
        one.first, one.last
    )


def _with_kind(page: Page, span: NameSpan, floor: int) -> NameSpan:
    """Return a name with the kind of place before it, or at its front, as a place."""
    for first in (span.first - 1, span.first) if span.label in ("PLACE", "MISC", "PERSON") else ():
        if first >= floor and first + 1 < span.last and _is_kind_of(page, first, first + 1):
            return span._replace(first=first, label="PLACE")
    return span


def _is_kind_of(page: Page, index: int, name: int) -> bool:
    """Tell whether a word is a kind of place that stands right before a name (``Camp Norrin``)."""
    if page.sentence_index[index] != page.sentence_index[name] or country_at(page, name):
        return False
    kind = place_words().before.get(page.lower[index], "region")
    return kind not in ("region", "district") and page.tokens[index].text[:1].isupper()


def _relabelled(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Give each name the label that the page as a whole gives to its words; countries keep theirs."""
    names = {span: _core(page, span) for span in spans if not country_of(page, span.first, span.last)}
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span, name in names.items():
        for voted, label, weight in _votes(page, span, name):
            votes[voted][label] += weight
    best = {name: max(sorted(tally), key=lambda label: tally[label]) for name, tally in votes.items()}
    return [span._replace(label=_settled(page, span, best[names[span]])) if span in names else span for span in spans]


def _votes(page: Page, span: NameSpan, name: str) -> Iterator[tuple[str, str, float]]:
    """Yield what one mention says of names: words, label, weight."""
    before = page.lower[span.first - 1].rstrip(".") if span.first else ""
    after = page.lower[span.last] if span.last < len(page.tokens) else ""
    yield name, span.label, span.score
    if span.label == "PERSON" and span.last - span.first > 1:
        yield page.tokens[span.last - 1].text, "PERSON", span.score
    if span.label in ("PERSON", "MISC") and before in title_heads():
        yield name, "PERSON", _TITLE
    if span.label != "ORGANISATION" and (before in name_words().before_places or after in place_words().after):
        yield name, "PLACE", _PLACED


def _settled(page: Page, span: NameSpan, label: str) -> str:
    """Return the label of a name: an organisation for a lone acronym taken for a person."""
    word = page.tokens[span.first].text
    lone = span.last - span.first == 1 and word.isalpha() and word.isupper() and 3 <= len(word) <= 6
    return "ORGANISATION" if label == "PERSON" and lone and not page.text.isupper() else label


def _core(page: Page, span: NameSpan) -> str:
    """Return the words of a name without the kind of place before it."""
    kind = span.last - span.first > 1 and _is_kind_of(page, span.first, span.first + 1)
    return surface(page, span.first + kind, span.last)


def surface(page: Page, first: int, last: int) -> str:
    """Return the words of tokens ``first`` to ``last`` (exclusive) as printed, one blank between them."""
    return plain_space(page.quote(page.span(first, last)))


def plain_space(text: str) -> str:
    """Return ``text`` with every run of white space (no-break spaces too) as one blank."""
    return " ".join(text.split())


def _with_repeats(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Add repeats of the page's names that the engine passed over: same words, same case."""
    known: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for span in spans:
        words = tuple(token.text for token in page.tokens[span.first : span.last])
        if len(words) > 1 or (not page.text.isupper() and _is_telling(words[0])):
            known[words[0]].setdefault(words, span.label)
    held = set(holders(spans))
    added = []
    for index, token in enumerate(page.tokens):
        for words in sorted(known[token.text], key=len, reverse=True) if token.text in known else ():
            places = range(index, index + len(words))
            if held.isdisjoint(places) and tuple(one.text for one in page.tokens[index : places.stop]) == words:
                added.append(NameSpan(index, places.stop, known[token.text][words], _REPEATED))
                held.update(places)
                break
    return sorted([*spans, *added], key=lambda span: span.first)


def _is_telling(word: str) -> bool:
    return word[0].isupper() and (len(word) >= _SHORTEST or (word.isupper() and len(word) == _SHORTEST - 1))
