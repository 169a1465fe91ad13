"""One part of a page that holds comments, read in one walk: each comment with the name of its writer.

Invariant: a name is part of the page as printed; comments stand in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element, iterwalk

from recount.intake.blocks import Line
from recount.intake.comments import is_heading
from recount.intake.furniture import is_furniture, is_tool
from recount.intake.markup.labels import BLOCKS, HEADINGS, UNREAD, group, is_named, tag_of, text_of, tokens
from recount.intake.openings import find_openings, is_name, is_time, may_be_name, name_in

_NAME = 40
"""Characters of a commenter's name at most; words in it below."""
_NAME_WORDS = 5
_TIME_WORDS = 10
_ITEMS = 5_000
"""Comments of a page at most that are told by their likeness alone."""
_SAID = 3
"""Words of a comment told by its likeness to others at least, its writer's name among them."""
_LEAD = re.compile(
    r"^(?:(?:comment|posted|submitted|added|written|reply|answered|asked)? ?(?:by|from)|author|user|name):?\s+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^#?\d{1,3}[.):]\s+(?=\S)")
_SIGNED = re.compile(r"^(?:[\u2013\u2014-]+|~+)\s*(?=\S)")
"""What stands before the name of a writer below their words."""
_TRAIL = re.compile(r"\s*(?:\b(?:says|said|wrote|writes|commented|replied)\b.*|[:·•|,]+)\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MARKED = frozenset(("b", "strong", "cite", "dt", "th", "h3", "h4", "h5", "h6", "a", "em", "span"))


@dataclass(slots=True)
class Remark:
    """One comment: its writer's printed name and its paragraphs, the name's own line first where there is one."""

    speaker: str | None = None
    paragraphs: list[str] = field(default_factory=list)


def is_item(element: _Element) -> bool:
    """Whether an element is named for one comment."""
    return tag_of(element) in BLOCKS and names_one(element, "item")


def names_one(element: _Element, kind: str) -> bool:
    """Whether an element is named for one comment, not for a part of one or for what holds them."""
    parts = group("author") | group("time") | group("tools") | group("body") | group("holders")
    return any(words & group(kind) and not words & (parts - group(kind)) for words in tokens(element))


def read_nameless(region: _Element) -> list[Remark]:
    """Return the comments in a part of a page that may not name who speaks: its items, else its paragraphs."""
    repeated = set(_repeated(region))
    reader = _Reader(lambda element: is_item(element) or element in repeated)
    reader.read(region)
    remarks = reader.remarks or [Remark(None, [text]) for text in reader.loose]
    return [one for one in map(_finished, remarks) if one is not None]


def read_remarks(region: _Element, is_item: Callable[[_Element], bool]) -> tuple[list[Remark], list[_Element]]:
    """Return the comments in a part of a page and the elements that hold one each."""
    reader = _Reader(is_item)
    reader.read(region)
    told = [one for one in map(_finished, reader.remarks) if one is not None]
    if any(one.speaker for one in told):
        return told, reader.items
    opened = _by_openings(reader.loose)
    repeated = _repeated(region)
    if not repeated:
        return opened, []
    reader = _Reader(lambda element: any(element is item for item in repeated))
    reader.read(region)
    told = [one for one in map(_first_is_name, reader.remarks) if one is not None]
    return (told, reader.items) if len(told) >= max(2, len(opened)) else (opened, [])


def _repeated(region: _Element) -> list[_Element]:
    """Return the most elements side by side that have one name and one tag, and words: what a list of comments is."""
    best: list[_Element] = []
    for parent in region.iter():
        kinds: dict[tuple[str, str], list[_Element]] = {}
        for child in parent:
            if tag_of(child) in BLOCKS - HEADINGS - {"p", "dt", "dd"}:
                kinds.setdefault((tag_of(child), child.get("class") or ""), []).append(child)
        for children in kinds.values():
            if 2 <= len(children) <= _ITEMS and len(children) > len(best):
                said = [child for child in children if len(text_of(child, 400).split()) >= _SAID]
                best = children if len(said) * 2 > len(children) else best
    return best


def _first_is_name(remark: Remark) -> Remark | None:
    """Return a comment whose first paragraph is the name of its writer, None where it cannot be one."""
    said = [text for text in remark.paragraphs if not is_tool(text) and not is_time(text)]
    if remark.speaker is None and len(said) >= 2:
        opened = find_openings([Line(0, len(said[0]), 0, said[0])], (0,))
        name = opened[0].name if opened else said[0]
        if may_be_name(name):
            remark.speaker, remark.paragraphs = name, said[1:]
    return _finished(remark)


def _by_openings(paragraphs: list[str]) -> list[Remark]:
    """Return the comments in paragraphs of which some have the shape of an opening."""
    lines = [Line(0, len(text), 0, text) for text in paragraphs]
    openings = find_openings(lines)
    found = []
    ends = [*(later.first for later in openings[1:]), len(lines)]
    for one, end in zip(openings, ends, strict=False):
        remark = Remark(one.name, [line.text for line in lines[one.first : end]])
        finished = _finished(remark)
        if finished is not None:
            found.append(finished)
    return found


def _finished(remark: Remark) -> Remark | None:
    """Return a comment without controls and times, its writer's name first; None where it says nothing."""
    said = [text for text in remark.paragraphs if not is_tool(text) and not is_time(text) and not is_heading(text)]
    if remark.speaker is None and said and (name := name_in(said[0])) is not None:
        remark.speaker = name
    if remark.speaker is None and len(said) >= 2 and (name := _signature(said[-1])) is not None:
        remark.speaker, said = name, said[:-1]
    if remark.speaker is not None and said and (said[0] == remark.speaker or name_in(said[0]) == remark.speaker):
        said = said[1:]
    said = [text for text in said if not (len(text.split()) <= 6 and is_furniture(text))]
    if not said or not any(_LETTER.search(text) for text in said):
        return None
    return Remark(remark.speaker, [remark.speaker, *said] if remark.speaker else said)


def _signature(text: str) -> str | None:
    """Return the name of a writer that stands below their words: "Posted by: Name | date", "— Name"."""
    name = name_in(text)
    if name is None and (_SIGNED.match(text) or _LEAD.match(text)):
        name = name_of(_SIGNED.sub("", text))
    return name if name is not None and may_be_name(name) else None


class _Reader:
    """One walk through a part of a page that holds comments."""

    def __init__(self, is_item: Callable[[_Element], bool]) -> None:
        self.is_item = is_item
        self.remarks: list[Remark] = []
        self.items: list[_Element] = []
        self.loose: list[str] = []
        self._open: list[Remark] = []
        self._inside: list[_Element] = []
        self._words: list[str] = []

    def read(self, region: _Element) -> None:
        """Read all comments of ``region`` in the order of the page."""
        walk = iterwalk(region, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._starts(element):
                    walk.skip_subtree()
            else:
                self._ends(element, region)
        self._flush()

    def _starts(self, element: _Element) -> bool:
        """Take in an element; say whether it is done with all that is in it."""
        tag = tag_of(element)
        if tag in BLOCKS or tag == "br":
            self._flush()
        if tag in UNREAD or (is_named(element, "tools") and is_short(element)):
            return True
        if self.is_item(element):
            self._flush()
            self._open.append(Remark())
            self.remarks.append(self._open[-1])
            self.items.append(element)
            self._inside.append(element)
        elif (is_short(element) and (tag == "time" or is_named(element, "time"))) or _is_title(element, tag):
            return True
        else:
            name = self._name(element, tag)
            if name is not None:
                self._speaks(name)
                return True
        if element.text:
            self._words.append(element.text)
        return False

    def _ends(self, element: _Element, region: _Element) -> None:
        if tag_of(element) in BLOCKS:
            self._flush()
        if self._inside and self._inside[-1] is element:
            self._inside.pop()
            done = self._open.pop()
            if done.speaker and not done.paragraphs and self._open and self._open[-1].speaker is None:
                self._open[-1].speaker, done.speaker = done.speaker, None  # a part that only names the writer
        if element.tail and element is not region:
            self._words.append(element.tail)

    def _name(self, element: _Element, tag: str) -> str | None:
        """Return the name of a commenter that an element holds: one named for it, or the first mark of a comment."""
        if names_writer(element) or tag == "cite":
            return name_of(text_of(element, 200))
        begun = self._open and (self._open[-1].paragraphs or "".join(self._words).strip())
        fresh = self._open and self._open[-1].speaker is None and not begun
        if fresh and tag in _MARKED:
            text = text_of(element, 200)
            name = name_of(text)
            return name if name is not None and is_name(name) and not is_tool(text) else None
        return None

    def _speaks(self, name: str) -> None:
        self._flush()
        if self._open and self._open[-1].speaker is None:
            self._open[-1].speaker = name
        elif not self.items:  # no names for single comments: a writer's name opens one
            self._open = [Remark(name)]
            self.remarks.append(self._open[-1])
        self.loose.append(name)

    def _flush(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.loose.append(text)
            if self._open:
                self._open[-1].paragraphs.append(text)


def _is_title(element: _Element, tag: str) -> bool:
    if tag not in HEADINGS:
        return False
    text = text_of(element, 200)
    return is_heading(text) or text.lower().startswith("re:")


def is_short(element: _Element) -> bool:
    """Whether an element has no more words than a time or a row of controls."""
    return len(text_of(element, 200).split()) <= _TIME_WORDS


def name_of(text: str) -> str | None:
    """Return the name in the words of an element that is named for a writer, None where they are no name."""
    bare = _LEAD.sub("", _NUMBER.sub("", text))
    opened = name_in(bare)
    if opened is not None:
        return opened
    name = _TRAIL.sub("", bare).strip(" ,;:·•|-–—")
    words = name.split()
    sentence = name.endswith((".", "!", "?")) and len(words) > 2
    if not words or len(words) > _NAME_WORDS or len(name) > _NAME or sentence:
        return None
    return None if is_time(name) or is_tool(name) or not re.search(r"[^\W\d_]", name) else name


def names_writer(element: _Element) -> bool:
    """Whether an element is named for who writes a comment."""
    return any(words & group("author") and not words & group("no_name") for words in tokens(element))
