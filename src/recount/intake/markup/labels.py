"""The names that a page gives to its parts: the words of class, id, role and schema of an element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from lxml.etree import _Element

from recount.vocabulary import load

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NAMED = ("class", "id", "role", "itemprop", "rel", "property", "data-component", "data-testid")
_TOKENS = 24
"""Names of one element that are looked at; pages of utility classes have more, and none of those says anything."""
BLOCKS: frozenset[str] = frozenset(load("pages")["tags"]["blocks"])
UNREAD: frozenset[str] = frozenset(load("pages")["tags"]["unread"])
"""Elements without words of a voice."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"\s+")


@cache
def group(name: str) -> frozenset[str]:
    """Return the words that name one kind of part."""
    return frozenset(map(str, load("pages")["labels"][name]))


def tokens(element: _Element) -> list[frozenset[str]]:
    """Return the names of an element, each as its words."""
    if not element.keys():
        return []  # most elements of a page have no attributes at all
    found = [token for key in _NAMED for token in (element.get(key) or "").split()[:_TOKENS]]
    found += [kind.rsplit("/", 1)[-1] for kind in (element.get("itemtype") or "").split()[:4]]
    label = element.get("aria-label") or ""
    if label and len(label.split()) <= 2:
        found.append(label.replace(" ", "-"))
    return [_words_of(token[:80]) for token in found]


@lru_cache(maxsize=4096)
def _words_of(token: str) -> frozenset[str]:
    """Return the words of a name, also those of which it is made without a hyphen: threadtitle, postbody."""
    words = {word.lower() for word in _WORD.findall(token)}
    for word in list(words):
        for cut in range(3, len(word) - 2):
            if {word[:cut], word[cut:]} <= group("stems"):
                words |= {word[:cut], word[cut:]}
    return frozenset(words)


def is_named(element: _Element, name: str) -> bool:
    """Whether one of an element's names has a word of a group."""
    return any(not words.isdisjoint(group(name)) for words in tokens(element))


def is_named_only(element: _Element, name: str) -> bool:
    """Whether one of an element's names says nothing but a group's word: "share-bar", not "tag-social"."""
    kind, neutral = group(name), group("neutral")
    return any(words & kind and words <= kind | neutral for words in tokens(element))


def tag_of(element: _Element) -> str:
    """Return an element's tag, empty for comments and instructions."""
    return element.tag if isinstance(element.tag, str) else ""


def text_of(element: _Element, limit: int = 4_000) -> str:
    """Return an element's words with single spaces, up to about ``limit`` characters; controls and scripts left out."""
    parts: list[str] = []
    length = 0
    for piece in pieces(element):
        parts.append(" " if piece is None else piece)
        length += len(parts[-1])
        if length > limit:
            break
    return _SPACE.sub(" ", "".join(parts)).strip()


def pieces(element: _Element) -> Iterator[str | None]:
    """Yield an element's words as they are printed, None where a line ends; controls and scripts left out."""
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if tag_of(node) in UNREAD:
                walk.skip_subtree()
                continue
            if tag_of(node) in BLOCKS or tag_of(node) == "br":
                yield None
            if node.text:
                yield node.text
        else:
            if tag_of(node) in BLOCKS:
                yield None
            if node.tail and node is not element:
                yield node.tail


def inside(element: _Element, tags: frozenset[str]) -> bool:
    """Whether an element lies in one of some tags."""
    return any(tag_of(above) in tags for above in element.iterancestors())


def drop(element: _Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)
