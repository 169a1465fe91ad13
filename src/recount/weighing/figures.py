"""Findings that are numbers: casualties by outcome and subgroup, and the strength of forces.

Invariant: only usable claims support a finding; every claim that does not is listed with the reason; figures that
count more than one incident, or not all of it, never enter its total.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from recount.model.claims import CasualtyValue, Claim
from recount.model.dates import Interval, date_part, describe
from recount.model.findings import Conflict, ConflictKind, Finding, Grade, Rejection, Verdict
from recount.model.ids import hash_id
from recount.vocabulary import load
from recount.weighing.as_of import put_right_at, sentence
from recount.weighing.denials import Denial, denials_of_groups, deniers, find_denials, voice_of
from recount.weighing.evidence import Evidence, ids, passages
from recount.weighing.origins import grade_support, group_origins, origin_key, unsourced_note
from recount.weighing.reconcile import Figure, reconcile
from recount.weighing.statements import Sorted, Statement, civil_label, counts_whole, sort_casualties, subgroup_label
from recount.weighing.wording import counted, given, given_all, headline, in_quotes, in_words, quoted, shorten


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with the figure behind it and the conflicts that its figures show."""

    finding: Finding
    figure: Figure | None
    conflicts: tuple[Conflict, ...]


def finding_id(incident: str, attribute: str, subgroup: str | None) -> str:
    """Return the id of a finding."""
    return hash_id("finding", [incident, attribute, subgroup])


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
    spread = vocabulary["spread"].get(profile, "meeting")
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
        found[index] = _stand_against(evidence, each, found, said)
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


