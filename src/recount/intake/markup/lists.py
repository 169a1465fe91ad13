"""Lists of sentences that belong to an article and that the reader of its main text may leave out.

Invariant: a list is the article's only where it stands beside a paragraph that is in the text, and its entries are
sentences outside links.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from recount.intake.headlines import plain
from recount.intake.markup.labels import HEADINGS, tag_of, text_of

_ENTRY = 8
"""Words of an entry that is a sentence rather than a link or a label; half of a list's entries have as many."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries of a list, and the paragraph before or behind it (as words alone)."""

    entries: tuple[str, ...]
    before: str
    behind: str


def find_lists(tree: _Element) -> list[Listed]:
    """Return the lists of sentences in a page, in order."""
    found = []
    for element in tree.iter("ul", "ol"):
        entries = [text_of(item) for item in element if tag_of(item) == "li"]
        links = sum(len(text_of(link).split()) for item in element for link in item.iter("a"))
        words = sum(len(entry.split()) for entry in entries)
        long = sum(len(entry.split()) >= _ENTRY for entry in entries)
        if entries and long * 2 >= len(entries) and links * 2 < words:
            before = _beside(element, back=True)
            found.append(Listed(tuple(filter(None, entries)), before, _beside(element, back=False)))
    return found


def _beside(element: _Element, *, back: bool) -> str:
    """Return the words of the nearest paragraph beside an element, headings passed over."""
    other = element.getprevious() if back else element.getnext()
    while other is not None and (tag_of(other) in HEADINGS or not tag_of(other)):
        other = other.getprevious() if back else other.getnext()
    return plain(text_of(other)) if other is not None and tag_of(other) in ("p", "blockquote") else ""


def with_lists(lines: list[str], lists: list[Listed]) -> list[str]:
    """Return the lines of a text with the lists set in that it lacks."""
    for one in lists:
        words = [plain(line) for line in lines]
        held = set(words)
        text = " ".join(words)
        entries = [entry for entry in one.entries if plain(entry) not in text]
        if not entries:
            continue
        if one.before and one.before in held:
            at = words.index(one.before) + 1
        elif one.behind and one.behind in held:
            at = words.index(one.behind)
        else:
            continue
        lines = [*lines[:at], *entries, *lines[at:]]
    return lines
