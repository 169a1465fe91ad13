"""Nouns that act: armed forces, governments, bodies, groups and offices as phrases of a page, and states by name.

Invariant: a phrase begins at its first naming word (nation, owner, mark), never at its article or number. A country's
name is an actor only where syntax makes it one (the subject of a verb, the agent of a passive, the owner of a
decision); a capital only where it also does what governments do.
"""

from __future__ import annotations

from typing import NamedTuple

from recount.model.mentions import ActorType
from recount.reading.names.spans import NameSpan, holders
from recount.reading.names.words import (
    actor_types,
    body_words,
    country_at,
    country_of,
    name_words,
    offices,
    title_fillers,
    title_words,
)
from recount.reading.page import Page
from recount.vocabulary.schema import Words


class Phrase(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) of a common noun that acts, its head, and its type of actor."""

    first: int
    last: int
    type: ActorType
    score: float
    head: int


class _Left(NamedTuple):
    """What stands before a noun: where its phrase begins, whether a name and whether a mark is in it."""

    first: int
    named: bool
    marked: bool


def group_phrases(page: Page, spans: list[NameSpan]) -> list[Phrase]:
    """Return the bodies, forces, governments and groups that a page names by a common noun."""
    ends, holder_at = {span.last: span for span in spans}, holders(spans)
    words = body_words()
    found = []
    for index, word in enumerate(page.lower):
        kind = actor_types().get(word)
        if kind is None or not _is_head(page, index):
            continue
        holder = holder_at.get(index)
        if holder and (holder.last > index + 1 or holder.label in ("PLACE", "PERSON")):
            continue
        left = _left(page, index, ends, words.inner, words.group_marks)
        if holder and not left.named and holder.last - holder.first > 1:
            continue
        last = index + 1 if kind == "group" else _end_with_country(page, index)
        left = left._replace(named=left.named or last > index + 1)
        if _acts(page, index, kind, left):
            found.append(Phrase(left.first, last, kind, 0.8 if left.named else 0.6, index))
    return found


def _is_head(page: Page, index: int) -> bool:
    """Tell whether a token is a noun that does not merely modify the noun after it (``army chief``)."""
    token = page.tokens[index]
    if token.upos not in ("NOUN", "PROPN"):
        return False
    if index + 1 < len(page.tokens) and page.tokens[index + 1].start == token.end:
        return page.lower[index + 1] != "-"
    return token.deprel not in ("compound", "amod", "nmod:desc") or not index < token.head <= index + 3


def _left(page: Page, index: int, ends: dict[int, NameSpan], inner: Words, marks: Words) -> _Left:
    """Walk left from a noun over nations, owners, marks and the ``inner`` words that may stand between."""
    floor = page.sentence_of(index).first
    first, named, marked, place = index, False, False, index - 1
    while place >= floor:
        word, span = page.lower[place].rstrip("."), ends.get(place + 1)
        if span is not None and span.first >= floor and (not named or span.label == "MISC"):
            if span.label == "MISC" and country_at(page, span.first) is None:
                break
            first, named, place = span.first, True, span.first
        elif word in marks or word in inner:
            first, marked = place, marked or word in marks
        elif word not in ("'s", "'") and not _is_hyphen(page, place) and not _describes(page, place, index):
            break
        place -= 1
    return _Left(first, named, marked)


def _is_hyphen(page: Page, index: int) -> bool:
    return page.lower[index] == "-" and index > 0 and page.tokens[index - 1].end == page.tokens[index].start


def _describes(page: Page, place: int, index: int) -> bool:
    return page.tokens[place].head == index and page.tokens[place].deprel == "amod"


def _end_with_country(page: Page, index: int) -> int:
    """Return the end of the phrase with an ``of`` and a country after it (``government of Norland``)."""
    if page.lower[index + 1 : index + 2] == ["of"]:
        place = index + 3 if page.lower[index + 2 : index + 3] == ["the"] else index + 2
        country = country_at(page, place)
        if country is not None and country.kind == "name" and country.last <= page.sentence_of(index).last:
            return country.last
    return index + 1


def _acts(page: Page, index: int, kind: ActorType, left: _Left) -> bool:
    """Tell whether a common noun is used as an actor, by what names or marks it."""
    words, word = body_words(), page.lower[index]
    if kind == "unit" and word in words.unit_designation:
        return False
    if word in words.needs_mark or word in words.people:
        return left.marked or (left.named and word not in words.mark_only)
    if kind == "organisation":
        return left.named and (page.tokens[index].text[:1].isupper() or word in words.lower_case)
    return left.named or left.marked or word not in words.definite or _has_child(page, index, ("the",))


def _has_child(page: Page, index: int, words: Words | tuple[str, ...]) -> bool:
    return any(page.lower[child] in words for child in page.children[index])


def office_phrases(page: Page, spans: list[NameSpan]) -> list[Phrase]:
    """Return the offices that a page names without (or beside) their holder."""
    ends, holder_at = {span.last: span for span in spans}, holders(spans)
    inner = title_fillers() | offices()
    found = []
    for index, word in enumerate(page.lower):
        after = holder_at.get(index + 1)
        if word not in offices() or not _is_head(page, index) or (after and after.label == "PERSON"):
            continue
        left = _left(page, index, ends, inner, frozenset())
        last = _end_of_office(page, index, holder_at)
        certain = left.first < index or _has_child(page, index, name_words().determiners)
        if left.named or last > index + 1 or _is_apposed(page, index) or (certain and word not in title_words().weak):
            found.append(Phrase(left.first, last, "office", 0.7, index))
    return found


def _is_apposed(page: Page, index: int) -> bool:
    """Tell whether an office stands in apposition to a name."""
    token = page.tokens[index]
    return token.deprel == "appos" and token.head >= 0 and page.tokens[token.head].upos == "PROPN"


def _end_of_office(page: Page, index: int, holder_at: dict[int, NameSpan]) -> int:
    """Return the end of an office with its ``of`` phrase (``secretary of state``, ``director of the X Office``)."""
    end = page.sentence_of(index).last
    last = index + 1
    while last + 1 < end and page.lower[last] in ("of", "for"):
        place = last + 1 + (page.lower[last + 1] == "the" and last + 2 < end)
        if place in holder_at:
            last = holder_at[place].last
        elif page.lower[place] in title_words().after_of and page.lower[place] != "the":
            last = place + 1
        else:
            break
    return last


def acting_states(page: Page, spans: list[NameSpan]) -> list[NameSpan]:
    """Return the countries and capitals that act, scored by how plainly they do."""
    found = []
    for span in spans:
        country = country_of(page, span.first, span.last)
        if country and country.kind != "people" and _state_acts(page, span, capital=country.kind == "capital"):
            found.append(span._replace(score=0.7 if country.kind == "name" else 0.6))
    return found


def _state_acts(page: Page, span: NameSpan, *, capital: bool) -> bool:
    """Tell whether a country does something, is the agent of it or owns it; a capital, what governments do."""
    inside, words = range(span.first, span.last), body_words()
    token = page.tokens[next((index for index in inside if page.tokens[index].head not in inside), span.first)]
    if token.deprel == "conj" and token.head >= 0:
        token = page.tokens[token.head]
    if token.head < 0:
        return False
    head = page.tokens[token.head]
    if token.deprel in ("nsubj", "obl:agent", "obj", "iobj"):
        free = not capital and token.deprel in ("nsubj", "obl:agent") and head.upos == "VERB"
        return free or head.lemma in words.metonym_verbs
    if token.deprel.startswith("nmod:poss"):
        return head.lemma in words.metonym_nouns or (not capital and head.lemma in words.owned_acts)
    return False
