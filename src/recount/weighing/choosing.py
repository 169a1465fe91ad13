"""Which of the figures that exclude each other is shown first, and between which bounds.

Invariant: ``low <= value <= high`` wherever these are known; what excludes the value stays beside it as a rival, and
nothing is averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from recount.model.dates import first_minute
from recount.weighing.evidence import Evidence
from recount.weighing.intervals import Interval, hull, meet
from recount.weighing.origins import group_origins, is_own_account
from recount.weighing.statements import Statement, is_state, without

Outcome = Literal["agreed", "contradictory"]
SIZE = 4
"""How many times a figure may be another one before the two are taken to count different things (set on dev1, dev2 and
dev3: none of the eight contradictions beyond it was one that a reader expects)."""


@dataclass
class Figure:
    """One figure: its value and bounds, the statements it rests on and those it does not follow."""

    outcome: Outcome
    value: int | None
    low: int | None
    high: int | None
    supports: list[Statement]
    compatible: list[Statement] = field(default_factory=list)
    rivals: list[Statement] = field(default_factory=list)
    """Statements that cannot be true together with the value."""
    superseded: list[tuple[Statement, Statement]] = field(default_factory=list)
    """Earlier statements with the later one that replaced each."""
    corrected: list[tuple[Statement, Statement]] = field(default_factory=list)
    """Statements that their own source lowered later, with the later one."""
    decided: str | None = None
    """By what one figure was put before others that exclude it (None where nothing was to be decided)."""


def latest(statement: Statement) -> tuple[int, int]:
    """Return the sort key of when a statement held; what has no day comes first."""
    if statement.as_of is None:
        return (0, 0)
    end = statement.as_of.latest or statement.as_of.earliest
    return (1, first_minute(end)) if end else (0, 0)


def choose(evidence: Evidence, current: list[Statement], floors: list[Statement]) -> Figure:
    """Return the figure that statements of one time give. ``floors`` are parts, which bound it from below.

    An exact figure that all others allow is the value. Of exact figures that exclude each other the value is
    the one with most origins, then most named origins, then that which most bounds allow, then the latest, then the
    lowest (GTD: majority, then the most recent; ACLED: the most conservative). A zero denies the harm that others
    count and is no careful count of it: it is followed only where more origins give it. Where more origins give
    bounds or parts that the only exact figure does not keep, no figure is chosen.
    """
    exact: dict[int, list[Statement]] = {}
    bounds: list[Statement] = []
    for statement in current:
        if statement.exact is None:
            bounds.append(statement)
        else:
            exact.setdefault(statement.exact, []).append(statement)
    if exact:
        return _choose_exact(evidence, exact, bounds, floors)
    return _choose_bounds(evidence, bounds, floors)


def _choose_exact(
    evidence: Evidence, exact: dict[int, list[Statement]], bounds: list[Statement], floors: list[Statement]
) -> Figure:
    others = [*bounds, *floors]
    ranks = {value: _rank(evidence, value, exact[value], bounds) for value in exact}
    value = max(exact, key=lambda number: ranks[number])
    against = [s for s in others if not s.vague and not s.interval.holds(value)]
    if _count_origins(evidence, against) > ranks[value][0] and not exact.keys() - {value}:
        return _choose_bounds(evidence, [*exact[value], *bounds], floors)
    near = [statement for statement in bounds if statement.approximate and statement.value == value]
    supports = [*exact[value], *near]
    others = without(others, near)
    rivals = [s for other in sorted(exact) if other != value for s in exact[other]]
    compatible = []
    for statement in others:
        if statement.interval.holds(value):
            compatible.append(statement)
        else:
            rivals.append(statement)
    if not rivals:
        return Figure("agreed", value, value, value, supports, compatible)
    near = [rival for rival in rivals if not _is_of_other_size(rival, value)]
    span = hull([Interval(value, value), *(_own(rival) for rival in near)])
    low = value if span.low is None else span.low
    second = max((ranks[number] for number in exact if number != value), default=None)
    decided = None if second is None else _deciding(ranks[value], second)
    return Figure("contradictory", value, low, span.high, supports, compatible, rivals, decided=decided)


Rank = tuple[int, int, int, bool, tuple[int, int], int]
_DECIDING = (
    "it has most origins",
    "of those with as many origins it has most that are named",
    "of those with as many origins it keeps most of the bounds that others give",
    "as many origins give it as deny any, and a denial puts no count aside",
    "of those with as many origins it is the latest",
    "of those with as many origins it is the lowest",
)
"""What decides between two figures, in the order of a rank."""


def _rank(evidence: Evidence, value: int, statements: Sequence[Statement], bounds: Sequence[Statement]) -> Rank:
    """Return what an exact figure has for it, the weightiest first."""
    origins = group_origins(evidence, [claim for statement in statements for claim in statement.claims])
    allowed = sum(other.interval.holds(value) for other in bounds)
    last = max(latest(statement) for statement in statements)
    counts = value > 0 or any(is_state(statement) for statement in statements)
    return (len(origins), sum(origin.named for origin in origins), allowed, counts, last, -value)


def _deciding(first: Rank, second: Rank) -> str:
    return next(words for words, one, other in zip(_DECIDING, first, second, strict=True) if one != other)


def _count_origins(evidence: Evidence, statements: Sequence[Statement]) -> int:
    return len(group_origins(evidence, [claim for statement in statements for claim in statement.claims]))


def _is_of_other_size(rival: Statement, value: int) -> bool:
    """Whether a rival is so far from the value, and nobody's by name, that it may count a part or another event."""
    size = rival.interval.low or rival.interval.high or 0
    apart = size * SIZE < value or size > value * SIZE
    return size > 0 and apart and is_own_account(rival.key, rival.claim.document)


