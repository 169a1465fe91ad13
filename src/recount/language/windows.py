"""A text in windows: what the net reads at a time, and which sentences each window settles.

Invariant: every token belongs to exactly one sentence; a blank line always ends one. A window begins with the last
sentence of the one before as context, and its own last sentence is left to the next window unless the text ends, so
that every sentence is read whole with words before it. Memory holds one window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from recount.language.layout import BLANK_LINE, BULLET, gap_before
from recount.language.net import Array, Scores
from recount.language.wordpiece import WordPiece

LIMIT = 150
"""Pieces of a window. The net was trained on windows of about as many."""
CONTEXT = 36
"""Pieces of the longest sentence that is read again as context: longer ones would cost more than they tell."""
LONGEST = 130
"""Pieces of the longest sentence; a longer one is cut at its best place."""

_FINAL = frozenset(".?!…\"'”’)") | {"''"}
_MARKED, _BARE = 1.0, 2.1
"""Logit above which a sentence ends at a final mark, and at any other word (headings, lists). Set on GUM dev, whose F
at news and interviews they raise from .92 to .94; at zero the net ends too many, as it was trained with ends weighed
four times."""
_NAMED = ("own", "uner")
"""Entity schemes of the net; their even tags go on with a name."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens read together; ``sentences`` are those it settles, as ranges of its tokens."""

    spans: list[Span]
    scores: Scores
    sentences: list[tuple[int, int]]


class _Feed:
    """Tokens with pieces and gaps, drawn from the tokeniser as they are needed."""

    def __init__(self, text: str, tokens: Iterator[Span], pieces: WordPiece) -> None:
        self._text, self._tokens, self._pieces = text, tokens, pieces
        self.spans: list[Span] = []
        self.sizes: list[int] = []
        self.gaps: list[int] = []
        self._end = -1
        self.finished = False

    def fill(self, pieces: int) -> None:
        """Draw tokens until there are ``pieces`` pieces or the text ends."""
        have = sum(self.sizes)
        while have < pieces and not self.finished:
            span = next(self._tokens, None)
            if span is None:
                self.finished = True
                break
            self.spans.append(span)
            self.sizes.append(len(self._pieces.word(self._text[span[0] : span[1]])))
            self.gaps.append(gap_before(self._text, self._end, span[0]))
            self._end = span[1]
            have += self.sizes[-1]

    def fitting(self, pieces: int) -> int:
        """Return how many tokens fit into ``pieces``, at least one."""
        total = 0
        for number, size in enumerate(self.sizes):
            total += size
            if total > pieces:
                return max(1, number)
        return len(self.sizes)

    def drop(self, count: int) -> None:
        """Forget the first ``count`` tokens."""
        del self.spans[:count], self.sizes[:count], self.gaps[:count]


def windows(
    text: str,
    tokens: Iterator[Span],
    pieces: WordPiece,
    run: Callable[[Sequence[str], Sequence[int]], Scores],
) -> Iterator[Window]:
    """Yield the windows of a text in order, each with the sentences that it settles."""
    feed = _Feed(text, tokens, pieces)
    known = 0  # tokens at the front that are context only
    while True:
        feed.fill(LIMIT + 1)
        if len(feed.spans) <= known:
            return
        size = max(feed.fitting(LIMIT), known + 1)
        spans, gaps = feed.spans[:size], feed.gaps[:size]
        scores = run([text[a:b] for a, b in spans], gaps)
        last = feed.finished and size == len(feed.spans)
        ends = _ends(text, spans, gaps, scores, known, feed.sizes[:size])
        if last:
            ends = list(_cut_long([*ends, size], scores.tags["end"][:, 0], known, feed.sizes[:size]))
        elif not ends:
            ends = [next(_cut_long([size], scores.tags["end"][:, 0], known, feed.sizes[:size]))]
        sentences = list(zip([known, *ends[:-1]], ends, strict=True))
        yield Window(spans, scores, sentences)
        if last:
            return
        first, stop = sentences[-1]
        keep = first if sum(feed.sizes[first:stop]) <= CONTEXT else stop
        feed.drop(keep)
        known = stop - keep


def _ends(
    text: str, spans: Sequence[Span], gaps: Sequence[int], scores: Scores, known: int, sizes: Sequence[int]
) -> list[int]:
    """Return where sentences end within a window (exclusive), its open last sentence left out.

    A name is never cut: between two capitals without a mark the net looks for headings and finds names too.
    """
    likely = scores.tags["end"][:, 0]
    inside = np.zeros(len(spans) + 1, dtype=bool)
    for scheme in _NAMED:
        best = scores.tags[scheme].argmax(axis=1)
        inside[: len(best)] |= (best > 0) & (best % 2 == 0)
    found = [
        index + 1
        for index in range(known, len(spans) - 1)
        if gaps[index + 1] == BLANK_LINE
        or (
            likely[index] > (_MARKED if text[spans[index][0] : spans[index][1]] in _FINAL else _BARE)
            and not inside[index + 1]
            and not _is_bullet(text, spans, gaps, index)
        )
    ]
    return list(_cut_long(found, likely, known, sizes))


def _cut_long(ends: Sequence[int], scores: Array, known: int, sizes: Sequence[int]) -> Iterator[int]:
    """Yield the ends with further cuts where a sentence is longer than the parser was trained on."""
    start = known
    for end in ends:
        while sum(sizes[start:end]) > LONGEST and end - start > 1:
            fitting = start + 1
            while fitting < end - 1 and sum(sizes[start : fitting + 1]) <= LONGEST:
                fitting += 1
            cut = _best_cut(scores, start, fitting)
            yield cut
            start = cut
        yield end
        start = end


def _best_cut(scores: Array, first: int, last: int) -> int:
    """Return the likeliest end of a sentence in the second half of tokens ``first`` to ``last`` (exclusive)."""
    low = first + (last - first) // 2
    return low + int(np.argmax(scores[low:last])) + 1


def _is_bullet(text: str, spans: Sequence[Span], gaps: Sequence[int], index: int) -> bool:
    """Whether a token is part of the mark that opens a list item: an item is not cut from its mark."""
    for opener in range(index, max(-1, index - 3), -1):
        if opener == 0 or gaps[opener] > 1:
            found = BULLET.match(text, spans[opener][0])
            return found is not None and spans[index][1] <= found.end()
    return False
