"""What linking knows of each document's time expressions and of when it was written.

Invariant: an expression gets a date only from the incident its clause is tied to, with a trail that names where the
date came from; "last week" in a document of unknown date keeps bounds only. A publication date that the input does
not state is never more than bounds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.linking.accounts import Account
from recount.linking.evidence import Case, written
from recount.linking.joining import Key
from recount.linking.moments import moment_of, weekday_of
from recount.model.dates import (
    Interval,
    date_part,
    day_number,
    describe,
    iso_of,
    next_weekday,
    precision_of,
    shift,
    split,
    weekday,
    year_words,
)
from recount.model.incidents import Incident
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.stretches import Stretches
from recount.model.text import Document, Span
from recount.model.values import When, WhenBasis
from recount.vocabulary import load

_TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening|day)|tonight)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|last night)\b", re.IGNORECASE)
_SENTENCE = 400
_BESIDE = 120
"""Characters from a mention of an event within which a day of the week is the event's."""
_MONTH = 31
"""Days after an incident within which a report that calls days by the week is written."""

Times = dict[Span, When]


def resolve_times(
    document: Document, reading: Reading, accounts: Sequence[Account], incidents: Mapping[Key, Incident], case: Case
) -> Times:
    """Return the time expressions of a document that linking dates or bounds further than reading could."""
    found: Times = {}
    dated = _Dated(accounts, incidents)
    for time in reading.times:
        for each in dated.that_may_date(time):
            when = _from_incident(document, time, each, case)
            if when is not None:
                found[Span(time.start, time.end)] = when
                break
    return found


@dataclass(frozen=True, slots=True)
class _DatedAccount:
    """An account whose incident has a day, with its passages by their place and the times they hang on."""

    account: Account
    incident: Incident
    day: tuple[str, str]
    mentions: Stretches[EventMention]
    times: frozenset[Span]


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage of an account, by its number."""

    start: int
    end: int
    number: int


class _Dated:
    """The accounts of a document whose incidents have a day, by what ties a time expression to them."""

    def __init__(self, accounts: Sequence[Account], incidents: Mapping[Key, Incident]) -> None:
        self._accounts: list[_DatedAccount] = []
        self._mains: set[int] = set()
        self._tied: dict[Span, set[int]] = {}
        told: list[_Told] = []
        for account in accounts:
            incident = incidents.get(account.key)
            day = _day(incident.when) if incident is not None else None
            if incident is None or day is None:
                continue
            number = len(self._accounts)
            times = frozenset(span for mention in account.mentions for span in mention.times)
            self._accounts.append(_DatedAccount(account, incident, day, Stretches(account.mentions), times))
            told += (_Told(mention.start, mention.end, number) for mention in account.mentions)
            self._mains |= {number} if account.main else set()
            for span in times:
                self._tied.setdefault(span, set()).add(number)
        self._told = Stretches(told)

    def that_may_date(self, time: TimeMention) -> list[_DatedAccount]:
        """Return in order the accounts that a time is tied to, those that it counts from, and the main one."""
        found = self._mains | self._tied.get(Span(time.start, time.end), set())
        if time.relative_to is not None:
            found |= {told.number for told in self._told.overlapping(time.relative_to.start, time.relative_to.end)}
        return [self._accounts[number] for number in sorted(found)]


def _from_incident(document: Document, time: TimeMention, dated: _DatedAccount, case: Case) -> When | None:
    incident, day, base = dated.incident, dated.day, time.relative_to
    counted = time.offset_days is not None and (
        bool(dated.mentions.overlapping(base.start, base.end))
        if base is not None
        else dated.account.main and _is_counted(time)
    )
    if counted and time.offset_days is not None:
        return _counted(time, incident, day)
    if Span(time.start, time.end) in dated.times:
        return _tied(document, time, incident, day, case)
    if _is_open(time) and dated.account.main:
        return _bounded_after(document, time, dated)
    return None


def _day(when: When) -> tuple[str, str] | None:
    if when.earliest is None or when.latest is None or day_number(when.latest) - day_number(when.earliest) > 2:
        return None
    return date_part(when.earliest), date_part(when.latest)


def _is_open(time: TimeMention) -> bool:
    return time.when.earliest is None and time.when.latest is None


def _is_counted(time: TimeMention) -> bool:
    return _is_open(time) and time.needs in ("anchor", None)


def _counted(time: TimeMention, incident: Incident, day: tuple[str, str]) -> When:
    """A phrase that counts days from the incident: recomputed whenever the incident's date changes."""
    offset = time.offset_days or 0
    earliest, latest = shift(day[0], offset), shift(day[1], offset)
    way = f"{abs(offset)} day{'' if abs(offset) == 1 else 's'} {'before' if offset < 0 else 'after'}"
    trail = [f"«{time.quote}» is {way} {describe(*day)}, the date of the incident"]
    for when, _ in incident.rejected_times:
        moment = moment_of(when)
        if moment is not None and moment.first is not None:
            other = iso_of(moment.first + offset)
            trail.append(f"counted from {iso_of(moment.first)}, which is not followed, it would be {other}")
    return When(
        time.quote, earliest, latest, precision_of(Interval(earliest, latest)), "derived", tuple(dict.fromkeys(trail)),
        time.when.flags, timex=time.when.timex,
    )  # fmt: skip


