"""From time expressions to intervals, by the document alone: its stated dates, its date of writing, its telling.

Invariant: a date is resolved only from words of the same document, and its trail names them. What the document
does not settle keeps ``needs`` and, where there are any, bounds; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from recount.model import dates
from recount.model.dates import Interval
from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.model.values import Precision, When, WhenBasis
from recount.reading.page import Page
from recount.reading.times import context
from recount.reading.times.calendar import (
    calendar_interval,
    long_interval,
    open_timex,
    part_code,
    refined,
    season_near,
    stepped,
    unit_around,
)
from recount.reading.times.expressions import Expression, Pointer
from recount.reading.times.joining import expressions
from recount.reading.times.lexer import vocabulary
from recount.reading.times.narrative import Anchor, Story, stories
from recount.reading.times.notation import Row, row_of

_NEAR_DAYS = 7
"""A day without a year this near to a fully dated day of the document is taken to be of its year."""
_FEW_YEARS = 3
"""Years in the full dates of a text up to which a day without a year is taken for the day printed in full. Set on
the look half of WikiWars."""
_AGAINST_TENSE = 120
"""Days that a date on the wrong side of its tense counts as farther away. Set on TimeBank: tense is read from a
parse and is sometimes wrong, distance is not."""
_REACH = 1
"""A clock without a day, and "that year", go back to what was told of at most this many sentences earlier."""
_CLOCK_UNITS = ("second", "minute", "hour")
_MOD_FLAGS = {"APPROX": "about", "BEFORE": "shortly before", "AFTER": "shortly after"}
_THIRDS = ("START", "MID", "END")

_Year = tuple[int, *tuple[str, ...]]
"""A year and the steps that led to it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """An interval with its basis and trail, or what is missing for one."""

    interval: Interval = Interval()
    precision: Precision = "unknown"
    basis: WhenBasis = "unresolvable"
    trail: tuple[str, ...] = ()
    timex: str | None = None
    needs: str | None = None
    flags: tuple[str, ...] = ()
    tells: bool = False
    """Whether it is a date that a story can go on from."""
    offset_days: int | None = None
    relative_to: Span | None = None


def read_times(page: Page) -> tuple[TimeMention, ...]:
    """Return the time mentions of a page in order of start, the longer first where two begin together.

    A pure function of the page. Spans follow TIMEX2: an event that a phrase counts from belongs to it, and a date
    inside that event is a mention of its own.
    """
    row = row_of(page)
    found = expressions(row)
    resolver = Resolver(row, found)
    mentions: list[TimeMention] = []
    for position, (expression, story) in enumerate(zip(found, stories(row, found), strict=True)):
        resolution = resolver.resolve(expression, story)
        span = row.span(expression.first, expression.last)
        measures = expression.kind == "duration" and expression.pointer is None and row.at(expression.last).word == "of"
        if expression.event or measures:
            following = found[position + 1] if position + 1 < len(found) else None
            resolution, span = resolver.with_event(expression, following, story, resolution)
        mentions.append(_mention(page, span, resolution))
        interval = resolution.interval
        if resolution.tells and interval.is_bounded:
            is_day = resolution.precision in ("day", "part_of_day", "hour", "minute")
            story.remember(row, expression, interval, is_day=is_day)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _mention(page: Page, span: Span, said: Resolution) -> TimeMention:
    quote, segment = page.quote(span), page.segment_at(span.start, quotations=True)
    when = When(
        quote, said.interval.earliest, said.interval.latest, said.precision, said.basis, said.trail, said.flags,
        timex=said.timex,
    )  # fmt: skip
    return TimeMention(
        span.start, span.end, quote, when, segment.id if segment else "",
        needs=said.needs, relative_to=said.relative_to, offset_days=said.offset_days,
    )  # fmt: skip


