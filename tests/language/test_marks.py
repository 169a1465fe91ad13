"""Marks from probabilities of our own, and what the net is told of each word."""

from __future__ import annotations

import numpy as np

from recount.language.engine import Engine
from recount.language.marks import COLUMNS, FLOOR, TIES, features, marks_of
from recount.model.analysis import MARK_LABELS, Token

_KINDS = {kind: len(labels) for kind, labels in MARK_LABELS.items()}


def _tables(words: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    tables = {kind: np.zeros((words, size), dtype=np.float32) for kind, size in _KINDS.items()}
    ties = np.zeros((len(TIES), words, words + 1), dtype=np.float32)
    ties[:, :, -1] = 1
    return tables, ties


def test_a_probability_above_the_floor_is_a_mark_with_its_tie_and_stance() -> None:
    tables, ties = _tables(4)
    tables["count"][2, MARK_LABELS["count"].index("wounded")] = 0.9
    tables["stance"][2, MARK_LABELS["stance"].index("denied")] = 0.8
    ties[TIES.index("count"), 2, 1], ties[TIES.index("count"), 2, -1] = 0.7, 0.1
    (mark,) = marks_of(tables, ties, range(0, 4), 10)
    assert (mark.token, mark.kind, mark.label, mark.score) == (12, "count", "wounded", 0.9)
    assert (mark.tie, mark.tie_score, mark.stance) == (11, 0.7, "denied")


def test_below_the_floor_and_outside_the_settled_words_there_is_none() -> None:
    tables, ties = _tables(4)
    tables["count"][2, 0] = FLOOR / 2
    tables["event"][0, 0] = 0.9
    assert list(marks_of(tables, ties, range(1, 4), 0)) == []


def test_no_tie_where_none_is_likelier() -> None:
    tables, ties = _tables(3)
    tables["role"][1, 0] = 0.6
    (mark,) = marks_of(tables, ties, range(3), 0)
    assert mark.tie is None


def test_a_count_may_be_a_part_of_another() -> None:
    tables, ties = _tables(3)
    tables["count"][2, 0] = 0.8
    ties[TIES.index("part"), 2, 0], ties[TIES.index("part"), 2, -1] = 0.6, 0.2
    assert [(mark.kind, mark.tie) for mark in marks_of(tables, ties, range(3), 0)] == [("count", None), ("part", 0)]


def test_the_net_is_told_tag_relation_heads_class_act_and_size(engine: Engine) -> None:
    text = "Rebels killed 36 farmers in 2031."
    tokens = engine.analyse(text).tokens
    known = features([token.text for token in tokens], tokens, 0)
    assert known.columns.shape == (len(tokens), len(COLUMNS))
    assert ((known.columns >= 0) & (known.columns < np.array(COLUMNS))).all()
    words = [token.text for token in tokens]
    assert known.heads[words.index("36"), 0] == words.index("farmers")
    assert known.heads[words.index("36"), 1] == words.index("killed")
    sizes = known.columns[:, -1].tolist()
    assert len({sizes[words.index(w)] for w in ("36", "2031", "killed")}) == 3


def test_words_not_settled_yet_have_what_their_letters_tell() -> None:
    token = Token(0, 6, "killed", "kill", "VERB", "VBD", -1, "root")
    known = features(["killed", "farmers"], [token, None], 0)
    assert known.columns[1, :2].tolist() == [0, 0]
    assert known.columns[1, 2] > 0
