"""The times of a document: its time expressions resolved as far as it allows, and the events they date.

A text is lexed (``lexer``), the patterns of ``vocabulary/time_patterns.yaml`` are matched (``notation``, ``phrases``),
neighbours join (``joining``), and what they say is resolved by the document (``narrative``, ``years``, ``resolution``,
``calendar``) and the words around (``context``); ``dates`` says which event each dates.
"""

from __future__ import annotations

from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.model.values import When
from recount.reading.page import Page
from recount.reading.times.context import is_said, opens
from recount.reading.times.dates import read_dates
from recount.reading.times.joining import expressions
from recount.reading.times.narrative import stories
from recount.reading.times.notation import row_of
from recount.reading.times.resolution import Resolution, resolve, with_event
from recount.reading.times.writing import dates_of_writing

__all__ = ["read_dates", "read_times"]


def read_times(page: Page) -> tuple[TimeMention, ...]:
    """Return the time mentions of a page in order of start, the longer first where two begin together.

    A pure function of the page. Spans follow TIMEX2: an event that a phrase counts from belongs to it, and a date
    inside that event is a mention of its own.
    """
    row = row_of(page)
    found = expressions(row)
    writes = {id(item) for item in dates_of_writing(row, found)}
    spans = [row.span(item.first, item.last) for item in found]
    mentions: list[TimeMention] = []
    for position, (expression, story) in enumerate(zip(found, stories(row, found), strict=True)):
        said, span = resolve(row, expression, story), row.span(expression.first, expression.last)
        measures = expression.kind == "duration" and expression.pointer is None
        if expression.event or (measures and row.at(expression.last).word == "of"):
            said, span = with_event(row, expression, [*found[position + 1 : position + 2], None][0], story, said)
        mention = _mention(page, span, said, spans, writes=id(expression) in writes)
        mentions.append(mention)
        if said.tells and said.interval.is_bounded:
            is_day = said.precision in ("day", "part_of_day", "hour", "minute")
            story.remember(row, expression, said.interval, is_day=is_day, tells=not (mention.writes or mention.says))
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _mention(page: Page, span: Span, said: Resolution, others: list[Span], *, writes: bool) -> TimeMention:
    quote, segment = page.quote(span), page.segment_at(span.start, quotations=True)
    when = When(
        quote, said.interval.earliest, said.interval.latest, said.precision, said.basis, said.trail, said.flags,
        timex=said.timex,
    )  # fmt: skip
    return TimeMention(
        span.start, span.end, quote, when, segment.id if segment else "",
        said.needs, said.relative_to, said.offset_days, writes, is_said(page, span), opens(page, span, others),
    )  # fmt: skip
