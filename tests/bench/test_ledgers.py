"""The scorer of ledgers on a text of its own, and what the odd half and the texts without entries give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.ledgers import FOLDER, Entry, fits, is_right, measure, none, pair, score

TEXT = "Nine men were killed at Varn Bridge on 2 May 2031. The union urged the army to leave the bridge.\n"
ROW = {"passage": "The union urged the army to leave the bridge", "by": "The union", "to": ["the army"]}
FOUND = {"demands": 46, "commitments": 14, "warnings": 3, "responses": 17, "exhibits": 9, "statuses": 16}
"""Entries of the odd half that are found, at least."""
MOST_FALSE = {"demands": 12, "commitments": 4, "warnings": 3, "responses": 11, "exhibits": 6, "statuses": 7}
"""Entries made of the odd half that its gold does not list, at most."""
MOST_OF_NOTHING = 2
"""Entries made of the texts that must yield nothing, at most."""


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


def test_the_odd_half_is_read_no_worse() -> None:
    tallies = score(FOLDER, "odd")
    found = {ledger: tally.found for ledger, tally in tallies.items()}
    false = {ledger: tally.made - tally.found for ledger, tally in tallies.items()}
    assert all(found[ledger] >= least for ledger, least in FOUND.items()), found
    assert all(false[ledger] <= most for ledger, most in MOST_FALSE.items()), false
    assert {row.metric.split()[0] for row in measure(tallies, "odd")} == set(FOUND)


def test_texts_about_other_things_have_no_ledger() -> None:
    assert sum(none(FOLDER / "none").values()) <= MOST_OF_NOTHING
