"""Training of the disputes' net: every opposed pair of an event with some of the others, and statements alone.

Invariant: the same events, seed and threads give the same weights on the same kind of processor.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from training.disputes.data import Event
from training.disputes.network import SKETCH, Disputes
from training.learner import Learner
from training.network import WIDTH

log = logging.getLogger("training")

Pair = tuple[int, int]
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast to learn; ``others`` pairs that are not opposed stand beside each opposed one.

    At least ``fewest`` and, in an event of many statements, ``most`` of them.
    """

    epochs: int = 8
    events: int = 2
    others: int = 3
    fewest: int = 12
    most: int = 60
    layer_rate: float = 2e-4
    head_rate: float = 1e-3
    about: float = 0.3
    alone: float = 0.5
    seed: int = 1
    threads: int = 2


def batch_of(arrays: Sequence[Sequence[NDArray[np.float16]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Pad rows of one or two statements each: shared vectors, sides, mask."""
    longest = max(sum(len(part) for part in row) for row in arrays)
    shared = torch.zeros(len(arrays), longest, WIDTH)
    sides = torch.zeros(len(arrays), longest, dtype=torch.long)
    mask = torch.zeros(len(arrays), longest)
    for number, row in enumerate(arrays):
        at = 0
        for side, part in enumerate(row):
            shared[number, at : at + len(part)] = torch.from_numpy(part.astype(np.float32))
            sides[number, at : at + len(part)] = side
            mask[number, at : at + len(part)] = 1
            at += len(part)
    return shared, sides, mask


def chosen(event: Event, settings: Settings, chance: random.Random) -> list[Pair]:
    """Return the pairs of an event to learn from: all that are opposed, and some of the others."""
    rest = [pair for pair in event.pairs if pair not in event.opposed]
    count = max(settings.fewest, settings.others * len(event.opposed)) if len(event.shared) < 20 else settings.most
    return [*event.opposed, *chance.sample(rest, min(len(rest), count))]


def loss_of(net: Disputes, events: Sequence[Event], settings: Settings, chance: random.Random) -> Tensor:
    """Sum the losses of pairs, of what they are about, and of statements alone."""
    arrays, target, about = [], [], []
    for event in events:
        for one, other in chosen(event, settings, chance):
            first, second = (one, other) if chance.random() < 0.5 else (other, one)
            arrays.append((event.shared[first], event.shared[second]))
            target.append(float((one, other) in event.opposed))
            topic = event.opposed.get((one, other))
            about.append(-100 if topic is None else topic)
    with torch.autocast("cpu", torch.bfloat16):
        logits, topics = net.pair(*batch_of(arrays))
    total = F.binary_cross_entropy_with_logits(logits.float(), torch.tensor(target))
    if any(topic >= 0 for topic in about):
        total = total + settings.about * F.cross_entropy(topics.float(), torch.tensor(about), ignore_index=-100)
    for event in events:
        shared, _, mask = batch_of([(one,) for one in event.shared])
        with torch.autocast("cpu", torch.bfloat16):
            vectors = net.sketch(shared, mask)
        total = total + settings.alone / len(events) * _finding_loss(vectors.float(), event)
    return total


def _finding_loss(vectors: Tensor, event: Event) -> Tensor:
    """Minus the log of the probability that one of a statement's opponents is found among all it is compared with."""
    if not event.opposed:
        return torch.zeros(())
    products = vectors @ vectors.T * SKETCH**-0.5
    compared = torch.full_like(products, -1e4)
    one, other = torch.tensor(event.pairs).T
    compared[one, other] = compared[other, one] = 0.0
    right = torch.full_like(products, -1e4)
    one, other = torch.tensor(list(event.opposed)).T
    right[one, other] = right[other, one] = 0.0
    asked = (right == 0).any(-1)
    whole, own = (torch.logsumexp(products + mask, -1)[asked] for mask in (compared, right))
    return (whole - own).mean()


def fit(net: Disputes, events: Sequence[Event], settings: Settings) -> None:
    """Train the net in place; the weights kept are an average over the last part of training."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    torch.set_flush_denormal(True)
    chance = random.Random(settings.seed)
    order = list(range(len(events)))
    steps = settings.epochs * -(-len(order) // settings.events)
    learner = Learner(net, net.layers.parameters(), (settings.layer_rate, settings.head_rate), steps)
    for epoch in range(settings.epochs):
        started, total = time.perf_counter(), 0.0
        net.train()
        chance.shuffle(order)
        for at in range(0, len(order), settings.events):
            chosen_now = [events[place] for place in order[at : at + settings.events]]
            total += learner.step(loss_of(net, chosen_now, settings, chance))
        loss_each = total * settings.events / len(order)
        log.info("disputes epoch %d loss %.4f, %.0f s", epoch, loss_each, time.perf_counter() - started)
    learner.finish()


@torch.no_grad()
def scores(net: Disputes, event: Event) -> tuple[list[Pair], NDArray[np.float32], NDArray[np.float32]]:
    """Return the pairs of an event with the probability that they are opposed, and their product of sketches."""
    net.eval()
    pairs = event.pairs
    with torch.autocast("cpu", torch.bfloat16):
        parts = [
            net.pair(*batch_of([(event.shared[a], event.shared[b]) for a, b in pairs[at : at + _AT_ONCE]]))[0]
            for at in range(0, len(pairs), _AT_ONCE)
        ]
        shared, _, mask = batch_of([(one,) for one in event.shared])
        vectors = net.sketch(shared, mask).float().numpy()
    products = np.array([vectors[a] @ vectors[b] for a, b in pairs], dtype=np.float32)
    return pairs, torch.cat(parts).float().sigmoid().numpy(), products


def measure(net: Disputes, events: Sequence[Event]) -> dict[str, float]:
    """Return average precision, precision and recall at .5, and how many opposed pairs the sketches keep."""
    rows, kept, wanted = [], 0, 0
    for event in events:
        pairs, found, products = scores(net, event)
        rows += [(float(score), pair in event.opposed) for score, pair in zip(found, pairs, strict=True)]
        order = np.argsort(-products)[: len(pairs) // 4]
        kept += sum(pairs[i] in event.opposed for i in order)
        wanted += len(event.opposed)
    rows.sort(reverse=True)
    hits = np.cumsum([right for _, right in rows])
    precision = hits / np.arange(1, len(rows) + 1)
    high = sum(score > 0.5 for score, _ in rows)
    return {
        "ap": round(float(sum(p for p, (_, right) in zip(precision, rows, strict=True) if right) / hits[-1]), 3),
        "precision": round(float(precision[high - 1]) if high else 0.0, 3),
        "recall": round(float(hits[high - 1] / hits[-1]) if high else 0.0, 3),
        "kept by a quarter": round(kept / max(1, wanted), 3),
    }
