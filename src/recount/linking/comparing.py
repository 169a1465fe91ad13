"""How much speaks for two accounts telling of one event, and what forbids it, each with its reason in words.

Invariant: symmetric, and a function of the two accounts and the case alone. A veto is never outweighed. Points
are roughly log-odds; they were set on the look half of longtail_gva and adjusted on that of airwars_gaza.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from recount.linking.evidence import Case, Dated, Evidence, Toll
from recount.linking.incidents_types import can_be_one, methods_differ
from recount.linking.moments import distance, parts_clash
from recount.linking.similarity import cosine, rarity
from recount.model.dates import describe, iso_of

TOLERANCE = 3
"""Days by which two stated dates of one event may differ if all else agrees (the date most often misprinted)."""
_CLOCKS = 100
"""Minutes by which two accounts may differ on the hour of one event."""
_CONTENT = 9.0
"""Points for identical wording in a large case."""
_LARGE = 200
"""Documents from which on shared words are trusted in full; below, they prove less (all tell of one subject)."""


_SMALL = 6
"""Documents up to which a folder counts as small."""


def largeness(total: int) -> float:
    """Return how far a case is on its way from a small folder (0) to a large collection (1)."""
    return min(1.0, math.log(max(total, _SMALL) / _SMALL) / math.log(_LARGE / _SMALL))


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` in points, ``veto`` the reason that forbids joining or None, ``reasons`` what speaks for it.

    ``against`` holds what speaks against it without forbidding it; ``dated`` is the part of the dates alone.
    """

    score: float
    veto: str | None
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def compare(one: Evidence, other: Evidence, case: Case) -> Comparison:
    """Return what speaks for and against two accounts being one event."""
    tally = _Tally()
    if one.account.document == other.account.document:
        return Comparison(0.0, "one document tells them apart", (), ())
    if not any(can_be_one(a, b) for a in one.account.kinds for b in other.account.kinds):
        return Comparison(0.0, "the kinds of event differ", (), ())
    if methods_differ(one.account.kinds, other.account.kinds):
        tally.add(-0.7, "the methods told of differ")
    share = largeness(case.wordings.total)
    _compare_dates(one, other, case, tally, share)
    _compare_places(one, other, case, tally, share)
    _compare_tolls("killed", one.killed, other.killed, tally)
    _compare_tolls("wounded", one.wounded, other.wounded, tally)
    _compare_victims(one, other, tally)
    _compare_names(one, other, case, tally)
    _compare_words(one, other, case, tally)
    if tally.tolls_apart and (tally.places_apart or not tally.same_day) and tally.veto is None and tally.content < 3:
        tally.veto = "the tolls cannot both be true and nothing dates them to one day at one place"
    return Comparison(tally.score, tally.veto, tuple(tally.reasons), tuple(tally.against))


class _Tally:
    def __init__(self) -> None:
        self.score = 0.0
        self.veto: str | None = None
        self.reasons: list[str] = []
        self.against: list[str] = []
        self.same_day = False
        self.places_apart = False
        self.tolls_apart = False
        self.content = 0.0

    def add(self, points: float, reason: str) -> None:
        self.score += points
        (self.reasons if points > 0 else self.against).append(reason)


def _words(dated: Dated) -> str:
    moment = dated.moment
    if moment.first is not None and moment.last is not None:
        return describe(iso_of(moment.first), iso_of(moment.last))
    return f"«{dated.words}»"


