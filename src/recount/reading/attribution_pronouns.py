"""Pronouns as sources: "he said" gets the name of the one person it can mean, or none.

Invariant: a name is given only where the paragraph so far names one person, or where the speaker before was a person
and nobody else was named since that speech ended (whom a speaker names, does not go on speaking). Everything else
stays unnamed with its span.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from recount.reading.attribution_sources import Sources
from recount.reading.attribution_values import Report, Voice
from recount.reading.page import Page

_SINGULAR = frozenset({"he", "she"})


def resolve(page: Page, sources: Sources, spans: list[tuple[int, int]], reports: list[Report]) -> tuple[Report, ...]:
    """Return the reports with their pronouns named where one person fits."""
    starts = [start for start, _ in spans]
    persons = [(start, end, surface) for start, end, surface, kind in sources.names if kind == "person"]
    person_starts = [start for start, _, _ in persons]
    spoken: dict[int, tuple[int, str]] = {}
    result: list[Report] = []
    for report in reports:
        source = report.source
        if source is None or source.span is None:
            result.append(report)
            continue
        number = bisect_right(starts, source.span.start) - 1
        word = page.quote(source.span).lower()
        if source.name is None and word in _SINGULAR and number >= 0:
            first = bisect_right(person_starts, starts[number] - 1)
            last = bisect_right(person_starts, source.span.start - 1)
            name = _fitting(persons[first:last], spoken.get(number))
            if name is not None:
                voice = Voice(name, True, source.relation, source.span)
                report = replace(report, voices=(*report.voices[:-1], voice))
                source = voice
        if source.named and source.name is not None and source.span is not None and _is_person(source.name, persons):
            spoken[number] = (max(source.span.end, report.extent[1]), source.name)
        result.append(report)
    return tuple(result)


def _fitting(before: list[tuple[int, int, str]], spoken: tuple[int, str] | None) -> str | None:
    if spoken is not None:
        since = {surface.split()[-1] for start, _, surface in before if start >= spoken[0]}
        if since <= {spoken[1].split()[-1]}:
            return spoken[1]
    surnames = {surface.split()[-1] for _, _, surface in before}
    if len(surnames) == 1:
        return max((surface for _, _, surface in before), key=len)
    return None


def _is_person(name: str, persons: list[tuple[int, int, str]]) -> bool:
    return any(surface == name for _, _, surface in persons)
