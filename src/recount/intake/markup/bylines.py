"""Who wrote the article, in the markup of its head.

Invariant: a name is given only as an element of the page prints it, alone or behind "by"; the names of photographers
and of those who comment are not looked at.
"""

from __future__ import annotations

import re

from lxml.etree import _Element, iterwalk

from recount.intake.markup.labels import BLOCKS, UNREAD, is_named, tag_of, text_of
from recount.intake.openings import is_time

_SHORT = 16
"""Words of the line that names the author at most."""
_PROSE = 25
"""Words of the first paragraph of an article at least; behind it nobody is looked for."""
_BY = re.compile(
    r"^(?:(?:story|text|words|report(?:ed|ing)?|written|submitted|posted|article|author|analysis|essay|interview)\s+)?"
    r"(?:by|author:)\s+",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:posted|published|written|submitted|updated)\b.{0,60}?\bby\s+",
    re.IGNORECASE,
)
_WORD = r"[A-Z\u00c0-\u00de](?:[\w'\u2019-]*\w)?\.?"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:al|el|bin|ibn|de|da|van|von|der|di|la)\s+)?{_WORD}){{1,3}}")
_NAME_WORDS = 6
_VERB = re.compile(r"\b(?:is|was|has|have|lives|writes|works|the|said|\d+)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s*(?:$|[@,|(;:\u00b7\u2022\u2013\u2014]|(?:and|in|on|for|at)\b|\d)")


def find_author(tree: _Element) -> str | None:
    """Return the name that the head of a page prints as its author's, None where none is told."""
    heading = tree.find(".//h1")
    begun = heading is None
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        tag = tag_of(element)
        begun = begun or element is heading
        if tag in UNREAD or tag in ("figure", "nav") or (tag == "footer" and not _in_article(element)):
            walk.skip_subtree()
            continue
        if tag in ("p", "li", "blockquote") and begun and len(text_of(element, 400).split()) >= _PROSE:
            return None
        told = is_named(element, "byline") or (tag == "address" and _in_article(element))
        if begun and (told or tag in BLOCKS) and (name := _name_in(element, told=told)) is not None:
            return name
    return None


def _in_article(element: _Element) -> bool:
    return any(tag_of(above) == "article" for above in element.iterancestors())


def clean_author(stated: str | None, page: str, site: str | None) -> str | None:
    """Return the author that a page's metadata state: names as the page prints them, no sentences, not the site."""
    names = [part.strip() for part in (stated or "").split(";")]
    kept = [
        part
        for part in names
        if part and len(part.split()) <= _NAME_WORDS and not _VERB.search(part) and part in page and part != site
    ]
    return "; ".join(kept) or None


def _name_in(element: _Element, *, told: bool) -> str | None:
    text = text_of(element, 400)
    if not 2 <= len(text.split()) <= _SHORT:
        return None
    lead = _BY.match(text) or _BEFORE.match(text)
    if not told and lead is None:
        return None
    for inner in element.iter("a", "b", "strong", "span", "em", "cite"):
        words = _BY.sub("", text_of(inner, 200)).strip(" ,")
        if _NAME.fullmatch(words) and not is_time(words):
            return words
    match = _NAME.match(text, lead.end() if lead is not None else 0)
    return match.group() if match is not None and _BEHIND.match(text, match.end()) else None
