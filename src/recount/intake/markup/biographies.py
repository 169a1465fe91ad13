"""The box that tells of the author in the markup of a page: named for it, or below a heading "About the author".

Invariant: what holds the main heading or much of the page's text is no such box, whatever its name.
"""

from __future__ import annotations

import re

from lxml.etree import _Element

from recount.intake.biographies import is_biography_heading, opens_biography
from recount.intake.markup.labels import BLOCKS, HEADINGS, drop, group, pieces, tag_of, text_of, tokens
from recount.intake.markup.measures import Measures

_WORDS = range(6, 150)
"""Words of a box on the author."""
_SHORT = range(6, 81)
"""Words of a block that is told by its words alone."""
_SHARE = 3
"""The part of a page's sentences, one in so many, above which a box is the page."""
_SENTENCE = re.compile(r"[.!?][\"'\u201d\u2019)]*(?:\s|$)")


def take_biography(tree: _Element) -> str | None:
    """Take the box that tells of the author out of a page; return its words, None where there is none."""
    measures = Measures(tree)
    for element in tree.iter():
        if tag_of(element) not in BLOCKS or element.find(".//h1") is not None:
            continue
        box = [element] if _is_named(element) else _below(element)
        text = " ".join(text_of(one) for one in box)
        if not box or len(text.split()) not in _WORDS or not _SENTENCE.search(text):
            continue
        if sum(measures.of(one).prose for one in box) * _SHARE > max(measures.page.prose, 1):
            continue
        lines = [line for one in box for line in _lines(one)]
        for one in box:
            drop(one)
        return "\n\n".join(lines)
    return None


def take_told(tree: _Element, author: str) -> str | None:
    """Take the block that opens with the author's name and says who that is out of a page; return its words."""
    for element in tree.iter("p", "div", "em", "aside", "li", "section"):
        text = text_of(element, 1_000)
        if len(text.split()) in _SHORT and _SENTENCE.search(text) and element.find(".//h1") is None:
            if opens_biography(text) == author:
                drop(element)
                return text
    return None


def _is_named(element: _Element) -> bool:
    for words in tokens(element):
        if words & group("biography") or (words & group("writer") and words & group("biography_with")):
            return True
    return False


def _below(element: _Element) -> list[_Element]:
    """Return a heading for the author with the paragraph below it, or what begins with such a heading."""
    if tag_of(element) not in HEADINGS | {"p", "div", "dt"} or not is_biography_heading(text_of(element, 200)):
        return []
    behind = next((one for one in element.itersiblings() if tag_of(one) in BLOCKS), None)
    return [element, behind] if behind is not None and tag_of(behind) not in HEADINGS else []


def _lines(element: _Element) -> list[str]:
    """Return the paragraphs of a small part, its headings with the name among them."""
    lines: list[list[str]] = [[]]
    for piece in pieces(element):
        if piece is None:
            lines.append([])
        else:
            lines[-1].append(piece)
    plain = (" ".join("".join(words).split()) for words in lines)
    return [line for line in plain if line]
