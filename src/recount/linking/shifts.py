"""What in an undated passage shows that it tells of another event than the one told of before it.

Invariant: only words of the passage's own paragraph count, and each ground is told in words; a place, a day or a year
named before for the same event shows nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from recount.linking.moments import weekday_of
from recount.linking.told import FirstUse
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.stretches import Stretches
from recount.model.text import Document, Span
from recount.vocabulary import load

_DYING = frozenset({"die", "succumb", "death"})
_OPENING = 200
"""Characters from which the sentence is the last of an opening."""
_YEAR = re.compile(r"\d{4}")
_NAMED_DAY = re.compile(
    r"day\b|\b(?:today|tonight|evening|morning|night|noon|midday|midnight|dawn|dusk|weekend|week)\b", re.IGNORECASE
)
_WHERE = re.compile(r"[^.;]{0,40}?,? (?:where|in which|at which|during which|when)\b")
_HAD = re.compile(r"\bhad (?:\w+ ){0,2}\Z")
_WHO_HAD = re.compile(r"\b(?:who|whom|which|that) had (?:\w+ ){0,2}\Z")
_LONGEST = 4_000
"""Characters of a sentence that is looked at whole: seven hundred words; what is longer has lost its stops."""
_REACH = 40
"""Characters before a verb in which its auxiliaries stand."""
LEAD = 3
"""Sentences of an article in which what it is about is told first."""
_RELATIVE = re.compile(r"(?:['\u2019]s)?(?:\s+[\w'\u2019-]+){0,4}?,?\s+(?:in which|when|where|with|which|that)\b")
_STOPS = ".!?\"\u201d\u2019'"
_LONGEST_HEADING = 22
"""Words of a line that may be a heading, as for intake."""
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+|\n+")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words: Any = load("shifts")[name]
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@dataclass
class TimesTold:
    """What the passages of one event told of its time: the days of the week, and whether it is long past."""

    weekdays: set[int] = field(default_factory=set)
    is_long_past: bool = False


class Shifts:
    """The grounds of one document."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.text = document.text
        self.reading = reading
        self.times = {Span(time.start, time.end): time for time in reading.times}
        self.ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        self.ordered = sorted(reading.times, key=lambda time: time.start)
        self.starts = [time.start for time in self.ordered]
        self.breaks = [offset for offset, letter in enumerate(self.text) if letter == "\n"]
        self._headings: dict[int, bool] = {}
        self._hung: dict[int, TimeMention | None] = {}
        self._places = Stretches(reading.places)
        self._events = Stretches(reading.events)
        self._used = FirstUse(self.text.casefold())
        self._offsets_hold = len(self.text) == len(self.text.casefold())

    @cached_property
    def commemorates(self) -> bool:
        """Whether the text opens by looking back over years: an anniversary, "five years on"."""
        return bool(_pattern("memory").search(self.text, 0, self.sentence(_OPENING).end))

    def is_of_memory(self, time: TimeMention) -> bool:
        """Whether a day counted from the day of writing is that of a commemoration, and of no event told of."""
        if not self.commemorates or time.when.basis != "resolved" or _YEAR.search(time.quote):
            return False
        return _NAMED_DAY.search(time.quote) is not None

    def sentence(self, offset: int) -> Span:
        """Return the sentence around an offset; of one without end the part of ``_LONGEST`` characters around it."""
        number = bisect_right(self.ends, offset)
        start = self.ends[number - 1] if number else 0
        end = self.ends[number] if number < len(self.ends) else len(self.text)
        start += (offset - start) // _LONGEST * _LONGEST
        return Span(start, min(end, start + _LONGEST))

    def is_heading(self, offset: int) -> bool:
        """Whether a passage stands on a line of its own that is no sentence: a title, a head line, a list."""
        number = bisect_left(self.breaks, offset)
        if number not in self._headings:
            first = self.breaks[number - 1] + 1 if number else 0
            line = self.text[first : self.breaks[number] if number < len(self.breaks) else None].strip()
            words = line.split(maxsplit=_LONGEST_HEADING)
            self._headings[number] = bool(line) and line[-1] not in _STOPS and len(words) <= _LONGEST_HEADING
        return self._headings[number]

    def is_bound(self, time: TimeMention) -> bool:
        """Whether a day only bounds a stretch, or something is due on it ("since Tuesday", "fixed for Friday")."""
        before = self.text[max(0, time.start - _REACH) : time.start].split()
        return bool(before) and _pattern("bounding").fullmatch(before[-1]) is not None

    def is_count(self, time: TimeMention) -> bool:
        """Whether a day is that of a count, and of nothing that happened ("as of noon today")."""
        return _pattern("counting").search(self.text[max(0, time.start - _REACH) : time.start]) is not None

    def elsewhere(self, mention: EventMention, since: int) -> str | None:
        """Return the place that a passage is moved to, None where it is not.

        ``since`` is where the event told of before was last mentioned, or where the paragraph begins. The place is one
        that the text has not named before; its sentence, or the passage's own, sets it beside something else, or the
        passage is a clause that hangs on it ("the post at Dorn, in which three fell").
        """
        own = self.sentence(mention.start)
        head = self.text[since : own.end]
        if _pattern("wards").search(head):
            return None
        if mention.sentence < LEAD:
            return None
        for place in self._places.beginning_in(since, own.end):
            tied = Span(place.start, place.end) in mention.places
            if place.surface.isupper():
                continue  # in capitals stand titles and datelines
            if self._used.is_before(place.surface.casefold(), self._folded(since)):
                continue
            if not (tied or place.start < mention.start):
                continue
            there = self.sentence(place.start)
            if _pattern("elsewhere").search(self.text, there.start, own.end):
                return place.surface
            if own.start <= place.start and _WHERE.match(self.text, place.end, mention.start):
                return place.surface
        return None

    def _folded(self, offset: int) -> int:
        """Return an offset of the text in its folded form, in which a letter may have become two."""
        return offset if self._offsets_hold else len(self.text[:offset].casefold())

    def same_day(self, mention: EventMention, since: int) -> str | None:
        """Return the words by which a passage is of the day of what was told before it, None where it has none."""
        found = _pattern("same_day").search(self.text, since, self.sentence(mention.start).end)
        return found.group() if found else None

    def is_answered(self, mention: EventMention) -> bool:
        """Whether a passage names what something else was done in answer to ("a reprisal for the ambush of May")."""
        return _pattern("answering").search(self.text[max(0, mention.start - _REACH) : mention.start]) is not None

    def is_separate(self, mention: EventMention) -> bool:
        """Whether a sentence begins by setting what it tells apart ("In a separate case, a man was found lifeless")."""
        own = self.sentence(mention.start)
        return _pattern("separating").match(self.text, own.start, mention.start) is not None

    def is_beside(self, start: int, end: int) -> bool:
        """Whether words of a stretch set what it tells beside something else ("the same night", "two miles on")."""
        return _pattern("elsewhere").search(self.text, start, end) is not None

    def is_long_past(self, mention: EventMention) -> bool:
        """Whether the sentence of a passage names a time long past ("three years ago")."""
        own = self.sentence(mention.start)
        return _pattern("long_past").search(self.text, own.start, own.end) is not None

    def had_been(self, mention: EventMention) -> bool:
        """Whether a passage goes back before what is told ("refugees who had been forcibly transferred")."""
        return _HAD.search(self.text[max(0, mention.start - _REACH) : mention.start]) is not None

    def who_had_been(self, mention: EventMention) -> bool:
        """Whether a relative clause goes back before what is told: it says who somebody is."""
        return _WHO_HAD.search(self.text[max(0, mention.start - _REACH) : mention.start]) is not None

    def is_counted(self, time: TimeMention) -> bool:
        """Whether a time is counted from another one: "two days later" is the day of what followed."""
        return _pattern("counted").search(time.quote) is not None

    def is_of_wounds(self, mention: EventMention) -> bool:
        """Whether somebody is said to die of wounds that he had before, or last of several."""
        own = self.sentence(mention.start)
        if _pattern("last_deaths").search(self.text, own.start, own.end) is not None:
            return True
        if mention.lemma not in _DYING:
            return False
        return _pattern("of_wounds").search(self.text, mention.end, own.end) is not None

    def tell_times(self, mention: EventMention, told: TimesTold) -> None:
        """Add what a passage says of its time to what was told of its event's."""
        for time in self._own_times(mention):
            day = weekday_of(time.when)
            told.weekdays |= set() if day is None else {day}
            told.is_long_past |= _pattern("long_past").search(time.quote) is not None

    def other_time(self, mention: EventMention, told: TimesTold) -> str | None:
        """Return the words by which a passage is of another day of the week, or of another year, than earlier ones."""
        mine = self._own_times(mention)
        if not mine or mention.definite:
            return None
        days = {weekday_of(time.when) for time in mine} - {None}
        if days and told.weekdays and mention.lemma not in _DYING:
            if all(_far(one, other) for one in days for other in told.weekdays):  # type: ignore[arg-type]
                return next(time.quote for time in mine if weekday_of(time.when) in days)
        past = [time for time in mine if _pattern("long_past").search(time.quote) and time.when.earliest is None]
        if past and not told.is_long_past:
            return past[0].quote
        return None

    def times_of(self, mention: EventMention) -> list[TimeMention]:
        """Return the times a passage is told under: its own, the one its clause hangs on, that of its sentence."""
        hung = self._hung_on(mention)
        if mention.times or hung is not None:
            return [self.times[span] for span in mention.times if span in self.times] or [hung]  # type: ignore[list-item]
        told = (mention.setting,) if mention.setting and mention.claims else ()  # figures are dated by their sentence
        return [self.times[span] for span in told if span in self.times]

    def is_aside(self, mention: EventMention) -> bool:
        """Whether a passage is a relative clause on a time ("in January, when three porters were beaten to death")."""
        return self._hung_on(mention) is not None

    def _hung_on(self, mention: EventMention) -> TimeMention | None:
        """Return the time before a relative clause that tells of harm: "the fire of 2009, in which five died"."""
        if mention.start not in self._hung:
            self._hung[mention.start] = self._find_hung(mention)
        return self._hung[mention.start]

    def _find_hung(self, mention: EventMention) -> TimeMention | None:
        own = self.sentence(mention.start)
        before = [time for time in self.times_within(Span(own.start, mention.start)) if time.end <= mention.start]
        last = max(before, key=lambda time: time.end, default=None)
        if last is None or not _RELATIVE.match(self.text, last.end, mention.start):
            return None
        if ";" in self.text[last.end : mention.start]:
            return None
        return None if self._events.beginning_in(last.end, mention.start) else last

    def times_within(self, span: Span) -> list[TimeMention]:
        """Return the times that begin within a span, in order."""
        return self.ordered[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def _own_times(self, mention: EventMention) -> list[TimeMention]:
        return [time for time in self.times_of(mention) if not (time.writes or time.says)]


def _far(one: int, other: int) -> bool:
    """Whether two days of the week are more than a day apart, either way round."""
    return min((one - other) % 7, (other - one) % 7) > 1
