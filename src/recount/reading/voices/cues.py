"""A reporting verb in its sentence, and who does the reporting.

Invariant: a source lies in the sentence of its verb and never overlaps the cue. It is the subject, the agent of a
passive, or the noun beside the cue.
"""

from __future__ import annotations

from typing import NamedTuple

from recount.reading.voices.shape import ASIDES, CLOSING, FINITE, NOMINAL, Phrase, Shape
from recount.reading.voices.words import Verb

_UP = 4
"""Verbs above that may lend their subject, at most ("agreed to help to say")."""
_SETTLED = 10
"""Tokens of addressee, time and place between a cue and the comma behind it, at most."""
_PARTED = CLOSING | {",", "?", "!"}
_NOMINALS = NOMINAL | {"DET", "ADJ", "NUM"}
_CLAUSAL = frozenset({"VERB", "AUX", "SCONJ"})


class Cue(NamedTuple):
    """A reporting verb in its sentence, by token index.

    It stands from ``first`` to ``last``, its sentence from ``low`` to ``high``, it and its source together from
    ``edge`` to ``behind``; ``hears`` says that the source only hears it ("the court was told"); ``settled`` is where
    addressee, time and place end at a comma or with the sentence, None where more follows.
    """

    verb: int
    entry: Verb
    first: int
    last: int
    low: int
    high: int
    edge: int
    behind: int
    passive: bool
    hears: bool
    source: Phrase | None
    settled: int | None


def read_cue(shape: Shape, verb: int, entry: Verb) -> Cue:
    """Return the cue of a verb."""
    (first, last), (low, high) = shape.cue(verb), shape.bounds(verb)
    passive = shape.child(verb, "aux:pass") is not None
    hears = passive and entry.takes("hearing")
    if passive and not hears:
        head = shape.child(verb, "obl:agent")
    else:
        head = _subject(shape, verb, (first, last), inverts=not entry.takes("hearing"))
    source = None if head is None else _phrase(shape, head, (first, last), (low, high))
    settled = _settled(shape, max(last, source.last if source else 0), high)
    if settled is not None and not passive:
        source = _apart(shape, first, low, source) or source
        low = shape.page.sentence_of(verb).first if settled >= high - 1 else low
    edge, behind = (min(first, source.first), max(last, source.last)) if source else (first, last)
    return Cue(verb, entry, first, last, low, high, edge, behind, passive, hears, source, settled)


def closes(shape: Shape, index: int) -> bool:
    """True for a verb taken for a noun at the end of its sentence ("..., a union reports."), or before a number."""
    low, high = shape.bounds(index)
    closing = high - index <= 2 and _apart(shape, index, low, None) is not None
    return shape.tokens[index].xpos == "NNS" and (closing or shape.tokens[min(index + 1, high - 1)].upos == "NUM")


def _subject(shape: Shape, verb: int, cue: tuple[int, int], *, inverts: bool) -> int | None:
    """Return the subject of a verb: its own, of the verb it hangs on, the noun beside it (``inverts``: "said X")."""
    (first, last), (low, high) = cue, shape.bounds(verb)
    if shape.tokens[verb].xpos == "VBG":  # of "X said, adding that" it is that of the verb of reporting before it
        verb = next((t for t in range(first - 1, low - 1, -1) if shape.reports(t)), verb)
    before = shape.tokens[first - 1] if first > low else None
    if before is not None and before.deprel == "nsubj":
        return first - 1
    for above in (verb, *shape.page.ancestors(verb)[: _UP - 1]):
        found = shape.child(above, "nsubj")
        if found is not None and shape.tokens[found].deprel != "nsubj:outer":
            return found
    if before is not None and before.upos in NOMINAL:
        return first - 1
    parted = inverts and before is not None and last < high and shape.lower[first - 1] in _PARTED
    return last if parted and shape.tokens[last].upos in _NOMINALS else None


def _phrase(shape: Shape, head: int, cue: tuple[int, int], bounds: tuple[int, int]) -> Phrase:
    """Return the phrase of a source's head, kept apart from its cue and from quotations beside it."""
    (first, last), (low, high) = cue, bounds
    source = shape.phrase(head, low=last if head > first else low, high=high if head > first else first)
    aside = (
        t for t in range(head + 1, source.last - 1) if shape.lower[t] == "," and shape.tokens[t + 1].xpos in ASIDES
    )
    end = next(aside, source.last)
    while end < (high if head > first else first) and shape.tokens[end].upos == "PROPN":
        end += 1
    apposed = any(shape.lower[t] == "," for t in range(source.first, end))
    return source._replace(last=end + (apposed and end < first))


def _apart(shape: Shape, first: int, low: int, source: Phrase | None) -> Phrase | None:
    """Return the noun phrase between a comma and a closing cue ("..., a clerk, Ana Koler, said") that the tree lost."""
    apposed = shape.lower[first - 1] == ","
    commas = [t for t in range(low + 1, first - 1) if shape.lower[t] == ","]
    if len(commas) <= apposed:
        return None
    start = commas[-1 - apposed] + 1
    inside = range(start, first - apposed)
    if any(shape.tokens[t].upos in _CLAUSAL for t in inside) or shape.tokens[start].upos not in _NOMINALS:
        return None
    if source is not None and not any(shape.tokens[t].xpos in FINITE for t in range(source.first, start)):
        return None
    heads = [t for t in inside if shape.tokens[t].head not in inside and shape.tokens[t].upos in NOMINAL]
    return Phrase(heads[0], start, first) if heads else None


def _settled(shape: Shape, behind: int, high: int) -> int | None:
    for token in range(behind, min(behind + _SETTLED, high)):
        if shape.lower[token] in (",", ".", ";", "?", "!", "—", "–"):
            return token
        if shape.tokens[token].upos in _CLAUSAL and shape.tokens[token].xpos != "VBN":
            return None
    return high if high - behind < _SETTLED else None
