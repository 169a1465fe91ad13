"""Captions in the markup of a page: what is named one, and the words that share a small box with a picture.

Invariant: a caption stands under a picture of the article; the headline of another page, which stands beside one too,
is a link or lies in a part for such.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element, iterwalk

from recount.intake.captions import is_caption
from recount.intake.headlines import plain
from recount.intake.markup.labels import (
    BLOCKS,
    HEADINGS,
    UNREAD,
    drop,
    group,
    inside,
    is_named,
    tag_of,
    text_of,
    tokens,
)

_CAPTION = range(2, 91)
"""Words of a caption."""
_BOX = range(2, 46)
"""Words of a box that holds a picture and its caption."""
_PARAGRAPH = 15
"""Words of a paragraph of an article beside which a picture stands at least."""
_PICTURES = 400
"""Pictures of a page that are looked at."""
_ABOVE = 3
"""How far above a picture or a caption its box is looked for."""
_ABOUT = frozenset(("nav", "footer", "header", "aside", "a", "menu"))
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "td", "dd", "pre")) | HEADINGS


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption's words and the words of the paragraphs before it, the nearest first."""

    text: str
    before: tuple[str, ...]


def take_captions(tree: _Element) -> list[Caption]:
    """Take the captions of the article's pictures out of a page and return them in order."""
    boxes = _boxes(tree)
    found: list[tuple[_Element, list[_Element]]] = []
    recent: list[_Element] = []
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        tag = tag_of(element)
        if tag in UNREAD:
            walk.skip_subtree()
        elif tag == "figcaption" or element in boxes or (tag in BLOCKS | {"span", "em"} and _is_named(element)):
            found.append((element, recent[-3:][::-1]))
            walk.skip_subtree()
        elif tag in _PARAGRAPHS:
            recent.append(element)
    captions = []
    taken = {element for element, _ in found}
    for element, before in found:
        text = text_of(element)
        if len(text.split()) in _CAPTION and not inside(element, _ABOUT) and element.find(".//h1") is None:
            captions.append(Caption(text, tuple(text_of(one) for one in before if one not in taken)))
            drop(element)
    return captions


def _is_named(element: _Element) -> bool:
    """Whether an element is named a caption, by that alone or beside a picture."""
    named = [words for words in tokens(element) if words & group("caption")]
    if any(words <= group("caption") | group("picture") | group("body") | {"wp"} for words in named):
        return True
    return bool(named) and any(_is_box(above) for above in [element, *_above(element)])


def _is_box(element: _Element) -> bool:
    """Whether a part holds a picture and few words."""
    return element.find(".//img") is not None and len(text_of(element, 1_000).split()) in _BOX


def _boxes(tree: _Element) -> set[_Element]:
    """Return the parts that hold a picture and its caption and nothing else."""
    found = set()
    for _, picture in zip(range(_PICTURES), tree.iter("img", "picture"), strict=False):
        box = next((one for one in _above(picture) if tag_of(one) in BLOCKS and text_of(one, 200)), None)
        if box is not None and _is_box(box) and _is_told(box):
            found.add(box)
    return found


def _is_told(box: _Element) -> bool:
    """Whether words that share a box with a picture are its caption: by their look, or by the name of the box."""
    if any(box.find(f".//{tag}") is not None for tag in (*HEADINGS, "form", "button")) or tag_of(box) in HEADINGS:
        return False
    around = [box, *_above(box)[:1]]
    if any(is_named(one, "biography") or is_named(one, "author") or is_named(one, "furniture") for one in around):
        return False
    text = text_of(box)
    linked = " ".join(text_of(link) for link in box.iter("a"))
    if len(plain(linked).split()) * 2 > len(plain(text).split()):
        return False
    if is_caption(text) or tag_of(box) in ("table", "td") or any(is_named(one, "picture") for one in around):
        return True
    return any(_is_among_prose(one) for one in around)


def _is_among_prose(box: _Element) -> bool:
    """Whether a box stands right before or behind a paragraph of some length."""
    beside = (box.getprevious(), box.getnext())
    return any(
        one is not None and tag_of(one) == "p" and len(text_of(one, 400).split()) >= _PARAGRAPH for one in beside
    )


def _above(element: _Element) -> list[_Element]:
    return [above for _, above in zip(range(_ABOVE), element.iterancestors(), strict=False)]
