"""Letters of readers, each above the name of its writer: "— Name, Town", below a heading for them.

Invariant: without a heading for readers' words nothing is a letter; a dash before a sentence signs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.intake.blocks import Line
from recount.intake.comments import Comment
from recount.intake.openings import may_be_name

_SIGNED = re.compile(r"(?:--+|[\u2014\u2013~])\s*(?P<name>\S.*)")
_LEAST = 2
"""Letters below a heading at least."""


def find_signed(lines: Sequence[Line], heading: int) -> tuple[list[Comment], int]:
    """Return the letters below a heading and the line behind the last of them; none where fewer than two are signed."""
    found: list[Comment] = []
    begin = heading + 1
    for index in range(heading + 1, len(lines)):
        match = _SIGNED.fullmatch(lines[index].text)
        if match is None or not may_be_name(match.group("name")):
            continue
        if index > begin:
            found.append(Comment(begin, index + 1, None, match.group("name"), lines[begin].start, lines[index].end))
        begin = index + 1
    return (found, begin) if len(found) >= _LEAST else ([], heading)
