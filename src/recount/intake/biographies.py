"""The block that tells of the author of a page, at its end or below a heading "About the author"."""

from __future__ import annotations

import re
from functools import cache

from recount.intake.blocks import Block, Line
from recount.model.text import Span
from recount.vocabulary import load

_WORDS = 80
"""Words of such a block at most."""
_LAST = 2
"""Blocks at the end of an article that may tell of an author whom nothing else names."""
_LATE = 8
"""Blocks at its end that may tell of the author whom its head names."""
_AUTHOR = re.compile(r"the (?:author|writer|columnist|reporter) (?:is|was|teaches|lives|works|writes|covers)\b", re.I)
_WORD = re.compile(r"[a-z]+")
_SIGNS = " *_-\u2013\u2014\u2022(["
"""Signs before the author's name."""


def find_biography(body: list[Block], author: str | None) -> tuple[Block, str | None, Span | None] | None:
    """Return the block that tells of its author, the name and its span where it prints one.

    It is what stands below a heading for it, or the last short block that opens with the author's name.
    """
    return _headed(body, author) or _named(body, author)


def is_biography_heading(text: str) -> bool:
    """Whether a line is a heading over the words on the author."""
    return len(text) <= 60 and _heading().fullmatch(text.strip(" :*#_")) is not None


def _tells_of_author(block: Block, author: str) -> bool:
    """Whether a block says who "the author" is, or stands below the author's name on a line of its own."""
    text = block.text.strip(_SIGNS)
    if len(text.split()) > _WORDS:
        return False
    if _AUTHOR.match(text):
        return True
    under = len(block.lines) > 1 and block.lines[0].text.strip(_SIGNS).casefold() == author.casefold()
    return under and _is_of_writer(" ".join(line.text for line in block.lines[1:]))


def opens_biography(text: str) -> str | None:
    """Return the name with which words on a writer open, None where they are none."""
    match = _opening().match(text.lstrip(_SIGNS))
    return match.group("name") if match is not None and _is_of_writer(text) else None


def _is_of_writer(text: str) -> bool:
    return not frozenset(load("voices")["biography_words"]).isdisjoint(_WORD.findall(text.lower()))


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("|".join(load("voices")["biography_headings"]), re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    verbs = "|".join(load("voices")["biography_verbs"])
    return re.compile(
        rf"(?P<name>(?:[A-Z][\w.'\u2019-]*\s+){{0,8}}?[A-Z][\w.'\u2019-]*)(?:,? (?:{verbs})\b|, (?:an?|the)\b)"
    )


def _headed(body: list[Block], author: str | None) -> tuple[Block, str | None, Span | None] | None:
    for index, block in enumerate(body):
        if index == 0 or not is_biography_heading(block.lines[0].text):
            continue
        told = Block(block.lines[1:]) if len(block.lines) > 1 else (body[index + 1] if index + 1 < len(body) else None)
        if told is not None and len(told.text.split()) <= _WORDS:
            return told, *_name(told, author)
    return None


def _named(body: list[Block], author: str | None) -> tuple[Block, str | None, Span | None] | None:
    for place, block in enumerate(reversed(body[-_LATE:])):
        if author is not None and _tells_of_author(block, author):
            return block, author, None
        name, span = _name(block, author)
        text = block.text
        if name is None or span is None or " " not in name or len(text.split()) > _WORDS:
            continue
        if not _is_of_writer(text):
            continue
        surname = name.split()[-1]
        elsewhere = " ".join(other.text for other in body if other is not block)
        if name == author or (place < _LAST and surname not in elsewhere):
            return block, name, span
    return None


def _name(block: Block, author: str | None) -> tuple[str | None, Span | None]:
    """Return the name with which a block opens, in the letters of the head where that names the same person."""
    line: Line = block.lines[0]
    bare = line.text.lstrip(_SIGNS)
    match = _opening().match(" ".join([bare, *(other.text for other in block.lines[1:])]))
    if match is None:
        return None, None
    name = match.group("name")
    start = line.start + len(line.text) - len(bare)
    same = author is not None and name.casefold() == author.casefold()
    return (author if same else name), (Span(start, start + len(name)) if len(name) <= len(bare) else None)
