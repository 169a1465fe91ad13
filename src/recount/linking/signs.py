"""Signs that two accounts tell of one event or of two, and what they weigh together.

Invariant: the same signs give the same sum, whatever their order; every weight that counts is told in words. Method:
summed log-odds of comparisons (Fellegi and Sunter 1969), their weights learned together (``vocabulary/joining.yaml``,
made by ``python -m training.joining``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from recount.vocabulary.schema import Joining, words_of

_SLIGHT = 0.15
"""Log-odds below which a sign is not worth a reader's time."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One comparison: its ``name`` in the table, its strength, and what a reader is told of it."""

    name: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Weight:
    """``score`` in log-odds of one event and how much of it speaks against (0 or less); ``reasons`` for it and
    ``against`` it, the heaviest first, in words."""

    score: float
    doubt: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def weigh(signs: Iterable[Sign]) -> Weight:
    """Return what signs weigh together."""
    table = words_of(Joining, "joining")
    weighed = [(table.weights.get(sign.name, 0.0) * sign.value, sign.words) for sign in signs]
    told = sorted((pair for pair in weighed if abs(pair[0]) >= _SLIGHT), key=lambda pair: (-abs(pair[0]), pair[1]))
    return Weight(
        round(fsum([table.bias, *(points for points, _ in weighed)]), 4),
        round(fsum(points for points, _ in weighed if points < 0), 4),
        tuple(f"{words} ({points:+.1f})" for points, words in told if points > 0 and words),
        tuple(f"{words} ({points:+.1f})" for points, words in told if points < 0 and words),
    )
