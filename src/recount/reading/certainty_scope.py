"""What reaches a word: the modality and negation above it in its tree, and what a reporting word says of it.

Invariant: negation and modality reach conjuncts without a subject of their own, infinitives and gerunds; never finite
clauses about time or cause, relative clauses, or what somebody said.
"""

from __future__ import annotations

from typing import cast

from recount.model.analysis import ROOT
from recount.model.claims import Certainty
from recount.reading.certainty_words import CertaintyWords
from recount.reading.page import Page
from recount.reading.voices import Report

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "our"})
_NEGATING = frozenset({"advmod", "det", "cc", "nsubj", "obj", "advcl", "case"})
_LATER = frozenset({"before", "until", "till", "once"})
"""Marks of clauses that have yet to come true where their main clause has ("will ... before")."""
_VIEWS = frozenset({"opinion", "view", "mind", "judgment", "judgement", "eyes", "eye"})
_GIVEN = frozenset({"after", "since", "because", "when", "while", "although", "though", "as"})
"""Marks of clauses that are taken for granted."""


class Scope:
    """Walks from a head up its tree and collects what modality and negation reach it."""

    def __init__(self, page: Page, vocabulary: CertaintyWords) -> None:
        self.page, self.words = page, vocabulary
        self.tokens, self.lower, self.children = page.tokens, page.lower, page.children
        self.found: set[Certainty] = set()
        self.negative = False
        self.backshifted = False
        """True where the only condition found is "would", which past reports make of "will"."""

    def climb(self, head: int, cues: frozenset[int]) -> None:
        """Collect from ``head`` upwards, to the verb that reports it or to where scope ends."""
        current = head
        self._local(current)
        for _ in range(40):
            token = self.tokens[current]
            parent = token.head
            if parent == ROOT or (parent in cues and token.deprel.split(":")[0] not in ("nsubj", "conj")):
                break
            if not self._step(current, parent):
                break
            current = parent

    def presupposed(self, head: int, governor: int | None) -> bool:
        """True where ``head`` is taken for granted inside what is said: in a relative clause or a definite noun."""
        if governor is None:
            governor = ROOT
        if head == governor:
            return False
        current = head
        if self.tokens[head].deprel == "amod":
            return True
        if self.tokens[head].upos in ("NOUN", "PROPN") and any(
            self.lower[child] in _DEFINITE and self.tokens[child].deprel.split(":")[0] in ("det", "nmod")
            for child in self.children[head]
        ):
            return True
        for _ in range(40):
            token = self.tokens[current]
            if current == governor or token.head == ROOT:
                return False
            if token.deprel == "acl:relcl" or (token.deprel == "acl" and token.xpos == "VBN"):
                return True
            if token.deprel.split(":")[0] in ("nmod", "obl") and self.tokens[head].upos == "NOUN" and current == head:
                above = self.tokens[token.head]
                if above.upos == "NOUN" and above.lemma.lower() not in self.words.over_nouns:
                    return True
            if token.deprel == "advcl" and any(self.lower[child] in _GIVEN for child in self.children[current]):
                return True
            current = token.head
        return False

    def reported(self, report: Report, *, presupposed: bool) -> None:
        """Add what the reporting word says of its content, or only that it is told, where it is taken for granted."""
        if presupposed and report.manner not in ("reported", "alleged"):
            if report.heard:
                self.found.add("reported")
            return
        if report.kind == "object" and not report.heard and report.manner == "reported":
            return
        self._cue_modality(report)
        if report.first_person:
            if report.manner in ("possible", "opinion", "predicted"):
                self.found.add("opinion")
            elif report.manner in ("demanded", "question"):
                self.found.add(report.manner)
            return
        if report.manner == "opinion":
            if self.words.over.get(self.tokens[report.cue_token].lemma.lower()) == "negative":
                self.negative = not self.negative
            elif report.kind == "clause":
                self.found.add("predicted")
            elif report.heard:
                self.found.add("opinion")
            return
        if report.negated and report.manner == "denied":
            self.found.add("reported")
        elif report.negated and report.kind == "noun":
            self.found.add("denied")
        elif report.negated and not report.factive and report.manner in ("reported", "alleged", "possible"):
            self.found.add("possible")
        elif report.kind == "object" and report.manner == "predicted" and not report.heard:
            self.found.add("predicted")
        else:
            self.found.add(cast(Certainty, report.manner))

    def _cue_modality(self, report: Report) -> None:
        """Add what stands around the reporting word ("may say", "allegedly said", "would confirm")."""
        cued = Scope(self.page, self.words)
        cued.modal(report.cue_token)
        if "alleged" in cued.found:
            self.found.add("alleged")
        if cued.found & {"possible", "conditional", "predicted"} and report.kind == "clause" and not report.factive:
            self.found.add("possible")
        if self.tokens[report.cue_token].xpos in ("VBD", "VBN") and report.heard and "conditional" in self.found:
            if self.backshifted:
                self.found.discard("conditional")
                self.found.add("predicted")

    def modal(self, index: int) -> None:
        """Add the auxiliaries and adverbs of one word."""
        for child in self.children[index]:
            word, relation = self.lower[child], self.tokens[child].deprel
            if relation.startswith("aux") and word == "can":
                if not any(self.lower[c] in self.words.negators for c in self.children[index]):
                    self.found.add("possible")
            elif relation.startswith("aux") and word in self.words.auxiliaries:
                kind = self.words.auxiliaries[word]
                perfect = any(self.tokens[c].lemma == "have" and c > child for c in self.children[index])
                self.backshifted = kind == "conditional" and "conditional" not in self.found and not perfect
                self.found.add(kind)
            elif relation.startswith(("advmod", "discourse", "parataxis")) and word in self.words.adverbs:
                self.found.add(self.words.adverbs[word])

    def _local(self, index: int) -> None:
        """Add what stands around ``index`` itself."""
        self.modal(index)
        token = self.tokens[index]
        if token.lemma.lower() == "go" and token.xpos == "VBG" and self._infinitive_below(index):
            self.found.add("predicted")
        for child in self.children[index]:
            word, relation = self.lower[child], self.tokens[child].deprel.split(":")[0]
            if word in ("neither", "nor"):
                self.negative = True
            elif word in self.words.negators and relation in _NEGATING:
                self.negative = not self.negative
            elif relation == "amod" and word in self.words.adjectives:
                self.found.add(self.words.adjectives[word])
            elif relation == "amod" and word == "called" and self.page.text[: self.tokens[child].start].endswith("so-"):
                self.found.add("alleged")
            elif relation in ("nsubj", "obj") and any(
                self.lower[c] in ("no", "neither", "none", "nobody")
                and self.tokens[c].deprel in ("det", "cc:preconj", "cc")
                for c in self.children[child]
            ):
                self.negative = True
            elif relation == "nsubj" and child < index:
                self._subject(child)
            elif relation == "mark":
                self._mark(word, index)
            elif (relation == "advmod" and word == "either") or (relation in ("cc", "cc:preconj") and word == "either"):
                self.found.add("possible")
            elif relation == "advcl" and child != index:
                self._governed(index, child)
            elif (
                relation in ("obl", "nmod")
                and self.tokens[child].lemma.lower() in _VIEWS
                and any(self.lower[c] in ("my", "our") for c in self.children[child])
            ):
                self.found.add("opinion")
        if token.upos in ("VERB", "AUX") and self._imperative(index):
            self.found.add("demanded")
        if token.lemma.lower() in self.words.evaluative and any(
            self.tokens[child].deprel == "cop" for child in self.children[index]
        ):
            self.found.add("opinion")

    def _subject(self, subject: int) -> None:
        """Add an adverb that the parse gives to the subject or its number ("Probably thirty people ...")."""
        for child in self.children[subject]:
            for index in (child, *self.children[child]):
                if self.tokens[index].deprel == "advmod" and self.lower[index] in self.words.adverbs:
                    self.found.add(self.words.adverbs[self.lower[index]])

    def _mark(self, word: str, index: int) -> None:
        relation = self.tokens[index].deprel.split(":")[0]
        if word == "whether":
            self.found.add("question")
        elif word in self.words.conditions and relation in ("advcl", "acl", "root", "ccomp", "dep"):
            self.backshifted = False
            self.found.add("question" if relation == "ccomp" and word == "if" else "conditional")

    def _governed(self, index: int, clause: int) -> None:
        """Mark a main clause that hangs on a condition ("if X, then Y")."""
        if self.tokens[clause].upos == "SCONJ":
            return
        if any(
            self.tokens[c].deprel == "mark" and self.lower[c] in self.words.conditions and self.lower[c] != "lest"
            for c in self.children[clause]
        ):
            marks = [self.lower[c] for c in self.children[clause] if self.tokens[c].deprel in ("mark", "advmod")]
            if "even" not in marks and "as" not in marks:
                self.backshifted = False
                self.found.add("conditional")

    def _imperative(self, index: int) -> bool:
        """True for a bare verb that heads its sentence or a conjunct of it, without subject, auxiliary or "to"."""
        token = self.tokens[index]
        if token.xpos not in ("VB", "VBP") or (token.text != token.lemma and token.text.lower() != token.lemma.lower()):
            return False
        if token.deprel.split(":")[0] not in ("root", "conj", "parataxis"):
            return False
        for child in self.children[index]:
            relation, word = self.tokens[child].deprel.split(":")[0], self.lower[child]
            if relation in ("nsubj", "expl", "cop", "csubj") or (relation == "aux" and word not in ("do",)):
                return False
            if relation == "mark" or (self.tokens[child].upos == "AUX" and word not in ("do",)):
                return False
        if token.deprel == "conj":
            return token.head != ROOT and self._imperative(token.head)
        segment = self.page.segment_at(token.start)
        first = self.page.sentence_of(index).first
        opening = all(
            self.tokens[t].upos in ("PUNCT", "ADV", "INTJ", "CCONJ", "PART", "AUX") for t in range(first, index)
        )
        return opening and token.xpos == "VB" and (segment is None or segment.voice != "title")

    def _step(self, current: int, parent: int) -> bool:
        """Add what ``parent`` does to ``current``; return False where scope ends."""
        token, relation = self.tokens[current], self.tokens[current].deprel.split(":")[0]
        above = self.tokens[parent]
        lemma = above.lemma.lower()
        if relation == "conj":
            return self._conjunct(current, parent)
        if relation == "xcomp":
            self._over(lemma, above.upos, parent)
            self._local(parent)
            return True
        if relation == "advcl":
            if self._infinitive(current):
                self.found.add("predicted")
                return False
            if any(self.lower[child] in _LATER for child in self.children[current]):
                above_scope = Scope(self.page, self.words)
                above_scope.modal(parent)
                self.found |= above_scope.found & {"predicted"}
                return False
            return token.xpos == "VBG" and self._dangling(parent)
        if relation == "acl":
            if above.upos in ("NOUN", "PROPN") and self._infinitive(current):
                self._turn(self.words.over_nouns.get(lemma, "predicted"))
                return False
            if token.deprel == "acl" and lemma in self.words.over_nouns:
                self._turn(self.words.over_nouns[lemma])
            if lemma in self.words.no_evidence and self._none(parent):
                self.found.add("denied")
            return False
        if relation in ("ccomp", "csubj", "parataxis"):
            return self._clause(current, parent, lemma)
        if relation in ("obj", "nmod", "obl", "nsubj", "compound", "amod", "nummod", "appos", "flat", "advmod", "det"):
            return self._argument(current, parent, relation, lemma)
        return relation in ("dep", "fixed", "aux", "cop", "iobj", "list", "case", "mark")

    def _conjunct(self, current: int, parent: int) -> bool:
        """Share the modality of the first conjunct where the second has no subject of its own."""
        own = {self.tokens[child].deprel.split(":")[0] for child in self.children[current]}
        if any(self.tokens[child].lemma == "or" for child in self.children[current]) and any(
            self.lower[child] == "either" for child in self.children[parent]
        ):
            self.found.add("possible")
        if "nsubj" in own or ("aux" in own and self.tokens[current].upos in ("VERB", "AUX")):
            return "nsubj" not in own or self.tokens[current].upos == "NOUN"
        verbal = self.tokens[parent].upos in ("VERB", "AUX")
        if verbal and self.tokens[current].xpos in ("VBD", "VBZ"):
            return True
        contrast = any(self.lower[child] == "but" for child in self.children[current])
        before = self.negative
        self._local(parent)
        if contrast:
            self.negative = before
        return True

    def _over(self, lemma: str, upos: str, parent: int) -> None:
        if upos in ("ADJ", "ADV"):
            self._turn(self.words.modal_adjectives.get(lemma, ""))
        else:
            if lemma == "call" and not self._infinitive_below(parent):
                return
            passive = any(self.tokens[child].deprel == "aux:pass" for child in self.children[parent])
            effect = self.words.over.get(lemma, "")
            if lemma == "go" and self.tokens[parent].xpos != "VBG":
                effect = ""
            if lemma == "help":
                effect = ""
            if lemma in ("have", "need", "ought") and not passive and self.tokens[parent].xpos not in ("VBD", "VBN"):
                effect = "demanded"
            self._turn(effect)

    def _turn(self, effect: str) -> None:
        if effect == "negative":
            self.negative = not self.negative
        elif effect:
            self.found.add(cast(Certainty, effect))

    def _infinitive_below(self, verb: int) -> bool:
        return any(self._infinitive(child) for child in self.children[verb])

    def _infinitive(self, index: int) -> bool:
        return any(self.lower[child] == "to" and self.tokens[child].deprel == "mark" for child in self.children[index])

    def _none(self, index: int) -> bool:
        verb = self.tokens[index].head
        return any(self.lower[child] in self.words.negators for child in self.children[index]) or (
            verb != ROOT and any(self.lower[child] in self.words.negators for child in self.children[verb])
        )

    def _dangling(self, parent: int) -> bool:
        """A participle behind its clause takes over the clause's modality, not its negation."""
        before = self.negative
        self.modal(parent)
        self.negative = before
        return True

    def _clause(self, current: int, parent: int, lemma: str) -> bool:
        relation = self.tokens[current].deprel.split(":")[0]
        if relation == "ccomp":
            effect = self.words.over.get(lemma, "")
            if (
                effect in ("predicted", "demanded") and lemma not in ("mean", "need", "go", "look", "decide")
            ) or effect == "possible":
                self._turn(effect)
            elif lemma in self.words.modal_adjectives:
                self._turn(self.words.modal_adjectives[lemma])
            if self._none(parent) and lemma in self.words.no_evidence:
                self.found.add("denied")
        if relation == "csubj":
            self._turn(self.words.modal_adjectives.get(lemma, ""))
        return False

    def _argument(self, current: int, parent: int, relation: str, lemma: str) -> bool:
        """Let an event noun take over what is said of its occurrence ("denied the attack", "a plan of attack")."""
        above = self.tokens[parent]
        if above.upos in ("NOUN", "PROPN"):
            if relation in ("nmod", "compound") and lemma in self.words.over_nouns:
                self._turn(self.words.over_nouns[lemma])
                return False
            return relation in ("compound", "amod", "nummod", "nmod", "appos", "flat", "det")
        if above.upos not in ("VERB", "AUX"):
            return False
        if self.tokens[current].upos in ("VERB", "AUX"):
            return False
        if relation in ("obj", "obl") or above.deprel.startswith("xcomp"):
            effect = self.words.over.get(lemma, "")
            if effect and lemma not in (
                "have",
                "help",
                "let",
                "set",
                "go",
                "need",
                "see",
                "offer",
                "mean",
                "stop",
                "report",
                "say",
            ):
                self._turn(effect)
        if lemma in self.words.occurrence or (relation == "nsubj" and self.tokens[current].deprel == "nsubj:pass"):
            self._local(parent)
            return lemma in self.words.occurrence
        return relation == "obj" and self.tokens[current].upos == "NUM"
