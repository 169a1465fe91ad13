"""Who speaks a quotation: ties quotations to the reporting verb beside them, and the pieces of one speech together.

Invariant: a quotation belongs to at most one verb. Order of evidence: a verb right after it (``"...," said X``), a
verb right before it (``X said: "..."``), the verb of the quotation before it in the same paragraph (a split
quotation), the open quotation of the paragraph before.
"""

from __future__ import annotations

import re

from recount.model.text import Span
from recount.reading.attribution_tree import Shape
from recount.reading.attribution_words import words
from recount.reading.quotations import Quotation

_REACH = 24
"""Tokens between a quotation and its verb, at most (a name with an apposition; set on the development texts)."""
_SPEAKING = frozenset({"speech", "allegation", "forecast", "demand", "query", "denial"})
_SILENT = frozenset(["publish", "put", "list", "read", "hold", "rule", "signal"])
_ALSO = frozenset(["think", "find", "believe"])
_BRIDGE = frozenset({",", ":", ";", "—", "–", "-", "--", "that", "and", "but", "."})
"""Last word between the halves of a split quotation."""
_GAP = frozenset({",", ":", "that", "—", "–", "-", "...", "…"})


def _title(text: str, quotation: Quotation) -> bool:
    """True for the title of a work: every longer word starts with a capital, and not all is in capitals."""
    words_ = [word for word in re.findall(r"[\w'’-]+", text[quotation.start : quotation.end]) if len(word) > 3]
    inner = text[quotation.start : quotation.end]
    return 2 <= len(words_) <= 8 and all(word[0].isupper() for word in words_) and not inner.isupper()


class Quotes:
    """Ties the quotations of one page to verbs: ``by_verb`` and ``tied`` (quotation to verb)."""

    def __init__(self, shape: Shape, quotations: tuple[Quotation, ...]) -> None:
        self.shape, self.page = shape, shape.page
        self.tokens, self.lower = shape.tokens, shape.page.lower
        self.quotations = [
            quotation for quotation in quotations if quotation.speech and not _title(shape.page.text, quotation)
        ]
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
        for number in range(len(self.quotations) - 2, -1, -1):
            if number in self.tied or self.quotations[number].closed or not self.quotations[number + 1].continues:
                continue
            verb = self.tied.get(number + 1)
            if verb is not None:
                self.tied[number] = verb
                self.by_verb[verb].append(number)

    def spans(self, verb: int) -> tuple[Span, ...]:
        """Return the quotations of a verb, in order, each from the start of the words it belongs to."""
        numbers = sorted(self.by_verb.get(verb, ()))
        return tuple(Span(self._start(number, verb), self.quotations[number].end) for number in numbers)

    def _start(self, number: int, verb: int) -> int:
        """Return where the speech starts: before the mark where its sentence begins outside the quotation."""
        quotation, first = self.quotations[number], self.ranges[number].start
        low, _ = self.shape.bounds(first)
        if low >= first or verb < first or self.ranges[number].stop > verb:
            return quotation.start
        for token in range(low, first):
            if token in self.by_verb or self.tokens[token].text in ("”", '"', "''", "“", "``", ":", "»"):
                return quotation.start
        if self.tokens[low].start < self.page.text.rfind("\n\n", 0, quotation.start):
            return quotation.start
        return self.tokens[low].start

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
        inner = text[quotation.start : quotation.end].rstrip("\"”“„’'»` ")
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

    def _previous(self, number: int) -> int | None:
        """Return the last tied quotation before ``number``, where only untied ones stand between."""
        for before in range(number - 1, max(-1, number - 4), -1):
            if before in self.tied:
                return before if self.quotations[before].end <= self.quotations[number].start else None
        return None

    def _split(self, number: int) -> int | None:
        """Return the verb of the quotation just before where both are halves of one sentence or of one speech."""
        previous = self._previous(number)
        if previous is None:
            return None
        before, quotation, verb = self.quotations[previous], self.quotations[number], self.tied[previous]
        gap = range(self.ranges[previous].stop, self.ranges[number].start)
        if quotation.continues and before.paragraph + 1 == quotation.paragraph:
            return verb
        if before.paragraph != quotation.paragraph or not gap or self.lower[gap[-1]] not in _BRIDGE:
            return None
        if verb in gap and len(gap) <= _REACH and all(self.tokens[t].text not in (".", "!", "?") for t in gap[:-1]):
            if not any(t > verb and self._speaks(t) for t in gap):
                return verb
        return None

    def _adjoining(self, number: int) -> int | None:
        """Return the verb of the speech that this quotation goes on with, in the same paragraph."""
        previous = self._previous(number)
        if previous is None:
            return None
        before, quotation, verb = self.quotations[previous], self.quotations[number], self.tied[previous]
        if before.paragraph != quotation.paragraph or not self._capital(quotation):
            return None
        gap = range(self.ranges[previous].stop, self.ranges[number].start)
        between = self.page.text[before.end : quotation.start].rstrip(" \u00a0\n\"”'")
        sentences = sum(1 for t in gap if self.tokens[t].text in (".", "!", "?"))
        return verb if (not between or between[-1] in ".!?:") and sentences <= 1 and len(gap) <= _REACH else None
