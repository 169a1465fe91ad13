"""Who speaks where: title, byline, article, captions, biography, comments, boilerplate.

Invariant: segments do not overlap and lie in order; what cannot be told stays ``article`` or unknown. A name is
given only where the text prints it, with its passage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from recount.intake.blocks import Block, Line, split_blocks
from recount.intake.comments import Comment, find_comments, list_lost_numbers
from recount.intake.letterheads import letterhead
from recount.intake.signatures import signature, speaks_for_itself
from recount.model.text import Author, Issue, Segment, Span, Voice
from recount.vocabulary import load

_TITLE_WORDS = 22
"""A heading has at most this many words (set on the headings of the train sets' news and web genres)."""
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*$")
_BYLINE = re.compile(r"^(?:by|from|written by|posted by)\s*:?\s+(?P<name>\S.{2,60})$", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:[A-Z\u00c0-\u00de][\w.'\u2019-]*)(?:\s+(?:(?:al|el|bin|ibn|de|da|van|von|der|di|la)[\s-])?[A-Z\u00c0-\u00de][\w.'\u2019-]*){1,4}$"
)
_MARKDOWN = re.compile(r"^#{1,6}\s+")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'\u2019-]{2,40}(?:,\s*\w+\.?\s+\d{1,2})?\s*(?:\([A-Za-z ]{2,30}\))?\s*(?:--|-|\u2013|\u2014)\s"
)


@dataclass(frozen=True, slots=True)
class Voices:
    """What the layout of a text says of its voices."""

    segments: tuple[Segment, ...]
    title: str | None
    author: Author
    kind: str
    issues: tuple[Issue, ...]


def find_voices(text: str, document: str, title: str | None = None) -> Voices:
    """Return the voices of ``text``. ``title`` is one the input gave; ``document`` the name issues are noted under."""
    blocks = split_blocks(text)
    if not blocks:
        return Voices((Segment("s1", "article", None, 0, len(text)),), title, Author(), "unknown", ())
    comments, article_end = find_comments(blocks)
    parts: list[tuple[int, int, Voice, str | None]] = []
    head = _read_head(blocks[:article_end], title)
    body = _without(blocks[:article_end], head.lines)
    biography = _biography(body, head.author)
    for block in body:
        if biography is not None and block.start == biography[0].start:
            parts.append((block.start, block.end, "biography", None))
            continue
        parts.extend(_body_parts(block))
    if head.title is not None:
        parts.append((*head.title, "title", None))
    if head.byline is not None:
        parts.append((*head.byline, "byline", None))
    lines = [line for block in blocks[:article_end] for line in block.lines]
    article_author = head.author or (biography[1] if biography else None)
    issuer = None
    if article_author is None:
        signed = signature(text, lines)
        issuer = letterhead(lines, own=signed is not None or speaks_for_itself(text)) or signed
    if issuer is not None:
        article_author, head = text[issuer.start : issuer.end], replace(head, author_span=issuer)
    parts.extend((c.start, c.end, "comment", c.speaker) for c in comments)
    author = _author(text, article_author, head, biography, comments)
    segments = _joined(parts, author.name)
    printed = title if title is not None else (" ".join(text[slice(*head.title)].split()) if head.title else None)
    lost = (*list_lost_numbers(comments, document), *_lost_ends(text, segments, document))
    return Voices(segments, printed, author, _kind(text, blocks, comments, biography is not None), lost)


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


@dataclass(frozen=True, slots=True)
class _Head:
    title: tuple[int, int] | None
    byline: tuple[int, int] | None
    author: str | None
    author_span: Span | None
    lines: int
    """Lines of the page that the head takes."""


def _read_head(blocks: list[Block], title: str | None) -> _Head:
    """Read headings and the byline off the top of a page."""
    lines = [
        (line, position == 0 or len(block.lines) > 1) for block in blocks for position, line in enumerate(block.lines)
    ]
    followed = [line for line, _ in lines]
    headings: list[Line] = []
    byline: Line | None = None
    author: str | None = None
    span: Span | None = None
    taken = 0
    for index, line in enumerate(followed[:6]):
        if index + 1 >= len(followed):
            break
        match = _BYLINE.match(line.text)
        if match and _NAME.match(_first_name(match.group("name"))) and not line.text.isupper():
            author = _first_name(match.group("name"))
            at = line.start + line.text.index(author)
            byline, span, taken = line, Span(at, at + len(author)), index + 1
            break
        if headings and _is_name_line(line.text) and _is_prose(followed[index + 1]):
            author, byline, span, taken = line.text, line, Span(line.start, line.end), index + 1
            break
        if not _is_heading(line, title) or not (_alone(blocks, line) or headings or title == line.text):
            break
        headings.append(line)
        taken = index + 1
    heading = (headings[0].start, headings[-1].end) if headings else None
    if heading is not None and _MARKDOWN.match(headings[0].text):
        heading = (heading[0] + len(_MARKDOWN.match(headings[0].text).group()), heading[1])  # type: ignore[union-attr]
    return _Head(heading, (byline.start, byline.end) if byline else None, author, span, taken)


