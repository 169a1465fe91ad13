"""Groups of accounts that may tell of one event and were not joined: said for people to decide, never acted on.

Invariant: symmetric, and a function of the two groups and of those that are as near to them: what shares nothing with
either changes nothing. Two that one document tells apart, that something excludes, or that share no place, rare name
or rare word, are never offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.linking.comparing import Comparison
from recount.linking.evidence import Case

Key = tuple[str, int]
_MAIN = -4.0
"""Log-odds of the best pair from which two groups that documents mainly report are offered. The odds are those of any
two accounts of a large folder; of two groups of one case they are better. Set on dev1 and the open halves of dev2 and
dev3, where 16 of the 25 pairs offered are one event; on the closed halves and the frozen cases 31 of 39."""
_PASSING = 0.5
"""Log-odds asked of groups that are only told of in passing, of which there are many."""
_MOST = 3
"""Groups that one is offered with at most: more make a collection of like events."""


@dataclass(frozen=True, slots=True)
class Possible:
    """Two groups by their first members, the weight of their best pair in log-odds, and what speaks for and against."""

    one: Key
    other: Key
    weight: float
    reason: str


def find_possible(
    groups: Sequence[Sequence[Key]], compared: Mapping[tuple[Key, Key], Comparison], case: Case
) -> tuple[Possible, ...]:
    """Return the pairs of groups that may be one, each pair once, in order."""
    home = {key: members[0] for members in groups for key in members}
    documents = {members[0]: {key[0] for key in members} for members in groups}
    main = {members[0]: any(case.evidence[key].account.main for key in members) for members in groups}
    best: dict[tuple[Key, Key], Comparison] = {}
    excluded: set[tuple[Key, Key]] = set()
    for (one, other), comparison in sorted(compared.items()):
        pair = min(home[one], home[other]), max(home[one], home[other])
        if pair[0] == pair[1] or documents[pair[0]] & documents[pair[1]]:
            continue
        if comparison.veto is not None:
            excluded.add(pair)
        elif comparison.own and (pair not in best or comparison.score > best[pair].score):
            best[pair] = comparison
    found = [
        Possible(*pair, comparison.score, _words(comparison))
        for pair, comparison in best.items()
        if pair not in excluded and comparison.score > (_MAIN if main[pair[0]] and main[pair[1]] else _PASSING)
    ]
    return tuple(sorted(_nearest(found), key=lambda each: (each.one, each.other)))


def _nearest(found: Iterable[Possible]) -> Iterator[Possible]:
    """Yield the pairs of which each group is among the nearest of the other."""
    ranked = sorted(found, key=lambda each: (-each.weight, each.one, each.other))
    offered: dict[Key, int] = {}
    for each in ranked:
        offered[each.one] = offered.get(each.one, 0) + 1
        offered[each.other] = offered.get(each.other, 0) + 1
        if max(offered[each.one], offered[each.other]) <= _MOST:
            yield each


def _words(comparison: Comparison) -> str:
    against = ", ".join(comparison.against) or "no printed day or place of the one is the other's"
    return f"{', '.join(comparison.reasons) or 'little'}; against it: {against}"
