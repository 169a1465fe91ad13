"""Numbers and their bounds, checked against an independent speller and against the profiles' promises."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recount.errors import VocabularyError
from recount.model.analysis import Analysis, Sentence, Token
from recount.model.text import Author, Document, Segment
from recount.model.values import Count, Operator
from recount.reading.numbers import Number, read_numbers
from recount.reading.numbers.figures import value_of_words
from recount.reading.page import Page
from recount.vocabulary.profiles import bounds, convert, profile, vague_class

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, *, conjunction: bool) -> str:
    """Return ``number`` (0 to 999,999) in English words, with or without "and"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tail = f"-{_ONES[number % 10]}" if number % 10 else ""
        return _TENS[number // 10] + tail
    if number < 1000:
        head, rest = f"{_ONES[number // 100]} hundred", number % 100
    else:
        head, rest = f"{spell(number // 1000, conjunction=conjunction)} thousand", number % 1000
    if not rest:
        return head
    link = " and " if conjunction and rest < 100 else " "
    return head + link + spell(rest, conjunction=conjunction)


def page_of(text: str) -> Page:
    """Return a page of one sentence with plain word tokens and no tree."""
    tokens = tuple(
        Token(m.start(), m.end(), m.group(), m.group().lower(), "X", "X", -1, "root")
        for m in re.finditer(r"\d+(?:[.,:/]\d+)*\w*|\w+|[^\w\s]", text)
    )
    segments = (Segment("s1", "article", None, 0, len(text)),)
    document = Document(
        "d1", None, "d1", "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), None, segments
    )
    return Page(document, Analysis("none", tokens, (Sentence(0, len(text), 0, len(tokens)),), ()))


def only(text: str) -> Number:
    """Return the one number of a text."""
    (number,) = read_numbers(page_of(text))
    return number


@given(st.integers(min_value=0, max_value=999_999), st.booleans(), st.booleans())
def test_number_words_round_trip(number: int, conjunction: bool, upper: bool) -> None:
    words = spell(number, conjunction=conjunction)
    text = (words.upper() if upper else words) + " people"
    found = only(text)
    assert found.count == Count("=", number, number, number, text[: len(words)])
    assert value_of_words(re.findall(r"\w+|-", words)) == number


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_round_trip_with_separators(number: int) -> None:
    for written in (f"{number:,}", str(number)):
        assert only(f"{written} people").count == Count("=", number, number, number, written)


_OPERATORS: tuple[Operator, ...] = ("=", ">=", ">", "<=", "<", "~")


@given(
    st.sampled_from(_OPERATORS), st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=10**6)
)
def test_bounds_grow_with_the_value(op: Operator, one: int, two: int) -> None:
    small, large = sorted((one, two))
    for name in ("strict", "acled", "ucdp", "airwars"):
        low, high = bounds(op, small, "", name), bounds(op, large, "", name)
        assert (low[0] is None) == (high[0] is None)
        assert (low[1] is None) == (high[1] is None)
        assert low[0] is None or high[0] is None or low[0] <= high[0]
        assert low[1] is None or high[1] is None or low[1] <= high[1]
        if op not in (">", "<"):
            assert low[0] is None or low[0] <= small
            assert low[1] is None or low[1] >= small


@given(st.text(max_size=80))
def test_offsets_are_exact_and_disjoint(text: str) -> None:
    end = 0
    for number in read_numbers(page_of(text)):
        assert text[number.start : number.end] == number.raw
        assert number.start >= end
        assert number.first <= number.core_first < number.core_last <= number.last
        end = number.end


_WORDS = [
    "a", "an", "at", "least", "30", "5", "dozen", "half", "two", "hundred", "and", "thousand", "to", "-", "or",
    "more", "than", "between", "several", "few", "of", "people", "killed", "%", ".", ",",
]  # fmt: skip


