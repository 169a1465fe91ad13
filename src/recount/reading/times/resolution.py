"""From time expressions to intervals, by the document alone: its stated dates, its date of writing, its telling.

Invariant: a date is resolved only from words of the same document, and its trail names them. What the document
does not settle keeps ``needs`` and, where there are any, bounds; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from recount.model import dates
from recount.model.dates import Interval
from recount.model.text import Span
from recount.model.values import Precision, WhenBasis
from recount.reading.times import calendar, context
from recount.reading.times.expressions import Expression, Pointer
from recount.reading.times.lexer import vocabulary
from recount.reading.times.narrative import Anchor, Story, anchor_of
from recount.reading.times.notation import Row

_NEAR_DAYS = 7
"""A day without a year this near to a fully dated day of the document is taken to be of its year."""
_LOOKS_BACK = 60
"""Days from the date of writing above which a day of the week that does not fit speaks for another year."""
_FEW_YEARS = 3
"""Years in the full dates of a text up to which a day without a year is taken for the day printed in full. Set on
the look half of WikiWars."""
_AGAINST_TENSE = 120
"""Days that a date on the wrong side of its tense counts as farther away. Set on TimeBank: tense is read from a
parse and is sometimes wrong, distance is not."""
_REACH = 1
"""A clock without a day, and "that year", go back to what was told of at most this many sentences earlier."""
_NO_LEAP_YEAR = 2001
_LAST_YEAR = 9999
"""The last year, and before Christ the first, that a date is written with: ISO 8601 gives a year four digits."""
_FAR = 366_000
"""Days, a thousand years, beyond which a phrase dates nothing by counting from an event."""
_MONTHS_BACK = 2
"""Months, that of writing first, in which a day printed without one is looked for."""
_CLOCK_UNITS = ("second", "minute", "hour")
_UNKNOWN = Interval()
_MOD_FLAGS = {
    **dict.fromkeys(("START", "MID", "END"), "approximate: a third of the unit"),
    **{"APPROX": "about", "BEFORE": "shortly before", "AFTER": "shortly after"},
}
_Year = tuple[int, *tuple[str, ...]]
"""A year and the steps that led to it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """An interval with its basis and trail, or what is missing for one."""

    interval: Interval = _UNKNOWN
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


def resolve(row: Row, expression: Expression, story: Story) -> Resolution:
    """Return what an expression says in its story so far."""
    return _within_reach(_resolved(row, expression, story))


def _within_reach(said: Resolution) -> Resolution:
    """Return a resolution without what no calendar is meant to reach: "9999999999 days later" is no date."""
    if said.offset_days is not None and abs(said.offset_days) > _FAR:
        said = replace(said, offset_days=None)
    bounds = filter(None, (said.interval.earliest, said.interval.latest))
    if all(abs(dates.split(bound)[0]) <= _LAST_YEAR for bound in bounds):
        return said
    flags = (*said.flags, "outside the years that dates are written with")
    return Resolution(trail=said.trail, flags=flags, relative_to=said.relative_to)


def _resolved(row: Row, expression: Expression, story: Story) -> Resolution:
    if expression.kind == "duration":
        return _duration(expression, story)
    if expression.pointer is not None:
        return _pointed(row, expression, expression.pointer, story)
    if expression.kind != "calendar":
        return Resolution(timex=expression.timex, basis="stated" if expression.timex else "unresolvable")
    if expression.readings:
        return _numeric(expression, story)
    if expression.decade is not None or expression.century is not None:
        return replace(_dated(expression, 0, "stated in full", basis="stated"), tells=False)
    if expression.inherits and expression.year is not None:
        return _dated(expression, expression.year, "the year printed with its pair")
    if expression.year is not None:
        return _dated(expression, expression.year, "stated in full", basis="stated")
    if expression.lacks_year:
        return _yearless(row, expression, story)
    if expression.day is not None:
        return _of_a_month(row, expression, story)
    return _of_a_day(row, expression, story)


# -- dates -----------------------------------------------------------------------------------------------------


def _dated(expression: Expression, year: int, *trail: str, basis: WhenBasis = "resolved") -> Resolution:
    found = calendar.calendar_interval(expression, year)
    if found is None:
        flags = ("no such day in the calendar",)
        return Resolution(timex=calendar.open_timex(expression), flags=flags, trail=trail)
    timex = None
    if expression.day is not None and expression.month is not None:
        timex = _part_timex(expression, dates.iso_day(year, expression.month, expression.day))
    return Resolution(*found, basis, trail, timex, flags=_flags(expression, found[0]), tells=True)


