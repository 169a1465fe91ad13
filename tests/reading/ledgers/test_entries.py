"""Ledgers on sentences of our own, by rules alone: who asks, promises, warns and answers, and whom; what is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.intake import make_document
from recount.language import load_engine
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    ExhibitValue,
    ResponseValue,
    StatusValue,
    WarningValue,
)
from recount.reading import open_sheet
from recount.reading.ledgers import LEDGERS

HARM = "Twelve miners were killed by soldiers at Orsel Mill on 4 May 2031. "


def entries(text: str, told: str = HARM) -> list[Claim]:
    document = make_document(told + text, name="account")
    sheet = open_sheet(document, replace(load_engine().analyse(document.text), entries=None))
    found = [claim for reader in LEDGERS for claim in reader(sheet)]
    for claim in found:
        assert document.text[claim.start : claim.end] == claim.quote
    return [claim for claim in found if claim.start >= len(told)]


DEMANDS = [
    (
        "Amnesty International urged the governor to open an inquiry.",
        "Amnesty International",
        "the governor",
        "inquiry",
    ),
    ("The union demanded that the army leave the camp.", "The union", "the army", "protection"),
    ("The lawyers' call for an international investigation was ignored.", "The lawyers", None, "inquiry"),
    ("The opposition insisted on the release of all prisoners.", "The opposition", None, "release"),
    ("The governor was urged by the bishops to halt the evictions.", "the bishops", "The governor", "protection"),
    (
        "The commission recommended that the state prosecute those responsible.",
        "The commission",
        "the state",
        "inquiry",
    ),
    ("The families appealed to the Red Cross for medicine.", "The families", "the Red Cross", "medical care"),
    ("The widows want the colonel tried abroad.", "The widows", None, "inquiry"),
    ("The council requested that its observers be given access to the valley.", "The council", None, "protection"),
    ("The ministry must hand over the names of the officers.", None, "The ministry", "inquiry"),
    ("Dr Oren Varga said the detainees should be given medical care.", "Oren Varga", None, "medical care"),
    ("“Release our sons,” the mothers said.", "the mothers", None, "release"),
    ("Do not deport them!", None, None, "protection"),
]
"""A sentence, who asks (None: the author), one of those asked, and the kind of act."""


@pytest.mark.parametrize(("text", "by", "to", "category"), DEMANDS)
def test_a_demand_has_its_parties(text: str, by: str | None, to: str | None, category: str) -> None:
    (claim,) = [one for one in entries(text) if one.kind == "demand"]
    assert isinstance(claim.value, DemandValue)
    assert (claim.value.by, claim.value.category) == (by, category)
    assert claim.value.to == (() if to is None else (to,))


def test_a_demand_keeps_its_condition() -> None:
    (claim,) = entries("If the families are not heard, the Council must impose sanctions on the regime.")
    assert isinstance(claim.value, DemandValue)
    assert claim.value.condition == "If the families are not heard"
    assert claim.value.to == ("the Council",)


def test_the_reader_of_a_letter_is_asked() -> None:
    (claim,) = entries("I ask you to release my brother.", told=f"Dear Governor Ternes,\n\n{HARM}")
    assert isinstance(claim.value, DemandValue)
    assert claim.value.to == ("Governor Ternes",)


NOBODY_ASKS = [
    "The union did not ask for the release of the guards.",
    "The spokesman insisted that nobody had been shot.",
    "The reporter asked whether the army would leave the camp.",
    "Should the army leave the camp?",
    "The nurse told me that her cousin was at the mill.",
    "You should know that we are here.",
    "The general ordered his men to fire.",
    "Let them burn.",
    "A boy asked for chocolate at noon on 5 May.",
]


@pytest.mark.parametrize("text", NOBODY_ASKS[:-1])
def test_what_asks_for_nothing_is_no_demand(text: str) -> None:
    assert [one.quote for one in entries(text) if one.kind == "demand"] == []


PROMISES = [
    ("The army promised the villagers that it would protect them.", "The army", ("the villagers",), None),
    ("The ministry assured the union that no soldier would enter the mill.", "The ministry", ("the union",), None),
    ("Under the Orsel Accord the company is obliged to protect the workers.", "the company", (), "the Orsel Accord"),
    ("In the treaty the government undertook never to fire at the town.", "the government", (), "the treaty"),
]


@pytest.mark.parametrize(("text", "by", "to", "instrument"), PROMISES)
def test_a_promise_has_its_direction(text: str, by: str, to: tuple[str, ...], instrument: str | None) -> None:
    (claim,) = [one for one in entries(text) if one.kind == "commitment"]
    assert isinstance(claim.value, CommitmentValue)
    assert (claim.value.by, claim.value.to, claim.value.instrument) == (by, to, instrument)
    assert claim.polarity == "+"


@pytest.mark.parametrize(
    "text",
    [
        "The general vowed to crush the strike.",
        "The theatre promised that the bar would be open later than usual.",
        "The army never promised to protect the villagers.",
        "The governor vowed to bring freedom to the province.",
    ],
)
def test_a_vow_of_violence_and_promises_of_other_things_are_none(text: str) -> None:
    assert [one.quote for one in entries(text) if one.kind == "commitment"] == []


ANSWERS = [
    ("The ministry denied that soldiers had fired.", "The ministry", False),
    ("The governor condemned the killings.", "The governor", False),
    ("The army has not answered the families' letter.", "The army", True),
    ("The company declined to comment.", "The company", True),
    ("The prosecutor opened an investigation into the deaths.", "The prosecutor", False),
    ("The Red Cross sent medicine and two surgeons.", "The Red Cross", False),
    ("The colonel apologised to the widows.", "The colonel", False),
    ("The police said nothing about the dead.", "The police", True),
]


@pytest.mark.parametrize(("text", "by", "silent"), ANSWERS)
def test_an_answer_has_its_voice_and_a_silence_is_alleged(text: str, by: str, silent: bool) -> None:
    (claim,) = [one for one in entries(text) if one.kind == "response"]
    assert isinstance(claim.value, ResponseValue)
    assert (claim.value.by, claim.value.silence_alleged) == (by, silent)
    assert claim.polarity == ("+" if silent else claim.polarity)
    assert claim.record_as == "alleged" or not silent


def test_standing_by_is_the_opinion_of_whoever_says_so() -> None:
    (claim,) = [one for one in entries("The United Nations stood idly by.") if one.kind == "response"]
    assert (claim.certainty, claim.record_as) == ("opinion", "opinion")


def test_a_pronoun_stands_for_the_one_subject_that_fits_and_else_for_nobody() -> None:
    (claim,) = [one for one in entries("The ministry met on Monday. It declined to comment.") if one.kind == "response"]
    assert isinstance(claim.value, ResponseValue)
    assert claim.value.by == "The ministry"
    two = entries("The ministry met the union, and the union met the company. It declined to comment.")
    assert [one.value for one in two if one.kind == "response"] == []


def test_a_warning_has_whom_it_reached() -> None:
    (claim,) = [one for one in entries("The union had warned the ministry of an attack.") if one.kind == "warning"]
    assert isinstance(claim.value, WarningValue)
    assert claim.value.known_to is not None
    assert claim.value.known_to.startswith("the ministry")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A video filmed by a nurse shows soldiers firing at the gate.", "video"),
        ("Photographs of the wounded were published by the Courier.", "photograph"),
        ("A cable sent by the embassy describes the raid.", "cable"),
        ("The autopsy was never made public.", "testimony"),
    ],
)
def test_a_thing_that_would_show_something_is_an_exhibit(text: str, kind: str) -> None:
    found = [one.value for one in entries(text) if one.kind == "exhibit"]
    assert len(found) == 1
    assert isinstance(found[0], ExhibitValue)
    assert not found[0].held
    assert found[0].type in (kind, "report")


@pytest.mark.parametrize(
    ("text", "subject", "status"),
    [
        ("The residents were granted refugee status under the 1951 Convention.", "The residents", "refugee status"),
        ("The miners are prisoners of war.", "The miners", "prisoners of war"),
        ("The former governor, Ada Orm, was absent.", "Ada Orm", "former governor"),
        ("Pero Lodd was arrested in June.", "Pero Lodd", "arrested"),
    ],
)
def test_a_status_is_what_a_passage_says(text: str, subject: str, status: str) -> None:
    (value,) = [one.value for one in entries(text) if one.kind == "status"]
    assert isinstance(value, StatusValue)
    assert value.subject == subject
    assert status in value.status


def test_a_text_without_harm_has_no_ledger() -> None:
    text = " ".join(row[0] for row in DEMANDS[1:3]) + " " + PROMISES[0][0]
    assert entries(text, told="The market opened on 4 May 2031. ") == []


@given(st.lists(st.sampled_from([row[0] for row in DEMANDS + ANSWERS]), min_size=1, max_size=4, unique=True))  # type: ignore[operator]
def test_entries_lie_in_their_own_sentence_whatever_stands_beside_it(rows: list[str]) -> None:
    made = entries(" ".join(rows))
    spans = [(one.start, one.end) for one in made]
    starts, at = [], len(HARM)
    for row in rows:
        starts.append((at, at + len(row)))
        at += len(row) + 1
    assert all(any(first <= start and end <= last for first, last in starts) for start, end in spans)
