"""Nouns for people and forces that name nobody by themselves, wherever they stand: "Gunmen attacked ..."."""

from __future__ import annotations

from functools import cache

from recount.vocabulary.schema import BodyWords, DoerWords, words_of


@cache
def _common() -> frozenset[str]:
    bodies, doers = words_of(BodyWords, "organisations"), words_of(DoerWords, "doers")
    return frozenset({*bodies.unit, *bodies.group, *bodies.people, *doers.armed, *doers.followers})


@cache
def acting_nouns() -> frozenset[str]:
    """Return the nouns for states, forces, bodies and groups, which act as persons do."""
    bodies = words_of(BodyWords, "organisations")
    return frozenset({*bodies.state, *bodies.unit, *bodies.body, *bodies.group, *bodies.people})


@cache
def powers() -> frozenset[str]:
    """Return the nouns for states, forces and bodies."""
    bodies = words_of(BodyWords, "organisations")
    return frozenset({*bodies.state, *bodies.unit, *bodies.body})


def is_common_noun(name: str) -> bool:
    """Return whether a printed name is nothing but a common noun for people or a force."""
    return name.lower().removeprefix("the ") in _common()
