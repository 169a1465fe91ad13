"""Who took which part, and who must never be given one."""

from __future__ import annotations

import pytest

from recount.model.analysis import Mark
from recount.model.claims import Claim, RoleValue
from recount.reading.parts import read_roles as read
from recount.reading.parts.doers import doers_on
from recount.reading.parts.roles import proposals
from tests.reading.opened import marked, open_text, sheet_of


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
        ("Danish forces stormed the depot at dawn.", "carried_out", "Danish forces"),
        ("The village was attacked by Norwegian troops.", "carried_out", "Norwegian troops"),
        ("It was a massacre carried out by Finnish soldiers.", "carried_out", "Finnish soldiers"),
        ("Peter Varga ordered the attack on the village.", "ordered", "Peter Varga"),
        ("Peter Varga personally issued the order to attack the village.", "ordered", "Peter Varga"),
        ("It was a raid carried out by the Danish Army led by General Omar Dorbus.", "commanded", "Omar Dorbus"),
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
        ("The UN did nothing while the harbour was attacked.", "failed_to_protect", "UN"),
        ("The militia, which is paid by the Interior Ministry, shot six farmers.", "enabled", "Interior Ministry"),
        ("Raiders armed by the customs office burned the mill and killed four people.", "enabled", "customs office"),
        ("The army shelled the town with the consent of the Defence Ministry.", "enabled", "Defence Ministry"),
    ],
)  # fmt: skip
def test_one_part(text: str, role: str, actor: str) -> None:
    assert (role, actor) in parts(text), parts(text)


@pytest.mark.parametrize(
    ("text", "role", "actor", "quote"),
    [
        ("Snipers picked off anyone who left the house.", "carried_out", "Snipers", "Snipers picked"),
        ("Militiamen rounded up the villagers in the square.", "carried_out", "Militiamen", "Militiamen rounded"),
        ("The shooter, a former clerk, killed two people.", "carried_out", "shooter", None),
        ("Masked horsemen kidnapped a teacher.", "carried_out", "Masked horsemen", None),
        ("A driver was lynched, apparently by shopkeepers.", "carried_out", "shopkeepers", "lynched, apparently by"),
        ("Shelling by government forces killed a baker.", "carried_out", "government forces", "Shelling by"),
        ("The general denied that his men had strangled the prisoners.", "carried_out", "his men", None),
        ("The protesters threw stones at the gate.", "carried_out", "protesters", "protesters threw"),
        ("The warlord vowed to hang a hostage every day.", "carried_out", "warlord", None),
        ("The clashes between the two clans went on for a week.", "carried_out", "clans", None),
        ("Three men were shot at dawn on the orders of Colonel Hugo Barth.", "ordered", "Hugo Barth", None),
        ("The prisoners were shot under the command of Major Viktor Blom.", "commanded", "Viktor Blom", None),
        ("Captain Lucan Dreve, who commanded the checkpoint, has fled.", "commanded", "Lucan Dreve", None),
        ("Residents blame the massacre on a unit led by Sergeant Amos Rell.", "commanded", "Amos Rell", None),
        ("Residents blame the massacre on a unit led by Sergeant Amos Rell.", "carried_out", "unit", None),
        ("Captain Lucan Dreve is accused of ordering the shooting of two boys.", "ordered", "Lucan Dreve", None),
        ("Police arrested a man on suspicion of murdering a farmer.", "carried_out", "man", "man on suspicion"),
        ("Police arrested a man on suspicion of murdering a farmer.", "carried_out", "Police", None),
        ("Six men have been charged with the murder of a priest.", "carried_out", "men", None),
        ("The court jailed Marek Olsen for the manslaughter of a boy.", "carried_out", "Marek Olsen", None),
        ("Marek Olsen is accused of taking part in the killing of a boy.", "carried_out", "Marek Olsen", None),
        ("Marek Olsen played a role in the massacre.", "carried_out", "Marek Olsen", None),
        ("He died at the hands of the Vesk Liberation Front.", "carried_out", "Vesk Liberation Front", None),
        ("The mayor holds Peter Varga responsible for the attack.", "carried_out", "Peter Varga", None),
        ("The teachers were held by the Vesk Liberation Front.", "carried_out", "Vesk Liberation Front", None),
        ("Gunmen opened fire on the bus.", "carried_out", "Gunmen", None),
        ("They set fire to the school. Rebels took the teachers hostage.", "carried_out", "Rebels", None),
    ],
)  # fmt: skip
def test_whoever_acts_has_a_part(text: str, role: str, actor: str, quote: str | None) -> None:
    found = [(claim, part) for claim, part in told(text) if (part.role, part.actor) == (role, actor)]
    assert found, parts(text)
    assert quote is None or any(claim.quote.startswith(quote) for claim, _ in found)


