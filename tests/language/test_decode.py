from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.decode import tag_follows, tag_path, tag_spans, tree

_CELLS = st.integers(-20, 20)


def is_tree(heads: list[int]) -> bool:
    """One word under the root, and every word reaches it."""
    if sum(h == 0 for h in heads[1:]) != 1:
        return False
    for start in range(1, len(heads)):
        seen, at = set(), start
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


def best_by_trying_all(scores: np.ndarray) -> float:
    size = len(scores)
    choices = [[h for h in range(size) if h != d] for d in range(1, size)]
    totals = [sum(scores[d, h] for d, h in enumerate(heads, 1)) for heads in product(*choices) if is_tree([0, *heads])]
    return float(max(totals))


@given(st.integers(2, 6).flatmap(lambda n: st.lists(st.lists(_CELLS, min_size=n, max_size=n), min_size=n, max_size=n)))
def test_tree_is_the_best_of_all_trees_with_one_root(cells: list[list[int]]) -> None:
    scores = np.array(cells, dtype=np.float32)
    heads = tree(scores)
    assert is_tree(heads)
    assert sum(scores[d, heads[d]] for d in range(1, len(heads))) == best_by_trying_all(scores)


def test_tree_of_a_long_sentence_is_a_tree() -> None:
    scores = np.random.default_rng(7).normal(size=(180, 180)).astype(np.float32)
    assert is_tree(tree(scores))


@pytest.mark.parametrize("size", [1, 2])
def test_smallest_trees(size: int) -> None:
    assert tree(np.zeros((size, size), dtype=np.float32)) == [0] * size


@given(st.lists(st.lists(_CELLS, min_size=5, max_size=5), min_size=1, max_size=5))
def test_tag_path_is_the_best_of_all_well_formed_paths(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=np.float32)
    follows = tag_follows(2)
    path = tag_path(scores, follows)

    def well_formed(tags: tuple[int, ...]) -> bool:
        return all(follows[a, b] for a, b in zip((0, *tags), tags, strict=False))

    assert well_formed(tuple(path))
    totals = [
        sum(scores[i, t] for i, t in enumerate(tags))
        for tags in product(range(5), repeat=len(rows))
        if well_formed(tags)
    ]
    assert sum(scores[i, t] for i, t in enumerate(path)) == max(totals)


def test_spans_of_tags() -> None:
    assert tag_spans([0, 1, 2, 2, 1, 3, 4, 0, 3]) == [(1, 4, 0), (4, 5, 0), (5, 7, 1), (8, 9, 1)]
    assert tag_spans([]) == []
