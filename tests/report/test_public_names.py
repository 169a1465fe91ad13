"""Which words of a text are withheld: names in every disguise; offices, bodies and plain words stand."""

from __future__ import annotations

import pytest

from recount.report.public.identifiers import identifiers
from recount.report.public.known import Names
from recount.report.public.offices import named_with_office
from recount.report.public.spans import find


def left(text: str) -> str:
    for one in reversed(find(text, Names()).withheld):
        text = f"{text[: one.start]}#{text[one.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The baker met Rose Baker at noon.", "The baker met # at noon."),
        ("Rose Baker saw it.", "# saw it."),
        ("Baker said the men came at night.", "# said the men came at night."),
        ("HOPE BAKER SHOT AT THE MARKET", "# SHOT AT THE MARKET"),
        ("UNREST IN QUELVIN: PELL ORVANDER SHOT", "UNREST IN #: # SHOT"),
        ("They freed Omar bin al-Ketub, Jean-Paul N'Dongbé and K. Orvander.", "They freed #, # and #."),
        ("We met Anna orvander.", "We met #."),
        ("my neighbour anna orvander saw it", "my neighbour # saw it"),
        ("A. B., 17, was hurt. The U.N. knew.", "#., 17, was hurt. The U.N. knew."),
        ("Dr. Orvander and Mrs Stone left on Monday, 4 May.", "Dr. # and Mrs # left on Monday, 4 May."),
        ("May Orvander and April Dean left.", "# and # left."),
        ("Jordan Miller wept.", "# wept."),
        ("Orvander's son ran.", "#'s son ran."),
        ("John ORVANDER and KHAN fled.", "# and # fled."),
        ("Men of the Iraqi Army left the Ministry of Health.", "Men of the Iraqi Army left the Ministry of Health."),
        ("They MUST stop. Later, witnesses heard shots.", "They MUST stop. Later, witnesses heard shots."),
    ],
)  # fmt: skip
def test_a_capital_stands_only_where_it_names_nobody(text: str, expected: str) -> None:
    assert left(text) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Interior Minister Karim Haddadin spoke.", ["Karim Haddadin"]),
        ("Nadja Holtz, a spokeswoman for the ministry, spoke.", ["Nadja Holtz"]),
        ("A spokesman for the ministry, Olek Brantz, said so.", ["Olek Brantz"]),
        ("Vik Strandholt, the police chief of the town, spoke.", ["Vik Strandholt"]),
        ("The minister's driver, Olek Brantz, fled.", []),
        ("Ida Falkner, the wife of the mayor, spoke.", []),
        ("Student leader Ana Reyvas and Dr Pia Berendt spoke.", []),
        ("A spokesman for the family, Olek Brantz, said so.", []),
        ("Ida Falkner, Minister Karim Haddadin and others spoke.", ["Karim Haddadin"]),
    ],
)
def test_an_office_makes_public_only_whose_it_is(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in named_with_office(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2001, 14 people were killed.", "From 1998-2001 some 10 000 000 fled.", "At 9.30-11.45 on 12.04.1999.",
        "OF 14 MEN, 3 MAY 2001", "Resolution 1325 of 2000-10-31.", "Between 150 and 2,000 of 12000 residents.",
    ],
)  # fmt: skip
def test_days_and_counts_are_no_identifiers(text: str) -> None:
    assert identifiers(text) == []
