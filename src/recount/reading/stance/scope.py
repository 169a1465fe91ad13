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
_ARGUMENTS = frozenset(
    ["obj", "nmod", "obl", "nsubj", "compound", "amod", "nummod", "appos", "flat", "advmod", "det"]
)  # fmt: skip
_INSIDE = frozenset({"compound", "amod", "nummod", "nmod", "appos", "flat", "det"})
_OPEN = frozenset({"dep", "fixed", "aux", "cop", "iobj", "list", "case", "mark"})
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
        current, cues = head, {report.cue_token for report in reports}
        self._local(current)
        for _ in range(_STEPS):
            parent, relation = self.tokens[current].head, self._relation(current)
            if parent == ROOT or (parent in cues and relation not in ("nsubj", "conj")):
                break
            above = self.tokens[parent]
            if reports and parent not in cues and not reports[-1].covers(above.start, above.end):
                break
            if not self._step(current, parent, relation):
                break
            current = parent

    def reported(self, report: Report, *, presupposed: bool) -> None:
        """Add what the reporting word says of its content, or only that it is told, where it is taken for granted."""
        manner, cue = report.manner, self.tokens[report.cue_token].lemma.lower()
        if presupposed and manner not in ("reported", "alleged"):
            if report.heard:
                self.found.add("reported")
        elif report.first_person:
            self._cue_modality(report)
            if manner in ("demanded", "question"):
                self.found.add(manner)
            elif manner not in ("reported", "alleged", "denied"):
                self.found.add("opinion")
        elif report.kind != "object" or report.heard or manner != "reported":
            self._cue_modality(report)
            if manner == "opinion" and effect_of(known().infinitive, cue) == "negative":
                self.negative = not self.negative
            elif manner != "opinion":
                self.found.add(self._told(report))
            elif report.kind == "clause" or report.heard:
                self.found.add("predicted" if report.kind == "clause" else "opinion")

    def _told(self, report: Report) -> Certainty:
        """Return what a reporting word makes of its content, also under negation ("did not say that")."""
        if not report.negated:
            return report.manner
        if report.manner == "denied":
            return "reported"
        if report.kind == "noun":
            return "denied"
        doubts = not report.factive and report.manner in ("reported", "alleged", "possible")
        return "possible" if doubts else report.manner

    def _cue_modality(self, report: Report) -> None:
        """Add what stands around the reporting word ("may say", "allegedly said", "would confirm")."""
        cued = Scope(self.page)
        cued.modal(report.cue_token)
        self.found |= cued.found & {"alleged"}
        if cued.found & {"possible", "conditional", "predicted"} and report.kind == "clause" and not report.factive:
            self.found.add("possible")
        past = self.tokens[report.cue_token].xpos in ("VBD", "VBN") and report.heard
        if past and self.backshifted and "conditional" in self.found:
            self.found = self.found - {"conditional"} | {"predicted"}

    def modal(self, index: int) -> None:
        """Add the auxiliaries and adverbs of one word."""
        for child in self.children[index]:
            word, relation = self.lower[child], self._relation(child)
            kind = effect_of(known().auxiliaries, word)
            if relation == "aux" and word == "can":
                if not any(self.lower[c] in known().negators for c in self.children[index]):
                    self.found.add("possible")
            elif relation == "aux" and kind is not None:
                perfect = any(self.tokens[c].lemma == "have" and c > child for c in self.children[index])
                self.backshifted = kind == "conditional" and "conditional" not in self.found and not perfect
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
        if token.upos in ("VERB", "AUX") and self._imperative(index):
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
            so_called = word == "called" and self.page.text[: self.tokens[child].start].endswith("so-")
            self._turn("alleged" if so_called else effect_of(known().adjectives, word))
        elif relation == "nsubj" and child < index:  # the parse gives the adverb of "Probably thirty ..." to the number
            for adverb in (c for one in below for c in (one, *self.children[one])):
                if self._relation(adverb) == "advmod":
                    self._turn(effect_of(known().adverbs, self.lower[adverb]))
        elif relation == "mark":
            self._mark(word, self._relation(index))
        elif word == "either" and relation in ("advmod", "cc"):
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
        token, relation = self.tokens[index], self._relation(index)
        bare = token.xpos in ("VB", "VBP") and token.text.lower() == token.lemma.lower()
        if not bare or relation not in ("root", "conj", "parataxis"):
            return False
        for child in self.children[index]:
            auxiliary = self.tokens[child].upos == "AUX" and self.lower[child] != "do"
            if auxiliary or self._relation(child) in ("nsubj", "expl", "cop", "csubj", "mark"):
                return False
        if relation == "conj":
            return token.head != ROOT and self._imperative(token.head)
        segment, first = self.page.segment_at(token.start), self.page.sentence_of(index).first
        before = {self.tokens[t].upos for t in range(first, index)}
        opening = before <= {"PUNCT", "ADV", "INTJ", "CCONJ", "PART", "AUX"}
        return opening and token.xpos == "VB" and (segment is None or segment.voice != "title")

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
        if relation in ("ccomp", "csubj", "parataxis"):
            return self._clause(parent, relation)
        return self._argument(current, parent, relation) if relation in _ARGUMENTS else relation in _OPEN

    def _conjunct(self, current: int, parent: int) -> bool:
        """Share the modality of the first conjunct where the second has no subject of its own."""
        own = {self._relation(child) for child in self.children[current]}
        joined = {self.tokens[child].lemma for child in self.children[current]}
        if "or" in joined and any(self.lower[child] == "either" for child in self.children[parent]):
            self.found.add("possible")
        if "nsubj" in own:
            return self.tokens[current].upos == "NOUN"
        finite = self.tokens[current].xpos in ("VBD", "VBZ") and self.tokens[parent].upos in ("VERB", "AUX")
        if not finite and not ("aux" in own and self.tokens[current].upos in ("VERB", "AUX")):
            before = self.negative
            self._local(parent)
            self.negative = before if "but" in joined else self.negative
        return True

    def _adverbial(self, current: int, parent: int) -> bool:
        """A purpose has yet to come; a participle takes over the modality of its clause, not its negation."""
        marks = {self.lower[child] for child in self.children[current]}
        if self._infinitive(current):
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
        lemma, above = self.tokens[parent].lemma.lower(), self.tokens[parent].upos
        effect = effect_of(known().under_noun, lemma)
        if above in ("NOUN", "PROPN") and self._infinitive(current):
            self._turn(effect or "predicted")
        elif self.tokens[current].deprel == "acl":
            self._turn(effect)
        if lemma in known().no_evidence and self._none(parent):
            self.found.add("denied")
        return False

    def _over(self, parent: int) -> None:
        """Add what a verb or adjective does to its infinitive."""
        above, lemma = self.tokens[parent], self.tokens[parent].lemma.lower()
        if above.upos in ("ADJ", "ADV"):
            self._turn(effect_of(known().under_adjective, lemma))
        elif lemma == "need" and above.xpos not in ("VBD", "VBN"):
            self._turn("demanded")
        elif lemma == "have" and above.xpos in ("VBD", "VBN"):
            return
        elif lemma != "call" or self._over_infinitive(parent):
            self._turn(effect_of(known().infinitive, self.lower[parent] if lemma == "go" else lemma))

    def _clause(self, parent: int, relation: str) -> bool:
        lemma = self.tokens[parent].lemma.lower()
        effect = effect_of(known().clause, lemma) if relation == "ccomp" else None
        if relation != "parataxis":
            self._turn(effect or effect_of(known().under_adjective, lemma))
        if relation == "ccomp" and lemma in known().no_evidence and self._none(parent):
            self.found.add("denied")
        return False

    def _argument(self, current: int, parent: int, relation: str) -> bool:
        """Let an event noun take over what is said of its occurrence ("denied the attack", "a plan of attack")."""
        above, lemma = self.tokens[parent], self.tokens[parent].lemma.lower()
        if above.upos in ("NOUN", "PROPN"):
            effect = effect_of(known().under_noun, lemma) if relation in ("nmod", "compound") else None
            self._turn(effect)
            return effect is None and relation in _INSIDE
        if above.upos not in ("VERB", "AUX") or self.tokens[current].upos in ("VERB", "AUX"):
            return False
        if relation in ("obj", "obl") or above.deprel.startswith("xcomp"):
            self._turn(effect_of(known().object, lemma))
        occurs = lemma in known().occurrence
        if occurs or self.tokens[current].deprel == "nsubj:pass":
            self._local(parent)
        return occurs or (relation == "obj" and self.tokens[current].upos == "NUM")

    def _turn(self, effect: Effect | None) -> None:
        if effect == "negative":
            self.negative = not self.negative
        elif effect is not None:
            self.found.add(effect)

    def _relation(self, index: int) -> str:
        return self.tokens[index].deprel.split(":")[0]

    def _over_infinitive(self, verb: int) -> bool:
        return any(self._infinitive(child) for child in self.children[verb])

    def _infinitive(self, index: int) -> bool:
        return any(self.lower[child] == "to" and self.tokens[child].deprel == "mark" for child in self.children[index])

    def _none(self, index: int) -> bool:
        verb = self.tokens[index].head
        around = [*self.children[index], *(self.children[verb] if verb != ROOT else ())]
        return any(self.lower[child] in known().negators for child in around)
