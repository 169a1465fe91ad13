"""What stands between two tokens: nothing, a space, or a line break of some kind.

Invariant: a gap depends on the text around it alone. A single line break is evidence, not a rule: texts wrapped at a
fixed column and texts with one paragraph a line are both common, so the net is told how long the broken line was.
"""

from __future__ import annotations

import re

GLUED, SPACED, AFTER_SHORT, AFTER_WRAPPED, AFTER_LONG, INDENTED, BLANK_LINE = range(7)
"""What stands before a token: nothing, space, a break after a short, wrapped or long line, an indent, a blank line."""

_SHORT_LINE, _LONG_LINE = 45, 110  # characters; wrapped texts break at 60 to 90
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|[\u2029\f]")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BULLET = re.compile(r"(?:[•‣◦▪●*·–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
"""The mark of a list item; it is never parted from its item."""


def gap_before(text: str, previous_end: int, start: int) -> int:
    """Class what stands between two tokens; ``previous_end`` is -1 before the first."""
    if previous_end < 0:
        return SPACED
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
    if len(tail) >= 2 or BULLET.match(text, start):
        return INDENTED
    length = previous_end - line
    return AFTER_SHORT if length < _SHORT_LINE else AFTER_WRAPPED if length <= _LONG_LINE else AFTER_LONG
