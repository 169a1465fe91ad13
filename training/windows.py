"""Windows: what the encoder reads at a time, several sentences of one document as the engine will see them.

Invariant: only sentences that follow each other in a document stand in one window, in their order; trees stay within
sentences; what stands before each word (nothing, a space, kinds of line breaks) is made from written-out text with
the engine's own ``gap_before``, in one of three layouts.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from recount.language.layout import SPACED, gap_before
from training.examples import Example

LONGEST = 150
"""Words of the longest window; the engine fills its windows up to about as many pieces."""
ALONE, PLAIN_GAPS = 0.25, 0.1
"""Share of windows of one sentence, and of windows without a word of layout, as in tests on gold tokens. Not tuned."""


@dataclass(slots=True)
class Window:
    """Sentences that are read together and the gap before each of their words."""

    sentences: list[Example]
    gaps: list[int]


def documents(examples: Iterable[Example]) -> Iterator[list[Example]]:
    """Group consecutive sentences of one document."""
    for _, group in groupby(examples, key=lambda e: e.document):
        yield list(group)


def windows(examples: Iterable[Example], chance: random.Random) -> Iterator[Window]:
    """Cut documents into windows of random lengths, each written out in a random layout."""
    for document in documents(examples):
        at = 0
        while at < len(document):
            most = 0 if chance.random() < ALONE else chance.randint(25, LONGEST)
            stop, size = at + 1, len(document[at].words)
            while stop < len(document) and size + len(document[stop].words) <= most:
                size += len(document[stop].words)
                stop += 1
            yield _window(document[at:stop], chance)
            at = stop


def _window(sentences: list[Example], chance: random.Random) -> Window:
    if chance.random() < PLAIN_GAPS:
        return Window(sentences, [SPACED] * sum(len(s.words) for s in sentences))
    layout = chance.choices(("line", "paragraphs", "wrapped"), (55, 27, 18))[0]
    text, _, spans = write_out(sentences, layout, chance)
    gaps, previous = [], -1
    for start, end in spans:
        gaps.append(gap_before(text, previous, start))
        previous = end
    return Window(sentences, gaps)


def write_out(
    sentences: Sequence[Example], layout: str, chance: random.Random
) -> tuple[str, list[int], list[tuple[int, int]]]:
    """Put sentences together as text; return it with the offset at which each ends, and each word's offsets.

    Layouts: ``line`` (one space between sentences), ``paragraphs`` (a line each, or a blank line between them),
    ``wrapped`` (a fixed column).
    """
    text, ends = "", []
    spans: list[tuple[int, int]] = []
    width = chance.randint(58, 82)
    between = chance.choice(("\n", "\n\n"))
    column = 0
    for number, sentence in enumerate(sentences):
        if number:
            fresh = sentence.paragraph and layout != "line"
            mark = between + ("   " if layout == "wrapped" and width % 2 else "") if fresh else " "
            if layout == "wrapped" and not fresh and column > width:
                mark = "\n"
            text += mark
            column = 0 if "\n" in mark else column + 1
        spaces = sentence.spaces or [True] * len(sentence.words)
        for index, word in enumerate(sentence.words):
            spans.append((len(text), len(text) + len(word)))
            text += word
            column += len(word)
            if spaces[index] and index + 1 < len(sentence.words):
                wrap = layout == "wrapped" and column + len(sentence.words[index + 1]) > width
                text += "\n" if wrap else " "
                column = 0 if wrap else column + 1
        ends.append(len(text))
    return text, ends, spans
