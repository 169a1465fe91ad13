"""The scorer of ledgers on a text of its own, and what the odd half and the texts without entries give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.ledgers import FOLDER, Entry, fits, is_right, measure, none, pair, score

TEXT = "Nine men were killed at Varn Bridge on 2 May 2031. The union urged the army to leave the bridge.\n"
ROW = {"passage": "The union urged the army to leave the bridge", "by": "The union", "to": ["the army"]}
FLOORS = {
    "ledgers": (33, 10, 4, 14, 9, 14),
    "ledgers2": (29, 11, 10, 29, 10, 17),
}
"""Entries of the odd halves that are found, at least: demands, promises, warnings, answers, exhibits, statuses."""
CEILINGS = {
    "ledgers": (4, 1, 4, 1, 2, 2),
    "ledgers2": (4, 3, 1, 10, 8, 8),
}
"""Entries made of the odd halves that their gold does not list, at most."""
OF_NOTHING = {"ledgers": 2, "ledgers2": 18}
"""Entries made of the texts that must yield nothing, at most: a crime novel and jokes on traffic are still taken in."""


def _scored(folder: Path, **changed: object) -> tuple[int, int, int, int]:
    (folder / "t01.txt").write_text(TEXT, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps({"t01": {"demands": [ROW | changed]}}), encoding="utf-8")
    tally = score(folder, "all")["demands"]
    return tally.wanted, tally.made, tally.found, tally.right


def test_an_entry_with_its_parties_is_right(tmp_path: Path) -> None:
    assert _scored(tmp_path) == (1, 1, 1, 1)


@pytest.mark.parametrize("changed", [{"by": "the army"}, {"to": ["The union"]}, {"by": "author"}])
def test_parties_the_wrong_way_round_are_not(tmp_path: Path, changed: dict[str, object]) -> None:
    assert _scored(tmp_path, **changed) == (1, 1, 1, 0)


def test_an_entry_elsewhere_is_neither_found_nor_right(tmp_path: Path) -> None:
    assert _scored(tmp_path, passage="Nine men were killed") == (1, 1, 0, 0)


def test_one_entry_is_paired_with_one() -> None:
    gold = [Entry(0, 10, None, (), "x"), Entry(8, 30, None, (), "y")]
    assert pair(gold, [Entry(0, 30, None, (), "z")]) == [(gold[1], Entry(0, 30, None, (), "z"))]


def test_names_fit_by_their_last_words_and_we_is_the_author() -> None:
    assert fits("the Joint Air Command", "Joint Air Command")
    assert not fits("the army", "the union")
    assert is_right(Entry(0, 9, "The Watch", (), "We urge"), Entry(0, 9, None, (), "urge"), None, "demands")
    assert not is_right(Entry(0, 9, "The Watch", (), "urged"), Entry(0, 9, None, (), "urged"), None, "demands")


@pytest.mark.parametrize("name", FLOORS)
def test_the_odd_half_is_read_no_worse(name: str) -> None:
    tallies = score(FOLDER.parent / name, "odd")
    found = tuple(tally.found for tally in tallies.values())
    false = tuple(tally.made - tally.found for tally in tallies.values())
    assert all(count >= least for count, least in zip(found, FLOORS[name], strict=True)), found
    assert all(count <= most for count, most in zip(false, CEILINGS[name], strict=True)), false
    assert {row.metric.split()[0] for row in measure(tallies, "odd")} == set(tallies)


@pytest.mark.parametrize("name", OF_NOTHING)
def test_texts_about_other_things_have_hardly_any_ledger(name: str) -> None:
    assert sum(none(FOLDER.parent / name / "none").values()) <= OF_NOTHING[name]
