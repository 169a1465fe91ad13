"""How a text puts a statement, and how a record may put it (written by the certainty reader)."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.claims import Certainty, Polarity
from recount.reading.attribution import Attributions
from recount.reading.page import Page


@dataclass(frozen=True, slots=True)
class Stance:
    """Certainty and polarity as the text puts them, and the certainty a record may give."""

    certainty: Certainty
    polarity: Polarity
    record_as: Certainty


def judge(page: Page, attributions: Attributions, head: int, *, accuses: bool = False) -> Stance:
    """Return the stance of the clause that token ``head`` governs."""
    return Stance("asserted", "+", "alleged" if accuses else "asserted")
