"""Bytes flipped and builds killed: everything that changed what a case holds is found, every case is whole again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench import trials


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case whose bytes are flipped."""
    folder = tmp_path_factory.mktemp("trials") / "a.case"
    trials.build_case(folder)
    return folder


def test_every_flip_that_changes_what_is_held_is_found(case: Path) -> None:
    flips = trials.flip(case, 40)
    assert flips.unseen == []
    assert flips.counts["found"] >= 20


def test_a_blind_verification_finds_none(case: Path) -> None:
    """The trial itself can fail: it counts what is held apart from what is told."""
    flips = trials.flip(case, 10, found=lambda _: False)
    assert flips.counts["found"] == 0
    assert len(flips.unseen) >= 5


def test_what_a_case_holds_is_rows_and_page_and_not_free_space(case: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(case, tmp_path / "a.case"))
    data = bytearray((copy / "case.sqlite").read_bytes())
    data[24:28] = b"\x00\x00\x00\x07"  # the file's change counter
    (copy / "case.sqlite").write_bytes(data)
    assert trials.held(copy) == trials.held(case)
    with (copy / "record.html").open("ab") as page:
        page.write(b" ")
    assert trials.held(copy) != trials.held(case)


@pytest.mark.slow
def test_a_killed_build_leaves_a_case_that_the_next_one_makes_whole() -> None:
    kills = trials.kill(6)
    assert kills.broken == []
    assert kills.whole == 6
    assert kills.before >= 3
