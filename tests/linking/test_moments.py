"""Distances between dates, with and without a year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.linking.moments import Moment, distance, moment_of, part_of, parts_clash
from recount.model.values import When

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(DAYS, DAYS)
def test_distance_of_days_is_that_of_the_calendar(one: date, other: date) -> None:
    left = Moment(one.toordinal(), one.toordinal())
    right = Moment(other.toordinal(), other.toordinal())
    assert distance(left, right) == distance(right, left) == abs((one - other).days)


@given(DAYS)
def test_a_day_without_a_year_meets_its_day_in_every_year(day: date) -> None:
    yearless = Moment(month=day.month, day=day.day)
    assert distance(yearless, Moment(day.toordinal(), day.toordinal())) == 0
    assert distance(yearless, yearless) == 0


def test_days_without_a_year_are_apart_across_new_year_too() -> None:
    assert distance(Moment(month=12, day=31), Moment(month=1, day=1)) == 1
    assert distance(Moment(month=3, day=3), Moment(month=3, day=10)) == 7


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (When("3 May 2031", "2031-05-03", "2031-05-03"), Moment(741565, 741565)),
        (When("3 May", timex="XXXX-05-03"), Moment(month=5, day=3)),
        (When("the night of 3 May", timex="XXXX-05-03TNI"), Moment(month=5, day=3, spill=True, part="NI")),
        (When("last week"), None),
        (When("after 3 May 2031", "2031-05-03", None), None),
    ],
)
def test_moments_say_what_the_words_say(when: When, expected: Moment | None) -> None:
    assert moment_of(when) == expected


def test_morning_and_night_clash() -> None:
    assert part_of(When("4:45 am", "2031-05-03T04:45", "2031-05-03T04:45")) == "MO"
    assert parts_clash("MO", "NI")
    assert not parts_clash("MO", None)
