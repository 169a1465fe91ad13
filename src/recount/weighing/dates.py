"""Findings on when an incident happened: the date that linking resolved, and which claims follow it.

Invariant: a date is no finer than the claims and steps behind it; readings that were not followed stay listed.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model.claims import Claim, DateValue
from recount.model.dates import date_part, describe, describe_when, has_clock, interval_of
from recount.model.findings import Conflict, Finding, Rejection
from recount.model.incidents import Incident
from recount.model.text import Passage
from recount.model.values import When
from recount.weighing.as_of import sentence
from recount.weighing.evidence import Evidence, ids, passages
from recount.weighing.figures import conflict_id, finding_id, split_usable
from recount.weighing.origins import grade_support, group_origins, unsourced_note
from recount.weighing.weekdays import check_weekdays
from recount.weighing.wording import in_words

_REASONS = 3
"""Reasons a conflict lists: more say the same of further phrases."""
_SAID = {
    "stated": "The date is stated in the text.",
    "resolved": "The date is resolved from the texts.",
    "derived": "The date is derived from other dates.",
    "corrected": "The date is corrected; the printed words are kept beside it.",
    "inferred": "The date is inferred; no account states it.",
    "unresolvable": "The date cannot be resolved from the texts.",
}


def weigh_dates(evidence: Evidence, incident: Incident) -> tuple[list[Finding], list[Conflict]]:
    """Return the findings on date and time of day of an incident, and the conflicts about them."""
    findings: list[Finding] = []
    conflicts: list[Conflict] = []
    claims = [claim for claim in evidence.by_incident[incident.id] if isinstance(claim.value, DateValue)]
    dates = [claim for claim in claims if claim.kind == "date"]
    date = _weigh_date(evidence, incident, dates) or _weigh_date(evidence, incident, _beside(evidence, incident))
    if date is not None:
        findings.append(date)
    conflicts.extend(_date_conflicts(evidence, incident, date))
    conflicts.extend(check_weekdays(evidence, incident, date))
    clock = _weigh_clock(evidence, incident, [claim for claim in claims if claim.kind != "date"])
    if clock is not None:
        findings.append(clock[0])
        conflicts.extend(clock[1])
    return findings, conflicts


def when_of(evidence: Evidence, claim: Claim) -> When:
    """Return the date of a date claim: as linking resolved it, else as read."""
    assert isinstance(claim.value, DateValue)
    return evidence.when(claim) or claim.value.when


def _beside(evidence: Evidence, incident: Incident) -> list[Claim]:
    """Return date claims of an incident's accounts that say its date, where none is assigned to it.

    Linking may date an incident by an expression whose claim hangs on another word ("the search of 3 May"). Those
    in a sentence that mentions the incident come first; where there are any, the others are left out.
    """
    whole = interval_of(incident.when)
    if not whole.is_bounded:
        return []
    found = [
        claim
        for document in incident.documents
        for claim in evidence.dates.get(document, ())
        if claim.usable and _free(evidence, claim, incident) and _bounded(when_of(evidence, claim))
        for said in [interval_of(when_of(evidence, claim))]
        if whole.contains(said) or (said.is_bounded and said.contains(whole))
    ]
    near = [claim for claim in found if _mentioned(evidence, claim, incident)]
    return near or found


def _free(evidence: Evidence, claim: Claim, incident: Incident) -> bool:
    """Return whether no other incident has a date claim."""
    assignment = evidence.assignments.get(claim.id)
    return assignment is None or assignment.incident in (None, incident.id)


def _mentioned(evidence: Evidence, claim: Claim, incident: Incident) -> bool:
    first, last = sentence(evidence.documents[claim.document].text, claim.start, claim.end)
    return any(
        mention.document == claim.document and first <= mention.start and mention.end <= last
        for mention in incident.mentions
    )


def _bounded(when: When) -> bool:
    return when.earliest is not None or when.latest is not None


def _weigh_date(evidence: Evidence, incident: Incident, claims: Sequence[Claim]) -> Finding | None:
    usable, rejected, denials = split_usable(claims)
    dated = [claim for claim in usable if _bounded(when_of(evidence, claim))]
    whole = interval_of(incident.when)
    resolved = _bounded(incident.when)
    follows = [claim for claim in dated if not resolved or interval_of(when_of(evidence, claim)).meets(whole)]
    if not follows:
        return None
    exact = [claim for claim in follows if not resolved or whole.contains(interval_of(when_of(evidence, claim)))]
    supports = evidence.sorted(exact or follows)
    supported, followed = set(ids(supports)), set(ids(follows))
    compatible = evidence.sorted(claim for claim in follows if claim.id not in supported)
    other = [claim for claim in dated if claim.id not in followed]
    why = {_key(when): reason for when, reason in incident.rejected_times}
    for claim in other:
        when = when_of(evidence, claim)
        reason = why.get(_key(when)) or f"It says {describe_when(when)}, which is not followed."
        rejected.append(Rejection(claim.id, reason))
    grade, origin = grade_support(evidence, supports)
    if not resolved:
        grade = "unresolved"
    elif denials or any(_key(when_of(evidence, claim)) in why for claim in other):
        if len({claim.document for claim in [*supports, *other, *denials]}) > 1:
            grade = "contested"
        else:
            origin += " The account itself gives another date too."
    trail = [f"{step[0].upper()}{step[1:]}" for step in incident.when.trail if step]
    unsourced = unsourced_note(evidence, supports)
    return Finding(
        id=finding_id(incident.id, "date", None),
        incident=incident.id,
        attribute="date",
        subgroup=None,
        value=_value(incident.when) if resolved else None,
        low=None,
        high=None,
        headline=describe_when(incident.when) if resolved else "date not resolved",
        supports=ids(supports),
        compatible=ids(compatible),
        rejected=tuple(sorted(rejected, key=lambda row: evidence.order(evidence.claims[row.claim]))),
        documents=tuple(dict.fromkeys(claim.document for claim in [*supports, *compatible])),
        origins=group_origins(evidence, supports),
        grade=grade,
        reasons=tuple(dict.fromkeys([_SAID[incident.when.basis], *trail, origin, *([unsourced] if unsourced else [])])),
        when=incident.when,
    )


def _value(when: When) -> str:
    """Return the date as ISO 8601: one date or time, or earliest and latest with a slash, ``..`` for open."""
    if when.earliest is not None and when.earliest == when.latest:
        return when.earliest
    return f"{when.earliest or '..'}/{when.latest or '..'}"


def _key(when: When) -> tuple[str | None, str | None]:
    return (when.earliest, when.latest)


def _date_conflicts(evidence: Evidence, incident: Incident, date: Finding | None) -> list[Conflict]:
    """Return the conflict between the date followed and the readings that linking weighed and did not follow.

    It is a contradiction where another date is printed; one resolved from a weekday or "the next morning" may be that
    of another moment (on dev1 and the open halves of dev2 and dev3 none of six such was a contradiction).
    Other dates of the incident's claims are no conflict: they may date something else.
    """
    followed = interval_of(incident.when)
    against = [
        when
        for when, _ in incident.rejected_times
        if _bounded(incident.when) and _bounded(when) and not interval_of(when).meets(followed)
    ]
    if not against:
        return []
    supports = [evidence.claims[claim] for claim in date.supports] if date else []
    keys = {_key(when) for when in against}
    rows = [evidence.claims[row.claim] for row in date.rejected] if date else []
    others = [claim for claim in rows if claim.usable and _key(when_of(evidence, claim)) in keys]
    spans = set(passages([*supports, *others]))
    stated = {_key(when_of(evidence, claim)) for claim in others}
    for when in against:
        found = _passages_of(evidence, incident, when) if when.basis in ("stated", "resolved") else []
        spans.update(found)
        stated |= {_key(when)} if found else set()
    said = [_whole_days(when) for when in against if _key(when) in stated]
    if not said:
        return []
    claims = evidence.sorted([*supports, *others])
    words = in_words(list(dict.fromkeys(describe(*each) for each in sorted(set(said), key=str))))
    sure = any(when.basis == "stated" and _key(when) in stated for when in against)
    rest = "both cannot hold" if sure else "which may be another moment than the event's"
    conclusion = f"{describe_when(incident.when)} is followed; {words} is said too, {'and ' if sure else ''}{rest}."
    reasons = tuple(dict.fromkeys(reason for when, reason in incident.rejected_times if _key(when) in stated))
    return [
        Conflict(
            conflict_id("value", incident.id, "date", None), "value", "contradictory" if sure else "unresolved",
            incident.id, "date", ids(claims), tuple(sorted(spans)), conclusion, reasons[:_REASONS],
        )
    ]  # fmt: skip


def _whole_days(when: When) -> tuple[str | None, str | None]:
    return (
        None if when.earliest is None else date_part(when.earliest),
        None if when.latest is None else date_part(when.latest),
    )


def _passages_of(evidence: Evidence, incident: Incident, when: When) -> list[Passage]:
    """Return the time expressions of the incident's documents that mean ``when`` and are worded so."""
    found = []
    for document in sorted(incident.documents):
        link = evidence.links.get(document)
        for span, meant in link.times if link else ():
            quote = evidence.documents[document].text[span.start : span.end]
            if (meant.earliest, meant.latest) == (when.earliest, when.latest) and quote == when.raw:
                found.append(Passage(document, span.start, span.end, quote))
    return found


