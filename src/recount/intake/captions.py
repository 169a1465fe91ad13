"""Lines that say by their words that they stand under a picture: "Photo:", "(Picture)", "| Image: Name"."""

from __future__ import annotations

import re
from functools import cache

from recount.vocabulary import load

_WORDS = 40
"""Words of a caption at most."""


def is_caption(text: str) -> bool:
    """Whether a line is a caption by its words."""
    return len(text.split()) <= _WORDS and _pattern().search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(load("voices")["captions"])
    credit = "|".join(load("voices")["credits"])
    source = rf"(?:[\w/.'-]+\s){{0,3}}?(?:{credit})s?\s*(?:by\b|:|courtesy\b|credit\b|\u00a9)"
    behind = rf"(?:[|(\[\u2013\u2014]|[.\"\u201d])\s*\(?{source}"
    return re.compile(rf"^(?:{words})\b[^.:]{{0,20}}:|^[(\[](?:{words})[)\]]|{behind}.{{2,60}}$", re.IGNORECASE)
