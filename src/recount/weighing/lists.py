"""The word lists of vocabulary/weighing.yaml."""

from __future__ import annotations

from functools import cache
from typing import Any

from recount.vocabulary import load


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of vocabulary/weighing.yaml."""
    table: Any = load("weighing")
    return frozenset(table[name])
