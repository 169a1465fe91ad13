"""Who speaks a quotation: ties quotations to the reporting verb beside them, and the pieces of one speech together.

Invariant: a quotation belongs to at most one verb. Order of evidence: a verb right after it (``"...," said X``),
a verb right before it (``X said: "..."``), the verb of the speech that it goes on with, in the same paragraph or the
next.
"""

from __future__ import annotations

from recount.model.text import Span
from recount.reading.voices.quotations import Quotation
from recount.reading.voices.shape import FINITE, Shape
from recount.reading.voices.words import verb_of

_REACH = 24
"""Tokens between a quotation and its verb, at most (a name with an apposition; set on the development texts)."""
_QUOTED = frozenset({"reported", "alleged", "predicted", "demanded", "question", "denied"})
"""Groups of verbs on which a quotation hangs."""
_MARKS = "\"“”‘’'`«»„[( "


class Quotes:
    """Ties the quotations of one page to verbs: ``verbs`` (quotation to verb) and ``by_verb`` (verb to quotations)."""

    def __init__(self, shape: Shape, quotations: tuple[Quotation, ...]) -> None:
        self.shape, self.page = shape, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower
        self.quotations = [one for one in quotations if one.speech]
        self.ranges = [self.page.tokens_in(one.start, one.end) for one in self.quotations]
        self.verbs: dict[int, int] = {}
        for number, inside in enumerate(self.ranges):
            readers = (self._after, self._before, self._adjoining) if inside else ()
            verb = next((found for reader in readers if (found := reader(number)) is not None), None)
            if verb is not None:
                self.verbs[number] = verb
        for number in range(len(self.quotations) - 2, -1, -1):
            if self.quotations[number + 1].continues and number + 1 in self.verbs:
                self.verbs.setdefault(number, self.verbs[number + 1])
        self.by_verb: dict[int, list[int]] = {}
        for number in sorted(self.verbs):
            self.by_verb.setdefault(self.verbs[number], []).append(number)

    def spans(self, verb: int) -> tuple[Span, ...]:
        """Return the quotations of a verb, in order."""
        return tuple(Span(self.quotations[n].start, self.quotations[n].end) for n in self.by_verb.get(verb, ()))

    def _speaks(self, token: int) -> bool:
        entry = verb_of(self.tokens[token].lemma.lower()) if self.tokens[token].xpos.startswith("VB") else None
        return entry is not None and entry.group in _QUOTED

    def _after(self, number: int) -> int | None:
        """Return the verb right after a quotation that ends with a comma, a question or an exclamation."""
        quotation, last = self.quotations[number], self.ranges[number].stop
        inner = self.page.text[quotation.start : quotation.end].rstrip(_MARKS)
        if not quotation.closed or not inner.endswith((",", "?", "!", "—", "–", "-")):
            return None
        paragraph = self.page.text.find("\n\n", quotation.end)
        for token in range(last, min(last + _REACH, len(self.tokens))):
            if 0 <= paragraph < self.tokens[token].start or self.lower[token] in (".", ";", "!", "?", "“", '"'):
                return None
            if self._speaks(token):
                return token
        return None

    def _before(self, number: int) -> int | None:
        """Return the verb right before a quotation that begins like a sentence."""
        quotation, first = self.quotations[number], self.ranges[number].start
        low = self.shape.bounds(max(first - 1, 0))[0]
        for token in range(first - 1, max(low, first - _REACH) - 1, -1):
            if self._speaks(token):
                return token if self._capital(quotation) else None
            if self.tokens[token].xpos in FINITE:
                return None
        return None

    def _adjoining(self, number: int) -> int | None:
        """Return the verb of the speech that this quotation goes on with, after its verb or with a new sentence."""
        quotation, verb = self.quotations[number], self.verbs.get(number - 1)
        if verb is None or quotation.continues:
            return verb
        split = self.ranges[number - 1].stop <= verb < self.ranges[number].start
        same = self.quotations[number - 1].paragraph == quotation.paragraph
        return verb if same and (split or self._capital(quotation)) else None

    def _capital(self, quotation: Quotation) -> bool:
        return self.page.text[quotation.start : quotation.end].lstrip(_MARKS)[:1].isupper()
