"""Weighing: from claims grouped by incident to findings, conflicts, a timeline and gaps.

Invariant: weighing points to claims and never changes one; its result depends on the claims and the linkage alone,
not on the order of the accounts; a claim touches only the findings of its own incident.

Methods: intervals that meet are compatible (GTD, ACLED); grades count origins, not documents (Every Casualty,
Standards 2016, corroboration); low and high keep every figure that was not superseded (UCDP GED, Iraq Body Count).
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model.findings import Conflict, Finding, Weighing
from recount.model.incidents import Incident, Linkage
from recount.model.mentions import Reading
from recount.model.text import Document
from recount.vocabulary.profiles import profile as named_profile
from recount.weighing.conflicts import find_conflicts
from recount.weighing.dates import weigh_dates
from recount.weighing.evidence import Evidence, gather
from recount.weighing.fates import list_fates
from recount.weighing.figures import weigh_casualties
from recount.weighing.gaps import find_gaps
from recount.weighing.things import weigh_deprivations, weigh_roles, weigh_strength, weigh_things
from recount.weighing.timeline import build_timeline

__all__ = ["weigh"]


def weigh(
    documents: Sequence[Document], readings: Sequence[Reading], linkage: Linkage, profile: str = "strict"
) -> Weighing:
    """Return the findings, conflicts, timeline, gaps and named persons of a case.

    ``profile`` names how vague words become bounds (vocabulary/profiles.yaml); raises ``VocabularyError`` for
    an unknown one.
    """
    named_profile(profile)
    evidence = gather(documents, readings, linkage)
    findings: dict[str, Finding] = {}
    conflicts: list[Conflict] = []
    for incident in evidence.incidents:
        found, disputes = _weigh_incident(evidence, incident, profile)
        conflicts.extend(disputes)
        for finding in found:
            findings.setdefault(finding.id, finding)
    kept = tuple(findings.values())
    return Weighing(
        findings=kept,
        conflicts=find_conflicts(evidence, readings, linkage, kept, conflicts, profile),
        timeline=build_timeline(evidence, kept),
        gaps=find_gaps(evidence, kept),
        people=list_fates(evidence),
    )


def _weigh_incident(evidence: Evidence, incident: Incident, profile: str) -> tuple[list[Finding], list[Conflict]]:
    weighed = [*weigh_casualties(evidence, incident.id, profile), *weigh_strength(evidence, incident.id, profile)]
    dates, disputes = weigh_dates(evidence, incident)
    findings = [
        *dates,
        *(each.finding for each in weighed),
        *weigh_things(evidence, incident.id),
        *weigh_deprivations(evidence, incident.id),
        *weigh_roles(evidence, incident.id),
    ]
    return findings, [*(conflict for each in weighed for conflict in each.conflicts), *disputes]
