"""All conflicts of a case in one register: each of a kind, with a verdict and reasons, each once.

Invariant: a conflict rests on at least two passages; the same statements never stand in two conflicts of one
kind and attribute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from recount.model.findings import Conflict, Finding
from recount.model.incidents import Linkage
from recount.model.mentions import Reading
from recount.weighing.arithmetic import check_arithmetic
from recount.weighing.calendar import check_calendar
from recount.weighing.evidence import Evidence
from recount.weighing.naming import check_names
from recount.weighing.roles import check_roles
from recount.weighing.scopes import check_populations, check_statuses

_KINDS = (
    "value", "bound", "arithmetic", "calendar", "order_of_events", "role", "status", "as_of", "scope",
    "reference", "missing_part", "naming",
)  # fmt: skip
_VERDICTS = ("contradictory", "unresolved", "corrected", "superseded", "compatible", "not_comparable")


def find_conflicts(
    evidence: Evidence,
    readings: Sequence[Reading],
    linkage: Linkage,
    findings: Sequence[Finding],
    known: Iterable[Conflict],
    profile: str,
) -> tuple[Conflict, ...]:
    """Return ``known`` conflicts of figures and dates with all others of the case, in a fixed order."""
    by_incident: dict[str, list[Finding]] = {}
    for finding in findings:
        by_incident.setdefault(finding.incident, []).append(finding)
    found = list(known)
    for incident in evidence.incidents:
        found.extend(check_arithmetic(evidence, incident.id, by_incident.get(incident.id, ()), profile))
        found.extend(check_roles(evidence, incident.id))
    everything = evidence.sorted(evidence.claims.values())
    found.extend(check_populations(evidence, everything, profile))
    found.extend(check_statuses(evidence, everything))
    found.extend(check_names(evidence))
    for reading in sorted(readings, key=lambda reading: reading.document):
        found.extend(check_calendar(evidence.documents[reading.document], reading, linkage))
    return tuple(sorted(_merge(found), key=_order))


def _merge(found: Sequence[Conflict]) -> list[Conflict]:
    """Drop conflicts about passages that another of the same kind and attribute already holds.

    A wrong order that follows from a wrong date is the same fact, so a calendar conflict covers it too.
    """
    kept: list[Conflict] = []
    seen: dict[tuple[str, str | None, str], list[Conflict]] = {}
    for conflict in sorted(found, key=lambda c: (c.kind == "order_of_events", -len(c.passages), _order(c))):
        kind = "calendar" if conflict.kind == "order_of_events" else conflict.kind
        documents = sorted({passage.document for passage in conflict.passages})
        keys = [(kind, conflict.attribute, document) for document in documents]
        if keys and any(_repeats(conflict, other) for other in seen.get(keys[0], ())):
            continue
        for key in keys:
            seen.setdefault(key, []).append(conflict)
        kept.append(conflict)
    return kept


def _repeats(one: Conflict, other: Conflict) -> bool:
    """Return whether every passage of ``one`` lies on a passage of ``other``."""
    return all(
        any(a.document == b.document and a.start < b.end and b.start < a.end for b in other.passages)
        for a in one.passages
    )


def _order(conflict: Conflict) -> tuple[str, int, int, str, str]:
    verdict = _VERDICTS.index(conflict.verdict)
    return (conflict.incident or "~", verdict, _KINDS.index(conflict.kind), conflict.attribute or "", conflict.id)
