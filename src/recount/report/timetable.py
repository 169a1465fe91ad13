"""The timeline arranged for reading: one row a date, background apart, undated entries with their bounds.

Invariant: every entry of the record is in one of the bands, at no other date than its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.dates import describe_when, first_minute, last_minute
from recount.model.findings import TimelineEntry
from recount.report.neutral import neutral
from recount.report.sources import Desk, SourceView

_MONTH = 31 * 24 * 60
"""Minutes of the longest month: what takes longer and belongs to no incident is background."""


@dataclass(frozen=True, slots=True)
class MomentView:
    """One entry: its words, the incident it is and its figures, who says so, and the passages."""

    words: str
    incident: str
    figures: str
    by: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One date with all that is said to have happened then."""

    when: str
    basis: str
    moments: tuple[MomentView, ...]


@dataclass(frozen=True, slots=True)
class TimetableView:
    """The three bands of a timeline."""

    dated: tuple[RowView, ...]
    background: tuple[RowView, ...]
    undated: tuple[RowView, ...]


def arrange_timeline(desk: Desk, entries: Sequence[TimelineEntry], leads: dict[str, str]) -> TimetableView:
    """Return the timeline in three bands; ``leads`` gives the figures of the incidents that have a card."""
    bands: dict[str, list[TimelineEntry]] = {"dated": [], "background": [], "undated": []}
    for entry in entries:
        bands[_band(desk, entry)].append(entry)
    return TimetableView(*(_rows(desk, bands[band], leads) for band in ("dated", "background", "undated")))


def _band(desk: Desk, entry: TimelineEntry) -> str:
    """Return the band of an entry: what belongs to no incident is background if it is long or a mere dated sentence."""
    when = entry.when
    mere = entry.incident is None and all(desk.claims[claim].kind == "date" for claim in entry.claims)
    if when.earliest is None or when.latest is None:
        return "background" if mere else "undated"
    is_long = last_minute(when.latest) - first_minute(when.earliest) > _MONTH
    return "background" if mere or (is_long and entry.incident is None) else "dated"


def _rows(desk: Desk, entries: Sequence[TimelineEntry], leads: dict[str, str]) -> tuple[RowView, ...]:
    rows: dict[tuple[str | None, str | None], list[TimelineEntry]] = {}
    for entry in entries:
        rows.setdefault((entry.when.earliest, entry.when.latest), []).append(entry)
    return tuple(
        RowView(
            when=describe_when(members[0].when),
            basis=" / ".join(dict.fromkeys(entry.basis for entry in members if entry.when.earliest)),
            moments=tuple(
                _moment(desk, entry, leads) for entry in sorted(members, key=lambda entry: entry.incident is None)
            ),
        )
        for members in rows.values()
    )


def _moment(desk: Desk, entry: TimelineEntry, leads: dict[str, str]) -> MomentView:
    claims = [desk.claims[claim] for claim in entry.claims]
    is_incident = entry.incident is not None and entry.label == desk.labels.get(entry.incident)
    return MomentView(
        words=neutral(entry.label),
        incident=entry.incident if entry.incident and is_incident and entry.incident in leads else "",
        figures=leads.get(entry.incident or "", "") if is_incident else "",
        by=desk.speakers(claims),
        sources=tuple(desk.source(claim) for claim in claims),
    )
