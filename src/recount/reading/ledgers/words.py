"""The words of the ledgers: ``vocabulary/demands.yaml`` and its neighbours."""

from __future__ import annotations

from functools import cache

from recount.reading.syntax import inflected
from recount.vocabulary.schema import (
    AnswerWords,
    DemandWords,
    ExhibitWords,
    PromiseWords,
    StatusWords,
    WarningWords,
    words_of,
)  # fmt: skip


@cache
def of_demands() -> DemandWords:
    """Return the words of demands."""
    return words_of(DemandWords, "demands")


@cache
def of_promises() -> PromiseWords:
    """Return the words of promises."""
    return words_of(PromiseWords, "promises")


@cache
def of_warnings() -> WarningWords:
    """Return the words of warnings."""
    return words_of(WarningWords, "warnings")


@cache
def of_answers() -> AnswerWords:
    """Return the words of answers."""
    return words_of(AnswerWords, "answers")


@cache
def of_exhibits() -> ExhibitWords:
    """Return the words of exhibits."""
    return words_of(ExhibitWords, "exhibits")


@cache
def of_statuses() -> StatusWords:
    """Return the words of statuses."""
    return words_of(StatusWords, "statuses")


@cache
def asking_forms() -> dict[str, str]:
    """Return each form of a verb that asks with the verb."""
    words = of_demands()
    groups = (*words.asking.values(), *words.acts_behind.values(), words.asking_for)
    return inflected(frozenset(verb for verbs in groups for verb in verbs))


@cache
def categories() -> dict[str, str]:
    """Return each word of what is asked with its category; the first that lists it decides."""
    found: dict[str, str] = {}
    for category, words in of_demands().categories.items():
        for word in words:
            found.setdefault(word, category)
    return found
