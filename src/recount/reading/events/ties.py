"""Ties times, places, names and claims to event words by syntax.

Invariant: a tie follows the tree: something belongs to the first event word above it, or to the event word that is
subject or adjunct of the verb above it ("the attack left 12 dead"); nothing is tied through a verb of saying or
through another finite clause. Event words of one event ("stormed the camp, killing many") share their ties.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from recount.model.analysis import ROOT
from recount.model.claims import CasualtyValue, Claim, DateValue
from recount.model.text import Span
from recount.reading.events.triggers import Trigger, words
from recount.reading.page import Page
from recount.reading.sheet import Sheet

_CARRIED = ("nsubj", "nsubj:pass", "obl", "obj", "obl:agent", "nsubj:outer")
_AGENT_CASES = frozenset({"by"})
_TARGET_CASES = frozenset({"on", "against", "of", "at", "upon"})
_HARM = frozenset({"killing", "other", "execution", "shooting", "assault"})
_SCENE = frozenset({"nmod", "obl", "obj", "flat", "appos", "conj", "compound"})
_STEPS = 12
_BESIDE, _GAP = 2, 7
"""Tokens between an event word and a time after it that belongs to it: whatever the tree says, and where it is mute."""


@dataclass
class Ties:
    """What is tied to each trigger, by its position; ``tied`` the ids of all claims tied to any."""

    times: list[set[Span]]
    places: list[set[Span]]
    agents: list[set[Span]]
    targets: list[set[Span]]
    claims: list[set[str]]
    harm: list[bool]
    real: list[bool]
    tied: set[str] = field(default_factory=set)


def tie(sheet: Sheet, triggers: list[Trigger], claims: tuple[Claim, ...]) -> Ties:
    """Return the ties of each trigger of ``triggers``."""
    page = sheet.page
    count = len(triggers)
    ties = Ties(
        [set() for _ in range(count)], [set() for _ in range(count)], [set() for _ in range(count)],
        [set() for _ in range(count)], [set() for _ in range(count)], [False] * count, [False] * count,
    )  # fmt: skip
    if not count:
        return ties
    tree = _Tree(page, triggers)
    for time in sheet.times:
        position = None if time.relative_to is not None else tree.right_before(time.start, _BESIDE)
        if position is None:
            position = tree.right_after(time.end)
        if position is None:
            position = tree.above_span(time.start, time.end)
        if position is None and time.relative_to is None:
            position = tree.right_before(time.start, _GAP)
        if position is not None:
            ties.times[position].add(Span(time.start, time.end))
    for place in sheet.places:
        if _owns(page, place.start, place.end):
            continue
        position = tree.place_above(place.start, place.end)
        if position is not None:
            ties.places[position].add(Span(place.start, place.end))
    for name in sheet.names:
        _tie_name(tree, ties, Span(name.start, name.end))
    for position, trigger in enumerate(triggers):
        _tie_phrases(page, ties, position, trigger)
    for claim in claims:
        _tie_claim(tree, ties, claim)
    _share(tree, ties)
    return ties


class _Tree:
    """The tree of a page with its triggers marked."""

    def __init__(self, page: Page, triggers: list[Trigger]) -> None:
        self.page = page
        self.triggers = triggers
        self.at = {trigger.head: position for position, trigger in enumerate(triggers)}
        for position, trigger in enumerate(triggers):
            for index in range(trigger.first, trigger.last):
                self.at.setdefault(index, position)
        self.carried: dict[int, int] = {}
        self.by_sentence: dict[int, list[int]] = {}
        for position, trigger in enumerate(triggers):
            self.by_sentence.setdefault(page.sentence_index[trigger.head], []).append(position)
            token = page.tokens[trigger.head]
            if (
                token.deprel == "advcl"
                and token.xpos == "VBG"
                and token.head not in self.at
                and not self._case(trigger.head)
            ):
                if page.tokens[token.head].lemma.lower() not in words().saying:
                    self.carried.setdefault(token.head, position)
                continue
            if not trigger.is_noun or token.head == ROOT or token.deprel not in _CARRIED:
                continue
            if self._case(trigger.head) in words().apart:
                continue
            verb = token.head
            if page.tokens[verb].lemma.lower() in words().saying or verb in self.at:
                continue
            best = self.carried.get(verb)
            if best is None or (trigger.core and not triggers[best].core):
                self.carried[verb] = position

    def _case(self, head: int) -> str:
        return next(
            (self.page.lower[c] for c in self.page.children[head] if self.page.tokens[c].deprel in ("case", "mark")), ""
        )

    def above_span(self, start: int, end: int) -> int | None:
        inside = self.page.tokens_in(start, end)
        if not inside:
            return None
        head = next((i for i in inside if self.page.tokens[i].head not in inside), inside[0])
        return self.above(head)

    def above(self, index: int) -> int | None:
        """Return the trigger that token ``index`` belongs to, or None."""
        tokens = self.page.tokens
        current = index
        for _ in range(_STEPS):
            if current in self.at:
                return self.at[current]
            if current in self.carried:
                return self.carried[current]
            token = tokens[current]
            if token.upos == "VERB" and self._is_clause(current, own=current == index):
                return None
            if token.head == ROOT or token.lemma.lower() in words().saying:
                return None
            if token.deprel in ("ccomp", "parataxis", "appos", "acl:relcl") and current != index:
                return None
            current = token.head
        return None

    def _is_clause(self, verb: int, *, own: bool) -> bool:
        """Whether a verb heads a clause of its own that ties must not leave: finite, or with its own subject."""
        deprel = self.page.tokens[verb].deprel
        if any(self.page.tokens[c].deprel in ("nsubj", "nsubj:pass", "expl") for c in self.page.children[verb]):
            return True
        return not own and deprel not in ("xcomp", "amod", "advcl", "conj", "acl")

    def place_above(self, start: int, end: int) -> int | None:
        """Return the trigger of which a place is the scene: tied by phrases alone, not through other things' names."""
        inside = self.page.tokens_in(start, end)
        if not inside:
            return None
        current = next((i for i in inside if self.page.tokens[i].head not in inside), inside[0])
        compounds = 0
        for _ in range(5):
            token = self.page.tokens[current]
            relation = token.deprel.split(":")[0]
            if token.head == ROOT or token.deprel == "nmod:poss" or relation not in _SCENE:
                return None
            compounds += relation == "compound"
            if compounds > 1:
                return None
            current = token.head
            if current in self.at:
                return self.at[current]
            if current in self.carried and relation == "obl":
                return self.carried[current]
            if self.page.tokens[current].upos == "VERB":
                return None
        return None

    def right_before(self, start: int, gap: int) -> int | None:
        """Return the trigger that ends a few words before ``start``, with no verb or mark between."""
        index = self.page.tokens_in(start, start + 1)
        if not index:
            return None
        current = index[0] - 1
        for _ in range(gap):
            if current < 0 or self.page.tokens[current].upos in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ"):
                return self.at.get(current) if current >= 0 else None
            if current in self.at:
                return self.at[current]
            current -= 1
        return None

    def right_after(self, end: int) -> int | None:
        """Return the trigger that begins right after ``end``: "the 12 May raid"."""
        index = self.page.tokens_in(end - 1, end)
        return self.at.get(index[-1] + 1) if index else None


