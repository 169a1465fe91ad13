"""Infers a year that no document prints, from weekends and from other dated facts of the same document.

Invariant: the result is ``inferred``, lists every reading it passed over, and is given only where the words of the
document narrow the years down to some; a year that merely seems likely is not given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.linking.evidence import Case, Evidence
from recount.linking.moments import Moment, moment_of
from recount.model.dates import WEEKDAYS, civil, iso_of, weekday, weekday_name
from recount.model.mentions import Reading, TimeMention
from recount.model.text import Document
from recount.model.values import When
from recount.vocabulary import load

_WEEKEND = re.compile(r"\bweekend\b", re.IGNORECASE)
_YEARS_AHEAD = 10
"""How many years after the last dated fact are looked at; later ones are named as not looked at."""
_YEARS_NEAR = 5
"""A year later than this after the last dated event is not preferred to others, however well its weekend fits."""
_NEWS = 60
"""Days before the first account was written within which a day without a year is taken for the last one."""
_WEEKDAY_YEARS = 6
"""Years within which a date falls on a day of the week once or twice."""
_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Inferred:
    """An inferred date and the readings it does not follow."""

    when: When
    rejected: tuple[tuple[When, str], ...]


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A day of the year that the event lies on or just after."""

    moment: Moment
    time: TimeMention
    prepares: bool


def infer_year(member: Evidence, case: Case, reading: Reading) -> Inferred | None:
    """Return the date of an account whose day is told without a year, or None where the years stay open.

    The day must be told to lie on a weekend, and some event that the document calls earlier must have a year.
    """
    document = case.documents[member.account.document]
    weekend = next((time for time in _times_of(member, reading, document) if _WEEKEND.search(time.quote)), None)
    bound = _last_dated_year(member, case)
    if weekend is None or bound is None:
        return None
    stated = [dated.time for dated in member.dated if not dated.moment.has_year and dated.moment.day is not None]
    prepared = _preparation(document, reading, member)
    anchor = prepared or (_Anchor(moment_of(stated[0].when) or Moment(), stated[0], False) if stated else None)
    if anchor is None or anchor.moment.day is None:
        return None
    year, why_bound = bound
    readings = [
        (candidate, cover, anchor.moment.in_year(candidate))
        for candidate in range(year, year + _YEARS_AHEAD + 1)
        if (cover := _cover(anchor.moment, candidate)) > 0
    ]
    readings = [found for found in readings if found[0] > year or _after(found[2], member, case)]
    if not readings:
        return None
    best_cover = max(cover for _, cover, _ in readings)
    chosen = min(candidate for candidate, cover, _ in readings if cover == best_cover)
    if chosen > year + _YEARS_NEAR:
        return None
    moment = anchor.moment.in_year(chosen)
    first = moment.first or 1
    last = (moment.last or 1) if anchor.moment.spill or not anchor.prepares else first + 1
    others = [
        f"{candidate} ({weekday_name(iso_of(found.first or 1))})"
        for candidate, _, found in readings
        if candidate != chosen
    ]
    trail = (
        f"«{anchor.time.quote}» has no year"
        + (", and the event follows what was prepared then" if anchor.prepares else ""),
        f"«{weekend.quote}» puts it on a weekend",
        why_bound,
        f"in {chosen} the day is a {weekday_name(iso_of(first))}"
        + (" and lies wholly in a weekend" if best_cover == 2 else ""),
        "other readings: " + (", ".join(others) or "none") + f"; years after {year + _YEARS_AHEAD} were not looked at",
    )
    when = When(
        anchor.time.quote, iso_of(first), iso_of(last), "day" if first == last else "range", "inferred", trail,
        ("year inferred from a weekend and the last dated event",), timex=anchor.time.when.timex,
    )  # fmt: skip
    rejected = tuple(
        (
            replace(time.when, trail=(*time.when.trail, f"would come before «{anchor.time.quote}», which prepares it")),
            f"{document.name} says «{time.quote}», but what prepares the event is dated «{anchor.time.quote}»",
        )
        for time in stated
        if anchor.prepares and time is not anchor.time
    )
    return Inferred(when, rejected)


