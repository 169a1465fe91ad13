"""Ledgers on page and terminal: one row an act, every passage that tells of it, what replies to it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from recount.model.claims import CommitmentValue, DemandValue, ResponseValue
from recount.model.incidents import Answer, SameEntry
from recount.model.record import ClaimNote, HopNote, Record
from recount.report import print_ledger, render_page
from recount.report.view import arrange
from tests.built import record_of

ACCOUNT = "On 4 May 2031 nine men were killed at Orsel Mill.\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(
        tmp_path_factory.mktemp("ledger"), ACCOUNT, "Nine died at Orsel Mill on 4 May 2031, the union said.\n"
    )


def entry(record: Record, place: int, number: str, value: object, kind: str) -> ClaimNote:
    """Return a claim on the whole text of one account; ``number`` is its id."""
    document = record.documents[place]
    text = document.text or ""
    hop = HopNote(None, None, "speaks", False, None, None, None, None, None)
    return replace(
        record.claims[0], id=number, kind=kind, document=document.id, start=0, end=len(text), quote=text, value=value,
        attribution=(hop,), certainty="asserted", polarity="+", record_as="asserted",
    )  # fmt: skip


@pytest.fixture(scope="module")
def record(plain: Record) -> Record:
    told = (
        entry(plain, 0, "c1", CommitmentValue(None, "an escort"), "commitment"),
        entry(plain, 1, "c2", CommitmentValue("the garrison", "an escort", ("the elders",)), "commitment"),
        entry(plain, 0, "c3", CommitmentValue("the mine", "to pay"), "commitment"),
        entry(plain, 0, "d1", DemandValue("the union", "the list", ("the mayor",)), "demand"),
        entry(plain, 1, "r1", ResponseValue("the mayor", "the list", "refused"), "response"),
    )
    return replace(
        plain, claims=(*plain.claims, *told), commitments=("c1", "c2", "c3"), demands=("d1",), responses=("r1",),
        same_entries=(SameEntry("commitment", ("c1", "c2"), "the words escort"),),
        answers=(Answer("r1", "d1", "it stands right behind"),),
    )  # fmt: skip


def test_one_act_of_two_accounts_is_one_row_in_the_words_of_the_fuller(record: Record) -> None:
    promises = next(view for view in arrange(record).ledger if view.name == "promises")
    assert promises.title == "2 promises"
    both, other = promises.rows
    assert both.words == "«the garrison» to «the elders»"
    assert [source.document for source in both.sources] == [record.documents[0].id, record.documents[1].id]
    assert both.why == "the words escort"
    assert (other.words, other.why, len(other.sources)) == ("«the mine»", "", 1)


def test_what_replies_to_a_demand_stands_below_it_on_page_and_terminal(record: Record) -> None:
    (demands,) = (view for view in arrange(record).ledger if view.name == "demands")
    assert [source.document for source in demands.rows[0].replies] == [record.documents[1].id]
    out = io.StringIO()
    print_ledger(record, "demands", Console(file=out, width=200))
    assert "perhaps answered: «Nine died at Orsel Mill" in out.getvalue()
    out = io.StringIO()
    print_ledger(record, "promises", Console(file=out, width=200))
    assert "told 2 times, taken for one act by the words escort" in out.getvalue()
    page = render_page(record)
    assert "Perhaps answered by:" in page
    assert "taken for one act by the words escort" in page


def test_a_giver_whom_no_passage_names_is_not_called_the_author(record: Record) -> None:
    alone = replace(record, same_entries=())
    promises = next(view for view in arrange(alone).ledger if view.name == "promises")
    assert promises.rows[0].words == "somebody whom the passage does not name"
