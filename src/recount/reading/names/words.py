"""Word lists of names as lookups: nouns that act, words that make a title, countries where a page names them.

Invariant: every key holds lower-case words; a word is looked up as ``Page.lower`` gives it, a country as ``plain``
gives it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from recount.model.mentions import ActorType
from recount.reading.page import Page
from recount.vocabulary import load
from recount.vocabulary.schema import BodyWords, CountryRow, NameWords, PlaceWords, TitleWords, Words, words_of

Key = tuple[str, ...]


class Country(NamedTuple):
    """A country's name, its people's or its capital's on a page, with the first token after it."""

    last: int
    code: str
    kind: Literal["name", "people", "capital"]


def name_words() -> NameWords:
    """Return the small words around names."""
    known: NameWords = words_of(NameWords, "names")
    return known


def title_words() -> TitleWords:
    """Return the words of titles."""
    known: TitleWords = words_of(TitleWords, "titles")
    return known


def body_words() -> BodyWords:
    """Return the nouns for bodies and groups, and the words around them."""
    known: BodyWords = words_of(BodyWords, "organisations")
    return known


def place_words() -> PlaceWords:
    """Return the words around place names."""
    known: PlaceWords = words_of(PlaceWords, "places")
    return known


@cache
def actor_types() -> dict[str, ActorType]:
    """Return the common nouns that act, each with its type of actor."""
    words = body_words()
    lists: tuple[tuple[Words, ActorType], ...] = (
        (words.people | words.group, "group"),
        (words.unit_designation, "unit"),
        (words.body, "organisation"),
        (words.unit, "unit"),
        (words.state, "state"),
    )
    return {word: kind for listed, kind in lists for word in listed}


@cache
def title_heads() -> Words:
    """Return the words that make a title: honorifics, ranks, offices and occupations."""
    words = title_words()
    return words.honorific | words.religious | words.rank | words.office | words.occupation


@cache
def offices() -> Words:
    """Return the words for public offices and ranks."""
    return title_words().office | title_words().rank


@cache
def title_fillers() -> Words:
    """Return the words that may stand in a title and make none."""
    return title_words().modifier | title_words().field


@cache
def things() -> Words:
    """Return the nouns for weapons and vehicles, which are no actors."""
    return frozenset(str(word) for found in load("weapons").values() for word in found)


def is_thing(word: str) -> bool:
    """Tell whether a lower-case word names a weapon or vehicle."""
    return word in things() or word.removesuffix("s") in things()


def countries_on(page: Page) -> dict[int, Country]:
    """Return the countries, peoples and capitals that a page names, by their first token, in text order."""
    return page.once(_countries_on)


def country_at(page: Page, index: int) -> Country | None:
    """Return the country, people or capital whose words begin at a token."""
    return countries_on(page).get(index)


def country_of(page: Page, first: int, last: int) -> Country | None:
    """Return the country, people or capital that tokens ``first`` to ``last`` (exclusive) name as a whole."""
    country = countries_on(page).get(first)
    return country if country is not None and country.last == last else None


def _countries_on(page: Page) -> dict[int, Country]:
    known, longest = _countries()
    in_capitals = any(letter.isupper() for letter in page.text[:2000])
    found = {}
    for index, token in enumerate(page.tokens):
        word = page.lower[index].replace(".", "")
        if word not in longest or (in_capitals and token.text.islower()) or (word == "us" and not token.text.isupper()):
            continue
        last = min(index + longest[word], page.sentence_of(index).last)
        words = tuple(_plain(one.text) for one in page.tokens[index:last])
        for size in range(len(words), 0, -1):
            if words[:size] in known:
                found[index] = Country(index + size, *known[words[:size]])
                break
    return found


@cache
def _countries() -> tuple[dict[Key, tuple[str, Literal["name", "people", "capital"]]], dict[str, int]]:
    """Return what each key names, names before peoples before capitals, and the longest key by first word."""
    rows: dict[str, CountryRow] = words_of(dict[str, CountryRow], "countries")
    known: dict[Key, tuple[str, Literal["name", "people", "capital"]]] = {}
    for code, row in rows.items():
        known |= {_key(name): (code, "capital") for name in (row.capital, *row.spellings)}
    for code, row in rows.items():
        known |= {_key(word): (code, "people") for word in row.people}
        regular = (word for word in row.people if not word.endswith(("ese", "sh", "ch", "ss", "men")))
        known |= {_key(f"{word}s"): (code, "people") for word in regular}
    for code, row in rows.items():
        known |= {_key(name): (code, "name") for name in row.names}
        known |= {tuple(name.lower().replace(".", "")): (code, "name") for name in row.names if "." in name}
    longest: dict[str, int] = {}
    for key in known:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return known, longest


def _key(name: str) -> Key:
    return tuple(_plain(word) for word in name.replace("-", " - ").split())


def _plain(word: str) -> str:
    """Return a printed word in lower case without points and with straight apostrophes (``U.S.`` is ``us``)."""
    return word.lower().replace(".", "").replace("\u2019", "'")
