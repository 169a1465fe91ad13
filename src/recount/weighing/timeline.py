"""The timeline: dated incidents and dated statements in one order, each with the basis of its date.

Invariant: an entry keeps its bounds and is never placed at a date it does not have; entries without any bound
stand last. One entry a date and thing: what the accounts say of one season, year or decade is one entry.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model.claims import Claim, CommitmentValue, DateValue, StatusValue, WarningValue
from recount.model.dates import first_minute, last_minute
from recount.model.findings import Finding, TimelineEntry
from recount.model.values import When
from recount.weighing.evidence import Evidence
from recount.weighing.wording import clause_around, quoted, sentence_ends, shorten

_NEAR = 40
"""Characters between two phrases of one date ("on 7 April - a day before ...")."""
_MONTH = 31
"""Days of the longest month: what takes longer is background, not one thing that happened on a date."""
_LABELS = {"commitment": "Commitment: ", "warning": "Warning: ", "status": "Status: ", "date": ""}


def build_timeline(evidence: Evidence, findings: Sequence[Finding]) -> tuple[TimelineEntry, ...]:
    """Return the entries of a case in order of their bounds."""
    dates = {finding.incident: finding for finding in findings if finding.attribute == "date"}
    entries: list[TimelineEntry] = []
    for incident in evidence.incidents:
        date = dates.get(incident.id)
        entries.append(
            TimelineEntry(
                incident.when, incident.when.basis, incident.label, date.supports if date else (), incident.id
            )
        )
    entries.extend(_statements(evidence, findings))
    return tuple(sorted(entries, key=_order))


def _order(entry: TimelineEntry) -> tuple[int, int, int, str, str, tuple[str, ...]]:
    earliest, latest = entry.when.earliest, entry.when.latest
    if earliest is None and latest is None:
        return (1, 0, 0, entry.label, entry.incident or "", entry.claims)
    start = first_minute(earliest) if earliest else first_minute(latest or "")
    end = last_minute(latest) if latest else last_minute(earliest or "") + 10**9
    return (0, start, end, entry.label, entry.incident or "", entry.claims)


def _statements(evidence: Evidence, findings: Sequence[Finding]) -> list[TimelineEntry]:
    """Return an entry for each dated commitment, warning, status and statement that dates no incident.

    Statements of one interval longer than a month are one entry, headed by the first of them.
    """
    used = {claim for finding in findings for claim in finding.supports}
    used |= {claim for finding in findings for claim in finding.compatible}
    used |= {row.claim for finding in findings for row in finding.rejected}
    groups: dict[tuple[str, str | None, str | None, str | None], list[tuple[Claim, When, str]]] = {}
    last: tuple[Claim, When, str] | None = None
    for claim in evidence.sorted(evidence.claims.values()):
        if claim.id in used or not claim.usable:
            continue
        when = _when(evidence, claim)
        if when is None or (when.earliest is None and when.latest is None):
            continue
        assignment = evidence.assignments.get(claim.id)
        incident = assignment.incident if assignment else None
        label = _LABELS[claim.kind] + _words(evidence, claim)
        if last is not None and _beside(evidence, last[0], claim) and (last[1].earliest, last[1].latest) == (
            when.earliest, when.latest,
        ):  # fmt: skip
            label = last[2]
        last = (claim, when, label)
        thing = "" if claim.kind == "date" and _is_long(when) else label
        groups.setdefault((thing, incident, when.earliest, when.latest), []).append((claim, when, label))
    return [
        TimelineEntry(rows[0][1], rows[0][1].basis, _heading(rows), tuple(claim.id for claim, _, _ in rows), incident)
        for (_, incident, _, _), rows in groups.items()
    ]


def _heading(rows: Sequence[tuple[Claim, When, str]]) -> str:
    more = len({label for _, _, label in rows}) - 1
    return rows[0][2] + (f" and {more} more" if more else "")


def _is_long(when: When) -> bool:
    """Return whether an interval with two ends takes longer than a month."""
    if when.earliest is None or when.latest is None:
        return False
    return last_minute(when.latest) - first_minute(when.earliest) > _MONTH * 24 * 60


def _beside(evidence: Evidence, one: Claim, other: Claim) -> bool:
    """Return whether two statements of one kind stand so close in one sentence that they date the same thing."""
    if one.document != other.document or one.kind != other.kind or abs(other.start - one.start) >= _NEAR:
        return False
    return not sentence_ends(evidence.documents[one.document].text, one.end, other.start)


def _when(evidence: Evidence, claim: Claim) -> When | None:
    resolved = evidence.when(claim)
    match claim.value:
        case DateValue() as value if claim.kind == "date":
            return resolved or value.when
        case CommitmentValue() as value:
            return resolved or value.made
        case WarningValue() as value:
            return resolved or value.when
        case StatusValue() as value:
            return resolved or value.when
    return None


def _words(evidence: Evidence, claim: Claim) -> str:
    if isinstance(claim.value, DateValue):
        return quoted(clause_around(evidence.documents[claim.document].text, claim.start, claim.end))
    return quoted(shorten(claim.quote))
