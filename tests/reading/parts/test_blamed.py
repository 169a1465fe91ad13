"""How firmly a part is put: an accusation, a suspicion, a denial, and what only blames others."""

from __future__ import annotations

import pytest

from recount.model.claims import Claim, RoleValue
from recount.reading.parts import read_roles
from tests.reading.opened import open_text, sheet_of


def _part(text: str, role: str, actor: str) -> Claim:
    """The one claim of somebody's part in a text."""
    claims = read_roles(sheet_of(open_text(text)))
    (claim,) = [c for c in claims if isinstance(c.value, RoleValue) and (c.value.role, c.value.actor) == (role, actor)]
    return claim


@pytest.mark.parametrize(
    ("text", "role", "actor", "certainty"),
    [
        ("Ivor Pell was charged with killing two boys.", "carried_out", "Ivor Pell", "alleged"),
        ("Major Ivor Pell is accused of ordering the shooting of six farmers.", "ordered", "Ivor Pell", "alleged"),
        ("The mayor blamed the attack on the Danish Army.", "carried_out", "Danish Army", "alleged"),
        ("The shooting of the nine monks was attributed to the Danish Army.", "carried_out", "Danish Army", "alleged"),
        ("Three women were stabbed, apparently by soldiers, on Sunday.", "carried_out", "soldiers", "possible"),
        ("Danish soldiers shot nine monks.", "carried_out", "Danish soldiers", "asserted"),
        ("Ivor Pell is believed by police to have shot nine monks.", "carried_out", "Ivor Pell", "possible"),
        ("Ivor Pell was convicted of killing two boys.", "carried_out", "Ivor Pell", "asserted"),
    ],
)  # fmt: skip
def test_a_part_is_put_no_firmer_than_the_words_that_blame_for_it(
    text: str, role: str, actor: str, certainty: str
) -> None:
    assert _part(text, role, actor).certainty == certainty


def test_a_part_told_in_a_relative_clause_is_not_softened_by_the_charge_around_it() -> None:
    claims = read_roles(sheet_of(open_text("The soldiers who shot two boys accused the mayor of cowardice.")))
    assert {claim.certainty for claim in claims if isinstance(claim.value, RoleValue)} == {"asserted"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Masked soldiers shot nine monks.", "soldiers"),
        ("Gunmen abducted Ana Dorn.", "Gunmen"),
        ("The Danish Army shelled the village, killing four people.", "Danish Army"),
        ("Witnesses said that soldiers shot nine monks.", "soldiers"),
    ],
)
def test_whoever_is_said_to_have_harmed_is_accused_also_where_only_described(text: str, actor: str) -> None:
    claims = [c for c in read_roles(sheet_of(open_text(text))) if isinstance(c.value, RoleValue)]
    assert {claim.record_as for claim in claims if claim.value.role == "carried_out"} == {"alleged"}
    assert any(actor in claim.value.actor for claim in claims if isinstance(claim.value, RoleValue))


@pytest.mark.parametrize(
    "text",
    [
        "The navy rejected reports that its soldiers had shot two men.",
        "The Danish Army denied killing the nine monks.",
        "The colonel denied on Sunday that his soldiers had killed eight people.",
    ],
)
def test_what_the_accused_denies_is_denied(text: str) -> None:
    claims = [c for c in read_roles(sheet_of(open_text(text))) if isinstance(c.value, RoleValue)]
    told = {(c.certainty, c.polarity, c.record_as) for c in claims if c.value.role == "carried_out"}
    assert told == {("denied", "-", "denied")}


def test_whoever_is_cleared_of_a_deed_is_not_said_to_have_done_it() -> None:
    claim = _part("The court acquitted Ivor Pell of ordering the shooting of three women.", "ordered", "Ivor Pell")
    assert (claim.certainty, claim.polarity) == ("denied", "-")


def test_who_blames_others_has_no_part_in_what_they_are_blamed_for() -> None:
    claims = read_roles(sheet_of(open_text("The Danish Army accused Ivor Pell of shooting the nine monks.")))
    assert {c.value.actor for c in claims if isinstance(c.value, RoleValue) and c.value.role != "victim"} == {
        "Ivor Pell"
    }
