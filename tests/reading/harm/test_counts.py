"""Casualty phrases with the values that a careful reader gives them, read with the real engine.

Notation: ``killed 36`` exact, ``31+`` no upper bound, ``-30`` no lower bound, ``27-33`` bounds, ``?`` no bounds;
``/children`` the subgroup, ``<`` a part of another claim. All people and places are invented.
"""

from __future__ import annotations

import pytest

from recount.model.claims import CasualtyValue, Claim
from recount.reading import harm
from tests.reading.opened import open_text, sheet_of

CASES: list[tuple[str, set[str]]] = [
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
    ("The floods displaced 3,000 people.", {"displaced 3000"}),
    ("Interrogators tortured two students.", {"tortured 2"}),
    ("The court executed four men on Monday.", {"executed 4"}),
    ("They abducted and killed three teachers.", {"abducted 3", "killed 3"}),
    ("The attackers killed and wounded 30 people.", {"killed_or_wounded 30"}),
    ("Militants shot and wounded two officers.", {"wounded 2"}),
    # passive
    ("At least 26 students have been killed and hundreds wounded.", {"killed 26+", "wounded 200+"}),
    ("Two hundred and six miners were killed.", {"killed 206"}),
    ("Some 30 civilians were killed in the village.", {"killed 27-33"}),
    ("Half a dozen women were wounded.", {"wounded 5-7"}),
    ("Three or four guards were injured.", {"wounded 3-4"}),
    ("No fewer than 90 people were killed.", {"killed 90+"}),
    ("31 or more passengers were killed.", {"killed 31+"}),
    ("Several people were killed.", {"killed 3+"}),
    ("Dozens were wounded in the melee.", {"wounded 24+"}),
    ("Scores of shoppers were injured.", {"wounded 40+"}),
    ("Many were wounded.", {"wounded ?"}),
    ("A number of residents were murdered.", {"killed ?"}),
    ("Thousands of villagers were displaced.", {"displaced 2000+"}),
    ("Four porters were killed and more than 40 hurt in the hall.", {"killed 4", "wounded 41+"}),
    ("Six miners were feared killed.", {"killed 6"}),
    ("Nine hikers were found dead.", {"killed 9"}),
    ("Two pilots were reported missing.", {"missing 2"}),
    ("Eleven fishermen went missing.", {"missing 11"}),
    ("Three nurses were raped.", {"raped 3"}),
    ("A man was shot dead outside a shop.", {"killed 1"}),
    ("She was killed in the attack.", {"killed 1"}),
    ("Nobody was killed.", {"killed 0"}),
    ("No one was hurt.", {"wounded 0"}),
    ("There were no casualties.", {"killed_or_wounded 0"}),
    ("Five men were shot.", {"killed_or_wounded 5"}),
    ("Five men were fatally shot.", {"killed 5"}),
    ("Two boys were shot in the leg.", {"wounded 2"}),
    ("Two brothers were stabbed to death.", {"killed 2"}),
    ("Ten women and children were killed.", {"killed 10"}),
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
    ("The death toll rose from 28 to 34 on Sunday.", {"killed 34"}),
    ("Death toll at 47 and rising", {"killed 47+"}),
    ("The death toll continues to rise.", {"killed ?"}),
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
    # singular persons, sums, names
    ("A farmer and his two sons were killed.", {"killed 3", "killed 1/farmer<", "killed 2/sons<"}),
    ("Eight civilians and three soldiers were killed.", {"killed 11", "killed 8/civilians<", "killed 3/soldiers<"}),
    ("A suicide bomber killed himself and five others.", {"killed 6", "killed 1/himself<", "killed 5<"}),
    ("He killed his wife before killing himself.", {"killed 1", "killed 1/himself"}),
    ("19 militants, three soldiers die in clashes", {"killed 22", "killed 19/militants<", "killed 3/soldiers<"}),
    ("Three civilians, two women and a man, died.", {"killed 3", "killed 2/women<", "killed 1/man<"}),
    ("The guard was killed along with two clerks.", {"killed 3", "killed 1/guard<", "killed 2/clerks<"}),
    # parts
    ("At least 31 people, including 8 children, were killed.", {"killed 31+", "killed 8/children<"}),
    ("The strike killed 10 people, among them a nurse.", {"killed 10", "killed 1/nurse<"}),
    ("Twenty people were killed, of whom five were children.", {"killed 20", "killed 5/children<"}),
    ("Twenty people were killed, five of whom were children.", {"killed 20", "killed 5/children<"}),
    ("The toll rose to 34 dead, including 8 children.", {"killed 34", "killed 8/children<"}),
    ("They killed over 30 people. Among the fatalities were many women.", {"killed 31+", "killed ?/women<"}),
    ("Five people were wounded. The wounded include a child.", {"wounded 5", "wounded 1/child<"}),
    ("Ten people died. A baker was among the dead.", {"killed 10", "killed 1/baker<"}),
    ("The number of dead rose to 45 on Sunday.", {"killed 45"}),
    ("A later post put the number killed at 12.", {"killed 12"}),
    # upper case
    ("THREE SUBVERSIVES WERE KILLED AND SEVEN OTHERS WERE WOUNDED DURING CLASHES.", {"killed 3", "wounded 7"}),
    ("THE TERRORISTS KIDNAPPED ABOUT 50 PEASANTS.", {"abducted 45-55"}),
    ("A SOLDIER WAS WOUNDED AND TAKEN TO THE HOSPITAL.", {"wounded 1"}),
    ("NO FEWER THAN THIRTY-ONE PERSONS WERE KILLED.", {"killed 31+"}),
    # refused: things, animals, years, ages, populations, idioms
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
    ("The prisoners were executed one by one.", {"executed ?"}),
    ("His mother nearly died.", set()),
    ("They vowed to eliminate every last member of the group.", set()),
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
    ("The death of a 6-year-old is under review.", {"killed 1"}),
    ("A 12-year-old girl was killed.", {"killed 1"}),
    ("Two 15-year-old boys were wounded.", {"wounded 2"}),
]  # fmt: skip


