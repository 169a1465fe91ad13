"""Who does the reporting: the subject of a verb, the agent of a passive, an antecedent, or the noun beside the cue.

Invariant: a source lies in the sentence of its verb and never overlaps the cue.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.analysis import ROOT
from recount.reading.attribution_sources import Sources
from recount.reading.attribution_tree import Shape


@dataclass(frozen=True, slots=True)
class Subject:
    """The tokens of a source and its head, or an implied one (``head`` None) where nobody is printed."""

    head: int | None
    first: int = 0
    last: int = 0


class Subjects:
    """Finds the sources of the verbs of one page."""

    def __init__(self, shape: Shape, sources: Sources) -> None:
        self.shape, self.sources, self.page = shape, sources, shape.page
        self.tokens, self.lower = shape.tokens, shape.page.lower

    def subject(self, verb: int, cue: tuple[int, int], *, right: bool = False) -> Subject:
        """Return who does the reporting: subject, agent of a passive, antecedent, or the noun beside the cue."""
        low, high = self.shape.bounds(verb)
        head = self._subject_head(verb)
        if head is None and self.shape.child(verb, "aux:pass") is not None:
            return Subject(None)
        if head is None:
            head = self._crossing(verb, cue[0], low)
        if head is None or head == verb:
            return self._neighbour(cue, low, high, right)
        if head < cue[0]:
            first, last = self.sources.phrase(head, low=low, high=cue[0], comma=True)
            if (
                last < cue[0]
                and self.tokens[last].text == ","
                and any(self.tokens[token].text == "," for token in range(first, last))
            ):
                last += 1
            elif self.tokens[last - 1].text == "," and not any(
                self.tokens[token].text == "," for token in range(first, last - 1)
            ):
                last -= 1
            return Subject(head, max(first, self._after_quote(first, head)), last)
        first, last = self.sources.phrase(head, low=cue[1], high=self._before_quote(head, high))
        return Subject(head, first, last)

    def _subject_head(self, verb: int) -> int | None:
        shape, current = self.shape, verb
        passive = shape.child(verb, "aux:pass") is not None
        for _ in range(4):
            if passive and current == verb:
                agent = shape.child(verb, "obl:agent") or self._by(verb)
                return agent
            found = shape.child(current, "nsubj")
            if found is not None and self.tokens[found].deprel != "nsubj:outer":
                return found
            relation, head = shape.relation(current), self.tokens[current].head
            if head == ROOT:
                return None
            if relation == "acl":
                own = self._given_later(current, head)
                if own is not None:
                    return own
                return (
                    head if self.tokens[current].xpos in ("VBG", "VBN") or ":" in self.tokens[current].deprel else None
                )
            if relation not in ("conj", "xcomp", "advcl"):
                return None
            if relation == "advcl" and self.tokens[current].xpos not in ("VBG", "VB") and not self._to(current):
                return None
            current = head
        return None

    def _given_later(self, verb: int, antecedent: int) -> int | None:
        """Return the subject in "the raid, which X has confirmed left ...", where the parse gives X to "left"."""
        for token in range(verb - 1, max(antecedent, verb - 8), -1):
            if self.tokens[token].deprel.startswith("nsubj") and self.tokens[token].head > verb:
                return token if self.tokens[token].upos in ("PROPN", "NOUN") else None
        return None

    def _crossing(self, verb: int, start: int, low: int) -> int | None:
        """Return a subject before the verb that the parse gives to a later verb with a subject of its own."""
        for token in range(start - 1, max(low, start - 20) - 1, -1):
            head = self.tokens[token].head
            if self.tokens[token].upos == "SCONJ" and self.lower[token] == "that":
                return None
            if not self.tokens[token].deprel.startswith("nsubj") or head <= verb:
                continue
            if any(token < c and verb < c and self.shape.relation(c) == "nsubj" for c in self.shape.children[head]):
                return token
        return None

    def _to(self, verb: int) -> bool:
        return any(self.lower[child] == "to" for child in self.shape.children[verb] if child < verb)

    def _by(self, verb: int) -> int | None:
        for child in range(verb + 1, min(verb + 6, self.shape.bounds(verb)[1])):
            if self.lower[child] == "by" and self.tokens[child].head != ROOT:
                head = self.tokens[child].head
                return head if head > child else None
        return None

    def _neighbour(self, cue: tuple[int, int], low: int, high: int, right: bool) -> Subject:
        """Return the noun phrase just before the cue, or just after it in inverted order."""
        nominal = ("PROPN", "NOUN", "PRON")
        if right and cue[1] < high and self.tokens[cue[1]].upos in (*nominal, "DET", "ADJ"):
            last = cue[1]
            while last < high and self._continues(last, high):
                last += 1
            trimmed = self.shape.trim(cue[1], last)
            heads = [t for t in range(*trimmed) if self.tokens[t].upos in nominal] if trimmed else []
            if trimmed and heads:
                head = heads[0]
                while head + 1 in heads and self.tokens[head + 1].upos != "PRON":
                    head += 1
                return Subject(head, *trimmed)
        before = cue[0] - 1
        if before >= low and self.tokens[before].upos in nominal:
            first, last = self.sources.phrase(before, low=low, high=cue[0])
            return Subject(before, first, last)
        return Subject(None)

    def _continues(self, token: int, high: int) -> bool:
        """True where ``token`` still belongs to the noun phrase behind an inverted verb ("said X, head of Y,")."""
        text = self.tokens[token].text
        if text == ",":
            return token + 1 < high and self.tokens[token + 1].upos in ("PROPN", "DET", "NOUN", "ADJ")
        if text in (".", '"', "“", ";", ":", "—", "–", "``", "«"):
            return False
        return self.tokens[token].upos not in ("VERB", "AUX", "SCONJ")

    def _after_quote(self, first: int, head: int) -> int:
        for token in range(head - 1, first - 1, -1):
            if self.tokens[token].text in ("”", '"', "''", "»") and token + 1 <= head:
                return token + 1
        return first

    def _before_quote(self, head: int, high: int) -> int:
        for token in range(head + 1, high):
            if self.tokens[token].text in ("“", '"', "``", "«"):
                return token
        return high
