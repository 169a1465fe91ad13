"""Examples as numbers, and numbers in batches of about equal length."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from recount.language.layout import SPACED
from recount.language.lemmas import rule_of
from recount.language.wordpiece import LOWER, SINGLE, UNKNOWN_CASE, UPPER, WordPiece
from training.examples import Example
from training.labels import SCHEME_LABELS, allowed, tag_names
from training.windows import Window

LONGEST = 220
"""Pieces of the longest window that is trained on; the few longer ones are left out."""
IGNORE = -100


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The labels of each head, in the order of its outputs."""

    upos: list[str]
    xpos: list[str]
    lemma: list[str]
    rel: list[str]

    def sizes(self) -> dict[str, int]:
        """Return the number of outputs of each head."""
        tags = {scheme: len(tag_names(scheme)) for scheme in SCHEME_LABELS}
        return {"upos": len(self.upos), "xpos": len(self.xpos), "lemma": len(self.lemma), **tags, "rel": len(self.rel)}


def vocabularies(examples: Iterable[Example], rare_rule: int = 3) -> Vocabularies:
    """Count labels; a lemma rule seen fewer than ``rare_rule`` times is left out (the table knows those forms)."""
    upos: set[str] = set()
    xpos: set[str] = set()
    rel: set[str] = set()
    rules: Counter[str] = Counter()
    for example in examples:
        if example.upos and example.xpos and example.relations and example.lemmas:
            upos.update(example.upos)
            xpos.update(example.xpos)
            rel.update(example.relations)
            rules.update(rule_of(w, lemma) for w, lemma in zip(example.words, example.lemmas, strict=True))
    kept = sorted(rule for rule, n in rules.items() if n >= rare_rule)
    return Vocabularies(sorted(upos), sorted(xpos), kept, sorted(rel))


@dataclass(slots=True)
class Row:
    """One window as numbers. ``labels[k][0]`` belongs to the root and is ignored.

    ``sentence`` is each word's sentence, counted from 1; the root's is 0.
    """

    ids: list[int]
    shapes: list[int]
    gaps: list[int]
    first: list[int]
    sentence: list[int]
    labels: dict[str, list[int]] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)


class Coder:
    """Turns examples into rows; entity tags become rows of a table of allowed outputs."""

    def __init__(self, pieces: WordPiece, vocab: Vocabularies) -> None:
        self._pieces = pieces
        self._ix = {
            "upos": {x: i for i, x in enumerate(vocab.upos)},
            "xpos": {x: i for i, x in enumerate(vocab.xpos)},
            "lemma": {x: i for i, x in enumerate(vocab.lemma)},
            "rel": {x: i for i, x in enumerate(vocab.rel)},
        }
        self._sets: dict[str, dict[tuple[int, ...], int]] = {s: {} for s in SCHEME_LABELS}

    def row(self, example: Example) -> Row:
        """Encode one sentence alone, without a word of its layout."""
        return self.window(Window([example], [SPACED] * len(example.words)))

    def window(self, window: Window) -> Row:
        """Encode the sentences of a window; a label that one of them lacks is ignored in that one."""
        words = [word for example in window.sentences for word in example.words]
        ids, shapes, first = self._pieces.encode(words)
        gaps = [0] * len(ids)
        for at, gap in zip(first[1:], window.gaps, strict=True):
            gaps[at] = gap
        row = Row(ids, shapes, gaps, first, [0])
        for number, example in enumerate(window.sentences, 1):
            row.sentence.extend([number] * len(example.words))
        present = {key for example in window.sentences for key in self._keys(example)}
        row.labels = {key: [IGNORE] for key in present}
        if "rel" in present:
            row.heads = [IGNORE]
        before = 0
        for number, example in enumerate(window.sentences, 1):
            own = self._labels(example, last=number == len(window.sentences))
            for key in present:
                row.labels[key].extend(own.get(key, [IGNORE] * len(example.words)))
            if row.heads:
                heads = example.heads if "rel" in own and example.heads else [IGNORE] * len(example.words)
                row.heads.extend(head + before if head > 0 else head for head in heads)
            before += len(example.words)
        return row

    def _keys(self, example: Example) -> set[str]:
        return set(self._labels(example, last=True))

    def _labels(self, example: Example, *, last: bool) -> dict[str, list[int]]:
        """Return the labels of one sentence; whether a sentence ends at a window's last word is not asked."""
        labels: dict[str, list[int]] = {}
        if example.upos and example.xpos and example.lemmas and example.relations and example.heads:
            rules = [rule_of(w, lemma) for w, lemma in zip(example.words, example.lemmas, strict=True)]
            for key, values in (
                ("upos", example.upos),
                ("xpos", example.xpos),
                ("lemma", rules),
                ("rel", example.relations),
            ):
                labels[key] = [self._ix[key].get(v, IGNORE) for v in values]
        if example.whole:
            labels["end"] = [0] * (len(example.words) - 1) + [IGNORE if last else 1]
        for scheme, tags in example.schemes.items():
            sets = self._sets[scheme]
            labels[scheme] = [
                IGNORE if tag == "?" else sets.setdefault(allowed(scheme, tag), len(sets)) for tag in tags
            ]
        return labels

    def allowed(self, scheme: str) -> Tensor:
        """Return the table (set, output) that is 0 where the output is allowed and very negative elsewhere."""
        sets = self._sets[scheme]
        table = torch.full((max(1, len(sets)), len(tag_names(scheme))), -1e4)
        for outputs, number in sets.items():
            table[number, list(outputs)] = 0.0
        return table


