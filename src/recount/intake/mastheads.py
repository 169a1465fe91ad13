"""The head of a page pasted as text: name of the site, menus and weather above, then headline, byline, time.

Invariant: only lines above the headline that are no sentences are called furniture, and only where a byline or the time
of publication stands below it, before the first prose.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from recount.intake.blocks import Line
from recount.intake.headlines import Headline, is_prose
from recount.intake.heads import is_byline, is_dateline
from recount.intake.openings import is_time
from recount.model.text import Span

_TOP = 45
"""Lines of a page among which its head ends."""
_LINES = 7
"""Lines up to the byline from which what stands above the headline is a page's head even where none of it is known as
furniture; fewer are the name of a paper or a letterhead."""
_LEAST = 4
"""Words of a headline at least."""
_DECK = 3
"""Lines that headline and deck take at most."""
_GAP = 1
"""Characters between two lines of one block at most."""
_SHORT = 3
"""Lines with fewer words than a headline between it and the byline at most: a place, a rank."""


def find_masthead(lines: Sequence[Line], aside: Collection[int]) -> Headline:
    """Return the headline that stands above byline or time of publication, and what stands above it as furniture."""
    prose = next((at for at, line in enumerate(lines[:_TOP]) if is_prose(line.text)), None)
    signed = next((at for at in range(1, prose or 0) if _signs(lines, at)), None)
    if signed is None or (signed < _LINES and not any(at in aside for at in range(signed))):
        return Headline()
    above = [at for at in range(signed) if at not in aside and not is_time(lines[at].text)]
    short = 0
    while above and len(lines[above[-1]].text.split()) < _LEAST and short < _SHORT:
        above.pop()
        short += 1
    title: int | None = None
    for at in above[: -_DECK - 1 : -1]:
        if len(lines[at].text.split()) < _LEAST or lines[at].text.endswith((":", ",", ";")):
            break
        if title is not None and lines[title].start - lines[at].end > _GAP and _words(lines, title) >= _LEAST + 1:
            break  # a blank line between them: what stands above is not the same head
        title = at
    if title is None:
        return Headline()
    return Headline(Span(lines[title].start, lines[title].end), frozenset(at for at in above if at < title))


def _words(lines: Sequence[Line], index: int) -> int:
    return len(lines[index].text.split())


def _signs(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a byline or says when the page was published."""
    text = lines[index].text
    return is_byline(text) or (is_dateline(text) and _words(lines, index - 1) > 1)