@pytest.mark.parametrize(
    ("text", "actor", "quote"),
    [
        ("Two insurgents said they had killed two soldiers.", "insurgents", "they had killed"),
        pytest.param(
            "Insurgents said they had killed two soldiers.", "Insurgents", "they had killed",
            marks=pytest.mark.xfail(strict=True, reason="a plural that opens a sentence is taken for a person's name"),
        ),
        ("Gunmen stopped the bus at noon. They shot the driver.", "Gunmen", "They shot"),
        ("The Vesk Army said it had attacked the camp.", "Vesk Army", "it had attacked"),
        (
            "Peter Varga came at night. He killed the dog and shot my uncle.",
            "Peter Varga",
            "He killed the dog and shot",
        ),
    ],
)  # fmt: skip
def test_a_pronoun_has_the_one_actor_it_can_mean(text: str, actor: str, quote: str) -> None:
    found = {claim.quote for claim, part in told(text) if (part.role, part.actor) == ("carried_out", actor)}
    assert any(one.startswith(quote) for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "On the third day they hanged the magistrate.",
        "Rebels and soldiers met at the ford. They shot the driver.",
        "Ana Dorn met Mira Holm at noon. She shot the driver.",
        "Rebels were shot in the square. They shot the driver.",
        "Gunmen stopped the bus.\n\nThey shot the driver.",
    ],
)
def test_a_pronoun_that_may_mean_anybody_stands_for_itself(text: str) -> None:
    found = [part.actor.lower() for claim, part in told(text) if claim.quote.lower().startswith(("they", "she"))]
    assert set(found) <= {"they", "she"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Harran Guard denied it. Its soldiers shot three farmers at the ford.", "Harran Guard"),
        ("Captain Ivo Lenn rode in at noon. His men shot three farmers.", "Ivo Lenn's men"),
        ("Rebels and soldiers met at the ford. Their men shot three farmers.", "Their men"),
    ],
)
def test_the_people_of_somebody_named_are_that_body_or_his_people(text: str, actor: str) -> None:
    assert actor in {part.actor for _, part in told(text) if part.role == "carried_out"}


def test_acts_that_lead_up_to_a_harm_are_no_second_deed() -> None:
    acts = [part.of for _, part in told("Soldiers dragged the men out and shot them.") if part.role == "carried_out"]
    assert acts == ["shot"]


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
        ("Peter Varga holds Ana Dorn responsible for the attack.", "Peter Varga"),
        ("Peter Varga is no longer accused of the murder.", "Peter Varga"),
        ("The authorities charge them with the murder of a farmer.", "authorities"),
        ("The Vesk Liberation Front decreed a suspension of its attacks.", "Vesk Liberation Front"),
        ("The regiment lost 40 men killed and 90 wounded.", "regiment"),
        ("Three boys were executed by firing squad.", "boys"),
        ("The workers struck for better pay.", "workers"),
        ("Two tourists killed in bus crash", "tourists"),
        ("Students seized the opportunity to speak.", "Students"),
        ("The officials investigated the killing of a farmer.", "officials"),
        ("Witnesses described the shooting.", "Witnesses"),
        ("The man killed himself.", "man"),
        ("The regional court convicted Peter Varga for killing a farmer.", "regional court"),
        ("Two guards were charged with Ana Dorn's torture.", "Ana Dorn"),
        ("Ana Dorn called on the army to stop attacking the camp.", "Ana Dorn"),
        ("The herders were held for weeks as part of the operation.", "herders"),
        ("Floyd Harn's death in the attack shocked the town.", "Floyd Harn"),
        ("Ana Dorn, who disappeared on Monday, is a teacher.", "Ana Dorn"),
        ("John Holm could not bring himself to describe the attack as a massacre.", "John Holm"),
        ("Peter Varga ordered the raid. Omar Dorbus had pledged support for Varga.", "Omar Dorbus"),
        ("Workers hit the streets.", "Workers"),
        ("Students held a concert.", "Students"),
        ("The tape runs for an hour. It is held by the Rights League.", "Rights League"),
        ("An inquiry into the shooting, led by the Inspector of Ports, was opened.", "Inspector of Ports"),
    ],
)
def test_who_is_no_perpetrator(text: str, actor: str) -> None:
    assert not [part for part in parts(text) if part[1] == actor and part[0] in _PERPETRATES]


