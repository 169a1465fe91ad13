"""Groups over a signed graph: against connected components, what excludes, rivals, and independence of order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from recount.linking.union import APART, Rule, Tie, contract

MEMBERS = range(13)
RULE = Rule(floor=-1.0, firm=4.0, margin=2.0, unlike=-2.0)
Ties = dict[tuple[int, int], Tie | None]
WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1]),
    st.one_of(st.none(), st.builds(Tie, st.integers(-9, 9).map(float), st.integers(-5, 0).map(float)), st.just(APART)),
    max_size=30,
)
POSITIVE = st.dictionaries(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 9).map(lambda score: Tie(float(score))),
    max_size=30,
)


def components(edges: dict[tuple[int, int], Tie]) -> set[tuple[int, ...]]:
    beside: dict[int, set[int]] = {member: {member} for member in MEMBERS}
    for one, other in edges:
        joined = beside[one] | beside[other]
        for member in joined:
            beside[member] = joined
    return {tuple(sorted(found)) for found in beside.values()}


@given(POSITIVE)
def test_where_all_speaks_for_it_groups_are_connected_components(weights: dict[tuple[int, int], Tie]) -> None:
    assert set(contract(MEMBERS, weights, Rule(0.0))) == components(weights)


@given(WEIGHTS, st.integers(0, 99))
def test_order_of_pairs_and_members_changes_nothing(weights: Ties, seed: int) -> None:
    turned, members = list(weights.items()), list(MEMBERS)
    random.Random(seed).shuffle(turned)
    random.Random(seed + 1).shuffle(members)
    assert contract(MEMBERS, weights, RULE) == contract(members, dict(turned), RULE)


@given(WEIGHTS)
def test_what_was_joined_before_stays_joined_and_nothing_more_is(weights: Ties) -> None:
    groups = contract(MEMBERS, weights, RULE)
    assert contract(MEMBERS, weights, RULE, groups) == groups
    assert contract(MEMBERS, {}, RULE, groups) == groups


@given(WEIGHTS)
def test_what_is_excluded_is_never_joined_and_each_member_has_one_group(
    weights: Ties,
) -> None:
    groups = contract(MEMBERS, weights, RULE)
    assert sorted(member for group in groups for member in group) == list(MEMBERS)
    home = {member: group for group in groups for member in group}
    for (one, other), weight in weights.items():
        if weight in (None, APART):
            assert home[one] != home[other]


@given(WEIGHTS, st.lists(st.tuples(st.integers(20, 25), st.integers(20, 25), st.integers(-9, 9)), max_size=9))
def test_members_that_no_pair_ties_to_a_group_do_not_change_it(weights: Ties, more: list[tuple[int, int, int]]) -> None:
    others = {(one, other): Tie(float(weight)) for one, other, weight in more if one < other}
    alone = contract(MEMBERS, weights, RULE)
    among = contract([*MEMBERS, *range(20, 26)], {**weights, **others}, RULE)
    assert [group for group in among if group[0] in MEMBERS] == alone


def test_a_member_that_fits_two_groups_that_are_not_one_joins_neither_unless_it_is_firm() -> None:
    fits_two: Ties = {(0, 1): Tie(3.0), (0, 2): Tie(2.0), (1, 2): None}
    strict = Rule(0.0, firm=4.0, margin=2.0)
    assert contract(range(3), fits_two, Rule(0.0)) == [(0, 1), (2,)]
    assert contract(range(3), fits_two, strict) == [(0,), (1,), (2,)]
    assert contract(range(3), {**fits_two, (0, 1): Tie(5.0)}, strict) == [(0, 1), (2,)]
    assert contract(range(3), {**fits_two, (1, 2): APART}, strict) == [(0, 1), (2,)], "one source tells of both"


def test_two_that_share_little_are_rivals_only_where_something_speaks_against_their_being_one() -> None:
    rule = Rule(0.0, firm=4.0, margin=2.0, unlike=-2.0)
    for against, groups in ((-1.0, [(0, 1), (2,)]), (-3.0, [(0,), (1,), (2,)])):
        ties: Ties = {(0, 1): Tie(3.0), (0, 2): Tie(2.0), (1, 2): Tie(-9.0, against)}
        assert contract(range(3), ties, rule) == groups


def test_only_as_many_rivals_as_a_collection_has_keep_two_groups_apart() -> None:
    rule = Rule(0.0, firm=4.0, margin=2.0, many=2)
    one: Ties = {(0, 1): Tie(3.0), (0, 2): Tie(2.0), (1, 2): None}
    two: Ties = {**one, (0, 3): Tie(2.0), (1, 3): None, (2, 3): None}
    assert contract(range(3), one, rule) == [(0, 1), (2,)]
    assert contract(range(4), two, rule) == [(0,), (1,), (2,), (3,)]


def test_one_pair_does_not_join_two_groups_that_have_nothing_else_in_common() -> None:
    groups: Ties = {(0, 1): Tie(5.0), (0, 2): Tie(5.0), (1, 2): Tie(5.0), (3, 4): Tie(5.0)}
    bridge: Ties = {**groups, (2, 3): Tie(1.0)}
    assert contract(range(5), bridge, Rule(0.0)) == [(0, 1, 2, 3, 4)]
    assert contract(range(5), bridge, Rule(0.0, absent=-2.0)) == [(0, 1, 2), (3, 4)]


def test_only_accounts_of_one_place_or_time_are_rivals() -> None:
    rule = Rule(floor=0.5, firm=8.0, margin=6.0, unlike=-2.0, near=-2.0, many=2, absent=-2.0)
    for alike, groups in ((True, 4), (False, 3)):
        ties = {("a", "b"): Tie(3.0), ("a", "c"): Tie(-1.0, -3.0, alike), ("a", "d"): Tie(-1.0, -3.0, alike)}
        assert len(contract("abcd", ties, rule)) == groups
