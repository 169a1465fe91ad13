"""Classes of nouns: persons, groups, vehicles, weapons, animals, buildings and other things.

Invariant: a word is in one class; the hand-made lists of ``persons.yaml`` and ``things.yaml`` win over WordNet's
commonest sense (``nouns.txt``), since they were made for accounts of harm.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from recount.reading.page import Page
from recount.vocabulary import lexical, load

NounClass = Literal[
    "person", "perhaps_person", "group", "vehicle", "animal", "weapon", "building", "time", "measure", "document",
    "part", "thing", "unknown",
]  # fmt: skip
_ENDINGS = ("man", "woman", "men", "women", "person", "people", "child", "children", "boy", "girl")
_AGENTS = ("er", "or", "ist", "eer", "ian", "ant", "ee")
_LEAST = 7
"""Letters of a word that may be taken for a person by its ending alone: shorter ones are other words too often."""


def noun_classes() -> dict[str, NounClass]:
    """Return every listed noun in the singular (and irregular plurals) with its class."""
    return cast("dict[str, NounClass]", lexical.noun_classes())


@cache
def kind_of_person(noun: str) -> str | None:
    """Return the hand-made class of a noun for a person (civilian, combatant, kin ...), None where it has none."""
    for kind, nouns in load("persons").items():
        if noun in nouns:
            return str(kind)
    return None


def singulars(word: str) -> list[str]:
    """Return a word and what it may be the plural of."""
    found = [word]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith("es"):
        found.append(word[:-2])
    if word.endswith("s"):
        found.append(word[:-1])
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    if word.endswith("children"):
        found.append(word[:-3])
    if word.endswith("wives"):
        found.append(word[:-3] + "fe")
    return found


def class_of(page: Page, index: int) -> NounClass:
    """Return the class of a noun on a page: by its own form, its lemma, its singular, its last part, its ending."""
    word, lemma = page.lower[index], page.tokens[index].lemma.lower()
    return _class_of_words(word, lemma)


@cache
def _class_of_words(word: str, lemma: str) -> NounClass:
    known = noun_classes()
    if known.get(word) == "group" and word != lemma and known.get(lemma) == "person":
        return "person"  # "men" are a work force too
    for form in (word, lemma, *singulars(word)):
        if form in known:
            return known[form]
    tail = word.rpartition("-")[2]
    if tail and tail != word:
        return _class_of_words(tail, tail)
    if word.endswith(_ENDINGS) and len(word) > 5:
        return "person"
    if len(lemma) >= _LEAST and lemma.endswith(_AGENTS):
        return "perhaps_person"
    return "unknown"
