"""Who says what: the chain of voices behind a passage, outermost first (written by the attribution reader)."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.claims import Hop
from recount.model.mentions import NameMention
from recount.reading.page import Page


@dataclass(frozen=True)
class Attributions:
    """The reported stretches of a page and their sources."""

    page: Page

    def chain(self, start: int, end: int) -> tuple[Hop, ...]:
        """Return the chain of voices for characters ``start`` to ``end``; its first hop is the segment's voice."""
        segment = self.page.segment_at(start)
        speaker = segment.speaker if segment else None
        return (Hop(speaker, "speaks", speaker is not None),)


def trace(page: Page, names: tuple[NameMention, ...]) -> Attributions:
    """Return the attributions of a page."""
    return Attributions(page)
