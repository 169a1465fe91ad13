"""The loss of the net of entries: which words carry entries, whose passages words are in, sorts, and ties.

Invariant: the losses are means over the words of a batch, so that texts without entries teach as much as others.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from recount.language.entries import LABELS
from training.marks.fit import Batch, Settings, logits_of, tie_loss
from training.marks.labels import IGNORE
from training.marks.network import Upper

WEIGHT = {"entry": 10.0, "inside": 1.0, "sort": 0.2, "ties": 0.3}
"""Of each loss; set once by their size."""
_RARE = 3.0
"""How much more a word counts that carries an entry: one in fifty does. Two and three were tried."""
_SMOOTH = 0.005


def loss_of(net: Upper, batch: Batch, settings: Settings) -> Tensor:
    """Sum the losses of all kinds of labels and of the ties."""
    logits, ties = logits_of(net, batch)
    total, at = torch.zeros(()), 0
    for kind, size in LABELS.items():
        own, target = logits[..., at : at + size], batch.labels[kind]
        at += size
        known = target != IGNORE
        if not known.any():
            continue
        smooth = target.clamp(0, 1) * (1 - 2 * _SMOOTH) + _SMOOTH
        rare = torch.tensor(_RARE) if kind == "entry" else None
        each = F.binary_cross_entropy_with_logits(own, smooth, reduction="none", pos_weight=rare)
        total = total + WEIGHT.get(kind, WEIGHT["sort"]) * (each * known).sum() / known.any(-1).sum()
    return total + WEIGHT["ties"] * tie_loss(ties, batch)
