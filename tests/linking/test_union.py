"""Groups against connected components found by walking the graph, and independence of order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from recount.linking.union import Pair, group

EDGES = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 9)), max_size=30)


def components(members: range, edges: list[tuple[int, int, int]]) -> set[frozenset[int]]:
    beside: dict[int, set[int]] = {member: set() for member in members}
    for one, other, _ in edges:
        beside[one].add(other)
        beside[other].add(one)
    seen: set[int] = set()
    found = set()
    for member in members:
        if member in seen:
            continue
        walk, reached = [member], set()
        while walk:
            current = walk.pop()
            if current not in reached:
                reached.add(current)
                walk.extend(beside[current])
        seen |= reached
        found.add(frozenset(reached))
    return found


@given(EDGES)
def test_without_a_veto_groups_are_connected_components(edges: list[tuple[int, int, int]]) -> None:
    pairs = [Pair(float(score), one, other) for one, other, score in edges if one != other]
    assert set(group(range(13), pairs)) == components(range(13), edges)


@given(EDGES, st.integers(0, 99), st.integers(2, 5))
def test_order_of_pairs_and_members_changes_nothing(edges: list[tuple[int, int, int]], seed: int, most: int) -> None:
    pairs = [Pair(float(score), one, other) for one, other, score in edges if one != other]
    shuffled, members = pairs[:], list(range(13))
    random.Random(seed).shuffle(shuffled)
    random.Random(seed + 1).shuffle(members)

    def small(left: frozenset[int], right: frozenset[int], pair: Pair[int]) -> bool:
        return len(left) + len(right) <= most

    found = group(range(13), pairs, may_join=small)
    assert found == group(members, shuffled, may_join=small)
    assert all(len(one) <= most for one in found)
