"""Self-training: what the first stage is sure of labels the entities that a treebank leaves unlabelled.

Invariant: only examples without gold tags of a scheme get tags here; an unsure word is ``?``, which teaches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

from training.batches import Row, collate, plan
from training.examples import Example
from training.labels import spans_of, tag_names
from training.network import Net

_SURE_NAME, _SURE_OUTSIDE = 0.9, 0.97
"""Least probability of every word of a name, and of a word outside one. Not tuned."""


@torch.no_grad()
def relabel(net: Net, examples: Sequence[Example], rows: Sequence[Row], schemes: Sequence[str]) -> None:
    """Fill in ``schemes`` of the examples that lack them; ``rows`` are the same examples, encoded."""
    net.eval()
    chosen = [(e, r) for e, r in zip(examples, rows, strict=True) if any(s not in e.schemes for s in schemes)]
    for group in plan([r for _, r in chosen], 4000, None):
        batch = collate([chosen[i][1] for i in group], [])
        with torch.autocast("cpu", torch.bfloat16):
            words = net.words(batch.ids, batch.shapes, batch.gaps, batch.first, batch.bias)
        for scheme in schemes:
            names = tag_names(scheme)
            sure, best = net.tags[scheme](words.float()).softmax(-1).max(-1)
            for place, number in enumerate(group):
                example = chosen[number][0]
                if scheme not in example.schemes:
                    size = len(example.words)
                    found = [names[t] for t in best[place, 1 : size + 1].tolist()]
                    example.schemes[scheme] = _keep_sure(found, sure[place, 1 : size + 1].tolist())
    net.train()


def _keep_sure(tags: list[str], sure: list[float]) -> list[str]:
    kept = ["O" if tag == "O" and p >= _SURE_OUTSIDE else "?" for tag, p in zip(tags, sure, strict=True)]
    for first, last, _ in spans_of(tags):
        if min(sure[first:last]) >= _SURE_NAME and tags[first].startswith("B-"):
            kept[first:last] = tags[first:last]
    return kept
