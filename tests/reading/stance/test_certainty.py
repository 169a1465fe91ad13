"""How a text puts it: sentences of our own with certainty and polarity, and the rule for accusations."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recount.model.claims import Certainty
from recount.reading.stance import ORDER, judge, recorded
from tests.reading.opened import open_text, traced

STANCES: list[tuple[str, str, str, str]] = [
    ("The soldiers killed the farmer.", "killed", "asserted", "+"),
    ("The soldiers did not kill the farmer.", "kill", "asserted", "-"),
    ("The soldiers never entered the village.", "entered", "asserted", "-"),
    ("Neither the army nor the police fired.", "fired", "asserted", "-"),
    ("The rebels failed to capture the town.", "capture", "asserted", "-"),
    ("Soldiers refused to fire on the crowd.", "fire", "asserted", "-"),
    ("The brigade began to shell the port.", "shell", "asserted", "+"),
    ("Police said that nine villagers were killed.", "killed", "reported", "+"),
    ("Police said that the boys were not killed.", "killed", "reported", "-"),
    ("Two men were reportedly arrested.", "arrested", "reported", "+"),
    ("They are said to have burned the church.", "burned", "reported", "+"),
    ("The governor allegedly ordered the shelling.", "ordered", "alleged", "+"),
    ("The minister claims the rebels shelled the market.", "shelled", "alleged", "+"),
    ("The commander was accused of killing two prisoners.", "killing", "alleged", "+"),
    ("The alleged massacre took place in May.", "massacre", "alleged", "+"),
    ("The so-called liberation of Velka left 12 dead.", "liberation", "alleged", "+"),
    ("The claim that soldiers beat prisoners was false.", "beat", "alleged", "+"),
    ("The navy rejected reports that its crew had shot two men.", "shot", "denied", "+"),
    ("Peter Varga was the first to have shot a prisoner.", "shot", "asserted", "+"),
    ("Residents may have been shot.", "shot", "possible", "+"),
    ("The mayor may not have known about the raid.", "known", "possible", "-"),
    ("The army could have killed them all.", "killed", "possible", "+"),
    ("Probably thirty people drowned.", "drowned", "possible", "+"),
    ("Perhaps the guards opened the gate.", "opened", "possible", "+"),
    ("Officials believe that the bomb was planted by the militia.", "planted", "possible", "+"),
    ("He is believed to have been killed in the shelling.", "killed", "possible", "+"),
    ("The ministry could not confirm that the plane had crashed.", "crashed", "possible", "+"),
    ("Either the guards opened the gate or the rebels broke it.", "opened", "possible", "+"),
    ("Soldiers tried to burn the mosque.", "burn", "possible", "+"),
    ("If the truce fails, the militia will kill the hostages.", "fails", "conditional", "+"),
    ("If the truce fails, the militia will kill the hostages.", "kill", "conditional", "+"),
    ("The army would have killed them all.", "killed", "conditional", "+"),
    ("Why would the president order the attack?", "order", "question", "+"),
    ("Did the soldiers shoot the boy?", "shoot", "question", "+"),
    ("The priest asked whether the soldiers had shot the boy.", "shot", "question", "+"),
    ("Nobody knows whether the prisoners are alive.", "alive", "question", "+"),
    ("The army will attack the village tomorrow.", "attack", "predicted", "+"),
    ("He threatened to kill the hostages.", "kill", "predicted", "+"),
    ("The army plans to attack the village.", "attack", "predicted", "+"),
    ("The army said it would investigate.", "investigate", "predicted", "+"),
    ("The envoy promised that the refugees would be protected.", "protected", "predicted", "+"),
    ("The militia warned of an attack on the port.", "attack", "predicted", "+"),
    ("It is a disgrace.", "disgrace", "opinion", "+"),
    ("I think the minister is lying.", "lying", "opinion", "+"),
    ("In my opinion the general is guilty.", "guilty", "opinion", "+"),
    ("The government must release the prisoners.", "release", "demanded", "+"),
    ("Release the prisoners now!", "Release", "demanded", "+"),
    ("The commander ordered his men to burn the village.", "burn", "demanded", "+"),
    ("Human rights groups called for an inquiry into the killings.", "inquiry", "demanded", "+"),
    ("The colonel denied that his men shot the farmers.", "shot", "denied", "+"),
    ("There is no evidence that the rebels used poison gas.", "used", "denied", "+"),
    ("The army rejected the claim that soldiers beat prisoners.", "beat", "denied", "+"),
    # what is taken for granted inside a demand, a wish or a verdict stays told
    ("Human rights groups called for an inquiry into the killings.", "killings", "asserted", "+"),
    ("The council should investigate the killings.", "killings", "asserted", "+"),
    ("The union demanded that the officers who shot the students be punished.", "shot", "reported", "+"),
    ("The council condemned the killing of six aid workers.", "killing", "asserted", "+"),
    ("The siege, which the United Nations has confirmed left 14 dead, lasted a month.", "lasted", "asserted", "+"),
]


@pytest.mark.parametrize(("text", "word", "certainty", "polarity"), STANCES)
def test_stance_of_the_word(text: str, word: str, certainty: str, polarity: str) -> None:
    page = open_text(text)
    head = page.token_at(text.index(word))
    assert head is not None
    stance = judge(page, traced(page), head)
    assert (stance.certainty, stance.polarity) == (certainty, polarity)


def test_every_certainty_has_its_place_and_is_tested() -> None:
    assert sorted(ORDER) == sorted(get_args(Certainty))
    assert {row[2] for row in STANCES} == set(ORDER)


@pytest.mark.parametrize("certainty", ORDER)
def test_an_accusation_is_alleged_at_firmest(certainty: Certainty) -> None:
    assert recorded(certainty, accuses=False) == certainty
    accused = recorded(certainty, accuses=True)
    assert accused == ("alleged" if certainty in ("asserted", "reported") else certainty)


def test_judge_weakens_accusations_only() -> None:
    text = "The colonel personally ordered the attack."
    page = open_text(text)
    head = page.token_at(text.index("ordered"))
    assert head is not None
    assert judge(page, traced(page), head, accuses=True).record_as == "alleged"
    assert judge(page, traced(page), head).record_as == "asserted"


WORDS = st.lists(
    st.sampled_from(
        [
            "Police said", "that two men", "may have", "died", ",", ".", "?", "if", "not", "to kill", "the alleged",
            "He refused", "whether", "kill", "no evidence", "would", "and", "but", "were said to", "Neither", "her",
        ]
    ),
    min_size=1,
    max_size=16,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS, st.text(max_size=20))
def test_every_word_of_any_text_has_a_stance(words: list[str], strange: str) -> None:
    page = open_text(f"{' '.join(words)} {strange}")
    attributions = traced(page)
    for index in range(len(page.tokens)):
        stance = judge(page, attributions, index)
        assert stance.certainty in ORDER
        assert stance.polarity in ("+", "-")
