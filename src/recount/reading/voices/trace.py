"""The attributions of a page: its verbs, phrases and labels of reporting, each read once.

Invariant: reports stand in the order of their cues; two readings of a page give the same.
"""

from __future__ import annotations

from dataclasses import replace

from recount.model.mentions import NameMention
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.voices.cues import closes
from recount.reading.voices.phrases import Phrases
from recount.reading.voices.pronouns import resolve
from recount.reading.voices.quotations import Quotation, find_quotations, paragraphs
from recount.reading.voices.shape import FINITE, Shape
from recount.reading.voices.sources import Sources
from recount.reading.voices.speech import Quotes
from recount.reading.voices.values import Attributions, Report
from recount.reading.voices.verbs import Verbs
from recount.reading.voices.words import known, manner_of, verb_of


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
            found.setdefault(report.cue_token, _widened(_charged(page, report), quotations))
    ordered = sorted(found.values(), key=lambda report: report.cue)
    return Attributions(page, resolve(page, sources, spans, ordered))


def _charged(page: Page, report: Report) -> Report:
    """Return the report as an allegation where an indictment or the like tells it."""
    span = report.printed
    words = {page.lower[t] for t in page.tokens_in(span.start, span.end)} if span is not None else set()
    charged = report.manner == "reported" and bool(words & known().accusing)
    return replace(report, manner="alleged") if charged else report


def _widened(report: Report, quotations: tuple[Quotation, ...]) -> Report:
    """Return the report with contents that break off inside a quotation drawn out to its end."""
    cut = [one for one in quotations if one.closed and not one.start <= report.cue.start < one.end]
    parts = (
        Span(part.start, max([part.end, *(q.end for q in cut if part.start <= q.start < part.end < q.end)]))
        for part in report.content
    )
    return report if report.kind == "quotation" else replace(report, content=tuple(parts))
