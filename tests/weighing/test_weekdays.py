"""Days of the week against the day of an event, on invented accounts."""

from __future__ import annotations

import pytest

from recount.model.claims import TextValue
from tests.weighing.cases import Account, Case, conflicts, day


def _weighed(words: str, followed: str, *more: str) -> list[str]:
    """Return what is said of the day where one account dates the event and the others print these words."""
    accounts = [Account("dated").dated(day(followed))]
    for number, quote in enumerate((words, *more)):
        accounts.append(Account(f"witness {number}").says("statement", TextValue(quote), quote))
    case = Case(accounts, whens={"incident-a": day(followed)}).build()
    found = conflicts(case.weigh(), "calendar", "contradictory")
    texts = {document.id: document.text for document in case.documents}
    assert all(texts[p.document][p.start : p.end] == p.quote for each in found for p in each.passages)
    assert all(len({p.document for p in each.passages}) > 1 for each in found)
    return [each.conclusion for each in found]


@pytest.mark.parametrize(
    "words", ["I went in on Thursday the 21st", "On Thursday, 21 of them were still inside", "Thurs. 21. Rain"]
)
def test_a_day_of_the_week_that_the_day_of_the_month_did_not_have_is_a_fault(words: str) -> None:
    (said,) = _weighed(words, "2016-09-21")
    assert said == "21 September 2016 was a Wednesday, not a Thursday; the nearest Thursday is 22 September 2016."


@pytest.mark.parametrize("words", ["I went in on Wednesday the 21st", "On Thursday I went in", "On Thursday, the 22nd"])
def test_the_right_day_a_bare_one_or_another_day_is_none(words: str) -> None:
    assert _weighed(words, "2016-09-21") == []


def test_in_years_of_two_calendars_another_account_must_print_the_day_as_it_fell() -> None:
    assert _weighed("On Friday the 19th they came", "1912-10-19") == []
    (said,) = _weighed("On Friday the 19th they came", "1912-10-19", "On Saturday last, the 19th, they came")
    assert "was a Saturday, not a Friday" in said