def _owns(page: Page, start: int, end: int) -> bool:
    """Whether a place stands as an owner ("Velm's Guards", who may act anywhere), not as where something was."""
    inside = page.tokens_in(start, end)
    return any(page.tokens[i].deprel == "nmod:poss" and page.tokens[i].head not in inside for i in inside)


def _tie_name(tree: _Tree, ties: Ties, span: Span) -> None:
    page = tree.page
    inside = page.tokens_in(span.start, span.end)
    if not inside:
        return
    head = next((i for i in inside if page.tokens[i].head not in inside), inside[0])
    relation, current = _relation_to_trigger(tree, head)
    if relation == "agent":
        ties.agents[tree.at[current]].add(span)
    elif relation == "target":
        ties.targets[tree.at[current]].add(span)


def _relation_to_trigger(tree: _Tree, head: int) -> tuple[str, int]:
    """Return whether the phrase of token ``head`` is agent or target of a trigger, and the trigger's head."""
    page = tree.page
    current = head
    for _ in range(_STEPS):
        token = page.tokens[current]
        if token.head == ROOT:
            return "", current
        parent = token.head
        relation = token.deprel
        if parent in tree.at:
            return _role(tree, current, relation, parent), parent
        if relation.split(":")[0] not in ("compound", "flat", "conj", "nmod", "appos", "amod"):
            return "", current
        current = parent
    return "", current


def _role(tree: _Tree, child: int, relation: str, parent: int) -> str:
    noun = tree.triggers[tree.at[parent]].is_noun
    case = next((tree.page.lower[c] for c in tree.page.children[child] if tree.page.tokens[c].deprel == "case"), "")
    if relation == "nsubj:pass" or relation == "obj":
        return "target"
    if relation == "nsubj" and not noun:
        return "agent"
    if relation in ("obl:agent", "obl", "nmod", "nmod:agent", "nmod:desc") and case in _AGENT_CASES:
        return "agent"
    if relation in ("obl", "nmod") and case in _TARGET_CASES:
        return "target"
    if noun and relation == "nmod:poss":
        return "agent"
    return ""


