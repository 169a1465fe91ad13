"""Who says what: the chain of voices behind a passage, outermost first.

Invariant: the first hop of every chain is the voice of the segment (relation ``speaks``); every further hop is a
printed source whose content holds the passage; contents nest, the wider one outside. A hop's relation says what that
voice does: ``speaks`` (its own words), ``reports`` (news media and announcements), ``cites`` (named by "according
to"), ``quotes`` (it relays another's words), ``shows`` (a document, a film, a study).

The author's own "I think" adds no hop. Documents stand before their writers, publishers before the documents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from recount.model.claims import Hop
from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.attribution_cues import Cues
from recount.reading.attribution_phrases import Phrases
from recount.reading.attribution_pronouns import resolve
from recount.reading.attribution_quotes import Quotes
from recount.reading.attribution_sources import Sources
from recount.reading.attribution_tree import Shape
from recount.reading.attribution_values import Manner, Report, Voice
from recount.reading.attribution_words import words
from recount.reading.page import Page
from recount.reading.quotations import Quotation, find_quotations, paragraphs

__all__ = ["Attributions", "Manner", "Report", "Voice", "trace"]

_BUCKET = 256
"""Characters a bucket of the lookup by offset holds; any value gives the same result."""


@dataclass(frozen=True)
class Attributions:
    """The reported stretches of a page, in order of their cues, and its quotations."""

    page: Page
    reports: tuple[Report, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    @cached_property
    def _buckets(self) -> dict[int, list[Report]]:
        found: dict[int, list[Report]] = {}
        for report in self.reports:
            first, last = report.extent
            for bucket in range(first // _BUCKET, last // _BUCKET + 1):
                found.setdefault(bucket, []).append(report)
        return found

    def covering(self, start: int, end: int) -> tuple[Report, ...]:
        """Return the reports whose content holds characters ``start`` to ``end``, outermost first."""
        found = [report for report in self._buckets.get(start // _BUCKET, ()) if report.covers(start, end)]
        return tuple(sorted(found, key=_width))

    def chain(self, start: int, end: int, last: Report | None = None) -> tuple[Hop, ...]:
        """Return the chain of voices for characters ``start`` to ``end``; its first hop is the segment's voice.

        With ``last`` the chain ends with that report, also where it is an attitude and no voice.
        """
        segment = self.page.segment_at(start)
        speaker = segment.speaker if segment else None
        hops = [Hop(speaker, "speaks", speaker is not None)]
        for report in self.covering(start, end):
            if report is last:
                break
            if report.heard:
                hops.extend(self.hops(report, start))
        if last is not None:
            hops.extend(self.hops(last, start))
        return tuple(_once(hops))

    def hops(self, report: Report, start: int | None = None) -> tuple[Hop, ...]:
        """Return the hops of one report; ``content`` is the fragment that holds ``start`` (default: the first)."""
        content = report.content[0]
        for part in report.content:
            if start is not None and part.start <= start < part.end:
                content = part
        voices = report.voices or (Voice(None, False, "reports", None),)
        return tuple(
            Hop(
                voice.name,
                voice.relation,
                voice.named,
                voice.span.start if voice.span else None,
                voice.span.end if voice.span else None,
                report.cue,
                content,
            )
            for voice in voices
        )


def _once(hops: list[Hop]) -> list[Hop]:
    """Return the hops with each printed voice once: "was quoted as saying" has one speaker, not two."""
    seen: set[tuple[int, int]] = set()
    kept: list[Hop] = []
    for hop in reversed(hops):
        if hop.start is not None and hop.end is not None:
            if (hop.start, hop.end) in seen:
                continue
            seen.add((hop.start, hop.end))
        kept.append(hop)
    return kept[::-1]


def _width(report: Report) -> tuple[int, int, int]:
    """Sort key: the wider content outside; of equal ones the earlier cue."""
    first, last = report.extent
    return first - last, report.cue.start, report.cue.end


def trace(page: Page, names: tuple[NameMention, ...]) -> Attributions:
    """Return the attributions of a page; ``names`` are the names read on it (else the engine's entities serve)."""
    shape = Shape(page)
    spans = paragraphs(page.text)
    quotations = find_quotations(page.text, spans)
    sources = Sources(shape, names)
    cues, phrases = Cues(shape, sources), Phrases(shape, sources)
    quotes = Quotes(shape, quotations)
    quotes.tie()
    reports: list[Report] = []
    vocabulary = words()
    starts = {phrase[0] for phrase in vocabulary.according}
    for index, token in enumerate(page.tokens):
        lemma = token.lemma.lower()
        entry = vocabulary.verbs.get(lemma)
        report: Report | None = None
        if entry is not None and (token.upos == "VERB" or index in quotes.by_verb):
            report = cues.verb_report(index, entry, quotes.spans(index))
        elif lemma in vocabulary.nouns and token.upos == "NOUN":
            report = phrases.noun(index)
        if page.lower[index] in starts and report is None:
            report = phrases.according(index)
        if report is not None:
            reports.append(report)
    for number in range(len(page.analysis.sentences)):
        headline = phrases.headline(number)
        if headline is not None and not any(other.cue_token == headline.cue_token for other in reports):
            reports.append(headline)
    for order, quotation in enumerate(quotes.quotations):
        signed = phrases.signed(quotation) if order not in quotes.tied else None
        if signed is not None:
            reports.append(signed)
    whole = [_widened(report, quotations) for report in reports]
    return Attributions(page, resolve(page, sources, spans, sorted(whole, key=lambda r: r.cue)), quotations)


def _widened(report: Report, quotations: tuple[Quotation, ...]) -> Report:
    """Return the report with contents that break off inside a quotation drawn out to its end."""
    if report.direct or not quotations:
        return report
    parts: list[Span] = []
    for part in report.content:
        end = part.end
        for quotation in quotations:
            if quotation.start >= part.end:
                break
            if part.start <= quotation.start and quotation.start < end < quotation.end and quotation.closed:
                if not quotation.start <= report.cue.start < quotation.end:
                    end = quotation.end
        parts.append(Span(part.start, end))
    if tuple(parts) == report.content:
        return report
    return replace(report, content=tuple(parts))
