"""Reconciliation: several statements of one figure become one figure with its bounds, never an average.

Invariant: figures are compatible when their intervals meet; where they do not, every figure stays visible and
low and high span them, but for one of quite another size that nobody gives by name. ``low <= value <= high`` wherever
these are known. A vague word sets a floor only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from recount.model.dates import first_minute
from recount.weighing.evidence import Evidence
from recount.weighing.intervals import Interval, hull, meet, span_of
from recount.weighing.origins import Key, group_origins, is_own_account
from recount.weighing.statements import Sorted, Statement, is_state

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
    reasons: list[str] = field(default_factory=list)


def reconcile(evidence: Evidence, sorted_: Sorted, spread: str) -> Figure | None:
    """Return the figure that the statements of one incident, outcome and subgroup give; None for no statement.

    An exact figure that all others allow is the value. Of exact figures that exclude each other the value is
    the one with most origins, then most named origins, then the latest, then the lowest (GTD: majority, then
    the most recent; ACLED: the most conservative). ``spread`` is described in vocabulary/profiles.yaml.
    """
    current, superseded, corrected = _settle_times(sorted_.whole)
    floors = list(sorted_.floors)
    if not current and not floors:
        return None
    beyond = _beyond_own_account(current) if spread == "assessed" else []
    figure = _choose(evidence, [statement for statement in current if statement not in beyond], floors)
    figure.superseded, figure.corrected = superseded, corrected
    if spread != "meeting":
        _widen(figure, current)
    if beyond:
        figure.outcome = "contradictory"
        figure.rivals += beyond
    return figure


def _widen(figure: Figure, current: Sequence[Statement]) -> None:
    """Let low and high be the lowest and the highest that any source gives."""
    if figure.outcome == "contradictory" and figure.high is None:
        figure.high = span_of(s.interval for s in [*figure.supports, *figure.rivals]).high
    if figure.outcome == "agreed":
        given = [s.interval for s in [*figure.supports, *figure.compatible] if s in current and not s.vague]
        spanned = span_of(given)
        if spanned.low is not None and figure.low is not None:
            figure.low = min(figure.low, spanned.low)
        if spanned.high is not None and figure.high is not None:
            figure.high = max(figure.high, spanned.high)


def _settle_times(
    whole: Sequence[Statement],
) -> tuple[list[Statement], list[tuple[Statement, Statement]], list[tuple[Statement, Statement]]]:
    """Take out what other statements put right or replaced, each with the statement that did.

    Put right: a number that another one's sentence rejects, or a larger one that the same source lowered later.
    Replaced: a lower figure than a later exact one of anybody (GTD: the most recent source), one whose own words
    say that it was the first or that the toll was rising, and any earlier figure of a state (those missing).
    """
    superseded: list[tuple[Statement, Statement]] = []
    corrected: list[tuple[Statement, Statement]] = []
    current: list[Statement] = []
    whole = _share_words(whole)
    exact = [one for one in whole if one.exact is not None]
    first: dict[object, Statement] = {}  # of those that replace alike, the first one stands for all
    of_voice: dict[Key, list[Statement]] = {}
    for one in exact:
        first.setdefault((one.interval, one.as_of, one.changes), one)
        of_voice.setdefault(one.key, []).append(one)
    rejecting = [one for one in exact if one.rejects]
    place = {id(one): position for position, one in enumerate(exact)}
    for statement in whole:
        own = [one for one in of_voice.get(statement.key, ()) if not one.rejects]
        near = sorted([*rejecting, *own], key=lambda one: place[id(one)])
        righted = [other for other in _unlike(statement, near) if _rights(other, statement)]
        others = exact if is_state(statement) else first.values()
        later = [other for other in _unlike(statement, others) if _replaces(other, statement)]
        if righted:
            corrected.append((statement, max(righted, key=_latest)))
        elif later:
            superseded.append((statement, max(later, key=_latest)))
        else:
            current.append(statement)
    return current, superseded, corrected


def _unlike(statement: Statement, others: Iterable[Statement]) -> Iterator[Statement]:
    """Yield those whose exact number a statement does not allow."""
    return (other for other in others if other is not statement and not statement.interval.holds(other.exact or 0))


def _share_words(whole: Sequence[Statement]) -> list[Statement]:
    """Let what a document says of a number hold wherever it gives that number: "toll rises to 52", "fifty-two died".

    A number that it withdraws is one that its other figures reject.
    """
    said: dict[tuple[str, int | None], frozenset[str]] = {}
    for one in whole:
        key = (one.claim.document, one.value)
        said[key] = said.get(key, frozenset()) | one.changes
    taken: dict[str, frozenset[int]] = {}
    for (document, value), changes in said.items():
        if value is not None and "withdrawn" in changes:
            taken[document] = taken.get(document, frozenset()) | {value}
    shared = []
    for one in whole:
        document = one.claim.document
        changes = said[document, one.value]
        rejects = one.rejects if "withdrawn" in changes else one.rejects | taken.get(document, frozenset())
        shared.append(replace(one, changes=changes, rejects=rejects))
    return shared


def _beyond_own_account(current: Sequence[Statement]) -> list[Statement]:
    """Return the figures that an account relays beyond the bounds it gives itself: "at least 15", and a post said 12.

    Who assesses reports and says "at least" or "between" gives the ends of the assessment (Airwars' own ranges);
    what is relayed beyond them stays a rival and is named, but does not widen the range.
    """
    given: dict[str, Interval] = {}
    for one in current:
        own = is_own_account(one.key, one.claim.document)
        low, high = one.interval.low, one.interval.high
        if own and not one.vague and not one.approximate and low and low != high:
            known = given.get(one.claim.document, one.interval)
            given[one.claim.document] = known if (known.low or 0) > low else one.interval
    return [s for s in current if not s.vague and not s.interval.meets(given.get(s.claim.document, s.interval))]


def _before(one: Statement, other: Statement) -> bool:
    return one.as_of is not None and other.as_of is not None and one.as_of.before(other.as_of)


def _rights(later: Statement, earlier: Statement) -> bool:
    """Return whether a statement rejects another one's number, or lowers what its own source said before."""
    if earlier.value is not None and earlier.value in later.rejects and earlier.value not in (later.value,):
        return True
    if is_state(earlier) or later.key != earlier.key or not later.interval.below(earlier.interval):
        return False
    return _before(earlier, later) or ("corrected" in later.changes and not _before(later, earlier))


def _replaces(later: Statement, earlier: Statement) -> bool:
    """Return whether an exact figure takes the place of one that it excludes."""
    if _before(later, earlier):
        return False
    if is_state(earlier):
        same = later.claim.document == earlier.claim.document
        left = same and "still" in later.changes and "still" not in earlier.changes
        return left or (_before(earlier, later) and not (same and "still" in earlier.changes - later.changes))
    if not earlier.interval.below(later.interval):
        return False
    if _before(earlier, later):
        return True
    overtaken = earlier.changes & {"rising", "first", "overtaken"} and not later.changes & {"first", "overtaken"}
    return bool(overtaken) or "rising" in later.changes


def _latest(statement: Statement) -> tuple[int, int]:
    if statement.as_of is None:
        return (0, 0)
    end = statement.as_of.latest or statement.as_of.earliest
    return (1, first_minute(end)) if end else (0, 0)


def _choose(evidence: Evidence, current: list[Statement], floors: list[Statement]) -> Figure:
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

    def rank(value: int) -> tuple[int, int, int, tuple[int, int], int]:
        claims = [claim for statement in exact[value] for claim in statement.claims]
        origins = group_origins(evidence, claims)
        allowed = sum(other.interval.holds(value) for other in bounds)
        latest = max(_latest(statement) for statement in exact[value])
        return (len(origins), sum(origin.named for origin in origins), allowed, latest, -value)

    value = max(exact, key=rank)
    near = [statement for statement in bounds if statement.approximate and statement.value == value]
    supports = [*exact[value], *near]
    others = [statement for statement in others if statement not in near]
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
    return Figure("contradictory", value, low, span.high, supports, compatible, rivals)


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
        at_odds = [one for one in everything if any(not one.interval.meets(other.interval) for other in everything)]
        span = hull(_own(statement) for statement in at_odds)
        stated = [statement for statement in at_odds if statement in bounds] or at_odds
        rivals = [statement for statement in at_odds if statement not in stated]
        rest = [statement for statement in everything if statement not in at_odds]
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
    rest = [statement for statement in everything if statement not in supports]
    return Figure("agreed", value, common.low, common.high, supports, rest)


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
