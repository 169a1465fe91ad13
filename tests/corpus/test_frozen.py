"""The test corpus is sound and frozen: its hash is the recorded one and changes are caught."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from corpus import check, compile
from corpus.compile import FROZEN, TEST, frozen_hash
from corpus.counts import table


def _rows() -> list[dict[str, object]]:
    return [json.loads(line) for line in (TEST / "passages.jsonl").read_text(encoding="utf-8").splitlines()]


def test_test_files_are_the_frozen_ones() -> None:
    assert frozen_hash() == FROZEN.read_text(encoding="ascii").strip()


def test_no_fault_in_the_annotation() -> None:
    assert list(check.faults()) == []


@pytest.mark.parametrize("change", ["edit", "add", "rename", "remove"])
def test_every_change_of_the_files_changes_the_hash(tmp_path: Path, change: str) -> None:
    copy = tmp_path / "test"
    shutil.copytree(TEST, copy)
    before = frozen_hash(copy)
    assert before == frozen_hash()
    target = copy / "case01" / "a.txt"
    if change == "edit":
        target.write_bytes(target.read_bytes() + b" ")
    elif change == "add":
        (copy / "case01" / "d.txt").write_bytes(b"")
    elif change == "rename":
        target.rename(copy / "case01" / "e.txt")
    else:
        target.unlink()
    assert frozen_hash(copy) != before


def test_the_promised_amount_is_there() -> None:
    rows = _rows()
    assert len(rows) == 300
    without = [row for row in rows if not any(claim["kind"] == "casualty" for claim in row["claims"])]
    assert len(without) >= 75
    for number in range(1, 9):
        folder = TEST / f"case{number:02d}"
        assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "annotation.json", "b.txt", "c.txt"]
        for path in folder.glob("*.txt"):
            assert 140 <= len(path.read_text(encoding="utf-8").split()) <= 600


def test_every_case_has_trouble_in_its_type() -> None:
    for number in range(1, 9):
        texts = [path.read_text(encoding="utf-8") for path in (TEST / f"case{number:02d}").glob("*.txt")]
        assert any("\u00a0" in text for text in texts)


def test_compiling_twice_gives_the_same_bytes() -> None:
    assert compile.compiled() == compile.compiled()


def test_a_wrong_offset_and_a_forgotten_number_are_faults() -> None:
    row = next(row for row in _rows() if row["id"] == "p009")
    claims = row["claims"]
    assert list(check._passages([row])) == []
    claims[0]["start"] += 1
    assert any("is not" in fault for fault in check._passages([row]))
    claims[0]["start"] -= 1
    row["not_casualties"] = []
    assert any("unaccounted" in fault for fault in check._passages([row]))
    claims[1]["value"]["outcome"] = "harmed"
    assert any("closed list" in fault for fault in check._passages([row]))


def test_the_readme_has_the_counts_of_the_files() -> None:
    readme = (TEST.parent / "README.md").read_text(encoding="utf-8")
    assert f"<!-- counts -->\n{table()}<!-- /counts -->" in readme
