"""Deprivations, parts, motives and loaded words that only the net sees, with marks given by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model.analysis import EntryMark
from recount.model.claims import Claim, DeprivationValue, RoleValue, TextValue
from recount.reading import open_sheet
from recount.reading.ledgers import LEDGERS
from recount.reading.ledgers.motives import read_motives
from recount.reading.page import Page
from tests.reading.opened import open_text, sheet_of

SURE = 0.98
KINDS = ("deprivation", "role", "motive", "characterisation")


def _at(page: Page, word: str) -> int:
    return next(index for index, token in enumerate(page.tokens) if token.text == word)


def _entered(text: str, kind: str, word: str, first: str, last: str, **pointed: str) -> list[Claim]:
    """Return the claims made of one entry whose places are given as words of the text."""
    page = open_text(text)
    at = {name: _at(page, to) for name, to in pointed.items() if name not in ("sort", "to")}
    mark = EntryMark(
        _at(page, word), kind, SURE, _at(page, first), _at(page, last), at.get("by"),
        (_at(page, pointed["to"]),) if "to" in pointed else (), at.get("opens"), at.get("closes"),
        pointed.get("sort", ""), SURE,
    )  # fmt: skip
    sheet = open_sheet(page.document, replace(page.analysis, entries=(mark,)))
    return [claim for reader in LEDGERS for claim in reader(sheet) if claim.kind in KINDS]


def test_what_is_withheld_has_its_sort_its_parties_and_since_when() -> None:
    text = "After forty people were killed, the garrison kept the bakers from the valley since 4 May 2031."
    (claim,) = _entered(
        text, "deprivation", "kept", "garrison", "2031", by="garrison", to="valley", opens="bakers", closes="bakers",
        sort="food",
    )  # fmt: skip
    assert isinstance(claim.value, DeprivationValue)
    assert (claim.value.sort, claim.value.by, claim.value.what) == ("food", "the garrison", "bakers")
    assert claim.record_as == "alleged"


@pytest.mark.parametrize(
    ("sort", "role"),
    [("knew", "knew"), ("allowed", "enabled"), ("withdrew", "failed_to_protect"), ("looked_on", "failed_to_protect"),
     ("armed", "enabled"), ("obeyed", "obeyed"), ("headed", "commanded"), ("concealed", "concealed")],
)  # fmt: skip
def test_a_part_is_an_allegation_of_its_role(sort: str, role: str) -> None:
    text = "Forty people were killed at the mill. Governor Varga let the trucks pass."
    (claim,) = (
        claim
        for claim in _entered(
            text, "part", "let", "Governor", "pass", by="Varga", opens="let", closes="pass", sort=sort
        )
        if claim.kind == "role"
    )
    assert isinstance(claim.value, RoleValue)
    assert claim.value.role == role
    assert claim.value.actor.endswith("Varga")
    assert claim.record_as == "alleged"


def test_a_part_of_nobody_who_is_printed_or_of_no_sort_is_none() -> None:
    text = "Forty people were killed at the mill. Governor Varga let the trucks pass."
    assert _entered(text, "part", "let", "Governor", "pass", sort="allowed") == []
    assert _entered(text, "part", "let", "Governor", "pass", by="Varga", sort="other") == []


def test_what_is_only_asked_or_denied_is_not_entered() -> None:
    asked = "Forty people were killed at the mill. Did Governor Varga let the trucks pass?"
    assert _entered(asked, "part", "let", "Governor", "pass", by="Varga", sort="allowed") == []
    denied = "Forty people were killed at the mill. Governor Varga did not let the trucks pass."
    assert _entered(denied, "part", "let", "Governor", "pass", by="Varga", sort="allowed") == []


@pytest.mark.parametrize(
    ("text", "words", "whose"),
    [
        ("The riders shot nine men in revenge for the burning of the mill.", "revenge for the burning of the mill",
         "The riders"),
        ("Soldiers killed forty people to punish the village.", "to punish the village", "Soldiers"),
    ],
)  # fmt: skip
def test_a_motive_is_whose_it_is_and_its_words(text: str, words: str, whose: str) -> None:
    (claim,) = read_motives(sheet_of(open_text(text)))
    assert isinstance(claim.value, TextValue)
    assert words in claim.value.text
    assert claim.value.about == whose


@pytest.mark.parametrize(
    "text", ["Nine men were killed in the mill for hours.", "The judge came to punish the men who killed nine people."]
)
def test_no_reason_is_found_where_none_is_given(text: str) -> None:
    assert read_motives(sheet_of(open_text(text))) == []


def test_a_loaded_word_that_no_list_has_is_an_opinion_and_a_listed_one_is_told_once() -> None:
    text = "Forty people were killed at the mill by these jackals of the valley."
    (claim,) = _entered(text, "label", "jackals", "jackals", "jackals", opens="jackals", closes="jackals")
    assert (claim.quote, claim.kind, claim.certainty) == ("jackals", "characterisation", "opinion")
    listed = "Forty people were killed at the mill by these terrorists of the valley."
    assert (
        _entered(listed, "label", "terrorists", "terrorists", "terrorists", opens="terrorists", closes="terrorists")
        == []
    )


def test_who_is_told_knew_and_who_told_it_is_accused_of_nothing() -> None:
    text = "Forty people were killed at the mill. Captain Hale warned Governor Varga of the trucks."
    told = _entered(
        text, "part", "warned", "Captain", "trucks", by="Hale", opens="trucks", closes="trucks", sort="knew"
    )  # fmt: skip
    (claim,) = (claim for claim in told if claim.kind == "role")
    assert isinstance(claim.value, RoleValue)
    assert claim.value.actor.endswith("Varga")
