"""Ties times, places, names and claims to event words by syntax.

Invariant: a tie follows the tree: something belongs to the first event word above it, or to the event word that is
subject or adjunct of the verb above it ("the attack left 12 dead"); nothing is tied through a verb of saying or
through another finite clause. Event words of one event ("stormed the camp, killing many") share their ties.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from recount.model.analysis import ROOT
from recount.model.claims import CasualtyValue, Claim, DateValue
from recount.model.text import Span
from recount.reading.events.triggers import Trigger, words
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.syntax import top_of

_CARRIED = ("nsubj", "nsubj:pass", "obl", "obj", "obl:agent", "nsubj:outer")
_TARGET_CASES = frozenset({"on", "against", "of", "at", "upon"})
_HARM = frozenset({"killing", "other", "execution", "shooting", "assault"})
_SCENE = frozenset({"nmod", "obl", "obj", "flat", "appos", "conj", "compound"})
_NAMED = frozenset({"compound", "flat", "conj", "nmod", "appos", "amod"})
_WITHIN = frozenset({"obl", "nmod", "nsubj", "obj", "acl", "xcomp", "compound", "amod"})
_PARTS = frozenset({"compound", "amod", "nummod", "flat"})
_JOINING = ("", "after", "as", "when")
_STEPS, _NEAR_STEPS = 12, 6
_BESIDE, _GAP = 2, 7
"""Tokens between an event word and a time after it that belongs to it: whatever the tree says, and where it is mute."""


@dataclass(eq=False)
class Tied:
    """A trigger with what is tied to it; ``harm``: a casualty claim, ``real``: a usable one."""

    trigger: Trigger
    times: set[Span] = field(default_factory=set)
    places: set[Span] = field(default_factory=set)
    agents: set[Span] = field(default_factory=set)
    targets: set[Span] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    harm: bool = False
    real: bool = False


def tie(sheet: Sheet, triggers: list[Trigger], claims: tuple[Claim, ...]) -> list[Tied]:
    """Return each trigger of ``triggers`` with its ties, in order."""
    page, tree = sheet.page, _Tree(sheet.page, triggers)
    for time in sheet.times:
        span = Span(time.start, time.end)
        bracket = [tree.at[index] for index in page.bracket_behind(time.start, time.end) if index in tree.at]
        for one in bracket:
            one.times.add(span)  # "in March 2001 (four dead, 31 injured)"
        if time.writes or time.says:
            continue
        beside = tree.right_before(time.start, _BESIDE) or tree.right_after(time.end)
        held = beside or tree.above(span) or tree.right_before(time.start, _GAP)
        if held is not None and not bracket and tree.is_beside(span, held):
            held.times.add(span)
    for place in sheet.places:
        span = Span(place.start, place.end)
        held = tree.scene(span)
        if held is not None and tree.is_beside(span, held):
            held.places.add(span)
    for name in sheet.names:
        tree.tie_name(Span(name.start, name.end))
    for one in tree.ties:
        one.targets |= {
            _phrase(page, child) for child in page.children[one.trigger.head] if _is_target(tree, one, child)
        }
    for claim in claims:
        tree.tie_claim(claim)
    for one in tree.ties:
        _share(one, _same_event(tree, one))
    return tree.ties


class _Tree:
    """The tree of a page with its triggers marked: ``at`` their own tokens, ``carried`` at the verb they belong to."""

    def __init__(self, page: Page, triggers: list[Trigger]) -> None:
        self.page, self.tokens = page, page.tokens
        self.ties = [Tied(trigger) for trigger in triggers]
        self.at = {one.trigger.head: one for one in self.ties}
        for one in self.ties:
            for index in range(one.trigger.first, one.trigger.last):
                self.at.setdefault(index, one)
        self.carried: dict[int, Tied] = {}
        for one in self.ties:
            self._carry(one)

    def _carry(self, one: Tied) -> None:
        """Mark the verb that tells of a trigger: it is a part of it ("left 12 dead") or goes with it ("killing")."""
        trigger, token = one.trigger, self.tokens[one.trigger.head]
        verb, case = token.head, self.case(trigger.head, "mark")
        if verb == ROOT or verb in self.at or self._says(verb):
            return
        best = self.carried.get(verb)
        if token.deprel == "advcl" and token.xpos == "VBG":
            if best is None and not case:
                self.carried[verb] = one
        elif trigger.is_noun and token.deprel in _CARRIED and case not in words().apart:
            if best is None or (trigger.core and not best.trigger.core):
                self.carried[verb] = one

    def case(self, head: int, *more: str) -> str:
        """Return the first preposition of a token (of ``more`` relations too), empty without one."""
        relations = ("case", *more)
        found = (child for child in self.page.children[head] if self.tokens[child].deprel in relations)
        return next((self.page.lower[child] for child in found), "")

    def _says(self, index: int) -> bool:
        return self.tokens[index].lemma.lower() in words().saying

    def _chain(self, span: Span) -> list[int]:
        """Return the head of a stretch of characters with all heads above it."""
        top = top_of(self.page, span.start, span.end)
        return [] if top is None else [top, *self.page.ancestors(top)]

    def above(self, span: Span) -> Tied | None:
        """Return the trigger that a stretch of characters belongs to, or None."""
        chain = self._chain(span)[:_STEPS]
        for current in chain:
            found = self.at.get(current) or self.carried.get(current)
            if found is not None or self._says(current) or self._is_clause(current, own=current == chain[0]):
                return found
        return None

    def _is_clause(self, index: int, *, own: bool) -> bool:
        """Whether a word heads a clause that ties must not leave: finite, or with its own subject."""
        relation = self.tokens[index].deprel
        if not own and relation in ("ccomp", "parataxis", "appos", "acl:relcl"):
            return True
        if self.tokens[index].upos != "VERB":
            return False
        if any(self.tokens[c].deprel in ("nsubj", "nsubj:pass", "expl") for c in self.page.children[index]):
            return True
        return not own and relation not in ("xcomp", "amod", "advcl", "conj", "acl")

    def scene(self, span: Span) -> Tied | None:
        """Return the trigger of which a place is the scene: tied by phrases alone, not through other things' names."""
        compounds = 0
        for child, parent in pairwise(self._chain(span)[:_NEAR_STEPS]):
            relation = self.tokens[child].deprel.split(":")[0]
            compounds += relation == "compound"
            if relation not in _SCENE or self.tokens[child].deprel == "nmod:poss" or compounds > 1:
                return None
            found = self.at.get(parent) or (self.carried.get(parent) if relation == "obl" else None)
            if found is not None or self.tokens[parent].upos == "VERB":
                return found
        return None

    def is_beside(self, span: Span, one: Tied) -> bool:
        """Whether no semicolon parts a stretch of characters from a trigger: each item of a list has its own ties."""
        inside = self.page.tokens_in(span.start, span.end)
        stretches = self.page.stretch_index
        return not inside or stretches[inside.start] == stretches[one.trigger.head]

    def right_before(self, start: int, gap: int) -> Tied | None:
        """Return the trigger that ends a few words before ``start``, with no verb or mark between."""
        index = self.page.tokens_in(start, start + 1).start
        for current in range(index - 1, max(index - 1 - gap, -1), -1):
            if current in self.at or self.tokens[current].upos in ("VERB", "AUX", "PUNCT", "PRON", "SCONJ"):
                return self.at.get(current)
        return None

    def right_after(self, end: int) -> Tied | None:
        """Return the trigger that begins right after ``end``: "the 12 May raid"."""
        return self.at.get(self.page.tokens_in(end - 1, end).stop)

    def tie_name(self, span: Span) -> None:
        """Tie a name to the trigger whose agent or target it is, or is a part of."""
        for child, parent in pairwise(self._chain(span)):
            one = self.at.get(parent)
            if one is not None:
                role = self.role(child)
                if role:
                    (one.agents if role == "agent" else one.targets).add(span)
                return
            if self.tokens[child].deprel.split(":")[0] not in _NAMED:
                return

    def role(self, child: int) -> str:
        """Return what a word right below a trigger is in it: agent, target, or nothing."""
        relation, case = self.tokens[child].deprel, self.case(child)
        if relation in ("nsubj:pass", "obj") or (relation in ("obl", "nmod") and case in _TARGET_CASES):
            return "target"
        return "agent" if case == "by" or relation in ("nsubj", "nmod:poss") else ""

    def tie_claim(self, claim: Claim) -> None:
        """Tie a claim to its trigger; a date to the one that has its time, a casualty at least to the nearest one."""
        harm, span = isinstance(claim.value, CasualtyValue), Span(claim.start, claim.end)
        anchor = claim.anchor or span
        if isinstance(claim.value, DateValue):
            own = (self.at[index] for index in self.page.tokens_in(anchor.start, anchor.end) if index in self.at)
            held = self._timed.get(span) or next(own, None)
        else:
            held = self.above(anchor) or self.above(span)
        if held is None:
            return
        held.claims.add(claim.id)
        held.harm |= harm
        held.real |= harm and claim.usable

    @cached_property
    def _timed(self) -> dict[Span, Tied]:
        """The first trigger that each time is tied to; asked for once all times are tied."""
        return {span: one for one in reversed(self.ties) for span in one.times}

    def _nearest(self, span: Span) -> Tied | None:
        """Return the nearest trigger of the sentence, earlier first."""
        at, sentences = self.page.tokens_in(span.start, span.end).start, self.page.sentence_index
        near = [one for one in self.ties if sentences[one.trigger.head] == sentences[at]]
        return min(near, key=lambda one: abs(one.trigger.head - at), default=None)


