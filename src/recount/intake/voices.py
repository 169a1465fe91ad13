"""Who speaks where: title, byline, article, captions, biography, comments, boilerplate.

Invariant: segments do not overlap and lie in order; what cannot be told stays ``article`` or unknown. A name is
given only where the text prints it, with its passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.intake.biographies import find_biography
from recount.intake.blocks import Block, split_blocks
from recount.intake.captions import is_caption, is_credit
from recount.intake.comments import Comment, list_lost_numbers
from recount.intake.formats.extract import Mark
from recount.intake.heads import Head, read_head
from recount.intake.layout import lay_out
from recount.intake.letterheads import letterhead
from recount.intake.signatures import signature, speaks_for_itself
from recount.model.text import Author, Issue, Segment, Span, Voice
from recount.vocabulary import load

_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'\u2019-]{2,40}(?:,\s*\w+\.?\s+\d{1,2})?\s*(?:\([A-Za-z ]{2,30}\))?\s*(?:--|-|\u2013|\u2014)\s"
)


Part = tuple[int, int, Voice, str | None]
"""A stretch of text with its voice and speaker."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What the layout of a text says of its voices."""

    segments: tuple[Segment, ...]
    title: str | None
    author: Author
    kind: str
    issues: tuple[Issue, ...]


def find_voices(text: str, document: str, title: str | None = None, marks: Sequence[Mark] = ()) -> Voices:
    """Return the voices of ``text``.

    ``title`` is one the input gave; ``document`` the name issues are noted under; ``marks`` are the voices that the
    file itself tells, whole lines in order.
    """
    blocks = split_blocks(text)
    if not blocks:
        return Voices((Segment("s1", "article", None, 0, len(text)),), title, Author(), "unknown", ())
    layout = lay_out(blocks, title, marks)
    comments = layout.comments
    parts: list[Part] = [(mark.start, mark.end, mark.voice, mark.speaker) for mark in layout.marks]
    shown = text[layout.headline.start : layout.headline.end] if layout.headline is not None else None
    head = read_head(layout.article, title or shown, layout.headline.start if layout.headline else 0)
    body = _without(layout.article, head.lines)
    told = any(mark.voice == "biography" for mark in layout.marks)
    biography = None if told else find_biography(body, head.author)
    for block in body:
        if biography is not None and block.end == biography[0].end:
            parts.append((biography[0].start, block.end, "biography", None))
            block = Block(tuple(line for line in block.lines if line.end < biography[0].start))
            if not block.lines:
                continue
        parts.extend(_body_parts(block))
    if head.title is not None:
        parts.append((*head.title, "title", None))
    if head.byline is not None:
        parts.append((*head.byline, "byline", None))
    lines = [line for block in layout.article for line in block.lines]
    article_author = head.author or (biography[1] if biography else None)
    issuer = None
    if article_author is None:
        signed = signature(text, lines)
        issuer = letterhead(lines, own=signed is not None or speaks_for_itself(text)) or signed
    if issuer is not None:
        article_author, head = text[issuer.start : issuer.end], replace(head, author_span=issuer)
    parts.extend((c.start, c.end, "comment", c.speaker) for c in comments)
    author = _author(text, article_author, head, biography, comments)
    told_first = [Span(mark.start, mark.end) for mark in layout.marks]
    told_first += [Span(*place) for place in (head.title, head.byline) if place is not None]
    parts = _carved(parts, [*layout.furniture, *told_first], text)
    parts.extend((span.start, span.end, "boilerplate", None) for span in layout.furniture)
    segments = _joined(parts, author.name)
    headings = [text[start:end] for start, end, voice, _ in sorted(parts) if voice == "title"]
    printed = title if title is not None else (" ".join((shown or " ".join(headings)).split()) or None)
    lost = (*list_lost_numbers(comments, document), *_lost_ends(text, segments, document))
    return Voices(segments, printed, author, _kind(text, blocks, comments, biography is not None or told), lost)


