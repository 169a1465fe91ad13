"""Training of the marks: every layer of the annotation at once, what a text does not annotate left out.

Invariant: the same samples, seed and threads give the same weights on the same kind of processor.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from recount.language.marks import LABELS, TIES
from recount.model.analysis import MARK_LABELS
from training.learner import Learner
from training.marks.data import Sample
from training.marks.labels import IGNORE
from training.marks.network import Upper

log = logging.getLogger("training")

WEIGHT = {"count": 1.0, "role": 0.6, "voice": 0.4, "event": 0.4, "stance": 0.15, "ties": 0.25}
"""Of each loss. Counts are what the record stands on; the others were set once by their size, not tuned."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast to learn."""

    epochs: int = 7
    pieces: int = 1400
    layer_rate: float = 3e-4
    head_rate: float = 1e-3
    seed: int = 1
    threads: int = 2
    smooth: float = 0.01


@dataclass(slots=True)
class Batch:
    """Samples padded to one length."""

    shared: Tensor
    bias: Tensor
    first: Tensor
    columns: Tensor
    heads: Tensor
    words: Tensor
    labels: dict[str, Tensor]
    weights: Tensor
    ties: list[tuple[int, int, int, list[int]]]


Loss = Callable[[Upper, Batch, Settings], Tensor]


def collate(samples: Sequence[Sample]) -> Batch:
    """Pad samples; padded words have no targets."""
    sizes = {kind: table.shape[1] for kind, table in samples[0].labels.items()}
    pieces, words = max(len(s.shared) for s in samples), max(len(s.first) for s in samples)
    rows = len(samples)
    shared = torch.zeros(rows, pieces, samples[0].shared.shape[1])
    mask = torch.zeros(rows, pieces)
    first = torch.zeros(rows, words, dtype=torch.long)
    columns = torch.zeros(rows, words, samples[0].columns.shape[1], dtype=torch.long)
    heads = torch.arange(words)[None, :, None].repeat(rows, 1, 2)
    real = torch.zeros(rows, words, dtype=torch.bool)
    labels = {kind: torch.full((rows, words, size), IGNORE) for kind, size in sizes.items()}
    weights = torch.ones(rows, words)
    ties = []
    for row, sample in enumerate(samples):
        count = len(sample.first)
        shared[row, : len(sample.shared)] = torch.from_numpy(sample.shared).float()
        mask[row, : len(sample.shared)] = 1
        first[row, :count] = torch.from_numpy(sample.first)
        columns[row, :count] = torch.from_numpy(sample.columns)
        heads[row, :count] = torch.from_numpy(sample.heads)
        real[row, :count] = True
        weights[row, :count] = torch.from_numpy(sample.weights)
        for kind, table in sample.labels.items():
            labels[kind][row, :count] = torch.from_numpy(table)
        ties.extend((row, kind, word, to) for kind, word, to in sample.ties)
    bias = ((1 - mask) * -1e4)[:, None, None, :]
    return Batch(shared, bias, first, columns, heads, real, labels, weights, ties)


def logits_of(net: Upper, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return what a net says of a batch, labels and ties."""
    with torch.autocast("cpu", torch.bfloat16):
        logits, ties = net(batch.shared, batch.bias, batch.first, batch.columns, batch.heads)
    return logits.float(), ties.float()


def loss_of(net: Upper, batch: Batch, settings: Settings) -> Tensor:
    """Sum the losses of all kinds of marks."""
    logits, ties = logits_of(net, batch)
    total = torch.zeros(())
    at = 0
    for kind, size in LABELS.items():
        own, target = logits[..., at : at + size], batch.labels[kind]
        at += size
        known = target != IGNORE
        if not known.any():
            continue
        if kind == "stance":
            asked = known.all(-1)
            loss = F.cross_entropy(own[asked], target[asked].argmax(-1))
        else:
            smooth = target.clamp(0, 1) * (1 - 2 * settings.smooth) + settings.smooth
            each = F.binary_cross_entropy_with_logits(own, smooth, reduction="none")
            weight = known * batch.weights.unsqueeze(-1)
            asked = known.any(-1).sum()
            loss = (each * weight).sum() / asked
        total = total + WEIGHT[kind] * loss
    return total + WEIGHT["ties"] * tie_loss(ties, batch)


def tie_loss(ties: Tensor, batch: Batch) -> Tensor:
    """Minus the log of the probability of any of the right words; of none where there is none."""
    if not batch.ties:
        return torch.zeros(())
    rows = torch.tensor([row for row, *_ in batch.ties])
    kinds = torch.tensor([kind for _, kind, *_ in batch.ties])
    words = torch.tensor([word for _, _, word, _ in batch.ties])
    scores = ties[rows, kinds, words]
    allowed = torch.full_like(scores, -1e4)
    for place, (_, _, _, to) in enumerate(batch.ties):
        allowed[place, to or [-1]] = 0.0
    padded = torch.cat([batch.words, torch.ones(len(batch.words), 1, dtype=torch.bool)], 1)[rows]
    scores = scores.masked_fill(~padded, -1e4)
    return (torch.logsumexp(scores, -1) - torch.logsumexp(scores + allowed, -1)).mean()


def plan(samples: Sequence[Sample], pieces: int, chance: random.Random | None) -> list[list[int]]:
    """Group sample numbers into batches of at most ``pieces`` padded pieces."""
    jitter = [len(s.shared) + (chance.random() * 8 if chance else 0) for s in samples]
    order = sorted(range(len(samples)), key=jitter.__getitem__)
    groups: list[list[int]] = [[]]
    for index in order:
        if groups[-1] and len(samples[index].shared) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(index)
    if chance:
        chance.shuffle(groups)
    return groups


def fit(net: Upper, samples: Sequence[Sample], settings: Settings, loss_of: Loss = loss_of) -> None:
    """Train the net in place; the weights kept are an average over the last part of training."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    torch.set_flush_denormal(True)  # moments of rows that are seldom used decay to denormals, eight times as slow
    chance = random.Random(settings.seed)
    steps = settings.epochs * len(plan(samples, settings.pieces, random.Random(0)))
    learner = Learner(net, net.layers.parameters(), (settings.layer_rate, settings.head_rate), steps)
    for epoch in range(settings.epochs):
        started, total = time.perf_counter(), 0.0
        net.train()
        groups = plan(samples, settings.pieces, chance)
        for group in groups:
            total += learner.step(loss_of(net, collate([samples[i] for i in group]), settings))
        log.info("epoch %d loss %.4f, %.0f s", epoch, total / len(groups), time.perf_counter() - started)
    learner.finish()


@torch.no_grad()
def predict(net: Upper, samples: Sequence[Sample]) -> list[tuple[dict[str, Tensor], Tensor]]:
    """Return each sample's probabilities of labels by kind, and of ties."""
    net.eval()
    found: list[tuple[dict[str, Tensor], Tensor] | None] = [None] * len(samples)
    for group in plan(samples, 6000, None):
        batch = collate([samples[i] for i in group])
        logits, ties = logits_of(net, batch)
        for place, index in enumerate(group):
            size = len(samples[index].first)
            rows, at = {}, 0
            for kind, table in samples[index].labels.items():
                width = table.shape[1]
                own = logits[place, :size, at : at + width]
                rows[kind] = own.softmax(-1) if kind == "stance" else own.sigmoid()
                at += width
            keep = torch.cat([ties[place, :, :size, :size], ties[place, :, :size, -1:]], -1)
            found[index] = (rows, keep.softmax(-1))
    return [one for one in found if one is not None]


assert len(TIES) == 4
assert set(WEIGHT) == {*MARK_LABELS, "ties"}
