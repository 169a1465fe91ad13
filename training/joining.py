"""Examples of several sentences in one, which teach the encoder where a sentence ends.

Invariant: only sentences that follow each other in a document are joined, in their order; a joined example labels
sentence ends and nothing else, so that no tree or tag is ever learned across sentences.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from training.examples import Example

_MARKS = {".", "?", "!", '"', "”", "…", "..."}
_LONGEST = 90  # words
_PLAIN_SHARE = 0.05  # of boundaries that a final mark shows: the small boundary net knows these well


def single(example: Example) -> None:
    """Label a whole sentence: none of its words but the last, which is not asked for, ends a sentence."""
    example.ends = [0] * (len(example.words) - 1) + [-1]


def joined(examples: Iterable[Example], seed: int, bare: float, share: float = _PLAIN_SHARE) -> Iterator[Example]:
    """Yield pairs and triples around a share ``bare`` of the boundaries without a final mark, ``share`` of the rest."""
    chance = random.Random(seed)
    for _, group in groupby(examples, key=lambda e: e.document):
        document = list(group)
        for index in range(len(document) - 1):
            plain = document[index].words[-1] in _MARKS
            if chance.random() >= (share if plain else bare):
                continue
            start = max(0, index - (chance.random() < 0.35))
            stop = min(len(document), index + 2 + (chance.random() < 0.35))
            example = _join(document[start:stop])
            if len(example.words) <= _LONGEST:
                yield example


def _join(sentences: Sequence[Example]) -> Example:
    words: list[str] = []
    ends: list[int] = []
    for sentence in sentences:
        words.extend(sentence.words)
        ends.extend([0] * (len(sentence.words) - 1) + [1])
    ends[-1] = -1
    return Example(words=words, document=sentences[0].document, ends=ends)