def _carved(parts: list[Part], holes: list[Span], text: str) -> list[Part]:
    """Return the parts without the characters of the holes, of which a part holds all or none."""
    carved: list[Part] = []
    for start, end, voice, speaker in parts:
        at = start
        for hole in sorted(holes):
            if at <= hole.start and hole.end <= end and (hole.start, hole.end) != (start, end):
                if text[at : hole.start].strip():
                    carved.append((at, at + len(text[at : hole.start].rstrip()), voice, speaker))
                at = hole.end
        while at < end and at > start and text[at].isspace():
            at += 1
        if at < end:
            carved.append((at, end, voice, speaker))
    return carved


def _lost_ends(text: str, segments: tuple[Segment, ...], document: str) -> tuple[Issue, ...]:
    """Return an issue row for each comment or last voice that ends in a colon: what it pointed to is lost."""
    return tuple(
        Issue(
            document,
            "intake",
            f"{segment.voice} {segment.id} ends in a colon: what it points to is missing",
            (text[max(segment.start, segment.end - 40) : segment.end],),
        )
        for segment in segments
        if text[segment.start : segment.end].endswith(":") and (segment.voice == "comment" or segment is segments[-1])
    )


def _without(blocks: list[Block], taken: frozenset[int]) -> list[Block]:
    """Return the blocks without the lines that begin at the characters of ``taken``."""
    rest = [tuple(line for line in block.lines if line.start not in taken) for block in blocks]
    return [Block(lines) for lines in rest if lines]


def _body_parts(block: Block) -> list[Part]:
    """Return the voices inside one block: captions are lines of their own."""
    parts: list[Part] = []
    for line in block.lines:
        voice: Voice = "article"
        if is_caption(line.text) or (len(block.lines) == 2 and is_credit(block.lines[1].text)):
            voice = "caption"  # the second line of two says whose the picture is
        if parts and parts[-1][2] == voice == "article":
            parts[-1] = (parts[-1][0], line.end, voice, None)
        else:
            parts.append((line.start, line.end, voice, None))
    return parts


def _author(
    text: str,
    name: str | None,
    head: Head,
    biography: tuple[Block, str | None, Span | None] | None,
    comments: list[Comment],
) -> Author:
    if name is not None:
        spans = [span for span in (head.author_span, biography[2] if biography else None) if span is not None]
        return Author(name, "stated", tuple(sorted(spans)))
    return _addressed(text, comments)


def _addressed(text: str, comments: list[Comment]) -> Author:
    """Return the person with a title whom two or more comments name and address, as the inferred author."""
    titles = "|".join(word.capitalize() for word in load("voices")["honorifics"])
    pattern = re.compile(rf"\b(?:{titles})\.? [A-Z][\w'\u2019-]+")
    comment_start = comments[0].start if comments else len(text)
    found: dict[str, list[Span]] = {}
    for comment in comments:
        seen: dict[str, Span] = {}
        for match in pattern.finditer(text, comment.start, comment.end):
            seen.setdefault(match.group(), Span(match.start(), match.end()))
        for name, span in seen.items():
            found.setdefault(name, []).append(span)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    for name, spans in ranked:
        if len(spans) >= 2 and name not in text[:comment_start]:
            return Author(name, "inferred", tuple(spans))
    return Author()


def _joined(parts: list[Part], author: str | None) -> tuple[Segment, ...]:
    """Return segments in order, neighbours of the article's voice as one."""
    joined: list[Part] = []
    for start, end, voice, speaker in sorted(parts):
        if joined and voice == "article" and joined[-1][2] == "article":
            joined[-1] = (joined[-1][0], end, voice, None)
        else:
            joined.append((start, end, voice, speaker))
    return tuple(
        Segment(
            f"s{number}", voice, author if voice in ("article", "title") and speaker is None else speaker, start, end
        )
        for number, (start, end, voice, speaker) in enumerate(joined, 1)
    )


def _kind(text: str, blocks: list[Block], comments: list[Comment], biography: bool) -> str:
    """Return a neutral word for the kind of document, from its layout and its own heading."""
    top = " ".join(block.text for block in blocks[:2])[:400].lower()
    kinds: dict[str, list[str]] = load("voices")["kinds"]
    for kind, words in kinds.items():
        if any(word in top for word in words):
            return kind
    if comments:
        return "article with comments"
    if biography:
        return "signed article"
    if any(_DATELINE.match(block.text) for block in blocks[:3]):
        return "news report"
    return "unknown"
