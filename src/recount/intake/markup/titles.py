"""The headline of a page in its markup: what a title of the page and a line of it have in common.

Invariant: a headline is a line that the page prints; the name of its site is none where another line fits.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from recount.intake.headlines import plain, without_site
from recount.intake.markup.labels import HEADINGS, UNREAD, is_named, tag_of, text_of

_HEADINGS = 12
"""Headings of a page among which its headline is looked for."""
_ELEMENTS = 3_000
"""Elements of a page among which a line that repeats its title is looked for."""
_LEAST = 3
"""Words of a headline that no heading shows at least."""
_HOME = frozenset(("/", "index.html", "index.htm", "index.php", "./"))


def stated_titles(tree: _Element) -> list[str]:
    """Return what a page calls itself: its title and the titles it gives to others."""
    head = tree.find(".//title")
    found = [] if head is None else [text_of(head, 400)]
    for key in ("property", "name"):
        for name in ("og:title", "twitter:title"):
            meta = tree.find(f".//meta[@{key}='{name}']")
            found += [meta.get("content") or ""] if meta is not None else []
    return [text for text in found if text]


def find_headings(tree: _Element, titles: list[str]) -> list[str]:
    """Return the headings of a page that a title repeats, and the lines that do where no heading is marked."""
    marked = (text_of(one, 400) for _, one in zip(range(_HEADINGS), tree.iter("h1", "h2", "h3"), strict=False))
    found = [text for text in marked if any(_holds(title, text) for title in titles)]
    return found + [text for text in _lines(tree) if any(_holds(title, text) for title in titles)]


def choose_title(stated: str | None, headings: list[str], titles: list[str], site: str | None) -> str | None:
    """Return the headline without the name of its site: the longest heading that a title of the page holds."""
    if headings:
        return max(headings, key=lambda text: len(text.split()))
    title = stated or (titles[0] if titles else "")
    return (without_site(title, site=site) or None) if title else None


def _lines(tree: _Element) -> Iterator[str]:
    """Yield the short lines of a page that may be its headline: parts that hold words of their own."""
    for _, element in zip(range(_ELEMENTS), tree.iter(), strict=False):
        tag = tag_of(element)
        if not tag or tag in UNREAD or tag in HEADINGS or tag == "title":
            continue
        named = is_named(element, "headline")
        own = (element.text or "").strip()
        if (own or named) and not (tag == "a" and (element.get("href") or "") in _HOME):
            text = text_of(element, 400)
            if len(text.split()) >= _LEAST and len(text) < 300:
                yield text


def _holds(title: str, heading: str) -> bool:
    """Whether a heading is a title or one end of it."""
    words, stated = plain(heading), plain(title)
    return bool(words) and (
        stated == words or f" {stated} ".startswith(f" {words} ") or f" {stated} ".endswith(f" {words} ")
    )
