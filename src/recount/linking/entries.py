"""Entries of ledgers over a whole case: one act told by several passages, and which answer replies to which entry.

Invariant: entries are grouped, none is changed or dropped; two that name different parties, or times that cannot both
be, are never one. Method: single linkage over the log odds of pairs (``vocabulary/entries.yaml``), surest first, a pair
refused where any two members of the groups cannot be one act.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recount.linking.similarity import Vector, cosine, rarity, weigh
from recount.linking.similarity import words_of as telling_words
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    DeprivationValue,
    ExhibitValue,
    ResponseValue,
    StatusValue,
    WarningValue,
)
from recount.model.incidents import Answer, SameEntry
from recount.model.values import When
from recount.vocabulary.schema import EntryLinks, words_of

_WORD = re.compile(r"[^\W\d_]+")
_ASKING = ("demand", "warning")
_RIGHT_BEHIND = 60
"""Characters between an entry and what stands right behind it, fewer than these."""
_TOLD = 5
"""Shared words that a reason names, at most."""
KINDS = ("commitment", "demand", "warning", "response", "exhibit", "status", "deprivation")


@dataclass(frozen=True, slots=True)
class Act:
    """An entry as linking sees it: its parties as ids or folded names, its time, its sort, its weighted words."""

    claim: Claim
    by: frozenset[str]
    to: frozenset[str]
    when: When | None
    sort: str
    words: Vector


def _table() -> EntryLinks:
    return words_of(EntryLinks, "entries")


def link_entries(
    claims: Sequence[Claim], actors: Callable[[Claim], Mapping[str, str]]
) -> tuple[tuple[SameEntry, ...], tuple[Answer, ...]]:
    """Return the groups of entries that are one act, and what answers what; ``actors`` gives ids of printed names."""
    acts = [act_of(claim, actors(claim)) for claim in claims if claim.kind in KINDS]
    acts.sort(key=lambda act: act.claim.id)
    return _same(acts), _answers(acts)


def act_of(claim: Claim, actors: Mapping[str, str]) -> Act:
    """Return an entry with what linking compares of it."""
    value = claim.value
    by: str | None = None
    to: tuple[str, ...] = ()
    when: When | None = None
    sort = about = ""
    match value:
        case CommitmentValue():
            by, to, when, about = value.by, value.to, value.made, value.what
        case DemandValue():
            by, to, about = value.by, value.to, value.what
        case WarningValue():
            to, when, about = (value.known_to,) if value.known_to else (), value.when, value.of
        case ResponseValue():
            by, sort, about = value.by, "silence" if value.silence_alleged else "", value.to
        case DeprivationValue():
            by, to, when, sort, about = value.by, value.to, value.since, value.sort, value.what
        case ExhibitValue():
            sort, about = value.type, value.would_show or ""
        case StatusValue():
            by, when, about = value.subject, value.when, value.status
    named = {word for name in (by, *to) if name for word in telling_words(name)}
    text = f"{claim.quote} {about}" if about and about not in claim.quote else claim.quote
    plain = " ".join(word for word in _WORD.findall(text) if word.islower())  # names stand all over a case
    words = {word: weight for word, weight in weigh(plain).items() if word not in named}
    norm = sum(weight * weight for weight in words.values()) ** 0.5 or 1.0
    return Act(
        claim, _party((by,), actors), _party(to, actors), when, sort,
        {word: weight / norm for word, weight in words.items()},
    )  # fmt: skip


def _party(names: Sequence[str | None], actors: Mapping[str, str]) -> frozenset[str]:
    """Return ids and folded last words of names: two parties that share one may be the same."""
    found: set[str] = set()
    for name in names:
        if name:
            found.update(telling_words(name)[-1:])
            found.update({actors[name]} if name in actors else ())
    return frozenset(found)


def may_be_one(one: Act, other: Act) -> bool:
    """Tell whether nothing that two entries print speaks against their being one act."""
    if one.claim.kind != other.claim.kind or (one.sort and other.sort and one.sort != other.sort):
        return False
    if one.claim.kind == "status" and not one.by & other.by:
        return False
    if any(mine and theirs and not mine & theirs for mine, theirs in ((one.by, other.by), (one.to, other.to))):
        return False
    return _may_meet(one.when, other.when)


def _may_meet(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    if one.earliest is None or other.earliest is None or one.latest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def alike(one: Act, other: Act) -> float:
    """Return the log odds that two entries are one act: to whom, in which words, told by two accounts."""
    signs = {
        "to": float(bool(one.to & other.to)),
        "accounts": float(one.claim.document != other.claim.document),
        "cosine": cosine(one.words, other.words),
        "rarest": max((rarity(word) for word in one.words if word in other.words), default=0.0),
    }
    return _table().start + sum(_table().same[name] * sign for name, sign in signs.items())


def _pairs(acts: Sequence[Act]) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of one kind that share a word that few entries have, with how alike they are."""
    holding: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, act in enumerate(acts):
        for word in act.words:
            if rarity(word) >= _table().telling:
                holding[act.claim.kind, word].append(place)
    near = {
        (first, second)
        for places in holding.values()
        if len(places) <= _table().common
        for at, first in enumerate(places)
        for second in places[at + 1 :]
    }
    for first, second in sorted(near):
        if may_be_one(acts[first], acts[second]):
            yield alike(acts[first], acts[second]), first, second