def infer_year_before(members: Sequence[Evidence], case: Case) -> Inferred | None:
    """Return the date of accounts that print their day without a year, by the day the first of them was written.

    It is the last such day before; with a printed day of the week the last one that falls on it. Without one it must
    lie within ``_NEWS`` days before. None where the accounts print different days, or nothing tells when they wrote.
    """
    written = [(member.published[1], member.account.document) for member in members if member.published is not None]
    told = [dated for member in members for dated in member.dated if dated.moment.day is not None]
    if not written or not told or len({(dated.moment.month, dated.moment.day) for dated in told}) > 1:
        return None
    last, document = min(written)
    named = [(dated, number) for dated in told for number, name in enumerate(WEEKDAYS) if name in dated.time.quote]
    dated, wanted = named[0] if named else (told[0], None)
    for year in range(civil(last)[0], civil(last)[0] - _WEEKDAY_YEARS, -1):
        moment = dated.moment.in_year(year)
        if moment.first is None or moment.last is None or moment.first > last:
            continue
        if wanted is None and last - moment.first > _NEWS:
            return None
        if wanted is not None and weekday(iso_of(moment.first)) != wanted:
            continue
        day = f"the last one that is a {WEEKDAYS[wanted]}" if wanted is not None else "the last one"
        trail = (
            f"«{dated.time.quote}» has no year",
            f"it is taken for {day} before {iso_of(last)}, when {case.documents[document].name} was written",
        )
        first, end = iso_of(moment.first), iso_of(moment.last)
        when = When(
            dated.time.quote, first, end, "day" if first == end else "range", "inferred", trail,
            ("year inferred from the first account's day of writing",), timex=dated.time.when.timex,
        )  # fmt: skip
        return Inferred(when, ())
    return None


def _cover(moment: Moment, year: int) -> int:
    """Return 2 where all days fall on Saturday or Sunday, 1 where some do, 0 where none."""
    placed = moment.in_year(year)
    days = [weekday(iso_of(day)) >= 5 for day in range(placed.first or 1, (placed.last or 1) + 1)]
    return 2 if all(days) else 1 if any(days) else 0


def _last_dated_year(member: Evidence, case: Case) -> tuple[int, str] | None:
    """Return the latest year the document gives to an event other than this one, and the words for it."""
    found = []
    for key in case.by_document[member.account.document]:
        if key == member.account.key:
            continue
        for dated in case.evidence[key].dated:
            if dated.moment.first is not None:
                found.append((civil(dated.moment.first)[0], dated.time.start, dated.time.quote))
    if not found:
        return None
    year, _, quote = max(found, key=lambda item: (item[0], -item[1]))
    name = case.documents[member.account.document].name
    return year, f"{name} dates an earlier event «{quote}», so the year is {year} or later"


def _after(moment: Moment, member: Evidence, case: Case) -> bool:
    """In the year of the earlier event itself the day must come after it; a bare year cannot show that."""
    for key in case.by_document[member.account.document]:
        if key != member.account.key:
            for dated in case.evidence[key].dated:
                if dated.moment.last is not None and (moment.first or 0) <= dated.moment.last:
                    return False
    return True


def _times_of(member: Evidence, reading: Reading, document: Document) -> list[TimeMention]:
    """Return the time expressions that stand in a sentence with a mention of the account."""
    found = []
    for time in reading.times:
        for mention in member.account.mentions:
            between = document.text[min(mention.end, time.end) : max(mention.start, time.start)]
            if len(between) < _SENTENCE and ". " not in between and "\n" not in between:
                found.append(time)
                break
    return found


@cache
def _before_cues() -> re.Pattern[str]:
    cues = "|".join(re.escape(cue) for cue in load("events")["before_cues"])
    return re.compile(rf"\b(?:{cues})\s+(?:the|this|that|their|its)?\s*(?:\w+\s+)?\Z", re.IGNORECASE)


def _preparation(document: Document, reading: Reading, member: Evidence) -> _Anchor | None:
    """Return the time of what is said to prepare the event, in a sentence that names the event after such a cue."""
    for mention in member.account.mentions:
        if not _before_cues().search(document.text[max(0, mention.start - 40) : mention.start]):
            continue
        for time in _times_of(member, reading, document):
            between = document.text[min(mention.end, time.end) : max(mention.start, time.start)]
            moment = moment_of(time.when)
            if len(between) < _SENTENCE and ". " not in between and moment is not None and moment.day is not None:
                return _Anchor(moment, time, True)
    return None
