"""Dates against ``datetime`` as an independent oracle, and the algebra of intervals as properties."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.model import dates
from recount.model.dates import Interval

NUMBERS = st.integers(min_value=-1_500_000, max_value=4_000_000)
MODERN = st.dates(min_value=datetime.date(1, 1, 8), max_value=datetime.date(9998, 12, 1))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(NUMBERS), draw(NUMBERS)))
    return Interval(
        draw(st.sampled_from([dates.iso_of(first), None])), draw(st.sampled_from([dates.iso_of(last), None]))
    )


@given(MODERN)
def test_days_and_weekdays_agree_with_the_standard_library(day: datetime.date) -> None:
    iso = day.isoformat()
    assert dates.day_number(iso) == day.toordinal()
    assert dates.civil(day.toordinal()) == (day.year, day.month, day.day)
    assert dates.weekday(iso) == day.weekday()
    assert dates.iso_week(iso) == day.isocalendar()[:2]
    assert dates.week_number(*day.isocalendar()[:2]) == dates.week_of(iso)


@given(NUMBERS)
def test_a_day_number_survives_the_round_trip_also_before_christ(number: int) -> None:
    assert dates.day_number(dates.iso_of(number)) == number
    assert dates.date_part(dates.at(dates.iso_of(number), 4, 45)) == dates.iso_of(number)


@given(NUMBERS, st.integers(-40_000, 40_000))
def test_shifting_days_forth_and_back_changes_nothing(number: int, days: int) -> None:
    iso = dates.iso_of(number)
    assert dates.shift(dates.shift(iso, days), -days) == iso
    assert dates.day_number(dates.shift(iso, days)) == number + days


@given(MODERN, st.integers(0, 6))
def test_the_nearest_weekday_is_at_most_three_days_away(day: datetime.date, wanted: int) -> None:
    found = datetime.date.fromisoformat(dates.nearest_weekday(day.isoformat(), wanted))
    assert found.weekday() == wanted
    assert abs((found - day).days) <= 3
    assert dates.previous_weekday(day.isoformat(), wanted) < day.isoformat()
    assert dates.next_weekday(day.isoformat(), wanted) > day.isoformat()


@given(intervals(), intervals())
def test_intervals_meet_symmetrically_and_share_what_both_contain(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    shared = one.intersection(other)
    assert (shared is not None) == one.meets(other)
    if shared is not None:
        assert one.contains(shared)
        assert other.contains(shared)
        assert not shared.is_empty
    assert one.hull(other).contains(one)
    assert one.contains(one)


@given(st.integers(-500, 2500), st.integers(1, 12))
def test_calendar_units_nest(year: int, month: int) -> None:
    assert dates.year_of(year).contains(dates.month_of(year, month))
    assert dates.decade_of(year).contains(dates.year_of(year))
    assert dates.precision_of(dates.month_of(year, month)) == "month"
    assert dates.precision_of(dates.year_of(year)) == "year"


def test_centuries_as_iso_groups_them() -> None:
    assert dates.century_of(19) == Interval("1800-01-01", "1899-12-31")
    assert dates.century_of(-3) == Interval("-0299-01-01", "-0200-12-31")


@pytest.mark.parametrize(
    ("iso", "name"), [("2011-04-06", "Wednesday"), ("2013-08-31", "Saturday"), ("2000-02-29", "Tuesday")]
)
def test_known_weekdays(iso: str, name: str) -> None:
    assert dates.weekday_name(iso) == name


def test_years_in_which_a_day_falls_on_a_weekend() -> None:
    assert dates.years_on_weekday(8, 31, (5, 6), 2008, 2014) == (2008, 2013, 2014)
    assert dates.years_on_weekday(2, 29, (0, 1, 2, 3, 4, 5, 6), 2001, 2009) == (2004, 2008)


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("1999-03-12", "1999-03-12", "12 March 1999"),
        ("1999-03-12", "1999-03-13", "12-13 March 1999"),
        ("1999-03-01", "1999-03-31", "March 1999"),
        ("1999-06-01", "1999-08-31", "June-August 1999"),
        ("1999-01-01", "1999-12-31", "1999"),
        ("-0263-01-01", "-0263-12-31", "264 BC"),
        ("1980-01-01", "1989-12-31", "1980-1989"),
        ("1999-03-30", "1999-04-02", "between 30 March 1999 and 2 April 1999"),
        ("1999-03-12T04:45", "1999-03-12T04:45", "12 March 1999, 04:45"),
        ("1999-03-12T18:00", "1999-03-12T23:59", "12 March 1999, 18:00-23:59"),
        ("1999-03-12T18:00", "1999-03-13T06:00", "between 12 March 1999, 18:00 and 13 March 1999, 06:00"),
        ("1999-03-12", None, "on or after 12 March 1999"),
        (None, "1999-03-12", "on or before 12 March 1999"),
        (None, None, "date unknown"),
    ],
)
def test_neutral_words(earliest: str | None, latest: str | None, words: str) -> None:
    assert dates.describe(earliest, latest) == words


@pytest.mark.parametrize("text", ["2011-02-30", "2011-13-01", "2011", "11-04-08", "2011-04-08T25:00", "2011-04-08 "])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such|neither"):
        dates.split(text)


def test_months_end_where_they_end() -> None:
    assert dates.shift("2012-01-31", months=1) == "2012-02-29"
    assert dates.shift("2012-02-29", years=1) == "2013-02-28"
    assert dates.shift("2011-12-31T23:30", minutes=45) == "2012-01-01T00:15"


def test_an_open_interval_hides_no_distance_it_does_not_know() -> None:
    assert Interval("2011-04-08", None).gap_days(Interval("2011-04-20", "2011-04-21")) == 0
    assert Interval("2011-04-08", "2011-04-08").gap_days(Interval("2011-04-13", "2011-04-21")) == 5