def _compare_dates(one: Evidence, other: Evidence, case: Case, tally: _Tally, share: float) -> None:
    if one.dated and other.dated:
        gap, _, left, right = min(
            (
                (distance(a.moment, b.moment), a.moment.days + b.moment.days, a, b)
                for a in one.dated
                for b in other.dated
            ),
            key=lambda found: (found[0], found[1], found[2].time.start, found[3].time.start),
        )
        longest = max(left.moment.days, right.moment.days)
        yearless = not (left.moment.has_year and right.moment.has_year)
        if gap == 0 and longest <= 3:
            tally.same_day = True
            weight = _day_weight(left if left.moment.has_year else right, case, share)
            tally.add(
                weight * (1.8 if yearless else 2.5), f"both are dated {_words(left if left.moment.has_year else right)}"
            )
        elif gap == 0 and longest <= 31:
            tally.add(1.0, f"{_words(left)} and {_words(right)} meet")
        elif gap == 0:
            tally.add(0.6, f"{_words(left)} and {_words(right)} meet")
        elif gap <= 1:
            tally.same_day = True
            tally.add(
                1.2 * _day_weight(left, case, share) - 0.3 * share,
                f"their dates lie a day apart ({_words(left)}, {_words(right)})",
            )
        else:
            apart = f"their dates lie {gap} days apart ({_words(left)}, {_words(right)})"
            if gap > TOLERANCE and _certain(one) and _certain(other):
                tally.veto = apart
            elif gap <= TOLERANCE:
                tally.add(-0.6, apart)
            else:
                tally.add(-1.0 if gap <= 7 else -2.4, apart)
    else:
        _compare_weekdays(one, other, tally)
    _compare_publication(one, other, tally, share)
    if one.clocks and other.clocks and tally.same_day:
        if min(abs(a - b) for a in one.clocks for b in other.clocks) > _CLOCKS:
            tally.add(-1.0, "the hours they give differ")
    if one.parts and other.parts:
        if all(parts_clash(a, b) for a in one.parts for b in other.parts):
            tally.add(-0.6, "one tells of the morning, the other of the night")
        elif one.parts & other.parts:
            tally.add(0.3, "both tell of the same part of the day")


def _day_weight(dated: Dated, case: Case, share: float) -> float:
    """What a shared day proves: in a small folder all, in a large case less the more documents tell of that day."""
    if dated.moment.first is None:
        return 1.0
    return 1.0 - share * (1.0 - rarity(case.days.get(dated.moment.first, 1), case.wordings.total))


def _compare_weekdays(one: Evidence, other: Evidence, tally: _Tally) -> None:
    """ "On Monday" in an undated account against the day of the week of a dated one."""
    for undated, dated in ((one, other), (other, one)):
        days = {day % 7 for d in dated.precise if d.moment.first is not None for day in _range(d)}
        if undated.weekdays and days:
            if {(day + 1) % 7 for day in undated.weekdays} & days:
                tally.add(0.6, "the day of the week agrees")
            else:
                tally.add(-0.6, "the day of the week differs")


def _range(dated: Dated) -> range:
    return range(dated.moment.first or 0, (dated.moment.last or 0) + 1)


def _compare_publication(one: Evidence, other: Evidence, tally: _Tally, share: float) -> None:
    """Undated accounts: days from the event told of to the other's publication, or between publications."""
    if not (one.account.main and other.account.main):
        return
    if one.published is None or other.published is None:
        if not (one.dated and other.dated):
            tally.add(-1.5 * share, "nothing dates them against each other")
        return
    days = abs(one.published[0] - other.published[0])
    undated = not (one.dated and other.dated)
    if days <= 3:
        tally.add(0.6 + (1.0 if undated and days <= 1 else 0.0), "they were published within three days of each other")
    elif days > 60:
        tally.add(-2.4, "they were published more than sixty days apart")
    elif days > 10:
        tally.add(-1.2, "they were published more than ten days apart")


def _certain(evidence: Evidence) -> bool:
    """Whether the account's days stand in the text in full, or a date without a year: not counted from anything."""
    return all(
        dated.time.when.basis == "stated" or not dated.moment.has_year for dated in evidence.dated if not dated.derived
    )


