"""Date claims: which event word a time expression dates, read with the embedded engine."""

from __future__ import annotations

import pytest

from recount.model.claims import Claim, DateValue
from recount.reading.sheet import Sheet
from recount.reading.times import read_dates, read_times
from tests.reading.opened import open_text, traced


def claims_of(text: str) -> list[Claim]:
    """Return the date claims of a text, anchors checked."""
    page = open_text(text)
    found = read_dates(Sheet(page, (), (), read_times(page), traced(page)))
    for claim in found:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.anchor is not None
        assert isinstance(claim.value, DateValue)
        assert text[claim.anchor.start : claim.anchor.end] == claim.value.dates
    return found


@pytest.mark.parametrize(
    ("text", "quote", "dated", "kind"),
    [
        ("Soldiers stormed the mill on 12 March 1999.", "12 March 1999", "stormed", "date"),
        ("The mill was stormed at 4:45 am on 12 March 1999.", "4:45 am on 12 March 1999", "was stormed", "time"),
        ("Survivors recalled the raid of 12 March 1999.", "12 March 1999", "raid", "date"),
        (
            "The patrol moved out on the evening of March 12th, 1999.",
            "the evening of March 12th, 1999",
            "moved out",
            "date",
        ),
        ("Troops have occupied the valley since March 1999.", "March 1999", "have occupied", "date"),
    ],
)
def test_a_time_dates_the_event_word_of_its_clause(text: str, quote: str, dated: str, kind: str) -> None:
    (claim,) = claims_of(text)
    assert isinstance(claim.value, DateValue)
    assert (claim.quote, claim.value.dates, claim.kind) == (quote, dated, kind)


def test_a_range_is_one_claim_over_both_dates() -> None:
    (claim,) = claims_of("The mill was besieged from 3 March to 9 April 1999.")
    assert isinstance(claim.value, DateValue)
    assert claim.quote == "3 March to 9 April 1999"
    assert (claim.value.when.earliest, claim.value.when.latest) == ("1999-03-03", "1999-04-09")


def test_a_date_dates_what_the_bracket_right_behind_it_tells() -> None:
    claims = claims_of("After Norrin in March 1981 (four dead, 31 injured) an inquiry was announced.")
    assert {"dead", "injured"} <= {claim.value.dates for claim in claims if isinstance(claim.value, DateValue)}


def test_a_date_without_a_year_is_claimed_and_left_open() -> None:
    (claim,) = claims_of("Soldiers stormed the mill on 12 March.")
    assert isinstance(claim.value, DateValue)
    assert claim.value.when.earliest is None
    assert claim.value.when.timex == "XXXX-03-12"


@pytest.mark.parametrize(
    "text",
    ["The siege lasted two weeks.", "They are shelled every day.", "The former mayor now lives in the hills."],
)
def test_durations_repetitions_and_references_date_nothing(text: str) -> None:
    assert claims_of(text) == []
