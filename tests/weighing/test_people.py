"""Persons named one by one, parts without a total, single persons told of, and whom a profile presumes civilian."""

from __future__ import annotations

import pytest

from recount.model.findings import Finding
from tests.weighing.cases import Account, Case, conflicts, count, finding, told, vague


def _named(account: Account, *names: str, extra: int = 0, **more: object) -> Account:
    flags = ("sum: 1 + 1",) if extra else ()
    return account.killed(len(names) + extra, who=names, flags=flags, **more)  # type: ignore[arg-type]


def test_people_named_in_several_passages_are_counted_once_each() -> None:
    account = _named(Account("a"), "Ines Varga", "Tomas Varga", "Lena Brook")
    _named(account, "Piet Holm", "Ada Holm", "Ines Varga")
    found = finding(told(account))
    assert (found.value, found.low, found.high) == (None, 5, None)
    assert found.headline.startswith("5 or more killed (persons named one by one")
    assert len(found.supports) == 2
    assert not conflicts(told(account), verdict="contradictory")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ines Varga", "Varga"),
        ("Ines al-Varga", "Ines Varga"),
        ("Dr Ines Varga", "Ines Maria Varga"),
        ("Ines-Maria Varga", "Maria Varga"),
    ],
)
def test_forms_of_one_name_are_one_person(one: str, other: str) -> None:
    account = _named(_named(Account("a"), one), other)
    assert finding(told(account)).value == 1


def test_forms_that_linking_knows_as_one_actor_are_one_person() -> None:
    account = _named(Account("a"), "Ines Varga", actors={"Ines Varga": "actor-v"})
    _named(account, "Inez Warga", actors={"Inez Warga": "actor-v"})
    assert finding(told(account)).value == 1


def test_single_names_in_different_passages_may_be_one_person() -> None:
    found = finding(told(_named(_named(Account("a"), "Ines"), "Tomas")))
    assert (found.low, found.high) == (1, None)
    listed = finding(told(_named(Account("a"), "Ines", "Tomas")))
    assert listed.value == 2


def test_a_list_with_relatives_without_names_is_a_floor_beside_other_lists() -> None:
    account = _named(Account("a"), "Ines Varga", extra=3)
    _named(account, "Piet Holm", "Ada Holm")
    found = finding(told(account))
    assert (found.value, found.low, found.high) == (None, 4, None)


def test_names_never_exceed_a_stated_total_silently() -> None:
    account = Account("a").killed(12)
    _named(account, "Ines Varga", "Tomas Varga")
    assert finding(told(account)).value == 12


def test_a_vague_word_for_more_than_those_named_is_the_figure() -> None:
    account = _named(Account("a").killed(vague("several")), "Ines Varga")
    found = finding(told(account))
    assert (found.value, found.low, found.grade) == (None, 3, "single_source")


def test_parts_that_differ_are_floors_where_no_total_is_stated() -> None:
    account = Account("a").killed(3, unit="women", after=" fell.\n").killed(5, unit="drivers")
    found = finding(told(account, Account("b").killed(2, unit="guards")))
    assert found.high is None
    assert not conflicts(told(account), verdict="contradictory")


def test_titles_and_first_sentences_are_not_added_up() -> None:
    account = Account("a").killed(1, unit="teenager", after="\n").killed(1, unit="boy")
    assert finding(told(account)).value == 1


def test_a_part_that_equals_the_total_is_the_total() -> None:
    weighing = told(
        Account("a").killed(14, source="the clinic"),
        Account("b").killed(14, "14 others", flags=("additional: others",), source="the Ferry Guild"),
    )
    assert finding(weighing).grade == "corroborated"


def test_a_victim_told_of_is_no_total_and_one_victim_is() -> None:
    told_of = Account("b").killed(count("=", 1, "a"), "a victim died", unit="victim")
    counted = Account("b").killed(count("=", 1, "one"), "one victim died", unit="victim")
    assert finding(told(Account("a").killed(7), told_of)).grade == "single_source"
    assert finding(told(Account("a").killed(7), counted)).grade == "contested"


def test_bodies_found_are_a_part_of_those_killed() -> None:
    account = Account("b").killed(4, flags=("bodies: counts the dead who were found",))
    weighing = told(Account("a").killed(8), account)
    assert (finding(weighing).value, finding(weighing).grade) == (8, "single_source")
    assert finding(told(account)).value == 4


def test_nobody_else_gives_no_figure_and_nobody_beside_a_figure_is_about_others() -> None:
    alone = told(Account("a").killed(1).harmed("wounded", 0, "no other injuries", flags=("disjoint: others",)))
    assert not [found for found in alone.findings if found.attribute == "wounded"]
    beside = Account("a").harmed("wounded", 3).harmed("wounded", 0, "nobody inside was hurt")
    assert finding(told(beside), "wounded").value == 3
    assert finding(told(Account("a").harmed("wounded", 0, "nobody was hurt")), "wounded").value == 0
    relayed = Account("a").harmed("wounded", 3).harmed("wounded", 0, "nobody was hurt", source="the Harbour Office")
    assert finding(told(relayed), "wounded").grade == "contested"
    other = told(Account("a").harmed("wounded", 3), Account("b").harmed("wounded", 0, "nobody was hurt"))
    assert finding(other, "wounded").grade == "contested"


def _civilians(profile: str, *accounts: Account) -> Finding:
    return finding(Case(list(accounts)).build().weigh(profile), subgroup="civilians")


def test_the_airwars_profile_presumes_civilians_where_no_account_gives_a_status() -> None:
    accounts = (
        Account("a").killed(11, unit="civilians", civil_status="civilian"),
        Account("b").killed(20, unit="people"),
        Account("c").killed(3, unit="fighters", civil_status="combatant"),
    )
    found = _civilians("airwars", *accounts)
    assert (found.low, found.high) == (11, 20)
    assert any("presumed civilian" in reason for reason in found.reasons)
    for profile in ("strict", "ucdp", "acled"):
        assert (_civilians(profile, *accounts).low, _civilians(profile, *accounts).high) == (11, 11)


def test_the_airwars_profile_still_keeps_combatants_out_of_the_civilians() -> None:
    account = Account("a").killed(2, unit="civilians", civil_status="civilian")
    account.killed(9, unit="fighters", civil_status="combatant")
    assert _civilians("airwars", account).value == 2
