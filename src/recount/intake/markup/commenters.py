"""Readers' comments in the markup of a page: found, read, taken out.

Invariant: a part named for comments counts where it names who speaks, or where it is named for nothing else and holds
less than the page tells. Comments stand in the order of the page.
"""

from __future__ import annotations

from lxml.etree import _Element

from recount.intake.furniture import is_furniture
from recount.intake.markup.labels import drop, text_of
from recount.intake.markup.measures import Measures
from recount.intake.markup.regions import headed_regions, is_whole_region, named_regions
from recount.intake.markup.remarks import Remark, is_item, read_nameless, read_remarks

_REST = 60
"""Words beside its comments up to which a part of a page named for comments goes with them."""
_PROSE = 12
"""Words in sentences beside them from which it stays."""


def take_comments(tree: _Element) -> list[Remark]:
    """Take the comments out of a page and return them: those that name their writers, else those of a whole region."""
    measures = Measures(tree)
    for regions in (named_regions, headed_regions):
        found: list[Remark] = []
        for region in regions(tree):
            remarks, items = read_remarks(region, is_item)
            named = [one for one in remarks if one.speaker]
            if not named or len(named) * 2 < len(remarks):
                continue
            if _clear(region, items, remarks):
                found.extend(remarks)
        if found:
            return found
    return [remark for region in named_regions(tree) for remark in _nameless(region, measures)]


def _nameless(region: _Element, measures: Measures) -> list[Remark]:
    """Take what readers say out of a region that is named for all comments and does not name its writers."""
    own = measures.of(region).prose
    if not own or own * 2 > measures.page.prose or not is_whole_region(region):
        return []
    kept = [one for one in read_nameless(region) if not all(is_furniture(text) for text in one.paragraphs)]
    if kept:
        drop(region)
    return kept


def _clear(region: _Element, items: list[_Element], remarks: list[Remark]) -> bool:
    """Take comments out of the tree, with what holds them unless it has words of its own; say whether that was safe."""
    words = sum(len(text.split()) for one in remarks for text in one.paragraphs)
    for item in items:
        drop(item)
    rest = len(text_of(region, 10_000_000).split()) - (0 if items else words)
    if rest > _REST + words // 4:
        return bool(items)
    if items and Measures(region).page.prose >= _PROSE:
        return True
    drop(region)
    return True
