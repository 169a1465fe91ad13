"""The timeline: one entry a date and thing."""

from __future__ import annotations

from recount.model.claims import CommitmentValue, DateValue
from recount.model.values import When
from tests.weighing.cases import Account, day, told


def _background(year: int, quote: str) -> tuple[DateValue, str]:
    return DateValue(When(str(year), f"{year}-01-01", f"{year}-12-31", "year", "stated"), "the war"), quote


def test_what_accounts_say_of_one_year_is_one_entry_that_keeps_every_claim() -> None:
    weighing = told(
        Account("a").says("date", *_background(2003, "since the war of 2003"), incident=None),
        Account("b")
        .says("date", *_background(2003, "after the 2003 invasion"), incident=None)
        .says("date", *_background(2004, "until 2004"), incident=None),
    )
    entries = [(entry.label, len(entry.claims)) for entry in weighing.timeline]
    assert entries == [("“since the war of 2003.” and 1 more", 2), ("“until 2004.”", 1)]


def test_different_things_on_one_day_stay_two_entries() -> None:
    first = (DateValue(day("2031-04-07"), "the visit"), "the visit of 7 April")
    second = (DateValue(day("2031-04-07"), "the strike"), "the strike on 7 April")
    weighing = told(Account("a").says("date", *first, incident=None).says("date", *second, incident=None))
    assert [entry.label for entry in weighing.timeline] == ["“the strike on 7 April.”", "“the visit of 7 April.”"]


def test_a_commitment_is_called_one() -> None:
    value = CommitmentValue("Norland", "protect it", ("the camp",), made=day("2030-01-01"))
    (entry,) = told(Account("a").says("commitment", value, "Norland pledged to protect it", incident=None)).timeline
    assert entry.label == "Commitment: “Norland pledged to protect it”"
