"""Tables of a record: a row an entry with its passage, names for ids; no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recount.exchange import TABLES, rows_of, to_csv
from recount.model.claims import DemandValue, DeprivationValue
from recount.model.incidents import SameEntry
from recount.model.record import ClaimNote, HopNote, Record
from tests.built import record_of

ACCOUNT = "On 4 May 2031 nine men were killed at Orsel Mill. Peter Hale, a carpenter, was wounded.\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(tmp_path_factory.mktemp("tables"), ACCOUNT)


def entry(record: Record, number: str, value: DemandValue | DeprivationValue, kind: str) -> ClaimNote:
    hop = HopNote(None, None, "speaks", False, None, None, None, None, None)
    return replace(
        record.claims[0], id=number, kind=kind, start=0, end=9, quote=ACCOUNT[:9], value=value, attribution=(hop,)
    )  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def record(plain: Record) -> Record:
    hale = next(actor.id for actor in plain.actors if actor.name == "Peter Hale")
    told = (
        entry(plain, "d1", DemandValue(hale, "=cmd()", ("the mayor", "the mine")), "demand"),
        entry(plain, "d2", DemandValue(None, "the list"), "demand"),
        entry(plain, "p1", DeprivationValue("water", "the wells", "the mine"), "deprivation"),
    )
    return replace(
        plain, claims=(*plain.claims, *told), demands=("d1", "d2"), deprivations=("p1",),
        same_entries=(SameEntry("demand", ("d1", "d2"), "one list"),),
    )  # fmt: skip


def test_a_row_has_its_passage_names_for_ids_and_what_it_is_one_act_with(record: Record) -> None:
    first, second = rows_of(record, "demands")
    assert (first["account"], first["start"], first["end"], first["passage"]) == (
        "one.txt",
        "0",
        "9",
        ACCOUNT[:9].strip(),
    )
    assert (first["by"], first["to"]) == ("Peter Hale", "the mayor; the mine")
    assert second["same_act_as"] == "d1"
    (row,) = rows_of(record, "deprivations")
    assert (row["sort"], row["what"], row["by"]) == ("water", "the wells", "the mine")


def test_a_named_person_has_a_row_for_each_passage(record: Record) -> None:
    (row,) = rows_of(record, "people")
    assert (row["person"], row["outcome"]) == ("Peter Hale", "wounded")
    assert ACCOUNT[int(row["start"]) : int(row["end"])] == row["passage"]


def test_every_table_is_csv_that_a_reader_takes_back(record: Record) -> None:
    for name in TABLES:
        rows = list(rows_of(record, name))
        assert len(list(csv.DictReader(io.StringIO(to_csv(rows), newline="")))) == len(rows)
    assert to_csv([]) == ""


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00")))
@example("\x0c=")
def test_no_cell_begins_as_a_formula_and_only_then_is_a_cell_altered(words: str) -> None:
    ((head, cell),) = next(csv.DictReader(io.StringIO(to_csv([{"passage": words}]), newline=""))).items()
    assert head == "passage"
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "|")
    assert cell in (words, f"'{words}")


def test_words_that_a_spreadsheet_would_run_have_an_apostrophe_before_them(record: Record) -> None:
    assert "'=cmd()" in to_csv(rows_of(record, "demands"))


def test_a_claim_has_its_value_in_one_cell_and_its_polarity_in_a_word(record: Record) -> None:
    rows = {row["claim"]: row for row in rows_of(record, "claims")}
    assert set(rows) == {claim.id for claim in record.claims}
    assert "outcome: killed" in next(row["value"] for row in rows.values() if row["kind"] == "casualty")
    assert {row["polarity"] for row in rows.values()} == {"affirmed"}
    assert len({tuple(row) for row in rows.values()}) == 1


def test_each_figure_and_each_incident_of_the_record_is_a_row_with_its_bounds_and_reasons(record: Record) -> None:
    figures = list(rows_of(record, "figures"))
    assert [row["id"] for row in figures] == [finding.id for finding in record.findings]
    killed = next(row for row in figures if row["attribute"] == "killed")
    assert (killed["low"], killed["high"], killed["accounts"]) == ("9", "9", "one.txt")
    assert all(row["grade"] and row["why"] for row in figures)
    (incident,) = rows_of(record, "incidents")
    assert (incident["earliest"], incident["latest"]) == ("2031-05-04", "2031-05-04")
    assert incident["place"] == "Orsel Mill"