def _on(expression: Expression, day: str, trail: str, *, tells: bool = True) -> Resolution:
    """Return a phrase of a day, or of a part of it, that is known."""
    interval, precision = calendar.refined(expression, Interval(day, day), "day")
    timex, flags = _part_timex(expression, day), _flags(expression, interval)
    return Resolution(interval, precision, "resolved", (trail,), timex, flags=flags, tells=tells)


def _part_timex(expression: Expression, day: str) -> str | None:
    named = expression.part is not None and expression.minute is None
    return f"{day}{calendar.part_code(expression)}" if named else None


def _numeric(expression: Expression, story: Story) -> Resolution:
    """Keep both readings of 08/04/2011 unless another numeric date of the document shows the order."""
    if story.numeric_order is not None:
        year, month, day = expression.readings[story.numeric_order != "day first"]
        made = replace(expression, readings=(), month=month, day=day)
        return _dated(made, year, f"{story.numeric_order}, as another numeric date here shows")
    both = [dates.iso_day(*reading) for reading in expression.readings]
    flags = (f"ambiguous: {' or '.join(map(dates.day_words, both))}",)
    return Resolution(
        Interval(min(both), max(both)), "range", "stated", ("order of day and month not shown",), flags=flags
    )


# -- no year printed -------------------------------------------------------------------------------------------


def _yearless(row: Row, expression: Expression, story: Story) -> Resolution:
    told = (
        _year_of_a_full_day(expression, story, 0)
        or _year_of_the_telling(row, expression, story)
        or _year_of_a_full_day(expression, story, _NEAR_DAYS)
    )
    found = told or _year_by_tense(row, expression, story.speech)
    if found is not None:
        found = _year_not_after(row, expression, story, found, days=0 if told else _AGAINST_TENSE)
        return _dated(expression, *(_year_by_weekday(row, expression, story, found[0]) or found))
    if story.written is not None and story.speech is None and context.tense(row, expression) != "future":
        last = _last_year_before(expression, story.written)
        if last is not None:
            return _dated(expression, last, story.written.trail("last such time before the text was written,"))
    trail = ("no year is stated for it in this document",)
    return Resolution(timex=calendar.open_timex(expression), needs="year", trail=trail)


def _year_of_a_full_day(expression: Expression, story: Story, days: int) -> _Year | None:
    """Return the year of the fully dated days within ``days`` of a day without one, if all such agree on it."""
    if expression.day is None or len({anchor.year for anchor in story.full_days}) > _FEW_YEARS:
        return None  # a long history tells of the same day in several years
    both = ((anchor, calendar.days_of(expression, anchor.year)) for anchor in story.full_days)
    near = [one for one, day in both if day and day.gap_days(Interval(one.first_day, one.first_day)) <= days]
    if len({anchor.year for anchor in near}) != 1:
        return None
    return near[-1].year, near[-1].trail("year" if days else "year of the same day")


def _year_by_weekday(row: Row, expression: Expression, story: Story, year: int) -> _Year | None:
    """Return the last year before ``year`` in which the day falls on the printed day of the week.

    Only where the text looks back over years, or the day would lie far from the day of writing: near it a day of the
    week that does not fit is rather a misprint.
    """
    if expression.weekday is None or expression.day is None or story.speech is None:
        return None
    days = calendar.days_of(expression, year)
    if days is None or days.earliest is None or dates.weekday(days.earliest) == expression.weekday:
        return None
    if days.gap_days(story.speech.interval) < _LOOKS_BACK and not context.looks_back(row, expression):
        return None
    for earlier in range(year - 1, year - 7, -1):
        days = calendar.days_of(expression, earlier)
        if days is not None and days.earliest is not None and dates.weekday(days.earliest) == expression.weekday:
            name = dates.WEEKDAYS[expression.weekday]
            return earlier, story.speech.trail(f"{earlier} is the last year before in which it is a {name}, seen")
    return None


def _year_of_the_telling(row: Row, expression: Expression, story: Story) -> _Year | None:
    """Return the year that the best telling of its story gives a date."""
    found = story.telling.get(expression.first)
    if found is None or isinstance(found, bool):
        return None
    year, giver = found
    trail = anchor_of(row, giver, _UNKNOWN).trail("year")
    return (year, trail) if giver.year in (None, year) else (year, trail, f"the telling has gone on to {year}")


