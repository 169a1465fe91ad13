"""Training of the sentence boundary net on treebank documents written out as raw text in many layouts.

Invariant: the net sees exactly the features it will see at run time, because both come from
``recount.language.boundaries.features`` on text that was put together again and split by the engine's tokeniser.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from recount.language.boundaries import features
from recount.language.tokeniser import Tokeniser
from recount.language.wordpiece import LOWER, OTHER, UPPER, WordPiece
from training.examples import Example
from training.windows import documents, write_out

PIECE, SHAPE, GAP, HIDDEN, SPAN = 48, 8, 8, 128, 7

log = logging.getLogger("training")


class Splitter(nn.Module):
    """Three convolutions over tokens, each wider than the last: first and last piece, letter shape, gap before."""

    def __init__(self, words: Tensor) -> None:
        super().__init__()
        self.register_buffer("base", words, persistent=False)
        self.project_first = nn.Linear(words.shape[1], PIECE, bias=False)
        self.project_last = nn.Linear(words.shape[1], PIECE, bias=False)
        self.shape = nn.Embedding(10, SHAPE)
        self.gap = nn.Embedding(7, GAP)
        self.near = nn.Conv1d(2 * PIECE + SHAPE + GAP, HIDDEN, SPAN, padding=SPAN // 2)
        self.wide = nn.Conv1d(HIDDEN, HIDDEN, SPAN, padding=2 * (SPAN // 2), dilation=2)
        self.far = nn.Conv1d(HIDDEN, HIDDEN, SPAN, padding=4 * (SPAN // 2), dilation=4)
        self.out = nn.Conv1d(HIDDEN, 1, 1)

    def forward(self, columns: Tensor) -> Tensor:
        """Score tokens given (first, last, shape, gap) by (row, 4, token)."""
        first, last, shape, gap = columns.unbind(1)
        parts = [
            self.project_first(self.base[first]),
            self.project_last(self.base[last]),
            self.shape(shape),
            self.gap(gap),
        ]
        x = F.dropout(torch.cat(parts, -1), 0.15, self.training).transpose(1, 2)
        x = F.dropout(F.relu(self.near(x)), 0.15, self.training)
        x = x + F.dropout(F.relu(self.wide(x)), 0.15, self.training)
        x = x + F.dropout(F.relu(self.far(x)), 0.15, self.training)
        scores: Tensor = self.out(x)[:, 0]
        return scores

    def tables(self) -> dict[str, Tensor]:
        """Return the weights for export, the projections multiplied out into small tables."""
        state = {k: v for k, v in self.state_dict().items() if not k.startswith("project")}
        state["first.weight"] = self.base @ self.project_first.weight.T
        state["last.weight"] = self.base @ self.project_last.weight.T
        return {k: v.detach() for k, v in state.items()}


def _rows(
    docs: Sequence[list[Example]], tokeniser: Tokeniser, pieces: WordPiece, chance: random.Random
) -> list[tuple[list[list[int]], list[int]]]:
    """Write every document out in a random layout and encode it in rows of at most 256 tokens."""
    rows = []
    for doc in docs:
        layout = chance.choices(("line", "paragraphs", "wrapped"), (60, 22, 18))[0]
        start = 0
        while start < len(doc):
            stop = min(len(doc), start + chance.choice((2, 4, 8, 16, 32)))
            text, ends, _ = write_out(doc[start:stop], layout, chance)
            start = stop
            spans = list(tokeniser.tokens(text))
            marks = set(ends)
            columns = [list(c) for c in features(text, spans, pieces)]
            case = chance.random()
            if case < 0.16:
                shape = UPPER if case < 0.09 else LOWER
                columns[2] = [shape if s not in (0, 5, OTHER) else s for s in columns[2]]
            gold = [int(end in marks) for _, end in spans]
            for low in range(0, len(spans), 256):
                rows.append(([c[low : low + 256] for c in columns], gold[low : low + 256]))
    return rows


def fit(
    examples: Sequence[Example], tokeniser: Tokeniser, pieces: WordPiece, words: Tensor, epochs: int, seed: int
) -> Splitter:
    """Train a splitter; every epoch writes the documents out anew."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = Splitter(words)
    docs = list(documents(examples))
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.01)
    for epoch in range(epochs):
        rows = _rows(docs, tokeniser, pieces, chance)
        rows.sort(key=lambda r: len(r[1]) + chance.random() * 8)
        groups = [rows[i : i + 16] for i in range(0, len(rows), 16)]
        chance.shuffle(groups)
        total = 0.0
        for number, group in enumerate(groups):
            share = 1 - (epoch + number / len(groups)) / epochs
            optimiser.param_groups[0]["lr"] = 2e-3 * max(0.02, share)
            width = max(len(g) for _, g in group)
            columns = torch.tensor([[c + [0] * (width - len(c)) for c in cs] for cs, _ in group])
            gold = torch.tensor([g + [-1] * (width - len(g)) for _, g in group])
            scores = net(columns)
            known = gold >= 0
            # The end of a block is certain, so nothing is learned from it.
            known[torch.arange(len(group)), torch.tensor([len(g) - 1 for _, g in group])] = False
            if not known.any():
                continue
            loss = F.binary_cross_entropy_with_logits(scores[known], gold[known].float())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
        log.info("boundaries epoch %d loss %.4f over %d rows", epoch, total / len(groups), len(rows))
    return net.eval()
