"""Who took which part, and who must never be given one."""

from __future__ import annotations

import pytest

from recount.model.claims import Claim, RoleValue
from recount.reading.roles import read
from tests.reading.opened import open_text, sheet_of


def parts(text: str) -> set[tuple[str, str]]:
    return {(role.role, role.actor) for _, role in told(text)}


def told(text: str) -> list[tuple[Claim, RoleValue]]:
    found = []
    for claim in read(sheet_of(open_text(text))):
        assert claim.quote == text[claim.start : claim.end]
        assert claim.anchor is not None
        assert isinstance(claim.value, RoleValue)
        assert claim.value.of in text[claim.anchor.start : claim.anchor.end]
        found.append((claim, claim.value))
    return found


@pytest.mark.parametrize(
    ("text", "role", "actor"),
    [
        ("Iraqi forces stormed the camp at dawn.", "carried_out", "Iraqi forces"),
        ("The village was attacked by Sudanese troops.", "carried_out", "Sudanese troops"),
        ("It was a massacre carried out by Chadian soldiers.", "carried_out", "Chadian soldiers"),
        ("Peter Varga ordered the attack on the village.", "ordered", "Peter Varga"),
        ("Peter Varga personally issued the order to attack the village.", "ordered", "Peter Varga"),
        ("It was a raid carried out by the Iraqi Army led by General Omar Dorbus.", "commanded", "Omar Dorbus"),
        ("Police accused Peter Varga of murdering a farmer.", "carried_out", "Peter Varga"),
        ("The government blamed the attack on the Vesk Liberation Front.", "carried_out", "Vesk Liberation Front"),
        ("The Vesk Liberation Front claimed responsibility for the bombing.", "carried_out", "Vesk Liberation Front"),
        ("Journalist Ana Dorn was abducted from her house on Monday.", "victim", "Ana Dorn"),
        ("The murder of Ana Dorn shocked the town.", "victim", "Ana Dorn"),
        ("Ana Dorn, a teacher who was killed on Monday, had two sons.", "victim", "Ana Dorn"),
        ("The murders of Ana Dorn and Peter Varga shocked the town.", "victim", "Peter Varga"),
        ("Three reporters, including Ana Dorn, were arrested at the rally.", "victim", "Ana Dorn"),
        ("Gunmen shot dead Peter Varga in his car.", "victim", "Peter Varga"),
        ("Gunmen killed two farmers and kidnapped Ana Dorn.", "carried_out", "Gunmen"),
        ("Peter Varga planned the raid for months.", "planned", "Peter Varga"),
        ("Members of the Vesk Liberation Front killed a farmer.", "carried_out", "Vesk Liberation Front"),
        ("Varga is under indictment for his participation in two massacres.", "carried_out", "Varga"),
        ("Peter Varga ordered the raid. Omar Dorbus had pledged support for Varga.", "enabled", "Omar Dorbus"),
        ("The UN did nothing while the camp was attacked.", "failed_to_protect", "UN"),
    ],
)  # fmt: skip
def test_one_part(text: str, role: str, actor: str) -> None:
    assert (role, actor) in parts(text), parts(text)


_PERPETRATES = {"carried_out", "ordered", "commanded", "planned", "enabled"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Ana Dorn condemned the attack on the village.", "Ana Dorn"),
        ("The United Nations demanded that Peter Varga release the hostages.", "United Nations"),
        ("John Holm, a senator, demanded a probe into this attack.", "John Holm"),
        ("The United States outlawed the Vesk Liberation Front.", "United States"),
        ("Peter Varga would not be walking freely through the city.", "Peter Varga"),
        ("Ana Dorn said the attack had been brutal.", "Ana Dorn"),
        ("Ana Dorn pledged support for the survivors of the attack.", "Ana Dorn"),
        ("Amnesty International reported the killing of two farmers.", "Amnesty International"),
        ("Peter Varga was killed in the attack.", "Peter Varga"),
        ("John Holm could not bring himself to describe the attack as a massacre.", "John Holm"),
    ],
)
def test_who_is_no_perpetrator(text: str, actor: str) -> None:
    assert not [part for part in parts(text) if part[1] == actor and part[0] in _PERPETRATES]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Varga ordered the attack on the village.",
        "Iraqi forces stormed the camp at dawn.",
        "The Vesk Liberation Front claimed responsibility for the bombing.",
        "Peter Varga committed a crime against humanity.",
    ],
)
def test_accusations_are_recorded_as_alleged(text: str) -> None:
    accusing = [claim for claim, role in told(text) if role.role in _PERPETRATES]
    assert accusing
    assert {claim.record_as for claim in accusing} == {"alleged"}


def test_an_arrested_suspect_is_no_victim() -> None:
    assert ("victim", "Peter Varga") not in parts("Police arrested Peter Varga on suspicion of murder.")
    assert ("victim", "Ana Dorn") in parts("Police arrested Ana Dorn at a peaceful rally.")


def test_a_question_and_a_supposition_are_no_assertions() -> None:
    for text in ("Why would Peter Varga order an attack on the camp?", "If Peter Varga ordered the attack, he lied."):
        for claim, role in told(text):
            if role.actor == "Peter Varga":
                assert claim.certainty in ("question", "conditional")


def test_a_group_of_victims_has_its_count() -> None:
    roles = [role for _, role in told("Soldiers murdered 36 Chadian refugees in the camp.") if role.role == "victim"]
    assert roles[0].count is not None
    assert roles[0].count.value == 36


def test_no_names_no_roles() -> None:
    assert told("It rained all day.") == []
