"""Nothing of a case is altered unseen: every stored value is made again from its evidentiary copy, and mended."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from recount.model.ids import sha256_hex
from recount.model.text import Document
from recount.pipeline import build, compare_folder, open_held, open_record, verify_case
from recount.pipeline.stages import pack, unpack, version_of
from recount.record import SqliteStore, record_hash
from recount.record.ledger import head_of, leaf_of
from recount.record.seals import seal
from recount.record.sqlite import FILE_NAME

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts, one of them a line of a batch."""
    folder = tmp_path_factory.mktemp("accounts")
    shutil.copy(EXAMPLES / "north_shaft" / "01_day_one.txt", folder)
    line = '{"id": "r1", "text": "Seven people were killed in Kolm on 3 May 1991, the mayor said."}\n'
    (folder / "batch.jsonl").write_text(line, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(accounts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case built from them."""
    folder = tmp_path_factory.mktemp("built") / "a.case"
    build(accounts, folder, workers=1, name="a")
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of the case that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / "copy.case"))


def change(case: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(case / FILE_NAME)) as connection:
        connection.create_function("seal", -1, seal)
        connection.execute(statement, values)
        connection.commit()


def told(case: Path) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in verify_case(case)]


FORGED = "a sealed value that nobody packed"
DAMAGES = {
    "a cached value": "UPDATE stage SET value=substr(value, 2) WHERE stage='language'",
    "the key of a cached value": "UPDATE stage SET key=key||'x' WHERE stage='intake'",
    "the version of a cached value": "UPDATE stage SET version='other' WHERE stage='reading'",
    "the hash of a cached value": "UPDATE stage SET sha256=substr(sha256, 2) WHERE stage='reading'",
    "the type of a cached value": "UPDATE stage SET value=12 WHERE stage='reading'",
    FORGED: ("UPDATE stage SET value=x'00', sha256=seal('stage', stage, key, version, x'00') WHERE stage='language'"),
    "a note": "UPDATE note SET value='x' WHERE key='inputs'",
    "the key of a note": "UPDATE note SET key='x' WHERE key='readings'",
    "a note that is gone": "DELETE FROM note WHERE key='inputs'",
    "the record": "UPDATE record SET json=replace(CAST(json AS TEXT), 'Kolm', 'Kilm')",
    "a record that nobody packed": "UPDATE record SET json=x'7b7d'",
    "a record that is gone": "DELETE FROM record",
    "an evidentiary copy": "UPDATE raw SET data=x'00' WHERE rowid=1",
    "the hash of an evidentiary copy": "UPDATE raw SET sha256='x' WHERE rowid=1",
    "a definition": "CREATE TABLE more (one)",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_found_with_what_to_do(case: Path, damage: str) -> None:
    change(case, DAMAGES[damage])
    faults = list(verify_case(case))
    assert faults
    assert all(fault.where and fault.what and fault.remedy for fault in faults)


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name not in ("a definition", FORGED)])
def test_a_build_makes_what_was_damaged_anew(accounts: Path, built: Path, case: Path, damage: str) -> None:
    change(case, DAMAGES[damage])
    result = build(accounts, case, workers=1, name="a")
    assert told(case) == []
    assert result.sha256 == open_held(case).sha256 == open_held(built).sha256
    assert list(_ledger(case)) == list(_ledger(built)), "the same record is no new entry"


def _ledger(case: Path) -> Iterator[object]:
    with SqliteStore(case, create=False) as store:
        yield from store.ledger()


def test_a_build_tells_what_it_mended_and_which_copies_no_source_can_mend(accounts: Path, case: Path) -> None:
    change(case, "UPDATE raw SET data=x'00'")
    change(case, "UPDATE note SET value='x' WHERE key='inputs'")
    result = build(accounts / "batch.jsonl", case, workers=1, name="a")
    assert len(result.damaged) == 1
    assert any("notes" in line for line in result.mended)
    whole = build(accounts, case, workers=1, name="a")
    assert whole.damaged == ()
    assert any("01_day_one.txt" in line for line in whole.mended)
    assert told(case) == []


def test_a_ledger_that_was_altered_stays_told(accounts: Path, case: Path) -> None:
    change(case, 'UPDATE entry SET text=replace(text, \'"at":"20\', \'"at":"19\') WHERE number=3')
    build(accounts, case, workers=1, name="a")
    assert [fault.where for fault in verify_case(case)] == ["ledger entry 3"]


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE head SET size=size - 1", "ledger"),
        ("UPDATE head SET root=lower(hex(zeroblob(32)))", "ledger"),
        ("DELETE FROM head", "ledger"),
        ("DELETE FROM entry WHERE number=2", "ledger entry 3"),
        ("UPDATE source SET entry=1", "source batch.jsonl:1"),
        ("DELETE FROM source WHERE name LIKE 'batch%'", "document batch.jsonl:1"),
        ("INSERT INTO source VALUES ('b.txt', 'ab', 1)", "source b.txt"),
        ("INSERT INTO stamp VALUES (1, 'ab', 'https://example.org', '2020', x'00')", "time stamp of"),
    ],
)
def test_no_part_of_the_custody_is_altered_unseen(case: Path, statement: str, where: str) -> None:
    assert told(case) == []
    change(case, statement)
    assert any(line.startswith(where) for line in told(case)), told(case)


def test_a_text_that_was_altered_with_all_its_hashes_is_found_by_its_copy(case: Path) -> None:
    """The forger knows the format: value, seals, record and ledger agree, and the raw copy tells otherwise."""
    version = version_of("intake")
    with closing(sqlite3.connect(case / FILE_NAME)) as connection:
        connection.create_function("seal", -1, seal)
        rows = connection.execute("SELECT key, value FROM stage WHERE stage='intake' AND version=?", (version,))
        for key, value in rows.fetchall():
            document: Document = unpack(Document, value)
            blob = pack(replace(document, kind="letter"))
            connection.execute(
                "UPDATE stage SET value=?, sha256=seal('stage', stage, key, version, ?) WHERE stage='intake' AND key=?",
                (blob, blob, key),
            )
        (data,) = connection.execute("SELECT json FROM record").fetchone()
        forged = data.replace(b'"extractor":"', b'"extractor":"x')
        connection.execute("UPDATE record SET json=?", (forged,))
        (text,) = connection.execute("SELECT text FROM entry WHERE number=3").fetchone()
        text = text.replace(sha256_hex(data), sha256_hex(forged))
        connection.execute("UPDATE entry SET text=?, leaf=? WHERE number=3", (text, leaf_of(text)))
        head = head_of(leaf for (leaf,) in connection.execute("SELECT leaf FROM entry ORDER BY number"))
        connection.execute("UPDATE head SET root=?", (head.root,))
        connection.commit()
    found = told(case)
    assert "document 01_day_one.txt: what intake read of it is not what its evidentiary copy gives" in found
    assert "document batch.jsonl:1: its extractor is not what its evidentiary copy gives" in found


def test_the_hash_of_a_record_is_the_ledgers(case: Path) -> None:
    assert open_held(case).sha256 == record_hash(open_record(case))


def test_a_folder_is_compared_source_by_source(accounts: Path, case: Path, tmp_path: Path) -> None:
    record = open_record(case)
    assert list(compare_folder(record, accounts)) == []
    other = Path(shutil.copytree(accounts, tmp_path / "other"))
    (other / "01_day_one.txt").write_text("Other words.", encoding="utf-8")
    (other / "batch.jsonl").unlink()
    (other / "new.txt").write_text("More words.", encoding="utf-8")
    found = {fault.where: fault.what.split(":")[0] for fault in compare_folder(record, other)}
    assert found == {
        "source 01_day_one.txt": "edited",
        "source batch.jsonl:1": "missing",
        "source new.txt": "new",
    }