def _stand_against(
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
    reasons = [f"{_who(evidence, [claim])} denies: {quoted(shorten(claim.quote))}." for claim in claims]
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
    denied = f"{finding.headline}: stated, and denied by {_who(evidence, claims)}."
    conclusion = earlier[0].conclusion if earlier else denied
    own = Conflict(
        conflict_id("value", finding.incident, finding.attribute, [finding.subgroup, "denied"]), "value",
        "contradictory", finding.incident, finding.attribute, ids(members), passages(members), conclusion,
        tuple(dict.fromkeys([*(reason for c in earlier for reason in c.reasons), *reasons])),
    )  # fmt: skip
    return Weighed(changed, weighed.figure, (*conflicts, own))


def _who(evidence: Evidence, claims: Sequence[Claim]) -> str:
    """Return who denies: the innermost named voice, else the account."""
    names = [origin_key(evidence, claim)[1] or evidence.documents[claim.document].name for claim in claims]
    return in_words(list(dict.fromkeys(names)))


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
        elif claim.polarity == "-" or claim.certainty == "denied":
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
    against = [*rejected, *_set_aside(figure, held | set(ids(compatible)))]
    grade, reason = _grade(evidence, figure, supports, denials)
    reasons = [*_choice(evidence, figure), reason]
    unsourced = unsourced_note(evidence, supports)
    reasons += [unsourced] if unsourced else []
    reasons += _notes(figure, supports)
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
    return Weighed(finding, figure, tuple(_conflicts(evidence, finding, figure, noun)))


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


def _set_aside(figure: Figure, used: set[str]) -> list[Rejection]:
    rows: list[Rejection] = []
    for rival in figure.rivals:
        why = f"It gives {given(rival)}" + (f" and {rival.why}" if rival.why else "")
        against = "the bounds of the others" if figure.value is None else str(figure.value)
        rows.extend(Rejection(claim.id, f"{why}, which does not meet {against}.") for claim in rival.claims)
    for earlier, later in figure.superseded:
        rows.extend(Rejection(c.id, f"Superseded by the later figure {_dated(later)}.") for c in earlier.claims)
    for earlier, later in figure.corrected:
        rows.extend(Rejection(c.id, f"Corrected to {_dated(later)}.") for c in earlier.claims)
    kept = {row.claim: row for row in reversed(rows) if row.claim not in used}
    return list(kept.values())


def _choice(evidence: Evidence, figure: Figure) -> list[str]:
    derived = [statement.why for statement in figure.supports if len(statement.claims) > 1 and statement.why]
    said = [f"{why[0].upper()}{why[1:]}." for why in derived]
    if figure.outcome == "contradictory":
        if figure.value is None:
            return [*said, f"{given_all([*figure.supports, *figure.rivals])} exclude each other; no figure is chosen."]
        mine = len(group_origins(evidence, [claim for s in figure.supports for claim in s.claims]))
        theirs = len(group_origins(evidence, [claim for s in figure.rivals for claim in s.claims]))
        return [
            *said,
            f"{figure.value} ({counted(mine, 'origin')}) and {given_all(figure.rivals)} "
            f"({counted(theirs, 'origin')}) exclude each other.",
            *_versions(evidence, figure),
            "Shown first is the figure with most origins, then the latest, then the lowest; the bounds keep all.",
        ]
    others = [s for s in figure.compatible if not s.vague and not s.why and s.interval.bounded]
    if others and figure.value is not None:
        said.append(f"{given_all(others)}: compatible with {figure.value}.")
    if any(s.vague and s.interval.bounded for s in [*figure.supports, *figure.compatible]):
        vague = [s for s in [*figure.supports, *figure.compatible] if s.vague and s.interval.bounded]
        said.append(f"{given_all(vague)}: a vague word sets a floor, never a figure.")
    return said


def _versions(evidence: Evidence, figure: Figure) -> list[str]:
    """Say where one side counts combatants only and denies other harm: these are two versions, not two counts."""
    return [
        f"{given(s)} is the count of combatants by {_who(evidence, s.claims)}, which denies harm to civilians: "
        "rival versions of one event."
        for s in [*figure.supports, *figure.rivals]
        if s.version
    ]


def _notes(figure: Figure, supports: Sequence[Claim]) -> list[str]:
    notes = [
        f"{quoted(shorten(claim.quote))}: {flag}."
        for claim in supports
        if isinstance(claim.value, CasualtyValue)
        for flag in claim.value.flags
        if flag.startswith("ambiguous")
    ]
    notes += [
        f"{claim.value.count.value} is added up from parts in one passage ({flag.removeprefix('sum:').strip()})."
        for claim in supports
        if isinstance(claim.value, CasualtyValue)
        for flag in claim.value.flags
        if flag.startswith("sum:")
    ]
    notes += [_step(earlier, later, "replaces the earlier") for earlier, later in figure.superseded]
    notes += [_step(earlier, later, "puts right the") for earlier, later in figure.corrected]
    return notes


def _dated(statement: Statement) -> str:
    """Return a figure with the days on which it held, where these are known."""
    said, days = given(statement), _days(statement.as_of)
    return f"{said} ({days})" if days else said


def _days(moment: Interval | None) -> str | None:
    if moment is None or (moment.earliest is None and moment.latest is None):
        return None
    return describe(*(None if end is None else date_part(end) for end in (moment.earliest, moment.latest)))


def _step(earlier: Statement, later: Statement, verb: str) -> str:
    return f"{_dated(later)} {verb} {_dated(earlier)}."


def conflict_id(kind: str, incident: str | None, attribute: str | None, key: object) -> str:
    """Return the id of a conflict; ``key`` tells apart those of one kind and attribute."""
    return hash_id("conflict", [kind, incident, attribute, key])


def _conflicts(evidence: Evidence, finding: Finding, figure: Figure, noun: str) -> Iterable[Conflict]:
    def make(
        kind: ConflictKind, verdict: Verdict, statements: Sequence[Statement], conclusion: str, *reasons: str
    ) -> Conflict:
        claims = evidence.sorted(claim for statement in statements for claim in statement.claims)
        return Conflict(
            conflict_id(kind, finding.incident, finding.attribute, [finding.subgroup, verdict]), kind, verdict,
            finding.incident, finding.attribute, ids(claims), passages(claims), conclusion, reasons,
        )  # fmt: skip

    if figure.outcome == "contradictory":
        statements = [*figure.supports, *figure.rivals]
        kind = _rival_kind(figure)
        conclusion = f"{given_all(statements)} {noun} exclude each other; the record keeps all of them."
        yield make(kind, "contradictory", statements, conclusion, *finding.reasons[:2], *_versions(evidence, figure))
    else:
        given_too = [s for s in figure.supports if s.approximate and figure.value is not None]
        others = [s for s in figure.compatible if _differs(s, figure) and not s.why and s.interval.bounded]
        others += given_too if len(given_too) < len(figure.supports) else []
        if others and figure.value is not None:
            conclusion = f"{given_all([*figure.supports, *others])} {noun} do not exclude each other."
            yield make("value", "compatible", [*figure.supports, *others], conclusion, *_why_compatible(figure, others))
    if figure.superseded:
        pairs = [statement for pair in figure.superseded for statement in pair]
        earlier = given_all([pair[0] for pair in figure.superseded])
        conclusion = f"{earlier} {noun} was said earlier, {given_all([pair[1] for pair in figure.superseded])} later."
        steps = [_step(*pair, "replaces the earlier") for pair in figure.superseded]
        yield make("as_of", "superseded", pairs, conclusion, *dict.fromkeys(steps))
    if figure.corrected:
        pairs = [statement for pair in figure.corrected for statement in pair]
        wrong, right = (given_all([pair[side] for pair in figure.corrected]) for side in (0, 1))
        steps = [_step(*pair, "puts right the") for pair in figure.corrected]
        yield make("as_of", "corrected", pairs, f"{wrong} {noun} was corrected to {right}.", *dict.fromkeys(steps))
    parts = [
        s for s in figure.compatible if s.why and s.why.startswith("is the smaller") and not _other_noun(s, figure)
    ]
    if parts and figure.value is not None:
        conclusion = f"One voice gives {given_all(parts)} and {figure.value} {noun}: read as part and whole."
        reason = "The smaller figure is not shown to count the whole."
        yield make("scope", "compatible", [*figure.supports, *parts], conclusion, reason)


def _rival_kind(figure: Figure) -> ConflictKind:
    """Return what excludes the figure: a part that exceeds it, another figure, or a bound.

    A group by name is a part whoever counts it; bodies, persons named and the like are parts of their own voice's
    figure, and beside another one's they are another figure.
    """
    voices = {voice_of(statement.claim) for statement in figure.supports}

    def part(rival: Statement) -> bool:
        why = rival.why or ""
        return why.startswith("counts a part") or (why.startswith("counts") and voice_of(rival.claim) in voices)

    if figure.rivals and all(part(rival) for rival in figure.rivals):
        return "arithmetic"
    return "value" if any(r.exact is not None or r.why for r in figure.rivals) or not figure.rivals else "bound"


def _differs(statement: Statement, figure: Figure) -> bool:
    return statement.interval.exact != figure.value or statement.approximate


def _why_compatible(figure: Figure, others: Sequence[Statement]) -> list[str]:
    reasons = []
    near = [statement for statement in others if statement.approximate]
    vague = [statement for statement in others if statement.vague]
    bounds = [statement for statement in others if not statement.approximate and not statement.vague]
    if bounds:
        reasons.append(f"{given_all(bounds)}: a bound that {figure.value} keeps.")
    if near:
        reasons.append(f"{given_all(near)}: an approximation that allows {figure.value}.")
    if vague:
        reasons.append(f"{given_all(vague)}: a vague word that sets a floor only.")
    return reasons


def _other_noun(statement: Statement, figure: Figure) -> bool:
    def noun(of: Statement) -> str | None:
        value = of.claim.value
        return value.unit.lower() if isinstance(value, CasualtyValue) and value.unit else None

    mine = noun(statement)
    return mine is not None and all(noun(support) not in (mine, None) for support in figure.supports)
