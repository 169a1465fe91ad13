"""Counts as intervals: meeting, common numbers, hull, and the figures that readers give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.vocabulary.profiles import convert
from recount.weighing.intervals import ANY, Interval, hull, interval_of, meet, span_of
from tests.weighing.cases import count, exactly, vague

_ENDS = st.one_of(st.none(), st.integers(0, 60))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = draw(_ENDS), draw(_ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Interval(low, high)


def _numbers(interval: Interval) -> set[int]:
    """The numbers of an interval up to 100: the oracle."""
    return {n for n in range(101) if interval.holds(n)}


@given(intervals(), intervals())
def test_meeting_is_sharing_a_number(one: Interval, other: Interval) -> None:
    assert one.meets(other) == bool(_numbers(one) & _numbers(other))
    assert one.meets(other) == other.meets(one)


@given(st.lists(intervals(), max_size=5))
def test_meet_is_the_set_intersection(found: list[Interval]) -> None:
    common = meet(found)
    expected = set(range(101)).intersection(*map(_numbers, found))
    assert (set() if common is None else _numbers(common)) == expected


@given(st.lists(intervals(), min_size=1, max_size=5))
def test_hull_holds_all_and_no_end_is_invented(found: list[Interval]) -> None:
    whole = hull(found)
    for interval in found:
        assert _numbers(interval) <= _numbers(whole)
    assert whole.low is None or whole.low in {interval.low for interval in found}
    assert whole.high is None or whole.high in {interval.high for interval in found}


@given(st.lists(intervals(), max_size=5))
def test_span_names_only_given_ends(found: list[Interval]) -> None:
    spanned = span_of(found)
    ends = {end for interval in found for end in (interval.low, interval.high)} - {None}
    assert (spanned == ANY) == (not ends)
    if ends:
        assert (spanned.low, spanned.high) == (min(ends), max(ends))


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        (exactly(27), 27, 27),
        (count(">", 20), 21, None),
        (count(">=", 21), 21, None),
        (count("<=", 30), None, 30),
        (count("<", 30), None, 29),
        (count("~", 12), 11, 13),
        (count("~", 40), 36, 44),
        (count("range", 5, high=7), 5, 7),
        (vague("several"), 3, None),
        (vague("dozens"), 24, None),
        (vague("hundreds"), 200, None),
        (vague("many"), None, None),
    ],
)
def test_bounds_of_printed_figures(said: object, low: int | None, high: int | None) -> None:
    assert interval_of(said) == Interval(low, high)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "low", "high"), [("strict", 24, None), ("acled", 12, None), ("ucdp", 24, None), ("airwars", 12, 24)]
)
def test_profiles_change_floors_and_the_ceilings_of_those_who_code_them(
    profile: str, low: int, high: int | None
) -> None:
    assert interval_of(convert(vague("dozens"), profile)) == Interval(low, high)


def test_an_open_interval_is_not_exact() -> None:
    assert Interval(None, None).exact is None
    assert Interval(3, None).exact is None
    assert Interval(3, 3).exact == 3
