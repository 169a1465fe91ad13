"""Reconciliation: several statements of one figure become one figure with its bounds, never an average.

Invariant: figures are compatible when their intervals meet; where they do not, every figure stays visible and
low and high span them, but for one of quite another size that nobody gives by name. ``low <= value <= high`` wherever
these are known. A vague word sets a floor only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recount.weighing.choosing import Figure, choose, latest
from recount.weighing.evidence import Evidence
from recount.weighing.intervals import Interval, span_of
from recount.weighing.origins import Key, is_own_account
from recount.weighing.statements import Sorted, Statement, is_state, without


def reconcile(evidence: Evidence, sorted_: Sorted, spread: str) -> Figure | None:
    """Return the figure that the statements of one incident, outcome and subgroup give; None for no statement.

    Which is shown first is told in weighing/choosing.py; ``spread`` is described in vocabulary/profiles.yaml.
    """
    current, superseded, corrected = _settle_times(sorted_.whole)
    floors = list(sorted_.floors)
    if not current and not floors:
        return None
    beyond = _beyond_own_account(current) if spread == "assessed" else []
    figure = choose(evidence, without(current, beyond), floors)
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
        followed = [*figure.supports, *figure.compatible]
        given = [s.interval for s in without(followed, without(followed, current)) if not s.vague]
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
    # Of those that replace or put right alike the first one stands for all: one alike is never unlike the statement.
    first: dict[object, Statement] = {}
    of_document: dict[object, Statement] = {}
    of_voice: dict[Key, dict[object, Statement]] = {}
    rejecting: dict[object, Statement] = {}
    for one in exact:
        alike = (one.interval, one.as_of, one.changes)
        first.setdefault(alike, one)
        of_document.setdefault((*alike, one.claim.document), one)
        if one.rejects:
            rejecting.setdefault((*alike, one.value, one.rejects, one.key), one)
        else:
            of_voice.setdefault(one.key, {}).setdefault((*alike, one.value), one)
    place = {id(one): position for position, one in enumerate(exact)}
    for statement in whole:
        own = of_voice.get(statement.key, {})
        near = sorted([*rejecting.values(), *own.values()], key=lambda one: place[id(one)])
        righted = [other for other in _unlike(statement, near) if _rights(other, statement)]
        others = of_document.values() if is_state(statement) else first.values()
        later = [other for other in _unlike(statement, others) if _replaces(other, statement)]
        if righted:
            corrected.append((statement, max(righted, key=latest)))
        elif later:
            superseded.append((statement, max(later, key=latest)))
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
