"""The development part compiles, has no fault, shares no text with the test part, and alone shows its errors."""

from __future__ import annotations

import json

import pytest

from bench.corpus import measure
from corpus import check
from corpus.compile import DEV, TEST, compiled, read_text
from corpus.notation import Json


def _rows(part: str) -> list[Json]:
    return [json.loads(line) for line in compiled(part)["passages.jsonl"].splitlines()]


def test_no_fault_in_the_annotation() -> None:
    assert list(check.faults("dev")) == []


def test_the_promised_amount_is_there() -> None:
    rows = _rows("dev")
    assert len(rows) == 160
    without = [row for row in rows if not any(claim["kind"] == "casualty" for claim in row["claims"])]
    assert len(without) >= 53
    folders = sorted(DEV.glob("case*"))
    assert len(folders) == 2
    for folder in folders:
        assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "annotation.json", "b.txt", "c.txt"]
        for path in folder.glob("*.txt"):
            assert 150 <= len(read_text(path).split()) <= 350


def test_no_text_of_the_test_part_is_in_it() -> None:
    frozen = {row["text"] for row in _rows("test")} | {read_text(path) for path in TEST.glob("case*/*.txt")}
    own = {row["text"] for row in _rows("dev")} | {read_text(path) for path in DEV.glob("case*/*.txt")}
    assert not frozen & own


def test_a_wrong_offset_in_it_is_a_fault() -> None:
    row = next(row for row in _rows("dev") if row["claims"])
    row["claims"][0]["start"] += 1
    assert any("is not" in fault for fault in check._passages([row]))


def test_errors_of_the_test_part_are_refused() -> None:
    with pytest.raises(ValueError, match="development part"):
        next(measure("test", []))
