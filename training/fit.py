"""Training: one loop over all corpora, each sentence teaching the heads that its corpus labels.

Invariant: the same data, seed and number of threads give the same weights on the same kind of processor.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import Batch, Coder, Row, collate, disturb, plan
from training.labels import SCHEME_LABELS, spans_of, tag_names
from training.network import Net

TAGS = ("upos", "xpos", "lemma")
WEIGHT = {"upos": 1.0, "xpos": 1.0, "lemma": 0.7, "own": 1.0, "uner": 1.0, "re3d": 1.0}

END_WEIGHT = 4.0
"""Of a sentence end against a word that ends none, and of their loss: one word in forty ends a sentence."""

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast to learn. Rates follow ``docs``' recipe; ``pieces`` is a batch's padded size."""

    epochs: int = 6
    pieces: int = 1000
    encoder_rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: int = 150
    decay: float = 0.01
    clip: float = 2.0
    seed: int = 1
    threads: int = 2
    blend: float = 0.998


def _entity_loss(logits: Tensor, sets: Tensor, table: Tensor) -> Tensor:
    """Minus the log of the probability of all outputs that the tag allows."""
    return (torch.logsumexp(logits, -1) - torch.logsumexp(logits + table[sets], -1)).mean()


def loss_of(net: Net, batch: Batch, tables: dict[str, Tensor]) -> Tensor:
    """Sum the losses of every head that has labels in the batch."""
    with torch.autocast("cpu", torch.bfloat16):
        words = net.drop(net.words(batch.ids, batch.shapes, batch.gaps, batch.first, batch.bias))
        total = torch.zeros(())
        known = batch.heads >= 0
        if known.any():
            dep, head, rel_dep, rel_head = (F.dropout(x, 0.25, net.training) for x in net.sides(words))
            arcs = net.arcs(dep, head, batch.sentence)
            total = total + F.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=-100)
            row = torch.arange(len(known))[:, None].expand_as(known)[known]
            scores = net.relations(rel_dep[known], rel_head[row, batch.heads[known]]).float()
            total = total + F.cross_entropy(scores, batch.labels["rel"][known], ignore_index=-100)
        ends = batch.labels["end"] >= 0
        if ends.any():
            scores, target = net.end(words[ends])[:, 0].float(), batch.labels["end"][ends].float()
            loss = F.binary_cross_entropy_with_logits(scores, target, pos_weight=torch.tensor(END_WEIGHT))
            total = total + END_WEIGHT * loss
        for key, layer in net.tags.items():
            chosen = batch.labels[key] >= 0
            if not chosen.any():
                continue
            logits, target = layer(words[chosen]).float(), batch.labels[key][chosen]
            loss = F.cross_entropy(logits, target) if key in TAGS else _entity_loss(logits, target, tables[key])
            total = total + WEIGHT[key] * loss
    return total


def fit(
    net: Net,
    coder: Coder,
    rows: Callable[[random.Random], list[Row]],
    watch: dict[str, list[Row]],
    settings: Settings,
    folder: Path,
) -> None:
    """Train ``net`` and write ``net.pt`` and ``figures.jsonl`` into ``folder`` after every epoch.

    ``rows`` makes the rows of an epoch: the same sentences, cut into other windows each time.
    """
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    torch.set_flush_denormal(True)  # moments of rows that are seldom used decay to denormals, eight times as slow
    chance = random.Random(settings.seed)
    encoder = [p for n, p in net.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=settings.decay, betas=(0.9, 0.98), fused=True)
    keys = [*net.tags, "rel", "end"]
    average = {n: p.detach().clone() for n, p in net.named_parameters() if p.requires_grad}
    train = rows(chance)
    tables = {scheme: coder.allowed(scheme) for scheme in SCHEME_LABELS}
    steps = settings.epochs * len(plan(train, settings.pieces, random.Random(0)))
    step = 0
    for epoch in range(settings.epochs):
        started, seen, total = time.perf_counter(), 0, 0.0
        train = rows(chance) if epoch else train
        net.train()
        for number, group in enumerate(plan(train, settings.pieces, chance), 1):
            share = min(1.0, step / settings.warm_up) * max(0.01, 1 - min(step, steps) / steps)
            optimiser.param_groups[0]["lr"] = settings.encoder_rate * share
            optimiser.param_groups[1]["lr"] = settings.head_rate * share
            batch = collate([train[i] for i in group], keys)
            disturb(batch)
            loss = loss_of(net, batch, tables)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), settings.clip)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            step += 1
            _blend(net, average, min(settings.blend, (1 + step) / (10 + step)))
            seen += sum(len(train[i].ids) for i in group)
            total += loss.item()
            if number % 100 == 0:
                rate = seen / (time.perf_counter() - started)
                log.info("epoch %d step %d/%d loss %.3f, %.0f pieces/s", epoch, step, steps, total / number, rate)
        kept = _exchange(net, average)
        torch.save(net.state_dict(), folder / "net.pt")
        figures = {name: measure(net, coder, rows, keys) for name, rows in watch.items()}
        log.info("epoch %d took %.0f s: %s", epoch, time.perf_counter() - started, figures)
        with (folder / "figures.jsonl").open("a", encoding="utf8") as lines:
            lines.write(json.dumps({"epoch": epoch, **figures}) + "\n")
        if epoch + 1 < settings.epochs:
            _exchange(net, kept)


