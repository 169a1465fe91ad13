"""The head of a page: its headings and byline, read off the top.

Invariant: a name is the author's only on a line of its own or behind "by", as the page prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from recount.intake.blocks import Block, Line
from recount.intake.furniture import is_furniture, is_menu_entry
from recount.intake.openings import is_time, name_in
from recount.model.text import Span
from recount.vocabulary import load

_TITLE_WORDS = 22
"""A heading has at most this many words (set on the headings of the train sets' news and web genres)."""
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)]*$")
_BYLINE = re.compile(
    r"^(?:(?:(?:story|text|words|photos|report(?:ed|ing)?|article|written|posted|published)(?: and \w+)? )?by\s*:?"
    r"|from|(?:story|text|words|report(?:er|ing)?|author|writer)\s*:)\s+(?P<name>\S.{2,60})$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:posted|published|submitted|written|added)\b.{0,50}?\bby\s+(?P<name>\S.{1,40})$", re.IGNORECASE
)
"""A byline that says when before it says who; here a login is a name too."""
_NAME = re.compile(
    r"^(?:[A-Z\u00c0-\u00de][\w.'\u2019-]*)(?:\s+(?:(?:al|el|bin|ibn|de|da|van|von|der|di|la)[\s-])?[A-Z\u00c0-\u00de][\w.'\u2019-]*){1,4}$"
)
_DECK = 4
"""Lines below a headline that may hold its deck and then the byline."""
_DECK_WORDS = 35
_SHOUTED = 5
"""Words of a byline in capitals at most."""
_RANK = 6
"""Words of a line that says what an author does at most."""
_HEAD = 7
"""Lines at the top of a page among which its byline stands."""
_DATELINE = 90
"""Characters of a line that says when a page was published at most."""
_STAFF = re.compile(r"by (?:our |the )?(?:staff|newsroom|editors?|admin|web desk)(?: \w+)?", re.IGNORECASE)
_PART = re.compile(r"\s*[|·•]\s*|\s{2,}")
_MARKDOWN = re.compile(r"^#{1,6}\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """Where title and byline stand, and the author they name."""

    title: tuple[int, int] | None
    byline: tuple[int, int] | None
    author: str | None
    author_span: Span | None
    lines: frozenset[int]
    """Where the lines begin that the head takes."""


def read_head(blocks: list[Block], title: str | None, begin: int = 0) -> Head:
    """Read headings and the byline off the top of a page. Lines with the day of publication between them stay.

    ``begin`` is the character at which a headline is known to stand, 0 where none is.
    """
    followed = [line for block in blocks for line in block.lines if line.start >= begin]
    headings: list[Line] = []
    byline: Line | None = None
    author: str | None = None
    dated = False
    for index, line in enumerate(followed[:_HEAD]):
        if index + 1 >= len(followed):
            break
        match = _BYLINE.match(line.text)
        signed = _SIGNED.match(line.text)
        if signed is not None and match is None and _is_signature(signed.group("name")):
            byline, author = line, signed.group("name")
            break
        below = followed[index + 1]
        if match and _NAME.match(_first_name(match.group("name"))) and not _is_shouted(line.text):
            byline, author = line, _first_name(match.group("name"))
            break
        if (
            headings
            and _is_name_line(line.text)
            and (_is_prose(below) or is_dateline(below.text) or _is_rank(below.text))
        ):
            byline, author = line, line.text
            break
        if (
            headings
            and is_dateline(below.text)
            and _is_name_line(_first_name(line.text))
            and len(line.text.split()) < 8
        ):
            byline, author = line, _first_name(line.text)
            break
        if headings and is_dateline(line.text):
            dated = True
            continue
        if not headings and _is_kicker(followed, index) and _alone(blocks, line):
            continue
        if dated or not _is_heading(line, title) or not (_alone(blocks, line) or headings or title == line.text):
            byline = byline or _behind_deck(followed[index : index + _DECK])
            author = _first_name(_named(byline)) if byline is not None else None
            break
        headings.append(line)
    heading = (headings[0].start, headings[-1].end) if headings else None
    mark = _MARKDOWN.match(headings[0].text) if headings else None
    if heading is not None and mark is not None:
        heading = (heading[0] + len(mark.group()), heading[1])
    at = byline.start + byline.text.index(author) if byline is not None and author is not None else 0
    span = Span(at, at + len(author)) if author is not None else None
    taken = frozenset(line.start for line in (*headings, *([byline] if byline else [])))
    return Head(heading, (byline.start, byline.end) if byline else None, author, span, taken)


def _is_shouted(text: str) -> bool:
    """Whether a line in capitals is rather a heading than a byline."""
    return text.isupper() and not (text.startswith("BY ") and len(text.split()) <= _SHOUTED)


def _behind_deck(lines: list[Line]) -> Line | None:
    """Return the byline that stands behind the sentences below a headline, before the text."""
    for line in lines:
        if is_byline(line.text) and not _is_shouted(line.text):
            return line
        if len(line.text.split()) > _DECK_WORDS:
            return None
    return None


def _named(line: Line) -> str:
    match = _BYLINE.match(line.text) or _SIGNED.match(line.text)
    return match.group("name") if match is not None else line.text


def _is_rank(text: str) -> bool:
    """Whether a line says what the person above it does: "Staff writer", "Courts correspondent"."""
    words = text.lower().split()
    ranks = frozenset(load("voices")["biography_words"]) | {"staff"}
    return len(words) <= _RANK and not _SENTENCE_END.search(text) and not ranks.isdisjoint(words)


def is_byline(text: str) -> bool:
    """Whether a line says who wrote the page, behind "by" or with the time."""
    match = _BYLINE.match(text)
    if match is not None and _NAME.match(_first_name(match.group("name"))):
        return not _is_staff(match.group("name"))
    signed = _SIGNED.match(text)
    return signed is not None and _is_signature(signed.group("name"))


def _is_signature(name: str) -> bool:
    return _NAME.match(name) is not None or " " not in name


def _is_staff(name: str) -> bool:
    """Whether what stands behind "by" is nobody: "our own reporter"."""
    return name.split()[0].lower() in ("our", "the", "a")


def is_dateline(text: str) -> bool:
    """Whether a line says nothing but when a page was published."""
    words = "|".join(load("voices")["publication"])
    parts = [
        re.sub(rf"^(?:{words})\b(?: on\b| at\b)?\s*:?\s*", "", part, flags=re.IGNORECASE) for part in _PART.split(text)
    ]
    unsigned = [part for part in parts if part and not _STAFF.fullmatch(part)]
    return (
        len(text) <= _DATELINE
        and bool(unsigned)
        and is_time(unsigned[0])
        and all(is_time(part) or is_furniture(part) for part in unsigned)
    )


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
    if line.text.startswith("[") and name_in(line.text) is not None:  # it opens what somebody has posted
        return False
    ends = _SENTENCE_END.search(line.text)
    return 2 <= len(words) <= _TITLE_WORDS and (not ends or line.text.endswith("?")) and line.text[-1] not in ",;:-"


def _is_kicker(lines: list[Line], index: int) -> bool:
    """Whether a line is the name of a section over the headline: an entry of menus, a heading below it."""
    return is_menu_entry(lines[index].text) and _is_heading(lines[index + 1], None)


def _alone(blocks: list[Block], line: Line) -> bool:
    """Whether a line is a block of its own with something after it, or the first line of the page."""
    for block in blocks:
        if block.lines[0] is line:
            return len(block.lines) == 1 and block is not blocks[-1]
    return False
