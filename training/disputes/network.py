"""The disputes' net in torch: three layers over two statements at once, a head for the pair and one for each alone.

Invariant: the forward pass that measures is the one that is trained; only dropout differs. The layers begin as those
of the published encoder above the ones shared with the parser.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.disputes.data import ABOUT
from training.graph import SHARED
from training.network import LAYERS, WIDTH, Encoder, Layer

HIDDEN, SKETCH = 256, 64


class Disputes(nn.Module):
    """Layers and heads. ``sides`` is 0 at the pieces of the first statement, 1 at those of the second."""

    def __init__(self, base: Path | None = None, dropout: float = 0.2) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - SHARED))
        self.side = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.side.weight, std=0.02)
        self.drop = nn.Dropout(dropout)
        self.join = nn.Linear(3 * WIDTH, HIDDEN)
        self.opposed = nn.Linear(HIDDEN, 1)
        self.about = nn.Linear(HIDDEN, len(ABOUT))
        self.asks = nn.Linear(WIDTH, SKETCH)
        if base is not None:
            encoder = Encoder()
            encoder.load(base)
            for own, published in zip(self.layers, encoder.layers[SHARED:], strict=True):
                own.load_state_dict(published.state_dict())

    def pieces(self, shared: Tensor, sides: Tensor, bias: Tensor) -> Tensor:
        """Return a vector for every piece."""
        x = shared + self.side(sides)
        for layer in self.layers:
            x = layer(x, bias, 0.1)
        return x

    def pair(self, shared: Tensor, sides: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logit that two statements are opposed, and those of what they are at odds about."""
        x = self.pieces(shared, sides, _bias(mask))
        one, other = (_mean(x, mask * (sides == side)) for side in (0, 1))
        both = torch.cat([one + other, (one - other).abs(), one * other], -1)
        hidden = self.drop(F.gelu(self.join(self.drop(both))))
        return self.opposed(hidden)[..., 0], self.about(hidden)

    def sketch(self, shared: Tensor, mask: Tensor) -> Tensor:
        """Return the short vector of statements alone: the larger the product of two, the likelier they are opposed."""
        x = self.pieces(shared, torch.zeros(shared.shape[:2], dtype=torch.long), _bias(mask))
        return self.asks(_mean(x, mask))


def _bias(mask: Tensor) -> Tensor:
    return ((1 - mask) * -1e4)[:, None, None, :]


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    weight = mask.unsqueeze(-1)
    return (x * weight).sum(1) / weight.sum(1).clamp(min=1)
