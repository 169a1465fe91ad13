"""Outcomes that are described, carried from the words before, or said in an idiom, read with the real engine.

Notation as in ``test_casualties.py``. All people and places are invented.
"""

from __future__ import annotations

import pytest


from recount.model.claims import CasualtyValue
from recount.reading import harm
from recount.reading.numbers import read_numbers
from tests.reading.opened import open_text, sheet_of
from tests.reading.test_casualties import written

CASES: list[tuple[str, set[str]]] = [
    # injury described
    ("The explosion left 17 people with serious burns.", {"wounded 17"}),
    ("A further 30 were treated in hospital for minor injuries.", {"wounded 30"}),
    ("A postman, Ludo Vann, 44, was taken to hospital with a broken arm.", {"wounded 1"}),
    ("Four people, including two toddlers, are in intensive care.", {"wounded 4", "wounded 2/toddlers<"}),
    ("Five civilians lost limbs.", {"wounded 5"}),
    ("Seven passengers were rushed to hospital after the collision.", {"wounded 7"}),
    ("The blast sent five people to the hospital.", {"wounded 5"}),
    ("Seven patients were brought to hospital from the ward.", set()),
    ("Eighteen were hurt, five critically.", {"wounded 18", "wounded 5/critically<"}),
    ("Three officers were fatally wounded.", {"killed 3"}),
    # idioms of killing
    ("Two climbers fell to their deaths.", {"killed 2"}),
    ("The killers slit the throat of the watchman.", {"killed 1"}),
    ("The gunman shot three people before turning the gun on himself.",
     {"killed_or_wounded 3", "killed 1/himself"}),
    ("The shelling claimed 11 victims.", {"killed 11"}),
    ("The rebels lost 30 fighters in the battle.", {"killed 30"}),
    ("The rebels lost 30 seats in the vote.", set()),
    ("The plane crashed with the loss of all 61 on board.", {"killed 61"}),
    ("Police say the baker's body was found in a well.", {"killed 1"}),
    ("He was charged with the murder, in 2003, of two clerks.", {"killed 2"}),
    ("They hanged a miller at dawn.", {"executed 1"}),
    ("He hanged himself in his cell.", {"killed 1/himself"}),
    # taking and holding
    ("Raiders carried off nine girls.", {"abducted 9"}),
    ("Police seized two suspects.", {"detained 2"}),
    ("Masked men seized two engineers.", {"abducted 2"}),
    ("A truck took 20 passengers to the island.", set()),
    # displacement and disappearance
    ("The fire made 300 people homeless.", {"displaced 300"}),
    ("Thousands of villagers fled the fighting.", {"displaced 2000+"}),
    ("Two men fled on foot.", set()),
    ("Three people were unaccounted for on Monday night.", {"missing 3"}),
    ("Four divers have not been seen since Sunday.", {"missing 4"}),
    ("Two miners died and the rest are missing.", {"killed 2", "missing ?"}),
    # headlines and telegrams
    ("FERRY SINKS OFF TANVAR, 30 FEARED DROWNED", {"killed 30"}),
    ("UPDATE 1-Four die in Tanvar bus crash", {"killed 4"}),
    ("Blast kills two civilians-Tanvar City", {"killed 2"}),
    ("Killed in action: 12; wounded: 30; missing: 2.", {"killed 12", "wounded 30", "missing 2"}),
    ("Toll in Tanvar quake now 61", {"killed 61"}),
    # parts of a named whole
    ("Nine people died. Six of the dead were nurses.", {"killed 9", "killed 6/nurses<"}),
    ("The raid killed 11 people. Four of the eleven were teachers.", {"killed 11", "killed 4/teachers<"}),
    ("Nine hostages were taken; four of the hostages were freed.", {"abducted 9"}),
    ("Dozens drowned, most of them dockers.", {"killed 24+", "killed ?/dockers<"}),
    ("The 21 dead include six firemen.", {"killed 21", "killed 6/firemen<"}),
    ("The quake killed 5 (two men, three boys).", {"killed 5", "killed 2/men<", "killed 3/boys<"}),
    ("26 of the 44 passengers were killed.", {"killed 26"}),
    ("The 44 passengers evacuated were tired.", {"displaced 44"}),
    # outcome carried
    ("Two died on Monday and three on Tuesday.", {"killed 2", "killed 3"}),
    ("Fourteen soldiers were killed, says the army; 40, say the rebels.", {"killed 14", "killed 40"}),
    ("Guards beat several inmates to death. The union put their number at nine.", {"killed 3+", "killed 9"}),
    ("At least six women were raped; the midwife spoke of eleven.", {"raped 6+", "raped 11"}),
    ("The storm killed 12 people. The mayor bought three.", {"killed 12"}),
    ("The storm killed 12 people. The mayor counted nine boats.", {"killed 12"}),
    # who shares the fate of "them"
    ("Soldiers pulled eight women from a cart and raped them.", {"raped 8"}),
    ("The killing of the Marl family, six people in all, was denied.", {"killed 6"}),
    ("Bandits held a crew of eight hostage.", {"abducted 8"}),
    # refused
    ("Forty head of cattle died in the storm.", set()),
    ("How many were killed?", set()),
    ("The company released one engine every hour and shot one film per year.", set()),
    ("Calder were slaughtered in the second half.", set()),
    ("Two bodies of water were found.", set()),
    ("Her novel follows three smugglers, two of whom are hanged.", set()),
    ("Two abbots, one of them eighty, were whipped.", {"ill_treated 2"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_phrase(text: str, expected: set[str]) -> None:
    claims = harm.read(sheet_of(open_text(text)))
    assert {written(claim) for claim in claims} == expected
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)


def test_what_is_carried_says_so() -> None:
    text = "Guards beat several inmates to death. The union put their number at nine."
    last = harm.read(sheet_of(open_text(text)))[-1]
    assert isinstance(last.value, CasualtyValue)
    assert last.value.flags == ("carried: number",)


def test_not_seen_is_no_denial() -> None:
    (claim,) = harm.read(sheet_of(open_text("Four divers have not been seen since Sunday.")))
    assert claim.polarity == "+"


def test_held_takes_the_outcome_that_the_account_speaks_of() -> None:
    abducted = harm.read(sheet_of(open_text("Rebels kidnapped 15 girls. Nine are still held.")))
    detained = harm.read(sheet_of(open_text("Police arrested 15 girls. Nine are still held.")))
    assert [written(claim) for claim in abducted] == ["abducted 15", "abducted 9"]
    assert [written(claim) for claim in detained] == ["detained 15", "detained 9"]
    assert harm.read(sheet_of(open_text("Nine are still held."))) == []


def test_the_article_is_the_count_of_one_person() -> None:
    (claim,) = harm.read(sheet_of(open_text("Gunmen killed a 34-year-old clerk.")))
    assert isinstance(claim.value, CasualtyValue)
    assert claim.value.count.raw == "a"


def test_a_noun_of_injury_alone_is_no_idiom() -> None:
    page = open_text("The report on burns was read to the ward.")
    places = [at for at, word in enumerate(page.lower) if word in idiom_starters()]
    assert all(idiom_at(page, at, 0, len(page.lower)) is None for at in places)


def test_a_page_and_a_sheet_are_read_once() -> None:
    page = open_text("Gunmen killed nine people.")
    sheet = sheet_of(page)
    assert read_numbers(page) is read_numbers(page)
    first, second = harm.read(sheet), harm.read(sheet)
    assert first == second
    assert first is not second
