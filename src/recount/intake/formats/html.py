"""HTML: the main text by trafilatura, its other voices by the markup, as canonical text; raw bytes are kept beside it.

Comments, captions and the box on the author are taken out of the tree before the main text is looked for, and set
behind it (a caption behind the paragraph it stood behind), each marked with its voice.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import trafilatura
from lxml.etree import _Element
from trafilatura.settings import Document
from trafilatura.utils import load_html

from recount.intake.formats.extract import Extract, Mark, Unparsable
from recount.intake.headlines import plain
from recount.intake.markup.biographies import take_biography, take_told
from recount.intake.markup.bylines import clean_author, find_author
from recount.intake.markup.captions import Caption, take_captions
from recount.intake.markup.commenters import take_comments
from recount.intake.markup.lists import Listed, find_lists, with_lists
from recount.intake.markup.lost import Lost, find_doubted, find_lost
from recount.intake.markup.measures import Measures
from recount.intake.markup.posts import take_posts
from recount.intake.markup.pruning import drop_furniture
from recount.intake.markup.remarks import Remark
from recount.intake.markup.titles import choose_title, find_headings, stated_titles
from recount.intake.markup.wrappers import open_wrappers
from recount.model.text import Voice

_ELEMENTS = 400_000
"""Elements of a page above which its markup is not looked through: the largest page of news has some ten thousand."""
_TOO_MANY = f"it has more than {_ELEMENTS:,} elements: its comments and captions were not looked for"


@dataclass(slots=True)
class _Parts:
    """What was taken out of a page, and what its head says of its title."""

    comments: list[Remark] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    biography: str | None = None
    author: str | None = None
    headings: list[str] = field(default_factory=list)
    lists: list[Listed] = field(default_factory=list)
    measures: Measures | None = None
    doubted: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def extract(raw: bytes) -> Extract:
    """Return the main text of a page, its title, author and date as the page's metadata state them."""
    tree = load_html(raw)
    titles = stated_titles(tree) if tree is not None else []
    parts = _take_parts(tree, titles) if tree is not None else _Parts()
    found = _main(tree)
    if found is None:
        parts, found = _Parts(), _main(raw)
    if found is None:
        raise Unparsable("no main text was found in the page; save the article itself as text")
    title = choose_title(found.title, parts.headings, titles, found.sitename)
    layout = _laid_out(found, parts, title, {plain(text) for text in (title or "", found.title or "", *titles)} - {""})
    return Extract(
        layout.text(),
        f"trafilatura {trafilatura.__version__}",
        title=title,
        author=parts.author or clean_author(found.author, raw.decode("utf-8", "replace"), found.sitename),
        published=found.date or None,
        notes=parts.notes,
        marks=tuple(layout.marks),
    )


def _laid_out(found: Document, parts: _Parts, title: str | None, repeated: set[str]) -> _Layout:
    """Return the text of a page: its title, its article with the captions, and the other voices behind it."""
    layout = _Layout()
    if title:
        layout.add(title)
    lines = [line.strip() for line in str(found.text or "").splitlines() if line.strip()]
    lines = [line for line in with_lists(lines, parts.lists) if plain(line) not in repeated] or lines
    places = _places(parts.captions, lines)
    lost: dict[str, list[Lost]] = {}
    for one in find_lost(lines, parts.measures, parts.doubted) if parts.measures is not None else []:
        lost.setdefault(one.behind, []).append(one)
    for index in range(-1, len(lines)):
        if index >= 0:
            layout.add(lines[index], "boilerplate" if plain(lines[index]) in parts.doubted else None)
            for one in lost.pop(lines[index], []):
                layout.add(one.text, one.voice)
        for caption in places.get(index, []):
            layout.add(caption.text, "caption")
    if parts.biography:
        layout.add(parts.biography, "biography")
    for remark in parts.comments:
        layout.add("\n\n".join(remark.paragraphs), "comment", remark.speaker)
    told = [line.strip() for line in str(found.comments or "").splitlines() if line.strip()]
    for line in ["Comments", *told] if told else []:
        layout.add(line)
    return layout


def _main(page: bytes | _Element | None) -> Document | None:
    if page is None:
        return None
    found = trafilatura.bare_extraction(
        page, fast=True, include_comments=True, include_tables=True, with_metadata=True, deduplicate=False
    )
    return found if isinstance(found, Document) and (found.text or "").strip() else None


def _take_parts(tree: _Element, titles: list[str]) -> _Parts:
    if sum(1 for _, _ in zip(tree.iter(), range(_ELEMENTS + 1), strict=False)) > _ELEMENTS:
        return _Parts(notes=(_TOO_MANY,))
    open_wrappers(tree)
    comments, writer = take_comments(tree), None
    if not comments:
        comments, writer = take_posts(tree)
    captions = take_captions(tree)
    biography = take_biography(tree)
    headings = find_headings(tree, titles)
    author = writer or find_author(tree)
    if author and not biography:
        biography = take_told(tree, author)
    doubted = drop_furniture(tree)
    author = writer or find_author(tree)
    measures = Measures(tree)
    doubts = find_doubted(doubted, measures)
    return _Parts(comments, captions, biography, author, headings, find_lists(tree), measures, doubts)


def _places(captions: list[Caption], lines: list[str]) -> dict[int, list[Caption]]:
    """Return the captions by the line they stand behind; -1 is the top."""
    where: dict[str, int] = {}
    for index, line in enumerate(lines):
        where.setdefault(plain(line), index)
    found: dict[int, list[Caption]] = {}
    for caption in captions:
        at = next((where[plain(text)] for text in caption.before if plain(text) in where), -1)
        found.setdefault(at, []).append(caption)
    return found


class _Layout:
    """The canonical text as it grows, a blank line between its paragraphs, and the marks of its parts."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str, voice: Voice | None = None, speaker: str | None = None) -> None:
        """Add a paragraph, marked where its voice is told."""
        if voice is not None:
            self.marks.append(Mark(self._length, self._length + len(text), voice, speaker))
        self._parts.append(text)
        self._length += len(text) + 2

    def text(self) -> str:
        """Return the whole text."""
        return "\n\n".join(self._parts) + "\n"
