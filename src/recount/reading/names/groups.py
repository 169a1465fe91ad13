"""Common nouns that act: armed forces, governments, bodies, groups and offices as phrases of a page.

Invariant: a phrase begins at its first naming word (nation, owner, mark), never at its article or number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from recount.model.mentions import ActorType
from recount.reading.names.lexicon import bodies, titles
from recount.reading.names.spans import NameSpan, country_at
from recount.reading.page import Page

_NOUNLIKE = ("NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class GroupPhrase:
    """Tokens ``first`` to ``last`` (exclusive) of a common noun that acts, and its type of actor."""

    first: int
    last: int
    type: ActorType
    score: float
    head: int = -1


def group_phrases(page: Page, spans: list[NameSpan]) -> list[GroupPhrase]:
    """Return the bodies, forces, governments and groups that a page names by a common noun."""
    known = bodies()
    ends = {span.last: span for span in spans}
    at = {index: span for span in spans for index in range(span.first, span.last)}
    found: list[GroupPhrase] = []
    for index, word in enumerate(page.lower):
        word = known.misprints.get(word, word)
        kind = known.type_of.get(word)
        if kind is None or page.tokens[index].upos not in (("NOUN", "PROPN") if kind == "group" else _NOUNLIKE):
            continue
        holder = at.get(index)
        if holder and (holder.last > index + 1 or holder.label in ("PLACE", "PERSON")):
            continue
        if _modifies_next(page, index):
            continue
        first, named, marked = _left(page, index, ends, at)
        if holder:
            if holder.first < first:
                continue
            if not named and holder.last - holder.first > 1:
                continue
        last = _right(page, index, kind)
        if last > index + 1:
            named = True
        if not _acts(page, index, word, kind, named, marked):
            continue
        found.append(GroupPhrase(first, last, cast("ActorType", kind), 0.8 if named else 0.6))
    return found


def _modifies_next(page: Page, index: int) -> bool:
    """Tell whether the noun only modifies the noun after it (``army chief``, ``police station``)."""
    token = page.tokens[index]
    following = index + 1
    if following < len(page.tokens) and page.lower[following] == "-" and token.end == page.tokens[following].start:
        return True
    if following >= len(page.tokens) or token.end == page.tokens[following].start:
        return False
    return token.deprel in ("compound", "amod", "nmod:desc") and token.head > index and token.head - index <= 3


def _left(page: Page, index: int, ends: dict[int, NameSpan], at: dict[int, NameSpan]) -> tuple[int, bool, bool]:
    """Return the first token of the phrase, whether a nation or owner names it, whether a mark stands in it."""
    known = bodies()
    floor = page.sentence_of(index).first
    first, named, marked = index, False, False
    place = index - 1
    while place >= floor:
        word = page.lower[place]
        span = ends.get(place + 1)
        if span is not None and span.first >= floor and (named is False or span.label == "MISC"):
            if span.label == "MISC" and country_at(page, span.first) is None:
                break
            first, named = span.first, True
            place = span.first - 1
        elif word in known.marks:
            first, marked, place = place, True, place - 1
        elif word in known.inner:
            first, place = place, place - 1
        elif word in ("'s", "'") and place - 1 >= floor and (place in ends) and not named:
            place -= 1
        elif word == "-" and place - 1 >= floor and page.tokens[place - 1].end == page.tokens[place].start:
            place -= 1
            if page.lower[place] not in ("pro", "anti", "ex", "state", "government") and place + 1 not in ends:
                break
            first, marked = place, True
            place -= 1
        elif not named and page.tokens[place].head == index and page.tokens[place].deprel == "amod":
            if not _name_further(page, place, floor, ends):
                break
            place -= 1
        else:
            break
    return first, named, marked


def _name_further(page: Page, place: int, floor: int, ends: dict[int, NameSpan]) -> bool:
    """Tell whether a nation or owner stands at most three words further left of an adjective."""
    for back in range(place, max(floor, place - 3), -1):
        if back in ends:
            return True
        if page.tokens[back - 1].upos not in ("ADJ", "PART", "PUNCT"):
            return False
    return False


def _right(page: Page, index: int, kind: str) -> int:
    """Return the end of the phrase with an ``of`` and a country after it (``government of Norland``)."""
    if kind == "group" or index + 2 >= page.sentence_of(index).last or page.lower[index + 1] != "of":
        return index + 1
    place = index + 2
    if page.lower[place] == "the" and place + 1 < page.sentence_of(index).last:
        place += 1
    country = country_at(page, place)
    if country and country[2] == "name":
        return country[0]
    return index + 1


def _acts(page: Page, index: int, word: str, kind: str, named: bool, marked: bool) -> bool:
    known = bodies()
    if kind == "unit" and word in known.designations:
        return False
    if word in known.needs_mark:
        return marked or (named and word not in ("people", "women", "men", "company", "service"))
    if kind == "organisation":
        return named and _capital_or_nation(page, index)
    if named or marked or kind == "group":
        return True
    if word in (
        "military",
        "forces",
        "guards",
        "squad",
        "squads",
        "patrol",
        "guard",
        "leadership",
        "authority",
        "state",
    ):
        return _definite(page, index)
    if kind == "state":
        return _definite(page, index) or word == "authorities"
    return kind == "unit"


def _capital_or_nation(page: Page, index: int) -> bool:
    return page.tokens[index].text[:1].isupper() or page.lower[index] in (
        "parliament",
        "court",
        "embassy",
        "congress",
        "ministry",
        "senate",
    )


def _definite(page: Page, index: int) -> bool:
    return any(page.lower[child] == "the" for child in page.children[index])


def office_phrases(page: Page, spans: list[NameSpan]) -> list[GroupPhrase]:
    """Return the offices that a page names without (or beside) their holder."""
    words = titles()
    ends = {span.last: span for span in spans}
    at = {index: span for span in spans for index in range(span.first, span.last)}
    found: list[GroupPhrase] = []
    for index, printed in enumerate(page.lower):
        word = words.misprints.get(printed, printed)
        if word not in words.offices or page.tokens[index].upos not in ("NOUN", "PROPN"):
            continue
        if _modifies_next(page, index) or page.tokens[index].deprel == "flat":
            continue
        if index + 1 < len(page.tokens) and (index + 1) in at and at[index + 1].label == "PERSON":
            continue
        first, named, definite = _office_left(page, index, ends)
        last = _office_right(page, index, at)
        if last > index + 1:
            named = True
        if _said_of(page, index) or named or ((definite or first < index) and word not in words.weak):
            found.append(GroupPhrase(first, last, "office", 0.7, index))
    return found


def _said_of(page: Page, index: int) -> bool:
    """Tell whether the office stands in apposition to a name or is said of one (``X is director``)."""
    token = page.tokens[index]
    if token.deprel == "appos" and token.head >= 0:
        return page.tokens[token.head].upos == "PROPN"
    children = page.children[index]
    return any(page.tokens[child].deprel == "cop" for child in children) and any(
        page.tokens[child].deprel == "nsubj" and page.tokens[child].upos == "PROPN" for child in children
    )


def _office_left(page: Page, index: int, ends: dict[int, NameSpan]) -> tuple[int, bool, bool]:
    words = titles()
    floor = page.sentence_of(index).first
    first, named = index, False
    place = index - 1
    while place >= floor:
        word = page.lower[place].rstrip(".")
        span = ends.get(place + 1)
        if span is not None and span.first >= floor and not named:
            first, named = span.first, True
            place = span.first - 1
        elif word == "the":
            return first, named, True
        elif word in words.inner or word in words.offices:
            first, place = place, place - 1
        elif word in ("'s", "'", "-") and place > floor:
            place -= 1
        else:
            break
    return first, named, page.lower[place] in ("the", "his", "her", "their") if place >= floor else False


def _office_right(page: Page, index: int, at: dict[int, NameSpan]) -> int:
    """Return the end of an office with its ``of`` phrase (``secretary of state``, ``director of the X Office``)."""
    end = page.sentence_of(index).last
    last = index + 1
    while last + 1 < end and page.lower[last] in ("of", "for"):
        place = last + 1
        if page.lower[place] == "the" and place + 1 < end:
            place += 1
        if place in at:
            last = at[place].last
        elif page.lower[place] in titles().after_of and page.lower[place] != "the":
            last = place + 1
        else:
            break
    return last