def _year_not_after(row: Row, expression: Expression, story: Story, found: _Year, *, days: int) -> _Year:
    """Return the year found, or the last one before the text was written where it tells of that day as past.

    Asked of what lies more than ``days`` after the day of writing.

    In the present tense ("the hearing opens on 5 May") it is the nearer one.
    """
    written, then = story.written, calendar.days_of(expression, found[0])
    if written is None or then is None or not written.interval.before(then) or then.gap_days(written.interval) <= days:
        return found
    tense, last = context.tense(row, expression), _last_year_before(expression, written)
    before = None if last is None else calendar.days_of(expression, last)
    if last is None or before is None or tense == "future":
        return found
    if tense == "present" and then.gap_days(written.interval) <= before.gap_days(written.interval):
        return found
    return last, written.trail("last such time before the text was written,")


def _last_year_before(expression: Expression, written: Anchor) -> int | None:
    """Return the last year in which a time does not begin after the text was written."""
    for year in (written.year, written.year - 1):
        days = calendar.days_of(expression, year)
        if days is not None and not written.interval.before(days):
            return year
    return None


def _year_by_tense(row: Row, expression: Expression, speech: Anchor | None) -> _Year | None:
    """Return the year in which a date lies nearest to the date of writing on the side its tense says."""
    if speech is None:
        return None
    tense, here, years = context.tense(row, expression), speech.interval, []
    for year in (speech.year - 1, speech.year, speech.year + 1):
        found = calendar.days_of(expression, year)
        if found is not None:
            wrong = found.before(here) if tense == "future" else tense == "past" and here.before(found)
            years.append((found.gap_days(here) + _AGAINST_TENSE * wrong, year))
    return (min(years)[1], speech.trail("nearest year to the date of writing")) if years else None


# -- no month printed ------------------------------------------------------------------------------------------


def _of_a_month(row: Row, expression: Expression, story: Story) -> Resolution:
    """Resolve a day of the month alone: of the month of writing or the one before, else of the month told of last."""
    day = expression.day or 0
    open_timex = f"XXXX-XX-{day:02d}{calendar.part_code(expression)}"
    running = [item.value for item in row.lexemes[expression.first : expression.last] if item.code == "RUNNING"]
    told = story.told_month
    if story.speech is not None and (running or told is None or story.news):
        year, month, _, _ = dates.split(story.speech.first_day)
        ahead = context.tense(row, expression) == "future"
        for months in [running[0]] if running else range(_MONTHS_BACK) if ahead else range(0, -_MONTHS_BACK, -1):
            found = _placed_day(expression, year, month + months)
            if found is not None and (
                running or (found >= story.speech.first_day if ahead else found <= story.speech.first_day)
            ):
                return _on(expression, found, story.speech.trail("nearest such day"))
    elif told is not None and not running:
        year, month, _, _ = dates.split(told.first_day)
        found = _placed_day(expression, year, month)
        if found is not None:
            return _on(expression, found, told.trail("month"))
    return Resolution(timex=open_timex, needs="anchor", trail=("no month is stated for it",))


