"""Forces, units, weapons, vehicles, methods, and numbers that are no counts."""

from __future__ import annotations

import pytest

from recount.model.claims import ForceValue
from recount.reading.parts import read_forces as read
from tests.reading.opened import open_text, sheet_of


def things(text: str) -> dict[str, tuple[str, ForceValue]]:
    found = {}
    for claim in read(sheet_of(open_text(text))):
        assert claim.quote == text[claim.start : claim.end]
        assert isinstance(claim.value, ForceValue)
        found[claim.value.designation] = (claim.kind, claim.value)
    return found


def test_a_division_with_parent_and_commander() -> None:
    kind, value = things("The raid was carried out by the Velmian Army 6th Division led by General Omar Dorbus.")[
        "Velmian Army 6th Division"
    ]
    assert (kind, value.count, value.part_of, value.commander) == ("unit", None, "Velmian Army", "Omar Dorbus")


@pytest.mark.parametrize(
    ("text", "designation", "kind", "op", "number"),
    [
        ("The army raided the camp with a 2,500-strong force.", "force", "force", "=", 2500),
        ("About 300 Norwegian soldiers entered the town.", "Norwegian soldiers", "force", "~", 300),
        ("Five armoured battalions took part in the assault.", "armoured battalions", "unit", "=", 5),
        ("Two tanks shelled the school.", "tanks", "vehicle", "=", 2),
    ],
)
def test_counts(text: str, designation: str, kind: str, op: str, number: int) -> None:
    found = things(text)
    assert designation in found, found
    assert found[designation][0] == kind
    count = found[designation][1].count
    assert count is not None
    assert (count.op, count.value) == (op, number)


@pytest.mark.parametrize(
    "text",
    [
        "The 9th Division entered the town.",
        "Soldiers of the 4th Infantry Brigade entered the town.",
        "They were protected by the 4th Geneva Convention.",
        "A man with an AK-47 rifle stood at the door.",
    ],
)
def test_numbers_in_names_are_no_counts(text: str) -> None:
    assert all(value.count is None for _, value in things(text).values())


@pytest.mark.parametrize(
    ("text", "designation", "kind"),
    [
        ("Troops fired machine guns at the crowd.", "machine guns", "weapon"),
        ("People were crushed by Humvees.", "Humvees", "vehicle"),
        ("There are reports of shelling of houses.", "shelling", "method"),
        ("They used armour-piercing bullets.", "armour-piercing bullets", "weapon"),
    ],
)
def test_things(text: str, designation: str, kind: str) -> None:
    assert things(text)[designation][0] == kind


def test_arms_control_is_no_weapon() -> None:
    assert things("The arms control talks failed.") == {}
