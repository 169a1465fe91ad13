"""Where sentences end: a small convolution over tokens, between breaks that are certain.

Invariant: every token belongs to exactly one sentence; a blank line always ends one; the answer for a block of
text depends on that block alone. A single line break is evidence, not a rule: texts wrapped at a fixed column and
texts with one paragraph a line are both common, so the net sees how long the broken line was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from recount.language.wordpiece import WordPiece, letter_shape

GLUED, SPACED, AFTER_SHORT, AFTER_WRAPPED, AFTER_LONG, INDENTED, BLANK_LINE = range(7)
"""What stands before a token: nothing, space, a break after a short, wrapped or long line, an indent, a blank line."""

REACH = 24
"""Tokens to each side that the net can see, at least: windows overlap by this much."""

LONGEST = 160
"""Tokens of the longest sentence; a longer one is cut at its best mark. The parser was trained on up to 128 pieces."""

Floats = NDArray[np.float32]

CERTAIN, DOUBTFUL = 4.0, -4.0
"""Logits of the small net above which a boundary is taken as such, and below which it is not looked for."""

SMALL_SHARE, OVERRULE = 1.0, 2.0
"""How much the small net counts where it doubts, and how sure the encoder must be where it does not.

These four were set on the twelve documents of GUM dev; wider doubt costs more time than it gains.
"""

LONGEST_PART = 8_000
"""Tokens of a block that are held at once."""

SURE, _NEVER = 9.0, -99.0
_WINDOW = 1024  # tokens a call: bounds memory, not accuracy
_SHORT_LINE, _LONG_LINE = 45, 110  # characters; wrapped texts break at 60 to 90
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|[\u2029\f]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•‣◦▪●*·–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")


def gap_before(text: str, previous_end: int, start: int) -> int:
    """Class what stands between two tokens."""
    if previous_end == start:
        return GLUED
    gap = text[previous_end:start]
    if _BREAK.search(gap) is None:
        return SPACED
    if _BLANK_LINE.search(gap) is not None:
        return BLANK_LINE
    # Only as far back as matters: a longer line is long anyway.
    low = max(0, previous_end - _LONG_LINE - 2)
    line = max(text.rfind("\n", low, previous_end), text.rfind("\r", low, previous_end), low - 1) + 1
    tail = _BREAK.split(gap)[-1]
    if len(tail) >= 2 or _BULLET.match(text, start):
        return INDENTED
    length = previous_end - line
    return AFTER_SHORT if length < _SHORT_LINE else AFTER_WRAPPED if length <= _LONG_LINE else AFTER_LONG


def is_blank_line(text: str, previous_end: int, start: int) -> bool:
    """Whether a blank line, a paragraph separator or a form feed parts two tokens."""
    return start - previous_end > 0 and _BLANK_LINE.search(text, previous_end, start) is not None


def features(
    text: str, spans: Sequence[tuple[int, int]], pieces: WordPiece
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return what the net sees of each token: first piece, last piece, letter shape, gap before."""
    first, last, shapes, gaps = [], [], [], []
    previous = -1
    for start, end in spans:
        word = text[start:end]
        ids = pieces.word(word)
        first.append(ids[0])
        last.append(ids[-1])
        shapes.append(letter_shape(word))
        gaps.append(SPACED if previous < 0 else gap_before(text, previous, start))
        previous = end
    return first, last, shapes, gaps


def _bullets(text: str, spans: Sequence[tuple[int, int]], gaps: NDArray[np.int64]) -> Iterator[int]:
    """Yield the tokens of the bullets and numbers that open lines: a list item is not cut from its mark."""
    for opener in [0, *np.flatnonzero(gaps >= AFTER_SHORT).tolist()]:
        found = _BULLET.match(text, spans[opener][0]) if spans else None
        index = opener
        while found and index < len(spans) and spans[index][1] <= found.end():
            yield index
            index += 1


class BoundaryNet:
    """Reads a block of tokens and says how likely a sentence ends after each."""

    def __init__(self, path: Path, pieces: WordPiece, options: ort.SessionOptions) -> None:
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._pieces = pieces

    def scores(self, text: str, spans: Sequence[tuple[int, int]]) -> Floats:
        """Return one logit a token; positive means that a sentence ends there."""
        columns = [np.asarray(c, dtype=np.int64) for c in features(text, spans, self._pieces)]
        names = ("first", "last", "shape", "gap")
        parts = []
        for start in range(0, len(spans), _WINDOW):
            low, high = max(0, start - REACH), min(len(spans), start + _WINDOW + REACH)
            feed = {name: column[low:high] for name, column in zip(names, columns, strict=True)}
            (found,) = self._session.run(None, feed)
            parts.append(found[start - low : start - low + min(_WINDOW, len(spans) - start)])
        scores = np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
        # The encoder does not see line breaks, so the small net alone decides at them.
        breaks = np.flatnonzero(columns[3][1:] >= AFTER_SHORT)
        scores[breaks] = np.where(scores[breaks] > 0, SURE, -SURE)
        for index in _bullets(text, spans, columns[3]):
            scores[index] = _NEVER
        return scores


def blocks(
    text: str, tokens: Iterator[tuple[int, int]], longest: int = LONGEST_PART
) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """Group tokens between blank lines; say of each group whether its block ends with it.

    A block of more than ``longest`` tokens is handed on in parts, so that memory stays bounded.
    """
    block: list[tuple[int, int]] = []
    for start, end in tokens:
        if block:
            ended = is_blank_line(text, block[-1][1], start)
            if ended or len(block) >= longest:
                yield block, ended
                block = []
        block.append((start, end))
    if block:
        yield block, True


def segments(scores: Floats, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Cut a block where a boundary is certain; what lies between may hold doubtful ones, for the encoder to judge.

    A segment of more than ``longest`` tokens is cut where a boundary is likeliest in its second half.
    """
    first = 0
    for index in range(len(scores)):
        if scores[index] > CERTAIN or index + 1 == len(scores):
            while index + 1 - first > longest:
                low = first + longest // 2
                cut = low + int(np.argmax(scores[low : first + longest])) + 1
                yield first, cut
                first = cut
            yield first, index + 1
            first = index + 1


def cuts(scores: Floats, encoder: Floats) -> list[int]:
    """Return after which tokens of a segment a sentence ends, the last one left out.

    ``scores`` are the small net's logits, ``encoder`` the encoder's. Where the small net is sure that none ends,
    the encoder must be surer than where it doubts.
    """
    together = np.where(scores > DOUBTFUL, scores * SMALL_SHARE + encoder, encoder - OVERRULE)
    return [int(k) for k in np.flatnonzero(together[:-1] > 0)]
