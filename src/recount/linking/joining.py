"""Joins accounts of different documents into groups that tell of one event, over the whole graph of comparisons.

Invariant: two accounts of one document are never joined; what excludes a pair keeps their groups apart; the result
does not depend on the order of documents, and accounts that share nothing with a group do not change it. Every join
and every refusal of a near candidate has its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from recount.linking.comparing import Comparison, compare
from recount.linking.evidence import Case, Evidence
from recount.linking.moments import Moment
from recount.linking.signs import table_of
from recount.linking.similarity import neighbours
from recount.linking.union import contract
from recount.model.dates import civil

Key = tuple[str, int]
_ALL_PAIRS = 250
"""Accounts up to which all pairs are compared; above, only neighbours by words, date or place."""
_REASONS = 3
"""Comparisons that are told in full for one account that was joined."""


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts of one event with the reasons for each join and for each near candidate refused."""

    members: tuple[Key, ...]
    why: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass
class Joined:
    """Groups, and accounts that fit several: ``open`` maps them to the groups' first members, with the reason."""

    groups: list[Group]
    open: dict[Key, tuple[tuple[Key, ...], str]] = field(default_factory=dict)


def join(case: Case) -> Joined:
    """Return the groups of a case's accounts."""
    return _Joiner(case).run()


class _Joiner:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.keys = sorted(case.evidence)
        self.floor = table_of("across").floor
        self.compared: dict[tuple[Key, Key], Comparison] = {}

    def run(self) -> Joined:
        for one, other in sorted(self._candidates()):
            self.compared[one, other] = compare(self.case.evidence[one], self.case.evidence[other], self.case)
        weights: dict[tuple[Key, Key], float | None] = {
            pair: None if found.veto else found.score for pair, found in self.compared.items()
        }
        for keys in self.case.by_document.values():
            weights.update(dict.fromkeys(combinations(sorted(keys), 2)))  # one document tells them apart
        groups = contract(self.keys, weights, self.floor)
        homes = {key: members[0] for members in groups for key in members}
        refused = self._refusals(homes)
        return Joined(
            [Group(members, tuple(self._why(members)), tuple(refused.get(members[0], ()))) for members in groups]
        )

    # -- candidates --------------------------------------------------------------------------------------------

    def _candidates(self) -> set[tuple[Key, Key]]:
        if len(self.keys) <= _ALL_PAIRS:
            return {
                (one, other)
                for position, one in enumerate(self.keys)
                for other in self.keys[position + 1 :]
                if one[0] != other[0]
            }
        found: set[tuple[Key, Key]] = set()
        mains = {key[0]: key for key in self.keys if self.case.evidence[key].account.main}
        for left, right in neighbours(self.case.wordings):
            if left in mains and right in mains:
                found.add(_sorted(mains[left], mains[right]))
        blocks: dict[tuple[object, ...], list[Key]] = {}
        for key in self.keys:
            for block in _blocks(self.case.evidence[key]):
                blocks.setdefault(block, []).append(key)
        for members in blocks.values():
            if len(members) > _ALL_PAIRS:
                continue
            for position, one in enumerate(members):
                found.update((one, other) for other in members[position + 1 :] if one[0] != other[0])
        return found

    # -- reasons -----------------------------------------------------------------------------------------------

    def _why(self, members: tuple[Key, ...]) -> Iterator[str]:
        """Yield for each account but the first what ties it most to the others."""
        for position, key in enumerate(members):
            pairs = [(self._pair(key, other), other) for other in members[:position]]
            best = max(((c.score, other) for c, other in pairs if c is not None), default=None)
            if best is not None:
                yield self._sentence(key, best[1])

    def _pair(self, one: Key, other: Key) -> Comparison | None:
        return self.compared.get(_sorted(one, other))

    def _refusals(self, homes: dict[Key, Key]) -> dict[Key, list[str]]:
        """Return by group why near candidates were kept apart: excluded, or too little in common on the whole."""
        found: dict[Key, dict[Key, tuple[float, str]]] = {}
        for (one, other), comparison in sorted(self.compared.items()):
            if homes[one] != homes[other] and comparison.score > self.floor:
                reason = comparison.veto or "the other accounts of the two groups have too little in common"
                text = f"{self._name(one)} and {self._name(other)} are kept apart: {reason}"
                for mine, theirs in ((one, other), (other, one)):
                    near = found.setdefault(homes[mine], {})
                    if near.get(homes[theirs], (-1e9, ""))[0] < comparison.score:
                        near[homes[theirs]] = (comparison.score, text)
        return {home: [text for _, (_, text) in sorted(near.items())][:_REASONS] for home, near in found.items()}

    def _name(self, key: Key) -> str:
        return self.case.documents[key[0]].name

    def _sentence(self, one: Key, other: Key) -> str:
        first, second = sorted((one, other), key=lambda key: (self._name(key), key))
        comparison = self.compared[_sorted(one, other)]
        text = f"{self._name(first)} and {self._name(second)}: " + "; ".join(comparison.reasons)
        return text + (" (against it: " + "; ".join(comparison.against) + ")" if comparison.against else "")


def _sorted(one: Key, other: Key) -> tuple[Key, Key]:
    return (one, other) if one <= other else (other, one)


def _blocks(evidence: Evidence) -> set[tuple[object, ...]]:
    """Return the blocks an account belongs to: day of the year and place, or month and place."""
    places = sorted(evidence.places) or [""]
    found: set[tuple[object, ...]] = set()
    for dated in evidence.dated:
        for month, day in _days(dated.moment):
            found.update((month, day, place) for place in places)
    return found


def _days(moment: Moment) -> list[tuple[int, int]]:
    if moment.first is None or moment.last is None:
        return [(moment.month or 0, moment.day)] if moment.day is not None else []
    if moment.days > 3:
        _, month, _ = civil(moment.first)
        return [(month, 0)] if moment.days <= 31 else []
    return [civil(day)[1:] for day in range(moment.first - 1, moment.last + 2)]