@pytest.mark.parametrize(
    "text",
    [
        "Peter Varga ordered the attack on the village.",
        "Danish forces stormed the depot at dawn.",
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


def test_a_group_of_victims_is_a_count_and_no_part() -> None:
    parts_of_all = [role.role for _, role in told("Soldiers murdered 36 Finnish refugees in the square.")]
    assert parts_of_all == ["carried_out"]


def test_no_names_no_roles() -> None:
    assert told("It rained all day.") == []


def test_an_object_is_not_the_one_who_acts_on_it() -> None:
    found = told("The rebels came at dawn. The authorities arrested and charged them with the murder of a farmer.")
    blamed = {part.actor for _, part in found if part.of == "murder"}
    assert "authorities" not in blamed


@pytest.mark.parametrize(
    "text",
    [
        "No fewer than 22 Velmian exiles were killed, relief offices say, and hundreds were wounded.",
        "Residents were tied up and shot one after another.",
        "The brothers were caught and stabbed near the weir.",
    ],
)
def test_those_harmed_are_never_said_to_have_done_it(text: str) -> None:
    assert not [role for role, _ in parts(text) if role in ("carried_out", "ordered", "commanded", "planned")]


def test_a_victim_named_behind_those_who_did_it_is_not_one_of_them() -> None:
    found = parts("The beating to death, by a crowd from the fair, of Ana Dorn drew protests.")
    assert ("carried_out", "Ana Dorn") not in found
    assert ("carried_out", "crowd") in found


def test_the_same_men_are_nobody_anew() -> None:
    page = sheet_of(open_text("The same men shot two guards."))
    doers = doers_on(page)
    (meant,) = doers.of(next(i for i, token in enumerate(page.page.tokens) if token.text == "men"))
    assert (meant.name.surface, meant.doubt) == ("same men", "unresolved")


def test_a_part_that_is_denied_is_kept_as_denied() -> None:
    claims = told("The federal army had no part in the killing of the twelve monks.")
    assert [(claim.polarity, role.role, role.actor) for claim, role in claims] == [("-", "carried_out", "federal army")]


def test_who_paid_the_killers_is_never_quoted_as_the_killer() -> None:
    quotes = {role.role: claim.quote for claim, role in told("Raiders armed by the customs office burned the mill.")}
    assert quotes["enabled"].startswith("armed by the customs office")


@pytest.mark.parametrize(("deeds", "of_it"), [("crimes being", False), ("this crime being", True)])
def test_deeds_at_large_are_not_the_one_told_before(deeds: str, of_it: bool) -> None:
    page = open_text(f"Soldiers stormed the hostel. Perhaps nobody would see {deeds} carried out by the Rovana Guard.")
    word = {token.text: index for index, token in enumerate(page.tokens)}
    mark = Mark(word["Guard"], "role", "carried_out", 0.9, word["stormed"], 0.9, "asserted")
    far = [part for part, _ in proposals(sheet_of(marked(page, mark))) if part.act == word["stormed"]]
    assert ("Rovana Guard" in {part.doer.name.surface for part in far}) == of_it


@pytest.mark.parametrize(
    ("text", "actor", "voice"),
    [
        (
            "Nine men were shot on Monday. The ministry accused the Vesk Liberation Front.",
            "Vesk Liberation Front",
            True,
        ),
        ("Nine men were shot on Monday. The governor blamed the Danish Army.", "Danish Army", True),
        ("Nine men were shot on Monday. The raid was the work of the Danish Army.", "Danish Army", False),
    ],
)
def test_who_is_accused_without_a_word_for_the_deed_is_accused_of_what_was_told(
    text: str, actor: str, voice: bool
) -> None:
    ((claim, role),) = [(claim, role) for claim, role in told(text) if role.actor == actor]
    assert role.role == "carried_out"
    assert (claim.certainty, claim.record_as) == ("alleged", "alleged")
    assert (len(claim.attribution) > 1) == voice


@pytest.mark.parametrize(
    "text",
    [
        "Nine men were shot on Monday. Peter Varga blamed the Danish Army for the delay.",
        "Nine men were shot on Monday. Peter Varga blamed the weather.",
        "Nine men died in the mine on Monday. Peter Varga blamed the Orsel Mining Company.",
        "Nine men were shot on Monday. They were the work force of the Danish Army.",
    ],
)
def test_blame_for_something_else_of_nobody_by_name_or_of_a_firm_is_no_part(text: str) -> None:
    assert not {("carried_out", name) for name in ("Danish Army", "weather", "Orsel Mining Company")} & parts(text)
