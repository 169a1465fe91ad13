"""How claims as read are compared with an annotation: one tally for the frozen corpus and for the rounds.

A casualty is found where spans overlap and outcome and both bounds agree; annotations flagged ``ambiguous: outcome``
are left out on both sides. A doer is found where spans overlap, the role is the same and so is the actor: the words
of one name hold those of the other, articles and possessives apart; a pronoun printed for a name is no actor.
Where nothing was said there is no precision: silence is printed as silence, never as 0 or 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from bench.figures import Measured

Claim = dict[str, Any]
DOERS = frozenset({"carried_out", "ordered", "commanded", "planned"})
LEDGERS = (
    "commitment", "demand", "warning", "response", "exhibit", "status", "characterisation", "deprivation",
)  # fmt: skip
_IDLE = frozenset({"a", "an", "the", "of", "s", "its", "his", "her", "their", "our", "some", "by", "and", "from"})
_BINS = 10


def flat(claim: Claim) -> Claim:
    """A claim as the reading stage writes it, in the form of the annotation: the count beside the outcome."""
    count = claim["value"].get("count")
    return {**claim, "value": {**claim["value"], **count}} if isinstance(count, dict) else claim


def overlap(one: Claim, other: Claim) -> bool:
    """Whether two passages share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def casualty_key(claim: Claim) -> tuple[object, ...]:
    """What must be equal in two casualty claims."""
    value = claim["value"]
    return value["outcome"], value["low"], value["high"]


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it apart."""
    return frozenset(re.findall(r"\w+", name.lower().replace("\u2019", "'"))) - _IDLE


def same_actor(one: str, other: str) -> bool:
    """Whether one name's words hold all of the other's."""
    first, second = words_of(one), words_of(other)
    return bool(first and second) and (first <= second or second <= first)


def same_role(gold: Claim, said: Claim) -> bool:
    """Whether two role claims name the same part of the same actor."""
    own, other = gold["value"], said["value"]
    return own["role"] == other["role"] and same_actor(own["actor"], other["actor"])


def matched(gold: list[Claim], said: list[Claim], same: Callable[[Claim, Claim], bool]) -> list[tuple[Claim, Claim]]:
    """Pairs of overlapping passages that are the same, each used once, in the order of the annotation."""
    pairs, left = [], list(said)
    for claim in gold:
        hit = next((other for other in left if overlap(claim, other) and same(claim, other)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((claim, hit))
    return pairs


def raw_span(claim: Claim) -> tuple[int, int] | None:
    """Where the count of a casualty claim stands, None where it is not within the quote."""
    raw = claim["value"]["raw"]
    match = re.search(rf"(?<!\w){re.escape(raw)}(?!\w)", claim["quote"]) or re.search(re.escape(raw), claim["quote"])
    return (claim["start"] + match.start(), claim["start"] + match.end()) if raw and match else None


@dataclass
class Tally:
    """Sums over annotated texts; ``errors`` takes a line for each miss where it is a list."""

    sums: Counter[str] = field(default_factory=Counter)
    trust: list[tuple[float, bool]] = field(default_factory=list)
    errors: list[str] | None = None

    def add(self, gold: Claim, reading: Claim) -> None:
        """Add one text: its annotation, and its reading (``claims`` and ``times``, as JSON)."""
        said = [flat(claim) for claim in reading["claims"]]
        pairs = self.add_casualties(gold, [claim for claim in said if claim["kind"] == "casualty"])
        roles = [claim for claim in said if claim["kind"] == "role"]
        self._add("doer", gold, _of_roles(gold["claims"], DOERS), _of_roles(roles, DOERS), same_role)
        self.add_times(gold["times"], reading["times"])
        if "events" in gold:
            self._add_layers(gold, said, roles)
            self._add_ties(pairs)

    def add_casualties(self, gold: Claim, said: list[Claim]) -> list[tuple[Claim, Claim]]:
        """Add the casualty claims of a text and the numbers that are none; return those found."""
        unsure = [c for c in gold["claims"] if c["kind"] == "casualty" and "ambiguous: outcome" in c["value"]["flags"]]
        wanted = [c for c in gold["claims"] if c["kind"] == "casualty" and c not in unsure]
        pairs = matched(wanted, said, lambda one, other: casualty_key(one) == casualty_key(other))
        met = [other for _, other in pairs]
        rest = [c for c in said if c not in met and not any(overlap(c, u) for u in unsure)]
        self._count("casualty", len(pairs), len(wanted), len(pairs) + len(rest))
        self.trust.extend((c.get("score", 1.0), True) for c in met)
        self.trust.extend((c.get("score", 1.0), False) for c in rest)
        for one, other in pairs:
            self.sums["certainty"] += one["certainty"] == other["certainty"]
            self.sums["polarity"] += one["polarity"] == other["polarity"]
            self.sums["voices"] += len(one["attribution"]) == len(other["attribution"])
        for span in gold["not_casualties"]:
            self.sums["others"] += 1
            hit = any(_over(raw_span(c), span) for c in said)
            self.sums["not"] += hit
            if hit:
                self._note("number", gold, span, span["role"])
        found = [one for one, _ in pairs]
        for claim in wanted:
            if claim not in found:
                self._note("missed", gold, claim, _told(claim))
        for claim in rest:
            self._note("spurious", gold, claim, _told(claim))
        for one, other in pairs:
            if one["certainty"] != other["certainty"]:
                self._note("certainty", gold, one, f"{one['certainty']} read as {other['certainty']}")
            if len(one["attribution"]) != len(other["attribution"]):
                self._note("voices", gold, one, f"{_hops(one)} read as {_hops(other)}")
        return pairs

    def add_times(self, gold: list[Claim], said: list[Claim]) -> None:
        """Add the time expressions of a text: equal spans, and equal intervals of those."""
        spans = {(time["start"], time["end"]): time["when"] for time in said}
        hits = [time for time in gold if (time["start"], time["end"]) in spans]
        right = sum(_interval(time["when"]) == _interval(spans[time["start"], time["end"]]) for time in hits)
        self._count("time", len(hits), len(gold), len(said))
        self._count("when", right, len(gold), len(said))

    def _add_layers(self, gold: Claim, said: list[Claim], roles: list[Claim]) -> None:
        others = frozenset({"enabled", "failed_to_protect"})
        self._add("other part", gold, _of_roles(gold["claims"], others), _of_roles(roles, others), same_role)
        wanted = Counter(name for c in gold["claims"] if c["kind"] == "casualty" for name in c["value"].get("who", []))
        named = Counter({name for c in said if c["kind"] == "casualty" for name in c["value"].get("who") or ()})
        hits = sum(any(same_actor(name, one) for one in named) for name in wanted)
        right = sum(any(same_actor(name, one) for one in wanted) for name in named)
        self._count("victim named", hits, len(wanted), len(named))
        self.sums["victim named right"] += right
        self._add_speakers(gold, said)
        for kind in LEDGERS:
            self._add(
                f"ledger {kind}", gold, [c for c in gold["claims"] if c["kind"] == kind],
                [c for c in said if c["kind"] == kind], lambda one, other: True,
            )  # fmt: skip

    def _add_speakers(self, gold: Claim, said: list[Claim]) -> None:
        """Add the voices of a text: source and cue where a source is printed, and the words that are said."""
        wanted = {_voice(hop) for one in gold["statements"] for hop in one["hops"] if hop["start"] is not None}
        found = {_voice(hop) for c in said for hop in c["attribution"][1:] if hop["start"] is not None}
        sources = sum(any(_near(one[0], other[0]) for other in found) for one in wanted)
        backed = sum(any(_near(one[0], other[0]) for one in wanted) for other in found)
        self._count("source", sources, len(wanted), len(found))
        self.sums["source right"] += backed
        cues = sum(any(_near(one[1], other[1]) for other in found) for one in wanted if one[1])
        self._count("cue", cues, sum(one[1] is not None for one in wanted), len(found))
        self.sums["cue right"] += sum(any(_near(one[1], other[1]) for one in wanted) for other in found if other[1])

    def _add_ties(self, pairs: list[tuple[Claim, Claim]]) -> None:
        """Add each pair of figures of a text: of one event or of two, as annotated and as read."""
        for (gold, said), (other, heard) in combinations(pairs, 2):
            if None in (gold["event"], other["event"]):
                continue
            same, read = gold["event"] == other["event"], _together(said, heard)
            self.sums["ties"] += 1
            self.sums["ties right"] += same == read
            self.sums["ties apart"] += not same
            self.sums["ties apart right"] += not same and not read

    def _add(
        self, name: str, text: Claim, gold: list[Claim], said: list[Claim], same: Callable[[Claim, Claim], bool]
    ) -> None:
        pairs = matched(gold, said, same)
        self._count(name, len(pairs), len(gold), len(said))
        if self.errors is None:
            return
        hits, met = [one for one, _ in pairs], [other for _, other in pairs]
        for claim in gold:
            if claim not in hits:
                self._note(f"missed {name}", text, claim, _told(claim))
        for claim in said:
            if claim not in met:
                self._note(f"spurious {name}", text, claim, _told(claim))

    def _count(self, name: str, hits: int, gold: int, said: int) -> None:
        self.sums[f"{name} hits"] += hits
        self.sums[f"{name} gold"] += gold
        self.sums[f"{name} said"] += said

    def _note(self, kind: str, gold: Claim, claim: Claim, what: str) -> None:
        if self.errors is not None:
            around = " ".join(gold["text"][max(0, claim["start"] - 70) : claim["end"] + 50].split())
            self.errors.append(f"{kind}\t{gold['id']}\t{what}\t{claim['quote']!r}\t{around}")

    def figures(self, protocol: str) -> Iterator[Measured]:
        """Yield every figure that the sums give."""
        sums = self.sums
        yield from self._prf(protocol, "casualty", "casualty")
        found = sums["casualty hits"]
        for name, what in (("certainty", "certainty"), ("polarity", "polarity"), ("voices", "number of voices")):
            if found:
                yield Measured(protocol, f"{what} of those", sums[name] / found, n=found)
        yield Measured(
            protocol, "other numbers read as casualties (should be 0)", float(sums["not"]), n=sums["others"]
        )  # fmt: skip
        if self.trust:
            yield Measured(protocol, "calibration error of score", calibration_error(self.trust), n=len(self.trust))
        yield from self._prf(protocol, "doer", "doers, actor compared")
        yield from self._prf(protocol, "other part", "enablers and failed protectors")
        yield from self._prf(protocol, "victim named", "victims named")
        yield from self._prf(protocol, "source", "speakers")
        yield from self._prf(protocol, "cue", "cues")
        yield from self._prf(protocol, "time", "times, equal span")
        yield from self._prf(protocol, "when", "times, equal span and interval")
        if sums["ties"]:
            yield Measured(protocol, "figures of one event or two", sums["ties right"] / sums["ties"], n=sums["ties"])
        if sums["ties apart"]:
            apart = sums["ties apart right"] / sums["ties apart"]
            yield Measured(protocol, "figures of two events kept apart", apart, n=sums["ties apart"])
        for kind in LEDGERS:
            yield from self._prf(protocol, f"ledger {kind}", kind)

    def _prf(self, protocol: str, name: str, what: str) -> Iterator[Measured]:
        hits, gold, said = (self.sums[f"{name} {part}"] for part in ("hits", "gold", "said"))
        right = self.sums.get(f"{name} right", hits)
        if not gold and not said:
            return
        if said:
            yield Measured(protocol, f"{what} precision", right / said, n=said)
        if gold:
            yield Measured(protocol, f"{what} recall", hits / gold, n=gold)
        if said and gold:
            precision, recall = right / said, hits / gold
            f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            yield Measured(protocol, f"{what} F", f, n=gold)


def calibration_error(trust: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error: mean gap between score and share right, over ten bins of equal size."""
    ranked = sorted(trust)
    total = 0.0
    for place in range(_BINS):
        rows = ranked[place * len(ranked) // _BINS : (place + 1) * len(ranked) // _BINS]
        if rows:
            gap = sum(score for score, _ in rows) / len(rows) - sum(right for _, right in rows) / len(rows)
            total += abs(gap) * len(rows)
    return total / len(ranked)


def _of_roles(claims: Iterable[Claim], roles: frozenset[str]) -> list[Claim]:
    return [claim for claim in claims if claim["kind"] == "role" and claim["value"]["role"] in roles]


def _over(span: tuple[int, int] | None, other: Claim) -> bool:
    return span is not None and bool(span[0] < other["end"] and other["start"] < span[1])


def _interval(when: Claim) -> tuple[object, object]:
    return when["earliest"], when["latest"]


def _voice(hop: Claim) -> tuple[tuple[int, int], tuple[int, int] | None]:
    cue = hop["cue"]
    return (hop["start"], hop["end"]), (cue["start"], cue["end"]) if cue else None


def _near(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _together(one: Claim, other: Claim) -> bool:
    """Whether the reading ties two figures to one happening: one event mention holds both."""
    return one.get("event") is not None and one.get("event") == other.get("event")


def _told(claim: Claim) -> str:
    value = claim["value"]
    if claim["kind"] == "casualty":
        return f"{value['outcome']} {value['op']} {value['low']}..{value['high']} {claim.get('reader', '')}"
    if claim["kind"] == "role":
        return f"{value['role']} of {value['actor']!r}"
    return str(claim["kind"])


def _hops(claim: Claim) -> str:
    return " < ".join(str(hop["name"]) for hop in claim["attribution"][1:]) or "own voice"
