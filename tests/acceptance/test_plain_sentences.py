"""The plainest sentences, read with all that ships: engine, marks and the fitted table of trust. All are invented.

The rooms are tested without marks and table (``tests/reading``); here a table or net that loses what everybody would
read, or tells what nobody said, is found before it ships.
"""

from __future__ import annotations

from functools import cache

import pytest

from recount.language import load_engine
from recount.language.engine import Engine
from recount.model.claims import CasualtyValue, RoleValue
from recount.model.mentions import Reading
from recount.model.text import Author, Document, Segment
from recount.reading import read

COUNTS = [
    ("Rebels killed six farmers near the bridge on Monday.", ("killed", 6, 6)),
    ("At least 12 people were killed when a bomb exploded in the market.", ("killed", 12, None)),
    ("Police said that more than 40 people were wounded in the attack.", ("wounded", 41, None)),
    ("Soldiers arrested 45 students after the march.", ("detained", 45, 45)),
    ("Gunmen kidnapped six engineers from their camp.", ("abducted", 6, 6)),
    ("The floods displaced 3,000 people in the valley.", ("displaced", 3000, 3000)),
    ("Two fishermen are missing after the storm.", ("missing", 2, 2)),
    ("The fire killed two men and injured nine others.", ("wounded", 9, 9)),
    ("The court said three men had been executed at dawn.", ("executed", 3, 3)),
    ("Guards beat a prisoner to death in his cell.", ("killed", 1, 1)),
]
NOTHING = [
    "The valley is home to 2,700 residents.",
    "The team won 3-1 in front of 12,000 people.",
    "Prices rose by 12 per cent in May 2031.",
    "A delegation of seven members toured the docks.",
    "The flood killed 200 sheep.",
    "She was born in 1987 and has two brothers.",
    "The committee met for three hours on 4 May.",
]
ROLES = [
    ("Rebels killed six farmers near the bridge.", ("carried_out", "Rebels")),
    ("Colonel Hugo Barth ordered the attack on the village.", ("ordered", "Hugo Barth")),
    pytest.param(
        "Six men were shot by soldiers of the Third Brigade.",
        ("carried_out", "Third Brigade"),
        marks=pytest.mark.xfail(strict=True, reason="the engine sees no name in it; the soldiers alone are told"),
    ),
]


@cache
def _engine() -> Engine:
    return load_engine()


@cache
def _read(text: str) -> Reading:
    document = Document(
        "document", None, "text", "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), None,
        (Segment("s1", "article", None, 0, len(text)),),
    )  # fmt: skip
    return read(document, _engine().analyse(text))


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_a_plain_count_is_told(text: str, expected: tuple[str, int | None, int | None]) -> None:
    values = [claim.value for claim in _read(text).claims if claim.usable]
    assert expected in [(v.outcome, v.count.low, v.count.high) for v in values if isinstance(v, CasualtyValue)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_harms_nobody_is_no_casualty(text: str) -> None:
    assert [claim.quote for claim in _read(text).claims if isinstance(claim.value, CasualtyValue)] == []


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_a_plain_part_is_told(text: str, expected: tuple[str, str]) -> None:
    role, actor = expected
    values = [claim.value for claim in _read(text).claims]
    assert any(isinstance(v, RoleValue) and v.role == role and actor in v.actor for v in values)


def test_a_denied_count_is_told_as_denied() -> None:
    (claim,) = (
        claim
        for claim in _read("The ministry denied that soldiers had killed 20 people.").claims
        if isinstance(claim.value, CasualtyValue)
    )
    assert not claim.usable
