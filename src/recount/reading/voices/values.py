"""What attribution finds: voices and reports, and the chain of voices they give for a passage.

Invariant: the spans of a report lie inside the text; content fragments are in order and do not overlap; ``voices``
is outermost first and its last member is the one whose words the content gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from recount.model.claims import Hop, Relation
from recount.model.text import Span
from recount.reading.page import Page
from recount.vocabulary.schema import Manner

Kind = Literal["clause", "quotation", "object", "count", "noun", "phrase", "headline"]
_BUCKET = 256
"""Characters a bucket of the lookup by offset holds; any value gives the same result."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source: its name as resolved (a pronoun's antecedent, else the printed words), and where it is printed."""

    name: str | None
    named: bool
    relation: Relation
    span: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """A reported stretch: who (``voices``), by which word (``cue``), what (``content``, one or more fragments).

    ``heard`` is False where the subject is no voice of a chain (a wish, an attitude, the author's own "I think");
    ``negated`` marks a cue under negation ("did not say that"), ``factive`` a verb that takes its content for true;
    ``cue_token`` is the index of the cue's main word; ``content_head`` the token that governs the content, None for
    bare quotations; ``printed`` the source's words as printed, also where they are only "I".
    """

    voices: tuple[Voice, ...]
    cue: Span
    cue_token: int
    content: tuple[Span, ...]
    manner: Manner
    kind: Kind
    heard: bool = True
    negated: bool = False
    factive: bool = False
    first_person: bool = False
    content_head: int | None = None
    printed: Span | None = None

    def covers(self, start: int, end: int) -> bool:
        """True where the content holds ``start``, or most of ``start`` to ``end``; of "put the toll at 40" all."""
        if self.kind == "count" and self.cue.start <= start < self.cue.end:
            return True
        inside = 0
        for part in self.content:
            if part.start <= start < part.end:
                return True
            inside += max(0, min(part.end, end) - max(part.start, start))
        return inside * 2 > end - start

    def hops(self, start: int) -> list[Hop]:
        """Return the hops of the voices; their content is the fragment that holds ``start``, else the first."""
        content = next((part for part in self.content if part.start <= start < part.end), self.content[0])
        hops = []
        for one in self.voices or (Voice(None, False, "reports", None),):
            start_of, end_of = (one.span.start, one.span.end) if one.span else (None, None)
            hops.append(Hop(one.name, one.relation, one.named, start_of, end_of, self.cue, content))
        return hops


@dataclass(frozen=True)
class Attributions:
    """The reported stretches of a page, in order of their cues."""

    page: Page
    reports: tuple[Report, ...] = ()

    @cached_property
    def _buckets(self) -> dict[int, list[Report]]:
        found: dict[int, list[Report]] = {}
        for report in self.reports:
            first = min(report.cue.start, report.content[0].start)
            for bucket in range(first // _BUCKET, report.content[-1].end // _BUCKET + 1):
                found.setdefault(bucket, []).append(report)
        return found

    @cached_property
    def by_cue(self) -> dict[int, Report]:
        """The reports by the token of their cue's main word."""
        return {report.cue_token: report for report in self.reports}

    def covering(self, start: int, end: int) -> tuple[Report, ...]:
        """Return the reports whose content holds characters ``start`` to ``end``, the widest (outermost) first."""
        found = [report for report in self._buckets.get(start // _BUCKET, ()) if report.covers(start, end)]
        found.sort(key=lambda one: (one.content[0].start - one.content[-1].end, one.cue.start, one.cue.end))
        return tuple(found)

    def chain(self, start: int, end: int, last: Report | None = None) -> tuple[Hop, ...]:
        """Return the chain of voices for characters ``start`` to ``end``; its first hop is the segment's voice.

        With ``last`` the chain ends with that report, also where it is an attitude and no voice.
        """
        segment = self.page.segment_at(start)
        speaker = segment.speaker if segment else None
        around = list(self.covering(start, end))
        if last is not None:
            around = [*around[: around.index(last) if last in around else None], last]
        hops = [hop for report in around if report.heard or report is last for hop in report.hops(start)]
        return (Hop(speaker, "speaks", speaker is not None), *_once(hops))


def _once(hops: list[Hop]) -> list[Hop]:
    """Return the hops with each voice once, its last: "was quoted as saying" has one speaker, not two."""
    kept: list[Hop] = []
    for hop in reversed(hops):
        printed = hop.start is not None and any((hop.start, hop.end) == (one.start, one.end) for one in kept)
        if not printed and not (kept and hop.name is not None and hop.name == kept[-1].name):
            kept.append(hop)
    return kept[::-1]
