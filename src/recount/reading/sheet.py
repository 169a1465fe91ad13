"""The sheet a claim reader works on: a page with its names, places, times and attributions already read.

Invariant: every claim is made by ``Sheet.claim``, so that quote, segment, attribution chain, certainty and
polarity are filled in one place and the same way for all kinds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from recount.model.analysis import Mark
from recount.model.claims import Claim, Hop, Kind, Value
from recount.model.mentions import NameMention, PlaceMention, TimeMention
from recount.model.text import Span
from recount.model.values import When
from recount.reading.page import Made, Page
from recount.reading.stance import judge
from recount.reading.voices import Attributions, Report


@dataclass(frozen=True)
class Sheet:
    """A page with what was read on it before the claims."""

    page: Page
    names: tuple[NameMention, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    attributions: Attributions

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    def once(self, make: Callable[[Sheet], Made]) -> Made:
        """Return what ``make`` makes of this sheet, made once; see ``Page.once``."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def claim(
        self,
        kind: Kind,
        span: Span,
        value: Value,
        *,
        reader: str,
        head: int | None = None,
        anchor: Span | None = None,
        spans: tuple[Span, ...] = (),
        as_of: When | None = None,
        accuses: bool = False,
        score: float = 1.0,
        report: Report | None = None,
        mark: Mark | None = None,
    ) -> Claim:
        """Return a claim on ``span`` with its voice, chain, certainty and polarity.

        ``head`` is the token whose clause carries the statement (its verb or noun; default: the syntactic
        head of ``span``); ``anchor`` the span of the event word the claim hangs on; ``accuses`` says that the
        value accuses somebody, so that ``record_as`` is never firmer than ``alleged``; ``report``
        the reported stretch that the claim is, where its chain must end with that one; ``mark`` what the net
        sees of the claim's own word: where it sees a report and no voice is found, the chain ends in an unnamed one.
        A loaded word is its speaker's opinion, however firmly it is used.
        """
        page = self.page
        if head is None:
            head = self._head(span)
        chain = self.attributions.chain(span.start, span.end, report)
        stance = judge(page, self.attributions, head, accuses=accuses, seen=mark.stance if mark is not None else "")
        if stance.certainty == "reported" and len(chain) == 1 and mark is not None:
            chain = (*chain, Hop(None, "reports", False))
        if kind == "characterisation" and stance.certainty == "asserted":
            stance = replace(stance, certainty="opinion", record_as="opinion")  # whose word it is, it is no fact
        segment = page.segment_at(span.start)
        return Claim(
            document=page.document.id,
            kind=kind,
            segment=segment.id if segment else "",
            start=span.start,
            end=span.end,
            quote=page.quote(span),
            value=value,
            attribution=chain,
            certainty=stance.certainty,
            polarity=stance.polarity,
            record_as=stance.record_as,
            reader=reader,
            score=score,
            spans=spans,
            anchor=anchor,
            as_of=as_of,
        )

    def _head(self, span: Span) -> int:
        """Return the token of ``span`` whose head lies outside it (the first such)."""
        inside = self.page.tokens_in(span.start, span.end)
        for index in inside:
            if self.page.tokens[index].head not in inside:
                return index
        return inside[0]
