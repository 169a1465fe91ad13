"""Sources: the noun phrase that speaks, its name, and the documents and people that stand behind it.

Invariant: every printed voice keeps its span; a pronoun is named only through its antecedent (see ``pronouns``). A
document that speaks comes before its writer; who published or obtained it comes before the document.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import NamedTuple

from recount.model.analysis import ROOT
from recount.model.mentions import NameMention
from recount.reading.voices.shape import NOMINAL, Phrase, Shape
from recount.reading.voices.values import Voice
from recount.reading.voices.words import known, speakers

_KINDS = {"PERSON": "person", "PLACE": "place", "ORGANISATION": "organisation", "UNIT": "organisation"}
_LONGEST = 120
"""Characters of the longest name looked for to the left of a position."""
_UP = 4
"""Heads between a relative pronoun and its relative clause, at most."""


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
        self._starts = [name.start for name in self.names]
        extra = [
            Name(entity.start, entity.end, self.page.text[entity.start : entity.end], _KINDS[entity.label])
            for entity in self.page.analysis.entities
            if entity.label in _KINDS and not self.within(entity.start, entity.end)
        ]
        self.names = sorted(self.names + extra)
        self._starts = [name.start for name in self.names]

    def within(self, start: int, end: int) -> list[Name]:
        """Return the names that overlap characters ``start`` to ``end``."""
        first, last = bisect_left(self._starts, start - _LONGEST), bisect_left(self._starts, end)
        return [name for name in self.names[first:last] if name.end > start]

    def at(self, token: int) -> list[Name]:
        """Return the names that hold a token."""
        return self.within(self.tokens[token].start, self.tokens[token].end)

    def speaks(self, token: int) -> bool:
        """True for the head of somebody who can speak: a name that is no place, or a word such as "police"."""
        noun = self.lower[token] in speakers() or self.tokens[token].lemma.lower() in speakers()
        return noun or any(name.kind != "place" for name in self.at(token))

    def voices(self, phrase: Phrase, cue: str) -> tuple[Voice, ...]:
        """Return the voices of a noun phrase behind the word ``cue``, outermost first; none for the author's own I."""
        head = self.tokens[phrase.head]
        alone = phrase.last - phrase.first == 1
        if head.upos == "PRON" or (alone and self.lower[phrase.head] in known().pronouns):
            return self._pronoun(phrase, cue)
        name, named, kind = self.name_of(phrase)
        span = self.shape.span(phrase.first, phrase.last)
        if head.lemma.lower() in known().documents and kind != "person":
            before, after = self._hands(phrase)
            return (*before, Voice(name, named, "shows", span), *after)
        news = any(self.lower[token] in known().news for token in range(phrase.first, phrase.last))
        return (Voice(name, named, "reports" if cue in known().relaying or news else "speaks", span),)

    def name_of(self, phrase: Phrase) -> tuple[str, bool, str]:
        """Return the name of a noun phrase, whether it is a name, and its kind; else the printed words."""
        head, first, last = phrase
        apposed = [c for c in self.shape.children[head] if self.shape.relation(c) in ("appos", "flat")]
        titled = [n for c in apposed if first <= c < last for n in self.at(c) if n.kind == "person"]
        if self.tokens[head].lemma.lower() in speakers() and not titled:
            behind = [n for n in self._inside(head, last) if n.kind == "person"]
            titled = behind if len(behind) == 1 else []
        for found in (titled if self.tokens[head].upos == "NOUN" else [], *(self.at(t) for t in (head, *apposed))):
            proper = [name for name in found if not name.surface.islower()]
            if proper:
                best = max(proper, key=lambda name: (name.end - name.start, -name.start))
                return best.surface, True, best.kind
        if self.tokens[head].upos == "PROPN" or self.lower[head] in known().news:
            low, high = self._capitals(phrase)
            if any(self.tokens[t].upos == "PROPN" and self.tokens[t].text[0].isupper() for t in range(low, high)):
                return self.page.quote(self.shape.span(low, high)), True, "organisation"
        comma = next((t for t in range(head + 1, last) if self.lower[t] == ","), last)
        return self.page.quote(self.shape.span(first, comma)).strip(" ,"), False, "thing"

    def _inside(self, first: int, last: int) -> list[Name]:
        return self.within(self.tokens[first].start, self.tokens[last - 1].end)

    def _capitals(self, phrase: Phrase) -> tuple[int, int]:
        """Return the run of capitalised words around the head inside its phrase."""
        low, high = phrase.head, phrase.head + 1
        nouns = ("PROPN", "ADJ", "NOUN")
        while low > phrase.first and self.tokens[low - 1].upos in nouns and self.tokens[low - 1].text[0].isupper():
            low -= 1
        while high < phrase.last and self.tokens[high].upos == "PROPN":
            high += 1
        return low, high

    def _hands(self, phrase: Phrase) -> tuple[list[Voice], list[Voice]]:
        """Return through whose hands a document came: who obtained or published it, and who made it (one)."""
        before: list[Voice] = []
        after: list[Voice] = []
        for token in range(phrase.first, phrase.last):
            lemma, relation = self.tokens[token].lemma.lower(), self.tokens[token].deprel
            if relation == "compound" and self.lower[token] in known().publisher_names:
                before.append(Voice(self.tokens[token].text, True, "shows", self.shape.span(token, token + 1)))
            elif relation.startswith("acl") and lemma in known().makers | known().publishers:
                agent = self._agent(token, phrase)
                if agent is not None:
                    made = lemma in known().makers
                    name, named, _ = self.name_of(agent)
                    span = self.shape.span(agent.first, agent.last)
                    (after if made else before).append(Voice(name, named, "speaks" if made else "shows", span))
        return before, after[:1]

    def _agent(self, verb: int, phrase: Phrase) -> Phrase | None:
        """Return the noun of "by X" behind a participle, also where the parse hangs it on the document."""
        for child in sorted((*self.shape.children[verb], *self.shape.children[phrase.head])):
            case = self.shape.child(child, "case")
            if verb < child < phrase.last and case is not None and self.lower[case] == "by":
                found = self.shape.phrase(child, low=case + 1, high=phrase.last)
                article = found.first < child and self.lower[found.first] in ("the", "a", "an")
                return found._replace(first=found.first + article)
        return None

    def _pronoun(self, phrase: Phrase, cue: str) -> tuple[Voice, ...]:
        kind = known().pronouns.get(self.lower[phrase.head], "generic")
        if kind == "first":
            return ()
        span = self.shape.span(phrase.first, phrase.last)
        noun = self._antecedent(phrase.head) if kind == "relative" else None
        if noun is None:
            return (Voice(None, False, "speaks", span),)
        low = self.shape.bounds(phrase.head)[0]
        found = self.voices(self.shape.phrase(noun, low=low, high=phrase.head), cue)
        return (*found[:-1], *(replace(voice, span=span) for voice in found[-1:]))

    def _antecedent(self, pronoun: int) -> int | None:
        """Return the noun on which the relative clause of a pronoun hangs."""
        clause = self.tokens[pronoun].head
        for _ in range(_UP):
            if clause == ROOT:
                return None
            noun = self.tokens[clause].head
            if self.shape.relation(clause) == "acl":
                nominal = noun != ROOT and self.tokens[noun].upos in (*NOMINAL, "NUM", "DET", "ADJ")
                return noun if nominal and noun < pronoun else None
            clause = noun
        return None
