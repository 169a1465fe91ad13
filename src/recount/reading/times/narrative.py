"""What a document has told so far: the day it was written, the time told of last, the dates printed in full.

Invariant: an anchor is a passage of the same document; nothing is taken from a clock or a default.

Two anchors are kept while a voice speaks: the date of writing (``today``, ``last week``) and the time told of
last (``the next day``, ``in April``). The second one's year rules months and days printed without a year, as in
narrative anchoring of historical prose (HeidelTime's narrative strategy; Mazur and Dale 2010 on WikiWars).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from recount.model import dates
from recount.model.dates import Interval
from recount.reading.times import context
from recount.reading.times.calendar import days_of
from recount.reading.times.expressions import Expression
from recount.reading.times.notation import Row
from recount.reading.times.writing import dates_of_writing
from recount.reading.times.years import Telling, tell

_OWN_STORY = ("comment", "biography", "boilerplate")
"""Voices that start a story of their own; a title, caption or quotation shares the article's."""
_HISTORY_YEARS = 3
"""Years printed in a text, not within a year of its date of writing, that make it a history."""
_LONGEST_MONTH = 31
_REPORT_WEIGHT = 6
"""Years long past that one bare weekday or "last week" outweighs. Set on TimeBank and the look half of WikiWars."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A time of the document with the passage that states it."""

    interval: Interval
    quote: str
    start: int
    sentence: int = -1

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return dates.split(self.interval.earliest or "")[0]

    @property
    def is_month(self) -> bool:
        """Whether it is a stretch longer than a few days and no longer than a month."""
        return 3 < (self.interval.days or 0) <= _LONGEST_MONTH

    @property
    def first_day(self) -> str:
        """The day on which it begins."""
        return dates.date_part(self.interval.earliest or "")

    def trail(self, what: str) -> str:
        """Return the step of a trail that names this passage."""
        return f'{what} from "{self.quote}" at character {self.start}'


@dataclass(slots=True)
class Story:
    """What one voice has told so far."""

    speech: Anchor | None
    written: Anchor | None
    """The day of writing, or the month where only that is printed: nothing told as past is after it."""
    dateline: tuple[int, int] | None
    """Month and day of a dateline without a year."""
    news: bool
    """Whether it reports the days before it was written, and does not tell of years past."""
    numeric_order: str | None
    telling: Telling
    """The years of dates printed without one, where the text tells of the past as a story."""
    full_days: list[Anchor] = field(default_factory=list)
    """The days printed with their year, all through the story."""
    told: Anchor | None = None
    """The time told of last, and the day of it."""
    told_day: Anchor | None = None
    told_month: Anchor | None = None
    """The day or month told of last."""
    mentioned: Anchor | None = None
    """The date mentioned last, in a look back too: what "that year" goes back to."""

    def remember(self, row: Row, expression: Expression, interval: Interval, *, is_day: bool, tells: bool) -> None:
        """Move on to a time just told of, unless it was a look back or aside.

        A day of writing or saying is none on which something happened (``tells``).
        """
        anchor = self.mentioned = anchor_of(row, expression, interval)
        pointer = expression.pointer
        back = pointer is not None and pointer.sign < 0 and pointer.unit in ("year", "decade", "century", "month")
        moves = self.telling.get(expression.first)  # as the best telling has it, else by the words around it
        if back or not (moves if isinstance(moves, bool) else context.governs(row, expression)):
            return
        self.told = anchor
        if tells and (is_day or anchor.is_month):
            self.told_month = anchor
        if is_day and tells:
            self.told_day = replace(anchor, interval=Interval(anchor.first_day, anchor.first_day))


def stories(row: Row, expressions: Sequence[Expression]) -> list[Story]:
    """Return the story that each expression belongs to."""
    dated = dates_of_writing(row, expressions)
    speech = _date_of_writing(row, dated)
    written = speech or next(iter(_months(row, dated)), None)
    dateline = next(((i.month, i.day) for i in dated if i.year is None and i.month and i.day), None)
    news = speech is not None and not _is_history(expressions, speech.year)
    members: dict[str, list[Expression]] = {}
    segments = [row.page.segment_at(row.at(item.first).start) for item in expressions]
    keys = [item.id if item is not None and item.voice in _OWN_STORY else "" for item in segments]
    for key, expression in zip(keys, expressions, strict=True):
        members.setdefault(key, []).append(expression)
    order = _numeric_order(row, expressions)
    made = {
        key: Story(
            speech,
            written,
            None if speech else dateline,
            news,
            order,
            {} if news else tell(row, own),
            _full_days(row, own),
        )
        for key, own in members.items()
    }
    return [made[key] for key in keys]


def anchor_of(row: Row, expression: Expression, interval: Interval) -> Anchor:
    """Return an expression as an anchor of that interval."""
    span = row.span(expression.first, expression.last)
    return Anchor(interval, row.page.quote(span), span.start, context.sentence_number(row, expression))


def _full_days(row: Row, expressions: Sequence[Expression]) -> list[Anchor]:
    """Return the days printed with their year."""
    found = []
    for expression in expressions:
        if expression.kind == "calendar" and expression.day is not None and expression.year is not None:
            days = days_of(expression, expression.year)
            if days is not None:
                found.append(anchor_of(row, expression, days))
    return found


def _months(row: Row, expressions: Sequence[Expression]) -> list[Anchor]:
    """Return the months printed with their year."""
    printed = [e for e in expressions if e.month is not None and e.day is None and e.year is not None]
    found = ((e, days_of(e, e.year or 0)) for e in printed)
    return [anchor_of(row, expression, days) for expression, days in found if days is not None]


def _date_of_writing(row: Row, dated: Sequence[Expression]) -> Anchor | None:
    """Return the day of writing: stated with the document, or by the text itself (``writing``)."""
    published = row.page.document.published
    if published is not None and published.earliest is not None:
        first, last = dates.date_part(published.earliest), dates.date_part(published.latest or "")
        if first == last:
            return Anchor(Interval(first, first), published.raw, 0)
    found = _full_days(row, dated)
    return found[0] if found else None


def _is_history(expressions: Sequence[Expression], written: int) -> bool:
    """Return whether a text tells of years past rather than of the days before it was written."""
    years = [item.year for item in expressions if item.kind == "calendar" and item.year is not None]
    far = sum(abs(year - written) > 1 for year in years)
    near = sum(_is_of_the_day(item) for item in expressions)
    return far >= _HISTORY_YEARS and near * _REPORT_WEIGHT < far


def _is_of_the_day(expression: Expression) -> bool:
    """Return whether a phrase counts from the day of writing, as a report of the day does."""
    if expression.kind == "calendar":
        return expression.weekday is not None and expression.month is None
    pointer = expression.pointer
    return expression.kind == "pointer" and pointer is not None and pointer.base == "speech"


def _numeric_order(row: Row, expressions: Sequence[Expression]) -> str | None:
    """Return which of day and month stands first in the document's numeric dates, None where nothing shows it."""
    orders = set()
    for expression in expressions:
        figures = re.fullmatch(r"(\d\d?)[/.-].*", row.at(expression.first).word)
        if figures and not expression.readings and expression.month != expression.day:
            orders.add("day first" if int(figures[1]) == expression.day else "month first")
    return orders.pop() if len(orders) == 1 else None