def _compare_places(one: Evidence, other: Evidence, case: Case, tally: _Tally, share: float) -> None:
    shared = one.places & other.places
    if shared:
        best = min(shared, key=lambda place: (-case.place_rarity[place], place))
        rare = case.place_rarity[best]
        points = (1 - share) * (0.5 + 2.6 * rare * rare) + share * (3.6 * rare - 0.5)
        tally.add(
            points, f"both name {case.labels[best]}" if points > 0 else f"many others name {case.labels[best]} too"
        )
    elif one.tied_places and other.tied_places:
        tally.places_apart = True
        tally.add(-2.0, "they name different places")
    elif one.places and other.places:
        tally.add(-0.9, "the places named beside them differ")


def _compare_tolls(what: str, one: tuple[Toll, ...], other: tuple[Toll, ...], tally: _Tally) -> None:
    if not one or not other:
        return
    equal = [(a, b) for a in one for b in other if a.exact and b.exact and a.value == b.value]
    left, right = one[0], other[0]
    if equal:
        same, _ = max(equal, key=lambda pair: pair[0].value or 0)
        size = same.value or 0
        points = 0.5 if size <= 1 else 1.4 if size <= 3 else 1.8
        if _meet(left, right) or _ratio(left, right) <= 1.5:
            tally.add(points, f"both tell of {size} {what}")
        else:
            tally.add(points / 2 - 1.2, f"«{left.raw}» and «{right.raw}» {what} differ, though both tell of {size}")
        return
    if _meet(left, right):
        near = _nearness(left, right)
        tally.add(0.2 + 0.7 * near * near, f"«{left.raw}» and «{right.raw}» {what} can both be true")
    elif any(_meet(a, b) for a in one for b in other):
        tally.add(0.1, f"some figures of the {what} can both be true")
    else:
        tally.tolls_apart = tally.tolls_apart or _ratio(left, right) > 1.5
        tally.add(-0.4 if _ratio(left, right) <= 1.5 else -1.6, f"«{left.raw}» and «{right.raw}» {what} differ")


def _compare_victims(one: Evidence, other: Evidence, tally: _Tally) -> None:
    """Two accounts that name their dead and share no name tell of different dead."""
    if one.victims and other.victims:
        shared = one.victims & other.victims
        if shared:
            tally.add(1.0, f"both name {', '.join(sorted(shared)[:3])} among those harmed")
        else:
            tally.add(-1.0, "they name different people as harmed")


def _meet(one: Toll, other: Toll) -> bool:
    low = max(one.low or 0, other.low or 0)
    highs = [high for high in (one.high, other.high) if high is not None]
    return not highs or low <= min(highs)


def _typical(toll: Toll) -> int:
    """The figure a toll suggests: its value, else the bound it has."""
    return max(1, toll.value or toll.low or toll.high or 1)


def _ratio(one: Toll, other: Toll) -> float:
    small, large = sorted((_typical(one), _typical(other)))
    return large / small


def _nearness(one: Toll, other: Toll) -> float:
    return 1 / _ratio(one, other)


def _compare_names(one: Evidence, other: Evidence, case: Case, tally: _Tally) -> None:
    shared = sorted(one.names & other.names, key=lambda name: (-case.name_rarity[name], name))
    points = math.fsum(1.2 * case.name_rarity[name] ** 2 for name in shared)
    if points >= 0.2:
        told = ", ".join(case.labels[name] for name in shared[:3] if case.name_rarity[name] >= 0.3)
        tally.add(min(3.0, points), f"both name {told}" if told else "they share names")


def _compare_words(one: Evidence, other: Evidence, case: Case, tally: _Tally) -> None:
    if not (one.account.main and other.account.main):
        return
    alike = cosine(case.wordings.vectors[one.account.document], case.wordings.vectors[other.account.document])
    trust = min(1.0, math.log(max(2, case.wordings.total)) / math.log(_LARGE))
    points = _CONTENT * (alike - case.wordings.usual) * trust
    tally.content = points
    if points >= 1.0:
        tally.add(points, "the two documents share many of their rarer words")
    else:
        tally.score += points
