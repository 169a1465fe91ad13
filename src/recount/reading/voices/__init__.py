"""Who says what: the chain of voices behind a passage, outermost first.

Invariant: the first hop of every chain is the voice of the segment (relation ``speaks``); every further hop is a
printed source whose content holds the passage; contents nest, the wider one outside. A hop's relation says what that
voice does: ``speaks`` (its own words), ``reports`` (news media and announcements), ``cites`` (named by "according
to"), ``quotes`` (it relays another's words), ``shows`` (a document, a film, a study).

The author's own "I think" adds no hop. Documents stand before their writers, publishers before the documents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.voices.cues import closes
from recount.reading.voices.marked import marked
from recount.reading.voices.phrases import Phrases
from recount.reading.voices.pronouns import resolve
from recount.reading.voices.quotations import Quotation, find_quotations, paragraphs
from recount.reading.voices.shape import FINITE, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.speech import Quotes
from recount.reading.voices.values import Attributions, Report, Voice
from recount.reading.voices.verbs import Verbs
from recount.reading.voices.words import known, verb_of

__all__ = ["Attributions", "Quotation", "Report", "Voice", "find_quotations", "paragraphs", "trace"]


def trace(page: Page, names: tuple[NameMention, ...]) -> Attributions:
    """Return the attributions of a page; ``names`` are the names read on it (the engine's entities fill gaps)."""
    shape, spans = Shape(page), paragraphs(page.text)
    quotations = find_quotations(page.text, spans)
    sources, quotes = Sources(shape, names), Quotes(shape, quotations)
    found: dict[int, Report] = {}
    starts = [one.start for one in quotations]
    for report in _reports(shape, quotes, Verbs(shape, sources), Phrases(shape, sources)):
        if report is not None:
            around = quotations[bisect_left(starts, report.content[-1].end) - 1 :][:1]
            found.setdefault(report.cue_token, _finished(page, report, around))
    for report in marked(page, shape, sources, list(found.values())):
        found.setdefault(report.cue_token, report)
    return Attributions(
        page, resolve(page, sources, spans, quotations, sorted(found.values(), key=lambda report: report.cue))
    )


def _reports(shape: Shape, quotes: Quotes, verbs: Verbs, phrases: Phrases) -> Iterator[Report | None]:
    openers = {words[0] for words in known().according} | set(known().accounts)
    for index, token in enumerate(shape.tokens):
        lemma, report = token.lemma.lower(), None
        entry = verb_of(lemma) if shape.relation(index) != "amod" else None
        judges = token.upos == "ADJ" and shape.child(index, "cop", "aux:pass") is not None
        verbal = token.upos == "VERB" or (token.upos == "NOUN" and token.xpos in FINITE) or index in quotes.by_verb
        if entry is not None and (verbal or judges or closes(shape, index)):
            report = verbs.report(index, entry, quotes.spans(index))
        elif token.upos == "NOUN":
            report = phrases.noun(index)
        yield phrases.according(index) if report is None and shape.lower[index] in openers else report
    yield from (phrases.label(number) for number in range(len(shape.page.analysis.sentences)))
    yield from (phrases.signed(one) for number, one in enumerate(quotes.quotations) if number not in quotes.verbs)


def _finished(page: Page, report: Report, around: tuple[Quotation, ...]) -> Report:
    """Return the report as an allegation where an indictment tells it, and not broken off in a quotation."""
    printed = page.quote(report.printed).lower().split() if report.printed else []
    charged = report.manner == "reported" and not known().accusing.isdisjoint(printed)
    *parts, last = report.content
    for one in around:
        if one.closed and last.start <= one.start < last.end < one.end and not one.start <= report.cue.start < one.end:
            last = Span(last.start, one.end)
    return replace(report, content=(*parts, last), manner="alleged" if charged else report.manner)
