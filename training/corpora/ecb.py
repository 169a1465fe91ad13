"""ECB+: news articles by sentence, headlines and datelines included; it trains sentence boundaries only.

Invariant: the corpus gives words without their spacing, so spacing is put back by rule and is only approximate.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from training.examples import Example

_NO_SPACE_BEFORE = {
    ".",
    ",",
    ";",
    ":",
    "?",
    "!",
    ")",
    "]",
    "%",
    "n't",
    "'s",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "''",
    "”",
    "’",
}
_NO_SPACE_AFTER = {"(", "[", "$", "``", "“", "‘", "#", "£"}


def _spaces(words: list[str]) -> list[bool]:
    """Say after which words white space stands; straight quotes open and close in turn."""
    spaces, opened = [True] * len(words), False
    for index, word in enumerate(words):
        if word in _NO_SPACE_BEFORE and index:
            spaces[index - 1] = False
        if word in _NO_SPACE_AFTER or word in "-/" or (word == '"' and not opened):
            spaces[index] = False
        if (word in "-/" or (word == '"' and opened)) and index:
            spaces[index - 1] = False
        if word == '"':
            opened = not opened
    return spaces


def load(folder: Path) -> Iterator[Example]:
    """Yield the sentences of every article; the line with its address, where there is one, is left out."""
    for path in sorted(folder.glob("*/*.xml")):
        tokens = [(int(t.get("sentence", "0")), t.text or "") for t in ElementTree.parse(path).getroot().iter("token")]
        for number, group in groupby(tokens, key=lambda t: t[0]):
            words = [word for _, word in group if word.strip()]
            if not words or words[0] == "http" or "www" in words:
                continue
            yield Example(words=words, document=path.stem, spaces=_spaces(words), paragraph=number < 3)
