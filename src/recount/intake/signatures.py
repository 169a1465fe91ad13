"""Who signs a text at its end: a letter, a statement of a committee, a communiqué of an officer.

Invariant: a name is given only as the text prints it, with its passage; only a short tail of lines behind the last
sentence is a signature, and only of a text that addresses somebody, speaks of "we" or "I", or says that it is signed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from recount.intake.blocks import Line
from recount.model.text import Span
from recount.vocabulary import load

_TAIL = 5
"""Lines at the end of a text in which a signature stands."""
_LONG = 10
"""Words above which a line is no part of a signature."""
_SHORT = 6
"""Words up to which a line that ends in a full stop may be part of a signature."""
_TEXT = 30
"""Words that a text has at least before its signature."""
_WORD = r"(?:[A-Z\u00c0-\u00de]\.|[A-Z\u00c0-\u00de][\w'\u2019-]*\.?)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:al|bin|ibn|de|da|del|la|van|von|der|di)\s+)?{_WORD}){{1,4}}")
_QUOTED = re.compile(r"[\"\u201c\u201d\u201e][^\"\u201c\u201d\u201e]*[\"\u201c\u201d\u201e]")
_SENTENCE = re.compile(r"\w{2}[.!?][\"'\u201d\u2019)]*$")


@cache
def _words(name: str) -> frozenset[str]:
    table: Any = load("voices")[name]
    return frozenset(map(str, table))


@cache
def _titles() -> frozenset[str]:
    table: Any = load("titles")
    return frozenset(str(word) for group in ("honorific", "religious", "rank") for word in table[group])


def signature(text: str, lines: Sequence[Line]) -> Span | None:
    """Return where a text prints the name of the person who signs it, None where nobody does."""
    tail = list(takewhile(_may_sign, reversed(lines[-_TAIL:])))[::-1]
    before = lines[: len(lines) - len(tail)]
    if not tail or sum(len(line.text.split()) for line in before) < _TEXT:
        return None
    words = {word.strip(",:").lower() for line in tail for word in line.text.split()}
    if not words & _words("closings") and not speaks_for_itself(text[: tail[0].start]) and not _addresses(lines):
        return None
    return next((found for line in tail if (found := _name_in(line)) is not None), None)


def speaks_for_itself(text: str) -> bool:
    """Whether a text says "we" or "I" outside its quotations."""
    return _own().search(_QUOTED.sub("", text)) is not None


@cache
def _own() -> re.Pattern[str]:
    """Return the words of the first person, "I" as it is printed alone ("i" may count, "US" is a country)."""
    words = "|".join(
        "I" if word == "i" else f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _words("first_person")
    )
    return re.compile(rf"\b(?:{words})\b")


def _may_sign(line: Line) -> bool:
    words = line.text.split()
    first = words[0].strip(",:").lower()
    if len(words) > _LONG or first in _words("no_signatures") or line.text.endswith(("?", "!")):
        return False
    named = len(words) <= _SHORT and not any(word[0].islower() for word in words)  # "London, July 21st, 1908."
    return named or not _SENTENCE.search(line.text)


def _addresses(lines: Sequence[Line]) -> bool:
    return any(line.text.split()[0].strip(",").lower() in _words("salutations") for line in lines[:_TAIL])


def _name_in(line: Line) -> Span | None:
    """Return the name of a line: what stands before its first comma, or behind "For the council:"."""
    start = line.text.find(":") + 1
    said = line.text[start:].split(",")[0]
    skipped = 0
    words = said.split()
    while words and words[0].strip(".").lower() in _titles():
        skipped = said.index(words[0], skipped) + len(words[0])
        words = words[1:]
    familiar = len(words) == 2 and words[0] in ("Your", "Yours")  # "Your Ana"
    skipped += said[skipped:].index(words[0]) + len(words[0]) if familiar else 0
    name = said[skipped:].strip()
    first = words[0].lower() if words else ""
    if not words or first in _words("no_names") or not (_NAME.fullmatch(name) or (familiar and name[0].isupper())):
        return None
    begin = line.start + start + skipped + len(said[skipped:]) - len(said[skipped:].lstrip())
    return Span(begin, begin + len(name))