def _is_name_line(text: str) -> bool:
    """Whether a line is a name alone; in capitals it is rather a heading."""
    return _NAME.match(text) is not None and len(text.split()) <= 4 and not text.isupper()


def _first_name(text: str) -> str:
    """Return the name at the start of a byline, without what follows a comma, bar or bracket."""
    return re.split(r"\s*[,|(;\u2013\u2014]|\s+(?:and|in|on|for|at)\s", text, maxsplit=1)[0].strip()


def _is_prose(line: Line) -> bool:
    return len(line.text.split()) > 8 or bool(_SENTENCE_END.search(line.text))


def _is_heading(line: Line, title: str | None) -> bool:
    if title is not None and line.text == title.strip():
        return True
    words = line.text.split()
    if _MARKDOWN.match(line.text):
        return True
    ends = _SENTENCE_END.search(line.text)
    return 2 <= len(words) <= _TITLE_WORDS and (not ends or line.text.endswith("?")) and line.text[-1] not in ",;:-"


def _alone(blocks: list[Block], line: Line) -> bool:
    """Whether a line is a block of its own with something after it, or the first line of the page."""
    for block in blocks:
        if block.lines[0] is line:
            return len(block.lines) == 1 and block is not blocks[-1]
    return False


def _without(blocks: list[Block], lines: int) -> list[Block]:
    """Return the blocks without the page's first ``lines`` lines."""
    rest: list[Block] = []
    for block in blocks:
        if lines >= len(block.lines):
            lines -= len(block.lines)
            continue
        rest.append(Block(block.lines[lines:]) if lines else block)
        lines = 0
    return rest


@cache
def _caption_pattern() -> re.Pattern[str]:
    words = "|".join(load("voices")["captions"])
    return re.compile(rf"^(?:{words})\b[^.:]{{0,20}}:", re.IGNORECASE)


@cache
def _boilerplate_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in load("voices")["boilerplate"]), re.IGNORECASE)


def _body_parts(block: Block) -> list[tuple[int, int, Voice, str | None]]:
    """Return the voices inside one block: captions and page furniture are lines of their own."""
    parts: list[tuple[int, int, Voice, str | None]] = []
    for line in block.lines:
        voice: Voice = "article"
        if len(line.text.split()) <= 30 and _caption_pattern().match(line.text):
            voice = "caption"
        elif len(line.text.split()) <= 12 and _boilerplate_pattern().fullmatch(line.text):
            voice = "boilerplate"
        if parts and parts[-1][2] == voice == "article":
            parts[-1] = (parts[-1][0], line.end, voice, None)
        else:
            parts.append((line.start, line.end, voice, None))
    return parts


def _biography(body: list[Block], author: str | None) -> tuple[Block, str, Span] | None:
    """Return the block that tells of its author, the name and its span: the last short one that opens with a name."""
    words = load("voices")
    verbs = "|".join(words["biography_verbs"])
    opening = re.compile(
        rf"^(?P<name>(?:[A-Z][\w.'\u2019-]*\s+){{1,8}}?[A-Z][\w.'\u2019-]*)(?:,? (?:{verbs})\b|, (?:an?|the)\b)"
    )
    known = frozenset(words["biography_words"])
    for block in reversed(body[-2:]):
        text = block.text
        match = opening.match(text)
        if match is None or len(text.split()) > 80 or not known.intersection(re.findall(r"[a-z]+", text.lower())):
            continue
        name = match.group("name")
        surname = name.split()[-1]
        elsewhere = " ".join(other.text for other in body if other is not block)
        if name == author or surname not in elsewhere:
            return block, name, Span(block.start, block.start + len(name))
    return None


def _author(
    text: str,
    name: str | None,
    head: _Head,
    biography: tuple[Block, str, Span] | None,
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


def _joined(parts: list[tuple[int, int, Voice, str | None]], author: str | None) -> tuple[Segment, ...]:
    """Return segments in order, neighbours of the article's voice as one."""
    joined: list[tuple[int, int, Voice, str | None]] = []
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
