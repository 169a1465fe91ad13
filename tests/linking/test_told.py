"""What a document told so far is looked up as if everything were looked at again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.linking.moments import Moment, distance
from recount.linking.told import Days, FirstUse, LastTold

_DAYS = st.tuples(st.integers(700_000, 700_400), st.sampled_from([0, 0, 0, 1, 6, 30, 31, 32, 90, 364])).map(
    lambda drawn: Moment(drawn[0], sum(drawn))
)
_YEARLESS = st.tuples(st.integers(1, 12), st.one_of(st.none(), st.integers(1, 28))).map(
    lambda drawn: Moment(month=drawn[0], day=drawn[1])
)
_MOMENTS = st.one_of(_DAYS, _DAYS, _YEARLESS)


@given(st.lists(_MOMENTS, max_size=12), st.lists(_MOMENTS, min_size=1, max_size=3), st.sampled_from([1, 31]))
def test_no_event_dated_near_a_day_is_missed(told: list[Moment], asked: list[Moment], within: int) -> None:
    days = Days()
    for number, moment in enumerate(told):
        days.add(number, moment)
    near = [n for n, moment in enumerate(told) if any(distance(moment, other) <= within for other in asked)]
    found = days.near(asked, within)
    assert found == sorted(set(found))
    assert set(near) <= set(found)


def test_an_event_of_another_year_is_not_looked_at() -> None:
    days = Days()
    for number in range(50):
        days.add(number, Moment(700_000 + 100 * number, 700_000 + 100 * number))
    assert days.near([Moment(700_300, 700_300)], 1) == [3]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 20)), max_size=20))
def test_events_are_told_over_from_the_last_one(told: list[tuple[int, int]]) -> None:
    order, places = LastTold(), {}
    for number, start in told:
        order.tell(number, start, number)
        places[number] = start
    assert list(order) == sorted(places, key=lambda number: (-places[number], number))


@given(st.text("ab ", max_size=12), st.text("ab ", max_size=3), st.integers(0, 12))
def test_words_are_used_before_a_place_or_not(text: str, words: str, offset: int) -> None:
    used = FirstUse(text)
    assert used.is_before(words, min(offset, len(text))) == (words in text[:offset])
    assert used.is_before(words, min(offset, len(text))) == (words in text[:offset])
