"""Comments told by what stands below them: a name, some lines, then controls and the age of the comment.

Invariant: a name is a line of its own right behind the controls of what stands before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from recount.intake.blocks import Line
from recount.intake.furniture import is_tool
from recount.intake.openings import Opening, is_name, is_time, words_of_pages

_NAME_WORDS = 4
_LEAST = 2
"""Lines of controls below a comment at least, and comments of a page."""


def find_trailed(lines: Sequence[Line], aside: Collection[int] = ()) -> list[Opening]:
    """Return the openings of the comments that have controls below them, none where there are fewer than two."""
    found: list[Opening] = []
    index = 1
    while index < len(lines):
        ended = is_control(lines[index - 1].text) or index - 1 in aside
        body = _body(lines, index) if ended and _may_open(lines[index].text) else None
        end = _words_end(lines, body) if body is not None else None
        if body is None or end is None:
            index += 1
            continue
        found.append(Opening(index, body, lines[index].text, "over", "ago"))
        index = end
    return found if len(found) >= _LEAST else []


def is_control(text: str) -> bool:
    """Whether a line is a control of a comment, its age, or a count."""
    return is_tool(text) or is_time(text) or text.isdigit() or text.lower() == "edited"


def _may_open(text: str) -> bool:
    return len(text.split()) <= _NAME_WORDS and is_name(text) and not is_control(text) and text[-1] not in ".:!?,"


def _body(lines: Sequence[Line], index: int) -> int | None:
    """Return the line at which the words of a comment begin, behind a badge below the name."""
    body = index + 1
    if body < len(lines) and lines[body].text.lower() in words_of_pages("badges"):
        body += 1
    return body if body < len(lines) and not is_control(lines[body].text) else None


def _words_end(lines: Sequence[Line], body: int) -> int | None:
    """Return the first of the controls below a comment, None where the next lines are none."""
    end = next((at for at in range(body + 1, len(lines)) if is_control(lines[at].text)), None)
    if end is None:
        return None
    below = [at for at in range(end, min(end + 6, len(lines))) if is_control(lines[at].text)]
    run = sum(at == end + place for place, at in enumerate(below))
    told = any(is_tool(lines[at].text) for at in range(end, end + run))
    return end + run if run >= _LEAST and told else None
