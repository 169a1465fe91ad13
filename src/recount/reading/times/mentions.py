"""Every time expression of a document, resolved as far as the document alone allows.

Invariant: ``read_times`` is a pure function of the page; spans follow TIMEX2 (an event that a phrase counts from
belongs to it, and a date inside that event is a mention of its own), values follow ``When``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.model import dates
from recount.model.dates import Interval
from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.times import context
from recount.reading.times.expressions import Expression
from recount.reading.times.grammar import parse
from recount.reading.times.lexemes import Lexeme, lex
from recount.reading.times.narrative import Anchor, Narrative, Resolution, Resolver, mention_of
from recount.reading.times.years import Telling, tell

_DATELINE_REACH = 220
"""Characters from the top within which a dateline is looked for (a place, a date, an agency, a dash)."""
_OWN_STORY = ("comment", "biography", "boilerplate")
"""Voices that start a story of their own; a title, caption or quotation shares the article's."""
_HISTORY_YEARS = 3
"""Years printed in a text, not within a year of its date of writing, that make it a history."""

_REPORT_WEIGHT = 6
"""Years long past that one bare weekday or "last week" outweighs. Set on TimeBank and the look half of WikiWars."""


def read_times(page: Page) -> tuple[TimeMention, ...]:
    """Return the time mentions of a page in order of start, the longer first where two begin together."""
    lexemes, classes = lex(page)
    expressions = parse(page, lexemes, classes)
    resolver = Resolver(page, lexemes, classes, expressions)
    speech = _date_of_writing(page, resolver, lexemes, classes, expressions)
    news = speech is not None and not _is_history(expressions, speech)
    order = _numeric_order(lexemes, expressions)
    stories: dict[str, Narrative] = {}
    mentions: list[TimeMention] = []
    full_days = _full_days(page, resolver, expressions)
    tellings = {} if news else _tellings(page, lexemes, classes, expressions)
    for position, expression in enumerate(expressions):
        key = _story_key(page, lexemes[expression.first].start)
        story = stories.get(key)
        if story is None:
            story = stories[key] = Narrative(
                speech, news, numeric_order=order, full_days=full_days.get(key, []), telling=tellings.get(key)
            )
        following = expressions[position + 1] if position + 1 < len(expressions) else None
        resolution, span = _resolved(page, resolver, lexemes, expression, following, story)
        mentions.append(mention_of(page, span, resolution))
        _remember(page, resolver, lexemes, classes, expression, resolution, story)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _resolved(
    page: Page,
    resolver: Resolver,
    lexemes: Sequence[Lexeme],
    expression: Expression,
    following: Expression | None,
    story: Narrative,
) -> tuple[Resolution, Span]:
    """Return what a phrase says and its span, an event it counts from included."""
    span = resolver.span(expression)
    resolution = resolver.resolve(expression, story)
    pointer = expression.pointer
    if pointer is not None and pointer.base == "event" and expression.rule == "from an event":
        lexemes[expression.last - 1]
        if following is not None and following.first == expression.last and following.kind in ("calendar", "pointer"):
            return _from_date(resolver, expression, following, story, resolution), Span(
                span.start, resolver.span(following).end
            )
        found = context.complement(page, lexemes, expression, span.start)
        if found is None:
            back = replace(expression, pointer=replace(pointer, base="narrative"))
            return resolver.resolve(back, story), span
        return replace(resolution, relative_to=found[1]), Span(span.start, found[0].end)
    if expression.kind == "duration" and expression.rule in ("duration", "units", "units of an event"):
        after = expression.last
        if (
            after < len(lexemes)
            and lexemes[after].text.lower() == "of"
            and not (following is not None and following.first in (after + 1, after + 2))
        ):
            found = context.complement(page, lexemes, replace(expression, last=after + 1), span.start)
            if found is not None:
                return resolution, Span(span.start, found[0].end)
    return resolution, span


def _from_date(
    resolver: Resolver, expression: Expression, following: Expression, story: Narrative, resolution: Resolution
) -> Resolution:
    """Count from a printed date: two days after 8 April."""
    base = resolver.resolve(following, story)
    if base.interval.earliest is None or resolution.offset_days is None:
        return resolution
    anchor = Anchor(base.interval, resolver.page.quote(resolver.span(following)), resolver.span(following).start)
    here = Interval(
        dates.date_part(base.interval.earliest), dates.date_part(base.interval.latest or base.interval.earliest)
    )
    moved = here.shifted(resolution.offset_days)
    return replace(
        resolution, interval=moved, precision="day" if moved.days == 1 else "range", basis="derived",
        trail=(anchor.trail("counted"),), needs=None, timex=None, rules_on=False,
    )  # fmt: skip


def _tellings(
    page: Page, lexemes: Sequence[Lexeme], classes: str, expressions: Sequence[Expression]
) -> dict[str, Telling]:
    """Return the best telling of each story, by its key."""
    stories: dict[str, list[Expression]] = {}
    for expression in expressions:
        stories.setdefault(_story_key(page, lexemes[expression.first].start), []).append(expression)
    return {key: tell(page, lexemes, classes, members) for key, members in stories.items()}


def _story_key(page: Page, offset: int) -> str:
    segment = page.segment_at(offset)
    return segment.id if segment is not None and segment.voice in _OWN_STORY else ""


# -- what the document states of itself ------------------------------------------------------------------------


