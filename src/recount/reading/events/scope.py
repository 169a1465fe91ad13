"""Reads how an event word refers: to one incident, several, or to none that happened; known or new.

Invariant: whatever is negated, wished, feared, planned, conditional or habitual is ``generic``; a doubt about who
did it or whether a source is right is not a doubt about which incident is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recount.model.analysis import ROOT
from recount.reading.events.triggers import Trigger, words
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.stance import judge

_UNREAL = frozenset({"predicted", "conditional", "demanded"})
_CLIMB = 5
"""Heads looked at above a trigger for a word of fear, threat or prevention; longer chains are other clauses."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Number, printed count, definiteness, and whether the mention sets itself apart from what was told."""

    number: Literal["one", "several", "generic"]
    count: int | None
    definite: bool
    other: bool


def read_scope(sheet: Sheet, trigger: Trigger, *, has_claims: bool, times: int = 0, present: bool = False) -> Scope:
    """Return the scope of a trigger.

    ``has_claims``: a casualty claim hangs on it; ``times``: how many time expressions do; ``present``: a usable
    casualty claim hangs on it, so that it happened whatever verb stands above it.
    """
    page = sheet.page
    known = words()
    before = {page.lower[child] for child in page.children[trigger.head] if child < trigger.head}
    lemmas = {page.tokens[child].lemma.lower() for child in page.children[trigger.head]}
    lemmas |= _joined_adjectives(page, trigger)
    definite = trigger.is_noun and (bool(before & known.definite) or _possessed(page, trigger))
    other = bool((before | lemmas) & known.other) and trigger.is_noun
    count = next((known.counts[word] for word in sorted(before) if word in known.counts), None)
    if count is None and trigger.is_noun and _has_both(page, trigger):
        count = 2
    if trigger.lemma in known.happening:
        return Scope("one", None, True, False)
    plural = trigger.is_noun and page.tokens[trigger.head].xpos in ("NNS", "NNPS")
    if not present and ((lemmas | before) & known.generic or (not definite and _is_unreal(sheet, trigger))):
        return Scope("generic", None, definite, other)
    if trigger.is_noun and (plural or count):
        return Scope(_plural_number(count, definite, has_claims, times), count, definite, other)
    if not trigger.is_noun and not has_claims and not times and _is_habit(page, trigger):
        return Scope("generic", None, False, False)
    return Scope("one", None, definite, other)


def _plural_number(
    count: int | None, definite: bool, has_claims: bool, times: int
) -> Literal["one", "several", "generic"]:
    """Counted or dated more than once: several; "attacks killed thirty" is one wave; else in general."""
    if count or times > 1:
        return "several"
    if has_claims or times == 1:
        return "one"
    return "several" if definite else "generic"


def _joined_adjectives(page: Page, trigger: Trigger) -> set[str]:
    """Adjectives two steps down ("a second, similar attack") and predicates of it ("reminiscent of an attack")."""
    found: set[str] = set()
    for child in page.children[trigger.head]:
        if page.tokens[child].deprel == "amod":
            found.update(page.tokens[grand].lemma.lower() for grand in page.children[child])
    head = page.tokens[trigger.head].head
    if head != ROOT and page.tokens[head].upos == "ADJ" and page.tokens[trigger.head].deprel.startswith("obl"):
        found.add(page.tokens[head].lemma.lower())
    return found


def _has_both(page: Page, trigger: Trigger) -> bool:
    """ "The attacks both happened": the word stands on the verb."""
    head = page.tokens[trigger.head].head
    return head != ROOT and any(
        page.lower[child] == "both" and child > trigger.head for child in (*page.children[head], head)
    )


def _possessed(page: Page, trigger: Trigger) -> bool:
    return any(
        page.tokens[child].deprel == "nmod:poss" or page.tokens[child].xpos == "PRP$"
        for child in page.children[trigger.head]
    )


def _is_unreal(sheet: Sheet, trigger: Trigger) -> bool:
    page = sheet.page
    known = words()
    if _is_implied(page, trigger):
        return False
    if trigger.is_noun:
        if any(page.lower[child] == "no" for child in page.children[trigger.head]):
            return True
    else:
        stance = judge(page, sheet.attributions, trigger.head)
        if stance.polarity == "-" or stance.certainty in _UNREAL:
            return True
        for child in page.children[trigger.head]:
            token = page.tokens[child]
            if token.deprel in ("aux", "mark") and page.lower[child] in known.auxiliaries:
                return not _has_perfect(page, trigger.head)
            if token.deprel == "advmod" and page.lower[child] in ("not", "n't", "never"):
                return True
    current, steps = trigger.head, 0
    while page.tokens[current].head != ROOT and steps < _CLIMB:
        relation = page.tokens[current].deprel.split(":")[0]
        current, steps = page.tokens[current].head, steps + 1
        if relation in ("conj", "parataxis", "nsubj"):
            if relation != "conj":
                return False
            continue
        if page.tokens[current].lemma.lower() in known.irrealis and relation in (
            "obj", "xcomp", "obl", "nmod", "acl", "ccomp", "advcl", "compound", "amod",
        ):  # fmt: skip
            return True
        if page.tokens[current].upos == "VERB":
            if not trigger.is_noun or _is_modal(page, current):
                return trigger.is_noun
            if page.tokens[current].deprel not in ("advcl", "xcomp", "acl"):
                return False
    return False


def _is_modal(page: Page, verb: int) -> bool:
    return any(
        page.tokens[child].deprel == "aux" and page.lower[child] in words().auxiliaries for child in page.children[verb]
    ) and not _has_perfect(page, verb)


def _is_implied(page: Page, trigger: Trigger) -> bool:
    """ "gave the order to attack", "ordered them to undertake a killing": told as done, whoever is accused of it."""
    current = trigger.head
    for _ in range(_CLIMB):
        token = page.tokens[current]
        if token.head == ROOT or token.deprel not in ("xcomp", "ccomp", "advcl", "acl", "obj"):
            return False
        current = token.head
        lemma = page.tokens[current].lemma.lower()
        if lemma in ("order", "command", "instruct"):
            return not _is_modal(page, current)
        if lemma not in words().implying:
            return False
    return False


def _has_perfect(page: Page, head: int) -> bool:
    """ "may have killed" and "would have been shot" tell of a past event, doubtful or not."""
    return any(page.lower[child] == "have" and page.tokens[child].deprel == "aux" for child in page.children[head])


def _is_habit(page: Page, trigger: Trigger) -> bool:
    """A bare present ("who attack villages") outside a title tells a habit."""
    token = page.tokens[trigger.head]
    if token.xpos not in ("VBP", "VBZ"):
        return False
    segment = page.segment_at(token.start)
    return segment is None or segment.voice not in ("title", "caption")
