"""Lines that say by their words that they stand under a picture: "Photo:", "(Picture)", "| Image: Name"."""

from __future__ import annotations

import re
from functools import cache

from recount.vocabulary import load

_CREDIT = 8
_AGENCY = re.compile(r"[(\[][A-Z][\w.' -]{1,30}\s?/\s?[A-Z][\w.' -]{1,30}[)\]]\.?$")
"""A name and a house in brackets at the end of a line: "(Jan Pell/Harbour Times)"."""
_LONGEST = 600
"""Characters of a caption at most; what is longer without forty words is no prose."""
_WORDS = 40
"""Words of a caption at most."""


def is_caption(text: str) -> bool:
    """Whether a line is a caption by its words."""
    if len(text) > _LONGEST or len(text.split()) > _WORDS:
        return False
    house = _AGENCY.search(text)
    return _pattern().search(text) is not None or (house is not None and any(map(str.isalnum, text[: house.start()])))


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
    source = rf"(?:[\w/.'-]{{1,40}}\s){{0,3}}?(?:{credit})s?\s*(?:by\b|:|courtesy\b|credit\b|\u00a9)"
    behind = rf"(?:[|(\[\u2013\u2014]|[.\"\u201d])\s*\(?{source}"
    return re.compile(rf"^(?:{words})\b[^.:]{{0,20}}:|^[(\[](?:{words})[)\]]|{behind}.{{2,60}}$", re.IGNORECASE)