def _tied(document: Document, time: TimeMention, incident: Incident, day: tuple[str, str], case: Case) -> When | None:
    """A date without a year, or "this morning", beside the incident's own words."""
    moment = moment_of(time.when)
    own = moment_of(replace(incident.when, timex=None))
    if moment is not None and not moment.has_year and own is not None and own.first is not None:
        years = sorted({split(day[0])[0], split(day[1])[0]})
        placed = next((m for m in (moment.in_year(year) for year in years) if m.first is not None), None)
        if placed is None or placed.first is None or placed.last is None or moment.day is None:
            return None
        if placed.first > own.last + 1 or placed.last < own.first - 1:  # type: ignore[operator]
            return None
        earliest, latest = iso_of(placed.first), iso_of(placed.last)
        basis: WhenBasis = "inferred" if incident.when.basis == "inferred" else "resolved"
        lent = f"the year {year_words(split(day[0])[0])} comes from the incident: {_source(incident, document, case)}"
        return _dated(time, earliest, latest, basis, lent)
    if _is_open(time) and _TODAY.search(time.quote):
        source = _source(incident, document, case)
        told = f"«{time.quote}» dates the incident, dated {describe(*day)} by {source}"
        return _dated(time, day[0], day[1], "resolved", told)
    return None


def _dated(time: TimeMention, earliest: str, latest: str, basis: WhenBasis, step: str) -> When:
    """Return a time expression's When with bounds and one more step of its trail."""
    precision = precision_of(Interval(earliest, latest))
    trail = (*time.when.trail, step)
    return replace(time.when, earliest=earliest, latest=latest, precision=precision, basis=basis, trail=trail)


def _source(incident: Incident, document: Document, case: Case) -> str:
    """Name the other documents that date the incident."""
    names = sorted({case.documents[other].name for other in incident.documents if other != document.id})
    if not names:
        return "the document itself"
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


@cache
def _after_cues() -> re.Pattern[str]:
    cues = "|".join(re.escape(cue) for cue in load("events")["after_cues"])
    return re.compile(rf"\b(?:{cues})\b[^.]{{0,30}}\Z", re.IGNORECASE)


def _bounded_after(document: Document, time: TimeMention, dated: _DatedAccount) -> When | None:
    """ "Last week ... asked to look into the attack": undated, but later than the attack it looks back on."""
    day = dated.day
    for mention in dated.mentions.beginning_in(time.end, time.end + _SENTENCE):
        if not mention.definite or mention.start < time.end or not _one_sentence(document, time, mention):
            continue
        if _after_cues().search(document.text[time.end : mention.start]):
            trail = (*time.when.trail, f"its sentence looks back on the incident of {describe(*day)}")
            return replace(time.when, earliest=day[1], latest=None, basis="unresolvable", trail=trail)
    return None


def _one_sentence(document: Document, time: TimeMention, mention: EventMention) -> bool:
    between = document.text[time.end : mention.start]
    return len(between) < _SENTENCE and "\n" not in between and not re.search(r"[a-z]\. [A-Z]", between)


