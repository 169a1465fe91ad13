"""Reports that only the net sees: "the parish book has nine", "3 dead per the fire brigade", "Palace: none" in a table.

Invariant: a report made here names a printed source that no rule found, and its content stands in the same sentence,
behind its cue where it has one, before it where it has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from recount.reading.page import Page
from recount.reading.voices.shape import DASHES, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.values import Report

SOURCE, CUE = 0.7, 0.6
"""Probabilities of a source and of its cue below which nothing is reported: set on rounds 06 and 07, of which the net
had read nothing."""
_STOPS = frozenset({",", ";", "(", ")", ":"}) | DASHES


def marked(page: Page, shape: Shape, sources: Sources, told: list[Report]) -> Iterator[Report]:
    """Yield the reports of marked sources that stand in no report told before."""
    taken = [report.cue for report in told]
    taken += [voice.span for report in told for voice in report.voices if voice.span]
    taken += [report.printed for report in told if report.printed]
    for (kind, token), marks in page.marks.items():
        mark = marks.get("source")
        if kind != "voice" or mark is None or mark.score < SOURCE or page.tokens[token].upos == "PRON":
            continue
        low, high = shape.bounds(token)
        source = shape.phrase(token, low=low, high=high)
        span = page.span(source.first, source.last)
        if any(one.start < span.end and span.start < one.end for one in taken):
            continue
        cue = mark.tie if mark.tie is not None and low <= mark.tie < high else None
        seen = page.marks.get(("voice", cue), {}).get("cue") if cue is not None else None
        if cue is not None and seen is not None:
            if seen.score < CUE:
                continue
            at, content = cue, _behind(shape, cue, source.first, source.last)
        elif source.first > low:
            at, content = source.first - 1, _before(page, low, source.first)
        else:
            continue
        parts, voices = shape.spans(content), sources.voices(source, page.tokens[at].lemma.lower())
        if parts and voices:
            yield Report(voices, page.span(at, at + 1), at, parts, "reported", "phrase", printed=span)


def _behind(shape: Shape, cue: int, first: int, last: int) -> tuple[int, int]:
    """Return what a cue governs behind itself and its source."""
    start = cue + 1 if not cue < first else max(cue + 1, last)
    return start, max(start, shape.extents[cue][1])


def _before(page: Page, low: int, first: int) -> tuple[int, int]:
    """Return the words right before a source, back to the last stop."""
    end = first - 1
    while end > low and page.tokens[end - 1].text in _STOPS:
        end -= 1
    start = end
    while start > low and page.tokens[start - 1].text not in _STOPS:
        start -= 1
    return start, end