def _date_of_writing(
    page: Page, resolver: Resolver, lexemes: Sequence[Lexeme], classes: str, expressions: Sequence[Expression]
) -> Anchor | None:
    """Return the day of writing: stated with the document, or by the dateline at its top."""
    published = page.document.published
    if published is not None and published.earliest is not None and published.latest is not None:
        first, last = dates.date_part(published.earliest), dates.date_part(published.latest)
        if first == last and published.basis in ("stated", "resolved"):
            return Anchor(Interval(first, first), published.raw, 0)
    for expression in expressions:
        start = lexemes[expression.first].start
        if start > _DATELINE_REACH:
            return None
        if expression.day is None or expression.year is None or expression.kind != "calendar":
            continue
        if _is_dateline(page.text, lexemes, expression):
            found = resolver.resolve(expression, Narrative(None, False))
            if found.interval.earliest is not None:
                day = dates.date_part(found.interval.earliest)
                span = resolver.span(expression)
                return Anchor(Interval(day, day), page.quote(span), span.start)
    return None


def _is_dateline(text: str, lexemes: Sequence[Lexeme], expression: Expression) -> bool:
    """Return whether a date stands as in ``CITY, 12 March 1999 (Agency) -``, alone on its line, or after a label."""
    start, end = lexemes[expression.first].start, lexemes[expression.last - 1].end
    line_start = text.rfind("\n", 0, start) + 1
    before = text[line_start:start].strip()
    after = text[end : end + 60]
    labels = ("published", "posted", "updated", "date", "dated", "issued", "filed")
    if before.lower().rstrip(":").rstrip().split(" ")[-1:] and before.lower().rstrip(": ").split(" ")[-1] in labels:
        return True
    line_end = text.find("\n", end)
    if not before and not text[end : line_end if line_end >= 0 else len(text)].strip() and line_end >= 0:
        return True
    marked = after.lstrip().startswith(("(", "-", "–", "—", "[", "/"))
    named = bool(before) and before.rstrip(" ,(").replace("\u00a0", " ")[:1].isupper() and len(before) <= 60
    capital = any(word.isupper() and len(word) > 2 for word in before.replace(",", " ").split())
    return marked and named and (capital or before.rstrip().endswith(","))


def _is_history(expressions: Sequence[Expression], speech: Anchor) -> bool:
    """Return whether a text tells of years past rather than of the days before it was written."""
    years = sorted(item.year for item in expressions if item.kind == "calendar" and item.year is not None)
    far = [year for year in years if abs(year - speech.year) > 1]
    near = sum(_is_of_the_day(item) for item in expressions)
    return len(far) >= _HISTORY_YEARS and len(far) * 2 > len(years) and near * _REPORT_WEIGHT < len(far)


def _is_of_the_day(expression: Expression) -> bool:
    """Return whether a phrase counts from the day of writing, as a report of the day does."""
    if expression.kind == "calendar":
        return expression.weekday is not None and expression.month is None
    pointer = expression.pointer
    if expression.kind != "pointer" or pointer is None or pointer.base != "speech":
        return False
    return pointer.unit != "day" or pointer.steps != 0  # histories say "today" too


def _numeric_order(lexemes: Sequence[Lexeme], expressions: Sequence[Expression]) -> str | None:
    """Return which of day and month stands first in the document's numeric dates, None where nothing shows it."""
    orders = set()
    for expression in expressions:
        lexeme = lexemes[expression.first]
        if (
            lexeme.code == "s"
            and not expression.open_dates
            and expression.day is not None
            and expression.month != expression.day
        ):
            orders.add("day first" if int(lexeme.text[:2].strip("/.-")) == expression.day else "month first")
    return orders.pop() if len(orders) == 1 else None


def _full_days(page: Page, resolver: Resolver, expressions: Sequence[Expression]) -> dict[str, list[Anchor]]:
    """Return the days printed with their year, by story."""
    found: dict[str, list[Anchor]] = {}
    for expression in expressions:
        if expression.kind != "calendar" or expression.day is None or expression.year is None:
            continue
        resolution = resolver.resolve(replace(expression, minute=None, part=None), Narrative(None, False))
        if resolution.interval.earliest is not None:
            span = resolver.span(expression)
            anchor = Anchor(resolution.interval, page.quote(span), span.start)
            found.setdefault(_story_key(page, span.start), []).append(anchor)
    return found


def _moves_on(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression, story: Narrative) -> bool:
    """Return whether a date moves its story on: as the best telling has it, else by the words around it."""
    if story.telling is not None:
        ruling = story.telling.years.get(expression.first)
        moves = story.telling.main.get(ruling.giver if ruling is not None else expression.first)
        if moves is not None:
            return moves
    return context.governs(page, lexemes, classes, expression)


def _remember(
    page: Page,
    resolver: Resolver,
    lexemes: Sequence[Lexeme],
    classes: str,
    expression: Expression,
    resolution: Resolution,
    story: Narrative,
) -> None:
    """Move the story on to the time just told of, unless it was a look back or aside."""
    interval = resolution.interval
    if not resolution.rules_on or interval.earliest is None or interval.latest is None:
        return
    span = resolver.span(expression)
    sentence = context.sentence_number(page, span.start)
    rules = _moves_on(page, lexemes, classes, expression, story)
    printed = expression.year is not None and expression.kind == "calendar"
    reached = expression.first > 0 and lexemes[expression.first - 1].text.lower() == "by"
    anchor = Anchor(interval, page.quote(span), span.start, sentence, printed, reached)
    story.mentioned = anchor
    if not context.looks_aside(page, lexemes, classes, expression):
        story.latest = anchor
    if not rules:
        return
    pointer = expression.pointer
    if pointer is not None and pointer.sign < 0 and pointer.unit in ("year", "decade", "century", "month"):
        return
    story.told = anchor
    if expression.day is not None or resolution.precision in ("day", "part_of_day", "hour", "minute"):
        day = dates.date_part(interval.earliest)
        story.told_day = Anchor(Interval(day, day), anchor.quote, anchor.start, sentence)
    story.ruling = anchor
