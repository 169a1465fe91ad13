"""Captions, the box on the author, pull quotes and furniture in the markup of a page.

Invariant: a part with many words outside links is no furniture, whatever its name; a caption is what stands under a
picture of the article, not the headline of another page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element, iterwalk

from recount.intake.markup.labels import (
    BLOCKS,
    HEADINGS,
    UNREAD,
    drop,
    group,
    inside,
    tag_of,
    text_of,
    tokens,
)

_CAPTION = 90
"""Words of a caption at most."""
_BIOGRAPHY = range(6, 150)
"""Words of a box on the author."""
_PROSE = 45
"""Words outside links from which a part is no furniture, whatever it is called."""
_LINKS = 3
"""Items of a list of links at least."""
_ENTRY = 14
"""Words of an item of a list of links at most."""
_PULLED = 5
"""Words in a row that a pull quote shares with the article."""
_ABOUT = frozenset(("nav", "footer", "header", "aside", "a", "menu"))
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "td", "dd", "pre")) | HEADINGS
_SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption's words and the words of the paragraphs before it, the nearest first."""

    text: str
    before: tuple[str, ...]


def take_captions(tree: _Element) -> list[Caption]:
    """Take the captions of the article's pictures out of a page and return them in order."""
    found: list[tuple[_Element, list[_Element]]] = []
    recent: list[_Element] = []
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        tag = tag_of(element)
        if tag in UNREAD:
            walk.skip_subtree()
        elif tag == "figcaption" or (tag in BLOCKS | {"span", "em"} and _is_caption(element)):
            found.append((element, recent[-3:][::-1]))
            walk.skip_subtree()
        elif tag in _PARAGRAPHS:
            recent.append(element)
    captions = []
    for element, before in found:
        text = text_of(element)
        if 2 <= len(text.split()) <= _CAPTION and not inside(element, _ABOUT) and element.find(".//h1") is None:
            texts = tuple(text_of(one) for one in before if one not in [other for other, _ in found])
            captions.append(Caption(text, texts))
            drop(element)
    return captions


def _is_caption(element: _Element) -> bool:
    return any(
        words
        and words <= group("caption") | {"wp", "text", "image", "photo", "media", "picture", "img", "figure"}
        and words & group("caption")
        for words in tokens(element)
    )


def take_biography(tree: _Element) -> str | None:
    """Take the box that tells of the author out of a page; return its words, None where there is none."""
    for element in tree.iter():
        if tag_of(element) not in BLOCKS or not _is_biography(element) or element.find(".//h1") is not None:
            continue
        text = text_of(element)
        if len(text.split()) in _BIOGRAPHY and _SENTENCE.search(text):
            lines = _lines(element)
            drop(element)
            return "\n\n".join(lines)
    return None


def _is_biography(element: _Element) -> bool:
    for words in tokens(element):
        if words & group("biography") or (words & group("author") and words & group("biography_with")):
            return True
    return False


def _lines(element: _Element) -> list[str]:
    """Return the paragraphs of a small part, its headings with the name among them."""
    lines: list[str] = []
    words: list[str] = []

    def flush() -> None:
        text = " ".join("".join(words).split())
        if text:
            lines.append(text)
        words.clear()

    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if tag_of(node) in UNREAD:
                walk.skip_subtree()
                continue
            if tag_of(node) in BLOCKS or tag_of(node) == "br":
                flush()
            words.append(node.text or "")
        else:
            if tag_of(node) in BLOCKS:
                flush()
            if node is not element:
                words.append(node.tail or "")
    flush()
    return lines
