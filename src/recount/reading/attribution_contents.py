"""What is reported: the clause, infinitive or object of a reporting verb, from the tree, else from the order of words.

Invariant: a content never holds its own cue or source; it ends with its sentence.
"""

from __future__ import annotations

from recount.model.analysis import ROOT
from recount.model.text import Span
from recount.reading.attribution_subjects import Subject, Subjects
from recount.reading.attribution_words import Verb

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BARE = frozenset(["say", "tell", "claim", "add", "note", "insist", "argue", "announce"])
"""Verbs whose clause may follow without "that" often enough to read it off the order of words."""


class Contents(Subjects):
    """Finds the contents of the verbs of one page."""

    def _clause(
        self, verb: int, entry: Verb, cue: tuple[int, int], subject: Subject
    ) -> tuple[list[Span], int | None, int] | None:
        shape = self.shape
        low, high = shape.bounds(verb)
        for child in shape.children[verb]:
            relation = shape.relation(child)
            if relation == "ccomp" or (relation == "parataxis" and child > verb and self._colon(verb, child)):
                if child > cue[0]:
                    return self._after(verb, child, cue, subject, high)
                if entry.group == "stance" or self.tokens[verb].xpos not in _FINITE | {"VBN"}:
                    return None
                return self._before(verb, child, cue, subject, low)
        passive = shape.child(verb, "aux:pass") is not None
        xcomp = shape.child(verb, "xcomp") or (shape.child(verb, "advcl", "csubj") if passive else None)
        if xcomp is not None and xcomp > verb and (entry.infinitive or entry.raising):
            if any(self.lower[c] == "to" for c in shape.children[xcomp]):
                return self._infinitive(verb, xcomp, cue, high)
        if entry.group != "stance":
            if shape.relation(verb) == "parataxis" and (
                self.tokens[verb].head < verb or self._interrupted(verb, cue, subject) is not None
            ):
                return self._interposed(verb, cue, subject, low, high)
            return self._surface(verb, entry, cue, subject, low, high)
        return None

    def _colon(self, verb: int, child: int) -> bool:
        return any(self.tokens[token].text in (":", "“", '"', ",", "-", "–", "—") for token in range(verb, child))

    def _after(
        self, verb: int, child: int, cue: tuple[int, int], subject: Subject, high: int
    ) -> tuple[list[Span], int, int] | None:
        start = max(self.shape.extents[child][0], cue[1])
        if subject.head is not None and subject.head >= cue[1]:
            start = max(start, subject.last)
        for token in range(cue[1], min(child, cue[1] + 12)):
            if self.lower[token] in ("that", "whether", "if") and self.tokens[token].upos == "SCONJ":
                start = token
                break
        fragments = []
        if any(self.tokens[c].xpos in ("WDT", "WP") and c < cue[0] for c in self.shape.children[child]):
            pronoun = next(c for c in self.shape.children[child] if self.tokens[c].xpos in ("WDT", "WP"))
            fragments.append(self.shape.span(pronoun, pronoun + 1))
        trimmed = self.shape.trim(start, self._end(verb, child, start, high))
        if trimmed is None or trimmed[1] <= cue[1]:
            return None
        if self.tokens[trimmed[0] - 1].text == ",":
            before = self._interrupted(verb, cue, subject)
            if before is not None:
                fragments = [before]
        return [*fragments, self.shape.span(*trimmed)], child, cue[1]

    def _interrupted(self, verb: int, cue: tuple[int, int], subject: Subject) -> Span | None:
        """Return the words before an inserted "X said," that the reported sentence begins with."""
        low, high = self.shape.bounds(verb)
        inverted = subject.head is None or subject.head >= cue[1]
        edge = cue[0] if inverted else min(cue[0], subject.first)
        after = subject.last if inverted and subject.head is not None else cue[1]
        if edge - low < 2 or after >= high or self.tokens[edge - 1].text != "," or self.tokens[after].text != ",":
            return None
        trimmed = self.shape.trim(low, edge - 1)
        return self.shape.span(*trimmed) if trimmed else None

    def _end(self, verb: int, child: int, start: int, high: int) -> int:
        """Return where the reported clause ends: with its sentence, or before what belongs to the cue's own clause."""
        right = self.shape.extents[child][1]
        if self.shape.embedded(verb):
            return max(right, child + 1)
        end = high
        for other in self.shape.children[verb]:
            if other <= child or other == child:
                continue
            if self.shape.relation(other) in ("conj", "parataxis") and other >= right:
                left = self.shape.extents[other][0]
                if left > child and not any(
                    self.lower[t] == "that" and self.tokens[t].upos == "SCONJ" for t in range(left, min(left + 3, high))
                ):
                    end = min(end, left)
                    while end > child + 1 and self.tokens[end - 1].upos in ("CCONJ", "PUNCT"):
                        if self.tokens[end - 1].text in ("”", '"'):
                            break
                        end -= 1
        return end

    def _before(
        self, verb: int, child: int, cue: tuple[int, int], subject: Subject, low: int
    ) -> tuple[list[Span], int, int] | None:
        stop = min(cue[0], subject.first) if subject.head is not None else cue[0]
        start = self.shape.extents[child][0] if self.shape.embedded(verb) else low
        if subject.head is not None and self.tokens[child].head == verb and stop <= child:
            return None
        trimmed = self.shape.trim(max(start, low), stop)
        return ([self.shape.span(*trimmed)], child, cue[1]) if trimmed else None

    def _interposed(
        self, verb: int, cue: tuple[int, int], subject: Subject, low: int, high: int
    ) -> tuple[list[Span], int | None, int] | None:
        """Return the sentence around an inserted "X said", up to a semicolon."""
        host = self.tokens[verb].head
        stop = min(cue[0], subject.first) if subject.head is not None and subject.head < cue[0] else cue[0]
        parts = [self.shape.trim(low, stop)]
        own = max(cue[1], subject.last if subject.head is not None else 0)
        if host > verb or self._interrupted(verb, cue, subject) is not None:
            own = next((t for t in range(own, min(own + 8, high)) if self.tokens[t].text == ","), own)
            semicolon = next((t for t in range(own, high) if self.tokens[t].text == ";"), high)
            parts.append(self.shape.trim(own, semicolon))
        spans = [self.shape.span(*part) for part in parts if part]
        return (spans, host if host != ROOT else None, cue[1]) if spans else None

    def _infinitive(self, verb: int, xcomp: int, cue: tuple[int, int], high: int) -> tuple[list[Span], int, int] | None:
        fragments: list[Span] = []
        passive = self.shape.child(verb, "aux:pass") is not None
        start = cue[1]
        if passive:
            topic = self.shape.child(verb, "nsubj")
            if topic is not None and topic < cue[0] and self.tokens[verb].lemma.lower() != "quote":
                first, last = self.sources.phrase(topic, low=self.shape.bounds(verb)[0], high=cue[0])
                fragments.append(self.shape.span(first, last))
            to = next(c for c in self.shape.children[xcomp] if self.lower[c] == "to")
            start = max(cue[1], to)
        right = self.shape.extents[xcomp][1] if self.shape.embedded(verb) else self._end(verb, xcomp, start, high)
        right = next((t for t in range(xcomp + 1, right) if self.tokens[t].text == ";"), right)
        trimmed = self.shape.trim(start, max(right, xcomp + 1))
        return ([*fragments, self.shape.span(*trimmed)], xcomp, cue[1]) if trimmed else None

    def _surface(
        self, verb: int, entry: Verb, cue: tuple[int, int], subject: Subject, low: int, high: int
    ) -> tuple[list[Span], int | None, int] | None:
        """Read the content off the order of words where the tree gives none."""
        after = max(cue[1], subject.last if subject.head is not None and subject.head >= cue[1] else 0)
        for token in range(after, min(after + 8, high)):
            if self.tokens[token].text in (",", ";", "."):
                break
            if self.lower[token] == "that" and self.tokens[token].upos == "SCONJ":
                trimmed = self.shape.trim(token, self._clause_end(verb, token, high))
                return ([self.shape.span(*trimmed)], None, cue[1]) if trimmed else None
        if entry.group not in ("speech", "finding", "allegation", "denial"):
            return None
        if (
            self.shape.relation(verb) in ("appos", "acl", "dep", "root", "advcl")
            and self.shape.child(verb, "mark") is None
            and self._interrupted(verb, cue, subject)
        ):
            return self._interposed(verb, cue, subject, low, high)
        if self.tokens[verb].lemma.lower() in _BARE and not self.shape.embedded(verb):
            bare = self._bare(verb, after, high)
            if bare is not None:
                return [bare], None, cue[1]
        if self.shape.embedded(verb) and after < high and self.tokens[after].xpos in ("VBD", "VBZ", "VBN"):
            trimmed = self.shape.trim(after, self._clause_end(verb, after, high))
            return ([self.shape.span(*trimmed)], after, cue[1]) if trimmed else None
        as_clause = self._as_clause(verb, cue, subject, low, high)
        if as_clause:
            return as_clause, None, cue[1]
        edge = subject.first if subject.head is not None and subject.head < cue[0] else cue[0]
        if edge - 1 > low and self.tokens[edge - 1].text == "," and not self.shape.embedded(verb):
            if (
                after >= high - 1
                or self.tokens[after].text in (",", ".")
                or self.tokens[after].upos in ("PROPN", "ADP")
            ):
                trimmed = self.shape.trim(low, edge - 1)
                finite = trimmed and any(self.tokens[t].xpos in _FINITE for t in range(*trimmed))
                return ([self.shape.span(*trimmed)], None, cue[1]) if trimmed and finite else None
        return None

    def _bare(self, verb: int, after: int, high: int) -> Span | None:
        """Return the clause behind "said" or "told the paper" that has no "that" and no place in the tree."""
        for child in self.shape.children[verb]:
            if (
                self.shape.relation(child) in ("iobj", "obj")
                and child >= after
                and self.tokens[child].upos
                in (
                    "PROPN",
                    "NOUN",
                    "PRON",
                )
            ):
                after = max(after, self.shape.extents[child][1])
                break
        subject_at = next(
            (t for t in range(after, min(after + 3, high)) if self.tokens[t].deprel.startswith("nsubj")), None
        )
        if subject_at is None or not any(self.tokens[t].xpos in _FINITE for t in range(subject_at, high)):
            return None
        trimmed = self.shape.trim(after, high)
        return self.shape.span(*trimmed) if trimmed else None

    def _as_clause(self, verb: int, cue: tuple[int, int], subject: Subject, low: int, high: int) -> list[Span]:
        """Return the main clause around "as X said" or "as X put it"."""
        first = subject.first if subject.head is not None and subject.head < cue[0] else cue[0]
        if first <= low or self.lower[first - 1] != "as" or subject.head is None:
            return []
        last = max(cue[1], subject.last)
        if last < high and self.lower[last] == "it":
            last += 1
        if last < high and self.tokens[last].text not in (",", ".", ";"):
            return []
        parts = [self.shape.trim(low, first - 1), self.shape.trim(last, high)]
        return [self.shape.span(*part) for part in parts if part]

    def _clause_end(self, verb: int, start: int, high: int) -> int:
        if not self.shape.embedded(verb):
            return high
        for token in range(start + 1, high):
            if self.tokens[token].text in (",", ";", ")", "–", "—"):
                return token
        return high

    def _object(
        self, verb: int, entry: Verb, cue: tuple[int, int], subject: Subject
    ) -> tuple[list[Span], int | None, int] | None:
        shape, (_, high) = self.shape, self.shape.bounds(verb)
        if self.shape.child(verb, "aux:pass") is not None and "of" not in entry.prepositions:
            return None
        for token in range(cue[1], min(cue[1] + 2, high)):
            if (
                entry.prepositions
                and self.lower[token] in entry.prepositions
                and self.tokens[token].upos in ("ADP", "SCONJ")
            ):
                head = self.tokens[token].head
                stop = shape.extents[head][1] if head != ROOT else high
                end = high if not shape.embedded(verb) and shape.relation(verb) in ("root", "conj") else stop
                trimmed = shape.trim(token + 1, max(end, token + 2))
                return ([shape.span(*trimmed)], head if head > token else None, token + 1) if trimmed else None
        topic = shape.child(verb, "obj")
        if entry.group == "naming":
            complements = [c for c in shape.children[verb] if shape.relation(c) == "xcomp" and c >= cue[1]]
            if (
                topic is not None
                and self.lower[topic] in ("what", "which", "whom", "that")
                and topic < cue[0]
                and complements
            ):
                trimmed = shape.trim(cue[1], shape.extents[complements[-1]][1])
                return ([shape.span(*trimmed)], complements[-1], cue[1]) if trimmed else None
            if topic is None and len(complements) > 1:
                trimmed = shape.trim(cue[1], shape.extents[complements[-1]][1])
                return ([shape.span(*trimmed)], complements[0], cue[1]) if trimmed else None
        if topic is None or topic < cue[1] or not (entry.object or entry.group == "naming"):
            return None
        if self.tokens[topic].upos == "PRON" and entry.group != "naming":
            return None
        right = shape.extents[topic][1]
        complement = shape.child(verb, "xcomp", "obl", "advcl" if entry.group == "allegation" else "xcomp")
        if complement is not None and complement > topic:
            right = max(right, shape.extents[complement][1])
        if entry.group == "naming" and complement is None and self.tokens[topic].upos == "PRON":
            return None
        trimmed = shape.trim(cue[1], min(right, high))
        return ([shape.span(*trimmed)], topic, cue[1]) if trimmed else None
