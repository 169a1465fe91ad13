"""Quotations: where a text opens and closes its quotation marks.

Invariant: a quotation lies inside one paragraph and includes its marks; quotations of one level do not overlap.
Straight, curly and mismatched marks are read by their neighbours: a mark after white space that touches a word
opens, a mark after a word or punctuation closes. A paragraph that leaves its quotation open and is followed by one
that opens again continues the same quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_SINGLE_CURLY = re.compile(r"(?<!\w)‘(?=\S)([^‘\n]{1,400}?)’(?!\w)")
_SINGLE_STRAIGHT = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[(\[—–]))'(?=\w)([^'\n]{1,400}?(?:'\w[^'\n]{0,200}?){0,6})'(?!\w)"
)
_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n\s*")
_LINE = re.compile(r"\n\s*")
_WORD = re.compile(r"\w+")
SPEECH_WORDS = 4
"""Quotations of at least this many words count as speech, shorter ones only if their last mark is ``. , ! ?``.
Set by reading the development half of a corpus of news attributions: shorter ones are mostly single terms."""


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Characters ``start`` to ``end`` with their marks; ``paragraph`` numbers the paragraph that holds them."""

    start: int
    end: int
    speech: bool
    closed: bool
    continues: bool
    paragraph: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return start and end of each paragraph: parted by blank lines, or by lines where there are no blank ones."""
    breaks = list(_PARAGRAPH.finditer(text)) or list(_LINE.finditer(text))
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in breaks:
        if gap.start() > start:
            spans.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def find_quotations(text: str, spans: list[tuple[int, int]] | None = None) -> tuple[Quotation, ...]:
    """Return the quotations of ``text`` in order of start (``spans``: its paragraphs, where already known)."""
    found: list[Quotation] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs(text) if spans is None else spans):
        inside, unclosed = _paired(text, start, end)
        for index, (first, last, closed) in enumerate(inside):
            lead = text[start:first].strip()
            found.append(
                Quotation(
                    first, last, _is_speech(text, first, last), closed, open_before and index == 0 and not lead, number
                )
            )
        open_before = unclosed
        found.extend(_single(text, start, end, inside, number))
    found.sort()
    return tuple(found)


def _paired(text: str, start: int, end: int) -> tuple[list[tuple[int, int, bool]], bool]:
    """Return the doubly marked quotations of one paragraph and whether its last one stays open."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        opens = before in " \t\n\u00a0([—–-‘'" and not after.isspace()
        closes = not before.isspace() and not after.isalnum()
        if mark.group() in "“„«``" and not closes:
            opens = True
        if opened is None:
            if opens or not closes:
                opened = mark.start()
        elif closes or not opens:
            pairs.append((opened, mark.end(), True))
            opened = None
        elif mark.group() != "“" or text[opened] != "“":
            opened = mark.start()
    if opened is not None:
        last = start + len(text[start:end].rstrip())
        if last - opened > 1:
            pairs.append((opened, last, False))
    return pairs, opened is not None


def _single(text: str, start: int, end: int, taken: list[tuple[int, int, bool]], number: int) -> list[Quotation]:
    """Return quotations in single marks that lie in no other; a bare plural apostrophe closes nothing."""
    found: list[Quotation] = []
    for pattern in (_SINGLE_CURLY, _SINGLE_STRAIGHT):
        if ("‘" if pattern is _SINGLE_CURLY else "'") not in text[start:end]:
            continue
        for match in pattern.finditer(text, start, end):
            words = len(_WORD.findall(match.group(1)))
            if any(first <= match.start() < last for first, last, _ in taken):
                continue
            if match.group(1)[-1] in ".,!?" or words <= 5:
                found.append(
                    Quotation(
                        match.start(),
                        match.end(),
                        _is_speech(text, match.start(), match.end()),
                        True,
                        False,
                        number,
                    )
                )
    return found


def _is_speech(text: str, start: int, end: int) -> bool:
    inner = text[start + 1 : end].rstrip("\"”“„’'»` ")
    if not inner or not any(letter.isalpha() for letter in inner):
        return False
    return inner[-1] in ".,!?" or len(_WORD.findall(inner)) >= SPEECH_WORDS
