"""The words of ``vocabulary/attribution.yaml``: what a verb or noun does as a word of reporting.

Invariant: a verb has one group, and a lemma is looked up as engines spell it ("emphasiz", "insiste", "criticise").
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple, cast

from recount.vocabulary.schema import AttributionWords, Frame, Manner, VerbGroup, words_of

_MANNERS: dict[VerbGroup, Manner] = {
    "found": "reported", "told": "reported", "wished": "opinion", "named": "opinion", "judged": "opinion",
}  # fmt: skip
"""Manners of the groups that are not called by theirs."""


class Verb(NamedTuple):
    """A reporting verb: its lemma as listed, its group, the manner of what it reports, the prepositions before that."""

    lemma: str
    group: VerbGroup
    manner: Manner
    prepositions: frozenset[str]
    clause: bool
    """Whether it takes a clause or a quotation."""

    def takes(self, frame: Frame) -> bool:
        """True where the verb is listed under ``frame``."""
        return self.lemma in known().frames[frame]


@cache
def known() -> AttributionWords:
    """Return the vocabulary of attribution."""
    words: AttributionWords = words_of(AttributionWords, "attribution")
    return words


@cache
def speakers() -> frozenset[str]:
    """Return the nouns for those who can speak: persons, groups and bodies."""
    lines = (resources.files("recount.vocabulary") / "nouns.txt").read_text(encoding="utf-8").splitlines()
    classes = {row[0]: row[1:] for row in map(str.split, lines)}
    return known().bodies.union(classes["person"], classes["group"])


@cache
def verb_of(lemma: str) -> Verb | None:
    """Return what a lemma does as a reporting verb, None where it is none."""
    american = lemma.removesuffix("e").removesuffix("is") + "ize"
    for spelt in (lemma, american, f"{lemma}e", lemma.removesuffix("e")):
        for group, listed in known().verbs.items():
            if spelt in listed:
                before = known().prepositions.get(spelt, frozenset())
                clause = group not in ("named", "judged", "told")
                return Verb(spelt, group, _MANNERS.get(group, cast(Manner, group)), before, clause)
    return None
