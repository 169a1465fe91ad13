"""Who speaks a quotation: ties quotations to the reporting verb beside them, and the pieces of one speech together.

Invariant: a quotation belongs to at most one verb. Order of evidence: the verb between it and the quotation that it
completes, a verb right after it (``"...," said X``), a verb right before it (``X said: "..."``), the verb of the
quotation before it in the same paragraph, the quotation that goes on in the next paragraph.
"""

from __future__ import annotations

import re

from recount.model.text import Span
from recount.reading.voices.quotations import Quotation
from recount.reading.voices.shape import CLOSING, FINITE, OPENING, Shape
from recount.reading.voices.words import verb_of

_REACH = 24
"""Tokens between a quotation and its verb, at most (a name with an apposition; set on the development texts)."""
_BRIDGE = frozenset({",", ":", ";", "—", "–", "-", "--", "that", "and", "but", "."})
"""Last word between the halves of a split quotation."""
_GAP = frozenset({",", ":", "that", "—", "–", "-", "...", "…"})
_QUOTED = frozenset({"reported", "alleged", "predicted", "demanded", "question", "denied"})
"""Groups of verbs on which a quotation hangs."""
_BREAKS = OPENING | CLOSING | {":"}
_MARKS = "\"“”‘’'`«»„[( "


class Quotes:
    """Ties the quotations of one page to verbs: ``verbs`` (quotation to verb) and ``by_verb`` (verb to quotations)."""

    def __init__(self, shape: Shape, quotations: tuple[Quotation, ...]) -> None:
        self.shape, self.page = shape, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower
        self.quotations = [one for one in quotations if one.speech and not self._title(one)]
        self.ranges = [self.page.tokens_in(one.start, one.end) for one in self.quotations]
        self.verbs: dict[int, int] = {}
        for number, inside in enumerate(self.ranges):
            for reader in (self._split, self._after, self._before, self._adjoining) if len(inside) else ():
                verb = reader(number)
                if verb is not None:
                    self.verbs[number] = verb
                    break
        for number in range(len(self.quotations) - 2, -1, -1):
            if not self.quotations[number].closed and self.quotations[number + 1].continues:
                if number + 1 in self.verbs:
                    self.verbs.setdefault(number, self.verbs[number + 1])
        self.by_verb: dict[int, list[int]] = {}
        for number in sorted(self.verbs):
            self.by_verb.setdefault(self.verbs[number], []).append(number)

    def spans(self, verb: int) -> tuple[Span, ...]:
        """Return the quotations of a verb, in order, each from the start of the words it belongs to."""
        return tuple(Span(self._start(n), self.quotations[n].end) for n in self.by_verb.get(verb, ()))

    def _start(self, number: int) -> int:
        """Return where a quotation starts, with a "that" before it."""
        first = self.ranges[number].start
        that = next((t for t in (first - 1, first - 2) if t >= 0 and self.lower[t] not in (",", ":")), first)
        return self.tokens[that].start if self.lower[that] == "that" else self.quotations[number].start

    def untied(self) -> list[Quotation]:
        """Return the quotations that hang on no verb."""
        return [one for number, one in enumerate(self.quotations) if number not in self.verbs]

    def _title(self, quotation: Quotation) -> bool:
        """True for the title of a work: every longer word starts with a capital, and not all is in capitals."""
        inner = self.page.text[quotation.start : quotation.end]
        words = [word for word in re.findall(r"[\w'’-]+", inner) if len(word) > 3]
        return 2 <= len(words) <= 8 and all(word[0].isupper() for word in words) and not inner.isupper()

    def _speaks(self, token: int) -> bool:
        if not self.tokens[token].xpos.startswith("VB") or self.tokens[token].upos == "AUX":
            return False
        entry = verb_of(self.tokens[token].lemma.lower())
        if entry is None or entry.takes("silent"):
            return False
        return entry.group in _QUOTED or entry.takes("quoting")

    def _after(self, number: int) -> int | None:
        """Return the verb right after a quotation that ends with a comma, a question or an exclamation."""
        quotation, last = self.quotations[number], self.ranges[number].stop
        text = self.page.text
        inner = text[quotation.start : quotation.end].rstrip(_MARKS)
        goes_on = inner.endswith((",", "?", "!", "—", "–", "-")) or text[quotation.end :][:1] == ","
        if not quotation.closed or not goes_on:
            return None
        limit = min(last + _REACH, len(self.tokens))
        if number + 1 < len(self.quotations) and self.quotations[number + 1].start >= quotation.end:
            limit = min(limit, self.ranges[number + 1].start)
        paragraph = text.find("\n\n", quotation.end)
        noun = False
        for token in range(last, limit):
            if 0 <= paragraph < self.tokens[token].start or self.lower[token] in (".", ";", "!", "?", "“", '"'):
                return None
            if self._speaks(token):
                return token
            inserted = noun and self.shape.relation(token) in ("acl", "advcl")
            if self.tokens[token].upos == "VERB" and self.tokens[token].xpos in FINITE and not inserted:
                return None
            noun = noun or self.tokens[token].upos in ("NOUN", "PROPN", "PRON")
        return None

    def _before(self, number: int) -> int | None:
        """Return the verb right before a quotation."""
        quotation, first = self.quotations[number], self.ranges[number].start
        before = self.lower[first - 1] if first else ""
        low, _ = self.shape.bounds(first)
        if low == first and before in (":", ","):
            low, _ = self.shape.bounds(first - 1)
        if number and self.quotations[number - 1].end <= quotation.start:
            low = max(low, self.ranges[number - 1].stop)
        for token in range(first - 1, max(low, first - _REACH) - 1, -1):
            if self._speaks(token):
                near = before in _GAP or token == first - 1
                return token if near or self._capital(quotation) else None
            if self.lower[token] in ("”", ".", "?", "!") or (self.tokens[token].xpos in FINITE and before != ":"):
                return None
        return None

    def _capital(self, quotation: Quotation) -> bool:
        return self.page.text[quotation.start : quotation.end].lstrip(_MARKS)[:1].isupper()

    def _previous(self, number: int) -> int | None:
        """Return the last tied quotation before ``number``, at most three back."""
        tied = next((n for n in range(number - 1, max(-1, number - 4), -1) if n in self.verbs), None)
        return tied if tied is not None and self.quotations[tied].end <= self.quotations[number].start else None

    def _split(self, number: int) -> int | None:
        """Return the verb of the quotation just before where both are halves of one sentence or of one speech."""
        previous = self._previous(number)
        if previous is None:
            return None
        before, quotation, verb = self.quotations[previous], self.quotations[number], self.verbs[previous]
        if quotation.continues and before.paragraph + 1 == quotation.paragraph:
            return verb
        gap = range(self.ranges[previous].stop, self.ranges[number].start)
        if before.paragraph != quotation.paragraph or verb not in gap or len(gap) > _REACH:
            return None
        ended = any(self.lower[t] in (".", "!", "?") for t in gap[:-1])
        other = any(self._speaks(t) for t in range(verb + 1, gap.stop))
        return verb if self.lower[gap[-1]] in _BRIDGE and not ended and not other else None

    def _adjoining(self, number: int) -> int | None:
        """Return the verb of the speech that this quotation goes on with, in the same paragraph."""
        previous = self._previous(number)
        if previous is None or not self._capital(self.quotations[number]):
            return None
        before, quotation = self.quotations[previous], self.quotations[number]
        gap = range(self.ranges[previous].stop, self.ranges[number].start)
        between = self.page.text[before.end : quotation.start].rstrip(f" \u00a0\n{''.join(CLOSING)}")
        ends = sum(self.lower[t] in (".", "!", "?") for t in gap)
        near = before.paragraph == quotation.paragraph and ends <= 1 and len(gap) <= 2 * _REACH
        return self.verbs[previous] if near and (not between or between[-1] in ".!?:") else None
