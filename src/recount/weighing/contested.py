"""Findings that a denial of harm contests.

Invariant: the figure stays as it was; the denial is listed with its passage, and the two stand in one conflict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recount.model.findings import Conflict, Rejection
from recount.weighing.denials import Denial
from recount.weighing.evidence import Evidence, ids, passages
from recount.weighing.reasons import who
from recount.weighing.results import Weighed, conflict_id
from recount.weighing.wording import quoted, shorten


def stand_against(
    evidence: Evidence, weighed: Weighed, others: Sequence[Weighed], denials: Sequence[Denial]
) -> Weighed:
    """Return a finding with the denials of harm that concern it: contested, each denial listed with its passage.

    A denial that civilians were harmed concerns the figure for civilians, or the whole where the account gives no
    figure for civilians or the same one.
    """
    finding = weighed.finding
    group = finding.subgroup
    if group is None:
        apart = [each.finding for each in others if each.finding.subgroup == "civilians"]
        if not apart or apart[0].value in (finding.value, finding.low, finding.high):
            group = "civilians"
    against = [denial for denial in denials if denial.concerns(finding.attribute, group) and finding.low != 0]
    if not against or not finding.supports or finding.grade == "denied":
        return weighed
    claims = evidence.sorted(denial.claim for denial in against)
    whose = {denial.claim.id: "" if denial.group == "all" else f" to {denial.group}" for denial in against}
    listed = {row.claim for row in finding.rejected}
    rows = [Rejection(claim.id, f"It denies harm{whose[claim.id]}.") for claim in claims if claim.id not in listed]
    reasons = [f"{who(evidence, [claim])} denies: {quoted(shorten(claim.quote))}." for claim in claims]
    changed = replace(
        finding,
        grade="contested",
        rejected=tuple(sorted([*finding.rejected, *rows], key=lambda row: evidence.order(evidence.claims[row.claim]))),
        reasons=tuple(dict.fromkeys([*finding.reasons, *reasons])),
    )
    whole = others[0].finding
    if finding.subgroup and whole.subgroup is None and any(row.claim == claims[0].id for row in whole.rejected):
        return replace(weighed, finding=changed)  # the conflict is reported once, with the whole
    supports = [evidence.claims[claim] for claim in finding.supports]
    rivals = [claim for rival in (weighed.figure.rivals if weighed.figure else ()) for claim in rival.claims]
    members = evidence.sorted([*supports, *rivals, *claims])
    conflicts = [c for c in weighed.conflicts if c.verdict != "contradictory"]
    earlier = [c for c in weighed.conflicts if c.verdict == "contradictory"]
    denied = f"{finding.headline}: stated, and denied by {who(evidence, claims)}."
    conclusion = earlier[0].conclusion if earlier else denied
    own = Conflict(
        conflict_id("value", finding.incident, finding.attribute, [finding.subgroup, "denied"]), "value",
        "contradictory", finding.incident, finding.attribute, ids(members), passages(members), conclusion,
        tuple(dict.fromkeys([*(reason for c in earlier for reason in c.reasons), *reasons])),
    )  # fmt: skip
    return Weighed(changed, weighed.figure, (*conflicts, own))
