"""The words of ``vocabulary/certainty.yaml``, and what a word does by its table."""

from __future__ import annotations

from functools import cache

from recount.vocabulary.schema import CertaintyWords, Effect, Words, words_of


@cache
def known() -> CertaintyWords:
    """Return the vocabulary of certainty."""
    words: CertaintyWords = words_of(CertaintyWords, "certainty")
    return words


def effect_of(table: dict[Effect, Words], word: str) -> Effect | None:
    """Return what a table says that a word does."""
    return next((effect for effect, listed in table.items() if word in listed), None)
