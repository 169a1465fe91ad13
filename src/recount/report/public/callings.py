"""What nouns say of a person: a calling, kin, a role, a mark that is seen; and which nouns are places of work.

Invariant: a pure lookup of folded words in general vocabularies.
"""

from __future__ import annotations

from functools import cache

from recount.report.public.words import is_ordinary, listed
from recount.vocabulary import load
from recount.vocabulary.lexical import noun_classes

_PERSON_ENDINGS = ("woman", "man", "boy", "girl", "maid", "master", "mistress", "wife", "lady")
_SHORTEST = 7
"""Letters of a word that is one for a person by its ending alone."""


@cache
def kin() -> frozenset[str]:
    """Return the nouns for relatives, with their plurals."""
    words = frozenset(map(str, (*load("titles")["kin"], *load("persons")["kin"])))
    return words | frozenset(f"{word}s" for word in words)


def is_superlative(word: str) -> bool:
    """Tell whether a word ends as superlatives do, over an ordinary word."""
    stem = word.removesuffix("est")
    return (
        stem != word
        and len(stem) > 2
        and word not in noun_classes()
        and any(is_ordinary(form) for form in (stem, f"{stem}e", f"{stem[:-1]}y"))
    )


def is_person(word: str) -> bool:
    """Tell whether a noun is one for a person whom a description may single out."""
    return class_of(word) == "person" and word not in listed("not_described") and not is_office(word)


def is_plain(word: str) -> bool:
    """Tell whether a noun is one for a person by sex and age alone: "the lady", "the boy"."""
    return word in _demographic() or word in ("one", "fellow", "widow", "widower", "orphan", "twin", "twins")


def is_occupation(word: str) -> bool:
    """Tell whether a noun says what somebody does: for a person, and neither age, kin nor part in the event."""
    if word in kin() or word in _plain_persons() or word in listed("not_described") or is_office(word):
        return False
    return class_of(word) == "person" or word.endswith(tuple(map(str, load("publicity")["occupation_endings"])))


def is_private_job(word: str) -> bool:
    """Tell whether a noun is one for a single person's work that nobody does in public."""
    is_many = word.endswith("s") and not word.endswith("ss") and class_of(word.removesuffix("s")) == "person"
    return (
        is_occupation(word)
        and word not in listed("speaking_jobs")
        and not is_many
        and not word.endswith(("men", "people"))
    )


def is_office(word: str) -> bool:
    """Tell whether a noun is one for an office, a rank or a head."""
    return word in listed("offices") | listed("ranks") | listed("spokespersons") | listed("weak") | listed("heads")


def is_workplace(word: str) -> bool:
    """Tell whether a noun is one for a place where somebody works or serves."""
    one = word.removesuffix("s")
    return bool({word, one} & listed("workplaces")) or "building" in (class_of(word), class_of(one))


def class_of(word: str) -> str:
    """Return the class of a noun, of a plural its singular's; a word for a person may be told by its ending."""
    classes = noun_classes()
    found = classes.get(word) or classes.get(word.removesuffix("s"))
    if found is None and len(word) >= _SHORTEST and word.endswith(_PERSON_ENDINGS):
        return "person"
    return str(found or "")


@cache
def _demographic() -> frozenset[str]:
    return frozenset(map(str, load("persons")["demographic"]))


@cache
def _plain_persons() -> frozenset[str]:
    persons = load("persons")
    words = frozenset(
        map(str, (*persons["generic"], *persons["demographic"], *persons["combatant"], *persons["civilian"]))
    )
    return words | frozenset(f"{word}s" for word in words)