def _own(statement: Statement) -> Interval:
    """Return a rival's interval; a part that exceeds the whole says only what it counts itself."""
    return Interval(statement.interval.low, statement.interval.low) if statement.why else statement.interval


def _choose_bounds(evidence: Evidence, bounds: list[Statement], floors: list[Statement]) -> Figure:
    everything = [*bounds, *floors]
    # A figure read as approximate allows its neighbours: two of them agree on all that either allows.
    near = [statement for statement in bounds if statement.approximate]
    common = meet(statement.interval for statement in everything)
    if common is None:
        extremes = _extremes(everything)
        at_odds = [one for one in everything if not all(one.interval.meets(extreme) for extreme in extremes)]
        span = hull(_own(statement) for statement in at_odds)
        rivals = without(at_odds, bounds)
        stated = without(at_odds, rivals)
        if not stated:
            stated, rivals = at_odds, []
        rest = without(everything, at_odds)
        return Figure("contradictory", None, span.low, span.high, stated, rest, rivals)
    value = None
    if near:

        def rank(number: int) -> tuple[int, int]:
            claims = [claim for s in near if s.value == number for claim in s.claims]
            return (len(group_origins(evidence, claims)), -number)

        numbers = {s.value for s in near if s.value is not None}
        value = max(numbers, key=rank) if numbers else None
        wide = hull(s.interval for s in near)
        hard = meet(s.interval for s in everything if not s.approximate) or common
        common = meet([wide, hard]) or common
        if value is not None and not common.holds(value):
            value = None
    supports = (
        [s for s in bounds if s.approximate and s.value == value] if value is not None else _setting(common, bounds)
    )
    supports = supports or _setting(common, everything) or everything
    rest = without(everything, supports)
    return Figure("agreed", value, common.low, common.high, supports, rest)


def _extremes(statements: Sequence[Statement]) -> list[Interval]:
    """Return the highest least number and the lowest greatest one: what does not meet some statement meets not both."""
    lows = [statement.interval.low for statement in statements if statement.interval.low is not None]
    highs = [statement.interval.high for statement in statements if statement.interval.high is not None]
    return [*(Interval(max(lows), None) for _ in lows[:1]), *(Interval(None, min(highs)) for _ in highs[:1])]


def _setting(common: Interval, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that set an end of ``common``; those without any bound where it has none."""
    if not common.bounded:
        return list(statements)
    return [
        statement
        for statement in statements
        if (common.low is not None and statement.interval.low == common.low)
        or (common.high is not None and statement.interval.high == common.high)
    ]
