"""Finds the words of a page that mention an incident: verbs, nouns, compounds and short phrases.

Invariant: triggers do not overlap and stand in text order; a noun that only modifies a thing ("fire station")
is none. The words are data (``vocabulary/events.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from recount.reading.page import Page
from recount.vocabulary import load

RECALLING = frozenset({"incident", "tragedy", "atrocity", "death", "violence", "fire", "accident", "suicide", "arrest"})
"""Vague nouns that, with a definite article, take up an incident already told of ("the deaths")."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: tokens ``first`` to ``last`` (exclusive), its head, its lemma and type of incident.

    ``core`` is false for words too vague to start an incident alone; ``is_noun`` tells nouns from verbs.
    """

    first: int
    last: int
    head: int
    lemma: str
    type: str
    core: bool
    is_noun: bool


@dataclass(frozen=True)
class EventWords:
    """The event vocabulary in the form the reader looks it up."""

    nouns: dict[str, str]
    verbs: dict[str, str]
    compounds: dict[str, dict[str, str]]
    phrases: dict[str, dict[str, str]]
    vague: frozenset[str]
    carriers: frozenset[str]
    generic: frozenset[str]
    irrealis: frozenset[str]
    auxiliaries: frozenset[str]
    other: frozenset[str]
    definite: frozenset[str]
    counts: dict[str, int]
    saying: frozenset[str]
    apart: frozenset[str]
    recalling: frozenset[str]
    implying: frozenset[str]
    happening: frozenset[str]
    resulting: frozenset[str]
    acting: frozenset[str]
    explosions: frozenset[str]
    of_weapons: frozenset[str]
    of_mishaps: frozenset[str]
    forms: dict[str, str]


@cache
def words() -> EventWords:
    """Return the event vocabulary, read once."""
    data = load("events")
    compounds: dict[str, dict[str, str]] = {}
    for kind, pairs in data["compounds"].items():
        for first, second in pairs:
            compounds.setdefault(second, {})[first] = kind
    phrases: dict[str, dict[str, str]] = {}
    for kind, pairs in data["phrases"].items():
        for verb, other in pairs:
            phrases.setdefault(verb, {})[other] = kind
    return EventWords(
        nouns={word: kind for kind, listed in data["nouns"].items() for word in listed},
        verbs={word: "other" if kind == "harm" else kind for kind, listed in data["verbs"].items() for word in listed},
        compounds=compounds,
        phrases=phrases,
        vague=frozenset(data["with_harm"]),
        carriers=frozenset(data["carriers"]),
        generic=frozenset(data["generic_words"]),
        irrealis=frozenset(data["irrealis_heads"]),
        auxiliaries=frozenset(data["irrealis_auxiliaries"]),
        other=frozenset(data["other_words"]),
        definite=frozenset(data["definite_words"]),
        counts=dict(data["count_words"]),
        saying=frozenset(data["saying"]),
        apart=frozenset(data["apart"]),
        recalling=RECALLING,
        implying=frozenset(data["implying"]),
        happening=frozenset(data["happening"]),
        resulting=frozenset(data["resulting"]),
        acting=frozenset(data["acting"]),
        explosions=frozenset(data["explosions"]),
        of_weapons=frozenset(data["of_weapons"]),
        of_mishaps=frozenset(data["of_mishaps"]),
        forms={form: verb for listed in data["verbs"].values() for verb in listed for form in _inflected(verb)},
    )


def _inflected(verb: str) -> tuple[str, ...]:
    """Return regular forms of a verb, for words whose lemma an engine gets wrong."""
    if verb.endswith("e"):
        return verb + "d", verb + "s", verb[:-1] + "ing"
    double = verb + verb[-1] if len(verb) > 2 and verb[-1] in "bdgmnpt" and verb[-2] in "aeiou" else verb
    return verb + "ed", verb + "s", verb + "ing", double + "ed", double + "ing"


def find_triggers(page: Page) -> list[Trigger]:
    """Return the event words of a page, in order, without those that only modify a thing."""
    known = words()
    lemmas = [token.lemma.lower() for token in page.tokens]
    found: list[Trigger] = []
    for index, token in enumerate(page.tokens):
        lemma = lemmas[index]
        tag = token.upos
        if tag in ("NOUN", "PROPN"):
            trigger = _noun(page, index, lemma, lemmas)
        elif tag in ("VERB", "AUX") or (tag == "ADJ" and lemma in known.verbs):
            trigger = _verb(page, index, lemma, lemmas)
        else:
            continue
        if trigger is None:
            continue
        if found and trigger.first < found[-1].last:
            found[-1] = trigger if trigger.last - trigger.first > found[-1].last - found[-1].first else found[-1]
            continue
        found.append(trigger)
    return _with_explosions_typed(found, lemmas)


def _with_explosions_typed(found: list[Trigger], lemmas: list[str]) -> list[Trigger]:
    """Type explosions by what the page speaks of: to call one a bombing is to say that somebody did it."""
    known = words()
    if not any(trigger.lemma in known.explosions for trigger in found):
        return found
    spoken = set(lemmas)
    if spoken & known.of_weapons:
        kind = "bombing"
    else:
        kind = "accident" if spoken & known.of_mishaps else "other"
    return [replace(trigger, type=kind) if trigger.lemma in known.explosions else trigger for trigger in found]


def _noun(page: Page, index: int, lemma: str, lemmas: list[str]) -> Trigger | None:
    known = words()
    before = lemmas[index - 1] if index else ""
    by_modifier = known.compounds.get(lemma)
    kind = known.nouns.get(lemma)
    if kind is None and by_modifier is None:
        return None
    head = page.tokens[index].head
    if page.tokens[index].deprel.startswith("compound") and head >= 0 and lemmas[head] in known.carriers:
        return None
    if by_modifier and before in by_modifier:
        return Trigger(index - 1, index + 1, index, f"{before} {lemma}", by_modifier[before], True, True)
    if kind is None:
        return None
    if page.tokens[index].deprel.startswith("compound") and head >= 0 and lemmas[head] in known.nouns:
        return None  # "shooting death": the head noun is the trigger
    core = lemma not in known.vague or (lemma == "strike" and _is_act(page, index, lemmas))
    return Trigger(index, index + 1, index, lemma, kind, core, True)


def _is_act(page: Page, index: int, lemmas: list[str]) -> bool:
    """A strike somebody carried out, or on somebody, is no labour dispute."""
    head = page.tokens[index].head
    if head >= 0 and lemmas[head] in words().acting:
        return True
    for child in page.children[index]:
        if lemmas[child] in words().acting:
            return True
        if page.tokens[child].deprel == "nmod" and any(
            page.lower[c] in ("on", "against") for c in page.children[child]
        ):
            return True
    return False


def _verb(page: Page, index: int, lemma: str, lemmas: list[str]) -> Trigger | None:
    known = words()
    by_object = known.phrases.get(lemma)
    if by_object:
        for child in page.children[index]:
            kind = by_object.get(lemmas[child])
            if kind is not None and page.tokens[child].deprel.split(":")[0] in (
                "obj",
                "xcomp",
                "compound",
                "advmod",
                "obl",
            ):
                return Trigger(index, index + 1, index, f"{lemma} {lemmas[child]}", kind, True, False)
    if lemma not in known.verbs:
        lemma = known.forms.get(page.lower[index], lemma)
    kind = known.verbs.get(lemma)
    if kind is None:
        if lemma in known.happening and _takes_up(page, index):
            return Trigger(index, index + 1, index, lemma, "other", False, False)
        return None
    return Trigger(index, index + 1, index, lemma, kind, lemma not in known.vague, False)


def _takes_up(page: Page, index: int) -> bool:
    """ "what happened", "it occurred": the subject is a pronoun that stands for an event told before."""
    head = page.tokens[index].head
    if head >= 0 and page.lower[head] == "what" and page.tokens[index].deprel == "acl:relcl":
        return True
    return any(
        page.tokens[child].deprel.startswith("nsubj") and page.lower[child] in ("what", "it", "this", "that", "which")
        for child in page.children[index]
    )
