"""The body that issues a text in its own name: the letterhead of a communiqué, a press release, a written answer.

Invariant: a name is given only as the text prints it, with its passage, and only where a line of the head says that
the text is such a notice; a newspaper's or an agency's name over a report is none.
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

_HEAD = 6
"""Lines of a page in which a letterhead and what it calls itself stand."""
_LONG = 16
"""Words above which a line is prose and no part of a letterhead."""
_STOP = re.compile(r"[a-z]{2}[.!?][\"'\u201d\u2019)]*$")
_KINDS = ("state", "unit", "unit_designation", "body")
_PART = re.compile(r"\s*[,:;/|\u2013\u2014]\s*|\s+-\s+|(?<=[A-Z]{4})\.\s+")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*", re.UNICODE)


@cache
def _notice() -> re.Pattern[str]:
    words: Any = load("voices")["notices"]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _issued_by() -> re.Pattern[str]:
    words: Any = load("voices")["issued"]
    return re.compile(
        rf"\b(?i:(?:{'|'.join(words)})\s+(?:of|by|from)\s+(?:the\s+)?)"
        r"(?P<name>[A-Z\u00c0-\u00de][\w'\u2019.-]*(?:\s+(?:(?:of|the|for|and)\s+)*[A-Z\u00c0-\u00de][\w'\u2019.-]*)*)"
    )


@cache
def _bodies() -> frozenset[str]:
    table: Any = load("organisations")
    found = {str(word) for kind in _KINDS for word in table[kind]}
    return frozenset(found | {str(word) for word in load("voices")["companies"]})


@cache
def _outer() -> frozenset[str]:
    return frozenset(map(str, load("voices")["outer"]))


def letterhead(lines: Sequence[Line], *, own: bool = False) -> Span | None:
    """Return where a page prints the body that issues it, None where it is no notice or names none.

    A text that somebody signs or that says "we" (``own``) needs no word for what it is under a body's name in capitals.
    """
    head = list(takewhile(lambda line: len(line.text.split()) <= _LONG and not _STOP.search(line.text), lines[:_HEAD]))
    if not any(_notice().search(line.text) for line in head):
        capitals = ((part, name) for line in head[:2] for part, name in _parts(line) if own and name.isupper())
        return next((part for part, name in capitals if _is_body(name)), None)
    for line in head:
        match = _issued_by().search(line.text)
        if match is not None:
            return Span(line.start + match.start("name"), line.start + match.end("name"))
    return next((part for line in head for part, name in _parts(line) if _is_body(name)), None)


def _parts(line: Line) -> list[tuple[Span, str]]:
    """Return the stretches of a line between commas, dashes and the like, with their words."""
    parts, start = [], 0
    for cut in (*_PART.finditer(line.text), None):
        end = cut.start() if cut is not None else len(line.text)
        if end > start:
            parts.append((Span(line.start + start, line.start + end), line.text[start:end]))
        start = cut.end() if cut is not None else end
    return parts


def _is_body(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    named = [word for word in words if word in _bodies()]
    own = [word for word in words if word not in _outer() and word not in named]
    proper = text[:1].isupper() and not any(word.islower() and len(word) > 4 for word in text.split())
    return proper and bool(named) and bool(own) and words[0] not in _outer() and not _notice().search(text)
