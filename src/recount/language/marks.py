"""Marks: what the net proposes of the words of a window, on top of the layers it shares with the parser.

Invariant: a mark stands on a token of a sentence that its window settles; its probability depends on that window alone.
What the net is told of each word beside the shared layers (tag, relation, head, class of noun, kind of act) is made
here, at run time and in training alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recount.language.net import Array
from recount.model.analysis import MARK_LABELS, Mark, Token
from recount.vocabulary.lexical import NOUN_CLASSES, act_outcomes, noun_class

FLOOR = 0.04
"""Probability below which a mark is not kept: readers look at none so unsure."""

UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "expl", "flat", "iobj", "list", "mark", "nmod", "nsubj", "nsubj:pass", "nummod", "obj", "obl",
    "obl:agent", "parataxis", "punct", "root", "xcomp", "nmod:poss", "acl:relcl", "other",
)  # fmt: skip
ACTS = (*MARK_LABELS["count"], "event")
SIZES = ("none", "0", "1", "2-9", "10-99", "100-999", "1000-", "year", "word")
COLUMNS = (len(UPOS) + 1, len(RELATIONS) + 1, len(NOUN_CLASSES) + 1, len(ACTS) + 1, len(SIZES))
"""How many values each feature of a word has; 0 is "not known" in all but the last."""

Ints = NDArray[np.int64]
LABELS = {kind: len(labels) for kind, labels in MARK_LABELS.items()}
TIES = ("count", "role", "voice", "part")
"""What may hang on another word: counts and actors on event words, sources on cues, parts on wholes."""


@dataclass(frozen=True, slots=True)
class Features:
    """One row a word: its features, and the words of the window that are its head and its head's head."""

    columns: Ints
    heads: Ints


def features(words: Sequence[str], tokens: Sequence[Token | None], first: int) -> Features:
    """Return what the net is told of the words of a window.

    ``tokens`` are their tokens, None where a word is not settled yet; ``first`` the index of the window's first token
    in the document, by which heads are counted.
    """
    columns = np.zeros((len(words), len(COLUMNS)), dtype=np.int64)
    heads = np.repeat(np.arange(len(words), dtype=np.int64)[:, None], 2, axis=1)
    for index, (word, token) in enumerate(zip(words, tokens, strict=True)):
        lemma = token.lemma.lower() if token is not None else ""
        columns[index, 2:] = _lexical(word.lower(), lemma)
        if token is None:
            continue
        columns[index, 0] = 1 + UPOS.index(token.upos) if token.upos in UPOS else 0
        columns[index, 1] = 1 + _relation(token.deprel)
        head = token.head - first
        if 0 <= head < len(words):
            heads[index, 0] = heads[index, 1] = head
    for index in range(len(words)):
        heads[index, 1] = heads[heads[index, 0], 0]
    return Features(columns, heads)


@lru_cache(maxsize=1024)
def _relation(deprel: str) -> int:
    plain = deprel if deprel in RELATIONS else deprel.partition(":")[0]
    return RELATIONS.index(plain if plain in RELATIONS else "other")


@lru_cache(maxsize=65536)
def _lexical(word: str, lemma: str) -> tuple[int, int, int]:
    kind = noun_class(word, lemma or word)
    acts = act_outcomes()
    act = acts.get(lemma) or acts.get(word)
    return 1 + NOUN_CLASSES.index(kind), 1 + ACTS.index(act) if act else 0, _size(word)


def _size(word: str) -> int:
    if not word[:1].isdigit():
        return SIZES.index("none")
    digits = word.replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 9:
        return SIZES.index("word")
    value = int(digits)
    if 1500 <= value <= 2100 and "," not in word:
        return SIZES.index("year")
    ends = ((0, "0"), (1, "1"), (9, "2-9"), (99, "10-99"), (999, "100-999"))
    return SIZES.index(next((name for top, name in ends if value <= top), "1000-"))


def marks_of(probabilities: dict[str, Array], ties: Array, settled: range, first: int) -> Iterator[Mark]:
    """Yield the marks of the words of ``settled``; ``first`` is the document's index of the window's first word."""
    stances = MARK_LABELS["stance"]
    best = probabilities["stance"].argmax(axis=1)
    for kind in ("count", "role", "voice", "event"):
        table = probabilities[kind]
        for word, label in zip(*np.nonzero(table[settled.start : settled.stop] >= FLOOR), strict=True):
            index = int(word) + settled.start
            tie, score = _tie(ties, kind, index)
            yield Mark(
                token=first + index,
                kind=kind,
                label=MARK_LABELS[kind][int(label)],
                score=round(float(table[index, label]), 3),
                tie=None if tie is None else first + tie,
                tie_score=score,
                stance=stances[int(best[index])] if kind in ("count", "role") else "",
            )
    part = TIES.index("part")
    for index in settled:
        if probabilities["count"][index].max() < FLOOR:
            continue
        tie, score = _tie(ties, TIES[part], index)
        if tie is not None and score >= FLOOR:
            yield Mark(first + index, "part", "part", score, first + tie, score)


def _tie(ties: Array, kind: str, index: int) -> tuple[int | None, float]:
    """Return the likeliest tie of a word, None where none is likelier."""
    if kind not in TIES:
        return None, 0.0
    row = ties[TIES.index(kind), index]
    to = int(row.argmax())
    score = round(float(row[to]), 3)
    return (None, score) if to == len(row) - 1 else (to, score)
