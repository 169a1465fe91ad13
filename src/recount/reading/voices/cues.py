"""A reporting verb in its sentence, and who does the reporting.

Invariant: a source lies in the sentence of its verb and never overlaps the cue. It is the subject, the agent of a
passive, the antecedent, or the noun beside the cue.
"""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.analysis import ROOT
from recount.reading.voices.shape import CLOSING, FINITE, NOMINAL, OPENING, Phrase, Shape
from recount.reading.voices.words import Verb

_UP = 4
"""Verbs above that may lend their subject, at most ("agreed to help to say")."""
_NOMINALS = NOMINAL | {"DET", "ADJ", "NUM"}
_ASIDE = frozenset({"VBG", "WDT", "WP", "WP$"})
_PARTED = CLOSING | {",", "?", "!"}
_CLAUSAL = frozenset({"VERB", "AUX", "SCONJ"})
_SETTLED = 10
"""Tokens of addressee, time and place between a cue and the comma behind it, at most."""
_BY = 6
"""Tokens behind a participle that its "by" stands in, where the tree shows no agent."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: its tokens ``first`` to ``last``, its sentence ``low`` to ``high``, and its source."""

    verb: int
    entry: Verb
    first: int
    last: int
    low: int
    high: int
    passive: bool
    source: Phrase | None
    settled: int | None
    """Where addressee, time and place end at a comma or with the sentence; None where more follows."""

    @property
    def hears(self) -> bool:
        """True where the source only hears it ("the court was told")."""
        return self.passive and self.entry.takes("hearing")

    @property
    def edge(self) -> int:
        """The first token of source and verb."""
        return self.first if self.source is None else min(self.first, self.source.first)

    @property
    def behind(self) -> int:
        """The token behind source and verb."""
        return self.last if self.source is None else max(self.last, self.source.last)


def read_cue(shape: Shape, verb: int, entry: Verb) -> Cue:
    """Return the cue of a verb."""
    first, last = shape.cue(verb)
    low, high = shape.bounds(verb)
    passive = shape.passive(verb)
    told = passive and entry.takes("hearing")
    head = agent_of(shape, verb) if passive and not told else _subject(shape, verb)
    if head is None and not passive:
        head = _beside(shape, first, last, (low, high))
    source = _around(shape, head, (first, last), (low, high))
    settled = _settled(shape, max(last, source.last if source else 0), high)
    if settled is not None and not passive and (source is None or source.last <= first):
        inserted = settled + 1 < high and shape.lower[settled] == "," and shape.tokens[settled + 1].xpos in FINITE
        source = _apart(shape, first, low, None if inserted else source) or source
        begun = shape.page.sentence_of(verb).first
        if settled >= high - 1 and not any(shape.reports(t) for t in range(begun, low)):
            low = begun
    return Cue(verb, entry, first, last, low, high, passive, source, settled)


def _around(shape: Shape, head: int | None, cue: tuple[int, int], bounds: tuple[int, int]) -> Phrase | None:
    """Return the phrase of a source's head, kept apart from its cue and from quotations beside it."""
    (first, last), (low, high) = cue, bounds
    if head is None or first <= head < last:
        return None
    if head > first:
        source = shape.phrase(head, low=last, high=min([high, *(t - 1 for t in _marks(shape, head, high, OPENING))]))
    else:
        source = shape.phrase(head, low=max([low, *_marks(shape, low, head, CLOSING)]), high=first)
    aside = (
        t for t in range(head + 1, source.last - 1) if shape.lower[t] == "," and shape.tokens[t + 1].xpos in _ASIDE
    )
    source = source._replace(last=next(aside, source.last))
    end = source.last
    while end < high and shape.tokens[end].upos == "PROPN" and not first <= end < last:
        end += 1
    commas = [t for t in range(source.first, end) if shape.lower[t] == ","]
    return source._replace(last=end + (bool(commas) and end < first and shape.lower[end] == ","))


