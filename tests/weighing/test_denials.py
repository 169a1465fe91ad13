"""Denials of harm stand against a toll; rival versions are no sums."""

from __future__ import annotations

import pytest

from recount.model.claims import TextValue
from recount.weighing.denials import find_denials
from recount.weighing.evidence import gather
from tests.weighing.cases import Account, Case, conflicts, count, finding, told


def _denies(account: Account, words: str, certainty: str = "denied", **more: object) -> Account:
    polarity = "-" if certainty == "denied" else "+"
    return account.says("statement", TextValue(words), words, certainty=certainty, polarity=polarity, **more)  # type: ignore[arg-type]


def test_a_denial_that_civilians_were_killed_stands_against_their_toll() -> None:
    survivors = Account("a").killed(23, civil_status="civilian", unit="civilians")
    army = _denies(Account("b"), "that any civilian was killed", source="Colonel Brandt")
    weighing = told(survivors, army)
    for subgroup in (None, "civilians"):
        found = finding(weighing, subgroup=subgroup)
        assert (found.value, found.grade) == (23, "contested")
        assert [row.reason for row in found.rejected] == ["It denies harm to civilians."]
        assert "Colonel Brandt denies: “that any civilian was killed”." in found.reasons
    (conflict,) = [c for c in conflicts(weighing, "value", "contradictory") if "civilians" not in c.conclusion]
    assert conflict.conclusion == "23 killed: stated, and denied by Colonel Brandt."
    assert "that any civilian was killed" in [passage.quote for passage in conflict.passages]


def test_combatants_by_one_side_and_civilians_by_the_other_are_rival_versions() -> None:
    weighing = told(
        Account("a").killed(23, "23 civilians", civil_status="civilian", unit="civilians"),
        _denies(Account("b").killed(14, "14 militants", civil_status="combatant", unit="militants"),
                "that civilians were harmed"),
    )  # fmt: skip
    found = finding(weighing)
    assert (found.value, found.low, found.high, found.grade) == (14, 14, 23, "contested")
    assert finding(weighing, subgroup="combatants").grade == "single_source"
    assert any("rival versions of one event" in reason for reason in found.reasons)
    assert not conflicts(weighing, "arithmetic")
    whole = [c for c in conflicts(weighing, "value", "contradictory") if len(c.claims) == 3]
    assert len(whole) == 1


def test_one_voice_that_counts_more_parts_than_its_whole_is_still_an_arithmetic_conflict() -> None:
    account = Account("a").killed(23).killed(20, civil_status="civilian").killed(14, civil_status="combatant")
    assert conflicts(told(account), "arithmetic", "contradictory")


def test_combatants_of_a_voice_that_denies_nothing_stay_a_part() -> None:
    weighing = told(
        Account("a").killed(23, unit="people"),
        Account("b").killed(14, civil_status="combatant", unit="militants"),
    )
    assert (finding(weighing).value, finding(weighing).grade) == (23, "single_source")


def test_a_denial_of_the_combatants_does_not_touch_the_civilians() -> None:
    weighing = told(
        Account("a").killed(5, civil_status="civilian", unit="civilians"),
        _denies(Account("b"), "that any soldier was killed"),
    )
    assert finding(weighing, subgroup="civilians").grade == "single_source"


def test_no_casualties_at_all_denies_every_toll() -> None:
    weighing = told(
        Account("a").killed(5).harmed("wounded", 9),
        _denies(Account("b"), "that there were any casualties"),
    )
    assert {finding(weighing, outcome).grade for outcome in ("killed", "wounded")} == {"contested"}


@pytest.mark.parametrize(
    "words",
    [
        "that it killed civilians",
        "that its men carried out the attack",
        "that there was any room left for the wounded",
        "that the village of the dead was burnt",
    ],
)
def test_a_denial_of_responsibility_or_of_something_else_denies_no_toll(words: str) -> None:
    weighing = told(Account("a").killed(5), _denies(Account("b"), words))
    assert finding(weighing).grade == "single_source"


def test_a_statement_that_denies_nothing_is_no_denial() -> None:
    weighing = told(Account("a").killed(5), _denies(Account("b"), "that any civilian was killed", "reported"))
    assert finding(weighing).grade == "single_source"


def test_a_denial_without_an_incident_counts_for_the_one_its_account_is_about() -> None:
    accounts = [
        Account("a").killed(5, unit="people"),
        _denies(Account("b").killed(count(">=", 1)), "that civilians were killed", incident=None),
    ]
    weighing = Case(accounts, about={"b": "incident-a"}).build().weigh()
    assert finding(weighing).grade == "contested"
    assert Case(accounts).build().weigh() != weighing
    assert finding(Case(accounts).build().weigh()).grade != "contested"


def test_that_one_of_them_was_not_harmed_denies_no_toll() -> None:
    account = Account("a").harmed("wounded", 40)
    account.harmed("wounded", 1, "the driver was not hurt", unit="driver", polarity="-", certainty="denied")
    found = finding(told(account), "wounded")
    assert (found.value, found.grade) == (40, "single_source")
    assert len(found.rejected) == 1


def test_a_negated_count_of_civilians_is_a_denial() -> None:
    weighing = told(
        Account("a").killed(5, civil_status="civilian", unit="civilians"),
        Account("b").killed(count("vague", None, "civilians"), "no civilians died", civil_status="civilian",
                            unit="civilians", polarity="-", certainty="denied"),
    )  # fmt: skip
    assert finding(weighing, subgroup="civilians").grade == "contested"


def test_denials_support_nothing() -> None:
    case = Case([_denies(Account("a"), "that any civilian was killed")]).build()
    assert case.linkage is not None
    evidence = gather(case.documents, case.readings, case.linkage)
    assert len(find_denials(evidence, "incident-a")) == 1
    assert not [found for found in case.weigh().findings if found.attribute == "killed"]
