"""From time phrases to intervals by the document alone: its stated dates, its date of writing, its order of telling.

Invariant: a date is resolved only from words of the same document, and its trail names them. What the document
does not settle keeps ``needs`` and, where there are any, bounds; nothing is taken from a clock or a default.

Two anchors are kept while a voice speaks: the date of writing (``today``, ``last week``) and the time told of
last (``the next day``, ``in April``). The second one's year rules months and days printed without a year, as in
narrative anchoring of historical prose (HeidelTime's narrative strategy; Mazur and Dale 2010 on WikiWars).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from recount.model import dates
from recount.model.dates import Interval
from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.model.values import Precision, When, WhenBasis
from recount.reading.page import Page
from recount.reading.times import calendar, context
from recount.reading.times.expressions import Expression, Pointer
from recount.reading.times.lexemes import Lexeme
from recount.reading.times.years import Telling
from recount.vocabulary import load

_WRAP_MONTHS = 7
"""A month this many before the last one told of lies in the next year (December, then February). Set on the look
half of WikiWars and on GUM train, where 5 to 7 do equally well; the largest asks for the most."""
_NEAR_DAYS = 7
"""A day without a year this near to a fully dated day of the document is taken to be of its year."""
_FEW_YEARS = 3
"""Years in the full dates of a text up to which a day without a year is taken for the day printed in full. Set on
the look half of WikiWars."""
_LONGEST_MONTH, _LONGEST_PART = 31, 130
"""Days of the longest unit (a month, a third of a year) after which the telling can have passed the year's end; a
part of a year that is only a state reached ("by late 1949") is none."""
_LONGEST_YEAR = 366
_AGAINST_TENSE = 120
"""Days that a date on the wrong side of its tense counts as farther away. Set on TimeBank: tense is read from a
parse and is sometimes wrong, distance is not."""
_CLOCK_REACH = 1
"""A clock or part of the day without a day belongs to a day told of at most this many sentences earlier."""


@dataclass(slots=True)
class Anchor:
    """A time of the document with the passage that states it."""

    interval: Interval
    quote: str
    start: int
    sentence: int = -1
    printed: bool = True
    """Whether its year is printed, not itself resolved."""
    reached: bool = False
    """Whether it is a state reached ("by late 1949"), from which the telling may go back."""

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return dates.split(self.interval.earliest or "")[0]

    def trail(self, what: str) -> str:
        """Return the step of a trail that names this passage."""
        return f'{what} from "{self.quote}" at character {self.start}'


@dataclass(slots=True)
class Narrative:
    """What one voice has told so far."""

    speech: Anchor | None
    news: bool
    told: Anchor | None = None
    told_day: Anchor | None = None
    ruling: Anchor | None = None
    latest: Anchor | None = None
    """The date mentioned last, whether or not it rules the telling; a look back or a relative clause is left out."""
    mentioned: Anchor | None = None
    """The date mentioned last of all, in a look back too: what "that year" goes back to."""
    full_days: list[Anchor] = field(default_factory=list)
    numeric_order: str | None = None
    telling: Telling | None = None
    """The years of dates printed without one, where the text tells of the past as a story."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """An interval with its basis and trail, or what is missing for one."""

    interval: Interval = field(default_factory=Interval)
    precision: Precision = "unknown"
    basis: WhenBasis = "unresolvable"
    trail: tuple[str, ...] = ()
    timex: str | None = None
    needs: str | None = None
    flags: tuple[str, ...] = ()
    rules_on: bool = False
    offset_days: int | None = None
    relative_to: Span | None = None


class Resolver:
    """Resolves the phrases of one page in their order."""

    def __init__(
        self, page: Page, lexemes: Sequence[Lexeme], classes: str, expressions: Sequence[Expression] = ()
    ) -> None:
        self.page = page
        self.lexemes = lexemes
        self.classes = classes
        self.givers = {expression.first: expression for expression in expressions}

    def span(self, expression: Expression) -> Span:
        """Return the characters of a phrase."""
        return Span(self.lexemes[expression.first].start, self.lexemes[expression.last - 1].end)

    # -- one phrase --------------------------------------------------------------------------------------------

    def resolve(self, expression: Expression, story: Narrative) -> Resolution:
        """Return what a phrase says in its story so far."""
        if expression.pointer is not None and expression.pointer.unit == "period":
            return self._period(expression, story)
        if expression.kind in ("set", "reference"):
            return Resolution(timex=expression.timex, basis="stated" if expression.timex else "unresolvable")
        if expression.kind == "duration":
            return self._duration(expression, story)
        if expression.kind == "pointer" or expression.within is not None:
            return self._pointed(expression, story)
        return self._calendar(expression, story)

    def _calendar(self, expression: Expression, story: Narrative) -> Resolution:
        if expression.open_dates:
            return self._numeric(expression, story)
        long = calendar.long_interval(expression)
        if long is not None:
            return Resolution(
                long[0], long[1], "stated", (f"stated: {long[0].earliest} to {long[0].latest}",), rules_on=False
            )
        if expression.year is not None:
            trail = "the year printed with its pair" if expression.inherits else "stated in full"
            return self._dated(expression, expression.year, "resolved" if expression.inherits else "stated", (trail,))
        if expression.lacks_year:
            return self._yearless(expression, story)
        if expression.weekday is not None:
            return self._weekday(expression, story)
        return self._clock_only(expression, story)

    def _period(self, expression: Expression, story: Narrative) -> Resolution:
        """``At the same time`` is the time told of last; ``this period`` stays open."""
        words = self.page.quote(self.span(expression)).lower()
        if "same time" in words and story.told is not None:
            told = story.told
            return Resolution(told.interval, dates.precision_of(told.interval), "resolved", (told.trail("the same"),))
        return Resolution(trail=("points to what was told before",))

    def _dated(self, expression: Expression, year: int, basis: WhenBasis, trail: tuple[str, ...]) -> Resolution:
        found = calendar.calendar_interval(expression, year)
        if found is None:
            return Resolution(
                timex=calendar.open_timex(expression), flags=("no such day in the calendar",), trail=trail
            )
        interval, precision = found
        timex = None
        if expression.part is not None and expression.minute is None and expression.day is not None:
            timex = f"{dates.iso_day(year, expression.month or 1, expression.day)}{calendar.part_code(expression)}"
        flags = self._flags(expression, interval)
        return Resolution(interval, precision, basis, trail, timex, flags=flags, rules_on=True)

    def _flags(self, expression: Expression, interval: Interval) -> tuple[str, ...]:
        flags = []
        if expression.mod in ("START", "MID", "END") and interval.earliest != interval.latest:
            flags.append("approximate: a third of the unit")
        if expression.mod in ("APPROX", "BEFORE", "AFTER"):
            flags.append({"APPROX": "about", "BEFORE": "shortly before", "AFTER": "shortly after"}[expression.mod])
        if expression.half_open is not None:
            flags.append("morning or evening is not said")
        if expression.part is not None and expression.minute is None:
            flags.append(f"hours of the {expression.part} by convention")
        if expression.weekday is not None and interval.earliest is not None and expression.day is not None:
            if dates.weekday_is_known(interval.earliest) and dates.weekday(interval.earliest) != expression.weekday:
                flags.append(
                    f"printed as a {dates.WEEKDAYS[expression.weekday]}, was a {dates.weekday_name(interval.earliest)}"
                )
        return tuple(flags)

    def _numeric(self, expression: Expression, story: Narrative) -> Resolution:
        """Keep both readings of 08/04/2011 unless another numeric date of the document shows the order."""
        first, second = expression.open_dates  # day first, month first
        if story.numeric_order is not None:
            chosen = first if story.numeric_order == "day first" else second
            made = replace(expression, open_dates=(), month=int(chosen[5:7]), day=int(chosen[8:10]))
            return self._dated(
                made, int(chosen[:4]), "resolved", (f"{story.numeric_order}, as another numeric date here shows",)
            )
        low, high = sorted((first, second))
        words = " or ".join(dates.day_words(iso) for iso in (first, second))
        return Resolution(
            Interval(low, high),
            "range",
            "stated",
            ("order of day and month not shown",),
            flags=(f"ambiguous: {words}",),
        )

    # -- no year printed ---------------------------------------------------------------------------------------

    def _yearless(self, expression: Expression, story: Narrative) -> Resolution:
        same = self._near_full_day(expression, story, 0)
        if same is not None:
            return self._dated(expression, same.year, "resolved", (same.trail("year of the same day"),))
        told = self._told_year(expression, story)
        if told is not None:
            return told
        ruling = self._ruling(expression, story)
        if ruling is not None and self._ruling_reaches(expression, ruling, story):
            year, step = self._wrapped(expression, story, ruling)
            return self._dated(expression, year + expression.year_shift, "resolved", (ruling.trail("year"), *step))
        near = self._near_full_day(expression, story, _NEAR_DAYS)
        if near is not None:
            return self._dated(expression, near.year, "resolved", (near.trail("year"),))
        if story.speech is not None:
            nearest = self._year_by_tense(expression, story.speech)
            if nearest is not None:
                return self._dated(
                    expression, nearest, "resolved", (story.speech.trail("nearest year to the date of writing"),)
                )
        timex = calendar.open_timex(expression)
        return Resolution(timex=timex, needs="year", trail=("no year is stated for it in this document",))

    def _told_year(self, expression: Expression, story: Narrative) -> Resolution | None:
        """Return a date in the year that the best telling of its story gives it."""
        found = story.telling.years.get(expression.first) if story.telling is not None else None
        if found is None:
            return None
        giver = self.givers[found.giver]
        span = self.span(giver)
        steps = [f'year from "{self.page.quote(span)}" at character {span.start}']
        if giver.year is not None and found.year != giver.year:
            steps.append(f"the telling has gone on to {found.year}")
        return self._dated(expression, found.year, "resolved", tuple(steps))

    def _near(self, expression: Expression, anchor: Anchor | None) -> bool:
        """Return whether an anchor stands in the same sentence as a phrase or in the one before."""
        here = context.sentence_number(self.page, self.span(expression).start)
        return anchor is not None and here - anchor.sentence <= 1

    def _ruling(self, expression: Expression, story: Narrative) -> Anchor | None:
        """Return what gives a date its year: a year printed just before, else the one that rules the telling."""
        latest = story.latest
        if latest is not None and latest.printed and self._near(expression, latest):
            return latest
        return story.ruling

    def _near_full_day(self, expression: Expression, story: Narrative, days: int) -> Anchor | None:
        """Return the fully dated day within ``days`` of a day without a year, if all such agree on the year."""
        if expression.day is None or expression.month is None:
            return None
        if len({anchor.year for anchor in story.full_days}) > _FEW_YEARS:
            return None  # a long history tells of the same day in several years
        near = []
        for anchor in story.full_days:
            found = calendar.calendar_interval(replace(expression, minute=None, part=None), anchor.year)
            if (
                found is not None
                and found[0].gap_days(Interval(anchor.interval.earliest, anchor.interval.earliest)) <= days
            ):
                near.append(anchor)
        return near[-1] if near and len({anchor.year for anchor in near}) == 1 else None

    def _ruling_reaches(self, expression: Expression, ruling: Anchor, story: Narrative) -> bool:
        """In a report of the day only a year of the same or the last two sentences rules; in a history any."""
        if not story.news or story.speech is None:
            return True
        if not ruling.printed:
            return False
        return context.sentence_number(self.page, self.span(expression).start) - ruling.sentence <= 1

    def _wrapped(self, expression: Expression, story: Narrative, ruling: Anchor) -> tuple[int, tuple[str, ...]]:
        """Return the ruling year, or the next one where the telling has passed the year's end."""
        told = story.told
        if expression.year_shift or told is None or expression.month is None or told.interval.latest is None:
            return ruling.year, ()
        last_year, last_month, _, _ = dates.split(told.interval.latest)
        if last_year != ruling.year or (told.interval.days or 0) > (_LONGEST_MONTH if told.reached else _LONGEST_PART):
            return ruling.year, ()
        if last_month - expression.month >= _WRAP_MONTHS:
            words = dates.describe(told.interval.earliest, told.interval.latest)
            return ruling.year + 1, (f"told after {words}: the next year",)
        return ruling.year, ()

    def _year_by_tense(self, expression: Expression, speech: Anchor) -> int | None:
        """Return the year in which a date lies nearest to the date of writing on the side its tense says."""
        head = context.head_token(self.page, self.lexemes, expression)
        tense = context.tense(self.page, head) if head is not None else "past"
        if expression.first and self.lexemes[expression.first - 1].text.lower() == "since":
            tense = "past"
        here = speech.interval
        years = []
        for year in (speech.year - 1, speech.year, speech.year + 1):
            found = calendar.calendar_interval(replace(expression, minute=None, part=None, mod=None), year)
            if found is None:
                continue
            interval = found[0]
            against = (tense == "future" and interval.before(here)) or (tense == "past" and here.before(interval))
            years.append((interval.gap_days(here) + (_AGAINST_TENSE if against else 0), year))
        return min(years)[1] if years else None

    def _weekday(self, expression: Expression, story: Narrative) -> Resolution:
        assert expression.weekday is not None
        timex = calendar.open_timex(expression)
        if story.speech is None or not story.news:
            return Resolution(timex=timex, needs="anchor", trail=("no date of writing is stated",))
        iso = story.speech.interval.earliest or ""
        head = context.head_token(self.page, self.lexemes, expression)
        tense = context.tense(self.page, head) if head is not None else "past"
        if expression.first and self.lexemes[expression.first - 1].text.lower() in ("until", "till"):
            tense = "future"
        if tense == "future":
            day = dates.next_weekday(iso, expression.weekday, same=False)
        elif tense == "present":
            day = dates.nearest_weekday(iso, expression.weekday)
        else:
            day = dates.previous_weekday(iso, expression.weekday, same=True)
        interval, precision = calendar.refined(expression, Interval(day, day), "day")
        return Resolution(
            interval,
            precision,
            "resolved",
            (story.speech.trail("nearest such day"),),
            self._part_timex(expression, day),
            rules_on=True,
        )

    def _part_timex(self, expression: Expression, day: str) -> str | None:
        if expression.part is not None and expression.minute is None:
            return f"{day}{calendar.part_code(expression)}"
        return None

    def _clock_only(self, expression: Expression, story: Narrative) -> Resolution:
        """A clock or part of the day takes its day from the same sentence or the one before, else stays open."""
        timex = calendar.open_timex(expression)
        anchor = story.told_day
        sentence = context.sentence_number(self.page, self.span(expression).start)
        definite = expression.minute is not None or self.classes[expression.first] in "tm"
        if not definite:
            return Resolution(timex=timex, trail=("no day is stated for it",), basis="stated")
        if anchor is None or sentence - anchor.sentence > _CLOCK_REACH:
            if story.speech is None or not story.news:
                return Resolution(timex=timex, needs="anchor", trail=("no day is stated for it",))
            bounds = Interval(None, story.speech.interval.latest)
            head = context.head_token(self.page, self.lexemes, expression)
            if head is None or context.tense(self.page, head) != "past":
                bounds = Interval()
            return Resolution(bounds, timex=timex, needs="anchor", trail=("no day is stated for it",))
        day = dates.date_part(anchor.interval.earliest or "")
        interval, precision = calendar.refined(expression, Interval(day, day), "day")
        return Resolution(interval, precision, "resolved", (anchor.trail("day"),), self._part_timex(expression, day))

    # -- pointers ----------------------------------------------------------------------------------------------

    def _duration(self, expression: Expression, story: Narrative) -> Resolution:
        timex = expression.timex
        pointer = expression.pointer
        flags = (f"{expression.mod}",) if expression.mod else ()
        if pointer is None or pointer.steps is None:
            return Resolution(timex=timex, basis="stated", flags=flags)
        anchor = story.speech if pointer.base == "speech" else story.told
        if anchor is None or pointer.unit in ("second", "minute", "hour"):
            return Resolution(timex=timex, basis="stated", flags=flags)
        here = anchor.interval
        far = calendar.stepped((here.earliest if pointer.sign < 0 else here.latest) or "", pointer.unit, pointer.steps)
        interval = Interval(far, here.earliest) if pointer.sign < 0 else Interval(here.latest, far)
        return Resolution(interval, "range", "resolved", (anchor.trail("counted"),), timex, flags=flags)

    def _pointed(self, expression: Expression, story: Narrative) -> Resolution:
        pointer = expression.within or expression.pointer
        assert pointer is not None
        if pointer.base == "event":
            return self._from_event(expression, pointer, story)
        anchor = self._anchor(expression, pointer, story)
        offset = None
        if pointer.base == "speech" and pointer.unit == "day" and pointer.steps is not None:
            offset = pointer.steps
        if anchor is None:
            needs = "publication date" if pointer.base == "speech" else "anchor"
            timex = self._pointed_timex(expression, pointer)
            return Resolution(
                timex=timex, needs=needs, offset_days=offset, trail=("nothing in this document anchors it",)
            )
        if pointer.steps is None:
            return self._vague(expression, pointer, anchor)
        if expression.within is not None or (expression.month is not None or expression.season is not None):
            return self._within_year(expression, pointer, anchor)
        return self._stepped(expression, pointer, anchor, offset)

    def _pointed_timex(self, expression: Expression, pointer: Pointer) -> str | None:
        if expression.part is not None or expression.minute is not None or expression.weekday is not None:
            return calendar.open_timex(replace(expression, pointer=None))
        if expression.month is not None or expression.season is not None:
            return calendar.open_timex(expression)
        if pointer.counted and pointer.steps is None:
            return "PAST_REF" if pointer.sign < 0 else "FUTURE_REF"
        return None

    def _anchor(self, expression: Expression, pointer: Pointer, story: Narrative) -> Anchor | None:
        if pointer.base == "speech":
            if story.speech is None or (story.news or pointer.counted or pointer.unit in ("day", "weekend")):
                return story.speech
            return story.speech
        if pointer.unit in ("day", "night", "weekday", "second", "minute", "hour") and story.told_day is not None:
            return story.told_day
        same = story.mentioned
        words = self.page.quote(self.span(expression)).lower().split()
        if (
            pointer.steps == 0
            and ("that" in words or "same" in words)
            and same is not None
            and self._near(expression, same)
        ):
            if (same.interval.days or 0) <= (_LONGEST_YEAR if pointer.unit == "year" else _LONGEST_MONTH):
                return same
        if self._near(expression, story.latest):
            return story.latest
        if story.told is not None:
            return story.told
        return story.speech if story.news else None

    def _vague(self, expression: Expression, pointer: Pointer, anchor: Anchor) -> Resolution:
        """A few days later: after the anchor, nothing finer."""
        timex = "PAST_REF" if pointer.sign < 0 else "FUTURE_REF"
        here = anchor.interval
        if pointer.unit == "weekend":
            return self._stepped(expression, replace(pointer, steps=-1), anchor, None)
        bounds = Interval(None, here.latest) if pointer.sign < 0 else Interval(here.earliest, None)
        return Resolution(bounds, "unknown", "unresolvable", (anchor.trail("bounded"),), timex)

    def _within_year(self, expression: Expression, pointer: Pointer, anchor: Anchor) -> Resolution:
        """August of that year, last March, next summer."""
        steps = pointer.steps or 0
        iso = anchor.interval.earliest or ""
        if expression.within is None and pointer.base == "speech" and steps:
            if expression.season is not None:
                season = calendar.season_near(iso, expression.season, steps)
                return Resolution(season, "season", "resolved", (anchor.trail("counted"),), rules_on=True)
            month = dates.split(iso)[1]
            wanted = expression.month or 1
            year = anchor.year + (0 if (wanted < month if steps < 0 else wanted > month) else steps)
        else:
            year = anchor.year + steps
        return self._dated(expression, year, "resolved", (anchor.trail("year"),))

    def _stepped(self, expression: Expression, pointer: Pointer, anchor: Anchor, offset: int | None) -> Resolution:
        steps, unit = pointer.steps or 0, pointer.unit
        trail = (anchor.trail("counted" if steps else "the same"),)
        here = anchor.interval
        base = here.earliest or ""
        if expression.weekday is not None:
            return self._pointed_weekday(expression, pointer, anchor)
        if unit in ("second", "minute", "hour"):
            if not dates.has_clock(here.earliest) or here.earliest != here.latest:
                return Resolution(
                    timex=expression.timex, needs="anchor", trail=("the hour it counts from is not stated",)
                )
            moved = dates.shift(base, minutes=steps * {"second": 0, "minute": 1, "hour": 60}[unit])
            return Resolution(Interval(moved, moved), "hour", "resolved", trail)
        if unit == "weekend":
            saturday = dates.previous_weekday(base, 5, same=dates.weekday(base) >= 5)
            if steps > 0:
                saturday = dates.next_weekday(base, 5)
            return Resolution(
                Interval(saturday, dates.shift(saturday, 1)), "range", "resolved", trail, offset_days=offset
            )
        if unit in ("day", "night"):
            if dates.has_clock(here.earliest) or dates.has_clock(here.latest):
                here = Interval(dates.date_part(here.earliest or ""), dates.date_part(here.earliest or ""))
            days = here.shifted(steps)
            if days.days != 1:
                return Resolution(days, "range", "resolved", trail, offset_days=offset)
            interval, precision = calendar.refined(expression, days, "day")
            return Resolution(
                interval, precision, "resolved", trail, self._part_timex(expression, days.earliest or ""),
                offset_days=offset, rules_on=True, flags=self._flags(expression, interval),
            )  # fmt: skip
        moved_iso = calendar.stepped(base, unit, steps)
        if pointer.counted and unit in ("decade", "century"):
            unit = "year"  # "a decade ago" is ten years back, not the decade before
        interval, precision = calendar.unit_around(moved_iso, unit)
        interval, precision = calendar.refined(expression, interval, precision)
        return Resolution(interval, precision, "resolved", trail, rules_on=True)

    def _pointed_weekday(self, expression: Expression, pointer: Pointer, anchor: Anchor) -> Resolution:
        assert expression.weekday is not None
        base, steps = anchor.interval.earliest or "", pointer.steps or 0
        if steps < 0:
            day = dates.previous_weekday(base, expression.weekday)
        elif steps > 0:
            day = dates.next_weekday(base, expression.weekday)
        else:
            week = dates.week_of(base)
            day = dates.shift(week.earliest or base, expression.weekday)
        interval, precision = calendar.refined(expression, Interval(day, day), "day")
        return Resolution(
            interval,
            precision,
            "resolved",
            (anchor.trail("nearest such day"),),
            self._part_timex(expression, day),
            rules_on=True,
        )

    def _from_event(self, expression: Expression, pointer: Pointer, story: Narrative) -> Resolution:
        days = load("times")["units"][pointer.unit][1]
        offset = (
            pointer.steps * int(days)
            if pointer.steps is not None and pointer.unit in ("day", "week", "fortnight")
            else None
        )
        return Resolution(timex=expression.timex, needs="anchor", offset_days=offset, trail=("counted from an event",))


def mention_of(page: Page, span: Span, resolution: Resolution) -> TimeMention:
    """Return the mention of a resolved phrase."""
    quote = page.quote(span)
    segment = page.segment_at(span.start, quotations=True)
    when = When(
        raw=quote,
        earliest=resolution.interval.earliest,
        latest=resolution.interval.latest,
        precision=resolution.precision,
        basis=resolution.basis,
        trail=resolution.trail,
        flags=resolution.flags,
        timex=resolution.timex,
    )
    return TimeMention(
        span.start, span.end, quote, when, segment.id if segment else "",
        needs=resolution.needs, relative_to=resolution.relative_to, offset_days=resolution.offset_days,
    )  # fmt: skip
