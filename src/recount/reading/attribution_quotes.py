"""Who speaks a quotation: ties quotations to the reporting verb beside them, and the pieces of one speech together.

Invariant: a quotation belongs to at most one verb. Order of evidence: a verb right after it (``"...," said X``), a
verb right before it (``X said: "..."``), the verb of the quotation before it in the same paragraph (a split
quotation), the open quotation of the paragraph before.
"""

from __future__ import annotations

from recount.model.text import Span
from recount.reading.attribution_tree import Shape
from recount.reading.attribution_words import words
from recount.reading.quotations import Quotation

_REACH = 24
"""Tokens between a quotation and its verb, at most (a name with an apposition; set on the development texts)."""
_SPEAKING = frozenset({"speech", "allegation", "forecast", "demand", "query", "denial"})
_SILENT = frozenset(["publish", "put", "list", "read", "hold", "rule", "signal"])
_ALSO = frozenset(["think", "find", "believe"])
_GAP = frozenset({",", ":", "that", "—", "–", "-", "...", "…"})


class Quotes:
    """Ties the quotations of one page to verbs: ``by_verb`` and ``tied`` (quotation to verb)."""

    def __init__(self, shape: Shape, quotations: tuple[Quotation, ...]) -> None:
        self.shape, self.page = shape, shape.page
        self.tokens, self.lower = shape.tokens, shape.page.lower
        self.quotations = [quotation for quotation in quotations if quotation.speech]
        self.ranges = [self.page.tokens_in(quotation.start, quotation.end) for quotation in self.quotations]
        self.tied: dict[int, int] = {}
        self.by_verb: dict[int, list[int]] = {}

    def tie(self) -> None:
        """Tie every quotation that has evidence."""
        for number, inside in enumerate(self.ranges):
            if not len(inside):
                continue
            verb = self._split(number)
            if verb is None:
                verb = self._after(number)
            if verb is None:
                verb = self._before(number)
            if verb is None:
                verb = self._adjoining(number)
            if verb is not None:
                self.tied[number] = verb
                self.by_verb.setdefault(verb, []).append(number)

    def spans(self, verb: int) -> tuple[Span, ...]:
        """Return the quotations of a verb, in order."""
        found = [self.quotations[number] for number in sorted(self.by_verb.get(verb, ()))]
        return tuple(Span(quotation.start, quotation.end) for quotation in found)

    def _speaks(self, token: int) -> bool:
        if self.tokens[token].upos not in ("VERB", "AUX", "NOUN", "ADJ"):
            return False
        entry = words().verbs.get(self.tokens[token].lemma.lower())
        lemma = self.tokens[token].lemma.lower()
        if (
            entry is None
            or not entry.clause
            or lemma in _SILENT
            or (entry.group not in _SPEAKING and lemma not in _ALSO)
        ):
            return False
        return self.tokens[token].upos == "VERB" or (
            self.tokens[token].xpos.startswith("VB") and self.tokens[token].upos != "AUX"
        )

    def _limit(self, number: int) -> int:
        """Return the first token after quotation ``number`` that its verb cannot reach."""
        quotation, last = self.quotations[number], self.ranges[number].stop
        following = self.quotations[number + 1] if number + 1 < len(self.quotations) else None
        limit = min(last + _REACH, len(self.tokens))
        if following is not None and following.start >= quotation.end:
            limit = min(limit, self.ranges[number + 1].start)
        return limit

    def _after(self, number: int) -> int | None:
        quotation, last = self.quotations[number], self.ranges[number].stop
        text = self.page.text
        inner = text[quotation.start : quotation.end].rstrip("\"”“’'»` ")
        if (
            not quotation.closed
            or not inner
            or (inner[-1] not in ",?!—–-" and text[quotation.end : quotation.end + 1] != ",")
        ):
            return None
        end_of_paragraph = text.find("\n\n", quotation.end)
        noun_seen = False
        for token in range(last, self._limit(number)):
            if end_of_paragraph >= 0 and self.tokens[token].start > end_of_paragraph:
                return None
            if self.tokens[token].text in (".", ";", "!", "?", "“", '"'):
                return None
            if self._speaks(token):
                return token
            if self.tokens[token].upos == "VERB" and self.tokens[token].xpos in ("VBD", "VBZ", "VBP"):
                if not noun_seen or self.shape.relation(token) not in ("acl", "advcl"):
                    return None
            noun_seen = noun_seen or self.tokens[token].upos in ("NOUN", "PROPN", "PRON")
        return None

    def _before(self, number: int) -> int | None:
        quotation, first = self.quotations[number], self.ranges[number].start
        floor = self.ranges[number - 1].stop if number and self.quotations[number - 1].end <= quotation.start else 0
        low, _ = self.shape.bounds(first)
        if low == first and first and self.tokens[first - 1].text in (":", ","):
            low, _ = self.shape.bounds(first - 1)
        colon = first > 0 and self.tokens[first - 1].text == ":"
        for token in range(first - 1, max(low, floor, first - _REACH) - 1, -1):
            if self._speaks(token):
                between = [self.lower[t] for t in range(token + 1, first)]
                capital = self._capital(quotation)
                if not between or (set(between) & _GAP and (between[-1] in _GAP or capital)) or colon or capital:
                    return token
                return None
            if self.tokens[token].xpos in ("VBD", "VBZ", "VBP", "MD") and not colon:
                return None
            if self.tokens[token].text in ("”", ".", "?", "!"):
                return None
        return None

    def _capital(self, quotation: Quotation) -> bool:
        inner = self.page.text[quotation.start : quotation.end].lstrip("\"“”‘'`«„[( ")
        return inner[:1].isupper()

    def _split(self, number: int) -> int | None:
        """Return the verb of the quotation just before where both are halves of one sentence or of one speech."""
        if not number:
            return None
        before, quotation = self.quotations[number - 1], self.quotations[number]
        verb = self.tied.get(number - 1)
        if verb is None or before.end > quotation.start:
            return None
        gap = range(self.ranges[number - 1].stop, self.ranges[number].start)
        if quotation.continues and before.paragraph + 1 == quotation.paragraph:
            return verb
        if before.paragraph != quotation.paragraph or not gap:
            return None
        if verb in gap and len(gap) <= _REACH and all(self.tokens[t].text not in (".", "!", "?") for t in gap[:-1]):
            later = [t for t in gap if t > verb and self._speaks(t)]
            if not later:
                return verb
        return None

    def _adjoining(self, number: int) -> int | None:
        """Return the verb of the speech that this quotation goes on with, in the same paragraph."""
        if not number:
            return None
        before, quotation = self.quotations[number - 1], self.quotations[number]
        verb = self.tied.get(number - 1)
        if verb is None or before.paragraph != quotation.paragraph or before.end > quotation.start:
            return None
        gap = range(self.ranges[number - 1].stop, self.ranges[number].start)
        starts = self.page.text[before.end : quotation.start].rstrip(" \u00a0\n")
        whole = not starts or starts[-1] in ".!?:,"
        sentences = sum(1 for t in gap if self.tokens[t].text in (".", "!", "?"))
        return verb if whole and sentences <= 1 and len(gap) <= _REACH else None
