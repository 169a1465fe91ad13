"""Any phrase of a date is an interval of the calendar, or open, and its words are the text's: no analysis needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.invariants import faults_of_when
from tests.reading.unread import times_of
from tests.sentences import DATES, HOSTILE, bounded

_PIECES = (
    "on", "in", "the", "of", "and", "to", "between", "from", "until", "since", "before", "after", "ago", "later",
    "last", "next", "this", "early", "late", "mid", "about", "0", "1", "29", "30", "31", "32", "00", "366", "1900",
    "2000",     "9999", "10000", "99999", "0000", "'99", "’00",
    "February", "Feb.", "March", "May", "Sept", "Monday", "Sunday", "night",
    "noon", "midnight", "24:00", "23:59", "25:61", "12 a.m.", "0 p.m.", "first", "99th", "0th", "century", "decade",
    "1990s", "0s", "BC", "AD", "B.C.", "week", "year", "days", "centuries", "million", "a", "two", "½", "٣", "-", "–",
    "/", ",", ".", "(", ")", "T", "Z", "+00:00", "2021-02-29", "29/2/2021", "31.12.9999", "1/1/0001", "0/0/0", "spring",
    "Ramadan", "Q4", "W53", "yesterday", "tomorrow", "today", "1990-95", "1999/2000", "11/9", "9-11",
)  # fmt: skip
_PHRASES = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=7).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=5).map("".join),
    st.lists(st.sampled_from(DATES + HOSTILE), max_size=3).map(" ".join),
)
_WRITTEN = st.sampled_from((None, "2021-03-04", "0001-01-01", "9999-12-31", "2020-02-29"))


@bounded(500)
@given(_PHRASES, _WRITTEN)
def test_any_phrase_has_bounds_of_the_calendar_in_order(text: str, written: str | None) -> None:
    for time in times_of(text, written):
        assert text[time.start : time.end] == time.quote == time.when.raw
        assert list(faults_of_when(time.when)) == []


@pytest.mark.parametrize(
    "phrase",
    ["9999999999 days later", "a million years ago", "9000 years later", "99999 centuries ago", "400000 weeks later"],
)
def test_what_lies_beyond_all_calendars_is_no_date(phrase: str) -> None:
    for time in times_of(f"On 4 March 2021 a mill burned. It was rebuilt {phrase}.", "2021-03-05"):
        for bound in (time.when.earliest, time.when.latest):
            assert bound is None or len(bound.removeprefix("-").split("-")[0]) == 4
        assert time.offset_days is None or abs(time.offset_days) < 400_000
