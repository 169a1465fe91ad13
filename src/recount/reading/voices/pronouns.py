"""Pronouns as sources: "he said" gets the name of the one person it can mean, or none.

Invariant: a name is given only where the paragraph so far names one person, or where the speaker before was a person
and nobody else was named since that speech ended (whom a speaker names, does not go on speaking). Everything else
stays unnamed with its span.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from recount.reading.page import Page
from recount.reading.voices.sources import Name, Sources
from recount.reading.voices.values import Report


def resolve(page: Page, sources: Sources, spans: list[tuple[int, int]], reports: list[Report]) -> tuple[Report, ...]:
    """Return the reports with their pronouns named where one person fits; ``spans`` are the paragraphs."""
    starts = [start for start, _ in spans]
    persons = [name for name in sources.names if name.kind == "person"]
    known_persons = {name.surface for name in persons}
    spoken: dict[int, tuple[int, str]] = {}
    result: list[Report] = []
    for report in reports:
        source = report.voices[-1] if report.voices else None
        if source is not None and source.span is not None:
            number = max(bisect_right(starts, source.span.start) - 1, 0)
            if page.quote(source.span).lower() in ("he", "she"):
                before = [one for one in persons if starts[number] <= one.start < source.span.start]
                name = _fitting(before, spoken.get(number))
                source = replace(source, name=name, named=name is not None)
                report = replace(report, voices=(*report.voices[:-1], source))
            if source.name in known_persons and source.name and source.span:
                spoken[number] = (max(source.span.end, report.content[-1].end), source.name)
        result.append(report)
    return tuple(result)


def _fitting(before: list[Name], spoken: tuple[int, str] | None) -> str | None:
    """Return who is meant: the speaker before, where nobody else was named since, else the one person named so far."""
    if spoken is not None and {_surname(one) for one in before if one.start >= spoken[0]} <= {spoken[1].split()[-1]}:
        return spoken[1]
    longest = max((one.surface for one in before), key=len, default=None)
    return longest if len({_surname(one) for one in before}) == 1 else None


def _surname(name: Name) -> str:
    return name.surface.split()[-1]
