"""How sure a reading is: one logistic model a kind of claim over what frames and marks say of it.

Invariant: the same evidence gives the same score; no evidence that the table does not name counts. The tables
(``vocabulary/trust.yaml``) are made by ``python -m training.trust`` on texts that the net which gave the marks
had not learnt from.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, fsum, log

from recount.reading.page import Page
from recount.vocabulary.schema import Trust, TrustRow, words_of

Evidence = Mapping[str, float]
"""What speaks for and against one reading, by name: 1 for what is so, the odds' logarithm for a mark."""

UNSEEN = 0.02
"""Probability of a label of which the net gave no mark: half the least that it gives."""


def table_of(page: Page, kind: str) -> TrustRow:
    """Return the table of a kind of claim: the one without marks where the engine gives none."""
    found: TrustRow = getattr(words_of(Trust, "trust"), kind if page.analysis.marks is not None else f"{kind}_alone")
    return found


def score(table: TrustRow, evidence: Evidence) -> float:
    """Return the probability, to three digits, that a reading with this evidence is right; the order of evidence is
    nothing."""
    total = fsum([table.bias, *(table.weights.get(name, 0.0) * value for name, value in evidence.items())])
    return round(1 / (1 + exp(-total)), 3)


def odds(probability: float) -> float:
    """Return the logarithm of the odds of a mark's probability, kept within what a mark can tell."""
    inside = min(max(probability, UNSEEN), 1 - UNSEEN / 2)
    return log(inside / (1 - inside))
