"""The net in torch: MiniLM's encoder with letter shapes, linear heads for tags, a biaffine parser.

Invariant: the forward pass that is exported is the one that is trained; only dropout and masking differ.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, HEADS, LAYERS, SHAPES, GAPS = 384, 12, 6, 10, 7
ARC, PAIR = 256, 256


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.wide = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
        """Attend and transform; ``bias`` is 0 at real pieces and very negative at padding."""
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (1 / math.sqrt(WIDTH // HEADS)) + bias, -1).to(v.dtype)
        mixed = (weights @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + F.dropout(self.out(mixed), dropout, self.training))
        return self.norm2(x + F.dropout(self.narrow(F.gelu(self.wide(x))), dropout, self.training))


class Encoder(nn.Module):
    """MiniLM-L6 with learned embeddings of letter shapes and of the gap before a word.

    The word embeddings stay as they were published.
    """

    def __init__(self, dropout: float = 0.05) -> None:
        super().__init__()
        self.dropout = dropout
        self.word = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.gap = nn.Embedding(GAPS, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.gap.weight)

    def load(self, weights: Path) -> None:
        """Fill from the published encoder's ``model.safetensors``."""
        w = {k.removeprefix("bert."): v for k, v in load_file(str(weights)).items()}
        self.word.weight.data = w["embeddings.word_embeddings.weight"].clone()
        self.position.weight.data = (
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm.weight.data = w["embeddings.LayerNorm.weight"]
        self.norm.bias.data = w["embeddings.LayerNorm.bias"]
        for number, layer in enumerate(self.layers):
            p = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                qkv = [w[f"{p}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data = torch.cat(qkv)
                getattr(layer.out, part).data = w[f"{p}attention.output.dense.{part}"]
                getattr(layer.norm1, part).data = w[f"{p}attention.output.LayerNorm.{part}"]
                getattr(layer.wide, part).data = w[f"{p}intermediate.dense.{part}"]
                getattr(layer.narrow, part).data = w[f"{p}output.dense.{part}"]
                getattr(layer.norm2, part).data = w[f"{p}output.LayerNorm.{part}"]
        self.word.weight.requires_grad_(False)

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, bias: Tensor) -> Tensor:
        """Return a vector for every piece."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.shape(shapes) + self.gap(gaps)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, bias, self.dropout)
        return x


class Net(nn.Module):
    """Encoder and heads. ``sizes`` names each tag head and its number of outputs; ``rel`` is the relations."""

    def __init__(self, sizes: dict[str, int], dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.drop = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({k: nn.Linear(WIDTH, n) for k, n in sizes.items() if k != "rel"})
        self.end = nn.Linear(WIDTH, 1)
        self.dep = nn.Linear(WIDTH, ARC + PAIR)
        self.head = nn.Linear(WIDTH, ARC + PAIR)
        self.biaffine = nn.Parameter(torch.randn(ARC, ARC) * 0.01)
        self.prior = nn.Parameter(torch.zeros(ARC))
        self.rel_sum = nn.Linear(PAIR, sizes["rel"])
        self.rel_product = nn.Linear(PAIR, sizes["rel"], bias=False)

    def words(self, ids: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, bias: Tensor) -> Tensor:
        """Return the vector of each word's first piece; place 0 is the root."""
        x = self.encoder(ids, shapes, gaps, bias)
        return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))

    def sides(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return each word as a dependent and as a head: for the arcs, then for the relations."""
        dep, head = self.dep(words), self.head(words)
        return F.relu(dep[..., :ARC]), F.relu(head[..., :ARC]), dep[..., ARC:], head[..., ARC:]

    def arcs(self, dep: Tensor, head: Tensor, sentence: Tensor) -> Tensor:
        """Score every head (column) of every dependent (row) in its own sentence; the root (place 0) is in all."""
        scores = (dep @ self.biaffine) @ head.transpose(1, 2) + (head @ self.prior)[:, None, :]
        together = (sentence[:, :, None] == sentence[:, None, :]) | (sentence == 0)[:, None, :]
        return scores.float().masked_fill(~together, -1e4)

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score the relations of pairs, row by row: a sum through ReLU and a product (a biaffine of low rank)."""
        return self.rel_sum(F.relu(dep + head)) + self.rel_product(dep * head)
