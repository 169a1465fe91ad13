"""Days of the week against the day of an event: "Thursday the 21st" beside accounts that make it a Wednesday.

Invariant: nothing is corrected. A bare day of the week shows nothing: it may be that of a later day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from recount.model import dates
from recount.model.claims import DateValue
from recount.model.findings import Conflict, Finding
from recount.model.incidents import Incident
from recount.model.text import Passage
from recount.weighing.as_of import day_of
from recount.weighing.evidence import Evidence, ids, passages
from recount.weighing.results import conflict_id

_NAMES = "|".join(f"{name[:3]}(?:{name[3:]}|[a-z]*\\.)" for name in dates.WEEKDAYS)
_PRINTED = re.compile(
    rf"\b({_NAMES}),?\s+(?:last,?\s+)?(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[.:,]?\d)", re.IGNORECASE
)
"""«Thursday the 21st», «Saturday last, the 19th», «Thurs. 17.»"""
_REASON = "The day of the month fits and the day of the week does not: one of the two is wrong."


def check_weekdays(evidence: Evidence, incident: Incident, date: Finding | None) -> Iterator[Conflict]:
    """Yield where accounts print the day of the month of an incident with another day of the week.

    The passages are those words, and the expressions of all its accounts that mean its day.
    """
    day = day_of(incident)
    if day is None:
        return
    printed_with = {document: list(_printed_with(evidence, document, day)) for document in sorted(incident.documents)}
    fits = any(printed == dates.weekday(day) for found in printed_with.values() for _, printed in found)
    if not (fits or dates.weekday_is_known(day)):
        return  # the accounts may count by another calendar
    followed = [evidence.claims[claim] for claim in date.supports] if date is not None else []
    beside = {*passages(followed), *_meaning(evidence, incident, day)}
    for document, found in printed_with.items():
        for passage, printed in found:
            if printed == dates.weekday(day):
                continue
            spans = tuple(sorted({passage, *beside}))
            if len(spans) > 1:
                yield Conflict(
                    conflict_id("calendar", incident.id, "date", [document, passage.start]), "calendar",
                    "contradictory", incident.id, "date", ids(followed), spans, wrong_weekday(day, printed), (_REASON,),
                )  # fmt: skip


def wrong_weekday(day: str, printed: int) -> str:
    """Return the sentence on a day printed with a day of the week (0 to 6) on which it did not fall."""
    name, nearest = dates.WEEKDAYS[printed], dates.nearest_weekday(day, printed)
    return (
        f"{dates.day_words(day)} was a {dates.weekday_name(day)}, not a {name};"
        f" the nearest {name} is {dates.day_words(nearest)}."
    )


def _printed_with(evidence: Evidence, document: str, day: str) -> Iterator[tuple[Passage, int]]:
    """Yield where a text prints the day of the month of ``day`` with a day of the week, and which one.

    Words that are read as another date are left out.
    """
    for start, end, weekday in _printed(evidence.documents[document].text).get(dates.split(day)[2], ()):
        dated = document in evidence.dated and any(
            isinstance(claim.value, DateValue)
            and claim.value.when.earliest is not None
            and dates.date_part(claim.value.when.earliest) != day
            for claim in evidence.dated[document].overlapping(start, end)
        )
        if not dated:
            yield evidence.documents[document].passage(start, end), weekday


@lru_cache(maxsize=64)
def _printed(text: str) -> dict[int, list[tuple[int, int, int]]]:
    """Return where a text prints a day of the month with a day of the week, by the day of the month, each with the
    number of the day of the week."""
    names = [name.lower() for name in dates.WEEKDAYS]
    found: dict[int, list[tuple[int, int, int]]] = {}
    for match in _PRINTED.finditer(text):
        weekday = next(place for place, name in enumerate(names) if name.startswith(match[1].lower()[:3]))
        found.setdefault(int(match[2]), []).append((match.start(), match.end(), weekday))
    return found


def _meaning(evidence: Evidence, incident: Incident, day: str) -> Iterator[Passage]:
    """Yield the expressions of the incident's accounts that mean its day."""
    for document in sorted(incident.documents):
        for claim in evidence.of_days.get((document, day), ()):
            assert isinstance(claim.value, DateValue)
            when = evidence.when(claim) or claim.value.when
            if when.precision in ("day", "part_of_day", "hour", "minute"):
                yield Passage(document, claim.start, claim.end, claim.quote)
