"""The main job on the example accounts: same bytes, no work twice, one account touches what it must."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from recount.model.codec import encode
from recount.model.record import Record
from recount.pipeline import build, builder, collected, list_changes, open_record, verify_case
from recount.record import SqliteStore, record_schema
from recount.record.export import export_json, pack_record, unpack_outline, unpack_record
from recount.record.sqlite import FILE_NAME

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"
SIXTH = (
    "A later count\n\nThe United Nations said in a report that 31 residents were killed in the raid on Camp Halina "
    "on 12 May 1998.\n"
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case built from the first example."""
    folder = tmp_path_factory.mktemp("built") / "river.case"
    build(EXAMPLES / "salt_quay", folder, workers=1, name="salt_quay")
    return folder


@pytest.fixture
def copy(case: Path, tmp_path: Path) -> Path:
    """A copy of the case that a test may damage."""
    shutil.copytree(case, tmp_path / "copy.case")
    return tmp_path / "copy.case"


def test_a_second_build_does_no_work(case: Path) -> None:
    begun = time.perf_counter()
    result = build(EXAMPLES / "salt_quay", case, name="salt_quay")
    assert (result.read, result.kept, result.changes) == (0, 5, ())
    assert time.perf_counter() - begun < 1.0


def test_another_engine_makes_the_readings_and_the_record_anew(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (builder, collected):
        monkeypatch.setattr(module, "reading_version", lambda: "stages-of-another-engine")
    result = build(EXAMPLES / "salt_quay", copy, name="salt_quay")
    assert (result.read, result.kept) == (5, 0)
    with SqliteStore(copy) as store:
        assert "stages-of-another-engine" in (store.note("readings") or "")
    assert list(verify_case(copy)) == []


def test_every_hash_id_and_quote_is_made_again_and_matches(case: Path) -> None:
    assert list(verify_case(case)) == []


def test_every_quote_stands_at_its_place(case: Path) -> None:
    record = open_record(case)
    texts = {document.id: document.text or "" for document in record.documents}
    assert record.claims
    for claim in record.claims:
        assert texts[claim.document][claim.start : claim.end] == claim.quote
        for hop in claim.attribution:
            assert hop.start is None or texts[claim.document][hop.start : hop.end] == hop.quote
    for document in record.documents:
        for moment in document.times:
            assert texts[document.id][moment.start : moment.end] == moment.quote


def test_the_record_fits_its_schema(case: Path) -> None:
    exported = json.loads(export_json(open_record(case)))
    jsonschema.validate(exported, record_schema())
    del exported["claims"][0]["quote"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(exported, record_schema())


def test_workers_and_the_order_of_files_change_no_byte(case: Path, tmp_path: Path) -> None:
    shuffled = tmp_path / "salt_quay"
    shuffled.mkdir()
    for source in sorted((EXAMPLES / "salt_quay").iterdir(), reverse=True):
        shutil.copy(source, shuffled)
    result = build(shuffled, tmp_path / "other.case", workers=2, name="salt_quay")
    assert pack_record(result.record) == pack_record(open_record(case))


def test_a_record_survives_the_round_trip(case: Path) -> None:
    record = open_record(case)
    assert unpack_record(pack_record(record)) == record


def test_the_outline_of_a_record_shows_the_same_changes(case: Path) -> None:
    record = open_record(case)
    packed = pack_record(record)
    later = replace(
        record, incidents=record.incidents[1:], findings=record.findings[2:], conflicts=record.conflicts[1:]
    )
    assert list_changes(unpack_outline(packed), record) == ()
    assert list_changes(unpack_outline(packed), later) == list_changes(record, later) != ()
    assert not unpack_outline(packed).claims


def test_a_sixth_account_is_the_only_one_read_and_leaves_other_incidents_alone(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts"
    shutil.copytree(EXAMPLES / "salt_quay", accounts)
    before = build(accounts, tmp_path / "a.case", name="case").record
    (accounts / "06_later.txt").write_text(SIXTH, encoding="utf-8")
    result = build(accounts, tmp_path / "a.case", name="case")
    assert (result.read, result.kept) == (1, 5)
    assert any(change.what == "document" and change.how == "added" for change in result.changes)
    touched = {
        i.id for i in result.record.incidents if any("06_later" in name for name in _names(result.record, i.documents))
    }
    assert touched, "the sixth account tells of an incident"
    for finding in before.findings:
        if finding.incident not in touched and finding.incident not in _former(result.record):
            assert finding in result.record.findings


def _names(record: Record, documents: tuple[str, ...]) -> list[str]:
    return [document.name for document in record.documents if document.id in documents]


def _former(record: Record) -> set[str]:
    return {former for incident in record.incidents for former in incident.formerly}


def test_what_cannot_be_read_is_listed_and_the_others_go_on(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts"
    accounts.mkdir()
    shutil.copy(EXAMPLES / "north_shaft" / "01_day_one.txt", accounts)
    (accounts / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    result = build(accounts, tmp_path / "b.case")
    assert [missing.name for missing in result.unread] == ["broken.pdf"]
    assert result.seen == 2
    assert any(issue.document == "broken.pdf" for issue in result.record.issues)
    assert list(verify_case(tmp_path / "b.case")) == []


def _change(case: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(case / FILE_NAME)) as connection:
        connection.execute(statement, values)
        connection.commit()


def _change_record(case: Path, old: str, new: str) -> None:
    with closing(sqlite3.connect(case / FILE_NAME)) as connection:
        (data,) = connection.execute("SELECT json FROM record").fetchone()
        text = bytes(data).decode("utf-8")
        assert old in text
        connection.execute("UPDATE record SET json=?", (text.replace(old, new, 1).encode("utf-8"),))
        connection.commit()


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("The tape runs for eleven minutes", "The tape runs for twelve minutes", "document"),
        ('"quote":"four people were killed"', '"quote":"five people were killed"', "claim"),
        ('"id":"claim-sha256-', '"id":"claim-sha256-f', "claim"),
    ],
)
def test_a_changed_record_is_found(copy: Path, old: str, new: str, where: str) -> None:
    _change_record(copy, old, new)
    faults = list(verify_case(copy))
    assert any(fault.where.startswith(where) for fault in faults)
    assert any(fault.where == "record" for fault in faults), "the ledger names another record"


def test_a_record_in_an_older_form_is_made_anew(copy: Path) -> None:
    _change_record(copy, '"characters":', '"length":')
    result = build(EXAMPLES / "salt_quay", copy, name="salt_quay")
    assert result.kept == 5
    assert open_record(copy) == result.record


def test_a_changed_copy_of_a_source_is_found(copy: Path) -> None:
    _change(copy, "UPDATE raw SET data=?", b"something else")
    assert any(fault.where.startswith("evidentiary copy") for fault in verify_case(copy))


def test_a_changed_ledger_is_found(copy: Path) -> None:
    _change(copy, "UPDATE entry SET text=?", "{}")
    assert any(fault.where.startswith("ledger") for fault in verify_case(copy))


def test_nothing_in_the_record_depends_on_the_clock(case: Path) -> None:
    assert "T00:00:00+00:00" not in json.dumps(encode(open_record(case)))
