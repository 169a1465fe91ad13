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
from recount.intake.signed import find_signed
from recount.intake.trailed import find_trailed, is_control

_ARTICLE = 20
"""Words of an article that stand before its comments at least."""
_ENOUGH = 2
"""Points of evidence that make openings comments (set on pages of our own: interviews and testimonies reach one)."""
_TAIL = 24
"""Words up to which a line behind the last comment's controls is furniture of the page's foot."""
_NEAR = 4
"""Lines between a heading for comments and the first of them at most."""
_QUOTE = ('"', "\u201c", "\u2018", "'", "\u00ab", "\u201e")
_WORD = re.compile(r"@|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Thread:
    """Comments below an article, the line at which they or the heading over them begin, and the lines between them."""

    first: int
    comments: tuple[Comment, ...]
    furniture: tuple[int, ...]


def find_thread(lines: Sequence[Line], aside: Collection[int] = (), firsts: Collection[int] = ()) -> Thread | None:
    """Return the comments below an article, None where there are none.

    ``aside`` are the indices of lines that are furniture; those at the end of a comment are left out of it.
    ``firsts`` are those of lines behind a blank one, where the name of another commenter may stand.
    """
    openings = [one for one in find_openings(lines) if one.first not in aside or one.shape != "over"]
    trailed = find_trailed(lines, aside)
    if len(trailed) > len(openings):
        openings = trailed
    before = 0
    words = [0]
    for line in lines:
        before += len(line.text.split())
        words.append(before)
    behind = [one for one in openings if words[one.first] >= _ARTICLE]
    letters = _letters(lines, behind)
    if letters is not None:
        return letters
    heading = _heading(lines, openings)  # under a heading an article may be as short as it likes
    openings = behind if heading is None else [one for one in openings if one.first > heading]
    openings = _consistent(lines, openings, headed=heading is not None)
    if not openings or (len(openings) < 2 and heading is None):
        return None
    ends = [*(one.first for one in openings[1:]), len(lines)]
    bodies = [[at for at in range(one.body, end) if at not in aside] for one, end in zip(openings, ends, strict=True)]
    if _points(lines, openings, bodies, ends, headed=heading is not None) < _ENOUGH:
        return None
    return _thread(lines, aside, _others(lines, openings, aside, firsts), heading)


def _letters(lines: Sequence[Line], openings: Sequence[Opening]) -> Thread | None:
    """Return the letters of readers, signed below, where a heading for them has no comments of another kind."""
    for index, line in enumerate(lines):
        if index and is_heading(line.text) and not any(one.first > index for one in openings):
            signed, end = find_signed(lines, index)
            if signed:
                return Thread(index, tuple(signed), (index, *range(end, len(lines))))
    return None


def _others(
    lines: Sequence[Line], openings: list[Opening], aside: Collection[int], firsts: Collection[int]
) -> list[Opening]:
    """Return the openings with those between them whose names are unusual: same shape, at the head of a block."""
    shapes = {(one.shape, one.time) for one in openings if one.time != "none"}
    begun = {
        at for at in range(openings[0].first, len(lines)) if at in firsts or at - 1 in aside or _ends(lines, at - 1)
    }
    known = {one.first for one in openings}
    more = [
        one
        for one in find_openings(lines, begun - {at for one in openings for at in range(one.first, one.body)})
        if one.first >= openings[0].first
        and (one.first in known or (one.first in begun and (one.shape, one.time) in shapes))
    ]
    return more if len(more) > len(openings) else openings


def _ends(lines: Sequence[Line], index: int) -> bool:
    return is_control(lines[index].text)


def _thread(lines: Sequence[Line], aside: Collection[int], openings: list[Opening], heading: int | None) -> Thread:
    """Return the comments of the openings; what stands behind the last one's controls is furniture."""
    comments, outside = [], set[int]()
    ends = [*(one.first for one in openings[1:]), len(lines)]
    for one, end in zip(openings, ends, strict=True):
        body = list(range(one.body, end))
        if end == len(lines):
            body = list(range(one.body, _foot(lines, aside, one.body + 1)))
        while body and (body[-1] in aside or _ends(lines, body[-1])):
            body.pop()
        last = body[-1] if body else one.body - 1
        outside |= set(range(last + 1, end))
        comments.append(Comment(one.first, last + 1, None, one.name, lines[one.first].start, lines[last].end))
    first = openings[0].first if heading is None else heading
    while heading is None and first > 1 and (first - 1 in aside or is_tool(lines[first - 1].text)):
        first -= 1
    return Thread(first, tuple(comments), tuple(sorted({*range(first, openings[0].first), *outside})))


def _foot(lines: Sequence[Line], aside: Collection[int], first: int) -> int:
    """Return the line behind ``first`` from which nothing but the foot of the page stands below the last comment."""
    long = [at for at in range(first, len(lines)) if len(lines[at].text.split()) > _TAIL and at not in aside]
    for at in range(max([first, *(at + 1 for at in long)]), len(lines)):
        if at in aside or is_tool(lines[at].text) or is_heading(lines[at].text):
            return at
    return len(lines)


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
