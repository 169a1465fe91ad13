"""Where the comments of a page stand in its markup: what is named for them, what lies below a heading for them.

Invariant: what holds the page's main heading is the page, whatever its names.
"""

from __future__ import annotations

from lxml.etree import _Element, iterwalk

from recount.intake.comments import is_heading
from recount.intake.markup.labels import BLOCKS, HEADINGS, UNREAD, group, is_named, tag_of, text_of, tokens


def named_regions(tree: _Element) -> list[_Element]:
    """Return the outermost parts that are named for comments and are not the page itself."""
    found: list[_Element] = []
    walk = iterwalk(tree, events=("start",))
    for _, element in walk:
        if tag_of(element) in UNREAD:
            walk.skip_subtree()
        elif tag_of(element) in BLOCKS and is_named(element, "comment") and element.find(".//h1") is None:
            found.append(element)
            walk.skip_subtree()
    return found


def headed_regions(tree: _Element) -> list[_Element]:
    """Return what stands below a heading for comments: the part it opens, else the elements behind it."""
    for heading in tree.iter(*sorted(HEADINGS - {"h1"})):
        parent = heading.getparent()
        if parent is None or not is_heading(text_of(heading, 200)):
            continue
        if parent.find(".//h1") is None and parent.find(".//article") is None and _opens(parent, heading):
            return [parent]
        behind = []
        for element in heading.itersiblings():
            if tag_of(element) in ("h1", "h2", "footer", "nav", "aside"):
                break
            if tag_of(element) in BLOCKS:
                behind.append(element)
        return behind
    return []


def _opens(parent: _Element, heading: _Element) -> bool:
    return not (parent.text or "").strip() and next(iter(parent), None) is heading


def is_whole_region(region: _Element) -> bool:
    """Whether a part is named for all comments of a page, and for nothing else."""
    return any(
        words & group("comments") and words <= group("comments") | group("comment") | group("holders")
        for words in tokens(region)
    )
