"""Findings on dates and times of day."""

from __future__ import annotations

from recount.model.claims import DateValue
from recount.model.values import When
from tests.weighing.cases import Account, Case, conflicts, day, finding, month, told

APRIL = month("2031-04-01", "2031-04-30", "April 2031")


def test_dates_that_meet_are_compatible() -> None:
    weighing = told(
        Account("a").dated(day("2031-04-08")), Account("b").dated(APRIL), whens={"incident-a": day("2031-04-08")}
    )
    found = finding(weighing, "date")
    assert found.value == "2031-04-08"
    assert found.headline == "8 April 2031"
    assert (len(found.supports), len(found.compatible), len(found.rejected)) == (1, 1, 0)
    assert found.when == day("2031-04-08")
    assert not conflicts(weighing)


def test_another_date_is_rejected_with_its_reason() -> None:
    whens = {"incident-a": day("2031-04-08")}
    rejected = {"incident-a": ((day("2031-04-06"), "The same text puts the day before at 7 April."),)}
    weighing = told(
        Account("a").dated(day("2031-04-06")),
        Account("b").dated(day("2031-04-08")),
        whens=whens,
        rejected=rejected,
    )
    found = finding(weighing, "date")
    assert found.grade == "contested"
    assert [row.reason for row in found.rejected] == ["The same text puts the day before at 7 April."]
    (conflict,) = conflicts(weighing, "value", "contradictory")
    assert conflict.attribute == "date"
    assert len(conflict.passages) == 2
    assert "6 April 2031" in conflict.conclusion


def test_an_inferred_date_says_so() -> None:
    when = When("31 August", "2031-08-31", "2031-08-31", "day", "inferred", ("a weekend: 2031",))
    weighing = told(Account("a").dated(when), whens={"incident-a": when})
    found = finding(weighing, "date")
    assert "inferred" in found.reasons[0]
    assert "A weekend: 2031" in found.reasons
    assert "no_year" in [gap.kind for gap in weighing.gaps]


def test_a_resolved_date_of_a_claim_is_used() -> None:
    partial = When("8 April", None, None, "day", "unresolvable", timex="XXXX-04-08")
    weighing = told(
        Account("a").dated(partial, when=day("2031-04-08", "resolved")), whens={"incident-a": day("2031-04-08")}
    )
    assert len(finding(weighing, "date").supports) == 1


def test_an_unresolved_phrase_dates_nothing() -> None:
    weighing = told(Account("a").dated(When("last week")).killed(3))
    assert "date" not in {found.attribute for found in weighing.findings}
    assert "no_date" in [gap.kind for gap in weighing.gaps]


def test_an_incident_left_open_keeps_its_dates_unresolved() -> None:
    found = finding(told(Account("a").dated(day("2031-04-08"))), "date")
    assert (found.value, found.grade) == (None, "unresolved")


def _clock(iso: str, raw: str) -> DateValue:
    return DateValue(When(raw, iso, iso, "minute", "stated"), "the attack")


def test_a_time_of_day() -> None:
    weighing = told(Account("a").says("time", _clock("2031-04-08T04:45", "4:45 am"), "4:45 am"))
    found = finding(weighing, "time")
    assert (found.value, found.grade) == ("04:45", "single_source")


def test_two_times_of_day_are_left_open() -> None:
    weighing = told(
        Account("a").says("time", _clock("2031-04-08T04:45", "4:45 am"), "4:45 am"),
        Account("b").says("time", _clock("2031-04-08T05:10", "5:10 am"), "5:10 am"),
    )
    assert finding(weighing, "time").value == "04:45"
    assert [conflict.verdict for conflict in conflicts(weighing, "value")] == ["unresolved"]


def test_the_timeline_is_in_order_and_keeps_undated_entries_last() -> None:
    case = Case(
        [
            Account("a").killed(3, incident="incident-a").killed(4, incident="incident-b"),
            Account("b").killed(5, incident="incident-c").dated(APRIL, incident=None),
        ],
        whens={
            "incident-a": day("2031-04-08"),
            "incident-b": day("2029-07-28"),
            "incident-c": When("later", "2031-04-09", None, "unknown", "resolved"),
        },
    )
    weighing = case.build().weigh()
    order = [(entry.incident, entry.when.earliest) for entry in weighing.timeline]
    assert order == [
        ("incident-b", "2029-07-28"),
        (None, "2031-04-01"),
        ("incident-a", "2031-04-08"),
        ("incident-c", "2031-04-09"),
    ]
    undated = Case([Account("a").killed(3).killed(2, incident="incident-b")], whens={"incident-b": APRIL}).build()
    assert [entry.incident for entry in undated.weigh().timeline] == ["incident-b", "incident-a"]


def test_a_timeline_entry_has_the_basis_of_its_date() -> None:
    weighing = told(
        Account("a").dated(day("2031-04-08", "derived")), whens={"incident-a": day("2031-04-08", "derived")}
    )
    assert [entry.basis for entry in weighing.timeline] == ["derived"]


def test_an_account_that_contradicts_itself_is_still_one_source() -> None:
    account = Account("a").dated(day("2031-04-08")).dated(day("2031-04-06"))
    rejected = {"incident-a": ((day("2031-04-06"), "The order of events speaks against it."),)}
    weighing = told(account, whens={"incident-a": day("2031-04-08")}, rejected=rejected)
    found = finding(weighing, "date")
    assert found.grade == "single_source"
    assert len(found.rejected) == 1
    assert conflicts(weighing, "value", "contradictory")


def test_a_dated_incident_without_a_date_claim_of_its_own_rests_on_those_of_its_accounts() -> None:
    account = Account("a").killed(3).dated(day("2031-04-08"), incident=None).dated(day("2031-05-01"), incident=None)
    found = finding(told(account, whens={"incident-a": day("2031-04-08")}), "date")
    assert (found.value, found.grade) == ("2031-04-08", "single_source")
    assert len(found.supports) == 1


def test_date_claims_of_other_incidents_are_not_borrowed() -> None:
    account = Account("a").killed(3).killed(4, incident="incident-b").dated(day("2031-04-08"), incident="incident-b")
    weighing = told(account, whens={"incident-a": day("2031-04-08"), "incident-b": day("2031-04-08")})
    assert [found.incident for found in weighing.findings if found.attribute == "date"] == ["incident-b"]


def test_a_date_that_only_overlaps_an_open_one_is_not_borrowed() -> None:
    open_ended = When("later", "2031-04-09", None, "unknown", "resolved")
    account = Account("a").killed(3).dated(APRIL, incident=None)
    weighing = told(account, whens={"incident-a": open_ended})
    assert not [found for found in weighing.findings if found.attribute == "date"]