class Resolver:
    """Resolves the expressions of one row in their order."""

    def __init__(self, row: Row, found: list[Expression]) -> None:
        self.row = row
        self.at_lexeme = {expression.first: expression for expression in found}

    def resolve(self, expression: Expression, story: Story) -> Resolution:
        """Return what an expression says in its story so far."""
        match expression.kind:
            case "reference" if expression.pointer is not None:
                return self._period(expression, story)
            case "set" | "reference":
                return Resolution(timex=expression.timex, basis="stated" if expression.timex else "unresolvable")
            case "duration":
                return self._duration(expression, story)
        if expression.pointer is not None:
            return self._pointed(expression, expression.pointer, story)
        if expression.readings:
            return self._numeric(expression, story)
        long = long_interval(expression)
        if long is not None:
            return Resolution(*long, "stated", (f"stated: {long[0].earliest} to {long[0].latest}",))
        if expression.year is not None:
            trail = "the year printed with its pair" if expression.inherits else "stated in full"
            basis: WhenBasis = "resolved" if expression.inherits else "stated"
            return self._dated(expression, expression.year, trail, basis=basis)
        if expression.lacks_year:
            return self._yearless(expression, story)
        return self._of_a_day(expression, story)

    # -- dates ---------------------------------------------------------------------------------------------------

    def _dated(self, expression: Expression, year: int, *trail: str, basis: WhenBasis = "resolved") -> Resolution:
        found = calendar_interval(expression, year)
        if found is None:
            flags = ("no such day in the calendar",)
            return Resolution(timex=open_timex(expression), flags=flags, trail=trail)
        timex = None
        if expression.day is not None and expression.month is not None:
            timex = _part_timex(expression, dates.iso_day(year, expression.month, expression.day))
        return Resolution(*found, basis, trail, timex, flags=_flags(expression, found[0]), tells=True)

    def _on(self, expression: Expression, day: str, trail: str, *, tells: bool = True) -> Resolution:
        """Return a phrase of a day, or of a part of it, that is known."""
        interval, precision = refined(expression, Interval(day, day), "day")
        timex, flags = _part_timex(expression, day), _flags(expression, interval)
        return Resolution(interval, precision, "resolved", (trail,), timex, flags=flags, tells=tells)

    def _numeric(self, expression: Expression, story: Story) -> Resolution:
        """Keep both readings of 08/04/2011 unless another numeric date of the document shows the order."""
        if story.numeric_order is not None:
            year, month, day = expression.readings[story.numeric_order != "day first"]
            made = replace(expression, readings=(), month=month, day=day)
            return self._dated(made, year, f"{story.numeric_order}, as another numeric date here shows")
        both = [dates.iso_day(*reading) for reading in expression.readings]
        flags = (f"ambiguous: {' or '.join(map(dates.day_words, both))}",)
        interval = Interval(min(both), max(both))
        return Resolution(interval, "range", "stated", ("order of day and month not shown",), flags=flags)

    # -- no year printed -----------------------------------------------------------------------------------------

    def _yearless(self, expression: Expression, story: Story) -> Resolution:
        found = (
            self._year_of_a_full_day(expression, story, 0)
            or self._year_of_the_telling(expression, story)
            or self._year_of_a_full_day(expression, story, _NEAR_DAYS)
            or self._year_by_tense(expression, story.speech)
        )
        if found is not None:
            return self._dated(expression, *found)
        trail = ("no year is stated for it in this document",)
        return Resolution(timex=open_timex(expression), needs="year", trail=trail)

    def _year_of_a_full_day(self, expression: Expression, story: Story, days: int) -> _Year | None:
        """Return the year of the fully dated days within ``days`` of a day without one, if all such agree on it."""
        years = {anchor.year for anchor in story.full_days}
        if expression.day is None or len(years) > _FEW_YEARS:
            return None  # a long history tells of the same day in several years
        bare = replace(expression, minute=None, part=None)
        near = []
        for anchor in story.full_days:
            found = calendar_interval(bare, anchor.year)
            if found is not None and found[0].gap_days(Interval(anchor.first_day, anchor.first_day)) <= days:
                near.append(anchor)
        if len({anchor.year for anchor in near}) != 1:
            return None
        return near[-1].year, near[-1].trail("year" if days else "year of the same day")

    def _year_of_the_telling(self, expression: Expression, story: Story) -> _Year | None:
        """Return the year that the best telling of its story gives a date."""
        found = story.telling.years.get(expression.first)
        if found is None:
            return None
        giver = self.at_lexeme[found.giver]
        span = self.row.span(giver.first, giver.last)
        trail = f'year from "{self.row.page.quote(span)}" at character {span.start}'
        if giver.year in (None, found.year):
            return found.year, trail
        return found.year, trail, f"the telling has gone on to {found.year}"

    def _year_by_tense(self, expression: Expression, speech: Anchor | None) -> _Year | None:
        """Return the year in which a date lies nearest to the date of writing on the side its tense says."""
        if speech is None:
            return None
        tense, here, years = context.tense(self.row, expression), speech.interval, []
        for year in (speech.year - 1, speech.year, speech.year + 1):
            found = calendar_interval(replace(expression, minute=None, part=None, mod=None), year)
            if found is not None:
                wrong = found[0].before(here) if tense == "future" else tense == "past" and here.before(found[0])
                years.append((found[0].gap_days(here) + _AGAINST_TENSE * wrong, year))
        return (min(years)[1], speech.trail("nearest year to the date of writing")) if years else None

    # -- no date printed -----------------------------------------------------------------------------------------

    def _of_a_day(self, expression: Expression, story: Story) -> Resolution:
        """Resolve a weekday by the date of writing, a clock by the day told of in this sentence or the one before."""
        timex, speech = open_timex(expression), story.speech if story.news else None
        if expression.weekday is not None:
            if speech is None:
                return Resolution(timex=timex, needs="anchor", trail=("no date of writing is stated",))
            day = self._nearest_weekday(expression, expression.weekday, speech.first_day)
            return self._on(expression, day, speech.trail("nearest such day"))
        if expression.minute is None and expression.mod is None and self.row.at(expression.first).word != "the":
            return Resolution(timex=timex, trail=("no day is stated for it",), basis="stated")
        anchor = story.told_day
        if anchor is not None and context.sentence_number(self.row, expression) - anchor.sentence <= _REACH:
            return self._on(expression, anchor.first_day, anchor.trail("day"), tells=False)
        return Resolution(timex=timex, needs="anchor", trail=("no day is stated for it",))

    def _nearest_weekday(self, expression: Expression, weekday: int, written: str) -> str:
        match context.tense(self.row, expression):
            case "future":
                return dates.next_weekday(written, weekday, same=False)
            case "present":
                return dates.nearest_weekday(written, weekday)
        return dates.previous_weekday(written, weekday, same=True)

    # -- steps from another time ---------------------------------------------------------------------------------

    def _period(self, expression: Expression, story: Story) -> Resolution:
        """``At the same time`` is the time told of last; ``this period`` stays open."""
        told = story.told
        if told is None or [self.row.at(expression.last - step).word for step in (2, 1)] != ["same", "time"]:
            return Resolution(trail=("points to what was told before",))
        return Resolution(told.interval, dates.precision_of(told.interval), "resolved", (told.trail("the same"),))

    def _duration(self, expression: Expression, story: Story) -> Resolution:
        flags = (expression.mod,) if expression.mod else ()
        stretch = Resolution(timex=expression.timex, basis="stated", flags=flags)
        pointer = expression.pointer
        if pointer is None or pointer.steps is None or pointer.unit in _CLOCK_UNITS:
            return stretch
        anchor = story.speech if pointer.base == "speech" else story.told
        if anchor is None:
            return stretch
        near = (anchor.interval.earliest if pointer.sign < 0 else anchor.interval.latest) or ""
        ends = sorted((near, stepped(near, pointer.unit, pointer.steps)), key=dates.first_minute)
        trail = (anchor.trail("counted"),)
        return replace(stretch, interval=Interval(*ends), precision="range", basis="resolved", trail=trail)

    def _pointed(self, expression: Expression, pointer: Pointer, story: Story) -> Resolution:
        if pointer.base == "event":
            return self._from_event(expression, pointer)
        offset = pointer.steps if pointer.base == "speech" and pointer.unit == "day" else None
        anchor = self._anchor(expression, pointer, story)
        if anchor is None:
            needs = "publication date" if pointer.base == "speech" else "anchor"
            trail = ("nothing in this document anchors it",)
            return Resolution(timex=_open_pointer(expression, pointer), needs=needs, offset_days=offset, trail=trail)
        if pointer.steps is None:  # a few days later: after the anchor, nothing finer
            here, back = anchor.interval, pointer.sign < 0
            bounds = Interval(None, here.latest) if back else Interval(here.earliest, None)
            timex = "PAST_REF" if back else "FUTURE_REF"
            return Resolution(bounds, "unknown", "unresolvable", (anchor.trail("bounded"),), timex)
        if expression.kind == "calendar" or expression.month is not None or expression.season is not None:
            return self._in_a_year(expression, pointer, pointer.steps, anchor)
        return replace(self._stepped(expression, pointer, pointer.steps, anchor), offset_days=offset)

    def _from_event(self, expression: Expression, pointer: Pointer) -> Resolution:
        days = vocabulary().units[pointer.unit].days if pointer.unit in ("day", "week", "fortnight") else None
        offset = None if pointer.steps is None or days is None else pointer.steps * days
        trail = ("counted from an event",)
        return Resolution(timex=expression.timex, needs="anchor", offset_days=offset, trail=trail)

    def _anchor(self, expression: Expression, pointer: Pointer, story: Story) -> Anchor | None:
        """Return what a step counts from: the date of writing, or the time that the words around it speak of."""
        if pointer.base == "speech":
            return story.speech
        if story.told_day is not None and pointer.unit in ("day", "night", "weekday", *_CLOCK_UNITS):
            return story.told_day
        words = {self.row.at(index).word for index in range(expression.first, expression.last)}
        same = story.mentioned if pointer.steps == 0 and words & {"that", "same"} else None
        if same is not None and context.sentence_number(self.row, expression) - same.sentence <= _REACH:
            return same
        return story.told or (story.speech if story.news else None)

    def _in_a_year(self, expression: Expression, pointer: Pointer, steps: int, anchor: Anchor) -> Resolution:
        """August of that year, last March, next summer."""
        if pointer.unit in ("month", "season") and pointer.base == "speech" and steps:
            if expression.season is not None:
                season = season_near(anchor.first_day, expression.season, steps)
                return Resolution(season, "season", "resolved", (anchor.trail("counted"),), tells=True)
            month, wanted = dates.split(anchor.first_day)[1], expression.month or 1
            steps = 0 if (wanted < month if steps < 0 else wanted > month) else steps
        return self._dated(expression, anchor.year + steps, anchor.trail("year"))

    def _stepped(self, expression: Expression, pointer: Pointer, steps: int, anchor: Anchor) -> Resolution:
        unit, here, base = pointer.unit, anchor.interval, anchor.first_day
        trail = anchor.trail("counted" if steps else "the same")
        if expression.weekday is not None:
            return self._on(
                expression, _weekday_from(base, expression.weekday, steps), anchor.trail("nearest such day")
            )
        if unit in _CLOCK_UNITS:
            return Resolution(timex=expression.timex, needs="anchor", trail=("the hour it counts from is not stated",))
        if unit == "weekend":
            saturday = _weekday_from(base, 5, 1) if steps > 0 else dates.previous_weekday(base, 5, same=True)
            interval = Interval(saturday, dates.shift(saturday, 1))
            return Resolution(interval, "range", "resolved", (trail,))
        if unit in ("day", "night"):
            if here.days != 1 and not dates.has_clock(here.earliest) and not dates.has_clock(here.latest):
                return Resolution(here.shifted(steps), "range", "resolved", (trail,))
            return self._on(expression, dates.shift(base, steps), trail)
        # "a decade ago" is ten years back, not the decade before
        whole = "year" if pointer.counted and unit in ("decade", "century") else unit
        found = refined(expression, *unit_around(stepped(base, unit, steps), whole))
        return Resolution(*found, "resolved", (trail,), tells=True)

    # -- events --------------------------------------------------------------------------------------------------

    def with_event(
        self, expression: Expression, following: Expression | None, story: Story, said: Resolution
    ) -> tuple[Resolution, Span]:
        """Return a phrase with the event that it counts from or measures, or with the date that it counts from."""
        row, counts = self.row, expression.kind == "pointer"
        span = row.span(expression.first, expression.last)
        if counts and following is not None and following.first == expression.last:
            if following.kind in ("calendar", "pointer"):
                end = row.span(following.first, following.last).end
                return self._from_date(following, story, said), Span(span.start, end)
        dated = following is not None and following.first - expression.last in (1, 2)
        first = expression.last + (0 if counts else 1)
        found = context.complement(row, first) if counts or not dated else None
        if found is not None:
            return replace(said, relative_to=found[1] if counts else None), Span(span.start, found[0].end)
        if counts and expression.pointer is not None:
            told = replace(expression, pointer=replace(expression.pointer, base="narrative"))
            return self.resolve(told, story), span
        return said, span

    def _from_date(self, date: Expression, story: Story, said: Resolution) -> Resolution:
        """Count from a printed date: two days after 8 April."""
        base = self.resolve(date, story).interval
        if not base.is_bounded or said.offset_days is None:
            return said
        span = self.row.span(date.first, date.last)
        trail = Anchor(base, self.row.page.quote(span), span.start).trail("counted")
        days = Interval(dates.date_part(base.earliest or ""), dates.date_part(base.latest or ""))
        moved = days.shifted(said.offset_days)
        return Resolution(
            moved, "day" if moved.days == 1 else "range", "derived", (trail,), offset_days=said.offset_days
        )


