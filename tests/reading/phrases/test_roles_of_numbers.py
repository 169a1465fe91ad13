"""Numbers that are no casualties: their roles, their claims, and the promise that they harm nobody."""

from __future__ import annotations

import pytest

from recount.model.claims import PopulationValue
from recount.reading import harm, small
from tests.reading.opened import number_roles, open_text, sheet_of

ROLES = [
    ("The valley is home to 2,700 residents.", "2,700", "residents"),
    ("A party of nearly 200 members met.", "nearly 200", "members"),
    ("The remaining 1200 survivors need help.", "1200", "survivors"),
    ("About 5,000 demonstrators marched.", "About 5,000", "attendance"),
    ("The 80 persons who were attacked left.", "80", "attacked"),
    ("The jail has 40 inmates.", "40", "captives"),
    ("A 1,800-strong force raided the town.", "1,800", "force"),
    ("Five other battalions joined the raid.", "Five", "force"),
    ("Some 300 soldiers surrounded the camp.", "Some 300", "force"),
    ("The 5th Division took part.", "5th", "designation"),
    ("They are protected under the 6th Tarvan Convention.", "6th", "reference"),
    ("See article 12 of the treaty.", "12", "reference"),
    ("It happened in the 500 block of Elm Street.", "500", "reference"),
    ("He lives at 308 Corby Lane.", "308", "reference"),
    ("The village is about 60 kilometres from the coast.", "about 60", "distance"),
    ("It cost $40 a day.", "40", "money"),
    ("70% of the staff worked there.", "70%", "percentage"),
    ("He came in 2003.", "2003", "year"),
    ("After the 2003 flood they left.", "2003", "year"),
    ("It happened on 8 April.", "8", "date"),
    ("It happened on April 8.", "8", "date"),
    ("They marched for three hours.", "three", "duration"),
    ("They left at 7 p.m. on Monday.", "7", "time"),
    ("A 12-year-old girl sang.", "12", "age"),
    ("Lena Marsh, 34, spoke first.", "34", "age"),
    ("The army lost 5 tanks.", "5", "vehicle"),
    ("The flood killed 200 sheep.", "200", "animal"),
    ("They burned 14 houses.", "14", "building"),
    ("Police found six rifles.", "six", "weapon"),
    ("The two attacks were alike.", "two", "event"),
    ("Call 252-555-0101 now.", "252-555-0101", "code"),
    ("The gun fires 7.62 mm rounds.", "7.62", "caliber"),
    ("1. Thank you for this.", "1", "list"),
    ("Ten people were killed.", "Ten", "casualty"),
]


@pytest.mark.parametrize(("text", "raw", "role"), ROLES, ids=[text[:40] for text, _, _ in ROLES])
def test_role(text: str, raw: str, role: str) -> None:
    sheet = sheet_of(open_text(text))
    rows = {sheet.page.quote(span): found for span, found in number_roles(sheet)}
    assert rows[raw] == role


@pytest.mark.parametrize("text", [text for text, _, role in ROLES if role != "casualty"])
def test_no_other_role_becomes_a_casualty(text: str) -> None:
    assert harm.read(sheet_of(open_text(text))) == []


def test_every_digit_has_a_role_once() -> None:
    text = "On 3 June 2014, at 5:15 am, unit R2 of the 7th Division (about 1,900 men) killed 21 people in 3 towns."
    sheet = sheet_of(open_text(text))
    rows = number_roles(sheet)
    for index, letter in enumerate(text):
        if letter.isdigit():
            assert sum(span.start <= index < span.end for span, _ in rows) == 1


def test_population_claims_keep_their_words() -> None:
    text = "The valley is home to 2,700 residents, and a 1,800-strong force raided it."
    claims = small.read_populations(sheet_of(open_text(text)))
    (people,) = [claim.value for claim in claims if isinstance(claim.value, PopulationValue)]
    assert (people.of, people.role, people.count.value) == ("residents", "residents", 2700)
    assert len(claims) == 1
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)


def test_years_dates_and_ordinals_become_no_claim() -> None:
    text = "In 2003 the 5th Division left on 8 April, a year after the third vote."
    assert small.read_populations(sheet_of(open_text(text))) == []
