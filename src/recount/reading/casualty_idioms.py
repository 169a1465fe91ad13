"""Outcomes said by description: "with burns", "in intensive care", "have not been seen", "are still held".

Invariant: a description is a fixed phrase of ``vocabulary/outcomes.yaml`` or a noun of injury that a preposition
or a verb of having ties to somebody; a noun of injury by itself says nothing of whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from recount.model.claims import Outcome
from recount.reading.page import Page
from recount.vocabulary import load

_REACH = 7
"""Tokens between a preposition and the injury it governs ("with second-degree burns")."""

_CARE_REACH = 9
"""Tokens before the preposition within which a verb of care stands ("taken to the county hospital with")."""


_LINKS = frozenset({"AUX", "ADV", "PART"})


@dataclass(frozen=True, slots=True)
class Idiom:
    """Tokens ``first`` to ``last`` that describe an outcome.

    ``negated`` is true where the words of the idiom hold their own negation; ``subject`` where its verb's subject
    suffers it.
    """

    first: int
    last: int
    outcome: Outcome
    subject: bool
    negated: bool = False


@dataclass(frozen=True)
class _Words:
    injuries: frozenset[str]
    after: frozenset[str]
    care: frozenset[str]
    have: frozenset[str]
    broken: frozenset[str]
    parts: frozenset[str]
    skip: frozenset[str]
    phrases: Mapping[str, list[tuple[tuple[str, ...], Outcome, bool]]]
    closing: Mapping[str, Outcome]
    held: frozenset[str]
    still: frozenset[str]
    sent: frozenset[str]
    hospitals: frozenset[str]
    harm: frozenset[str]
    contexts: Mapping[Outcome, frozenset[str]]


@cache
def _words() -> _Words:
    table = load("outcomes")
    phrases: dict[str, list[tuple[tuple[str, ...], Outcome, bool]]] = {}
    rows = [(phrase, outcome, False) for outcome, group in table["state_phrases"].items() for phrase in group]
    rows += [(phrase, "missing", True) for phrase in table["unseen"]]
    for phrase, outcome, negated in sorted(rows, key=lambda row: -len(row[0])):
        words = tuple(phrase.split())
        phrases.setdefault(words[0], []).append((words, cast(Outcome, outcome), negated))
    injuries, held = table["injuries"], table["held"]
    return _Words(
        injuries=frozenset(injuries["nouns"]),
        after=frozenset(injuries["after"]),
        care=frozenset(injuries["care"]),
        have=frozenset(injuries["have"]),
        skip=frozenset(injuries["skip"]),
        broken=frozenset(injuries["broken"]),
        parts=frozenset([*table["body_parts"], *injuries["bones"]]),
        phrases=phrases,
        closing={word: cast(Outcome, outcome) for outcome, group in table["closing"].items() for word in group},
        held=frozenset(held["verbs"]),
        still=frozenset(held["with"]),
        sent=frozenset(table["hospital"]["verbs"]),
        hospitals=frozenset(table["hospital"]["places"]),
        harm=frozenset(table["hospital"]["harm"]),
        contexts={"detained": frozenset(held["detained"]), "abducted": frozenset(held["abducted"])},
    )


@cache
def idiom_starters() -> frozenset[str]:
    """Return the words an idiom may begin with."""
    words = _words()
    return frozenset([*words.phrases, *words.after, *words.have, *words.closing, *words.held, *words.sent])


def idiom_at(page: Page, at: int, first: int, last: int) -> Idiom | None:
    """Return the idiom that begins at token ``at`` of the sentence from ``first`` to ``last``, None elsewhere."""
    words, lower = _words(), page.lower
    word = lower[at]
    for phrase, outcome, negated in words.phrases.get(word, ()):
        if at + len(phrase) <= last and tuple(lower[at : at + len(phrase)]) == phrase:
            if word == "in" and outcome != "wounded" and (at == first or not _linked(page, at - 1)):
                continue
            return Idiom(at, at + len(phrase), outcome, False, negated)
    counted = at > first and page.tokens[at - 1].xpos == "CD"
    counted = counted or lower[max(first, at - 2) : at] in (["of", "them"], ["of", "whom"])
    if word in words.closing and counted:
        if at + 1 >= last or not lower[at + 1][:1].isalnum():
            return Idiom(at, at + 1, words.closing[word], False)
    if word in words.sent:
        return _hospital(page, at, first, last)
    if word in words.after or word in words.have:
        return _injury(page, at, first, last)
    if word in words.held and words.still & set(lower[max(first, at - 3) : at]):
        if at + 1 < last and lower[at + 1] in ("up", "back", "on", "responsible", "accountable", "a", "the", "hostage"):
            return None
        held = context_outcome(page)
        return Idiom(at, at + 1, held, False) if held is not None else None
    return None


def _hospital(page: Page, at: int, first: int, last: int) -> Idiom | None:
    """Return "taken to hospital", "sent five people to the hospital" of counted people in an account of harm."""
    words, lower = _words(), page.lower
    end = next((i + 1 for i in range(at + 2, min(last, at + 11)) if lower[i] in words.hospitals), None)
    if end is None or "to" not in lower[at + 1 : end]:
        return None
    near = page.tokens[max(first, at - 6) : at + 4]
    if not any(token.xpos == "CD" for token in near) or {"dead", "died", "bodies", "where"} & set(lower[end : end + 4]):
        return None
    if words.harm.isdisjoint(lower):
        return None
    to = lower.index("to", at + 1, end)
    return Idiom(at, at + 1 if to > at + 1 else end, "wounded", False)


def closing_words() -> Mapping[str, Outcome]:
    """Return the words that grade an outcome after a bare count ("five critically")."""
    return _words().closing


def _linked(page: Page, at: int) -> bool:
    return page.tokens[at].upos in _LINKS or page.tokens[at].lemma in ("remain", "stay", "still", "be")


def _injury(page: Page, at: int, first: int, last: int) -> Idiom | None:
    """Return "with burns", "treated for smoke inhalation", "had gunshot wounds"."""
    words, lower = _words(), page.lower
    place = at + 1
    while place < min(last, at + _REACH) and lower[place] in words.skip and lower[place] not in words.injuries:
        place += 1
    while place + 1 < last and lower[place] in words.skip and lower[place + 1] in words.injuries | words.skip:
        place += 1
    if place >= last or place - at > _REACH:
        return None
    end = place + 1
    if lower[place] in words.broken:
        while end < min(last, place + 4) and lower[end] not in words.parts:
            end += 1
        if end >= last or lower[end] not in words.parts:
            return None
        end += 1
    elif lower[place] not in words.injuries or page.tokens[place].upos in ("VERB", "AUX"):
        return None
    if lower[at] in words.have:
        if page.tokens[at].upos not in ("VERB", "AUX"):
            return None
        return Idiom(at, end, "wounded", True)
    for care in range(at - 1, max(first, at - _CARE_REACH) - 1, -1):
        if lower[care] in words.care:
            return Idiom(at, end, "wounded", False)
        if lower[care] in (";", ".", "and", "but") and care > first:
            break
    counted = page.tokens[at - 1].xpos == "CD" or page.tokens[at - 1].upos == "NOUN" if at > first else False
    return Idiom(at, end, "wounded", False) if counted and lower[at] == "with" else None


def context_outcome(page: Page) -> Outcome | None:
    """Return whether the account speaks of arrest or of abduction, None where of neither or of both."""
    present = set(page.lower)
    found = [outcome for outcome, words in _words().contexts.items() if words & present]
    return found[0] if len(found) == 1 else None
