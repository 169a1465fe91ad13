"""Entries that only the net sees, with marks given by hand; and how rules and net are weighed together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model.analysis import EntryMark
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    ExhibitValue,
    Kind,
    ResponseValue,
    StatusValue,
    TextValue,
    WarningValue,
)
from recount.reading.ledgers import RULES
from recount.reading.ledgers.marked import passage, proposed
from recount.reading.ledgers.others import no_rule
from recount.reading.ledgers.trusted import Candidate, read_ledger, trust
from recount.reading.page import Page
from tests.reading.opened import open_text, sheet_of

SURE = 0.97


HARM = " Nine men were killed at the quarry on 2 May 2031 and forty were wounded."
"""What makes a text one that may have entries."""


def _at(page: Page, word: str | None) -> int | None:
    return next((index for index, token in enumerate(page.tokens) if token.text == word), None)


def _mark(page: Page, kind: str, word: str, first: str, last: str, **pointed: str | list[str]) -> EntryMark:
    """Return an entry whose places are given as words of the text."""
    at = {name: _at(page, to) for name, to in pointed.items() if isinstance(to, str) and name != "sort"}
    token, begins, ends = (_at(page, each) for each in (word, first, last))
    assert token is not None
    assert begins is not None
    assert ends is not None
    to = tuple(index for each in pointed.get("to", []) if (index := _at(page, each)) is not None)
    return EntryMark(
        token, kind, SURE, begins, ends, at.get("by"), to, at.get("opens"), at.get("closes"),
        str(pointed.get("sort", "")),
    )  # fmt: skip


def _entered(page: Page, *marks: EntryMark) -> list[Claim]:
    opened = sheet_of(Page(page.document, replace(page.analysis, entries=marks)))
    return [claim for kind, rule in RULES.items() for claim in read_ledger(kind, rule, opened)]


def test_each_kind_of_entry_becomes_a_claim_with_its_parties_and_contents() -> None:
    page = open_text("The colonel let the widows know nothing would befall their sons." + HARM)
    mark = _mark(
        page, "commitment", "know", "The", "sons", by="colonel", to=["widows"], opens="nothing", closes="sons"
    )  # fmt: skip
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert (claim.value.by, claim.value.to) == ("The colonel", ("the widows",))
    assert claim.value.what == "nothing would befall their sons"
    assert claim.quote == "The colonel let the widows know nothing would befall their sons"
    assert claim.polarity == "+"


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        (
            "Back to us with our brothers, Lodva tells the army.",
            ("demand", "tells", "Back", "army", {"by": "Lodva", "to": ["army"], "opens": "Back", "closes": "brothers",
                                                 "sort": "release"}),
            DemandValue("Lodva", "Back to us with our brothers", ("the army",), None, "release"),
        ),
        (
            "Crosses were chalked on nine doors.",
            ("warning", "chalked", "Crosses", "doors", {"opens": "Crosses", "closes": "doors"}),
            WarningValue("Crosses were chalked on nine doors", "Crosses were chalked on nine doors"),
        ),
        (
            "From Governor Varga came a shrug.",
            ("response", "came", "From", "shrug", {"by": "Varga", "sort": "silence"}),
            ResponseValue("Varga", "", "From Governor Varga came a shrug", silence_alleged=True),
        ),
        (
            "Sister Una keeps the bloodied ledger of names.",
            ("exhibit", "ledger", "the", "names", {"sort": "list"}),
            ExhibitValue("list", "the bloodied ledger of names", None),
        ),
        (
            "Ada Orm sits in Lodva gaol.",
            ("status", "sits", "Ada", "gaol", {"by": "Orm", "opens": "sits", "closes": "gaol"}),
            StatusValue("Ada Orm", "sits in Lodva gaol"),
        ),
    ],
)  # fmt: skip
def test_an_entry_says_what_the_net_points_to(text: str, mark: tuple[str, str, str, str, dict], value: object) -> None:
    page = open_text(text + HARM)
    kind, word, first, last, pointed = mark
    (claim,) = [one for one in _entered(page, _mark(page, kind, word, first, last, **pointed)) if one.kind == kind]
    assert claim.value == value
    assert page.text[claim.start : claim.end] == claim.quote


def test_what_the_net_takes_for_an_answer_is_alleged_at_firmest() -> None:
    page = open_text("Governor Varga gave the order to fire on the miners." + HARM)
    mark = _mark(page, "response", "gave", "Governor", "miners", by="Varga", sort="statement")
    (claim,) = [one for one in _entered(page, mark) if one.kind == "response"]
    assert claim.certainty == "asserted"
    assert claim.record_as == "alleged"


def test_of_two_marks_for_one_passage_the_surer_stays() -> None:
    page = open_text("The colonel let the widows know nothing would befall their sons." + HARM)
    sure = _mark(page, "commitment", "know", "The", "sons", by="colonel", opens="nothing", closes="sons")
    less = replace(sure, token=sure.token + 1, score=0.4)
    opened = Page(page.document, replace(page.analysis, entries=(sure, less)))
    assert proposed(opened) == {"commitment": [sure]}
    assert opened.quote(passage(opened, sure)) == "The colonel let the widows know nothing would befall their sons"


def test_a_status_without_a_subject_or_of_itself_is_none() -> None:
    page = open_text("Ada Orm sits in Lodva gaol.")
    nobody = _mark(page, "status", "sits", "Ada", "gaol", opens="sits", closes="gaol")
    itself = _mark(page, "status", "sits", "Ada", "gaol", by="Orm", opens="Ada", closes="Orm")
    assert _entered(page, nobody) == []
    assert _entered(page, itself) == []


@pytest.mark.parametrize("kind", sorted(kind for kind, rule in RULES.items() if rule is not no_rule))
def test_a_sure_net_is_believed_more_than_a_doubtful_one_and_a_rule_beside_it_no_less_than_it_alone(kind: Kind) -> None:
    page = open_text("The colonel let the widows know nothing would befall their sons." + HARM)
    sheet = sheet_of(page)
    mark = _mark(page, kind, "know", "The", "sons", by="colonel", opens="nothing", closes="sons", sort="other")
    span = passage(page, mark)
    claim = sheet.claim(kind, span, TextValue("nothing"), reader="test")
    both = trust(sheet, Candidate(kind, span, claim, mark))
    alone = trust(sheet, Candidate(kind, span, None, mark))
    doubtful = trust(sheet, Candidate(kind, span, None, replace(mark, score=0.3)))
    assert both >= alone > doubtful
    assert [claim.kind for claim in _entered(page, mark)] == [kind]
    assert _entered(page, replace(mark, score=0.05)) == []


def test_who_is_bound_by_an_instrument_is_the_one_it_obliges() -> None:
    page = open_text("Article 6 obliges the Board to keep the siren in order." + HARM)
    mark = _mark(page, "commitment", "obliges", "Article", "order", by="Article", opens="keep", closes="order")
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert claim.value.by == "the Board"


def test_a_pronoun_is_the_one_person_whom_its_paragraph_names_so_far() -> None:
    text = "The delegates met Govind Pathare on Monday. By Friday there was rain. He promised a pension to the widows."
    page = open_text(text + HARM)
    mark = _mark(
        page, "commitment", "promised", "He", "widows", by="He", to=["widows"], opens="pension", closes="pension"
    )
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert claim.value.by == "Govind Pathare"
    two = open_text(text.replace("on Monday", "and Peter Hale") + HARM)
    mark = _mark(
        two, "commitment", "promised", "He", "widows", by="He", to=["widows"], opens="pension", closes="pension"
    )
    (claim,) = _entered(two, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert claim.value.by == "He"


def test_those_who_are_asked_and_named_by_a_pronoun_are_given_as_printed() -> None:
    page = open_text("The governor gave us his word that nobody would be touched." + HARM)
    mark = _mark(
        page, "commitment", "gave", "The", "touched", by="governor", to=["us"], opens="nobody", closes="touched"
    )
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert (claim.value.by, claim.value.to) == ("The governor", ("us",))


@pytest.mark.parametrize(
    "head", ["To the Trustees of the Hellquist Museum", "Open letter to the Trustees of the Hellquist Museum, Lom"]
)
def test_whom_a_letter_asks_is_whom_it_is_to(head: str) -> None:
    page = open_text(f"{head}\n\nNine men were killed in the north wing. We want their bones back.\n")
    mark = _mark(page, "demand", "want", "We", "back", opens="their", closes="back", sort="release")
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, DemandValue)
    assert claim.value.to == ("the Trustees of the Hellquist Museum",)


def test_who_was_told_is_promised_and_who_told_them_promises() -> None:
    page = open_text("The widows were told by the director that the remains would come home." + HARM)
    mark = _mark(page, "commitment", "told", "The", "home", by="widows", opens="remains", closes="home")
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert (claim.value.by, claim.value.to) == ("the director", ("The widows",))
    page = open_text("The Red Cross obtained an undertaking from the Directorate that blankets would come." + HARM)
    mark = _mark(page, "commitment", "obtained", "The", "come", by="Cross", opens="blankets", closes="come")
    (claim,) = _entered(page, mark)
    assert isinstance(claim.value, CommitmentValue)
    assert (claim.value.by, claim.value.to) == ("the Directorate", ("The Red Cross",))


def test_who_stands_behind_the_word_of_promising_is_promised_where_the_net_sees_nobody() -> None:
    page = open_text("On Tuesday Peter Varga pledged to the elders that no soldier would come." + HARM)
    mark = _mark(page, "commitment", "pledged", "Peter", "come", by="Varga", opens="no", closes="come")
    (claim,) = [one for one in _entered(page, mark) if one.kind == "commitment"]
    assert isinstance(claim.value, CommitmentValue)
    assert (claim.value.by, claim.value.to) == ("Peter Varga", ("the elders",))


def test_a_day_behind_the_word_of_asking_is_nobody_who_is_asked() -> None:
    page = open_text("Ada Orm called on Sunday for the release of the nine." + HARM)
    mark = _mark(page, "demand", "called", "Ada", "nine", by="Orm", opens="the", closes="nine", sort="release")
    (claim,) = [one for one in _entered(page, mark) if one.kind == "demand"]
    assert isinstance(claim.value, DemandValue)
    assert claim.value.to == ()


def test_a_promise_that_somebody_repeats_is_his_who_gave_it() -> None:
    page = open_text("Ada Orm repeated the assurance given by the minister that food would pass." + HARM)
    mark = _mark(page, "commitment", "assurance", "the", "pass", by="Orm", opens="food", closes="pass")
    (claim,) = [one for one in _entered(page, mark) if one.kind == "commitment"]
    assert isinstance(claim.value, CommitmentValue)
    assert claim.value.by == "the minister"


def test_a_second_verb_shares_the_subject_of_the_first() -> None:
    page = open_text("The panel thanked the widows and begged the army for its rolls." + HARM)
    mark = _mark(page, "demand", "begged", "begged", "rolls", to=["army"], opens="its", closes="rolls", sort="inquiry")
    (claim,) = [one for one in _entered(page, mark) if one.kind == "demand"]
    assert isinstance(claim.value, DemandValue)
    assert (claim.value.by, claim.value.to) == ("The panel", ("the army",))


def test_a_name_goes_on_behind_its_hyphen() -> None:
    page = open_text("Omar al-Sayid had the widows know that nothing would befall their sons." + HARM)
    mark = _mark(page, "commitment", "know", "Omar", "sons", by="Omar", opens="nothing", closes="sons")
    (claim,) = [one for one in _entered(page, mark) if one.kind == "commitment"]
    assert isinstance(claim.value, CommitmentValue)
    assert claim.value.by == "Omar al-Sayid"


def test_a_part_counts_for_more_where_its_own_words_stand() -> None:
    page = open_text("Police were told of the raid. Police combed the beach." + HARM)
    told = _mark(page, "part", "told", "Police", "raid", by="Police", sort="knew")
    other = replace(_mark(page, "part", "combed", "combed", "beach", by="Police", sort="knew"), first=7, last=10)
    sheet = sheet_of(Page(page.document, replace(page.analysis, entries=(told, other))))
    one, two = (Candidate("part", passage(page, mark), None, mark) for mark in (told, other))
    assert trust(sheet, one) >= trust(sheet, two)


def test_the_label_of_a_field_of_a_form_answers_nothing() -> None:
    page = open_text("Nine men were killed at the quarry on 2 May 2031. [grade: corroborated]")
    assert _entered(page, _mark(page, "response", "grade", "grade", "corroborated", sort="statement")) == []


@pytest.mark.parametrize(
    ("text", "word", "first", "last"),
    [
        ("Peter Varga personally issued the order to attack the camp.", "issued", "Peter", "camp"),
        ("Peter Varga ordered his men to undertake a massacre of the monks.", "ordered", "Peter", "monks"),
    ],
)
def test_an_order_to_harm_asks_for_nothing_that_a_ledger_lists(text: str, word: str, first: str, last: str) -> None:
    page = open_text(text + HARM)
    opens = "undertake" if "undertake" in text else None
    pointed = {"opens": opens, "closes": last} if opens else {}
    mark = _mark(page, "demand", word, first, last, by="Varga", sort="other", **pointed)
    assert [claim for claim in _entered(page, mark) if claim.kind == "demand"] == []


@pytest.mark.parametrize(
    ("text", "by", "opens", "kept"),
    [
        ("The same cowards came back to the quarry.", "cowards", "cowards", 0),
        ("Forty refugees came back to the quarry.", "refugees", "refugees", 1),
    ],
)
def test_a_status_says_more_than_its_subject_does_or_is_a_known_one(text: str, by: str, opens: str, kept: int) -> None:
    page = open_text(text + HARM)
    first = text.split()[0]
    mark = _mark(page, "status", by, first, by, by=by, opens=opens, closes=opens)
    assert len([claim for claim in _entered(page, mark) if claim.reader == "statuses"]) == kept
