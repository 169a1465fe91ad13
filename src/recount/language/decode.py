"""Scores to structure: the best tree with one root, the best well-formed row of entity tags.

Invariant: heads always form one tree over the sentence with exactly one word under the root, and an inside tag
always follows a begin or inside tag of its own label, whatever the scores are.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def tree(scores: Scores) -> list[int]:
    """Return the head of each word (row and column 0 stand for the root; the answer's place 0 is 0).

    ``scores[d, h]`` is the score of head ``h`` for dependent ``d``. The best head of each word is taken if these
    already form a tree with one root word; else Chu-Liu-Edmonds finds the best tree. Root arcs are lowered by more
    than all other arcs can make up, so that exactly one is used, which keeps the answer exact.
    """
    size = len(scores)
    if size <= 1:
        return [0] * size
    matrix = scores.astype(np.float64)
    np.fill_diagonal(matrix, -np.inf)
    heads = matrix.argmax(axis=1)
    heads[0] = 0
    found = [int(h) for h in heads]
    if found.count(0) == 2 and _cycle(found) is None:
        return found
    finite = matrix[1:][np.isfinite(matrix[1:])]
    spread = float(finite.max() - finite.min()) if len(finite) else 0.0
    matrix[1:, 0] -= (spread + 1.0) * size
    matrix[0, :] = -np.inf
    return _arborescence(matrix)


def _cycle(heads: Sequence[int]) -> list[int] | None:
    """Return the nodes of a cycle that does not reach node 0, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for node in range(1, len(heads)):
        path = []
        at = node
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for seen in path:
            state[seen] = 2
    return None


def _arborescence(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu-Edmonds by contraction: the maximum spanning arborescence from node 0."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle([int(h) for h in heads])
    if cycle is None:
        return [int(h) for h in heads]
    ring = np.array(cycle)
    inside = np.zeros(len(scores), dtype=bool)
    inside[ring] = True
    rest = np.flatnonzero(~inside)
    gain = scores[ring] - scores[ring, heads[ring]][:, None]
    entry = ring[gain[:, rest].argmax(axis=0)]
    leave = ring[scores[np.ix_(rest, ring)].argmax(axis=1)]
    size = len(rest) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    smaller[:-1, -1] = scores[rest, leave]
    smaller[-1, :-1] = scores[entry, rest] - scores[entry, heads[entry]]
    smaller[0, :] = -np.inf
    np.fill_diagonal(smaller, -np.inf)
    outer = _arborescence(smaller)
    result = [int(h) for h in heads]
    for place, node in enumerate(rest.tolist()):
        if node != 0:
            result[node] = int(leave[place]) if outer[place] == size - 1 else int(rest[outer[place]])
    into = outer[-1]
    result[int(entry[into])] = int(rest[into])
    result[0] = 0
    return result


def tag_path(scores: Scores, follows: NDArray[np.bool_]) -> list[int]:
    """Return the best row of tags in which ``follows[a, b]`` holds for all neighbours (row -1: sentence start).

    Tags are 0 for outside, then begin and inside of each label in turn. The best tag of each word is the answer
    when it is well formed already, as it mostly is; else Viterbi finds the best.
    """
    best = scores.argmax(axis=1)
    if not best.any():
        return [0] * len(scores)
    path = [int(t) for t in best]
    if follows[0, path[0]] and all(follows[a, b] for a, b in itertools.pairwise(path)):
        return path
    wall = np.where(follows, 0.0, -1e9)
    total = scores[0].astype(np.float64) + wall[0]
    back = []
    for row in scores[1:]:
        paths = total[:, None] + wall
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    at = int(total.argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    return path[::-1]


def tag_follows(labels: int) -> NDArray[np.bool_]:
    """Return which tag may follow which: inside (even numbers) only begin or inside of its own label."""
    size = 2 * labels + 1
    follows = np.ones((size, size), dtype=bool)
    for inside in range(2, size, 2):
        follows[:, inside] = False
        follows[inside - 1, inside] = follows[inside, inside] = True
    return follows


def tag_spans(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (first, last exclusive, label number) of every span in a well-formed row of tags."""
    spans = []
    at = 0
    while at < len(path):
        tag = path[at]
        last = at + 1
        if tag:
            while last < len(path) and path[last] == tag + 1 and tag % 2 == 1:
                last += 1
            spans.append((at, last, (tag - 1) // 2))
        at = last
    return spans
