"""Places that accounts show to be places, and descriptions by which a private person is known without a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.pipeline import build
from recount.report import publish
from recount.report.public.identifiers import identifiers
from recount.report.public.known import Names
from recount.report.public.offices import named_with_office
from recount.report.public.shown import Accounts, is_shown_a_place
from recount.report.public.spans import find


def left(text: str, *withheld: str) -> str:
    names = Names()
    for form in withheld:
        names.add(form, stands=False, rule="a person", key=form, kind="person")
        names.loose.update(form.lower().split())
    for one in reversed(find(text, names).withheld):
        text = f"{text[: one.start]}#{text[one.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "is_place"),
    [
        ("Two men died in Dorvel.", True),
        ("They wrote to the ombudsman of Dorvel.", True),
        ("Dorvel lies by the river.", False),
        ("They trusted in Dorvel.", False),
        ("They hid in Dorvel's kitchen.", False),
        ("They lived in Dorvel. Mrs Dorvel wept.", False),
        ("They lived in Dorvel. Dorvel, 41, wept.", False),
        ("They lived in Dorvel. Dorvel said so.", False),
        ("They lived in Dorvel. Anselma Dorvel fled.", False),
        ("They walked to Dorvel.", False),
        ("DORVEL, 9 February 1987 - Shells fell.", True),
        ("Dorvel, 9 February 1987", False),
        ("They hid in Dorvel. Dorvel's wife wept.", False),
        ("They hid in Dorvel & Sons.", False),
        ("They hid in Dorvel. Dorvel is her uncle.", False),
        ("They hid in Dorvel. Dorvel, a weaver, fled.", False),
        ("They asked Dorvel's Minister of Justice in Dorvel.", True),
    ],
)
def test_a_place_is_shown_by_words_that_stand_before_places_alone(text: str, *, is_place: bool) -> None:
    assert is_shown_a_place("Dorvel", Accounts([text])) is is_place


ACCOUNT = """The Shore Post

On 3 May 2001, 14 people were killed in Dorvel, police said. Shells fell near the camp of Ranvik as well.

Anselma Kestany, 34, was hurt in Kestany. Her brother lives at 12 Sowaley Street. In Quelm, 5 people were wounded.
Jorund Quelm, a weaver, fled.
"""


def test_villages_and_camps_stand_and_names_of_persons_do_not(tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "post.txt").write_text(ACCOUNT, encoding="utf-8")
    record = build(tmp_path / "accounts", tmp_path / "c.case", workers=1).record
    text = publish(record).record.documents[0].text or ""
    assert "killed in Dorvel, police said" in text
    for name in ("Kestany", "Sowaley", "Quelm"):
        assert name not in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was the only midwife on the plateau, they said.", "She was #, they said."),
        ("We met the tallest man in the village.", "We met #."),
        ("The abbot's one-eyed nephew ran.", "# ran."),
        ("They are sons of the ferryman of the lower crossing.", "They are #."),
        ("He asked the boy who fixes the generator.", "He asked #."),
        ("She sells bread at the school gate.", "#."),
        ("The only survivor of the attack was found.", "The only survivor of the attack was found."),
        ("The youngest victim was four.", "The youngest victim was four."),
        ("The victim's mother and the boy's father wept.", "The victim's mother and the boy's father wept."),
        ("The man who fired the shots fled.", "The man who fired the shots fled."),
        ("The minister of the region spoke at the gate.", "The minister of the region spoke at the gate."),
        ("Five soldiers of the army guarded the bridge.", "Five soldiers of the army guarded the bridge."),
    ],
)
def test_a_description_of_one_private_person_is_withheld(text: str, expected: str) -> None:
    assert left(text) == expected


def test_where_a_withheld_person_works_and_what_they_are_called_is_withheld() -> None:
    assert left("Jorund Quelm, 52, night guard at the seed depot, died.", "Jorund Quelm") == "#, 52, #, died."
    assert left("They called him Radio. The Quelms wept, the quelms fled.", "Jorund Quelm") == (
        "They called him #. The # wept, the # fled."
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ida, b. 30.01.1955, fled.", "birth date"),
        ("My birthday is the same as hers, twentieth of May 1991.", "birth date"),
        ("I was born on the fourth of April, the card says.", "birth date"),
        ("His number was 9/PHL(N)044127.", "identity number"),
        ("Comments\n> little.betel: is she well?", "user name"),
    ],
)
def test_births_serials_and_dotted_user_names_are_identifiers(text: str, kind: str) -> None:
    assert kind in [one.kind for one in identifiers(text)]


def test_a_death_after_a_birth_is_no_day_of_birth() -> None:
    assert identifiers("He was born in the camp and killed on 4 March 2021.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ombudsman of Norvath, Marat Ulug, attended.", ["Marat Ulug"]),
        ("The Relief Society, whose chair is Dr Lubna Shwe, sent rice.", ["Lubna Shwe"]),
        ("The Society's president, Dr Samar Hadi, has agreed.", ["Samar Hadi"]),
        ("Presenter: Lubna Qart", ["Lubna Qart"]),
        ("The mayor, Anselma Kest, a nurse and two others died.", []),
        ("The brother of the mayor, Anselma Kest, fled.", []),
        ("The school's president, Anselma Kest, fled.", []),
    ],
)
def test_offices_before_a_comma_and_heads_of_bodies(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in named_with_office(text)] == names
