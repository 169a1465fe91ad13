"""The scorer of time expressions: gold values as intervals, and what counts as right."""

from __future__ import annotations

import pytest

from bench.halves import half
from bench.times import pairs
from bench.timex import Gold, gold_interval, is_right, read_marked
from recount.model.mentions import TimeMention
from recount.model.values import When


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("1999-03-12", "1999-03-12", "1999-03-12"),
        ("1999-03-12TNI", "1999-03-12", "1999-03-12"),
        ("1999-03-XX", "1999-03-01", "1999-03-31"),
        ("1999", "1999-01-01", "1999-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("1999-SU", "1999-06-01", "1999-08-31"),
        ("1999-Q2", "1999-04-01", "1999-06-30"),
        ("1999-W10", "1999-03-08", "1999-03-14"),
        ("BC0264", "-0263-01-01", "-0263-12-31"),
    ],
)
def test_gold_values_are_intervals_of_days(value: str, earliest: str, latest: str) -> None:
    interval = gold_interval(value)
    assert interval is not None
    assert (interval.earliest, interval.latest) == (earliest, latest)


@pytest.mark.parametrize("value", ["P2W", "PXD", "PAST_REF", "XXXX-03-12", "XXXX-SU", ""])
def test_other_gold_values_are_none(value: str) -> None:
    assert gold_interval(value) is None


@pytest.mark.parametrize(
    ("value", "mod", "when", "right"),
    [
        ("1999-03-12", "", When("", "1999-03-12", "1999-03-12"), True),
        ("1999-03-12", "", When("", "1999-03-12", "1999-03-13"), False),
        ("1999-03", "START", When("", "1999-03-01", "1999-03-10"), True),
        ("1999-03", "START", When("", "1999-02-20", "1999-03-10"), False),
        ("1999-03-12TNI", "", When("", "1999-03-12T18:00", "1999-03-13T05:59"), True),
        ("1999-03-12T04:45", "", When("", "1999-03-12T04:45", "1999-03-12T04:45"), True),
        ("1999-03-12T04:45", "", When("", "1999-03-12", "1999-03-12"), False),
        ("P2W", "", When("", timex="P2W"), True),
        ("PAST_REF", "", When("", timex="FUTURE_REF"), False),
        ("1999", "", When(""), False),
    ],
)
def test_what_counts_as_right(value: str, mod: str, when: When, right: bool) -> None:
    assert is_right(Gold(0, 1, value, mod), when) is right


def test_spans_are_matched_one_to_one_equal_ones_first() -> None:
    golds = (Gold(0, 10, "1999", ""), Gold(3, 6, "1999", ""))
    found = tuple(TimeMention(start, end, "", When(""), "") for start, end in ((3, 6), (0, 9)))
    strict, relaxed = pairs(golds, found)
    assert strict == {1: 0}
    assert relaxed == {1: 0, 0: 1}


def test_marked_text_keeps_nested_expressions_in_place() -> None:
    source = '<TEXT>a <TIMEX2 val="P1D">day after <TIMEX2 val="1999">1999</TIMEX2></TIMEX2> &amp; on</TEXT>'
    text = read_marked("x", source, None)
    assert text.text == "a day after 1999 & on"
    assert [text.text[gold.start : gold.end] for gold in text.golds] == ["day after 1999", "1999"]


def test_halves_are_fixed_by_the_hash() -> None:
    assert {half(str(number)) for number in range(40)} == {"look", "score"}
    assert half("a") == half("a")