@example(["30", "at", "least", "several"])
@given(st.lists(st.sampled_from(_WORDS), max_size=14))
def test_any_string_of_number_words_keeps_exact_offsets(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for number in read_numbers(page_of(text)):
        assert text[number.start : number.end] == number.raw
        assert number.start >= end
        end = number.end


@pytest.mark.parametrize(
    ("text", "op", "value", "low", "high"),
    [
        ("at least 31", ">=", 31, 31, None),
        ("no fewer than 40", ">=", 40, 40, None),
        ("a minimum of 40", ">=", 40, 40, None),
        ("more than 30", ">", 30, 31, None),
        ("well over 200", ">", 200, 201, None),
        ("up to 30", "<=", 30, None, 30),
        ("as many as 30", "<=", 30, None, 30),
        ("no more than 5", "<=", 5, None, 5),
        ("fewer than 10", "<", 10, None, 9),
        ("nearly 30", "~", 30, 27, 33),
        ("some 30", "~", 30, 27, 33),
        ("an estimated 300", "~", 300, 270, 330),
        ("about 5", "~", 5, 4, 6),
        ("a dozen", "~", 12, 11, 13),
        ("half a dozen", "~", 6, 5, 7),
        ("two dozen", "~", 24, 22, 26),
        ("more than a dozen", ">", 12, 13, None),
        ("a couple of men", "~", 2, 1, 3),
        ("a hundred", "=", 100, 100, 100),
        ("between 3 and 5", "range", None, 3, 5),
        ("3-5", "range", None, 3, 5),
        ("20 to 25", "range", None, 20, 25),
        ("three or four", "range", None, 3, 4),
        ("at least three and as many as 25", "range", None, 3, 25),
        ("31 or more", ">=", 31, 31, None),
        ("30-plus", ">=", 30, 30, None),
        ("52 and rising", ">=", 52, 52, None),
        ("20-odd", "~", 20, 18, 22),
        ("asked about the 26 dead", "=", 26, 26, 26),
        ("a dispute over the 26 graves", "=", 26, 26, 26),
        ("the toll has gone up to 52", "=", 52, 52, 52),
        ("the hall holds up to 52", "<=", 52, None, 52),
        ("several", "vague", None, 3, None),
        ("dozens", "vague", None, 24, None),
        ("scores", "vague", None, 40, None),
        ("hundreds", "vague", None, 200, None),
        ("tens of thousands", "vague", None, 20000, None),
        ("many", "vague", None, None, None),
        ("a number of residents", "vague", None, None, None),
        ("2.5 million", "=", 2_500_000, 2_500_000, 2_500_000),
        ("a 2,500-strong force", "=", 2500, 2500, 2500),
    ],
)
def test_bounding_words(text: str, op: str, value: int | None, low: int | None, high: int | None) -> None:
    count = only(text).count
    assert count is not None
    assert (count.op, count.value, count.low, count.high) == (op, value, low, high)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("the 4th floor", "ordinal"),
        ("the twenty-first day", "ordinal"),
        ("95% of it", "percent"),
        ("30 per cent", "percent"),
        ("7.62 mm", "decimal"),
        ("two-thirds", "fraction"),
        ("a third of them", "fraction"),
        ("a third man", "ordinal"),
        ("252-972-1411", "code"),
        ("at 4:45", "code"),
        ("an XK-47 rifle", "code"),
    ],
)
def test_what_is_no_cardinal(text: str, form: str) -> None:
    assert only(text).form == form


@pytest.mark.parametrize("text", ["one by one", "one another", "no one came", "over a year ago"])
def test_idioms_are_no_numbers(text: str) -> None:
    assert not any(number.first == 0 and number.form == "cardinal" for number in read_numbers(page_of(text)))


@pytest.mark.parametrize("text", ["15 (fifteen) bodies", "forty-seven (47) bodies", "about 30 (thirty) bodies"])
def test_a_figure_given_twice_is_one_number(text: str) -> None:
    assert only(text).raw == text.removesuffix(" bodies")


def test_a_number_that_opens_with_zeros_counts_nothing() -> None:
    assert only("0830 patrols").form == "code"
    assert only("0 patrols").count == Count("=", 0, 0, 0, "0")


def test_a_sum_is_no_bound() -> None:
    assert [number.raw for number in read_numbers(page_of("4 + 2 men"))] == ["4", "2"]


def test_another_figure_in_brackets_is_another_number() -> None:
    assert [number.raw for number in read_numbers(page_of("15 (twelve) bodies"))] == ["15", "twelve"]


def test_two_numbers_are_not_run_together() -> None:
    values = [number.count.value for number in read_numbers(page_of("one hundred and two hundred")) if number.count]
    assert values == [100, 200]
    values = [number.count.value for number in read_numbers(page_of("the toll rose from 3 to 5")) if number.count]
    assert values == [3, 5]


def test_profiles_convert_from_the_count_alone() -> None:
    hundreds = only("hundreds").count
    assert hundreds is not None
    assert convert(hundreds, "acled").low == 100
    assert convert(convert(hundreds, "acled"), "strict") == hundreds
    plural = Count("vague", None, None, None, "civilians")
    assert vague_class(plural.raw) == "plural"
    assert convert(plural, "airwars").low == 2
    assert convert(plural, "strict").low is None
    span = Count("range", None, 3, 5, "3-5")
    assert convert(span, "airwars") == span


def test_unknown_profile_is_named() -> None:
    with pytest.raises(VocabularyError, match="no profile 'loose'"):
        profile("loose")
