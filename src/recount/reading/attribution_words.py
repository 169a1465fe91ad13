"""The words of ``vocabulary/attribution.yaml`` in the shape the readers look them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from recount import vocabulary
from recount.reading.attribution_values import Manner


@dataclass(frozen=True, slots=True)
class Verb:
    """What a reporting verb does: the manner of its content and which complements it takes for it."""

    group: str
    manner: Manner
    heard: bool
    clause: bool
    object: bool
    infinitive: bool
    prepositions: frozenset[str]
    raising: bool


@dataclass(frozen=True, slots=True)
class Words:
    """All lists of the vocabulary, frozen."""

    verbs: dict[str, Verb]
    nouns: dict[str, Manner]
    according: tuple[tuple[str, ...], ...]
    documents: frozenset[str]
    occasions: frozenset[str]
    makers: frozenset[str]
    publishers: frozenset[str]
    publisher_names: frozenset[str]
    news: frozenset[str]
    collective: frozenset[str]
    pronouns: dict[str, str]
    particles: frozenset[str]
    naming: frozenset[str]
    stances: frozenset[str]


@cache
def words() -> Words:
    """Return the vocabulary of attribution."""
    data = vocabulary.load("attribution")
    prepositions: dict[str, list[str]] = data["preposition"]
    infinitive, objects = frozenset(data["infinitive"]), frozenset(data["object"])
    raising, stances = frozenset(data["passive_raising"]), frozenset(data["object_stance"])
    verbs: dict[str, Verb] = {}

    def add(lemma: str, group: str, manner: str, heard: bool, clause: bool) -> None:
        verbs.setdefault(
            lemma,
            Verb(
                group=group,
                manner=cast(Manner, manner),
                heard=heard,
                clause=clause,
                object=lemma in objects,
                infinitive=lemma in infinitive,
                prepositions=frozenset(prepositions.get(lemma, ())),
                raising=lemma in raising,
            ),
        )

    for group in ("denial", "allegation", "belief", "forecast", "query", "demand", "finding", "speech", "stance"):
        entry = data["verbs"][group]
        for lemma in entry["clause"]:
            if group == "finding" and lemma == "suggest":
                continue
            add(lemma, group, entry["manner"], entry["voice"], True)
    for lemma in data["naming"]:
        add(lemma, "naming", "opinion", True, False)
    for lemma in sorted({*objects, *infinitive, *prepositions}):
        stance = lemma in stances
        add(lemma, "stance" if stance else "speech", "opinion" if stance else "reported", not stance, False)
    for lemma in list(verbs):
        for slip in (lemma[:-1] if lemma.endswith("e") else f"{lemma}e",):
            verbs.setdefault(slip, verbs[lemma])  # engines shorten and lengthen rare lemmas ("emphasiz", "insiste")
    nouns = {noun: cast(Manner, manner) for manner, listed in data["nouns"].items() for noun in listed}
    return Words(
        verbs=verbs,
        nouns=nouns,
        according=tuple(tuple(phrase) for phrase in data["according"]),
        documents=frozenset(data["documents"]),
        occasions=frozenset(data["occasions"]),
        makers=frozenset(data["makers"]),
        publishers=frozenset(data["publishers"]),
        publisher_names=frozenset(data["publisher_names"]),
        news=frozenset(data["news"]),
        collective=frozenset(data["collective"]),
        pronouns=dict(data["pronouns"]),
        particles=frozenset(data["particles"]),
        naming=frozenset(data["naming"]),
        stances=stances,
    )
