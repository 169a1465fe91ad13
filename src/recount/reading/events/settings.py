"""The time under which an event word is told where it has none of its own: the one told before it in its stretch.

Invariant: a time of saying ("said on Tuesday") and the day of writing are no settings.
"""

from __future__ import annotations

from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.reading.events.ties import Tied
from recount.reading.sheet import Sheet


def settings(sheet: Sheet, ties: list[Tied]) -> dict[Tied, Span]:
    """Return the setting of each event word that no time is tied to, where its sentence has one."""
    page = sheet.page
    by_stretch: dict[int, list[TimeMention]] = {}
    for time in sheet.times:
        if _tells(time):
            by_stretch.setdefault(page.stretch_index[page.tokens_in(time.start, time.end).start], []).append(time)
    found = {}
    for one in ties:
        inside = by_stretch.get(page.stretch_index[one.trigger.head], [])
        if inside and not one.times:
            at = page.tokens[one.trigger.head].start
            told = ([time for time in inside if time.start < at] or inside[:1])[-1]
            found[one] = Span(told.start, told.end)
    return found


def _tells(time: TimeMention) -> bool:
    """Whether a time can be that of an event: it has bounds or lacks only a year or an anchor, and dates no text or
    saying."""
    timex = time.when.timex or ""
    dated = time.when.earliest is not None or timex.startswith("XXXX")
    return dated and not time.writes and not time.says and time.relative_to is None
