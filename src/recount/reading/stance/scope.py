"""What reaches a word: the modality and negation above it in its tree, and what a reporting word says of it.

Invariant: negation and modality reach conjuncts without a subject of their own, infinitives and gerunds; never finite
clauses about time or cause, relative clauses, or what somebody said.
"""

from __future__ import annotations

from recount.model.analysis import ROOT
from recount.model.claims import Certainty
from recount.reading.page import Page
from recount.reading.stance.words import effect_of, known
from recount.reading.voices import Report
from recount.vocabulary.schema import Effect

_NEGATING = frozenset({"advmod", "det", "cc", "nsubj", "obj", "advcl", "case"})
_ARGUMENTS = frozenset({"obj", "nmod", "obl", "nsubj", "compound", "amod", "nummod", "appos", "flat", "advmod", "det"})
_INSIDE = frozenset({"compound", "amod", "nummod", "nmod", "appos", "flat", "det"})
_OPEN = frozenset({"dep", "fixed", "aux", "cop", "iobj", "list", "case", "mark"})
_MARKS_BEFORE = frozenset({":", "-", "\u2013", "\u2014"})
_CALLED = 3
"""Words of a name of somebody called upon, at most: "Dear language model, say ..."."""
_STEPS = 40
"""Heads followed upwards, at most; deeper trees are slips of the parser."""


