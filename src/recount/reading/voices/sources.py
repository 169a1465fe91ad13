"""Sources: the noun phrase that speaks, its name, and the documents and people that stand behind it.

Invariant: every printed voice keeps its span. A document that speaks comes before its writer; who published or
obtained it comes before the document. Who "he" is, is found afterwards (pronouns).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from recount.model.mentions import NameMention
from recount.reading.voices.shape import Phrase, Shape
from recount.reading.voices.values import Voice
from recount.reading.voices.words import known, speakers

_KINDS = {"PERSON": "person", "PLACE": "place", "ORGANISATION": "organisation", "UNIT": "organisation"}
_LONGEST = 120
"""Characters of the longest name looked for to the left of a position."""


class Name(NamedTuple):
    """A name on the page and what it names: ``person``, ``place`` or a kind of body."""

    start: int
    end: int
    surface: str
    kind: str


class Sources:
    """Finds and names the sources of one page."""

    def __init__(self, shape: Shape, names: tuple[NameMention, ...]) -> None:
        self.shape, self.page = shape, shape.page
        self.tokens, self.lower = shape.tokens, shape.lower
        self.names = sorted(Name(name.start, name.end, name.surface, name.type) for name in names)
        self.names += [
            Name(one.start, one.end, self.page.text[one.start : one.end], _KINDS[one.label])
            for one in self.page.analysis.entities
            if one.label in _KINDS and not self.within(one.first, one.last)
        ]
        self.names.sort()

    def within(self, first: int, last: int) -> list[Name]:
        """Return the names that overlap tokens ``first`` to ``last`` (exclusive)."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        low, high = bisect_left(self.names, (start - _LONGEST,)), bisect_left(self.names, (end,))
        return [name for name in self.names[low:high] if name.end > start]

    def speaks(self, token: int) -> bool:
        """True for the head of somebody who can speak: a name that is no place, or a word such as "police"."""
        noun = self.lower[token] in speakers() or self.tokens[token].lemma.lower() in speakers()
        return noun or any(name.kind != "place" for name in self.within(token, token + 1))

    def voices(self, phrase: Phrase, cue: str) -> tuple[Voice, ...]:
        """Return the voices of a noun phrase behind the word ``cue``, outermost first; none for the author's own I."""
        head, first, last = phrase
        span = self.page.span(first, last)
        if self.tokens[head].upos == "PRON" or (last - first == 1 and self.lower[head] in known().pronouns):
            return self._pronoun(phrase, cue)
        name, named, kind = self.name_of(phrase)
        if self.tokens[head].lemma.lower() in known().documents and kind != "person":
            before, after = self._hands(phrase)
            return (*before, Voice(name, named, "shows", span), *after)
        reports = cue in known().relaying or any(self.lower[t] in known().news for t in range(first, last))
        return (Voice(name, named, "reports" if reports else "speaks", span),)

    def name_of(self, phrase: Phrase) -> tuple[str, bool, str]:
        """Return the name of a noun phrase, whether it is a name, and its kind; else the printed words."""
        head, first, last = phrase
        apposed = [c for c in self.shape.children[head] if self.shape.relation(c) in ("appos", "flat") and c < last]
        for found in (self._titled(phrase, apposed), *(self.within(t, t + 1) for t in (head, *apposed))):
            proper = [name for name in found if not name.surface.islower()]
            if proper:
                best = max(proper, key=lambda name: (name.end - name.start, -name.start))
                return best.surface, True, best.kind
        for token in (head, *apposed):
            if self.tokens[token].upos == "PROPN" and self.tokens[token].text[0].isupper():
                low = next((t + 1 for t in range(token - 1, first - 1, -1) if self.tokens[t].upos != "PROPN"), first)
                return self.page.quote(self.page.span(low, token + 1)), True, "organisation"
        comma = next((t for t in range(head + 1, last) if self.lower[t] == ","), last)
        return self.page.quote(self.page.span(first, comma)).strip(" ,"), False, "thing"

    def _titled(self, phrase: Phrase, apposed: list[int]) -> list[Name]:
        """Return the one person beside a common noun ("the clerk Ana Koler")."""
        noun, lemma = self.tokens[phrase.head].upos == "NOUN", self.tokens[phrase.head].lemma.lower()
        titled = [name for c in apposed for name in self.within(c, c + 1) if name.kind == "person"]
        if not titled and lemma in speakers():
            titled = [name for name in self.within(phrase.head, phrase.last) if name.kind == "person"]
        return titled if noun and len(titled) == 1 else []

    def _hands(self, phrase: Phrase) -> tuple[list[Voice], list[Voice]]:
        """Return through whose hands a document came: who obtained or published it, and who made it (one)."""
        hands: dict[bool, list[Voice]] = {False: [], True: []}
        for token in range(phrase.first, phrase.last):
            lemma = self.tokens[token].lemma.lower()
            if self.shape.relation(token) == "acl" and lemma in known().makers | known().publishers:
                for child in (*self.shape.children[token], *self.shape.children[phrase.head]):
                    case = self.shape.child(child, "case")
                    if token < child < phrase.last and case is not None and self.lower[case] == "by":
                        agent = self.shape.phrase(child, low=case + 1, high=phrase.last)
                        made, (name, named, _) = lemma in known().makers, self.name_of(agent)
                        span = self.page.span(agent.first, agent.last)
                        hands[made].append(Voice(name, named, "speaks" if made else "shows", span))
                        break
        return hands[False], hands[True][:1]

    def _pronoun(self, phrase: Phrase, cue: str) -> tuple[Voice, ...]:
        """Return the voice of a pronoun: unnamed, or that of the noun right before a relative one."""
        kind, span = known().pronouns.get(self.lower[phrase.head], "generic"), self.page.span(*phrase[1:])
        low = self.shape.bounds(phrase.head)[0]
        before = (t for t in range(phrase.head - 1, low - 1, -1) if self.tokens[t].upos in ("NOUN", "PROPN"))
        noun = next(before, None) if kind == "relative" else None
        if noun is None:
            return () if kind == "none" else (Voice(None, False, "speaks", span),)
        found = self.voices(self.shape.phrase(noun, low=low, high=phrase.head), cue)
        return (*found[:-1], *(replace(voice, span=span) for voice in found[-1:]))
