"""Joins accounts of different documents into groups that tell of one event, over the whole graph of comparisons.

Invariant: two accounts of one document are never joined; what excludes a pair keeps their groups apart; the result
does not depend on the order of documents, and accounts that share nothing with a group do not change it. Every join
and every refusal of a near candidate has its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from zlib import crc32

from recount.linking.comparing import Comparison, compare, is_comparable
from recount.linking.evidence import Case, Evidence
from recount.linking.moments import Moment, distance
from recount.linking.possible import Possible, find_possible
from recount.linking.similarity import neighbours
from recount.linking.union import APART, Rule, Tie, contract
from recount.model.dates import civil

Key = tuple[str, int]
_MONTH = 31
"""Days up to which a date tells a month."""
_LARGE = 250
"""Accounts that share a block (a day or a year and a place) up to which each is compared with each."""
_PART = 100
"""Accounts of a part of a larger block, at most on average: each is compared with each in it."""
_SPEAK = 6
"""Accounts that stand for a group where parts of a larger block are compared: with 1000 accounts of one generated event
three are enough."""
RULE = Rule(floor=0.5, firm=8.0, margin=6.0, unlike=-2.0, near=-2.0, many=4, absent=-2.0)
"""Log-odds from which groups are joined: more likely one than two; in a collection of like events, where an account has
rivals by the number, the floor is ``firm``. Set on the rounds' cases, dev1 and the look halves of longtail_gva,
airwars_syria and airwars_gaza together: without rivals counted (``many=1``) B-cubed of dev1 is .72 instead of .82, and
with pairs that have nothing in common left out of the mean a folder of twenty cases gives .80 instead of .83."""
_ALONE = -1.0
"""Log-odds asked of the best partner where one group alone has the date of a passing mention (set on the founding
case: "two prior massacres in 2009 and 2011")."""
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
    possible: tuple[Possible, ...] = ()
    open: dict[Key, tuple[tuple[Key, ...], str]] = field(default_factory=dict)


def join(case: Case) -> Joined:
    """Return the groups of a case's accounts."""
    return _Joiner(case).run()


def candidates(case: Case) -> set[tuple[Key, Key]]:
    """Return the pairs of accounts worth comparing, whatever else the case holds.

    They share a day and a place, or are of documents that share rarer words (the main ones); where one is told of in
    passing, a month or a year and a place are enough. A block with more accounts than can each be compared with each
    has parts, within which they are; what these join is compared across them.
    """
    return _Blocks(case).candidates()


class _Blocks:
    """The accounts of a case by what they share, sorted: each day, month and year with each place and toll."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.mains = {key[0]: key for key, evidence in case.evidence.items() if evidence.account.main}
        self.members: dict[tuple[object, ...], list[Key]] = {}
        for key in sorted(case.evidence):
            for block in _blocks(case.evidence[key]):
                self.members.setdefault(block, []).append(key)
        self.alike = neighbours(case.wordings)

    def candidates(self) -> set[tuple[Key, Key]]:
        """Return the pairs worth comparing within parts, and those of documents that share rarer words."""
        mains = self.mains
        found = {_sorted(mains[one], mains[other]) for one, other in self.alike if one in mains and other in mains}
        halved: dict[Key, int] = {}  # one number for all blocks of an account: two of one part meet in it in each
        for members in self.members.values():
            for key in members:
                halved[key] = max(_halvings(len(members)), halved.get(key, 0))
        for block, members in self.members.items():
            for part in _parts(members, max(halved[key] for key in members)):
                found.update(_worth(block, combinations(part, 2), mains))
        return self._comparable(found)

    def across(self, groups: Iterable[tuple[Key, ...]]) -> set[tuple[Key, Key]]:
        """Return the pairs worth comparing between the parts of blocks too large to compare each with each: of each
        group that the parts have joined a few accounts."""
        home = {key: members[0] for members in groups for key in members}
        found: set[tuple[Key, Key]] = set()
        for block, members in self.members.items():
            if len(members) > _LARGE:
                speakers: dict[Key, list[Key]] = {}
                for key in members:
                    speakers.setdefault(home[key], []).append(key)
                speak = sorted(key for group in speakers.values() for key in group[:_SPEAK])
                for part in _parts(speak, _halvings(len(speak))):
                    apart = (pair for pair in combinations(part, 2) if home[pair[0]] != home[pair[1]])
                    found.update(_worth(block, apart, self.mains))
        return self._comparable(found)

    def _comparable(self, pairs: Iterable[tuple[Key, Key]]) -> set[tuple[Key, Key]]:
        evidence = self.case.evidence
        return {pair for pair in pairs if is_comparable(evidence[pair[0]], evidence[pair[1]])}


def _halvings(size: int) -> int:
    """Return how often a block must be halved until its parts are small; never where each is compared with each."""
    return (-(-size // _PART) - 1).bit_length() if size > _LARGE else 0


def _parts(members: list[Key], halvings: int) -> list[list[Key]]:
    """Return the members of a block in parts, by their documents' checksums."""
    found: dict[int, list[Key]] = {}
    for key in members:
        found.setdefault(crc32(key[0].encode()) % (1 << halvings), []).append(key)
    return [found[part] for part in sorted(found)]


