"""What speaks for two accounts telling of one event and what against it, each with its weight and its reason in words.

Invariant: symmetric, and a function of the two accounts alone: nothing of the folder they lie in counts, so that
other accounts change nothing. What excludes is never outweighed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, fsum, inf, log

from recount.linking.evidence import Case, Dated, Evidence, Toll
from recount.linking.incidents_types import can_be_one, leading_type, methods_differ
from recount.linking.moments import distance, is_printed, parts_clash
from recount.linking.signs import Sign, weigh
from recount.linking.similarity import RARE, cosine, rare_words
from recount.model.dates import describe, iso_of

TOLERANCE = 3
"""Days by which two stated dates of one event may differ if all else agrees (the date most often misprinted)."""
_MONTH = 31
"""Days above which a date tells a year or a season."""
_CLOCKS = 100
"""Minutes by which two accounts may differ on the hour of one event."""
_FULL = 60
"""Different words of the longer text from which likeness counts in full: two lines on like events are alike."""
_GAPS = ((1, "a day"), (TOLERANCE, "three days"), (10, "ten days"), (62, "two months"), (400, "a year"))
"""Steps in which days between two dates are told."""
_OWN = {
    "same place": 0.0, "same place tied": 0.0, "same wider place": RARE, "same victims": 0.0, "names": RARE**2,
    "rare in texts": 0.0, "rare in the other": 0.0,
}  # fmt: skip
"""Signs of what hardly two events share, and the strength above which each is one: wider places, names must be rare."""
_NOTHING = "nothing of its own shared"
_ALIKE = (
    "same place", "same wider place", "same day", "months meet", "years meet", "apart by a day", "apart by three",
    "apart by ten", "apart by two", "written within a day", "written within three", "written within ten",
    "undated, written within a day", "undated, written within three", "undated, written within ten",
)  # fmt: skip
"""Signs of one place or one time: two accounts without any are no like events of one collection (set on the look half
of longtail_gva, and on dev3's cases beside each other)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``score`` in log-odds that both tell of one event, ``doubt`` the part of it that speaks against (0 or less),
    ``veto`` what excludes it or None.

    ``reasons`` say what speaks for it, ``against`` what speaks against it, each with its weight, the heaviest first.
    """

    score: float
    doubt: float
    veto: str | None
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    alike: bool = False
    """Whether both are of one place or one time, as like events of a collection are."""
    own: bool = True
    """Whether they share a place, a rare name or a rare word."""

    @property
    def probability(self) -> float:
        """The chance that both tell of one event."""
        return 1 / (1 + exp(-self.score))


def compare(one: Evidence, other: Evidence, case: Case) -> Comparison:
    """Return what speaks for and against two accounts being one event."""
    told = list(signs(one, other, case))
    found = weigh(told)
    alike = any(sign.name.startswith(_ALIKE) for sign in told)
    own = all(sign.name != _NOTHING for sign in told)
    return Comparison(found.score, found.doubt, excluded(one, other), found.reasons, found.against, alike, own)


def excluded(one: Evidence, other: Evidence) -> str | None:
    """Return what excludes that two accounts tell of one event, None where nothing does."""
    if one.account.document == other.account.document:
        return "one document tells them apart"
    if not (_can_be_known(one) and _can_be_known(other)):
        return "a passing mention without date or toll gives nothing to know its event by"
    if one.dated and other.dated and _certain(one) and _certain(other):
        gap, left, right = _closest(one, other)
        years = max(left.moment.days, right.moment.days) > _MONTH  # two years that do not meet are never a slip of days
        if gap > (0 if years else TOLERANCE):
            return f"their dates lie {gap} days apart ({_words(left)}, {_words(right)})"
    return None


def is_comparable(one: Evidence, other: Evidence) -> bool:
    """Whether two accounts give anything to know their events by: a mere year in passing does not without another."""
    return not (_is_of_a_year(one, other) or _is_of_a_year(other, one))


def _is_of_a_year(one: Evidence, other: Evidence) -> bool:
    """Whether one is a passing mention known by a year alone, and the other has no year to meet it."""
    if one.account.main or one.has_toll or one.victims or not one.dated:
        return False
    years_only = all(dated.moment.has_year and dated.moment.days > _MONTH for dated in one.dated)
    return years_only and not any(dated.moment.has_year for dated in other.dated)


def _can_be_known(evidence: Evidence) -> bool:
    return bool(evidence.account.main or evidence.dated or evidence.has_toll or evidence.victims)


def signs(one: Evidence, other: Evidence, case: Case) -> Iterator[Sign]:
    """Yield each comparison of two accounts that says anything, in a fixed order."""
    mains = one.account.main + other.account.main
    if mains == 2:
        yield Sign("both main", 1.0, "both documents mainly report it")
    elif not mains:
        yield Sign("both in passing", 1.0, "both are told of in passing")
    if one.account.other or other.account.other:
        yield Sign("compared", 1.0, "one is told of as another event, to compare")
    yield from _kinds(one, other)
    yield from _dates(one, other)
    yield from _written(one, other, mains == 2)
    yield from _tolls("killed", one.killed, other.killed)
    yield from _tolls("wounded", one.wounded, other.wounded)
    own = [
        *_places(one, other, case), *_victims(one, other), *_names(one, other, case), *_wordings(one, other, case)
    ]  # fmt: skip
    yield from own
    if not any(sign.value > _OWN.get(sign.name, inf) for sign in own):
        yield Sign(_NOTHING, 1.0, "they share no place, rare name or rare word")


def _wordings(one: Evidence, other: Evidence, case: Case) -> Iterator[Sign]:
    """Compare what the accounts say of the event, and each with the whole of the other's document."""
    first, second = one.account.document, other.account.document
    left, right = case.wordings.vectors[first], case.wordings.vectors[second]
    rarer = case.wordings.rare
    share = min(1.0, max(len(left), len(right)) / _FULL)
    yield Sign("wording", share * cosine(one.words, other.words), "what they say of it shares rarer words")
    if one.account.main and other.account.main:
        yield Sign("texts", share * cosine(left, right), "the two documents share rarer words")
        rare = rarer[first] & rarer[second]
        fewer = min(len(rarer[first]), len(rarer[second]))
        yield Sign("rare in texts", share * log(1 + len(rare)), f"both documents have {_some(rare)}")
        yield Sign(
            "share of rare words",
            share * len(rare) / fewer if fewer else 0.0,
            f"{len(rare)} of {fewer} rarer words are shared",
        )
        return
    for account, text, known in ((one, right, rarer[second]), (other, left, rarer[first])):
        if not account.account.main:
            told = fsum(value * value for value in account.words.values())
            held = fsum(value * value for word, value in account.words.items() if word in text)
            yield Sign("words in the other", held / told if told else 0.0, "the other document has the words of one")
            rare = rare_words(account.words) & known
            yield Sign("rare in the other", log(1 + len(rare)), f"both have {_some(rare)}")


def _some(words: frozenset[str]) -> str:
    return ", ".join(f"«{word}»" for word in sorted(words)[:4]) or "no rare word"


def _kinds(one: Evidence, other: Evidence) -> Iterator[Sign]:
    left, right = (leading_type(dict(account.types)) for account in (one.account, other.account))
    if left == right:
        vague = left in ("other", "killing", "attack")
        yield Sign("same vague kind" if vague else "same kind", 1.0, f"both tell of the same kind of event ({left})")
    elif one.account.kinds & other.account.kinds:
        yield Sign("kinds meet", 1.0, "both use one word for the event among others")
    elif not any(can_be_one(a, b) for a in one.account.kinds for b in other.account.kinds):
        yield Sign("kinds differ", 1.0, f"the kinds of event differ ({left}, {right})")
    if methods_differ(one.account.kinds, other.account.kinds):
        yield Sign("methods differ", 1.0, "the methods told of differ")


def _words(dated: Dated) -> str:
    moment = dated.moment
    if moment.first is not None and moment.last is not None:
        return describe(iso_of(moment.first), iso_of(moment.last))
    return f"«{dated.words}»"


def _closest(one: Evidence, other: Evidence) -> tuple[int, Dated, Dated]:
    """Return the two dates that lie nearest to each other, and the days between them."""
    gap, _, left, right = min(
        ((distance(a.moment, b.moment), a.moment.days + b.moment.days, a, b) for a in one.dated for b in other.dated),
        key=lambda found: (found[0], found[1], found[2].time.start, found[3].time.start),
    )
    return gap, left, right


def _step(days: int) -> str:
    return next((name for most, name in _GAPS if days <= most), "more")


def _dates(one: Evidence, other: Evidence) -> Iterator[Sign]:
    if not (one.dated and other.dated):
        yield from _weekdays(one, other)
        return
    gap, left, right = _closest(one, other)
    longest = max(left.moment.days, right.moment.days)
    yearless = " without year" if not (left.moment.has_year and right.moment.has_year) else ""
    both = f"{_words(left)}, {_words(right)}"
    if gap == 0 and longest <= 3:
        yield Sign(f"same day{yearless}", 1.0, f"both are dated {_words(left if left.moment.has_year else right)}")
    elif gap == 0:
        if longest <= _MONTH or not yearless:  # a day without a year lies in every year
            yield Sign("months meet" if longest <= _MONTH else "years meet", 1.0, f"their dates meet ({both})")
    else:
        yield Sign(f"apart by {_step(gap)}{yearless}", 1.0, f"their dates lie {gap} days apart ({both})")
    if gap <= 1 and one.clocks and other.clocks:
        far = min(abs(a - b) for a in one.clocks for b in other.clocks) > _CLOCKS
        yield Sign("hours differ" if far else "same hour", 1.0, f"the hours they give {'differ' if far else 'agree'}")
    if gap <= 1 and one.parts and other.parts:
        if all(parts_clash(a, b) for a in one.parts for b in other.parts):
            yield Sign("parts of the day differ", 1.0, "one tells of the morning, the other of the night")
        elif one.parts & other.parts:
            yield Sign("same part of the day", 1.0, "both tell of the same part of the day")


def _weekdays(one: Evidence, other: Evidence) -> Iterator[Sign]:
    """ "On Monday" in an undated account against the day of the week of a dated one."""
    for undated, dated in ((one, other), (other, one)):
        days = {
            day % 7
            for d in dated.precise
            if d.moment.first is not None and d.moment.last is not None
            for day in range(d.moment.first, d.moment.last + 1)
        }
        if undated.weekdays and days:
            if {(day + 1) % 7 for day in undated.weekdays} & days:
                yield Sign("same weekday", 1.0, "the day of the week agrees")
            else:
                yield Sign("weekdays differ", 1.0, "the day of the week differs")
    if one.weekdays and other.weekdays:
        same = bool(one.weekdays & other.weekdays)
        yield Sign("same weekday" if same else "weekdays differ", 1.0, "both name the same day of the week")


def _written(one: Evidence, other: Evidence, mains: bool) -> Iterator[Sign]:
    """Compare when the documents were written: with each other, and with the day that the other tells of."""
    undated = "" if one.dated and other.dated else " of undated"
    if mains and one.published is not None and other.published is not None:
        days = abs(one.published[0] - other.published[0])
        yield Sign(f"written within {_step(days)}{undated}", 1.0, f"they were written {days} days apart")
    for told, writer in ((one, other), (other, one)):
        days_told = [d.moment.first for d in told.precise if d.moment.first is not None]
        if days_told and writer.published is not None:
            after = writer.published[1] - min(days_told)
            if after < -1:
                yield Sign("written before it", 1.0, "one was written before the day that the other tells of")
            elif writer.account.main and not writer.dated:
                words = f"one was written {after} days after that day"
                yield Sign(f"undated, written within {_step(after)}", 1.0, words)


def _certain(evidence: Evidence) -> bool:
    """Whether the account's days stand in the text: none is counted from another one."""
    return all(_is_sure(dated) for dated in evidence.dated if not dated.derived)


def _is_sure(dated: Dated) -> bool:
    """Whether a date is printed in full, or all but its year."""
    return dated.time.when.basis == "stated" or not dated.moment.has_year or is_printed(dated.time)


def _places(one: Evidence, other: Evidence, case: Case) -> Iterator[Sign]:
    """Compare the nearest place of each, the one that the fewest texts name, and the wider ones around it."""
    shared = one.places & other.places
    documents = (one.account.document, other.account.document)

    def order(place: str) -> tuple[float, str]:
        return -case.rarity(place, *documents), place

    left, right = (_nearest(evidence, case) for evidence in (one, other))
    if left in other.places or right in one.places:
        best = min(shared & {left, right}, key=order)
        tied = best in one.tied_places and best in other.tied_places
        yield Sign(
            "same place tied" if tied else "same place", -order(best)[0], f"both name {case.form(best, *documents)}"
        )
    elif shared:
        best = min(shared, key=order)
        yield Sign("same wider place", -order(best)[0], f"both name {case.form(best, *documents)}")
        if one.tied_places and other.tied_places:
            yield Sign("places inside differ", 1.0, "they name different places inside it")
    elif one.tied_places and other.tied_places:
        yield Sign("places differ", 1.0, "they name different places")
    elif one.places and other.places:
        yield Sign("places beside differ", 1.0, "the places named beside them differ")


def _nearest(evidence: Evidence, case: Case) -> str | None:
    places = evidence.tied_places or evidence.places
    return min(places, key=lambda place: (-case.rarity(place, evidence.account.document), place), default=None)


def _tolls(what: str, one: tuple[Toll, ...], other: tuple[Toll, ...]) -> Iterator[Sign]:
    if not one or not other:
        return
    equal = [(a, b) for a in one for b in other if a.exact and b.exact and a.value == b.value]
    left, right = one[0], other[0]
    ratio = _ratio(left, right)
    said = f"«{left.raw}» and «{right.raw}» {what}"
    if equal:
        size = max(pair[0].value or 0 for pair in equal)
        name = f"same {what}" if _meet(left, right) or ratio <= 1.5 else f"same {what} among others"
        yield Sign(name, min(log(1 + size), 4.0), f"both tell of {size} {what}")
    elif _meet(left, right):
        yield Sign(f"{what} can both be true", 1 / ratio, f"{said} can both be true")
    elif any(_meet(a, b) for a in one for b in other):
        yield Sign(f"some {what} can both be true", 1.0, f"some figures of the {what} can both be true")
    else:
        far = "slightly" if ratio <= 1.5 else "by a multiple" if ratio > 4 else "much"
        yield Sign(f"{what} differ {far}", 1.0, f"{said} differ")


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


def _victims(one: Evidence, other: Evidence) -> Iterator[Sign]:
    """Two accounts that name their dead and share no name tell of different dead."""
    if one.victims and other.victims:
        shared = one.victims & other.victims
        if shared:
            yield Sign("same victims", 1.0, f"both name {', '.join(sorted(shared)[:3])} among those harmed")
        else:
            least = min(len(one.victims), len(other.victims))
            yield Sign("victims differ", log(1 + least), "they name different people as harmed")


def _names(one: Evidence, other: Evidence, case: Case) -> Iterator[Sign]:
    documents = (one.account.document, other.account.document)
    rarity = {name: case.rarity(name, *documents) for name in one.names & other.names}
    shared = sorted(rarity, key=lambda name: (-rarity[name], name))
    if shared:
        points = fsum(rarity[name] ** 2 for name in shared)
        told = ", ".join(case.form(name, *documents) for name in shared[:3])
        yield Sign("names", min(3.0, points), f"both name {told}")
    elif one.names and other.names:
        yield Sign("no name shared", 1.0, "they share no name")
