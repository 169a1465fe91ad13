"""Words that mention an incident: acts that are events, compounds that type them, verbs that take one up again.

Invariant: a word that only modifies a thing ("attack helicopter") mentions nothing; a vague word ("fire", "death")
mentions something only beside harm or another trigger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from recount.reading.acts import Act, acts_of
from recount.reading.page import Page
from recount.vocabulary.schema import EventWords, words_of


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens ``first`` to ``last`` (exclusive) that mention an incident of ``type``; ``head`` is their head token.

    ``core`` is false for words too vague to mention an incident alone.
    """

    first: int
    last: int
    head: int
    lemma: str
    type: str
    core: bool
    is_noun: bool


@cache
def words() -> EventWords:
    """Return the words beside event words."""
    return words_of(EventWords, "events")


def find_triggers(page: Page) -> list[Trigger]:
    """Return the event words of a page in order."""
    acts = {act.at: act for act in acts_of(page)}
    found: list[Trigger] = []
    for index, token in enumerate(page.tokens):
        trigger = _compound(page, index)
        if trigger is None and index in acts:
            trigger = _of_act(page, acts[index])
        if trigger is None and token.lemma.lower() in words().happening and _takes_up(page, index):
            trigger = Trigger(index, index + 1, index, token.lemma.lower(), "other", False, False)
        if trigger is not None:
            if found and trigger.first < found[-1].last:
                found.pop()
            found.append(trigger)
    return _typed(page, found)


def _of_act(page: Page, act: Act) -> Trigger | None:
    """Return the trigger that an act is; states mention nothing, and nouns that modify a thing neither."""
    frame, at, noun = act.frame, act.at, act.frame.part == "noun"
    if frame.part == "state" or "found" in frame.needs or ("count" in frame.suffers and frame.type is None):
        return None
    if noun and _carries(page, at):
        return None
    core = frame.type is not None and not frame.marks.intersection(("vague", "thing"))
    core = _is_act(page, at) if noun and frame.words == ("strike",) else core
    return Trigger(at, at + 1, at, frame.name, frame.type or "other", core, noun)


def _carries(page: Page, index: int) -> bool:
    """Whether a noun only modifies another: "attack helicopter", "shooting death"."""
    token = page.tokens[index]
    if not token.deprel.startswith("compound") or token.head < 0:
        return False
    return page.tokens[token.head].lemma.lower() in words().carriers or any(a.at == token.head for a in acts_of(page))


def _compound(page: Page, index: int) -> Trigger | None:
    """Return the trigger that two words make together: "air strike", "mortar attack"."""
    lemma = page.tokens[index].lemma.lower()
    before = page.tokens[index - 1].lemma.lower() if index else ""
    kind = words().compounds.get(f"{before} {lemma}")
    if kind is None or page.tokens[index].upos not in ("NOUN", "PROPN") or _carries(page, index):
        return None
    return Trigger(index - 1, index + 1, index, f"{before} {lemma}", kind, True, True)


def _is_act(page: Page, index: int) -> bool:
    """Whether a strike is one that somebody carried out, or on somebody, and no labour dispute."""
    children, head = page.children[index], page.tokens[index].head
    if any(page.tokens[near].lemma.lower() in words().acting for near in (head, *children) if near >= 0):
        return True
    below = (grand for child in children if page.tokens[child].deprel == "nmod" for grand in page.children[child])
    return any(page.lower[grand] in ("on", "against") for grand in below)


def _takes_up(page: Page, index: int) -> bool:
    """Whether "what happened", "it occurred" takes up an event told before: its subject is a pronoun."""
    head = page.tokens[index].head
    if head >= 0 and page.lower[head] == "what" and page.tokens[index].deprel == "acl:relcl":
        return True
    return any(
        page.tokens[child].deprel.startswith("nsubj") and page.lower[child] in ("what", "it", "this", "that", "which")
        for child in page.children[index]
    )


def _typed(page: Page, found: list[Trigger]) -> list[Trigger]:
    """Type explosions by what the page speaks of: to call one a bombing is to say that somebody did it."""
    known, spoken = words(), {token.lemma.lower() for token in page.tokens}
    kind = "bombing" if spoken & known.of_weapons else "accident" if spoken & known.of_mishaps else "other"
    return [replace(trigger, type=kind) if trigger.lemma in known.explosions else trigger for trigger in found]
