"""Reads how an event word refers: to one incident, several, or to none that happened; known or new.

Invariant: whatever is negated, wished, feared, planned, conditional or habitual is ``generic``; a doubt about who
did it or whether a source is right is not a doubt about which incident is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from recount.model.analysis import ROOT
from recount.reading.events.triggers import Trigger, words
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.stance import judge

Number = Literal["one", "several", "generic"]
_UNREAL = frozenset({"predicted", "conditional", "demanded"})
_UNDER = frozenset({"obj", "xcomp", "obl", "nmod", "acl", "ccomp", "advcl", "compound", "amod"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "obj"})
_CLIMB = 5
"""Heads looked at above a trigger for a word of fear, threat or prevention; longer chains are other clauses."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Number, printed count, definiteness, and whether the mention sets itself apart from what was told."""

    number: Number
    count: int | None
    definite: bool
    other: bool


def read_scope(sheet: Sheet, trigger: Trigger, *, has_claims: bool, times: int = 0, present: bool = False) -> Scope:
    """Return the scope of a trigger.

    ``has_claims``: a casualty claim hangs on it; ``times``: how many time expressions do; ``present``: a usable
    casualty claim hangs on it, so that it happened whatever verb stands above it.
    """
    page, known = sheet.page, words()
    if trigger.lemma in known.happening:
        return Scope("one", None, True, False)
    near = _near(page, trigger)
    definite = trigger.is_noun and is_definite(page, trigger)
    generic = not present and (near & known.generic or (not definite and _is_unreal(sheet, trigger)))
    if not trigger.is_noun:
        habit = not has_claims and not times and _is_habit(page, trigger)
        return Scope("generic" if generic or habit else "one", None, False, False)
    count = _count(page, trigger)
    if generic:
        return Scope("generic", None, definite, bool(near & known.other))
    number = _number(page, trigger, count, definite, has_claims, times)
    return Scope(number, count, definite, bool(near & known.other))


def is_definite(page: Page, trigger: Trigger) -> bool:
    """Tell whether a noun takes up what is known: it has a definite article or an owner."""
    return any(
        (child < trigger.head and page.lower[child] in words().definite) or page.tokens[child].deprel == "nmod:poss"
        for child in page.children[trigger.head]
    )


def _number(page: Page, trigger: Trigger, count: int | None, definite: bool, harm: bool, times: int) -> Number:
    """Counted or dated more than once: several; "attacks killed thirty" is one wave; else in general."""
    plural = page.tokens[trigger.head].xpos in ("NNS", "NNPS")
    if count or (plural and times > 1):
        return "several"
    if not plural or harm or times:
        return "one"
    return "several" if definite else "generic"


def _near(page: Page, trigger: Trigger) -> set[str]:
    """Return the words on a trigger, adjectives two steps down ("a second, similar attack") and predicates of it."""
    children, token = page.children[trigger.head], page.tokens[trigger.head]
    found = {page.lower[child] for child in children if child < trigger.head}
    joined = [grand for child in children if page.tokens[child].deprel == "amod" for grand in page.children[child]]
    if token.head != ROOT and page.tokens[token.head].upos == "ADJ" and token.deprel.startswith("obl"):
        joined.append(token.head)  # "reminiscent of an attack"
    return found | {page.tokens[index].lemma.lower() for index in (*children, *joined)}


def _count(page: Page, trigger: Trigger) -> int | None:
    """Return the number before a noun; "both" may stand on its verb ("the attacks both happened")."""
    counts, head = words().counts, page.tokens[trigger.head].head
    before = sorted(page.lower[child] for child in page.children[trigger.head] if child < trigger.head)
    on_verb = () if head == ROOT else (*page.children[head], head)
    both = any(page.lower[child] == "both" and child > trigger.head for child in on_verb)
    return next((counts[word] for word in before if word in counts), 2 if both else None)


def _is_unreal(sheet: Sheet, trigger: Trigger) -> bool:
    page, children = sheet.page, sheet.page.children[trigger.head]
    if _is_implied(page, trigger):
        return False
    if trigger.is_noun:
        return any(page.lower[child] == "no" for child in children) or _is_feared(page, trigger)
    stance = judge(page, sheet.attributions, trigger.head)
    if stance.polarity == "-" or stance.certainty in _UNREAL:
        return True
    if any(page.tokens[child].deprel in ("aux", "mark") and _is_open(page, child) for child in children):
        return not _has_perfect(page, trigger.head)
    return _is_feared(page, trigger)


def _is_feared(page: Page, trigger: Trigger) -> bool:
    """Whether a word of fear, plan or prevention, or for a noun a modal verb, stands above a trigger."""
    for child, parent in pairwise([trigger.head, *page.ancestors(trigger.head)][: _CLIMB + 1]):
        relation, above = page.tokens[child].deprel.split(":")[0], page.tokens[parent]
        if relation == "conj":
            continue
        if relation in ("parataxis", "nsubj"):
            return False
        if above.lemma.lower() in words().irrealis and relation in _UNDER:
            return True
        if above.upos == "VERB":
            if trigger.is_noun and _is_modal(page, parent):
                return True
            if not trigger.is_noun or above.deprel not in ("advcl", "xcomp", "acl"):
                return False
    return False


def _is_open(page: Page, child: int) -> bool:
    return page.lower[child] in words().auxiliaries


def _is_modal(page: Page, verb: int) -> bool:
    modal = any(page.tokens[child].deprel == "aux" and _is_open(page, child) for child in page.children[verb])
    return modal and not _has_perfect(page, verb)


def _is_implied(page: Page, trigger: Trigger) -> bool:
    """ "gave the order to attack", "ordered them to undertake a killing": told as done, whoever is accused of it."""
    for child, parent in pairwise([trigger.head, *page.ancestors(trigger.head)][: _CLIMB + 1]):
        lemma = page.tokens[parent].lemma.lower()
        if page.tokens[child].deprel not in _COMPLEMENTS or lemma not in words().implying:
            return False
        if lemma in ("order", "command", "instruct"):
            return not _is_modal(page, parent)
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