class Scope:
    """Walks from a head up its tree and collects what modality and negation reach it."""

    def __init__(self, page: Page) -> None:
        self.page, self.tokens, self.lower, self.children = page, page.tokens, page.lower, page.children
        self.found: set[Certainty] = set()
        self.negative = False
        self.backshifted = False
        """True where the only condition found is "would", which past reports make of "will"."""

    def climb(self, head: int, reports: tuple[Report, ...]) -> None:
        """Collect from ``head`` upwards, to the edge of what is reported or to where scope ends."""
        current = head
        self._local(current)
        for _ in range(_STEPS):
            parent = self.tokens[current].head
            if parent == ROOT or any(not self._within(parent, report) for report in reports[-1:]):
                break
            if not self._step(current, parent, self._relation(current)):
                break
            current = parent

    def _within(self, index: int, report: Report) -> bool:
        return index != report.cue_token and report.covers(self.tokens[index].start, self.tokens[index].end)

    def reported(self, report: Report, *, presupposed: bool) -> None:
        """Add what the reporting word says of its content, or only that it is told, where it is taken for granted."""
        manner, cue = report.manner, self.tokens[report.cue_token]
        if presupposed:
            self._turn("reported" if report.heard else None)
            return
        around = Scope(self.page)
        around.modal(report.cue_token)
        self.found |= around.found & {"alleged"}
        if self.backshifted and report.heard and cue.xpos in ("VBD", "VBN"):
            self.found = self.found - {"conditional"} | {"predicted"}
        if report.first_person and manner not in ("demanded", "question"):
            self._turn(None if manner in ("reported", "alleged", "denied") else "opinion")
        elif manner != "opinion":
            self.found.add(self._told(report))
        elif effect_of(known().infinitive, cue.lemma.lower()) == "negative":
            self.negative = not self.negative
        elif report.kind == "clause" or report.heard:
            self.found.add("predicted" if report.kind == "clause" else "opinion")

    def orders(self, report: Report) -> bool:
        """Whether a text orders somebody to say a thing ("Write that nobody died."), so that nobody says it."""
        cue = report.cue_token
        if report.factive or self.tokens[cue].upos != "VERB":
            return False
        subject = next((child for child in self.children[cue] if self._relation(child) == "nsubj"), None)
        if subject is not None and self.lower[subject] == "you":
            return any(effect_of(known().auxiliaries, self.lower[child]) == "demanded" for child in self.children[cue])
        if subject is not None:
            return self._called(subject, cue)
        if self._relation(cue) == "conj":
            return self._imperative(cue)
        return self._opens(cue) and self.tokens[cue].xpos == "VB" and not self._has_auxiliary(cue)

    def _opens(self, verb: int) -> bool:
        """Whether a verb stands where an order begins: first, or behind a colon, a dash or the name of who is meant."""
        first = self.page.sentence_of(verb).first
        words = (word for word in self.lower[first:verb] if any(map(str.isalnum, word)))
        before = [word for word in words if word not in known().before_orders]
        mark = self.lower[verb - 1] if verb > first else ""
        return not before or mark in _MARKS_BEFORE or (mark == "," and len(before) <= _CALLED)

    def _called(self, subject: int, verb: int) -> bool:
        """Whether what the tree takes for a subject is somebody called upon: "Assistant, say that ...", "user: say"."""
        alone = self.tokens[subject].xpos in ("NN", "NNP") and self.tokens[verb].xpos in ("VB", "VBP")
        return alone and verb == subject + 2 and self.lower[subject + 1] in (",", ":")

    def _has_auxiliary(self, verb: int) -> bool:
        kinds = {self._relation(child) for child in self.children[verb] if self.lower[child] != "do"}
        return not kinds.isdisjoint(("aux", "mark", "expl"))

    def _told(self, report: Report) -> Certainty:
        """Return what a reporting word makes of its content, also under negation ("did not say that")."""
        if report.negated and report.kind == "noun":
            return "denied"
        return "possible" if report.negated and not report.factive else report.manner

    def modal(self, index: int) -> None:
        """Add the auxiliaries and adverbs of one word."""
        for child in self.children[index]:
            word, relation = self.lower[child], self._relation(child)
            if relation == "aux":
                kind = effect_of(known().auxiliaries, word)
                self.backshifted = kind == "conditional" or (self.backshifted and kind is None)
                self._turn(kind)
            elif relation in ("advmod", "discourse", "parataxis"):
                self._turn(effect_of(known().adverbs, word))

    def _local(self, index: int) -> None:
        """Add what stands around ``index`` itself."""
        self.modal(index)
        token = self.tokens[index]
        if token.lemma.lower() == "go" and token.xpos == "VBG" and self._over_infinitive(index):
            self.found.add("predicted")
        for child in self.children[index]:
            self._dependent(index, child, self._relation(child), self.lower[child])
        if self._imperative(index):
            self.found.add("demanded")
        if token.lemma.lower() in known().evaluative and any(self._relation(c) == "cop" for c in self.children[index]):
            self.found.add("opinion")

    def _dependent(self, index: int, child: int, relation: str, word: str) -> None:
        below = self.children[child]
        if word in known().negators and relation in _NEGATING:
            self.negative = not self.negative
        elif relation in ("nsubj", "obj") and any(
            self.lower[c] in known().negators and self._relation(c) in ("det", "cc") for c in below
        ):
            self.negative = True
        elif relation == "amod":
            self._turn(effect_of(known().adjectives, word))
        elif relation == "mark":
            self._mark(word, self._relation(index))
        elif word == "either":
            self.found.add("possible")
        elif relation == "advcl":
            self._condition(child)
        elif relation in ("obl", "nmod") and self.tokens[child].lemma.lower() in known().views:
            if any(self.lower[c] in ("my", "our") for c in below):
                self.found.add("opinion")

    def _mark(self, word: str, relation: str) -> None:
        if word == "whether":
            self.found.add("question")
        elif word in known().conditions and relation in ("advcl", "acl", "root", "ccomp", "dep"):
            self.backshifted = False
            self.found.add("question" if relation == "ccomp" and word == "if" else "conditional")

    def _condition(self, clause: int) -> None:
        """Mark a main clause that hangs on a condition ("if X, then Y"), not on "even if" or "as if"."""
        marks = {self.lower[c] for c in self.children[clause] if self._relation(c) in ("mark", "advmod")}
        if marks & known().conditions - {"lest"} and not marks & {"even", "as"}:
            self.backshifted = False
            self.found.add("conditional")

    def _imperative(self, index: int) -> bool:
        """True for a bare verb that heads its sentence or a conjunct of it, without subject, auxiliary or "to"."""
        relation, token = self._relation(index), self.tokens[index]
        if token.xpos != "VB" or relation not in ("root", "conj", "parataxis"):
            return False
        for child in self.children[index]:
            auxiliary = self.tokens[child].upos == "AUX" and self.lower[child] != "do"
            if auxiliary or self._relation(child) in ("nsubj", "expl", "cop", "csubj", "mark"):
                return False
        return relation != "conj" or self._imperative(token.head)

    def _step(self, current: int, parent: int, relation: str) -> bool:
        """Add what ``parent`` does to ``current``; return False where scope ends."""
        if relation == "conj":
            return self._conjunct(current, parent)
        if relation == "xcomp":
            self._over(parent)
            self._local(parent)
            return True
        if relation == "advcl":
            return self._adverbial(current, parent)
        if relation == "acl":
            return self._attribute(current, parent)
        if relation in ("ccomp", "csubj"):
            self._turn(effect_of(known().under_adjective, self.tokens[parent].lemma.lower()))
            return False
        return self._argument(parent, relation) if relation in _ARGUMENTS else relation in _OPEN

    def _conjunct(self, current: int, parent: int) -> bool:
        """Share the modality of the first conjunct where the second has no subject of its own."""
        own = {self._relation(child) for child in self.children[current]}
        if "nsubj" in own:
            return self.tokens[current].upos == "NOUN"
        finite = self.tokens[current].xpos in ("VBD", "VBZ") and self.tokens[parent].upos in ("VERB", "AUX")
        if not finite and "aux" not in own:
            before = self.negative
            self._local(parent)
            contrast = any(self.lower[child] == "but" for child in self.children[current])
            self.negative = before if contrast else self.negative
        return True

    def _adverbial(self, current: int, parent: int) -> bool:
        """A purpose has yet to come; a participle takes over the modality of its clause, not its negation."""
        marks = {self.lower[child] for child in self.children[current]}
        if self._infinitive(current) and not self._is_over(current):
            self.found.add("predicted")
            return False
        above = Scope(self.page)
        above.modal(parent)
        if marks & known().later:
            self.found |= above.found & {"predicted"}
            return False
        if self.tokens[current].xpos == "VBG":
            self.found |= above.found
            self.backshifted = above.backshifted
            return True
        return False

    def _attribute(self, current: int, parent: int) -> bool:
        effect = effect_of(known().under_noun, self.tokens[parent].lemma.lower())
        if self._infinitive(current):
            self._turn(effect or (None if self._is_over(current) else "predicted"))
        elif self.tokens[current].deprel == "acl":
            self._turn(effect)
        return False

    def _over(self, parent: int) -> None:
        """Add what a verb or adjective does to its infinitive."""
        above, lemma = self.tokens[parent], self.tokens[parent].lemma.lower()
        if above.upos in ("ADJ", "ADV"):
            self._turn(effect_of(known().under_adjective, lemma))
        elif lemma != "have" or above.xpos not in ("VBD", "VBN"):
            self._turn(effect_of(known().infinitive, lemma))

    def _argument(self, parent: int, relation: str) -> bool:
        """Let an event noun take over what is said of its occurrence ("no attack took place", "a plan of attack")."""
        above, lemma = self.tokens[parent], self.tokens[parent].lemma.lower()
        if above.upos in ("NOUN", "PROPN"):
            effect = effect_of(known().under_noun, lemma) if relation in ("nmod", "compound") else None
            self._turn(effect)
            return effect is None and relation in _INSIDE
        if relation == "obj":
            self._turn(effect_of(known().infinitive, lemma))
        if lemma in known().occurrence:
            self._local(parent)
        return lemma in known().occurrence

    def _turn(self, effect: Effect | None) -> None:
        if effect == "negative":
            self.negative = not self.negative
        elif effect is not None:
            self.found.add(effect)

    def _relation(self, index: int) -> str:
        return self.tokens[index].deprel.split(":")[0]

    def _over_infinitive(self, verb: int) -> bool:
        return any(self._infinitive(child) for child in self.children[verb])

    def _is_over(self, index: int) -> bool:
        """Whether an infinitive tells of what is past: "is said to have given the order"."""
        return self.tokens[index].xpos == "VBN" and any(self.lower[child] == "have" for child in self.children[index])

    def _infinitive(self, index: int) -> bool:
        return any(self.lower[child] == "to" and self.tokens[child].deprel == "mark" for child in self.children[index])