@torch.no_grad()
def _blend(net: Net, average: dict[str, Tensor], keep: float) -> None:
    """Move the running average of the weights towards the weights; the average is what is measured and kept."""
    for name, parameter in net.named_parameters():
        if name in average:
            average[name].lerp_(parameter, 1 - keep)


@torch.no_grad()
def _exchange(net: Net, other: dict[str, Tensor]) -> dict[str, Tensor]:
    """Put other values into the net's weights and return those that were there."""
    kept = {}
    for name, parameter in net.named_parameters():
        if name in other:
            kept[name] = parameter.detach().clone()
            parameter.copy_(other[name])
    return kept


@torch.no_grad()
def measure(net: Net, coder: Coder, rows: list[Row], keys: list[str]) -> dict[str, float]:
    """Return quick figures in percent without tree or tag constraints: a watch, not the benchmark."""
    net.eval()
    right: dict[str, int] = {}
    end = [0, 0, 0]
    known: dict[str, int] = {}
    spans = {scheme: [0, 0, 0] for scheme in SCHEME_LABELS}
    singles = {s: {n: min(ks) for ks, n in coder._sets[s].items()} for s in SCHEME_LABELS}
    for group in plan(rows, 4000, None):
        batch = collate([rows[i] for i in group], keys)
        with torch.autocast("cpu", torch.bfloat16):
            words = net.words(batch.ids, batch.shapes, batch.gaps, batch.first, batch.bias)
            dep, head, rel_dep, rel_head = net.sides(words)
            arcs = net.arcs(dep, head, batch.sentence)
        chosen = arcs.argmax(-1)
        heads = torch.gather(rel_head, 1, chosen.unsqueeze(-1).expand(-1, -1, rel_head.shape[-1]))
        relation = net.relations(rel_dep.float(), heads.float()).argmax(-1)
        has = batch.heads >= 0
        hit = has & (chosen == batch.heads)
        for key, ok, n in (
            ("uas", hit, has),
            ("las", hit & (relation == batch.labels["rel"]), has),
        ):
            right[key] = right.get(key, 0) + int(ok.sum())
            known[key] = known.get(key, 0) + int(n.sum())
        known_end = batch.labels["end"] >= 0
        guess_end = (net.end(words.float())[..., 0] > 0) & known_end
        gold_end = batch.labels["end"] == 1
        for place, flags in enumerate((guess_end & gold_end, gold_end, guess_end)):
            end[place] += int(flags.sum())
        for key, layer in net.tags.items():
            best = layer(words.float()).argmax(-1)
            if key in TAGS:
                n = batch.labels["upos"] >= 0
                right[key] = right.get(key, 0) + int((n & (best == batch.labels[key])).sum())
                known[key] = known.get(key, 0) + int(n.sum())
                continue
            names = tag_names(key)
            for guess, gold in zip(best.tolist(), batch.labels[key].tolist(), strict=True):
                if all(g < 0 for g in gold):
                    continue
                want = set(spans_of([names[singles[key][g]] if g >= 0 else "O" for g in gold]))
                have = set(spans_of([names[b] if g >= 0 else "O" for b, g in zip(guess, gold, strict=True)]))
                for i, n_ in enumerate((len(want & have), len(want), len(have))):
                    spans[key][i] += n_
    net.train()
    figures = {key: round(100 * right[key] / known[key], 2) for key in right if known[key]}
    if end[1]:
        figures["end"] = round(200 * end[0] / (end[1] + end[2]), 2)
    for scheme, (both, want_, have_) in spans.items():
        if want_:
            figures[scheme] = round(200 * both / (want_ + have_), 2)
    return figures
