"""Days lent to events that their own accounts do not date: by the event they are told beside, or the day of writing.

Invariant: only a passage's own words lend ("the same night", "in November", "last year", "since Saturday"), and only
where the day they count from is known; the result is ``derived`` and its trail names both. Nothing is overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from recount.linking.accounts import Account
from recount.linking.evidence import Case
from recount.linking.joining import Key
from recount.linking.moments import weekday_of
from recount.linking.timing import written_day
from recount.model.dates import (
    Interval,
    civil,
    day_number,
    day_words,
    days_in_month,
    describe,
    iso_day,
    iso_of,
    month_of,
    precision_of,
    previous_weekday,
    year_of,
)  # fmt: skip
from recount.model.incidents import Incident
from recount.model.mentions import Reading, TimeMention
from recount.model.text import Span
from recount.model.values import When
from recount.vocabulary import load

_OPEN_MONTH = re.compile(r"XXXX-(\d\d)\Z")
_OPEN_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T|\Z)")
_NO_LEAP_YEAR = 2001
_SINCE = re.compile(r"\b(?:since|on|last)\s+\Z", re.IGNORECASE)


@cache
def _last_year() -> re.Pattern[str]:
    words: Any = load("shifts")["last_year"]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lender:
    """What lending looks up: incidents by id, the incident of each account, and the readings by document."""

    incidents: Mapping[str, Incident]
    of_account: Mapping[Key, str]
    case: Case
    readings: Mapping[str, Reading]

    def lend(self) -> dict[str, Incident]:
        """Return the incidents by id, those without a date dated where an account that tells of them allows it.

        Accounts that lend different days lend none.
        """
        members: dict[str, list[Key]] = {}
        for key, found in sorted(self.of_account.items()):
            members.setdefault(found, []).append(key)
        lent = dict(self.incidents)
        for identity, incident in self.incidents.items():
            if incident.when.earliest is not None:
                continue
            offered = [when for key in members.get(identity, ()) if (when := self._from(key)) is not None]
            if offered and len({(when.earliest, when.latest) for when in offered}) == 1:
                why = tuple(dict.fromkeys((*incident.why, *offered[0].trail)))
                lent[identity] = replace(incident, when=offered[0], why=why)
        return lent

    def _from(self, key: Key) -> When | None:
        account = self.case.evidence[key].account
        if account.beside is not None:
            number, words = account.beside
            other = self.incidents.get(self.of_account.get((key[0], number), ""))
            if other is not None and _is_day(other.when):
                day = describe(other.when.earliest, other.when.latest)
                told = f"«{words}»: told as of the same day as another event, dated {day}"
                return _when(words, other.when.earliest, other.when.latest, told)
        wrote = self._wrote(key[0])
        if wrote is None:
            return None
        for time in _open_times(account, self.readings[key[0]]):
            found = _counted_back(time, wrote, self.case.documents[key[0]].text)
            if found is not None:
                told = f"«{time.quote}», in a report of {day_words(iso_of(wrote))} or the days before"
                return _when(time.quote, *found, told)
        return None

    def _wrote(self, document: str) -> int | None:
        """Return the day a document was written, or that of its own event where it calls that by the week."""
        main = next((key for key in self.case.by_document[document] if self.case.evidence[key].account.main), None)
        if main is None:
            return None
        own = self.case.evidence[main].published
        if own is not None and own[1] - own[0] <= 1:
            return own[1]
        about = self.incidents.get(self.of_account.get(main, ""))
        placed = written_day(self.readings[document], about) if about is not None and _is_day(about.when) else None
        return day_number(placed) if placed is not None else None


def _open_times(account: Account, reading: Reading) -> list[TimeMention]:
    spans = {span for mention in account.mentions for span in (*mention.times, mention.setting)}
    return [time for time in reading.times if Span(time.start, time.end) in spans and time.when.earliest is None]


def _counted_back(time: TimeMention, wrote: int, text: str) -> tuple[str, str] | None:
    """Return the last month, day, year or day of the week of that name before a day."""
    year, month, _ = civil(wrote)
    named = _OPEN_MONTH.match(time.when.timex or "")
    if named and 1 <= int(named[1]) <= 12:
        bounds = month_of(year if int(named[1]) <= month else year - 1, int(named[1]))
        return bounds.earliest or "", bounds.latest or ""
    printed = _OPEN_DAY.match(time.when.timex or "")
    if printed and 1 <= int(printed[2]) <= days_in_month(_NO_LEAP_YEAR, int(printed[1])):
        found = [iso_day(each, int(printed[1]), int(printed[2])) for each in (year, year - 1)]
        day = found[found[0] > iso_of(wrote)]
        return day, day
    if _last_year().search(time.quote):
        bounds = year_of(year - 1)
        return bounds.earliest or "", bounds.latest or ""
    weekday = weekday_of(time.when)
    if weekday is not None and _SINCE.search(text[max(0, time.start - 8) : time.start]):
        day = previous_weekday(iso_of(wrote), weekday, same=True)
        return day, day
    return None


def _when(raw: str, earliest: str | None, latest: str | None, told: str) -> When:
    return When(raw, earliest, latest, precision_of(Interval(earliest, latest)), "derived", (told,))


def _is_day(when: When) -> bool:
    if when.earliest is None or when.latest is None:
        return False
    return day_number(when.latest) - day_number(when.earliest) <= 1
