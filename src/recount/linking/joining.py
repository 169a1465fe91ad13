"""Joins accounts of different documents into groups that tell of one event: firm pairs first, then the rest.

Invariant: precision before recall. Two accounts of one document are never joined; a veto between any two members
keeps two groups apart; an account that fits two groups about equally stays open between them. The result does not
depend on the order of documents, and every join and every refusal of a near candidate has a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recount.linking.comparing import Comparison, compare, largeness
from recount.linking.evidence import Case, Evidence
from recount.linking.moments import Moment
from recount.linking.similarity import neighbours
from recount.linking.union import Pair, group
from recount.model.dates import civil

Key = tuple[str, int]
_FIRM = 4.2
"""Points from which a pair is joined on its own in a large case (set on the look halves of longtail_gva and
airwars_gaza)."""
_FIRM_SMALL = 3.2
"""The same in a folder of a few documents, which were brought together because they tell of one matter."""
_AVERAGE = 0.8
"""Share of ``_FIRM`` that the pairs across two growing groups must reach on average."""
_ALONE = 1.0
"""Points from which an account joins the only group that fits it, in a folder of a few documents."""
_MARGIN = 0.6
"""Points by which the best group must lead the next one."""
_ALL_PAIRS = 250
"""Accounts up to which all pairs are compared; above, only neighbours by words, date or place."""
_ROUNDS = 3
"""Rounds in which lone accounts look for a group; groups that grew in one round are firmer in the next."""
_NEAR = 0.5
"""Share of the points asked above which a refusal is worth a reason."""


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


def needed(total: int) -> float:
    """Return the points asked of an account that has no firm partner, in a case of ``total`` documents."""
    return _ALONE + (_FIRM - _ALONE) * largeness(total)


def firm(total: int) -> float:
    """Return the points from which a pair is joined on its own, in a case of ``total`` documents."""
    return _FIRM_SMALL + (_FIRM - _FIRM_SMALL) * largeness(total)


def join(case: Case) -> Joined:
    """Return the groups of a case's accounts."""
    return _Joiner(case).run()


