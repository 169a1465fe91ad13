"""Who is said to have done it: rival versions, and what the accused say."""

from __future__ import annotations

from dataclasses import replace

from recount.model.actors import Actor
from recount.model.claims import TextValue
from recount.model.text import Passage
from tests.weighing.cases import Account, Case, body, conflicts, mentioned, told


def test_two_doers_of_two_voices_in_one_account_are_rivals_and_two_of_one_voice_are_not() -> None:
    apart = (
        Account("a")
        .role("Falcons", "carried_out", source="the Bloc")
        .role("Vale Guard", "carried_out", source="the Minister")
    )
    (rivals,) = [c for c in conflicts(told(apart), "role") if c.attribute == "carried_out"]
    assert rivals.verdict == "unresolved"
    assert "each by other voices" in rivals.conclusion
    joint = (
        Account("a")
        .role("Falcons", "carried_out", source="the Bloc")
        .role("Vale Guard", "carried_out", source="the Bloc")
    )
    assert not [c for c in conflicts(told(joint), "role") if c.attribute == "carried_out"]


def test_any_rival_of_another_voice_is_set_beside_a_doer_whoever_else_names_two() -> None:
    both = Account("a").role("Falcons", "carried_out", source="x").role("Vale Guard", "carried_out", source="x")
    weighing = told(both, Account("b").role("River Rebels", "carried_out", source="y"))
    (rivals,) = [c for c in conflicts(weighing, "role") if c.attribute == "carried_out"]
    assert len(rivals.claims) == 3


def _silent(actor: Actor, author: str, quote: str) -> bool:
    """Whether a body that is accused is said to have given no reply beside a communiqué that names it."""
    accuser = Account("a").role("Falcons", "carried_out", actors={"Falcons": actor.id})
    issued = Account("m", author=author).says("statement", TextValue(quote), quote, polarity="-")
    case = Case([accuser, issued], actors={actor.id: actor}).build()
    document = case.documents[1]
    passage = Passage(document.id, quote.index("Falcons"), quote.index("Falcons") + 7, "Falcons")
    assert case.linkage is not None
    case.linkage = replace(case.linkage, actors=(mentioned(actor, (passage,)),))
    return "no_statement" in {gap.kind for gap in case.weigh().gaps}


def test_a_ministry_speaks_for_the_unit_that_it_names_and_for_no_movement() -> None:
    unit = replace(body("actor-falcons", "Falcons"), type="unit")
    assert not _silent(unit, "Ministry of War", "No shot was fired by the Falcons.")
    movement = body("actor-falcons", "Falcons")
    assert _silent(movement, "Ministry of War", "Every shot was fired by the Falcons.")
    assert not _silent(movement, "Office of the Falcons", "Every shot was answered by the Falcons.")
    assert _silent(unit, "Lom Courier", "Every shot was fired by the Falcons.")


def test_nobody_is_said_to_be_silent_where_a_voice_denies_that_may_be_theirs() -> None:
    unit = replace(body("actor-falcons", "Falcons"), type="unit")
    assert not _silent(unit, "Lom Courier", "No shot was fired by the Falcons.")


def test_what_a_body_denies_through_who_speaks_for_it_stands_beside_the_accusation() -> None:
    accuser = Account("a").role("Vale Guard", "carried_out")
    denial = Account("b").says(
        "statement", TextValue("none of ours was there"), "none of ours was there", source="Vale Guard", polarity="-",
        actors={"Vale Guard": "actor-vale-guard"},
    )  # fmt: skip
    (found,) = [c for c in conflicts(told(accuser, denial), "role") if c.attribute == "role"]
    assert found.verdict == "unresolved"
    assert {passage.quote for passage in found.passages} == {"Vale Guard carried_out", "none of ours was there"}


def test_what_somebody_declines_to_say_denies_nothing_and_common_nouns_are_no_rivals() -> None:
    accuser = Account("a").role("Vale Guard", "carried_out")
    for words in ("this", "to comment on the raid", "It will look into the matter at once."):
        silent = Account("b").says(
            "statement",
            TextValue(words),
            words,
            source="Vale Guard",
            polarity="-",
            actors={"Vale Guard": "actor-vale-guard"},
        )
        assert not conflicts(told(accuser, silent), "role"), words
    assert not conflicts(told(accuser, Account("b").role("gunmen", "carried_out")), "role")
    short = Account("b").role("Guard", "carried_out")
    assert not conflicts(told(accuser, short), "role"), "one name with a word left out"


_NONE = "No order of any kind was given."


def test_a_denial_of_any_order_is_set_beside_who_is_said_to_have_given_it() -> None:
    accuses = Account("a").role("Falcons", "ordered", source="two deserters")
    denies = Account("b").says("statement", TextValue(_NONE), _NONE, polarity="-", source="the Minister")
    (order,) = [c for c in conflicts(told(accuses, denies), "role") if c.attribute == "ordered"]
    assert order.verdict == "unresolved"
    assert _NONE in order.conclusion
    assert len(order.passages) == 2


def test_one_voice_that_tells_of_an_order_and_of_none_is_no_conflict_of_voices() -> None:
    both = (
        Account("a")
        .role("Falcons", "ordered", source="the Minister")
        .says("statement", TextValue(_NONE), _NONE, polarity="-", source="the Minister")
    )
    assert not [c for c in conflicts(told(both), "role") if c.attribute == "ordered"]


def test_an_order_to_hold_fire_denies_none() -> None:
    accuses = Account("a").role("Falcons", "ordered", source="two deserters")
    kept = "His order was to hold the wall."
    other = Account("b").says("statement", TextValue(kept), kept, source="the Minister")
    assert not [c for c in conflicts(told(accuses, other), "role") if c.attribute == "ordered"]


def test_people_known_by_a_common_noun_are_not_asked_for_a_reply_though_a_sentence_opens_with_it() -> None:
    def silent(name: str) -> list[str]:
        return [gap.text for gap in told(Account("a").role(name, "carried_out")).gaps if gap.kind == "no_statement"]

    assert not silent("Gunmen")
    assert not silent("The Soldiers")
    assert len(silent("Falcons")) == 1