def _is_target(tree: _Tree, one: Tied, child: int) -> bool:
    """Whether a bare noun is what an event was done to."""
    noun = tree.tokens[child].upos in ("NOUN", "PROPN") and tree.role(child) == "target"
    return noun and (one.trigger.is_noun or tree.case(child) != "at")


def _phrase(page: Page, head: int) -> Span:
    """Return a noun with the words right below it that are part of its phrase."""
    parts = [c for c in page.children[head] if page.tokens[c].deprel.split(":")[0] in _PARTS]
    return Span(page.tokens[min([head, *parts])].start, page.tokens[head].end)


def _share(one: Tied, upper: Tied | None) -> None:
    """Give event words of one event each other's ties: "stormed the camp on Monday, killing ten"."""
    if upper is None or (one.times and upper.times and one.times != upper.times):
        return
    one.times = upper.times = one.times | upper.times
    one.places = upper.places = one.places | upper.places
    one.claims = upper.claims = one.claims | upper.claims
    one.harm = upper.harm = one.harm or upper.harm
    one.real = upper.real = one.real or upper.real


def _is_another(page: Page, trigger: Trigger) -> bool:
    return trigger.is_noun and any(page.lower[child] in words().other for child in page.children[trigger.head])


def _same_event(tree: _Tree, one: Tied) -> Tied | None:
    """Return the trigger above that tells of the same event, or None."""
    token, upper = tree.tokens[one.trigger.head], tree.at.get(tree.tokens[one.trigger.head].head)
    relation, mark = token.deprel.split(":")[0], tree.case(one.trigger.head, "mark")
    stretches = tree.page.stretch_index
    if token.head != ROOT and one.trigger.is_noun and stretches[token.head] != stretches[one.trigger.head]:
        return None  # items of a list
    if token.head == ROOT or _is_another(tree.page, one.trigger) or (one.trigger.is_noun and mark in words().apart):
        return None
    if upper is None:
        return _by_outcome(tree, token.head, relation)
    if _is_another(tree.page, upper.trigger):
        return None
    if relation in _WITHIN:
        return upper
    joined = (relation == "conj" and mark not in words().apart) or (relation == "advcl" and mark in _JOINING)
    return upper if joined and (not mark or {upper.trigger.type, one.trigger.type} & _HARM) else None


def _by_outcome(tree: _Tree, verb: int, relation: str) -> Tied | None:
    """Return the trigger whose outcome a verb tells ("the attack left", "a raid that killed") with what is below it."""
    token = tree.tokens[verb]
    if token.lemma.lower() not in words().resulting:
        return None
    clause = tree.at.get(token.head) if token.deprel in ("acl:relcl", "acl", "advcl") else None
    return clause or (tree.carried.get(verb) if relation in ("obj", "obl", "advcl", "xcomp") else None)
