"""Word lists of names, loaded once and turned into sets: titles, bodies, groups, countries, place words.

Invariant: every set holds lower-case words; a word is looked up as ``Page.lower`` gives it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from recount.vocabulary import load


@dataclass(frozen=True)
class Titles:
    """Words of titles by class; ``heads`` are the words that make a title, ``inner`` those that may stand in one."""

    honorific: frozenset[str]
    public: frozenset[str]
    offices: frozenset[str]
    occupations: frozenset[str]
    heads: frozenset[str]
    inner: frozenset[str]
    modifiers: frozenset[str]
    kin: frozenset[str]
    after_of: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    weak: frozenset[str]
    ambiguous: frozenset[str]
    misprints: dict[str, str]


@cache
def titles() -> Titles:
    """Return the words of titles."""
    words = {name: frozenset(map(str, found)) for name, found in load("titles").items()}
    heads = words["honorific"] | words["religious"] | words["rank"] | words["office"] | words["occupation"]
    return Titles(
        honorific=words["honorific"],
        public=words["religious"] | words["rank"] | words["office"],
        offices=words["office"] | words["rank"],
        occupations=words["occupation"],
        heads=heads,
        inner=words["modifier"] | words["field"],
        modifiers=words["modifier"],
        kin=words["kin"],
        after_of=words["after_of"],
        particles=words["particles"],
        suffixes=words["suffixes"],
        weak=words["weak"],
        ambiguous=words["ambiguous"],
        misprints=_misprints(words["office"]),
    )


def _misprints(words: frozenset[str]) -> dict[str, str]:
    """Return each misprint by one dropped letter of a long word, except where it would be another listed word."""
    return {
        word[:place] + word[place + 1 :]: word
        for word in sorted(words)
        if len(word) >= 8
        for place in range(2, len(word))
        if word[:place] + word[place + 1 :] not in words
    }


@dataclass(frozen=True)
class Bodies:
    """Common nouns that act as bodies: head noun to type of actor, and the words around them."""

    type_of: dict[str, str]
    inner: frozenset[str]
    marks: frozenset[str]
    needs_mark: frozenset[str]
    designations: frozenset[str]
    body_nouns: frozenset[str]
    metonym_verbs: frozenset[str]
    metonym_nouns: frozenset[str]
    instruments: frozenset[str]
    things: frozenset[str]
    owned_acts: frozenset[str]
    military: frozenset[str]
    personnel: frozenset[str]
    no_thing: frozenset[str]
    misprints: dict[str, str]


@cache
def bodies() -> Bodies:
    """Return the nouns for bodies and groups."""
    words = load("organisations")
    type_of: dict[str, str] = {}
    for name, kind in (("people", "group"), ("group", "group"), ("unit_designation", "unit"),
                       ("body", "organisation"), ("unit", "unit"), ("state", "state")):  # fmt: skip
        for word in words[name]:
            type_of[word] = kind
    return Bodies(
        type_of=type_of,
        inner=frozenset(words["inner"]),
        marks=frozenset(words["group_marks"]),
        needs_mark=frozenset(words["needs_mark"]) | frozenset(words["people"]),
        designations=frozenset(words["unit_designation"]),
        body_nouns=frozenset(words["body"]),
        metonym_verbs=frozenset(words["metonym_verbs"]),
        metonym_nouns=frozenset(words["metonym_nouns"]),
        owned_acts=frozenset(words["owned_acts"]),
        military=frozenset(words["military_marks"]),
        personnel=frozenset(words["personnel"]),
        no_thing=frozenset(words["no_thing"]),
        instruments=frozenset(words["instruments"]),
        things=frozenset(str(word) for found in load("weapons").values() for word in found),
        misprints=_misprints(frozenset(words["state"])),
    )


@dataclass(frozen=True)
class Countries:
    """Countries: folded names, words for their people and capitals, each to the ISO code."""

    names: dict[tuple[str, ...], str]
    people: dict[tuple[str, ...], str]
    capitals: dict[tuple[str, ...], str]
    first_words: frozenset[str]


@cache
def countries() -> Countries:
    """Return the countries, keyed by tuples of lower-case words without points."""
    names: dict[tuple[str, ...], str] = {}
    people: dict[tuple[str, ...], str] = {}
    capitals: dict[tuple[str, ...], str] = {}
    for code, entry in load("countries").items():
        for name in entry["names"]:
            names[_words(name)] = code
            if "." in name:
                names[tuple(letter.lower() for letter in name if letter != ".")] = code
        for word in entry["people"]:
            people[_words(word)] = code
            if not word.endswith(("ese", "sh", "ch", "ss", "men")):
                people[_words(word + "s")] = code
        for name in (entry["capital"], *entry.get("spellings", ())):
            capitals[_words(name)] = code
    return Countries(names, people, capitals, frozenset(key[0] for table in (names, people, capitals) for key in table))


def _words(name: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in name.replace("-", " - ").split())


def plain(word: str) -> str:
    """Return a printed word in lower case without points and with straight apostrophes (``U.S.`` is ``us``)."""
    return word.lower().replace(".", "").replace("\u2019", "'")


@dataclass(frozen=True)
class PlaceWords:
    """Words beside place names."""

    before: dict[str, str]
    after: dict[str, str]
    relations: frozenset[str]
    directions: frozenset[str]
    distance_heads: frozenset[str]
    broad: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """Return the words beside place names."""
    words = load("places")
    return PlaceWords(
        before=words["before"],
        after=words["after"],
        relations=frozenset(words["relations"]),
        directions=frozenset(words["directions"]),
        distance_heads=frozenset(words["distance_heads"]),
        broad=frozenset(name.lower() for name in words["broad"]),
    )
