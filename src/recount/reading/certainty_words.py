"""The words of ``vocabulary/certainty.yaml`` in the shape the readers look them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from recount import vocabulary
from recount.model.claims import Certainty


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """Lookup tables from word or lemma to what it does; ``negative`` verbs turn polarity instead."""

    auxiliaries: dict[str, Certainty]
    adverbs: dict[str, Certainty]
    adjectives: dict[str, Certainty]
    negators: frozenset[str]
    conditions: frozenset[str]
    over: dict[str, str]
    over_nouns: dict[str, str]
    modal_adjectives: dict[str, str]
    evaluative: frozenset[str]
    opinion_verbs: frozenset[str]
    no_evidence: frozenset[str]
    occurrence: frozenset[str]


@cache
def words() -> CertaintyWords:
    """Return the vocabulary of certainty."""
    data = vocabulary.load("certainty")

    def turned(key: str) -> dict[str, str]:
        return {word: name for name, listed in data[key].items() for word in listed}

    return CertaintyWords(
        auxiliaries=cast("dict[str, Certainty]", turned("auxiliaries")),
        adverbs=cast("dict[str, Certainty]", turned("adverbs")),
        adjectives=cast("dict[str, Certainty]", turned("adjectives")),
        negators=frozenset(data["negators"]),
        conditions=frozenset(data["conditions"]),
        over=turned("over"),
        over_nouns=turned("over_nouns"),
        modal_adjectives=turned("modal_adjectives"),
        evaluative=frozenset(data["evaluative"]),
        opinion_verbs=frozenset(data["opinion_verbs"]),
        no_evidence=frozenset(data["no_evidence"]),
        occurrence=frozenset(data["occurrence"]),
    )