def _same(acts: Sequence[Act]) -> tuple[SameEntry, ...]:
    group = {place: [place] for place in range(len(acts))}
    for score, first, second in sorted(_pairs(acts), key=lambda pair: (-pair[0], pair[1:])):
        mine, theirs = group[first], group[second]
        if score < _table().floor or mine is theirs:
            continue
        if all(may_be_one(acts[a], acts[b]) for a in mine for b in theirs):
            mine.extend(theirs)
            for place in theirs:
                group[place] = mine
    found = []
    for members in {id(one): one for one in group.values() if len(one) > 1}.values():
        chosen = [acts[place] for place in sorted(members)]
        claims = tuple(act.claim.id for act in chosen)
        found.append(SameEntry(chosen[0].claim.kind, claims, _why(chosen)))
    return tuple(sorted(found, key=lambda one: one.claims))


def _why(acts: Sequence[Act]) -> str:
    """Return why entries are one act, in words that a reader can check: the telling words that they share.

    No name is among them: a reason is shown where names are withheld.
    """
    counts = Counter(word for act in acts for word in act.words)
    shared = sorted((word for word, count in counts.items() if count > 1), key=lambda word: (-rarity(word), word))
    party = ["the same party"] if acts[0].by and all(act.by & acts[0].by for act in acts) else []
    return " and ".join([*party, *([f"the words {', '.join(shared[:_TOLD])}"] if shared else [])]) or "like words"


def _answers(acts: Sequence[Act]) -> tuple[Answer, ...]:
    """Return for each answer the one demand or warning that it most likely replies to, where one is likely enough."""
    asked: defaultdict[str, list[Act]] = defaultdict(list)
    told: defaultdict[str, list[Act]] = defaultdict(list)
    for act in sorted(acts, key=lambda act: (act.claim.end, act.claim.id)):
        if act.claim.kind in _ASKING:
            told[act.claim.document].append(act)
            for name in act.to:
                asked[name].append(act)
    ends = {document: [act.claim.end for act in found] for document, found in told.items()}
    found = []
    for act in acts:
        if act.claim.kind != "response":
            continue
        document, start = act.claim.document, act.claim.start
        place = bisect_right(ends.get(document, []), start) - 1
        before = told[document][place] if place >= 0 and start - ends[document][place] < _RIGHT_BEHIND else None
        fitting = {other.claim.id: other for name in sorted(act.by) for other in asked[name]}
        fitting |= {before.claim.id: before} if before is not None else {}
        odds = {key: _replies(act, other, behind=other is before) for key, other in fitting.items()}
        best = max(odds, key=lambda key: (odds[key], key), default=None)
        if best is not None and odds[best] >= _table().answer["floor"]:
            why = "it stands right behind" if fitting[best] is before else _why([act, fitting[best]])
            found.append(Answer(act.claim.id, best, why))
    return tuple(found)


def _replies(act: Act, other: Act, *, behind: bool) -> float:
    """Return the log odds that an answer replies to a demand or warning."""
    row = _table().answer
    odds = row["start"] + row["cosine"] * cosine(act.words, other.words)
    if other.to and act.by:
        odds += row["asked" if other.to & act.by else "other"]
    odds += row["own"] if act.by & other.by else 0.0
    return odds + (row["behind"] if behind else 0.0)
