"""Agreement of two annotators: perfect with oneself, symmetric, and right on counts worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import agreement, f1, kappa, load
from corpus.blind import ACCOUNTS, PASSAGES, accounts, chosen
from corpus.compile import TEST

FIRST = """# t1
Nine were killed and four hurt on 3 June 2021.
K killed =9 | [Nine] were killed
K wounded =4 | [four] hurt
T 2021-06-03 day | 3 June 2021
# t2
Guards shot two men, people say.
A u reports people // say
K killed =2 | shot [two] men ; unit=men
R carried_out | [Guards] shot
"""
SECOND = """# t1
Nine were killed and four hurt on 3 June 2021.
K killed =9 | [Nine] were killed and four hurt
N other | four
T 2021-06-03 day | on 3 June 2021
# t2
Guards shot two men, people say.
K killed_or_wounded =2 | [two] men ; unit=men
R carried_out | [Guards] shot
"""


def _files(folder: Path) -> tuple[Path, Path]:
    paths = (folder / "first.txt", folder / "second.txt")
    for path, text in zip(paths, (FIRST, SECOND), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_figures_worked_out_by_hand(tmp_path: Path) -> None:
    one, two = _files(tmp_path)
    figures = agreement(load(one), load(two))
    casualty = figures["kinds"]["casualty"]
    assert figures["texts"] == 2
    assert (casualty["first"], casualty["second"]) == (3, 2)
    assert casualty["f1_value"] == pytest.approx(2 / 5)
    assert casualty["f1_overlap"] == pytest.approx(4 / 5)
    assert casualty["f1_exact"] == 0
    assert figures["kinds"]["time"]["f1_value"] == 1
    assert figures["kinds"]["time"]["f1_exact"] == 0
    assert figures["kinds"]["role"]["f1_exact"] == 1
    assert figures["certainty_accuracy"] == 1


def test_an_annotator_agrees_with_himself_and_the_order_is_no_matter(tmp_path: Path) -> None:
    one, two = _files(tmp_path)
    same = agreement(load(one), load(one))
    assert all(kind["f1_exact"] in (1, None) for kind in same["kinds"].values())
    forth, back = agreement(load(one), load(two)), agreement(load(two), load(one))
    for kind, figures in forth["kinds"].items():
        for name in ("f1_value", "f1_overlap", "f1_exact"):
            assert figures[name] == back["kinds"][kind][name]
    for name in ("outcome_kappa", "operator_kappa", "number_kappa", "certainty_kappa"):
        assert forth[name] == pytest.approx(back[name]) if forth[name] is not None else back[name] is None


def test_kappa_of_a_published_table() -> None:
    # Two raters, 50 proposals: 20 both yes, 15 both no, 5 and 10 split; kappa is 0.4.
    table = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    assert kappa(table) == pytest.approx(0.4)
    assert kappa([]) is None
    assert kappa([("y", "y")] * 3) is None


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_f1_lies_between_nothing_and_all(matched: int, more_first: int, more_second: int) -> None:
    score = f1(matched, matched + more_first, matched + more_second)
    assert score is None or 0 <= score <= 1
    assert (score is None) == (matched + more_first + more_second == 0)


def test_the_three_forms_of_a_file_are_read(tmp_path: Path) -> None:
    case = load(TEST / "case01" / "annotation.json")
    assert sorted(case) == ["case01/a", "case01/b", "case01/c"]
    rows = load(TEST / "passages.jsonl")
    assert len(rows) == 300
    path = tmp_path / "block.txt"
    path.write_text("# case01/c\nK killed =4 | [four] armed smugglers were killed\n", encoding="utf-8")
    assert load(path)["case01/c"]["text"] == case["case01/c"]["text"]
    assert agreement(load(path), case)["kinds"]["casualty"]["f1_value"] == pytest.approx(
        2 / (1 + len([c for c in case["case01/c"]["claims"] if c["kind"] == "casualty"]))
    )


def test_the_texts_for_the_second_annotator_are_chosen_by_their_ids() -> None:
    names = [json.loads(line)["id"] for line in (TEST / "passages.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(accounts()) == ACCOUNTS
    assert chosen(names, PASSAGES) == chosen(list(reversed(names)), PASSAGES)
