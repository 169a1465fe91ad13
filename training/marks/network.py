"""Upper nets in torch: layers above those shared with the parser, features, heads for labels and ties.

Invariant: the forward pass that is exported is the one that is trained; only dropout differs.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from recount.language.marks import COLUMNS, LABELS, TIES
from training.network import WIDTH, Layer

LAYERS = 3
FEATURE, HIDDEN, SIDE = 24, 320, 128


class Upper(nn.Module):
    """Upper layers and heads. A word's vector joins its own, its head's and its head's head's with its features."""

    def __init__(self, labels: int, ties: int, layers: int = LAYERS, dropout: float = 0.25) -> None:
        super().__init__()
        self.kinds = ties
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(dropout)
        self.features = nn.ModuleList(nn.Embedding(size, FEATURE) for size in COLUMNS)
        self.join = nn.Linear(3 * WIDTH + len(COLUMNS) * FEATURE, HIDDEN)
        self.labels = nn.Linear(HIDDEN, labels)
        self.hung = nn.Linear(HIDDEN, ties * SIDE)
        self.holds = nn.Linear(HIDDEN, ties * SIDE)
        self.none = nn.Linear(HIDDEN, ties)

    def words(self, shared: Tensor, bias: Tensor, first: Tensor, columns: Tensor, heads: Tensor) -> Tensor:
        """Return each word's vector: (rows, words, ``HIDDEN``)."""
        x = shared
        for layer in self.layers:
            x = layer(x, bias, 0.1)
        own = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        above = [torch.gather(own, 1, heads[..., k].unsqueeze(-1).expand(-1, -1, WIDTH)) for k in range(2)]
        told = [table(columns[..., k]) for k, table in enumerate(self.features)]
        joined = torch.cat([own, *above, *told], -1)
        return self.drop(F.gelu(self.join(self.drop(joined))))

    def forward(
        self, shared: Tensor, bias: Tensor, first: Tensor, columns: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return logits of the labels (rows, words, labels) and of the ties (rows, kinds, words, words + 1)."""
        z = self.words(shared, bias, first, columns, heads)
        rows, words, _ = z.shape
        left = self.hung(z).view(rows, words, self.kinds, SIDE).permute(0, 2, 1, 3)
        right = self.holds(z).view(rows, words, self.kinds, SIDE).permute(0, 2, 3, 1)
        none = self.none(z).permute(0, 2, 1).unsqueeze(-1)
        return self.labels(z), torch.cat([left @ right * SIDE**-0.5, none], -1)


class Marks(Upper):
    """The net of marks."""

    def __init__(self) -> None:
        super().__init__(sum(LABELS.values()), len(TIES))
