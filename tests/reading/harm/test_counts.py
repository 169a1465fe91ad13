"""Casualty phrases with the values that a careful reader gives them, read from frames and tree alone.

Notation as in ``tests/reading/notation.py``. All people and places are invented.
"""

from __future__ import annotations

import pytest

from tests.reading.harm.gaps import gap
from tests.reading.notation import casualties, value_of, written

CASES = [
    # active
    ("Gunmen killed over 30 people.", {"killed 31+"}),
    ("The raid left many in shock, killing a dozen and injuring 500.", {"killed 11-13", "wounded 500"}),
    ("Gunman kills three in mall shooting", {"killed 3"}),
    ("The bomber killed at least 12 soldiers and wounded 40 others.", {"killed 12+", "wounded 40"}),
    ("Rebels killed five policemen on Tuesday.", {"killed 5"}),
    ("Soldiers shot dead two protesters.", {"killed 2"}),
    ("Police shot two men dead in the market.", {"killed 2"}),
    ("The army gunned down seven villagers.", {"killed 7"}),
    ("The militia massacred 40 farmers.", {"killed 40"}),
    ("The blast killed nearly 40 people.", {"killed 36-44"}),
    ("The shelling killed as many as 60 residents.", {"killed -60"}),
    ("The fire killed between 20 and 25 workers.", {"killed 20-25"}),
    ("The storm killed fewer than 10 people.", {"killed -9"}),
    ("Gunmen killed a judge.", {"killed 1"}),
    ("Guards beat three inmates to death.", {"killed 3"}),
    ("Troops arrested 45 students after the march.", {"detained 45"}),
    ("The gang kidnapped six engineers.", {"abducted 6"}),
    ("Fighters took 14 workers hostage.", {"abducted 14"}),
    ("Fighters took 14 hostages.", {"abducted 14"}),
    ("The floods displaced 3,000 people.", {"displaced 3000"}),
    ("Interrogators tortured two students.", {"tortured 2"}),
    ("The court executed four men on Monday.", {"executed 4"}),
    ("They abducted and killed three teachers.", {"abducted 3", "killed 3"}),
    ("The attackers killed and wounded 30 people.", {"killed_or_wounded 30"}),
    ("Troops broke through the fence, killing and wounding twelve.", {"killed_or_wounded 12"}),
    ("Militants shot and wounded two officers.", {"wounded 2"}),
    # passive
    gap("parser", "At least 26 students have been killed and hundreds wounded.", {"killed 26+", "wounded 200+"}),
    ("Two hundred and six miners were killed.", {"killed 206"}),
    ("Some 30 civilians were killed in the village.", {"killed 27-33"}),
    ("Half a dozen women were wounded.", {"wounded 5-7"}),
    ("Three or four guards were injured.", {"wounded 3-4"}),
    ("No fewer than 90 people were killed.", {"killed 90+"}),
    ("31 or more passengers were killed.", {"killed 31+"}),
    ("The flood displaced 1 200 villagers.", {"displaced 1200"}),
    ("On 15 May 200 villagers were displaced.", {"displaced 200"}),
    ("The dean buried 15 (fifteen) bodies.", {"killed 15"}),
    ("Forty-seven (47) pilgrims were killed.", {"killed 47"}),
    ("Max 5 guards were killed.", {"killed -5"}),
    ("The week's lists add up to 140 guards killed.", {"killed 140"}),
    ("Own losses: 6 KIA, 19 WIA, 1 MIA.", {"killed 6", "wounded 19", "missing 1"}),
    ("Patrol hit at ford, 1 KIA 2 WIA own side.", {"killed 1", "wounded 2"}),
    ("Contact at ford. KIA: 4. WIA: 7.", {"killed 4", "wounded 7"}),
    ("Several people were killed.", {"killed 3+"}),
    ("Dozens were wounded in the melee.", {"wounded 24+"}),
    ("Scores of shoppers were injured.", {"wounded 40+"}),
    ("Many were wounded.", {"wounded ?"}),
    ("A number of residents were murdered.", {"killed ?"}),
    ("Thousands of villagers were displaced.", {"displaced 2000+"}),
    gap("left out", "Four porters were killed and more than 40 hurt in the hall.", {"killed 4", "wounded 41+"}),
    ("Six miners were feared killed.", {"killed 6"}),
    ("Nine hikers were found dead.", {"killed 9"}),
    ("Two pilots were reported missing.", {"missing 2"}),
    ("Eleven fishermen went missing.", {"missing 11"}),
    ("Three nurses were raped.", {"raped 3"}),
    ("A man was shot dead outside a shop.", {"killed 1"}),
    ("Nobody was killed.", {"killed 0"}),
    ("No one was hurt.", {"wounded 0"}),
    ("There were no casualties.", {"killed_or_wounded 0"}),
    ("Five men were shot.", {"killed_or_wounded 5"}),
    ("Five men were fatally shot.", {"killed 5"}),
    ("Five men were lined up and shot at dawn.", {"executed 5"}),
    ("Police lined up along the quay; two men were shot.", {"killed_or_wounded 2"}),
    ("Two boys were shot in the leg.", {"wounded 2"}),
    ("Two brothers were stabbed to death.", {"killed 2"}),
    ("Officials said that 20 people were killed.", {"killed 20"}),
    gap("one number, two nouns", "Ten women and children were killed.", {"killed 10"}),
    # reduced and elliptic
    ("The raid left 41 villagers killed and 270 wounded.", {"killed 41", "wounded 270"}),
    ("61 miners were at first killed, dozens wounded in the panic, and 17 taken hostage.",
     {"killed 61", "wounded 24+", "abducted 17"}),
    ("12 dead, 30 injured in blast", {"killed 12", "wounded 30"}),
    ("Three killed in road accident", {"killed 3"}),
    ("Two soldiers killed, five wounded in ambush", {"killed 2", "wounded 5"}),
    ("The crash left two dead and one missing.", {"killed 2", "missing 1"}),
    ("Nine alleged militants killed in strike", {"killed 9"}),
    ("3-4 alleged rebels killed in strike on house", {"killed 3-4"}),
    ("40 villagers massacred in Tanvar", {"killed 40"}),
    ("Policeman killed, two others hurt in raid", {"killed 1", "wounded 2"}),
    ("3 residents of Tanvar killed in Kalor", {"killed 3"}),
    ("Merani air strikes leave 23 militants dead", {"killed 23"}),
    # nominal
    ("The raid resulted in the death of 14 farmers.", {"killed 14"}),
    ("The death toll rose to 34.", {"killed 34"}),
    gap("toll", "The death toll rose from 28 to 34 on Sunday.", {"killed 34"}),
    ("Death toll at 47 and rising", {"killed 47+"}),
    ("The number of dead rose to 45 on Sunday.", {"killed 45"}),
    gap("toll", "A later post put the number killed at 12.", {"killed 12"}),
    ("Toll in Tanvar quake now 61", {"killed 61"}),
    ("The toll rose to 34 dead, including 8 children.", {"killed 34", "killed 8/children<"}),
    ("The death toll continues to rise.", set()),
    ("Officials reported 12 fatalities and 20 injuries.", {"killed 12", "wounded 20"}),
    ("The quake caused more than 200 deaths.", {"killed 201+"}),
    ("The blast claimed the lives of nine miners.", {"killed 9"}),
    ("The fire claimed nine lives.", {"killed 9"}),
    ("Nearly 50 people lost their lives.", {"killed 45-55"}),
    ("The bodies of seven men were found in a ditch.", {"killed 7"}),
    ("Police recovered 14 bodies from the river.", {"killed 14"}),
    ("The murder of two nuns shocked the town.", {"killed 2"}),
    ("The kidnapping of three journalists was condemned.", {"abducted 3"}),
    ("The arrest of 20 activists followed.", {"detained 20"}),
    ("The fatal shooting of a man appears accidental.", {"killed 1"}),
    ("One dead rebel was left behind.", {"killed 1"}),
    # lists and names: each member has its own claim, nothing is summed
    ("A farmer and his two sons were killed.", {"killed 1/farmer", "killed 2/sons"}),
    ("Eight civilians and three soldiers were killed.", {"killed 8/civilians", "killed 3/soldiers"}),
    ("A suicide bomber killed himself and five others.", {"killed 1/suicide bomber", "killed 5/others"}),
    ("He killed his wife before killing himself.", {"killed 1"}),
    gap("parser", "19 militants, three soldiers die in clashes", {"killed 19/militants", "killed 3/soldiers"}),
    ("Three civilians, two women and a man, died.", {"killed 3", "killed 2/women<", "killed 1/man<"}),
    gap("joined", "The guard was killed along with two clerks.", {"killed 1", "killed 2"}),
    # parts
    ("At least 31 people, including 8 children, were killed.", {"killed 31+", "killed 8/children<"}),
    ("The strike killed 10 people, among them a nurse.", {"killed 10", "killed 1/nurse<"}),
    gap("part by copula", "Twenty people were killed, of whom five were children.",
        {"killed 20", "killed 5/children<"}),
    ("Twenty people were killed, five of whom were children.",
        {"killed 20", "killed 5/children<"}),
    gap("part by copula", "They killed over 30 people. Among the fatalities were many women.",
        {"killed 31+", "killed ?/women<"}),
    ("Five people were wounded. The wounded include a child.", {"wounded 5", "wounded 1/child<"}),
    ("Ten people died. A baker was among the dead.", {"killed 10", "killed 1/baker<"}),
    # upper case
    ("THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE WOUNDED DURING CLASHES.", {"killed 3", "wounded 7"}),
    ("THE TERRORISTS KIDNAPPED ABOUT 50 PEASANTS.", {"abducted 45-55"}),
    ("A SOLDIER WAS WOUNDED AND TAKEN TO THE HOSPITAL.", {"wounded 1"}),
    ("NO FEWER THAN THIRTY-ONE PERSONS WERE KILLED.", {"killed 31+"}),
    # refused: pronouns and those told of before, things, animals, years, ages, populations, figures of speech
    ("She was killed in the attack.", set()),
    ("The prisoners were executed one by one.", set()),
    ("The valley is home to 2,700 residents.", set()),
    ("The 80 persons who were attacked belong to a club.", set()),
    ("A delegation of seven members toured the docks.", set()),
    ("The army destroyed 5 tanks and three trucks.", set()),
    ("The flood killed 200 sheep.", set()),
    ("The remaining 1200 survivors need help.", set()),
    ("70% of the staff worked there.", set()),
    ("The village is about 60 kilometres from the coast.", set()),
    ("The court executed the order against 12 companies.", set()),
    ("There were two massacres and three shootings.", set()),
    ("The 2015 murder shocked the town.", set()),
    gap("not a count of harm", "His mother nearly died.", set()),
    gap("not a count of harm", "They vowed to eliminate every last member of the group.", set()),
    ("The bill died in committee after 14 amendments.", set()),
    ("He is charged with two counts of attempted murder.", set()),
    ("The engine died after 20 miles.", set()),
    ("Prices hurt 30 companies.", set()),
    ("A 1,800-strong force raided the town.", set()),
    ("Two witnesses saw the attack on 14 May.", set()),
    ("The 5th Division and the 9th Brigade took part.", set()),
    ("Rebels captured 12 villages.", set()),
    ("The team was beaten 3-1.", set()),
    ("Five other battalions joined the raid.", set()),
    ("Two people died two days later.", {"killed 2"}),
    ("The army destroyed 5 tanks and killed 12 rebels.", {"killed 12"}),
    gap("not a count of harm", "The death of a 6-year-old is under review.", {"killed 1"}),
    ("A 12-year-old girl was killed.", {"killed 1"}),
    ("Aneta Wojcik, a seamstress and mother of one, was found stabbed to death.", {"killed 1"}),
    ("The blast hit a bus, killing the driver, Sedat Alkan, 44, and a clerk.", {"killed 1/driver", "killed 1/clerk"}),
    ("Nine miners died. Four of the nine were bakers.", {"killed 9", "killed 4/bakers<"}),
    ("Above a hundred people were drowned.", {"killed 101+"}),
    ("Four score and three pilgrims died.", {"killed 83"}),
    ("The dead were never more than sixty.", {"killed -60"}),
    ("The toll passed thirty.", {"killed 31+"}),
    ("So far 88 deaths were counted.", {"killed 88+"}),
    ("The raid brought the dead to 19.", {"killed 19"}),
    ("Two 15-year-old boys were wounded.", {"wounded 2"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_phrase(text: str, expected: set[str]) -> None:
    claims = casualties(text)
    assert {written(claim) for claim in claims} == expected
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.anchor is None or claim.anchor.start < claim.anchor.end <= len(text)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Militants have killed 300 people since 2003.", "cumulative: since 2003"),
        ("The war has killed 9,000 people in the past two years.", "cumulative: past two years"),
        ("More than 40 people have been killed so far this year.", "cumulative: this year"),
        ("The war cost 9,400 lives.", "cumulative: the war"),
        ("Between November and April the observatory documented 143 deaths.", "cumulative: between two dates"),
        ("Ten people were killed. Two others died later.", "additional: others"),
        ("Ten people were killed and 30 others were wounded.", "additional: others"),
        ("Five of the men were killed.", "part: of a larger number"),
        ("Police recovered 14 bodies from the river.", "bodies: counts the dead who were found"),
        ("Five men were shot.", "ambiguous: outcome"),
    ],
)
def test_doubt_is_flagged(text: str, flag: str) -> None:
    assert flag in [flag for claim in casualties(text) for flag in value_of(claim).flags]


@pytest.mark.parametrize(
    "text",
    [
        "Ten people were killed in the worst attack since 2003.",
        "Five people died here, and every year a clerk asks us for the number.",
        "Four divers have not been seen since Sunday.",
        "More than 40 people were killed.",
        "Officials said that 31 or more passengers were killed.",
    ],
)
def test_a_plain_figure_has_no_flag(text: str) -> None:
    (claim,) = casualties(text)
    assert value_of(claim).flags == ()


def test_members_of_a_list_share_its_flag_and_no_other() -> None:
    first, second = casualties("Eight civilians and three soldiers were killed.")
    assert value_of(first).flags == value_of(second).flags == ("list: 0",)


def test_side_status_and_cause() -> None:
    (claim,) = casualties("Two Merani soldiers were killed in an airstrike near Tanvar.")
    value = value_of(claim)
    assert (value.unit, value.side, value.civil_status, value.cause) == (
        "Merani soldiers", "Merani", "combatant", "airstrike",
    )  # fmt: skip


def test_names_listed_after_a_number_are_its_parts() -> None:
    whole, *named = casualties("Soldiers killed two reporters, Roberto Sena and Maurice Pinto, in the night.")
    assert written(whole) == "killed 2"
    assert [value_of(claim).who for claim in named] == [("Roberto Sena",), ("Maurice Pinto",)]
    assert {value_of(claim).subset_of for claim in named} == {whole.id}


@pytest.mark.parametrize(
    "text",
    [
        "At least 31 people, including 8 children, were killed.",
        "Three civilians, two women and a man, died.",
        "Nine people, including five women, two of them nurses, and a boy, were killed.",
        "Twelve soldiers, three of them officers, and four civilians were killed.",
    ],
)
def test_a_part_points_to_a_claim_that_is_told(text: str) -> None:
    claims = casualties(text)
    assert {value_of(claim).subset_of for claim in claims} - {None} <= {claim.id for claim in claims}


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("No one was hurt.", True),
        ("There were no casualties.", True),
        ("Twelve people were killed.", True),
        ("Six passengers did not survive.", True),
        ("The soldiers did not kill 10 people.", False),
        ("They threatened to kill 10 villagers.", False),
        ("Did the army kill 30 people?", False),
        ("How many were killed?", False),
        ("The ministry denied that 20 people were killed.", False),
    ],
)
def test_only_what_is_said_to_have_happened_is_usable(text: str, usable: bool) -> None:
    (claim,) = casualties(text)
    assert claim.usable is usable


def test_wounded_and_not_killed_are_two_claims() -> None:
    claims = casualties("Three guards were not killed but wounded.")
    assert {(written(claim), claim.polarity) for claim in claims} == {("killed 3", "-"), ("wounded 3", "+")}


@gap("lines")
def test_a_headline_takes_no_victim_from_the_next_line() -> None:
    text = "Allies ask for help after senior commanders killed\nPF Commander Omar Sedi asked for help."
    assert not any("Sedi" in claim.quote for claim in casualties(text))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Eleven bodies were found. Of these eleven, three were boys, two were soldiers, and four came from Lipa.",
            3,
        ),
        ("Sixteen people were abducted. Three of them are boys, two are soldiers, and four come from Lipa.", 3),
        ("Eleven people were killed. Three were abducted in Lipa.", 0),
    ],
)
def test_bare_figures_that_go_on_count_parts_of_the_whole_before_them(text: str, parts: int) -> None:
    told = casualties(text)
    assert sum(value_of(claim).subset_of is not None for claim in told) == parts
