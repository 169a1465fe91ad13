"""Named persons on page and terminal: every outcome with how many accounts, what is denied, who is private."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from recount.model.record import Record
from recount.report import Coarseness, print_ledger, publish, render_page
from recount.report.view import arrange
from tests.built import record_of

ONE = "On 4 May 2031 Peter Hale, a carpenter, was killed by soldiers at Orsel Mill.\n"
TWO = "Peter Hale was killed at Orsel Mill on 4 May 2031. Maliki Orr was wounded.\n"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(tmp_path_factory.mktemp("people"), ONE, TWO)


def rows(record: Record) -> list[str]:
    return [row.words for view in arrange(record).ledger if view.name == "people" for row in view.rows]


def test_a_person_stands_once_with_the_outcomes_of_both_accounts(record: Record) -> None:
    (hale,) = (words for words in rows(record) if words.startswith("Peter Hale"))
    assert "(2 accounts" in hale
    (orr,) = (words for words in rows(record) if words.startswith("Maliki Orr"))
    assert "wounded (1 account" in orr


def test_what_is_denied_or_held_possible_says_so(record: Record) -> None:
    person = next(row for row in record.people if row.fates[0].outcome == "wounded")
    claim = person.fates[0].claims[0]

    def told(**change: str) -> list[str]:
        claims = tuple(replace(one, **change) if one.id == claim else one for one in record.claims)  # type: ignore[arg-type]
        return [words for words in rows(replace(record, claims=claims)) if words.startswith("Maliki Orr")]

    assert "denied: wounded" in told(polarity="-")[0]
    assert "perhaps wounded" in told(certainty="possible")[0]


def test_page_and_terminal_print_them(record: Record) -> None:
    out = io.StringIO()
    print_ledger(record, "people", Console(file=out, width=200))
    assert out.getvalue().startswith("2 named persons")
    assert "Maliki Orr" in render_page(record)


def test_the_public_version_names_no_private_person(record: Record) -> None:
    page = rows(publish(record, (), Coarseness()).record)
    assert len(page) == 2
    assert not [words for words in page if "Hale" in words or "Orr" in words]
