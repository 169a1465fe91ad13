"""Outcomes that are described, carried from the words before, or said in an idiom, read from frames and tree alone.

Notation as in ``tests/reading/notation.py``. All people and places are invented.
"""

from __future__ import annotations

import pytest

from recount.reading import harm
from recount.reading.numbers import read_numbers
from tests.reading.harm.gaps import gap
from tests.reading.notation import casualties, value_of, written
from tests.reading.opened import open_text, sheet_of

CASES = [
    # injury described
    ("The explosion left 17 people with serious burns.", {"wounded 17"}),
    ("A further 30 were treated in hospital for minor injuries.", {"wounded 30"}),
    ("A postman, Ludo Vann, 44, was taken to hospital with a broken arm.", {"wounded 1"}),
    ("Four people, including two toddlers, are in intensive care.", {"wounded 4", "wounded 2/toddlers<"}),
    ("Five civilians lost limbs.", {"wounded 5"}),
    ("Seven passengers were rushed to hospital after the collision.", {"wounded 7"}),
    ("The blast sent five people to the hospital.", {"wounded 5"}),
    ("Seven patients were brought to hospital from the ward.", set()),
    gap("left out", "Eighteen were hurt, five critically.", {"wounded 18", "wounded 5/critically<"}),
    ("Three officers were fatally wounded.", {"killed 3"}),
    # idioms of killing
    ("Two climbers fell to their deaths.", {"killed 2"}),
    ("The killers slit the throat of the watchman.", {"killed 1"}),
    ("The gunman shot three people before turning the gun on himself.", {"killed_or_wounded 3"}),
    ("The shelling claimed 11 victims.", {"killed 11"}),
    ("The rebels lost 30 fighters in the battle.", {"killed 30"}),
    ("The rebels lost 30 seats in the vote.", set()),
    gap("idiom", "The plane crashed with the loss of all 61 on board.", {"killed 61"}),
    ("Police say the baker's body was found in a well.", {"killed 1"}),
    ("He was charged with the murder, in 2003, of two clerks.", {"killed 2"}),
    ("They hanged a miller at dawn.", {"executed 1"}),
    ("Six officers shot themselves.", {"killed 6"}),
    ("He hanged himself in his cell.", set()),
    # taking and holding
    ("Raiders carried off nine girls.", {"abducted 9"}),
    ("Police seized two suspects.", {"detained 2"}),
    ("Masked men seized two engineers.", {"abducted 2"}),
    ("A truck took 20 passengers to the island.", set()),
    # displacement and disappearance
    ("The fire made 300 people homeless.", {"displaced 300"}),
    ("Thousands of villagers fled the fighting.", {"displaced 2000+"}),
    gap("not a count of harm", "Two robbers fled on foot.", set()),
    ("Three people were unaccounted for on Monday night.", {"missing 3"}),
    ("Four divers have not been seen since Sunday.", {"missing 4"}),
    gap("taken up", "Two miners died and the rest are missing.", {"killed 2", "missing ?"}),
    # headlines and telegrams
    gap("bare figure", "FERRY SINKS OFF TANVAR, 30 FEARED DROWNED", {"killed 30"}),
    gap("bare figure", "Thirty drowned when the ferry sank.", {"killed 30"}),
    ("UPDATE 1-Four die in Tanvar bus crash", {"killed 4"}),
    ("Blast kills two civilians-Tanvar City", {"killed 2"}),
    gap("left out", "Killed in action: 12; wounded: 30; missing: 2.", {"killed 12", "wounded 30", "missing 2"}),
    # parts of a named whole
    ("Nine people died. Six of the dead were nurses.", {"killed 9", "killed 6/nurses<"}),
    ("The raid killed 11 people. Four of the eleven were teachers.",
        {"killed 11", "killed 4/teachers<"}),
    gap("taken up", "Nine hostages were taken; four of the hostages were freed.", {"abducted 9"}),
    gap("bare figure", "Dozens drowned, most of them dockers.", {"killed 24+", "killed ?/dockers<"}),
    gap("part by copula", "The 21 dead include six firemen.", {"killed 21", "killed 6/firemen<"}),
    gap("parser", "The quake killed 5 (two men, three boys).", {"killed 5", "killed 2/men<", "killed 3/boys<"}),
    ("26 of the 44 passengers were killed.", {"killed 26"}),
    # outcome carried
    ("Two died on Monday and three on Tuesday.", {"killed 2", "killed 3"}),
    gap("left out", "Fourteen soldiers were killed, says the army; 40, say the rebels.", {"killed 14", "killed 40"}),
    gap("left out", "Guards beat several inmates to death. The union put their number at nine.",
        {"killed 3+", "killed 9"}),
    gap("left out", "At least six women were raped; the midwife spoke of eleven.", {"raped 6+", "raped 11"}),
    ("The storm killed 12 people. The mayor bought three.", {"killed 12"}),
    ("The storm killed 12 people. The mayor counted nine boats.", {"killed 12"}),
    gap("left out", "Rebels kidnapped 15 girls. Nine are still held.", {"abducted 15", "abducted 9"}),
    ("Nine are still held.", set()),
    # who shares the fate of "them"
    ("Soldiers pulled eight women from a cart and raped them.", {"raped 8"}),
    gap("group", "The killing of the Marl family, six people in all, was denied.", {"killed 6"}),
    gap("group", "Bandits held a crew of eight hostage.", {"abducted 8"}),
    # refused
    gap("not a count of harm", "Forty head of cattle died in the storm.", set()),
    ("The company released one engine every hour and shot one film per year.", set()),
    gap("not a count of harm", "Calder were slaughtered in the second half.", set()),
    ("Two bodies of water were found.", set()),
    ("Her novel follows three smugglers, two of whom are hanged.", set()),
    ("The report on burns was read to the ward.", set()),
    ("Two abbots, one of them eighty, were whipped.", {"ill_treated 2"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_phrase(text: str, expected: set[str]) -> None:
    claims = casualties(text)
    assert {written(claim) for claim in claims} == expected
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)


def test_not_seen_is_no_denial() -> None:
    (claim,) = casualties("Four divers have not been seen since Sunday.")
    assert claim.polarity == "+"


def test_the_article_is_the_count_of_one_person() -> None:
    (claim,) = casualties("Gunmen killed a 34-year-old clerk.")
    assert value_of(claim).count.raw == "a"


def test_a_page_and_a_sheet_are_read_once() -> None:
    page = open_text("Gunmen killed nine people.")
    sheet = sheet_of(page)
    assert read_numbers(page) is read_numbers(page)
    first, second = harm.read(sheet), harm.read(sheet)
    assert first == second
    assert first is not second