def _placed_day(expression: Expression, year: int, month: int) -> str | None:
    """Return the day in a month counted on over the year's end, None where there is none or it has another weekday."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not 1 <= (expression.day or 0) <= dates.days_in_month(year, month):
        return None
    day = dates.iso_day(year, month, expression.day or 1)
    return day if expression.weekday is None or dates.weekday(day) == expression.weekday else None


# -- no date printed -------------------------------------------------------------------------------------------


def _of_a_day(row: Row, expression: Expression, story: Story) -> Resolution:
    """Resolve a weekday by the date of writing, a clock by the day told of in this sentence or the one before."""
    timex, speech = calendar.open_timex(expression), story.speech if story.news else None
    if expression.weekday is not None:
        if row.at(expression.first - 1).word == "the" and story.told_day is not None:  # "forward to the Tuesday"
            near = dates.nearest_weekday(story.told_day.first_day, expression.weekday)
            return _on(expression, near, story.told_day.trail("nearest such day"))
        if speech is None:
            return Resolution(timex=timex, needs="anchor", trail=("no date of writing is stated",))
        day = _weekday_by_tense(context.tense(row, expression), speech.first_day, expression.weekday)
        return _on(expression, day, speech.trail("nearest such day"))
    open_trail = ("no day is stated for it",)
    if expression.minute is None and expression.mod is None and row.at(expression.first).word != "the":
        return Resolution(timex=timex, trail=open_trail, basis="stated")
    anchor = story.told_day
    if anchor is not None and context.sentence_number(row, expression) - anchor.sentence <= _REACH:
        return _on(expression, anchor.first_day, anchor.trail("day"), tells=False)
    return Resolution(timex=timex, needs="anchor", trail=open_trail)


def _weekday_by_tense(tense: context.Tense, written: str, weekday: int) -> str:
    if tense == "present":
        return dates.nearest_weekday(written, weekday)
    if tense == "future":
        return dates.next_weekday(written, weekday, same=False)
    return dates.previous_weekday(written, weekday, same=True)


# -- steps from another time -----------------------------------------------------------------------------------


def _duration(expression: Expression, story: Story) -> Resolution:
    """Return a stretch of time, with its ends where it is counted from a known time (``the past two weeks``)."""
    flags = (expression.mod,) if expression.mod else ()
    stretch = Resolution(timex=expression.timex, basis="stated", flags=flags)
    pointer = expression.pointer
    if pointer is None or pointer.steps is None or pointer.unit in _CLOCK_UNITS:
        return stretch
    anchor = story.speech if pointer.base == "speech" else story.told
    if anchor is None:
        return stretch
    near = (anchor.interval.earliest if pointer.sign < 0 else anchor.interval.latest) or ""
    ends = sorted((near, calendar.stepped(near, pointer.unit, pointer.steps)), key=dates.first_minute)
    trail = (anchor.trail("counted"),)
    return replace(stretch, interval=Interval(*ends), precision="range", basis="resolved", trail=trail)


def _pointed(row: Row, expression: Expression, pointer: Pointer, story: Story) -> Resolution:
    """Return a time so many steps from another one."""
    steps, unit = pointer.steps, pointer.unit
    if expression.kind == "reference":
        return _period(row, expression, story.told)
    if pointer.base == "event":
        return _from_event(expression, pointer)
    offset = steps if pointer.base == "speech" and unit == "day" else None
    anchor = _anchor(row, expression, pointer, story)
    if anchor is None:
        timex = _seen_from_dateline(expression, pointer, story) or calendar.open_timex(expression)
        return Resolution(
            timex=None if timex == calendar.NOTHING_KNOWN else timex, offset_days=offset,
            needs="publication date" if pointer.base == "speech" else "anchor",
            trail=("nothing in this document anchors it",),
        )  # fmt: skip
    if steps is None:  # a few days later: after the anchor, nothing finer
        back = pointer.sign < 0
        bounds = Interval(None, anchor.interval.latest) if back else Interval(anchor.interval.earliest, None)
        return Resolution(bounds, trail=(anchor.trail("bounded"),), timex="PAST_REF" if back else "FUTURE_REF")
    if expression.kind == "calendar" or expression.month is not None or expression.season is not None:
        return _in_a_year(expression, pointer, steps, anchor)
    return replace(_stepped(expression, pointer, steps, anchor), offset_days=offset)


def _seen_from_dateline(expression: Expression, pointer: Pointer, story: Story) -> str | None:
    """Return the day of the year that is so many days from a dateline without a year ("last night")."""
    if story.dateline is None or pointer.base != "speech" or pointer.unit not in ("day", "night"):
        return None
    if pointer.steps is None or expression.weekday is not None:
        return None
    month, day = story.dateline
    found = dates.shift(dates.iso_day(_NO_LEAP_YEAR, month, day), pointer.steps)
    if dates.split(found)[0] != _NO_LEAP_YEAR or {dates.split(found)[1], month} == {2, 3}:
        return None  # over the end of a year or of February the day of the year is not sure
    return f"XXXX{found[4:10]}{calendar.part_code(expression)}"


def _from_event(expression: Expression, pointer: Pointer) -> Resolution:
    days = vocabulary().units[pointer.unit].days if pointer.unit in ("day", "week", "fortnight") else None
    offset = None if pointer.steps is None or days is None else pointer.steps * days
    trail = ("counted from an event",)
    return Resolution(timex=expression.timex, needs="anchor", offset_days=offset, trail=trail)


def _period(row: Row, expression: Expression, told: Anchor | None) -> Resolution:
    """``At the same time`` is the time told of last; ``this period`` stays open."""
    if told is None or [row.at(expression.last - step).word for step in (2, 1)] != ["same", "time"]:
        return Resolution(trail=("points to what was told before",))
    return Resolution(told.interval, dates.precision_of(told.interval), "resolved", (told.trail("the same"),))


def _anchor(row: Row, expression: Expression, pointer: Pointer, story: Story) -> Anchor | None:
    """Return what a step counts from: the date of writing, or the time that the words around it speak of."""
    if pointer.base == "speech":
        coarse = pointer.unit in ("month", "season", "year") and (story.written is None or story.written.is_month)
        return story.speech or (story.written if coarse else None)
    if story.told_day is not None and pointer.unit in ("day", "night", "weekday", *_CLOCK_UNITS):
        return story.told_day
    words = {row.at(index).word for index in range(expression.first, expression.last)}
    same = story.mentioned if pointer.steps == 0 and words & {"that", "same"} else None
    if same is not None and context.sentence_number(row, expression) - same.sentence <= _REACH:
        return same
    return story.told or story.speech


def _in_a_year(expression: Expression, pointer: Pointer, steps: int, anchor: Anchor) -> Resolution:
    """August of that year, last March, next summer."""
    if pointer.unit in ("month", "season") and pointer.base == "speech" and steps:
        if expression.season is not None:
            season = calendar.season_near(anchor.first_day, expression.season, steps)
            return Resolution(season, "season", "resolved", (anchor.trail("counted"),), tells=True)
        month, wanted = dates.split(anchor.first_day)[1], expression.month or 1
        steps = 0 if (wanted < month if steps < 0 else wanted > month) else steps
    return _dated(expression, anchor.year + steps, anchor.trail("year"))


def _stepped(expression: Expression, pointer: Pointer, steps: int, anchor: Anchor) -> Resolution:
    unit, here, base = pointer.unit, anchor.interval, anchor.first_day
    trail = anchor.trail("counted" if steps else "the same")
    if expression.weekday is not None:
        return _on(expression, _weekday_from(base, expression.weekday, steps), anchor.trail("nearest such day"))
    if unit in _CLOCK_UNITS:
        return Resolution(timex=expression.timex, needs="anchor", trail=("the hour it counts from is not stated",))
    if unit == "weekend":
        saturday = _weekday_from(base, 5, 1) if steps > 0 else dates.previous_weekday(base, 5, same=True)
        return Resolution(Interval(saturday, dates.shift(saturday, 1)), "range", "resolved", (trail,))
    if unit in ("day", "night"):
        if here.days != 1 and not dates.has_clock(here.earliest) and not dates.has_clock(here.latest):
            return Resolution(here.shifted(steps), "range", "resolved", (trail,))
        return _on(expression, dates.shift(base, steps), trail)
    # "a decade ago" is ten years back, not the decade before
    whole = "year" if pointer.counted and unit in ("decade", "century") else unit
    found = calendar.refined(expression, *calendar.unit_around(calendar.stepped(base, unit, steps), whole))
    return Resolution(*found, "resolved", (trail,), tells=True)


def _weekday_from(base: str, weekday: int, steps: int) -> str:
    """Return the last, the next or this week's day of that name seen from a day."""
    if steps < 0:
        return dates.previous_weekday(base, weekday)
    if steps > 0:
        return dates.next_weekday(base, weekday)
    return dates.shift(dates.week_of(base).earliest or base, weekday)


