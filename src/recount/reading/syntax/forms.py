"""Forms of words: the regular and irregular forms of listed verbs, as a guard against odd lemmas of an engine.

Invariant: a form is traced to a listed verb or to the engine's own lemma, never to a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from recount.reading.page import Page
from recount.vocabulary.schema import Forms, words_of

_DOUBLING = frozenset("bdgmnprt")
_VOWELS = frozenset("aeiou")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return words_of(Forms, "forms").verbs


def inflected(verbs: Iterable[str]) -> dict[str, str]:
    """Return the forms of verbs (third person, past, participle, gerund), each to its verb."""
    forms: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in _forms(verb):
            forms.setdefault(form, verb)
    return forms


def _forms(verb: str) -> Iterator[str]:
    yield verb
    irregular = _irregular().get(verb)
    if irregular is not None:
        yield from irregular
        return
    stem = verb[:-1] if verb.endswith("e") else verb
    if len(verb) in (3, 4, 5) and verb[-1] in _DOUBLING and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        stem = verb + verb[-1]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing")
        return
    yield from (stem + "ed", stem + "ing", verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"))


def lemma_of(page: Page, index: int, forms: dict[str, str]) -> str:
    """Return the verb of ``forms`` that a token is a form of, else the engine's lemma in lower case."""
    return forms.get(page.lower[index]) or page.tokens[index].lemma.lower()