def _worth(
    block: tuple[object, ...], pairs: Iterable[tuple[Key, Key]], mains: dict[str, Key]
) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs of different documents that a block makes worth comparing: by a day any, by a month or a year
    those of which one is told of in passing."""
    for one, other in pairs:
        if one[0] != other[0] and (
            block[0] == "day" or not (one == mains.get(one[0]) and other == mains.get(other[0]))
        ):
            yield one, other


def _blocks(evidence: Evidence) -> set[tuple[object, ...]]:
    """Return the blocks an account belongs to: each day, month and year that it may be of, with each of its places, and
    with each of its exact tolls."""
    tolls = [("toll", toll.value) for toll in (*evidence.killed, *evidence.wounded) if toll.exact]
    found: set[tuple[object, ...]] = set()
    for dated in evidence.dated:
        for block in _times(dated.moment):
            found.update((*block, place) for place in evidence.places or [""])
            found.update((*block, *toll) for toll in tolls)
    return found


def _times(moment: Moment) -> Iterator[tuple[object, ...]]:
    """Yield the days of the year, the months and the years of a moment; a day has its neighbours."""
    if moment.first is None or moment.last is None:
        yield ("month", moment.month)
        if moment.day is not None:
            yield ("day", moment.month, moment.day)
        return
    years = range(civil(moment.first)[0], civil(moment.last)[0] + 1)
    yield from (("year", year) for year in years[:2])
    if moment.days <= _MONTH:
        yield from {("month", civil(day)[1]) for day in (moment.first, moment.last)}
    if moment.is_day:
        yield from (("day", *civil(day)[1:]) for day in range(moment.first - 1, moment.last + 2))


class _Joiner:
    def __init__(self, case: Case) -> None:
        self.case = case
        self.keys = sorted(case.evidence)
        self.compared: dict[tuple[Key, Key], Comparison] = {}

    def run(self) -> Joined:
        blocks = _Blocks(self.case)
        ties = self._compare(blocks.candidates())
        groups = self._contract(ties)
        while further := self._compare(blocks.across(groups)):
            ties |= further
            groups = self._contract(ties, groups)
        groups = self._place_lone(groups)
        homes = {key: members[0] for members in groups for key in members}
        refused = self._refusals(homes)
        self._compare(self._passing(groups, blocks.alike))
        return Joined(
            [Group(members, tuple(self._why(members)), tuple(refused.get(members[0], ()))) for members in groups],
            find_possible(groups, self.compared, self.case),
        )

    def _contract(
        self, ties: dict[tuple[Key, Key], Tie | None], joined_before: Iterable[tuple[Key, ...]] = ()
    ) -> list[tuple[Key, ...]]:
        """Return the groups that the ties make, no two accounts of one document in one.

        That two accounts are of one document is said only of those that something ties to others: what nothing ties is
        joined with none, and a document may tell of a thousand events.
        """
        tied = {key for pair, tie in ties.items() if tie is not None for key in pair}
        apart: dict[tuple[Key, Key], Tie | None] = {}
        for keys in self.case.by_document.values():
            apart.update(dict.fromkeys(combinations(sorted(tied.intersection(keys)), 2), APART))
        return contract(self.keys, apart | ties, RULE, joined_before)

    def _passing(self, groups: list[tuple[Key, ...]], alike: set[tuple[str, str]]) -> Iterator[tuple[Key, Key]]:
        """Yield the pairs of passing mentions that no join has placed, of documents that share rarer words: without a
        date they share no block, and may be one event all the same."""
        lone: dict[str, list[Key]] = {}
        for members in groups:
            if len(members) == 1 and not self.case.evidence[members[0]].account.main:
                lone.setdefault(members[0][0], []).append(members[0])
        for one, other in sorted(alike):
            for pair in product(lone.get(one, ()), lone.get(other, ())):
                if is_comparable(*(self.case.evidence[key] for key in pair)):
                    yield pair

    def _compare(self, pairs: Iterable[tuple[Key, Key]]) -> dict[tuple[Key, Key], Tie | None]:
        """Compare the pairs that were not compared yet; return what each weighs."""
        found: dict[tuple[Key, Key], Tie | None] = {}
        for one, other in sorted(pairs):
            if (one, other) not in self.compared:
                made = compare(self.case.evidence[one], self.case.evidence[other], self.case)
                self.compared[one, other] = made
                found[one, other] = None if made.veto else Tie(made.score, made.doubt, made.alike)
        return found

    def _place_lone(self, groups: list[tuple[Key, ...]]) -> list[tuple[Key, ...]]:
        """Give a passing mention that has a date, but no partner, to the one group whose dates meet it, if one does."""
        made = {members[0]: list(members) for members in groups}
        home = {key: members for members in groups for key in members}
        partners: dict[Key, set[Key]] = {}
        for one, other in self.compared:
            partners.setdefault(one, set()).add(home[other][0])
            partners.setdefault(other, set()).add(home[one][0])
        for members in groups:
            key = members[0]
            evidence = self.case.evidence[key]
            if len(members) > 1 or evidence.account.main or not evidence.dated:
                continue
            near = sorted(partners.get(key, set()) - {key})
            fits = [other for other in (home[first] for first in near) if self._fits_alone(key, other)]
            if len(fits) == 1 and fits[0][0] in made:
                made[fits[0][0]] += made.pop(key)
        return sorted(tuple(sorted(found)) for found in made.values())

    def _fits_alone(self, key: Key, members: tuple[Key, ...]) -> bool:
        pairs = [self._pair(key, other) for other in members]
        if any(key[0] == other[0] for other in members) or any(pair is not None and pair.veto for pair in pairs):
            return False
        own = [one.moment for one in self.case.evidence[key].dated if one.moment.has_year]
        theirs = [d.moment for other in members for d in self.case.evidence[other].dated if d.moment.has_year]
        meets = any(distance(one, other) == 0 for one in own for other in theirs)
        return meets and max((pair.score for pair in pairs if pair is not None), default=-9.0) > _ALONE

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
            if homes[one] != homes[other] and comparison.score > RULE.floor:
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
