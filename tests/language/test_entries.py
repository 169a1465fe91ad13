"""Entries from probabilities of our own."""

from __future__ import annotations

import numpy as np

from recount.language.entries import FLOOR, LABELS, TIES, entries_of
from recount.model.analysis import ENTRY_SORTS

_KINDS = list(ENTRY_SORTS)


def _tables(words: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    tables = {kind: np.zeros((words, size), dtype=np.float32) for kind, size in LABELS.items()}
    ties = np.zeros((len(TIES), words, words + 1), dtype=np.float32)
    ties[:, :, -1] = 1
    return tables, ties


def _point(ties: np.ndarray, tie: str, word: int, *to: int) -> None:
    ties[TIES.index(tie), word] = 0
    for other in to:
        ties[TIES.index(tie), word, other] = 1 / len(to)


def test_an_entry_has_its_passage_parties_contents_and_sort() -> None:
    tables, ties = _tables(6)
    tables["entry"][2, _KINDS.index("demand")] = 0.8
    tables["demand"][2, ENTRY_SORTS["demand"].index("release")] = 0.7
    for tie, to in {"first": (1,), "last": (5,), "by": (1,), "to": (3, 4), "opens": (4,), "closes": (5,)}.items():
        _point(ties, tie, 2, *to)
    (entry,) = entries_of(tables, ties, range(0, 6), 10)
    assert (entry.token, entry.kind, entry.score, entry.sort) == (12, "demand", 0.8, "release")
    assert (entry.first, entry.last, entry.by, entry.to) == (11, 15, 11, (13, 14))
    assert (entry.opens, entry.closes) == (14, 15)


def test_what_no_word_is_likelier_for_is_left_out_and_the_passage_holds_its_word() -> None:
    tables, ties = _tables(5)
    tables["entry"][2, _KINDS.index("warning")] = 0.5
    _point(ties, "first", 2, 4)
    _point(ties, "last", 2, 0)
    _point(ties, "opens", 2, 4)
    _point(ties, "closes", 2, 3)
    (entry,) = entries_of(tables, ties, range(0, 5), 0)
    assert (entry.first, entry.last) == (2, 2)
    assert (entry.by, entry.to, entry.opens, entry.closes, entry.sort) == (None, (), None, None, "")


def test_below_the_floor_and_outside_the_settled_words_there_is_none() -> None:
    tables, ties = _tables(4)
    tables["entry"][2, 0] = FLOOR / 2
    tables["entry"][0, 0] = 0.9
    assert list(entries_of(tables, ties, range(1, 4), 0)) == []