# -- events ----------------------------------------------------------------------------------------------------


def with_event(
    row: Row, expression: Expression, following: Expression | None, story: Story, said: Resolution
) -> tuple[Resolution, Span]:
    """Return a phrase with the event that it counts from or measures, or with the date that it counts from."""
    span, pointer = row.span(expression.first, expression.last), expression.pointer
    gap = following.first - expression.last if following is not None else None
    if pointer is not None and following is not None and gap == 0:
        end = row.span(following.first, following.last).end
        return _from_date(row, following, story, said), Span(span.start, end)
    if pointer is None and gap in (1, 2):
        return said, span
    event = context.complement(row, expression.last + (pointer is None))
    if event is not None:
        relative_to = event[1] if pointer is not None else None
        return replace(said, relative_to=relative_to), Span(span.start, event[0].end)
    if pointer is None:
        return said, span
    return resolve(row, replace(expression, pointer=replace(pointer, base="narrative")), story), span


def _from_date(row: Row, date: Expression, story: Story, said: Resolution) -> Resolution:
    """Count from a printed date: two days after 8 April."""
    base = resolve(row, date, story).interval
    if not base.is_bounded or said.offset_days is None:
        return said
    trail = (anchor_of(row, date, base).trail("counted"),)
    moved = Interval(dates.date_part(base.earliest or ""), dates.date_part(base.latest or "")).shifted(said.offset_days)
    return _within_reach(Resolution(moved, dates.precision_of(moved), "derived", trail, offset_days=said.offset_days))


def _flags(expression: Expression, interval: Interval) -> tuple[str, ...]:
    """Return what is doubtful in a resolved phrase."""
    flags = [_MOD_FLAGS[expression.mod]] if expression.mod in _MOD_FLAGS else []
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