def _part_timex(expression: Expression, day: str) -> str | None:
    named = expression.part is not None and expression.minute is None
    return f"{day}{part_code(expression)}" if named else None


def _weekday_from(base: str, weekday: int, steps: int) -> str:
    """Return the last, the next or this week's day of that name seen from a day."""
    if steps < 0:
        return dates.previous_weekday(base, weekday)
    if steps > 0:
        return dates.next_weekday(base, weekday)
    return dates.shift(dates.week_of(base).earliest or base, weekday)


def _open_pointer(expression: Expression, pointer: Pointer) -> str | None:
    """Return the TIMEX value of a step from a time that is not known."""
    said = (expression.part, expression.minute, expression.weekday, expression.month, expression.season)
    return open_timex(expression) if any(field is not None for field in said) else None


def _flags(expression: Expression, interval: Interval) -> tuple[str, ...]:
    """Return what is doubtful in a resolved phrase."""
    flags = []
    if expression.mod in _THIRDS and interval.earliest != interval.latest:
        flags.append("approximate: a third of the unit")
    if expression.mod in _MOD_FLAGS:
        flags.append(_MOD_FLAGS[expression.mod])
    if expression.half_open is not None:
        flags.append("morning or evening is not said")
    if expression.part is not None and expression.minute is None:
        flags.append(f"hours of the {expression.part} by convention")
    first = interval.earliest
    if expression.weekday is not None and expression.day is not None and first and dates.weekday_is_known(first):
        if dates.weekday(first) != expression.weekday:
            printed = dates.WEEKDAYS[expression.weekday]
            flags.append(f"printed as a {printed}, was a {dates.weekday_name(first)}")
    return tuple(flags)
