"""To whom an actor belongs, and whether it is a private person: read from the words on and beside its names.

Invariant: without a word that says so the affiliation is ``unknown``; no list of named bodies decides it, save
the general names of ``vocabulary/affiliations.yaml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from recount.linking.folding import fold
from recount.linking.forms import Form
from recount.model.actors import Affiliation
from recount.vocabulary import load

_ORDER: tuple[Affiliation, ...] = ("state_backed", "armed_group", "intergovernmental", "state", "non_state")
WORDS_BEFORE = 4
"""How many words before a name may say what its bearer is (``the rebel group X``)."""


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Return the phrases by their first word, each with the rank of its class in ``_ORDER``."""
    lists = load("affiliations")
    found: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for rank, name in enumerate(_ORDER):
        for phrase in sorted({tuple(fold(str(entry)).split()) for entry in lists[name]}):
            found[phrase[0]].append((phrase, rank))
    return {first: tuple(phrases) for first, phrases in found.items()}


def own_affiliation(forms: Iterable[Form]) -> Affiliation:
    """Return the affiliation that the words of the names, their titles and appositions give."""
    ordered = sorted(forms, key=lambda form: form.node)
    if any(form.type == "state" for form in ordered):
        return "state"
    own = [words for form in ordered for words in _own_words(form)]
    return _first_class(own)


def affiliation_beside(forms: Iterable[Form], texts: dict[str, str]) -> Affiliation:
    """Return the affiliation that the few words before the names give (``the rebel group X``)."""
    ordered = sorted(forms, key=lambda form: form.node)
    return _first_class([words for form in ordered for words in _words_beside(form, texts)])


def _own_words(form: Form) -> list[tuple[str, ...]]:
    result = [form.words] if form.type != "person" else []
    result += [tuple(title.split()) for title in (*form.titles, *form.appositions)]
    return result


def _words_beside(form: Form, texts: dict[str, str]) -> list[tuple[str, ...]]:
    if form.type not in ("organisation", "unit"):
        return []
    result = []
    for name in form.mentions:
        before = texts[form.node[0]][max(0, name.start - 40) : name.start]
        cut = max(before.rfind(mark) for mark in '.,;:!?()"\n')
        result.append(tuple(fold(before[cut + 1 :]).split()[-WORDS_BEFORE:]))
    return result


def _first_class(stretches: list[tuple[str, ...]]) -> Affiliation:
    """Return the first class in order of which a phrase stands in one of the stretches."""
    phrases = _phrases()
    ranks = {
        rank
        for words in stretches
        for place, word in enumerate(words)
        for phrase, rank in phrases.get(word, ())
        if words[place : place + len(phrase)] == phrase
    }
    return _ORDER[min(ranks)] if ranks else "unknown"


@cache
def _public_words() -> frozenset[str]:
    lists = load("titles")
    return frozenset(fold(str(word)) for name in ("religious", "rank", "office") for word in lists[name]) | frozenset(
        {"spokesman", "spokeswoman", "lord", "sir", "dame"}
    )


def holds_office(forms: Iterable[Form]) -> bool:
    """Tell whether a title or apposition gives a person a public office, rank or religious rank."""
    return any(
        word in _public_words()
        for form in forms
        for title in (*form.titles, *form.appositions)
        for word in title.split()
    )
