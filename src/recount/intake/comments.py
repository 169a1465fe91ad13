"""Readers' comments below an article, also those that have lost their number.

A numbered block opens a comment; so does an unnumbered block that stands at the numbers' indentation where the
numbering has a gap, or that opens with a greeting. Deeper blocks continue the comment before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recount.intake.blocks import Block, Line
from recount.model.text import Issue
from recount.vocabulary import load

_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
_SAYS = re.compile(
    r"^(?P<name>[^\W\d_][\w .'\u2019-]{1,40}?)(?: says| said| wrote| commented)?(?: on .{4,40}| at .{4,30})?\s*:$"
)


@dataclass(frozen=True, slots=True)
class Comment:
    """Blocks ``first`` to ``last`` (exclusive) of one comment, its printed number and its writer's printed name."""

    first: int
    last: int
    number: int | None
    speaker: str | None
    start: int
    end: int


def find_comments(blocks: list[Block]) -> tuple[list[Comment], int]:
    """Return the comments that close a page and the index of the first block that belongs to them.

    Without comments the index is ``len(blocks)``.
    """
    heading = _heading(blocks)
    first = _first_numbered(blocks, heading)
    if first is None:
        return _headed(blocks, heading) if heading is not None else ([], len(blocks))
    region = heading if heading is not None and heading < first else first
    openings = _openings(blocks, first)
    comments = []
    for (at, number), (end, _) in zip(openings, [*openings[1:], (len(blocks), None)], strict=True):
        start = blocks[at].start
        if number is not None:
            match = _NUMBERED.match(blocks[at].lines[0].text)
            start += match.end() if match else 0
        comments.append(Comment(at, end, number, _signature(blocks[at:end]), start, blocks[end - 1].end))
    if not _sounds_like_comments(blocks, comments):
        return [], len(blocks)
    return comments, region


def list_lost_numbers(comments: list[Comment], document: str) -> tuple[Issue, ...]:
    """Return one issue row for each comment that has lost its number."""
    if not any(comment.number for comment in comments):
        return ()
    return tuple(
        Issue(document, "intake", f"comment {position} has lost its number on the page; it was found by its place")
        for position, comment in enumerate(comments, 1)
        if comment.number is None
    )


def is_heading(text: str) -> bool:
    """Whether a line is a heading over comments."""
    words = text.rstrip(":")
    return len(words) < 60 and any(pattern.fullmatch(words) for pattern in _headings())


@cache
def _headings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load("voices")["comment_headings"])


def _heading(blocks: list[Block]) -> int | None:
    return next((index for index in range(1, len(blocks)) if is_heading(blocks[index].lines[0].text)), None)


def _number(block: Block) -> int | None:
    match = _NUMBERED.match(block.lines[0].text)
    return int(match.group(1)) if match else None


def _first_numbered(blocks: list[Block], heading: int | None) -> int | None:
    for index in range(1 if heading is None else heading, len(blocks)):
        if _number(blocks[index]) == 1:
            return index
    return None


def _openings(blocks: list[Block], first: int) -> list[tuple[int, int | None]]:
    """Return the block index and number of each comment's opening."""
    greetings = frozenset(load("voices")["greetings"])
    indent = blocks[first].indent
    openings: list[tuple[int, int | None]] = []
    expected = 1
    for index in range(first, len(blocks)):
        block = blocks[index]
        number = _number(block)
        if number is not None and number >= expected and number - expected <= 5:
            openings.append((index, number))
            expected = number + 1
        elif number is None and block.indent <= indent and (indent > 0 or _greets(block, greetings)):
            openings.append((index, None))
            expected += 1
    return openings


def _greets(block: Block, greetings: frozenset[str]) -> bool:
    words = _WORD.findall(block.lines[0].text.lower())
    return bool(words) and words[0] in greetings


def _headed(blocks: list[Block], heading: int) -> tuple[list[Comment], int]:
    """Return comments under a heading, each opened by a line ``Name says:``."""
    comments: list[Comment] = []
    openings = [
        (index, match.group("name").strip())
        for index in range(heading + 1, len(blocks))
        if (match := _SAYS.match(blocks[index].lines[0].text))
    ]
    ends = [at for at, _ in openings[1:]] + [len(blocks)]
    for (at, name), end in zip(openings, ends, strict=False):
        comments.append(Comment(at, end, None, name, blocks[at].start, blocks[end - 1].end))
    return (comments, heading) if comments else ([], len(blocks))


def _signature(blocks: list[Block]) -> str | None:
    """Return the name under a closing formula, where the comment's last two lines are one."""
    lines: list[Line] = [line for block in blocks for line in block.lines]
    if len(lines) < 3:
        return None
    formula, name = lines[-2].text, lines[-1].text
    words = _WORD.findall(formula.lower())
    signs = frozenset(load("voices")["sign_offs"])
    parts = name.split()
    is_name = 1 <= len(parts) <= 4 and all(part[:1].isupper() for part in parts) and not name.endswith((".", "!", "?"))
    return name if is_name and len(words) <= 4 and any(word in signs for word in words) else None


def _sounds_like_comments(blocks: list[Block], comments: list[Comment]) -> bool:
    """Whether most items speak to a writer or a page, as comments do and numbered lists do not."""
    words = frozenset(load("voices")["comment_words"])
    speaking = 0
    for comment in comments:
        text = " ".join(block.text for block in blocks[comment.first : comment.last]).lower()
        speaking += len(words.intersection(_WORD.findall(text))) >= 2
    return len(comments) >= 2 and speaking * 2 >= len(comments)
