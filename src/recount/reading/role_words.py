"""Words of parts in acts: which verbs and nouns are acts, and who stands where around them.

Invariant: the acts are those of ``vocabulary/events.yaml`` (the harmful classes of it) and the more of
``vocabulary/roles.yaml``; what their subject, object and neighbours are is said in the latter alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from recount.model.claims import RoleName
from recount.reading.lexicon import bodies, inflected
from recount.vocabulary import load


@dataclass(frozen=True)
class RoleWords:
    """Lemmas; ``light`` maps a light verb to the part its subject takes, ``forms`` inflected forms to verbs.

    ``doers`` are common nouns for people and forces, ``armed`` those of them that mean armed people, ``collective``
    singular words for many; ``phrases`` gives the words that make a verb an act (``open``: ``fire``).
    """

    verbs: frozenset[str]
    nouns: frozenset[str]
    no_victim: frozenset[str]
    suffered: frozenset[str]
    light: dict[str, RoleName]
    needs_in: frozenset[str]
    lists: dict[str, frozenset[str]]
    blame_on: dict[str, str]
    detaining: frozenset[str]
    forms: dict[str, str]
    doers: frozenset[str]
    armed: frozenset[str]
    collective: frozenset[str]
    phrases: dict[str, frozenset[str]]


@cache
def role_words() -> RoleWords:
    """Return the words of parts in acts."""
    events, roles = load("events"), load("roles")
    lists = {key: frozenset(map(str, words)) for key, words in roles.items() if isinstance(words, list)}
    verbs = {verb for kind in roles["harmful"] for verb in events["verbs"].get(kind, ())} | lists["more_verbs"]
    nouns = {noun for kind in roles["harmful"] for noun in events["nouns"].get(kind, ())}
    nouns |= {"atrocity", "crime", "violence", "operation", "mass murder", "abuse", "bloodshed", "hostage-taking"}
    nouns = (nouns | lists["suffered"] | lists["between"]) - lists["things"]
    light: dict[str, RoleName] = {}
    kinds: tuple[RoleName, ...] = (
        "witness",
        "investigator",
        "enabled",
        "carried_out",
        "planned",
        "commanded",
        "ordered",
    )
    for kind in kinds:
        for verb in lists[kind]:
            light[verb] = kind
    known, persons = bodies(), load("persons")
    armed = frozenset(map(str, persons["combatant"])) | lists["armed_doers"]
    armed |= {word for word, actor in known.type_of.items() if actor in ("unit", "group")} - known.needs_mark
    people = {
        str(word) for kind in ("generic", "demographic", "kin", "civilian", "other") for word in persons[kind]
    } - lists["no_doers"]
    phrases = {str(verb): frozenset(map(str, words)) for verb, words in roles["phrases"].items()}
    return RoleWords(
        frozenset(verbs), frozenset(nouns), lists["no_victim"], lists["suffered"], light, lists["needs_in"], lists,
        roles["blame_on"], frozenset(events["verbs"]["detention"]) | {"jail", "imprison"},
        inflected(frozenset(verbs) | lists["dies"] | lists["gives"] | frozenset(light) | frozenset(phrases)),
        frozenset(people) | armed | lists["machines"] | frozenset(load("organisations")["state"]),
        armed | lists["machines"], lists["collective"], phrases,
    )  # fmt: skip
