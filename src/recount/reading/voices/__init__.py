"""Who says what: the chain of voices behind a passage, outermost first.

Invariant: the first hop of every chain is the voice of the segment (relation ``speaks``); every further hop is a
printed source whose content holds the passage; contents nest, the wider one outside. A hop's relation says what that
voice does: ``speaks`` (its own words), ``reports`` (news media and announcements), ``cites`` (named by "according
to"), ``quotes`` (it relays another's words), ``shows`` (a document, a film, a study).

The author's own "I think" adds no hop. Documents stand before their writers, publishers before the documents.
"""

from __future__ import annotations

from dataclasses import replace

from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.voices.cues import closes
from recount.reading.voices.phrases import Phrases
from recount.reading.voices.quotations import Quotation, find_quotations, paragraphs
from recount.reading.voices.shape import FINITE, Shape
from recount.reading.voices.sources import Sources, resolve
from recount.reading.voices.speech import Quotes
from recount.reading.voices.values import Attributions, Report, Voice
from recount.reading.voices.verbs import Verbs
from recount.reading.voices.words import known, manner_of, verb_of

__all__ = ["Attributions", "Quotation", "Report", "Voice", "find_quotations", "paragraphs", "trace"]


def trace(page: Page, names: tuple[NameMention, ...]) -> Attributions:
    """Return the attributions of a page; ``names`` are the names read on it (the engine's entities fill gaps)."""
    shape, spans = Shape(page), paragraphs(page.text)
    quotations = find_quotations(page.text, spans)
    sources, quotes = Sources(shape, names), Quotes(shape, quotations)
    verbs, phrases = Verbs(shape, sources), Phrases(shape, sources)
    openers = {words[0] for words in known().according} | set(known().accounts)
    reports: list[Report | None] = []
    for index, token in enumerate(page.tokens):
        lemma, report = token.lemma.lower(), None
        entry = verb_of(lemma)
        verbal = token.upos == "VERB" or (token.upos == "NOUN" and token.xpos in FINITE) or shape.judges(index)
        if (
            entry is not None
            and shape.relation(index) != "amod"
            and (verbal or index in quotes.by_verb or closes(shape, index))
        ):
            report = verbs.report(index, entry, quotes.spans(index))
        elif token.upos == "NOUN" and manner_of(lemma) is not None:
            report = phrases.noun(index)
        if report is None and page.lower[index] in openers:
            report = phrases.according(index)
        reports.append(report)
    reports.extend(phrases.label(number) for number in range(len(page.analysis.sentences)))
    reports.extend(phrases.signed(quotation) for quotation in quotes.untied())
    found: dict[int, Report] = {}
    for report in reports:
        if report is not None:
            found.setdefault(report.cue_token, _finished(page, report, quotations))
    ordered = sorted(found.values(), key=lambda report: report.cue)
    return Attributions(page, resolve(page, sources, spans, ordered))


def _finished(page: Page, report: Report, quotations: tuple[Quotation, ...]) -> Report:
    """Return the report as an allegation where an indictment tells it, with no content broken off in a quotation."""
    words = (
        {page.lower[t] for t in page.tokens_in(report.printed.start, report.printed.end)} if report.printed else set()
    )
    charged = report.manner == "reported" and bool(words & known().accusing)
    cut = [one for one in quotations if one.closed and not one.start <= report.cue.start < one.end]
    content = tuple(
        Span(part.start, max([part.end, *(q.end for q in cut if part.start <= q.start < part.end < q.end)]))
        for part in report.content
    )
    return replace(report, content=content, manner="alleged" if charged else report.manner)