def written(claim: Claim) -> str:
    """Return a casualty claim in the notation of the table."""
    value = claim.value
    assert isinstance(value, CasualtyValue)
    low, high = value.count.low, value.count.high
    if low is None and high is None:
        bounds = "?"
    elif low == high:
        bounds = str(low)
    elif high is None:
        bounds = f"{low}+"
    else:
        bounds = f"{'' if low is None else low}-{high}"
    subgroup = f"/{value.subgroup}" if value.subgroup else ""
    return f"{value.outcome} {bounds}{subgroup}{'<' if value.subset_of else ''}"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_phrase(text: str, expected: set[str]) -> None:
    claims = harm.read(sheet_of(open_text(text)))
    assert {written(claim) for claim in claims} == expected
    for claim in claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.anchor is not None
        assert claim.anchor.start < claim.anchor.end <= len(text)


def test_ambiguous_part_is_flagged_with_both_wholes() -> None:
    text = (
        "41 villagers massacred and 270 others injured was how it ended; "
        "more than 150 of which came from direct gunfire."
    )
    claims = harm.read(sheet_of(open_text(text)))
    assert {written(claim) for claim in claims} == {
        "killed 41", "wounded 270", "wounded 151+/came from direct gunfire<",
    }  # fmt: skip
    part = next(claim for claim in claims if isinstance(claim.value, CasualtyValue) and claim.value.subset_of)
    whole = next(claim for claim in claims if "270" in claim.quote and claim is not part)
    assert isinstance(part.value, CasualtyValue)
    assert part.value.subset_of == whole.id
    assert part.value.flags == ("ambiguous: subset of wounded or of total",)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Militants have killed 300 people since 2003.", "cumulative: since 2003"),
        ("The war has killed 9,000 people in the past two years.", "cumulative: past two years"),
        ("More than 40 people have been killed so far this year.", "cumulative: so far this year"),
        ("Ten people were killed. Two others died later.", "additional: others"),
        ("Ten people were killed and 30 others were wounded.", "disjoint: others"),
        ("He was killed.", "anaphoric: he"),
        ("Five of the men were killed.", "part: of a larger number"),
    ],
)
def test_doubt_is_flagged(text: str, flag: str) -> None:
    flags = [
        flag
        for claim in harm.read(sheet_of(open_text(text)))
        if isinstance(claim.value, CasualtyValue)
        for flag in claim.value.flags
    ]
    assert flag in flags


def test_single_incident_is_not_cumulative() -> None:
    text = "Ten people were killed in the worst attack since 2003."
    (claim,) = harm.read(sheet_of(open_text(text)))
    assert isinstance(claim.value, CasualtyValue)
    assert claim.value.flags == ()


def test_names_side_status_and_cause() -> None:
    text = "Two Merani soldiers were killed in an airstrike near Tanvar."
    (claim,) = harm.read(sheet_of(open_text(text)))
    value = claim.value
    assert isinstance(value, CasualtyValue)
    assert (value.unit, value.side, value.civil_status, value.cause) == ("soldiers", "Merani", "combatant", "airstrike")


def test_withheld_names_are_persons() -> None:
    text = "Police say [PERSON_2] shot and killed [PERSON_1] inside a home."
    (claim,) = harm.read(sheet_of(open_text(text)))
    assert isinstance(claim.value, CasualtyValue)
    assert claim.value.who == ("[PERSON_1]",)
    assert written(claim) == "killed 1"


def test_names_listed_after_a_number_are_the_counted() -> None:
    text = "Soldiers killed two reporters, Roberto Sena and Maurice Pinto, in the night."
    (claim,) = harm.read(sheet_of(open_text(text)))
    assert isinstance(claim.value, CasualtyValue)
    assert claim.value.who == ("Roberto Sena", "Maurice Pinto")
    assert written(claim) == "killed 2"


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("No one was hurt.", True),
        ("There were no casualties.", True),
        ("Twelve people were killed.", True),
        ("The soldiers did not kill 10 people.", False),
        ("They threatened to kill 10 hostages.", False),
        ("Did the army kill 30 people?", False),
        ("The ministry denied that 20 people were killed.", False),
    ],
)
def test_only_what_is_said_to_have_happened_is_usable(text: str, usable: bool) -> None:
    (claim,) = harm.read(sheet_of(open_text(text)))
    assert claim.usable is usable


def test_wounded_and_not_killed_are_two_claims() -> None:
    claims = harm.read(sheet_of(open_text("Three guards were not killed but wounded.")))
    assert {(written(claim), claim.polarity) for claim in claims} == {("killed 3", "-"), ("wounded 3", "+")}


def test_a_headline_takes_no_victim_from_the_next_line() -> None:
    text = "Allies ask for help after senior commanders killed\nPF Commander Omar Sedi asked for help."
    assert not any("Sedi" in claim.quote for claim in harm.read(sheet_of(open_text(text))))
