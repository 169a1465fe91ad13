"""The notation: counts, dates, quotes and chains expand to the contract's values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.notation import NotationError, Reader, bounds, interval, locate


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("=9", ("=", 9, 9, 9)),
        (">30", (">", 30, 31, None)),
        (">=31", (">=", 31, 31, None)),
        ("<10", ("<", 10, None, 9)),
        ("<=70", ("<=", 70, None, 70)),
        ("~12", ("~", 12, 11, 13)),
        ("~55", ("~", 55, 50, 60)),
        ("~6", ("~", 6, 5, 7)),
        ("40..55", ("range", None, 40, 55)),
        ("vague:24", ("vague", None, 24, None)),
        ("vague", ("vague", None, None, None)),
        ("rising", ("rising", None, None, None)),
    ],
)
def test_bounds(code: str, expected: tuple[object, ...]) -> None:
    count = bounds(code)
    assert (count["op"], count["value"], count["low"], count["high"]) == expected


@given(st.integers(min_value=0, max_value=10**7))
def test_an_approximation_holds_its_number(number: int) -> None:
    count = bounds(f"~{number}")
    assert count["low"] <= number <= count["high"]
    assert number - count["low"] == count["high"] - number


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-05-06", ("2023-05-06", "2023-05-06")),
        ("2023-11..2024-02", ("2023-11-01", "2024-02-29")),
        ("2023-05-06T04:45", ("2023-05-06T04:45", "2023-05-06T04:45")),
    ],
)
def test_interval(code: str, expected: tuple[str, str]) -> None:
    assert interval(code) == expected


def test_occurrences_and_whole_words() -> None:
    text = "sixty, six, sixty-six"
    assert locate(text, "six") == (7, 10)
    assert locate(text, "@2 six") == (18, 21)
    assert locate(text, "ixt") == (1, 4)
    assert locate(text, "six", near=20) == (18, 21)
    for wrong in ("seven", "@4 six"):
        with pytest.raises(NotationError):
            locate(text, wrong)


def test_a_casualty_line() -> None:
    reader = Reader("Rangers shot at least four miners, said Oda Grell, citing a cook.")
    reader.attribute("n reports Oda Grell // said > u cites a cook // citing")
    claim = reader.casualty("killed >=4", "shot [at least four] miners ; unit=miners ; cert=alleged")
    assert claim["quote"] == "shot at least four miners"
    assert claim["value"]["raw"] == "at least four"
    assert [hop["name"] for hop in claim["attribution"]] == [None, "Oda Grell", "a cook"]
    assert [hop["named"] for hop in claim["attribution"]] == [False, True, False]
    assert (claim["certainty"], claim["polarity"], claim["record_as"]) == ("alleged", "+", "alleged")
    reader.attribute("-")
    role = reader.role("carried_out", "[Rangers] shot")
    assert (role["certainty"], role["record_as"], role["value"]["actor"]) == ("asserted", "alleged", "Rangers")


def test_a_denial_has_the_negative_polarity() -> None:
    reader = Reader("Nobody believes that nine died.")
    claim = reader.casualty("killed =9", "[nine] died ; cert=denied")
    assert (claim["polarity"], claim["record_as"]) == ("-", "denied")


@pytest.mark.parametrize("line", ["nine died", "[nine] lived", "[nine] died ; unit=men"])
def test_a_quote_that_is_not_there_is_refused(line: str) -> None:
    with pytest.raises(NotationError):
        Reader("Some say nine died.").casualty("killed =9", line)


def test_a_no_break_space_stays_one_character() -> None:
    reader = Reader("some 12\u00a0men died")
    assert reader.casualty("killed ~12", "[some 12␣men] died".replace("␣", "\u00a0"))["end"] == 16
