"""The one value that every data reader gives: a sentence with whichever labels its corpus has.

Invariant: each label list is either ``None`` (the corpus does not label it) or as long as ``words``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(slots=True)
class Example:
    """A sentence. ``heads`` count from 1 (0 is the root). ``entities`` maps a scheme's name to its tags."""

    words: list[str]
    document: str
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    spaces: list[bool] | None = None
    """Whether white space follows each word in the original text."""
    paragraph: bool = False
    """Whether a paragraph begins with this sentence."""
    whole: bool = False
    """Whether the corpus was split by hand, so that a sentence ends here and nowhere within."""
    schemes: dict[str, list[str]] = field(default_factory=dict)
    """Entity tags (``B-``, ``I-``, ``O``; ``?`` where the corpus is silent) by scheme."""


def held_back(document: str, parts: int) -> bool:
    """Whether a document is kept out of training: one in ``parts``, chosen by the hash of its id."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % parts == 0