def _placed(reading: Reading, incident: Incident) -> When | None:
    """Return the day of a dateline without a year, or of a day of the week alone, in a report of the days before.

    Such a report calls days by the week. The dateline is then the first such date from the incident's day on: within a
    month for a date, within the week where the text calls the incident's own day by the week.
    """
    day = _day(incident.when)
    weekdays = {weekday_of(time.when) for time in reading.times if not time.writes} - {None}
    if day is None or day[0] != day[1] or not weekdays:
        return None
    for time in reading.times:
        bare, moment = weekday_of(time.when), moment_of(time.when)
        if not time.writes or time.when.earliest is not None:
            continue
        if bare is not None and weekday(day[0]) in weekdays:
            found = next_weekday(day[0], bare, same=True)
        elif moment is not None and not moment.has_year and moment.day is not None:
            years = (moment.in_year(split(day[0])[0] + later).first for later in (0, 1))
            first = next((at for at in years if at is not None and 0 <= at - day_number(day[0]) <= _MONTH), None)
            if first is None:
                continue
            found = iso_of(first)
        else:
            continue
        told = f"the dateline «{time.quote}» of a report that calls days by the week: the first after {describe(*day)}"
        return When(time.quote, found, found, precision_of(Interval(found, found)), "inferred", (told,))
    return None


def written_day(reading: Reading, about: Incident) -> str | None:
    """Return the day on which a report that calls days by the week was written, or its event's own where it calls that
    "today", "yesterday", "last night" or by the day of the week; None where nothing shows it."""
    placed = _placed(reading, about)
    if placed is not None:
        return placed.earliest
    day = _day(about.when)
    if day is None:
        return None
    own = Stretches(mention for mention in about.mentions if mention.document == reading.document)
    for time in reading.times:
        beside = bool(own.beginning_in(time.start - _BESIDE + 1, time.start + _BESIDE))
        if beside and not time.writes and (_TODAY.search(time.quote) or _YESTERDAY.search(time.quote)):
            return shift(day[1], 1) if _YESTERDAY.search(time.quote) else day[1]
        if beside and not time.writes and weekday_of(time.when) == weekday(day[0]):
            return day[1]
    return None


def publication(
    document: Document, reading: Reading, accounts: Sequence[Account], incidents: Mapping[Key, Incident], times: Times
) -> When | None:
    """Return bounds of a document's publication date from what it tells, None where nothing bounds it.

    A document that dates its own incident "today" was written that day; any other not before its latest past date.
    """
    if document.published is not None:
        return None
    for time in reading.times:
        when = times.get(Span(time.start, time.end))
        if when is not None and _TODAY.search(time.quote) and when.basis == "resolved":
            return When(
                time.quote, when.earliest, when.latest, when.precision, "inferred",
                (f"the text says «{time.quote}» of the incident it reports", *when.trail),
            )  # fmt: skip
    own = written(reading)
    if own is not None:
        trail = (f"the text dates itself: «{own.quote}»", *own.when.trail)
        basis = own.when.basis if own.when.basis in ("stated", "resolved") else "inferred"
        return replace(own.when, basis=basis, trail=trail)
    main = next((incidents[account.key] for account in accounts if account.main and account.key in incidents), None)
    placed = None if main is None else _placed(reading, main)
    if placed is not None:
        return placed
    past: list[tuple[str, str]] = []
    for account in accounts:
        incident = incidents.get(account.key)
        if incident is not None and incident.when.earliest is not None and incident.when.basis != "unresolvable":
            past.append((date_part(incident.when.earliest), incident.label))
    for time in reading.times:
        when = times.get(Span(time.start, time.end), time.when)
        if when.basis in ("stated", "resolved") and when.earliest is not None and when.latest is not None:
            if day_number(when.latest) - day_number(when.earliest) <= 366 and when.earliest[:1] != "-":
                past.append((date_part(when.earliest), f"«{time.quote}»"))
    if not past:
        return None
    latest = max(past, key=lambda each: (day_number(each[0]), each[1]))
    return When("", latest[0], None, "unknown", "inferred", (f"not before {latest[0]}: the text tells of {latest[1]}",))
