"""Findings that are numbers: casualties by outcome and subgroup, and the strength of forces.

Invariant: only usable claims support a finding; every claim that does not is listed with the reason; figures that
count more than one incident, or not all of it, never enter its total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from recount.model.claims import CasualtyValue, Claim, says_not_so
from recount.model.findings import Finding, Grade, Rejection
from recount.vocabulary import load
from recount.vocabulary.profiles import profile as profile_of
from recount.weighing.as_of import put_right_at, sentence
from recount.weighing.choosing import Figure
from recount.weighing.contested import stand_against
from recount.weighing.denials import denials_of_groups, deniers, find_denials
from recount.weighing.disputes import figure_conflicts
from recount.weighing.evidence import Evidence, ids
from recount.weighing.origins import grade_support, group_origins, unsourced_note
from recount.weighing.reasons import choice_reasons, notes, set_aside
from recount.weighing.reconcile import reconcile
from recount.weighing.results import Weighed, conflict_id, finding_id
from recount.weighing.statements import Sorted, civil_label, counts_whole, sort_casualties, subgroup_label
from recount.weighing.wording import counted, headline, in_quotes

__all__ = ["Weighed", "conflict_id", "finding_id", "split_usable", "weigh_casualties", "weigh_figure"]


def weigh_casualties(evidence: Evidence, incident: str, profile: str) -> list[Weighed]:
    """Return the findings on those killed, wounded, detained ... of one incident, whole first."""
    by_outcome: dict[str, list[Claim]] = {}
    for claim in evidence.by_incident[incident]:
        if isinstance(claim.value, CasualtyValue):
            by_outcome.setdefault(claim.value.outcome, []).append(claim)
    found: list[Weighed] = []
    for outcome in sorted(by_outcome):
        found.extend(_weigh_outcome(evidence, incident, outcome, by_outcome[outcome], profile))
    return found


def _weigh_outcome(
    evidence: Evidence, incident: str, outcome: str, claims: Sequence[Claim], profile: str
) -> list[Weighed]:
    usable, rejected, denials = split_usable(claims)
    refused = [claim for claim in usable if _refused(evidence, claim)]
    rejected += [Rejection(claim.id, "Its own sentence puts this number right.") for claim in refused]
    usable = [claim for claim in usable if claim not in refused]
    said = (*find_denials(evidence, incident), *denials_of_groups(claims))
    sorted_ = sort_casualties(evidence, usable, profile, deniers(said, outcome, "civilians"))
    vocabulary: Any = load("weighing")
    noun = vocabulary["outcome_words"][outcome]
    spread = profile_of(profile).spread
    found = []
    whole = weigh_figure(evidence, incident, outcome, None, noun, sorted_, spread, rejected, denials)
    if whole is not None:
        found.append(whole)
    presumed = profile in vocabulary["presume_civilian"]
    for label, statements in sorted_.subgroups.items():
        counted_in = Sorted(whole=statements)
        if presumed and label == "civilians":
            counted_in = sort_casualties(evidence, [c for c in usable if not _combatant(c)], profile, presumed=True)
        part = weigh_figure(
            evidence, incident, outcome, label, f"{noun} ({in_quotes(label)})", counted_in, spread, [], []
        )
        if part is not None and part.finding.grade != "unresolved":
            found.append(_presumed(part) if presumed and label == "civilians" else part)
    for index, each in enumerate(found):
        found[index] = stand_against(evidence, each, found, said)
    return found


def _refused(evidence: Evidence, claim: Claim) -> bool:
    """Return whether a figure is one that its own sentence names only to put another in its place."""
    text = evidence.documents[claim.document].text
    number = claim.value.count.value if isinstance(claim.value, CasualtyValue) else None
    before, _ = sentence(text, claim.start, claim.end)
    return number is not None and any(
        match_end >= claim.start for value, match_end in put_right_at(text, before, claim.end) if value == number
    )


def _combatant(claim: Claim) -> bool:
    return isinstance(claim.value, CasualtyValue) and "combatants" in (
        civil_label(claim.value),
        subgroup_label(claim.value),
    )


def _presumed(weighed: Weighed) -> Weighed:
    note = "Those whose status no account gives are presumed civilian (profile airwars)."
    return replace(weighed, finding=replace(weighed.finding, reasons=(*weighed.finding.reasons, note)))


def split_usable(claims: Iterable[Claim]) -> tuple[list[Claim], list[Rejection], list[Claim]]:
    """Return the claims that may support a finding, the others with the reason, and those of them that deny it.

    Only denials of the whole deny a figure; that a part was not harmed is told beside it.
    """
    reasons: Any = load("headlines")["not_usable"]
    usable: list[Claim] = []
    rejected: list[Rejection] = []
    denials: list[Claim] = []
    for claim in claims:
        value = claim.value
        flags = value.flags if isinstance(value, CasualtyValue) else ()
        if any(flag.startswith("cumulative") for flag in flags):
            rejected.append(Rejection(claim.id, "It counts more than this incident."))
        elif claim.usable:
            usable.append(claim)
        elif says_not_so(claim.certainty, claim.polarity):
            if not isinstance(value, CasualtyValue) or counts_whole(value):
                denials.append(claim)  # that one of them was not harmed denies no toll
            rejected.append(Rejection(claim.id, f"Not counted: {reasons['denied']}."))
        else:
            rejected.append(Rejection(claim.id, f"Not counted: {reasons[claim.certainty]}."))
    return usable, rejected, denials


def weigh_figure(
    evidence: Evidence,
    incident: str,
    attribute: str,
    subgroup: str | None,
    noun: str,
    sorted_: Sorted,
    spread: str,
    rejected: Sequence[Rejection],
    denials: Sequence[Claim],
) -> Weighed | None:
    """Return the finding on one figure, None where no claim states or denies it."""
    figure = reconcile(evidence, sorted_, spread)
    identity = finding_id(incident, attribute, subgroup)
    if figure is None:
        if not denials:
            return None
        return Weighed(_denied(evidence, identity, incident, attribute, subgroup, noun, rejected, denials), None, ())
    supports = evidence.sorted(claim for statement in figure.supports for claim in statement.claims)
    held = {claim.id for claim in supports}
    compatible = evidence.sorted(
        claim for statement in figure.compatible for claim in statement.claims if claim.id not in held
    )
    against = [*rejected, *set_aside(figure, held | set(ids(compatible)))]
    grade, reason = _grade(evidence, figure, supports, denials)
    reasons = [*choice_reasons(evidence, figure), reason]
    unsourced = unsourced_note(evidence, supports)
    reasons += [unsourced] if unsourced else []
    reasons += notes(figure, supports)
    if denials:
        reasons.append(f"{counted(len({c.document for c in denials}), 'document')} deny it or relay a denial.")
    finding = Finding(
        id=identity,
        incident=incident,
        attribute=attribute,
        subgroup=subgroup,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        headline=headline(figure, noun),
        supports=ids(supports),
        compatible=ids(compatible),
        rejected=tuple(sorted(against, key=lambda row: evidence.order(evidence.claims[row.claim]))),
        documents=tuple(dict.fromkeys(claim.document for claim in [*supports, *compatible])),
        origins=group_origins(evidence, supports),
        grade=grade,
        reasons=tuple(dict.fromkeys(reasons)),
    )
    return Weighed(finding, figure, tuple(figure_conflicts(evidence, finding, figure, noun)))


def _grade(
    evidence: Evidence, figure: Figure, supports: Sequence[Claim], denials: Sequence[Claim]
) -> tuple[Grade, str]:
    grade, reason = grade_support(evidence, supports)
    if figure.outcome == "contradictory" or denials:
        return "contested", reason
    if figure.low is None and figure.high is None:
        return "unresolved", reason
    return grade, reason


def _denied(
    evidence: Evidence,
    identity: str,
    incident: str,
    attribute: str,
    subgroup: str | None,
    noun: str,
    rejected: Sequence[Rejection],
    denials: Sequence[Claim],
) -> Finding:
    """Return the finding that rests on denials alone: it has no value, and its passages are the denials."""
    form: str = load("headlines")["denied"]
    own = evidence.sorted(denials)
    documents = tuple(dict.fromkeys(claim.document for claim in own))
    others = tuple(row for row in rejected if row.claim not in ids(own))
    return Finding(
        identity, incident, attribute, subgroup, None, None, None, form.format(noun=noun), ids(own), (), others,
        documents, group_origins(evidence, own), "denied",
        (f"{counted(len(documents), 'document')}: only denials, no statement of it.",),
    )  # fmt: skip
