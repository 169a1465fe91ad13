"""Sentences that stand among an article's paragraphs and that the reader of the main text leaves out.

Invariant: a sentence is the article's only where it stands beside paragraphs that are in the text, in a part that is
named for nothing else; others are kept as furniture, so that no sentence within an article is lost without a trace.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from recount.intake.headlines import plain
from recount.intake.markup.labels import inside
from recount.intake.markup.measures import Measures, Told
from recount.model.text import Voice

_SENTENCES = 4_000
"""Sentences of a page above which none is looked for."""
_OUTSIDE = frozenset(("nav", "footer", "form", "header", "figure", "table"))


@dataclass(frozen=True, slots=True)
class Lost:
    """A line that a text lacks, the line it stands behind, and its voice where it is not the article's."""

    text: str
    behind: str
    voice: Voice | None


def find_doubted(doubted: list[_Element], measures: Measures) -> frozenset[str]:
    """Return the lines, as words alone, that stand in parts which only their names call furniture."""
    parts = set(doubted)
    return frozenset(plain(one.text) for one in measures.told if parts and not parts.isdisjoint(_around(one.block)))


def _around(block: _Element) -> list[_Element]:
    return [block, *block.iterancestors()]


def find_lost(lines: list[str], measures: Measures, doubted: frozenset[str]) -> list[Lost]:
    """Return what a page tells between the first and the last sentence of a text and the text does not hold."""
    told = measures.told
    if len(told) > _SENTENCES:
        return []
    text = "\n".join(plain(line) for line in lines)
    exact = {plain(line): line for line in lines}
    held = [plain(one.text) in text for one in told]
    if True not in held:
        return []
    last = len(held) - 1 - held[::-1].index(True)
    beside = {one.block.getparent() for one, there in zip(told, held, strict=True) if there}
    found, behind = [], None
    for one, there in zip(told[:last], held[:last], strict=True):
        if there:
            behind = exact.get(plain(one.text), behind)
        elif behind is not None and not inside(one.block, _OUTSIDE):
            found.append(Lost(one.text, behind, _voice(one, beside, doubted)))
    return found


def _voice(one: Told, beside: set[_Element | None], doubted: frozenset[str]) -> Voice | None:
    aside = one.block.tag == "aside" or plain(one.text) in doubted
    return None if one.block.getparent() in beside and not aside else "boilerplate"