class _Joiner:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.keys = sorted(case.evidence)
        self.memo: dict[tuple[Key, Key], Comparison] = {}
        self.refusals: dict[Key, list[str]] = {}
        self.firm = firm(len(case.documents))

    def compare(self, one: Key, other: Key) -> Comparison:
        pair = (one, other) if one <= other else (other, one)
        found = self.memo.get(pair)
        if found is None:
            found = compare(self.case.evidence[pair[0]], self.case.evidence[pair[1]], self.case)
            self.memo[pair] = found
        return found

    def run(self) -> Joined:
        candidates = sorted(self._candidates())
        found = []
        for one, other in candidates:
            comparison = self.compare(one, other)
            if comparison.veto is None and comparison.score >= self.firm:
                found.append(Pair(comparison.score, one, other))
        groups = group(self.keys, found, may_join=self._may_join)
        why = {pair_key: self._sentence(*pair_key) for pair_key in ((pair.one, pair.other) for pair in found)}
        self.lone_reasons: dict[Key, list[str]] = {}
        self.weak: dict[Key, str] = {}
        joined = groups
        opened: dict[Key, tuple[tuple[Key, ...], str]] = {}
        for _ in range(_ROUNDS):
            before = joined
            joined, opened = self._place_lone(before, candidates)
            if joined == before:
                break
        result = []
        for members in joined:
            keys = tuple(sorted(members))
            reasons = [why[pair] for pair in sorted(why) if pair[0] in members and pair[1] in members]
            reasons += [text for key in keys for text in self.lone_reasons.get(key, ())]
            refused = [text for key in keys for text in self.refusals.get(key, ())]
            refused += [self.weak[key] for key in keys if key in self.weak and len(keys) == 1]
            result.append(Group(keys, tuple(dict.fromkeys(reasons)), tuple(dict.fromkeys(refused))))
        return Joined(result, opened)

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
                found.add((mains[left], mains[right]))
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

    # -- firm pairs --------------------------------------------------------------------------------------------

    def _may_join(self, left: frozenset[Key], right: frozenset[Key], pair: Pair[Key]) -> bool:
        if {key[0] for key in left} & {key[0] for key in right}:
            return self._refuse(pair, "one document tells of both and keeps them apart")
        total, count = 0.0, 0
        for one in left:
            for other in right:
                comparison = self.compare(one, other)
                if comparison.veto is not None:
                    return self._refuse(pair, comparison.veto)
                total, count = total + comparison.score, count + 1
        if total / count < self.firm * _AVERAGE:
            return self._refuse(pair, "the other accounts of the two groups have too little in common")
        return True

    def _refuse(self, pair: Pair[Key], reason: str) -> bool:
        text = f"{self._name(pair.one)} and {self._name(pair.other)} are kept apart: {reason}"
        self.refusals.setdefault(min(pair.one, pair.other), []).append(text)
        return False

    def _name(self, key: Key) -> str:
        return self.case.documents[key[0]].name

    def _sentence(self, one: Key, other: Key) -> str:
        first, second = sorted((one, other), key=lambda key: (self._name(key), key))
        comparison = self.compare(one, other)
        text = f"{self._name(first)} and {self._name(second)}: " + "; ".join(comparison.reasons)
        return text + (" (against it: " + "; ".join(comparison.against) + ")" if comparison.against else "")

    # -- the rest ----------------------------------------------------------------------------------------------

    def _place_lone(
        self, groups: list[frozenset[Key]], candidates: Iterable[tuple[Key, Key]]
    ) -> tuple[list[frozenset[Key]], dict[Key, tuple[tuple[Key, ...], str]]]:
        """Give each account without a firm partner to the one group that fits it, if only one does."""
        owner = {key: members for members in groups for key in members}
        partners: dict[Key, set[Key]] = {}
        for one, other in candidates:
            partners.setdefault(one, set()).add(other)
            partners.setdefault(other, set()).add(one)
        asked = needed(len(self.case.documents))
        pairs: list[Pair[Key]] = []
        opened: dict[Key, tuple[tuple[Key, ...], str]] = {}
        for key in self.keys:
            if len(owner[key]) > 1 or not _can_be_known(self.case.evidence[key]):
                continue
            ranked = self._rank(key, {min(owner[other]): owner[other] for other in partners.get(key, ())}, owner)
            if not ranked:
                continue
            best, _, best_partner = ranked[0]
            runners = [
                entry for entry in ranked[1:] if entry[0] >= asked * _NEAR and self._are_rivals(best_partner, entry[2])
            ]
            if best < asked:
                if best >= asked * _NEAR:
                    self._note_weak(key, best_partner)
                continue
            if runners and best - runners[0][0] < _MARGIN and runners[0][0] >= asked * 0.8:
                choices = tuple(sorted(entry[1] for entry in ranked if best - entry[0] < _MARGIN))
                if not self.case.evidence[key].account.main:
                    opened[key] = (choices, f"{self._name(key)} fits {len(choices)} incidents about equally")
                continue
            if any(pair.one == best_partner and pair.other == key for pair in pairs):
                continue
            pairs.append(Pair(best, key, best_partner))
            self.lone_reasons.setdefault(key, []).append(self._lone_sentence(key, best_partner, runners))
        joined = group(self.keys, [*self._kept(groups), *pairs], may_join=self._may_add)
        return joined, opened

    def _are_rivals(self, one: Key, other: Key) -> bool:
        """Whether two groups that an account may join cannot well be one incident themselves."""
        comparison = self.compare(one, other)
        return comparison.veto is not None or comparison.score < needed(len(self.case.documents))

    def _kept(self, groups: list[frozenset[Key]]) -> list[Pair[Key]]:
        kept = []
        for members in groups:
            ordered = sorted(members)
            kept += [Pair(1e6, ordered[0], other) for other in ordered[1:]]
        return kept

    def _may_add(self, left: frozenset[Key], right: frozenset[Key], pair: Pair[Key]) -> bool:
        if pair.score >= 1e6:
            return True
        if {key[0] for key in left} & {key[0] for key in right}:
            self.lone_reasons.pop(pair.one, None)
            return False
        if any(self.compare(one, other).veto is not None for one in left for other in right):
            self.lone_reasons.pop(pair.one, None)
            return False
        return True

    def _rank(
        self, key: Key, reachable: dict[Key, frozenset[Key]], owner: dict[Key, frozenset[Key]]
    ) -> list[tuple[float, Key, Key]]:
        """Return the groups that may take an account: score of the best member, the group's first, that member."""
        ranked = []
        taken = {other for other in self.case.by_document[key[0]] if other != key}
        for first, members in sorted(reachable.items()):
            if key in members or members & taken:
                continue
            if not any(_can_be_known(self.case.evidence[other]) for other in members):
                continue
            compared = [(self.compare(key, other), other) for other in sorted(members)]
            vetoes = [comparison.veto for comparison, _ in compared if comparison.veto is not None]
            if vetoes:
                continue
            best, partner = max(
                ((comparison.score, other) for comparison, other in compared), key=lambda item: (item[0], item[1])
            )
            ranked.append((best, first, partner))
        return sorted(ranked, key=lambda entry: (-entry[0], entry[1]))

    def _lone_sentence(self, key: Key, partner: Key, runners: list[tuple[float, Key, Key]]) -> str:
        comparison = self.compare(key, partner)
        text = f"{self._name(key)} goes with {self._name(partner)}: " + "; ".join(comparison.reasons)
        if comparison.against:
            text += f" (against it: {'; '.join(comparison.against)})"
        for _, _, other in () if self.case.evidence[key].dated else runners[:2]:  # a date settles it; else say why not
            against = self.compare(key, other).against
            text += f"; less speaks for the incident of {self._name(other)}"
            text += f" ({'; '.join(against)})" if against else ""
        return text

    def _note_weak(self, key: Key, partner: Key) -> None:
        comparison = self.compare(key, partner)
        told = "; ".join((*comparison.reasons, *comparison.against)) or "they share little"
        text = (
            f"{self._name(key)} and {self._name(partner)} are kept apart: too little speaks for one incident ({told})"
        )
        self.weak[key] = text


def _can_be_known(evidence: Evidence) -> bool:
    """A passing mention without date or toll gives nothing to recognise its event by."""
    return bool(evidence.dated or evidence.has_toll or evidence.account.main)


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
