"""Sources: the noun phrase that speaks, its name, and the documents and people that stand behind it.

Invariant: every printed voice keeps its span; a pronoun gets a name only where one person fits, else it stays
unnamed. A document that speaks comes before its writer; who published or obtained it comes before the document.
"""

from __future__ import annotations

from bisect import bisect_left

from recount.model.analysis import ROOT
from recount.model.claims import Relation
from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.attribution_tree import Shape
from recount.reading.attribution_values import Voice
from recount.reading.attribution_words import words

_NAMES = frozenset({"PERSON", "ORGANISATION", "UNIT"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_REPORTING = frozenset(
    [
        "report",
        "announce",
        "reveal",
        "confirm",
        "disclose",
        "publish",
        "broadcast",
        "cover",
        "carry",
        "learn",
        "find",
        "document",
    ]
)


class Sources:
    """Finds and names the sources of one page."""

    def __init__(self, shape: Shape, names: tuple[NameMention, ...]) -> None:
        self.shape, self.page = shape, shape.page
        self.given = bool(names)
        found: dict[tuple[int, int], tuple[str, str]] = {
            (name.start, name.end): (name.surface, name.type) for name in names
        }
        for entity in self.page.analysis.entities:
            if entity.label in (*_NAMES, "PLACE"):
                kind = {"PERSON": "person", "PLACE": "place"}.get(entity.label, "organisation")
                taken = any(start < entity.end and entity.start < end for start, end in self._near(found, entity.start))
                if not taken:
                    found[entity.start, entity.end] = (self.page.text[entity.start : entity.end], kind)
        self.names = sorted((start, end, surface, kind) for (start, end), (surface, kind) in found.items())
        self._starts = [start for start, *_ in self.names]

    def _near(self, found: dict[tuple[int, int], tuple[str, str]], start: int) -> list[tuple[int, int]]:
        if not hasattr(self, "_buckets"):
            self._buckets: dict[int, list[tuple[int, int]]] = {}
            for span in found:
                for bucket in range(span[0] // 128, span[1] // 128 + 1):
                    self._buckets.setdefault(bucket, []).append(span)
        return self._buckets.get(start // 128, [])

    def within(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        """Return the names that overlap characters ``start`` to ``end``."""
        index = max(0, bisect_left(self._starts, start) - 1)
        found = []
        while index < len(self.names) and self.names[index][0] < end:
            if self.names[index][1] > start:
                found.append(self.names[index])
            index += 1
        return found

    def phrase(self, head: int, *, low: int, high: int, comma: bool = False) -> tuple[int, int]:
        """Return the tokens of the noun phrase of ``head``, kept between tokens ``low`` and ``high``."""
        first, last = self.shape.extents[head]
        first, last = max(first, low), min(last, high)
        if not first <= head < last:
            return head, head + 1
        while first < head and (
            self.page.tokens[first].text in ("“", '"', "”", "``", "«")
            or (
                self.page.tokens[first].upos in ("CCONJ", "ADP", "SCONJ")
                and self.page.lower[first] not in ("both", "over")
            )
        ):
            first += 1
        trimmed = self.shape.trim(first, last, comma=comma)
        return trimmed if trimmed else (head, head + 1)

    def name_of(self, head: int, first: int, last: int) -> tuple[str, bool, str]:
        """Return the name of a noun phrase, whether it is a name, and its kind; else the printed words."""
        tokens = self.page.tokens
        heads = [head, *(c for c in self.shape.children[head] if tokens[c].deprel in ("appos", "flat", "flat:name"))]
        for token in heads[1:] if tokens[head].upos == "NOUN" else ():
            persons = [n for n in self.within(tokens[token].start, tokens[token].end) if n[3] == "person"]
            if persons and first <= token < last:
                return persons[0][2], True, "person"
        for token in heads:
            found = [
                name
                for name in self.within(tokens[token].start, tokens[token].end)
                if any(letter.isupper() for letter in name[2])
            ]
            if found:
                start, end, surface, kind = max(found, key=lambda name: (name[1] - name[0], -name[0]))
                low, high = self._run(token, first, last)
                wider = (tokens[low].start, -tokens[high - 1].end) < (start, -end)
                if not self.given and wider and tokens[token].upos == "PROPN":
                    surface = self.page.text[tokens[low].start : tokens[high - 1].end]
                return surface, True, kind
        title = self.page.lower[head]
        inside = self.within(tokens[first].start, tokens[last - 1].end)
        persons = [found for found in inside if found[3] == "person"]
        if len(persons) == 1 and title in words().collective and persons[0][0] >= tokens[head].start:
            return persons[0][2], True, "person"
        if tokens[head].upos == "PROPN" or self.page.lower[head] in words().news:
            low, high = self._run(head, first, last)
            if any(tokens[t].upos == "PROPN" and tokens[t].text[0].isupper() for t in range(low, high)):
                return self.page.text[tokens[low].start : tokens[high - 1].end], True, "organisation"
        comma = next((t for t in range(head + 1, last) if tokens[t].text == ","), last)
        return self.page.text[tokens[first].start : tokens[comma - 1].end].strip(" ,"), False, "thing"

    def _run(self, head: int, first: int, last: int) -> tuple[int, int]:
        """Return the run of capitalised words around ``head`` inside its phrase."""
        tokens = self.page.tokens
        low, high = head, head + 1
        while low > first and tokens[low - 1].upos in ("PROPN", "ADJ", "NOUN") and tokens[low - 1].text[0].isupper():
            low -= 1
        while high < last and tokens[high].upos == "PROPN":
            high += 1
        return low, high

    def voices(self, head: int, first: int, last: int, cue: str, direct: bool) -> tuple[Voice, ...]:
        """Return the voices of a noun phrase, outermost first; empty for the author's own I and we."""
        tokens, lower = self.page.tokens, self.page.lower
        span = self.shape.span(first, last)
        if tokens[head].upos == "PRON" or (first == head == last - 1 and lower[head] in words().pronouns):
            return self._pronoun(head, span, cue)
        name, named, kind = self.name_of(head, first, last)
        noun = tokens[head].lemma.lower()
        if noun in words().documents and kind != "person":
            return self._document(head, first, last, name, named)
        relation: Relation = "speaks"
        if cue in _REPORTING or any(lower[token] in words().news for token in range(first, last)):
            relation = "reports"
        return (Voice(name, named, relation, span),)

    def _document(self, head: int, first: int, last: int, name: str, named: bool) -> tuple[Voice, ...]:
        tokens, lower = self.page.tokens, self.page.lower
        span = self.shape.span(first, last)
        before: list[Voice] = []
        after: list[Voice] = []
        agents: set[int] = set()
        participles = [t for t in range(head + 1, last) if tokens[t].deprel == "acl" and tokens[t].xpos == "VBN"]
        for child in sorted({*participles, *(c for c in self.shape.children[head] if first <= c < last)}):
            lemma, relation = tokens[child].lemma.lower(), tokens[child].deprel
            if relation.startswith("acl") and lemma in words().makers | words().publishers:
                agent = self._agent(child, head, last)
                if agent is not None and agent not in agents:
                    agents.add(agent)
                    where = before if lemma in words().publishers and lemma not in words().makers else after
                    where.append(self._plain(agent, last, "shows" if where is before else "speaks"))
            elif relation == "compound" and lower[child] in words().publisher_names:
                before.append(Voice(tokens[child].text, True, "shows", self.shape.span(child, child + 1)))
            elif relation in ("nmod:poss", "compound") and self.within(tokens[child].start, tokens[child].end):
                after.append(self._plain(child, child + 1 if relation == "compound" else last, "speaks"))
            elif relation.startswith("nmod") and relation != "nmod:poss":
                case = self.shape.child(child, "case")
                if case is None or child in agents:
                    continue
                if lower[case] in ("by", "from") and self._person(child):
                    after.append(self._plain(child, last, "speaks"))
        before.sort(key=lambda voice: (voice.name or "").lower() in words().publisher_names)
        return (*before, Voice(name, named, "shows", span), *after[:1])

    def _agent(self, verb: int, noun: int, last: int) -> int | None:
        """Return the head of "by X" behind a participle, also where the parse hangs it on the noun."""
        for owner in (verb, noun):
            for child in self.shape.children[owner]:
                case = self.shape.child(child, "case")
                if verb < child < last and case is not None and self.page.lower[case] == "by":
                    return child
        return None

    def _person(self, head: int) -> bool:
        token = self.page.tokens[head]
        return bool(self.within(token.start, token.end)) or token.lemma.lower() in words().collective

    def _plain(self, head: int, last: int, relation: Relation) -> Voice:
        low = next((c + 1 for c in self.shape.children[head] if self.shape.relation(c) == "case" and c < head), 0)
        first, end = self.phrase(head, low=max(low, self.shape.bounds(head)[0]), high=last)
        while first < head and self.page.lower[first] in ("the", "a", "an", "by", "from"):
            first += 1
        name, named, _ = self.name_of(head, first, end)
        return Voice(name, named, relation, self.shape.span(first, end))

    def _pronoun(self, head: int, span: Span, cue: str) -> tuple[Voice, ...]:
        kind = words().pronouns.get(self.page.lower[head], "generic")
        if kind == "first":
            return ()
        if kind == "relative":
            clause = self.page.tokens[head].head
            noun = self.page.tokens[clause].head if clause != ROOT else ROOT
            steps = 0
            while noun != ROOT and steps < 4 and not self.page.tokens[clause].deprel.startswith("acl"):
                clause, noun, steps = noun, self.page.tokens[noun].head, steps + 1
            if noun != ROOT and self.page.tokens[noun].upos in _NOMINAL and noun < head:
                first, last = self.phrase(noun, low=self.shape.bounds(head)[0], high=head)
                inner = self.voices(noun, first, last, cue, False)
                return tuple(Voice(v.name, v.named, v.relation, span) if v is inner[-1] else v for v in inner)
        return (Voice(None, False, "speaks", span),)
