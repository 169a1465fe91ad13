"""Names of actors as a text prints them: trimmed, typed and tied, with traps."""

from __future__ import annotations

import pytest

from recount.model.mentions import NameMention
from recount.reading.names import read_names
from tests.reading.opened import open_text


def named(text: str) -> dict[str, NameMention]:
    page = open_text(text)
    names = read_names(page)
    for name in names:
        assert " ".join(text[name.start : name.end].split()) == name.surface
    assert list(names) == sorted(names, key=lambda name: (name.start, name.end))
    return {name.surface: name for name in names}


@pytest.mark.parametrize(
    ("text", "surface", "kind", "title"),
    [
        ("On Monday Prime Minister Nuri al-Xaliki visited the town.", "Nuri al-Xaliki", "person", "Prime Minister"),
        ("Mr. Peter Varga left the meeting.", "Peter Varga", "person", "Mr."),
        ("The raid was led by Brigadier General Omar Dorbus.", "Omar Dorbus", "person", "Brigadier General"),
        ("Secretary of State Jane Holm spoke to reporters.", "Jane Holm", "person", "Secretary of State"),
        ("Former Danish Home Secretary Alan Dane said so.", "Alan Dane", "person", "Former Danish Home Secretary"),
        ("Peter\u00a0Varga said on Friday that he would stay.", "Peter Varga", "person", None),
        ("Danish forces stormed the village at dawn.", "Danish forces", "unit", None),
        ("The Norwegian government denied the report.", "Norwegian government", "state", None),
        ("The government of Finland denied the report.", "government of Finland", "state", None),
        ("Danish security forces arrested two students.", "Danish security forces", "unit", None),
        ("Unidentified gunmen shot a farmer.", "Unidentified gunmen", "group", None),
        ("Gunmen shot a farmer in his house.", "Gunmen", "group", None),
        ("Norway attacked the town on Sunday.", "Norway", "state", None),
        ("The Danish prime minister refused to answer.", "Danish prime minister", "office", None),
    ],
)  # fmt: skip
def test_one_name(text: str, surface: str, kind: str, title: str | None) -> None:
    names = named(text)
    assert surface in names, list(names)
    assert names[surface].type == kind
    assert names[surface].title == title


def test_acronyms_in_brackets_are_tied_both_ways_and_spread() -> None:
    names = named(
        "The Popular Democratic Front of Norland (PDFN / VKL) said it would fight on. Two days later the VKL withdrew."
    )
    full = next(name for name in names.values() if name.surface.startswith("Popular"))
    assert full.acronym_of == "PDFN"
    page = open_text(
        "The Popular Democratic Front of Norland (PDFN / VKL) said it would fight on. Two days later the VKL withdrew."
    )
    assert [name.surface for name in read_names(page)].count("VKL") == 2
    assert any(name.surface == "VKL" and name.acronym_of == full.surface for name in read_names(page))


def test_apposition_ties_person_and_office() -> None:
    names = named("Omar Dorbus, the army chief, ordered the raid.")
    assert names["Omar Dorbus"].apposition_to == "army chief"
    assert names["army chief"].apposition_to == "Omar Dorbus"


def test_the_owner_of_a_government_is_a_name_of_its_own() -> None:
    names = named("Peter Varga spoke. Varga's government denied the report.")
    assert names["Varga"].type == "person"
    assert names["Varga's government"].type == "state"


@pytest.mark.xfail(strict=True, reason="two mentions that the engine takes for a person outvote the camp")
def test_a_camp_makes_its_name_a_place_everywhere() -> None:
    names = named("Soldiers entered Camp Norrin at dawn. The people of Norrin fled, and Norrin was burnt down.")
    assert not any(name.surface == "Norrin" and name.type == "person" for name in names.values())


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The bus passed an army base and a police station.", "army"),
        ("They live in Norway.", "Norway"),
        ("The Fourth Geneva Convention protects civilians.", "Geneva Convention"),
        ("Soldiers fired from Humvees at the crowd.", "Humvees"),
        ("He told us about it.", "us"),
    ],
)
def test_what_is_no_actor(text: str, absent: str) -> None:
    assert absent not in named(text)


def test_upper_case_text() -> None:
    names = named("GUERRILLAS KIDNAPPED TWO FARMERS. THE ARMY SAID PEDRO DORBUS WAS FREED.")
    assert names["GUERRILLAS"].type == "group"
    assert names["ARMY"].type == "unit"


def test_byline() -> None:
    names = named("By Mosen Tardary\n\nSoldiers entered the village.")
    assert names["Mosen Tardary"].type == "person"