def _apart(shape: Shape, first: int, low: int, source: Phrase | None) -> Phrase | None:
    """Return the words between the last clause's comma and a closing cue, where the tree cuts the source short.

    They hold no verb and start a noun phrase; of "a clerk, Ana Koler, said" both parts belong to it.
    """
    apposed = shape.lower[first - 1] == ","
    commas = [t for t in range(low + 1, first - 1) if shape.lower[t] == ","]
    if len(commas) <= apposed:
        return None
    start = commas[-1 - apposed] + 1
    inside = range(start, first - apposed)
    if any(shape.tokens[t].upos in _CLAUSAL for t in inside) or shape.tokens[start].upos not in _NOMINALS:
        return None
    if source is not None and source.first <= start:
        verbal = any(shape.tokens[t].xpos in FINITE for t in range(source.first, start))
        if not verbal and (source.first == low or shape.tokens[source.first - 1].upos != "ADP"):
            return None
    outer = [t for t in inside if shape.tokens[t].head not in inside and shape.tokens[t].upos in NOMINAL]
    return Phrase(outer[0], start, first) if outer else None


def _settled(shape: Shape, behind: int, high: int) -> int | None:
    for token in range(behind, min(behind + _SETTLED, high)):
        if shape.lower[token] in (",", ".", ";", "?", "!", "—", "–"):
            return token
        if shape.tokens[token].upos in ("VERB", "AUX", "SCONJ") and shape.tokens[token].xpos != "VBN":
            return None
        if shape.lower[token] in (":", *OPENING):
            return None
    return high if high - behind < _SETTLED else None


def closes(shape: Shape, index: int) -> bool:
    """True for a verb taken for a noun at the end of its sentence ("..., a union reports."), or before a number."""
    low, high = shape.bounds(index)
    last = index + 1 == high or (index + 2 == high and shape.tokens[index + 1].upos == "PUNCT")
    counts = index + 1 < high and shape.tokens[index + 1].upos == "NUM" and shape.tokens[index - 1].upos in NOMINAL
    return shape.tokens[index].xpos == "NNS" and (counts or (last and _apart(shape, index, low, None) is not None))


def _marks(shape: Shape, first: int, last: int, marks: frozenset[str]) -> list[int]:
    """Return the tokens behind the marks of quotation between two tokens."""
    return [token + 1 for token in range(first, last) if shape.tokens[token].text in marks]


def agent_of(shape: Shape, verb: int) -> int | None:
    """Return the head of "by X" behind a passive, also where the tree hangs it elsewhere."""
    agent = shape.child(verb, "obl:agent")
    if agent is not None:
        return agent
    for token in range(verb + 1, min(verb + _BY, shape.bounds(verb)[1])):
        if shape.lower[token] == "by":
            return shape.tokens[token].head if shape.tokens[token].head > token else None
    return None


def _subject(shape: Shape, verb: int) -> int | None:
    """Return the subject of a verb: its own, its antecedent, or that of the verb it hangs on."""
    first, low = shape.cue(verb)[0], shape.bounds(verb)[0]
    if shape.tokens[verb].xpos == "VBG" and shape.lower[first - 1] == "," and first > low:
        before = next((t for t in range(first - 1, low - 1, -1) if shape.reports(t)), None)
        verb = verb if before is None else before
    crossing = shape.tokens[first - 1]
    if first > low and crossing.deprel == "nsubj" and crossing.head > verb:  # "the raid, which X has confirmed left"
        return first - 1
    for _ in range(_UP):
        found = shape.child(verb, "nsubj")
        if found is not None and shape.tokens[found].deprel != "nsubj:outer":
            return found
        relation, head, form = shape.relation(verb), shape.tokens[verb].head, shape.tokens[verb].xpos
        if relation == "acl":
            return head if form in ("VBG", "VBN") or ":" in shape.tokens[verb].deprel else None
        hangs = relation in ("conj", "xcomp") or (
            relation == "advcl" and (form in ("VBG", "VB") or shape.infinitive(verb))
        )
        if head == ROOT or not hangs:
            return None
        verb = head
    return None


def _beside(shape: Shape, first: int, last: int, bounds: tuple[int, int]) -> int | None:
    """Return the head of the noun phrase right before the cue, else of the one right behind it ("..., said X")."""
    low, high = bounds
    if first > low and shape.tokens[first - 1].upos in NOMINAL:
        return _top(shape, first - 1, range(low, first))
    if first > low and last < high and shape.lower[first - 1] in _PARTED and shape.tokens[last].upos in _NOMINALS:
        head = _top(shape, last, range(last, high))
        return head if shape.tokens[head].upos in NOMINAL else None
    return None


def _top(shape: Shape, token: int, inside: range) -> int:
    """Return the head of the noun phrase of a token."""
    while shape.tokens[token].head in inside and shape.tokens[shape.tokens[token].head].upos not in ("VERB", "AUX"):
        token = shape.tokens[token].head
    return token