def _tie_phrases(page: Page, ties: Ties, position: int, trigger: Trigger) -> None:
    """Add the bare noun phrases that are object of a verb or stand after "on", "against" of a noun."""
    for child in page.children[trigger.head]:
        token = page.tokens[child]
        if token.upos not in ("NOUN", "PROPN"):
            continue
        case = next((page.lower[c] for c in page.children[child] if page.tokens[c].deprel == "case"), "")
        if token.deprel in ("obj", "nsubj:pass") or (
            token.deprel in ("nmod", "obl") and case in _TARGET_CASES and (trigger.is_noun or case != "at")
        ):
            first = child
            for grand in page.children[child]:
                if page.tokens[grand].deprel.split(":")[0] in ("compound", "amod", "nummod", "flat"):
                    first = min(first, grand)
            ties.targets[position].add(Span(page.tokens[first].start, token.end))


def _tie_claim(tree: _Tree, ties: Ties, claim: Claim) -> None:
    harm = isinstance(claim.value, CasualtyValue)
    position = None
    if isinstance(claim.value, DateValue):
        span = Span(claim.start, claim.end)
        position = next((p for p, times in enumerate(ties.times) if span in times), None)
        if position is None and claim.anchor is not None:
            inside = tree.page.tokens_in(claim.anchor.start, claim.anchor.end)
            position = next((tree.at[index] for index in inside if index in tree.at), None)
        if position is not None:
            ties.claims[position].add(claim.id)
            ties.tied.add(claim.id)
        return
    if claim.anchor is not None:
        position = tree.above_span(claim.anchor.start, claim.anchor.end)
    if position is None:
        position = tree.above_span(claim.start, claim.end)
    if position is None and harm:
        position = _same_sentence(tree, claim)
    if position is None:
        return
    ties.claims[position].add(claim.id)
    ties.tied.add(claim.id)
    if harm:
        ties.harm[position] = True
        ties.real[position] = ties.real[position] or claim.usable


def _same_sentence(tree: _Tree, claim: Claim) -> int | None:
    """Return the nearest event word of the claim's sentence, earlier first."""
    page = tree.page
    inside = page.tokens_in(claim.start, claim.end)
    if not inside:
        return None
    near = tree.by_sentence.get(page.sentence_index[inside[0]], [])
    return min(near, key=lambda p: (abs(tree.triggers[p].head - inside[0]), p), default=None)


def _share(tree: _Tree, ties: Ties) -> None:
    """Give event words of one event each other's ties: "stormed the camp on Monday, killing ten"."""
    for position, trigger in enumerate(tree.triggers):
        upper = _same_event(tree, trigger)
        if upper is None or upper == position:
            continue
        if ties.times[position] and ties.times[upper] and ties.times[position] != ties.times[upper]:
            continue
        ties.times[position] = ties.times[upper] = ties.times[position] | ties.times[upper]
        ties.places[position] = ties.places[upper] = ties.places[position] | ties.places[upper]
        ties.claims[position] = ties.claims[upper] = ties.claims[position] | ties.claims[upper]
        for flags in (ties.harm, ties.real):
            flags[position] = flags[upper] = flags[position] or flags[upper]


def _is_another(page: Page, trigger: Trigger) -> bool:
    return any(
        page.lower[child] in words().other and page.tokens[child].deprel in ("amod", "det", "case", "nummod")
        for child in page.children[trigger.head]
    )


def _same_event(tree: _Tree, trigger: Trigger) -> int | None:
    """Return the trigger above that tells of the same event, or None."""
    page = tree.page
    token = page.tokens[trigger.head]
    if token.head == ROOT:
        return None
    if trigger.is_noun and (tree._case(trigger.head) in words().apart or _is_another(page, trigger)):
        return None
    relation = token.deprel.split(":")[0]
    upper = tree.at.get(token.head)
    if upper is None and page.tokens[token.head].lemma.lower() in words().resulting:
        clause = page.tokens[token.head]
        if clause.deprel in ("acl:relcl", "acl", "advcl") and clause.head in tree.at:
            return tree.at[clause.head]
    if upper is None:
        outcome = page.tokens[token.head].lemma.lower() in words().resulting
        return tree.carried.get(token.head) if outcome and relation in ("obj", "obl", "advcl", "xcomp") else None
    above = tree.triggers[upper]
    if above.is_noun and _is_another(page, above):
        return None
    if relation in ("obl", "nmod", "nsubj", "obj", "acl", "xcomp", "compound", "amod"):
        return upper
    if relation in ("advcl", "conj"):
        mark = tree._case(trigger.head)
        if mark in words().apart:
            return None
        if mark in ("after", "as", "when", "") or relation == "conj":
            return upper if above.type in _HARM or trigger.type in _HARM or mark == "" else None
    return None
