"""Reasons of a figure in sentences: what was chosen, what was set aside and what changed from day to day.

Invariant: every sentence says only what the statements behind the figure say, with their own numbers and days.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.model.claims import CasualtyValue, Claim
from recount.model.dates import Interval, date_part, describe
from recount.model.findings import Rejection
from recount.model.values import Count
from recount.weighing.choosing import Figure
from recount.weighing.evidence import Evidence
from recount.weighing.origins import group_origins, origin_key
from recount.weighing.statements import Statement
from recount.weighing.wording import counted, given, given_all, in_words, quoted, shorten


def set_aside(figure: Figure, used: set[str]) -> list[Rejection]:
    """Return the rows of what a figure does not follow, each with its reason."""
    rows: list[Rejection] = []
    for rival in figure.rivals:
        why = f"It gives {given(rival)}" + (f" and {rival.why}" if rival.why else "")
        against = "the bounds of the others" if figure.value is None else str(figure.value)
        rows.extend(Rejection(claim.id, f"{why}, which does not meet {against}.") for claim in rival.claims)
    for earlier, later in figure.superseded:
        rows.extend(Rejection(c.id, f"Superseded by the later figure {dated(later)}.") for c in earlier.claims)
    for earlier, later in figure.corrected:
        rows.extend(Rejection(c.id, f"Corrected to {dated(later)}.") for c in earlier.claims)
    kept = {row.claim: row for row in reversed(rows) if row.claim not in used}
    return list(kept.values())


def choice_reasons(evidence: Evidence, figure: Figure) -> list[str]:
    """Return the sentences that say how the figure was chosen."""
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
            *versions(evidence, figure),
            *([f"{figure.value} is shown first: {figure.decided}; the bounds keep all."] if figure.decided else []),
        ]
    others = [s for s in figure.compatible if not s.vague and not s.why and s.interval.bounded]
    if others and figure.value is not None:
        said.append(f"{given_all(others)}: compatible with {figure.value}.")
    if any(s.vague and s.interval.bounded for s in [*figure.supports, *figure.compatible]):
        vague = [s for s in [*figure.supports, *figure.compatible] if s.vague and s.interval.bounded]
        said.append(f"{given_all(vague)}: a vague word sets a floor, never a figure.")
    return said


def versions(evidence: Evidence, figure: Figure) -> list[str]:
    """Say where one side counts combatants only and denies other harm: these are two versions, not two counts."""
    return [
        f"{given(s)} is the count of combatants by {who(evidence, s.claims)}, which denies harm to civilians: "
        "rival versions of one event."
        for s in [*figure.supports, *figure.rivals]
        if s.version
    ]


def notes(figure: Figure, supports: Sequence[Claim]) -> list[str]:
    """Return what a reader must know beside it: doubts, sums, and figures that were replaced."""
    said = [
        f"{quoted(shorten(claim.quote))}: {flag}."
        for claim in supports
        if isinstance(claim.value, CasualtyValue)
        for flag in claim.value.flags
        if flag.startswith("ambiguous")
    ]
    said += [
        f"{_sum(claim.value.count)} is added up from parts in one passage ({flag.removeprefix('sum:').strip()})."
        for claim in supports
        if isinstance(claim.value, CasualtyValue)
        for flag in claim.value.flags
        if flag.startswith("sum:")
    ]
    said += [f"{statement.why}." for statement in figure.supports if statement.added]
    said += [step(earlier, later, "replaces the earlier") for earlier, later in figure.superseded]
    said += [step(earlier, later, "puts right the") for earlier, later in figure.corrected]
    return said


def _sum(count: Count) -> str:
    if count.value is not None:
        return str(count.value)
    return f"{count.low} to {count.high}" if count.high is not None else f"{count.low or 0} or more"


def dated(statement: Statement) -> str:
    """Return a figure with the days on which it held, where these are known."""
    said, days = given(statement), _days(statement.as_of)
    return f"{said} ({days})" if days else said


def _days(moment: Interval | None) -> str | None:
    if moment is None or (moment.earliest is None and moment.latest is None):
        return None
    return describe(*(None if end is None else date_part(end) for end in (moment.earliest, moment.latest)))


def step(earlier: Statement, later: Statement, verb: str) -> str:
    """Return the sentence on one figure that took the place of another, each with its days."""
    return f"{dated(later)} {verb} {dated(earlier)}."


def who(evidence: Evidence, claims: Sequence[Claim]) -> str:
    """Return who denies: the innermost named voice, else the account."""
    names = [origin_key(evidence, claim)[1] or evidence.documents[claim.document].name for claim in claims]
    return in_words(list(dict.fromkeys(names)))
