"""What the lines of a page are before its voices are read: article, comments, furniture.

Invariant: every line is in one place only; what a file's own marks say of a line stands before what its look says.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recount.intake.blocks import Block, Line
from recount.intake.comments import Comment, find_comments, is_heading
from recount.intake.formats.extract import Mark
from recount.intake.furniture import find_furniture
from recount.intake.headlines import find_headline
from recount.intake.mastheads import find_masthead
from recount.intake.openings import find_openings
from recount.intake.threads import find_thread
from recount.model.text import Span


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of the article, the comments below it, what is furniture, and what the file itself marks."""

    article: list[Block]
    comments: list[Comment]
    furniture: list[Span]
    marks: list[Mark]
    headline: Span | None = None


def lay_out(blocks: list[Block], title: str | None, marks: Sequence[Mark] = ()) -> Layout:
    """Return the layout of a page. ``title`` is the headline its input states, ``marks`` what its file says."""
    covered = [Span(mark.start, mark.end) for mark in marks]
    blocks = _picked(blocks, [line for block in blocks for line in block.lines if not _inside(line, covered)])
    lines = [line for block in blocks for line in block.lines]
    said = [Comment(0, 0, None, mark.speaker, mark.start, mark.end) for mark in marks if mark.voice == "comment"]
    others = [mark for mark in marks if mark.voice != "comment"]
    openings = {at for one in find_openings(lines) for at in range(one.first, one.body)}
    stops = openings | {at for at, line in enumerate(lines) if is_heading(line.text)}
    aside = find_furniture(lines, stops)
    headline = find_headline(lines, title, aside)
    if title is None and headline.span is None and not marks:
        headline = find_masthead(lines, aside)
    aside |= headline.furniture
    starts = {block.lines[0].start for block in blocks}
    firsts = {at for at, line in enumerate(lines) if line.start in starts}
    thread = None if said else find_thread(lines, aside, firsts)
    if thread is not None:
        said = list(thread.comments)
        aside |= set(thread.furniture)
    kept = [_cut(line, headline.span) for at, line in enumerate(lines) if at not in aside]
    if thread is not None:
        kept = [line for line in kept if line.start < lines[thread.first].start]
    article = _picked(blocks, kept)
    if not said:
        numbered, end = find_comments(article)
        said, article = numbered, article[:end]
    spans = [Span(lines[at].start, lines[at].end) for at in sorted(aside) if not _inside(lines[at], said)]
    return Layout(article, said, sorted([*spans, *headline.rest]), others, headline.span)


def _inside(line: Line, spans: Collection[Span] | Collection[Comment]) -> bool:
    return any(span.start < line.end and line.start < span.end for span in spans)


def _cut(line: Line, headline: Span | None) -> Line:
    """Return the part of the line that is the headline, another line as it is."""
    if headline is None or not line.start <= headline.start < headline.end <= line.end:
        return line
    text = line.text[headline.start - line.start : headline.end - line.start]
    return Line(headline.start, headline.end, line.indent, text)


def _picked(blocks: list[Block], lines: Sequence[Line]) -> list[Block]:
    """Return the blocks with those lines only (a line that was cut in place of the whole one)."""
    kept = iter(lines)
    line = next(kept, None)
    picked = []
    for block in blocks:
        inside = []
        while line is not None and line.start < block.end:
            inside.append(line)
            line = next(kept, None)
        if inside:
            picked.append(Block(tuple(inside)))
    return picked
