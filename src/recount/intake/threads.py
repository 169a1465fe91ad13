"""Readers' comments told by their openings: "Name says:", "Name 3 days ago", "Name · 12 March 2021 at 10:14 am".

Invariant: lines that have the shape of an opening are comments only on evidence of a page's readers: a heading over
them, controls below them, the hour of writing, logins, words to the page. Who speaks inside an article, a witness or
a minister, has none, and stays article.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recount.intake.blocks import Line
from recount.intake.comments import Comment, is_heading
from recount.intake.furniture import is_tool
from recount.intake.openings import Opening, find_openings, is_handle, words_of_pages

_ARTICLE = 20
"""Words of an article that stand before its comments at least."""
_ENOUGH = 2
"""Points of evidence that make openings comments (set on pages of our own: interviews and testimonies reach one)."""
_NEAR = 3
"""Lines between a heading for comments and the first of them at most."""
_QUOTE = ('"', "\u201c", "\u2018", "'", "\u00ab", "\u201e")
_WORD = re.compile(r"@|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Thread:
    """Comments below an article, the line at which they or the heading over them begin, and that heading's lines."""

    first: int
    comments: tuple[Comment, ...]
    headings: tuple[int, ...]


def find_thread(lines: Sequence[Line], aside: Collection[int] = ()) -> Thread | None:
    """Return the comments below an article, None where there are none.

    ``aside`` are the indices of lines that are furniture; those at the end of a comment are left out of it.
    """
    openings = [one for one in find_openings(lines) if one.first not in aside or one.shape != "over"]
    before = 0
    words = [0]
    for line in lines:
        before += len(line.text.split())
        words.append(before)
    openings = [one for one in openings if words[one.first] >= _ARTICLE]
    heading = _heading(lines, openings)
    if heading is not None:
        openings = [one for one in openings if one.first > heading]
    openings = _consistent(lines, openings, headed=heading is not None)
    if not openings or (len(openings) < 2 and heading is None):
        return None
    ends = [*(one.first for one in openings[1:]), len(lines)]
    bodies = [[at for at in range(one.body, end) if at not in aside] for one, end in zip(openings, ends, strict=True)]
    if _points(lines, openings, bodies, ends, headed=heading is not None) < _ENOUGH:
        return None
    comments = []
    for one, body in zip(openings, bodies, strict=True):
        while body and is_tool(lines[body[-1]].text):
            body.pop()
        last = body[-1] if body else one.body - 1
        start = lines[one.first].start
        comments.append(Comment(one.first, last + 1, None, one.name, start, lines[last].end))
    first = openings[0].first if heading is None else heading
    return Thread(first, tuple(comments), tuple(range(first, openings[0].first)))


def _heading(lines: Sequence[Line], openings: Sequence[Opening]) -> int | None:
    """Return the line of the heading that stands over the first opening below it."""
    for index, line in enumerate(lines):
        if index and is_heading(line.text):
            below = next((one.first for one in openings if one.first > index), None)
            if below is not None and below - index <= _NEAR:
                return index
    return None


def _consistent(lines: Sequence[Line], openings: list[Opening], *, headed: bool) -> list[Opening]:
    """Return the openings of the page's most frequent shape with the others of readers among them."""
    kept = []
    for one in openings:
        body = lines[one.body].text if one.body < len(lines) else ""
        quoted = one.shape == "says" and one.time == "none" and body.startswith(_QUOTE) and not headed
        if not quoted:
            kept.append(one)
    shapes = [one.shape for one in kept]
    if not shapes:
        return []
    main = max(sorted(set(shapes)), key=shapes.count)
    first = next(index for index, one in enumerate(kept) if one.shape == main)
    return kept[first:] if shapes.count(main) >= 2 or headed else []


def _points(
    lines: Sequence[Line],
    openings: Sequence[Opening],
    bodies: Sequence[Sequence[int]],
    ends: Sequence[int],
    *,
    headed: bool,
) -> int:
    """Return how much speaks for readers of a page rather than for people of a story."""
    half = (len(openings) + 1) // 2
    reader = frozenset(words_of_pages("reader_words"))
    tools = sum(
        any(is_tool(lines[at].text) for at in range(one.body, end)) for one, end in zip(openings, ends, strict=True)
    )
    speaking = 0
    for one, body in zip(openings, bodies, strict=True):
        others = {other.name.split()[0].lower() for other in openings if other.name != one.name}
        said = {word for at in body for word in _WORD.findall(lines[at].text.lower())}
        speaking += bool(said & reader or said & others)
    turns = len(openings) >= 4 and len({one.name for one in openings}) <= 2
    points = 2 * headed + 2 * (tools >= half)
    points += 2 * (sum(one.time == "ago" for one in openings) >= half)
    points += sum(one.time == "clock" for one in openings) >= half
    points += sum(one.time != "none" and one.shape == "says" for one in openings) >= half
    points += any(is_handle(one.name) for one in openings)
    points += speaking >= half
    empty = sum(not body for body in bodies)
    return 0 if empty > half else points - 2 * turns
