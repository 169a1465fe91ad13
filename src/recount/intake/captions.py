"""Lines that say by their words that they stand under a picture: "Photo:", "(Picture)", "| Image: Name"."""

from __future__ import annotations

import re
from functools import cache

from recount.vocabulary import load

_CREDIT = 8
_AGENCY = re.compile(r"\w.*[(\[][A-Z][\w.' -]{1,30}\s?/\s?[A-Z][\w.' -]{1,30}[)\]]\.?$")
"""A name and a house in brackets at the end of a line: "(Jan Pell/Harbour Times)"."""
_WORDS = 40
"""Words of a caption at most."""


def is_caption(text: str) -> bool:
    """Whether a line is a caption by its words."""
    if len(text.split()) > _WORDS:
        return False
    return _pattern().search(text) is not None or _AGENCY.search(text) is not None


def is_credit(text: str) -> bool:
    """Whether a line says no more than whose a picture is."""
    return len(text.split()) <= _CREDIT and _credit().match(text) is not None


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(rf"[(\[]?(?:{'|'.join(load('voices')['credits'])})s?\s*(?:by\b|:|/|\u00a9)", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(load("voices")["captions"])
    credit = "|".join(load("voices")["credits"])
    source = rf"(?:[\w/.'-]+\s){{0,3}}?(?:{credit})s?\s*(?:by\b|:|courtesy\b|credit\b|\u00a9)"
    behind = rf"(?:[|(\[\u2013\u2014]|[.\"\u201d])\s*\(?{source}"
    return re.compile(rf"^(?:{words})\b[^.:]{{0,20}}:|^[(\[](?:{words})[)\]]|{behind}.{{2,60}}$", re.IGNORECASE)