def _weigh_clock(
    evidence: Evidence, incident: Incident, claims: Sequence[Claim]
) -> tuple[Finding, list[Conflict]] | None:
    usable, rejected, _ = split_usable(claims)
    clocks: dict[str, list[Claim]] = {}
    others: list[Claim] = []
    for claim in usable:
        when = when_of(evidence, claim)
        if when.earliest is not None and when.earliest == when.latest and has_clock(when.earliest):
            clocks.setdefault(when.earliest[-5:], []).append(claim)
        else:
            others.append(claim)
    if not clocks:
        return None
    chosen = max(clocks, key=lambda clock: (len(group_origins(evidence, clocks[clock])), _reversed(clock)))
    supports = evidence.sorted(clocks[chosen])
    rivals = evidence.sorted(claim for clock in clocks if clock != chosen for claim in clocks[clock])
    for claim in rivals:
        rejected.append(Rejection(claim.id, f"It says {when_of(evidence, claim).raw}."))
    grade, reason = grade_support(evidence, supports)
    finding = Finding(
        id=finding_id(incident.id, "time", None),
        incident=incident.id,
        attribute="time",
        subgroup=None,
        value=chosen,
        low=None,
        high=None,
        headline=chosen if not rivals else f"{chosen} ({in_words(sorted(set(clocks) - {chosen}))} also said)",
        supports=ids(supports),
        compatible=ids(evidence.sorted(others)),
        rejected=tuple(sorted(rejected, key=lambda row: evidence.order(evidence.claims[row.claim]))),
        documents=tuple(dict.fromkeys(claim.document for claim in supports)),
        origins=group_origins(evidence, supports),
        grade="contested" if rivals else grade,
        reasons=(reason,),
        when=when_of(evidence, supports[0]),
    )
    if not rivals:
        return finding, []
    claims = evidence.sorted([*supports, *rivals])
    conclusion = f"{in_words(sorted(clocks))} are said; they may be different moments of the incident."
    conflict = Conflict(
        conflict_id("value", incident.id, "time", None), "value", "unresolved", incident.id, "time",
        ids(claims), passages(claims), conclusion, ("The accounts give different times of day.",),
    )  # fmt: skip
    return finding, [conflict]


def _reversed(clock: str) -> int:
    """Rank an earlier time of day higher: of equal ones the beginning is taken."""
    return -(int(clock[:2]) * 60 + int(clock[3:]))