@dataclass(slots=True)
class Batch:
    """Rows padded to one length."""

    ids: Tensor
    shapes: Tensor
    gaps: Tensor
    first: Tensor
    bias: Tensor
    sentence: Tensor
    heads: Tensor
    labels: dict[str, Tensor]


def _pad(rows: Sequence[list[int]], fill: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [fill] * (longest - len(row)) for row in rows])


def collate(rows: Sequence[Row], keys: Iterable[str]) -> Batch:
    """Pad rows; a row without a label gets ``IGNORE`` everywhere."""
    ids = _pad([r.ids for r in rows], 0)
    width = [len(r.first) for r in rows]
    labels = {k: _pad([r.labels.get(k, [IGNORE] * n) for r, n in zip(rows, width, strict=True)], IGNORE) for k in keys}
    return Batch(
        ids=ids,
        shapes=_pad([r.shapes for r in rows], 0),
        gaps=_pad([r.gaps for r in rows], 0),
        first=_pad([r.first for r in rows], 0),
        bias=((ids == 0).float() * -1e4)[:, None, None, :],
        sentence=_pad([r.sentence for r in rows], -1),
        heads=_pad([r.heads or [IGNORE] * n for r, n in zip(rows, width, strict=True)], IGNORE),
        labels=labels,
    )


def disturb(batch: Batch) -> None:
    """Change letter shapes and hide pieces, so that case and single words are never all the net relies on.

    Of the sentences 7% become lower case, 8% capitals, 5% lose their case; 3% of the pieces are masked. The
    encoder is uncased, so a change of case is a change of shapes alone.
    """
    letters = (batch.shapes > 0) & (batch.shapes != 5) & (batch.shapes != 6)
    draw = torch.rand(len(batch.ids), 1)
    capitals = torch.where(batch.shapes == SINGLE, SINGLE, UPPER)
    batch.shapes = torch.where(letters & (draw < 0.07), LOWER, batch.shapes)
    batch.shapes = torch.where(letters & (draw >= 0.07) & (draw < 0.15), capitals, batch.shapes)
    batch.shapes = torch.where((batch.shapes > 0) & (draw >= 0.15) & (draw < 0.2), UNKNOWN_CASE, batch.shapes)
    hidden = (torch.rand(batch.ids.shape) < 0.03) & (batch.ids > 999)
    batch.ids = torch.where(hidden, 103, batch.ids)


def plan(rows: Sequence[Row], pieces: int, chance: random.Random | None) -> list[list[int]]:
    """Group row numbers into batches of at most ``pieces`` padded pieces, shuffled when ``chance`` is given."""
    order = list(range(len(rows)))
    if chance is not None:
        jitter = [len(r.ids) + chance.random() * 6 for r in rows]
        order.sort(key=jitter.__getitem__)
    else:
        order.sort(key=lambda i: len(rows[i].ids))
    groups: list[list[int]] = []
    current: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, len(rows[i].ids))
        if current and longest * (len(current) + 1) > pieces:
            groups.append(current)
            current, longest = [], len(rows[i].ids)
        current.append(i)
    if current:
        groups.append(current)
    if chance is not None:
        chance.shuffle(groups)
    return groups
