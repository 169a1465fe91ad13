"""Quotations: where a text opens and closes its quotation marks.

Invariant: a quotation lies inside one paragraph and includes its marks; quotations of one level do not overlap.
Straight, curly and mismatched marks are read by their neighbours: a mark after a word or punctuation that touches no
word opens nothing; whatever follows an opened mark closes it. A paragraph that leaves its quotation open and is
followed by one that opens again continues the same quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = re.compile(r"[\"“”„«»]|``|''")
_SINGLE = re.compile(
    r"(?<!\w)‘(?=\S)[^‘\n]{1,400}?’(?!\w)"
    r"|(?:(?<=\s)|(?<=^)|(?<=[(\[—–]))'(?=\w)[^'\n]{1,400}?(?:'\w[^'\n]{0,200}?){0,6}'(?!\w)"
)
_PARAGRAPH = re.compile(r"\n[ \t\u00a0]*\n\s*")
_LINE = re.compile(r"\n\s*")
_WORD = re.compile(r"\w+")
_END = "\"”“„’'»` "
SPEECH_WORDS = 4
"""Quotations of at least this many words count as speech, shorter ones only if their last mark is ``. , ! ?``.
Set by reading the development half of a corpus of news attributions: shorter ones are mostly single terms."""


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Characters ``start`` to ``end`` with their marks; ``paragraph`` numbers the paragraph that holds them.

    ``speech`` is False for a single term; ``closed`` False where the paragraph ends first; ``continues`` True for
    the quotation with which a paragraph goes on with that of the paragraph before.
    """

    start: int
    end: int
    speech: bool
    closed: bool
    continues: bool
    paragraph: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return start and end of each paragraph: parted by blank lines, or by lines where there are no blank ones."""
    breaks = list(_PARAGRAPH.finditer(text)) or list(_LINE.finditer(text))
    starts = [0, *(gap.end() for gap in breaks)]
    ends = [*(gap.start() for gap in breaks), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def find_quotations(text: str, spans: list[tuple[int, int]] | None = None) -> tuple[Quotation, ...]:
    """Return the quotations of ``text`` in order of start (``spans``: its paragraphs, where already known)."""
    found: list[Quotation] = []
    open_before = False
    for number, (start, end) in enumerate(paragraphs(text) if spans is None else spans):
        doubles = _paired(text, start, end)
        for first, last, closed in doubles:
            continues = open_before and first == doubles[0][0] and not text[start:first].strip()
            found.append(Quotation(first, last, _is_speech(text[first:last]), closed, continues, number))
        open_before = bool(doubles) and not doubles[-1][2]
        for match in _SINGLE.finditer(text, start, end):
            if not any(first <= match.start() < last for first, last, _ in doubles):
                found.append(Quotation(*match.span(), _is_speech(match.group()), True, False, number))
    return tuple(sorted(found))


def _paired(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the doubly marked quotations of one paragraph, each with whether it is closed (only the last is not)."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if opened is not None:
            pairs.append((opened, mark.end(), True))
            opened = None
        elif before.isspace() or after.isalnum() or mark.group() in "“„«``":
            opened = mark.start()
    last = start + len(text[start:end].rstrip())
    if opened is not None:
        pairs.append((opened, max(last, opened + 1), False))
    return pairs


def _is_speech(quoted: str) -> bool:
    inner = quoted[1:].rstrip(_END)
    if not any(letter.isalpha() for letter in inner):
        return False
    return inner[-1] in ".,!?" or len(_WORD.findall(inner)) >= SPEECH_WORDS
