"""Who gave the order, and who led those who did it, by words of command alone."""

from __future__ import annotations

import pytest

from recount.model.claims import RoleValue
from recount.reading.parts.roles import proposals, read
from tests.reading.opened import open_text, sheet_of


def commanders(text: str) -> set[tuple[str, str]]:
    """The parts that words of command give, by name."""
    made = proposals(sheet_of(open_text(text)))
    return {(part.role, part.doer.name.surface) for part, _ in made if part.tie == "command"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Nine men died. Colonel Peter Varga gave the order, standing on the step.", ("ordered", "Peter Varga")),
        ("Nine men died. The order was given by Peter Varga.", ("ordered", "Peter Varga")),
        ("Nine men died. Peter Varga is said by drivers to have given the order.", ("ordered", "Peter Varga")),
        ("Nine men died. The order came from the mayor, Peter Varga.", ("ordered", "Peter Varga")),
        ("Peter Varga raised his cane and gave the word to fire.", ("ordered", "Peter Varga")),
        ("They named Peter Varga as the officer who gave the order.", ("ordered", "Peter Varga")),
        ("Soldiers led by Peter Varga burned the mill and shot nine men.", ("commanded", "Peter Varga")),
        ("Nineteen houses were burned by marines under Captain Peter Varga.", ("commanded", "Peter Varga")),
        ("Soldiers shot nine men. Peter Varga, who commanded the soldiers, is ill.", ("commanded", "Peter Varga")),
    ],
)
def test_a_word_of_command_names_who_ordered_or_led(text: str, part: tuple[str, str]) -> None:
    assert part in commanders(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nine men died. They asked the minister who gave the order.",
        "Nine men died. Who gave the order?",
        "Nine men died. Peter Varga gave the order to withdraw.",
        "Nine men died. Peter Varga gave orders for dinner.",
        "Nine men died. The order came from the court of Orsel.",
        "Nine men died. Peter Varga gave the signal and the train left.",
        "A patrol led by Peter Varga was ambushed and four officers were killed.",
        "A commission of inquiry led by Peter Varga will report on the nine dead.",
        "Nine men were led to the river by Peter Varga.",
        "Peter Varga, who leads the forensic team, would not say who shot the nine men.",
    ],
)
def test_who_gave_another_order_or_led_nobody_to_harm_has_no_part(text: str) -> None:
    assert not commanders(text)


def test_a_word_of_command_adds_nothing_to_a_part_that_is_read_otherwise() -> None:
    claims = read(
        sheet_of(open_text("Soldiers shot nine men. Peter Varga, who commanded the soldiers, gave the order."))
    )
    values = [claim.value for claim in claims if isinstance(claim.value, RoleValue)]
    said = [(value.role, value.actor) for value in values if value.actor == "Peter Varga"]
    assert sorted(said) == [("commanded", "Peter Varga"), ("ordered", "Peter Varga")]


def test_those_who_came_under_fire_did_not_fire() -> None:
    claims = read(sheet_of(open_text("The column led by Captain Peter Varga came under fire and lost four men.")))
    doers = {
        claim.value.actor for claim in claims if isinstance(claim.value, RoleValue) and claim.value.role != "victim"
    }
    assert "column" not in doers
