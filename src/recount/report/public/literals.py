"""Strings that are replaced wherever they stand: names of inputs, identifiers that an account prints.

Invariant: a string is replaced whole, never inside a longer word, and the longest that fits wins.
"""

from __future__ import annotations

import re
from collections import defaultdict

_WORD = re.compile(r"\w+")


class Literals:
    """Strings with what stands for them, found by their first word: thousands cost no more than a few."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[str, str]] = defaultdict(dict)

    def add(self, string: str, instead: str) -> None:
        """Replace ``string`` by ``instead``; what was said first stays. A string without a word is ignored."""
        first = _WORD.search(string)
        if first:
            self._by_first[first.group()].setdefault(string, instead)

    def replace(self, text: str) -> str:
        """Return ``text`` with every string replaced."""
        parts, last = [], 0
        for match in _WORD.finditer(text):
            for string, instead in self._fitting(match.group()):
                start = match.start() - string.index(match.group())
                end = start + len(string)
                if start >= last and text[max(0, start) : end] == string and not text[end : end + 1].isalnum():
                    parts += [text[last:start], instead]
                    last = end
                    break
        return "".join([*parts, text[last:]]) if parts else text

    def _fitting(self, first: str) -> list[tuple[str, str]]:
        rows = self._by_first.get(first)
        return sorted(rows.items(), key=lambda row: (-len(row[0]), row[0])) if rows else []
