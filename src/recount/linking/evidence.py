"""What each account has to be recognised by: dates, places, tolls, names, words.

Invariant: evidence is read off claims and mentions with the passages it stands in; nothing is filled in. Values
are the same whatever the order of documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from recount.linking.accounts import Account, Story
from recount.linking.moments import Moment, moment_of, part_of, weekday_of
from recount.linking.similarity import Wordings, rarity_of_name, weigh, weigh_words
from recount.model.actors import Actor, Place
from recount.model.claims import CasualtyValue, Claim
from recount.model.dates import has_clock, split
from recount.model.mentions import Reading, TimeMention
from recount.model.stretches import Stretches
from recount.model.text import Document, Span
from recount.model.values import When

_KILLED = frozenset({"killed", "executed"})
_LEAD_CHARACTERS = 600
"""Places and names in the first lines of a document belong to what it is about."""
_WIDE = frozenset({"country", "region"})
"""Places so large that standing near an event says nothing of where it happened."""
_APART = 6
"""Characters between a counted time and the absolute one beside it."""
_JOINING = frozenset(" ,;:()[]-\u2013\u2014\u2012\n\t")


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment an account's event has, with the words it rests on; ``derived`` by counting from another date."""

    moment: Moment
    time: TimeMention
    derived: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """A whole toll as an interval (None open) with its operator, and the claim it comes from."""

    low: int | None
    high: int | None
    op: str
    value: int | None
    claim: str
    raw: str

    @property
    def exact(self) -> bool:
        """True for a plain number."""
        return self.op == "=" and self.value is not None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an account is recognised by. ``names`` and ``places`` are ids; ``published`` day numbers or None."""

    account: Account
    dated: tuple[Dated, ...]
    parts: frozenset[str]
    clocks: frozenset[int]
    killed: tuple[Toll, ...]
    wounded: tuple[Toll, ...]
    places: frozenset[str]
    tied_places: frozenset[str]
    names: frozenset[str]
    weekdays: frozenset[int]
    victims: frozenset[str]
    published: tuple[int, int] | None
    words: Mapping[str, float]
    """The words of the sentences that tell of the event, weighted."""

    @property
    def precise(self) -> tuple[Dated, ...]:
        """The dates of at most three days."""
        return tuple(dated for dated in self.dated if dated.moment.is_day)

    @property
    def has_toll(self) -> bool:
        """True where a whole toll of killed or wounded is told."""
        return bool(self.killed or self.wounded)


@dataclass(frozen=True)
class Case:
    """All that comparing accounts looks up: documents, claims, words, and how rare each name and place is."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    evidence: Mapping[tuple[str, int], Evidence]
    wordings: Wordings
    forms: Mapping[tuple[str, str], str]
    """How a document prints the name of an actor or a place in full, by document and id."""
    labels: Mapping[str, str]
    by_document: Mapping[str, tuple[tuple[str, int], ...]]
    named: Mapping[tuple[str, str], int]
    """How often a document names a place, by document and place."""

    def form(self, found: str, *documents: str) -> str:
        """Return how documents print a name, the fullest form; what other documents print of it counts for nothing."""
        printed = [self.forms[document, found] for document in documents if (document, found) in self.forms]
        return max(printed, key=lambda form: (len(form), form), default=self.labels[found])

    def rarity(self, found: str, *documents: str) -> float:
        """Return how much it proves that documents share a name, by their own forms of it."""
        return rarity_of_name(self.form(found, *documents))


def open_case(
    documents: Sequence[Document],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    actors: Sequence[Actor],
    places: Sequence[Place],
) -> Case:
    """Return what comparing the accounts of a case needs."""
    by_id = {document.id: document for document in documents}
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    actor_at = {(p.document, p.start, p.end): actor.id for actor in actors for p in actor.mentions}
    place_at = {(p.document, p.start, p.end): place.id for place in places for p in place.mentions}
    evidence: dict[tuple[str, int], Evidence] = {}
    wide = frozenset(place.id for place in places if place.precision in _WIDE)
    for reading, story in zip(readings, stories, strict=True):
        lookup = _Lookup(by_id[reading.document], reading, actor_at, place_at, wide)
        found = [lookup.evidence(account, claims) for account in story.accounts]
        scene = frozenset().union(*(one.tied_places for one in found if one.account.main))
        for one in found:
            evidence[one.account.key] = one if one.tied_places else replace(one, places=one.places | scene)
    return Case(
        by_id,
        claims,
        evidence,
        weigh_words({document.id: document.text for document in documents}),
        _fullest(actors, places),
        {actor.id: actor.name for actor in actors} | {place.id: place.name for place in places},
        {story.document: tuple(account.key for account in story.accounts) for story in stories},
        Counter((passage.document, place.id) for place in places for passage in place.mentions),
    )


def _fullest(actors: Sequence[Actor], places: Sequence[Place]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    named = [*((actor.id, actor.mentions) for actor in actors), *((place.id, place.mentions) for place in places)]
    for identity, passages in named:
        for passage in passages:
            form = " ".join(passage.quote.split())
            key = (passage.document, identity)
            found[key] = max(found.get(key, ""), form, key=lambda one: (len(one), one))
    return found


class _Found(NamedTuple):
    """A passage that names an actor or a place, and the id of what it names."""

    start: int
    end: int
    id: str


class _Sentences:
    """The stretches between sentence breaks of a text: a full stop and space, or a line's end."""

    _BREAK = re.compile(r"\. |\n")

    def __init__(self, text: str) -> None:
        breaks = [match.span() for match in self._BREAK.finditer(text)]
        self._starts, self._ends = [start for start, _ in breaks], [end for _, end in breaks]
        self._length = len(text)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch around a passage."""
        before, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        first = self._starts[before - 1] + 1 if before else 0
        return first, self._starts[after] if after < len(self._starts) else self._length


class _Lookup:
    """The lookups of one document."""

    def __init__(
        self,
        document: Document,
        reading: Reading,
        actor_at: Mapping[tuple[str, int, int], str],
        place_at: Mapping[tuple[str, int, int], str],
        wide: frozenset[str],
    ) -> None:
        self.document = document
        self.wide = wide
        self.reading = reading
        key = document.id
        names = ((name.start, name.end, actor_at.get((key, name.start, name.end))) for name in reading.names)
        self.named = [_Found(start, end, found) for start, end, found in names if found is not None]
        places = ((place.start, place.end, place_at.get((key, place.start, place.end))) for place in reading.places)
        self.placed = [_Found(start, end, found) for start, end, found in places if found is not None]
        self.names, self.places = Stretches(self.named), Stretches(self.placed)
        self.place_at = {Span(place.start, place.end): place.id for place in self.placed}
        self.times: dict[Span, list[tuple[int, TimeMention]]] = {}
        for number, time in enumerate(reading.times):
            self.times.setdefault(Span(time.start, time.end), []).append((number, time))
        self.counted = _counted(document, reading)
        self.sentences = _Sentences(document.text)
        own = written(reading)
        self.published = _bounds(document.published or (own.when if own else None))

    def evidence(self, account: Account, claims: Mapping[str, Claim]) -> Evidence:
        killed, wounded = [], []
        for claim_id in account.claims:
            claim = claims[claim_id]
            value = claim.value
            if not isinstance(value, CasualtyValue) or not claim.usable or value.subset_of is not None:
                continue
            if value.count.low is None and value.count.high is None:
                continue
            toll = Toll(value.count.low, value.count.high, value.count.op, value.count.value, claim.id, value.count.raw)
            if value.outcome in _KILLED:
                killed.append(toll)
            elif value.outcome == "wounded":
                wounded.append(toll)
        tied = {span for mention in account.mentions for span in mention.places}
        tied_places = {self.place_at[span] for span in tied if span in self.place_at}
        if account.scene is not None:
            text = self.document.text
            tied_places |= {found for start, end, found in self.placed if text[start:end] == account.scene}
        near = self._near(account)
        beside = (found.id for start, end in near for found in self.places.beginning_in(start, end))
        places = tied_places | {found for found in beside if found not in self.wide}
        names = {found.id for start, end in near for found in self.names.beginning_in(start, end)}
        names |= {found.id for found in self.named} if account.main else set()
        dated = tuple(Dated(moment, time, words=time.quote) for moment, time in account.dates)
        derived = tuple(_derive(self.counted, account))
        own = self._own_times(account)
        parts = {part for _, time in account.dates if (part := part_of(time.when))}
        parts |= {part for time in own if (part := part_of(time.when))}
        return Evidence(
            account=account,
            dated=dated + derived,
            parts=frozenset(parts),
            clocks=_clocks(own),
            killed=_whole(killed),
            wounded=_whole(wounded),
            places=frozenset(places),
            tied_places=frozenset(tied_places),
            names=frozenset(names),
            weekdays=_weekdays(own),
            victims=_victims(account, claims),
            published=self.published,
            words=weigh(self._told(account, claims)),
        )

    def _own_times(self, account: Account) -> list[TimeMention]:
        spans = {span for mention in account.mentions for span in mention.times}
        return [time for _, time in sorted((pair for span in spans for pair in self.times.get(span, ())), key=_number)]

    def _told(self, account: Account, claims: Mapping[str, Claim]) -> str:
        """Return the sentences that tell of an event, each once."""
        text = self.document.text
        told = [(mention.start, mention.end) for mention in account.mentions]
        told += [(claims[claim].start, claims[claim].end) for claim in account.claims]
        stretches = {self.sentences.around(start, end) for start, end in told}
        return " ".join(text[start:end] for start, end in sorted(stretches))

    def _near(self, account: Account) -> set[tuple[int, int]]:
        """Return the sentences of the mentions, and the lead of a main account."""
        lead = {(0, _LEAD_CHARACTERS)} if account.main else set()
        return lead | {self.sentences.around(mention.start, mention.end) for mention in account.mentions}


def _number(pair: tuple[int, TimeMention]) -> int:
    return pair[0]


def _victims(account: Account, claims: Mapping[str, Claim]) -> frozenset[str]:
    """Return the last words of the names of those counted one by one as killed or wounded."""
    found: set[str] = set()
    for claim_id in account.claims:
        value = claims[claim_id].value
        if isinstance(value, CasualtyValue):
            found.update(name.split()[-1].casefold() for name in value.who if name.split())
    return frozenset(found)


def _clocks(times: Sequence[TimeMention]) -> frozenset[int]:
    """Return the times of day, in minutes, that expressions print to the minute."""
    found = set()
    for time in times:
        if has_clock(time.when.earliest) and time.when.earliest == time.when.latest:
            found.add(split(time.when.earliest or "")[3] or 0)
    return frozenset(found)


def _weekdays(times: Sequence[TimeMention]) -> frozenset[int]:
    """Return the days of the week, Monday 0, that unresolved expressions name."""
    found = {weekday_of(time.when) for time in times if moment_of(time.when) is None}
    return frozenset(day for day in found if day is not None)


def _whole(tolls: list[Toll]) -> tuple[Toll, ...]:
    """Return the tolls that can be the whole one: exact or bounded figures, the largest ones first."""
    return tuple(sorted(tolls, key=lambda toll: (-(toll.low or 0), -(toll.high or 0), toll.claim)))


def _bounds(published: When | None) -> tuple[int, int] | None:
    moment = moment_of(published) if published is not None else None
    if moment is None or moment.first is None or moment.last is None:
        return None
    return moment.first, moment.last


def written(reading: Reading) -> TimeMention | None:
    """Return the first date by which a text says when it was written, None where it does not."""
    return next((time for time in reading.times if time.writes and time.when.earliest and time.when.latest), None)


def _counted(document: Document, reading: Reading) -> list[tuple[Span, Dated]]:
    """Return the passages from which phrases count days, each with the date that the event there gets from it: "3 May,
    a day before the raid"."""
    found, times = [], Stretches(reading.times)
    for time in reading.times:
        if time.relative_to is None or time.offset_days is None:
            continue
        partner = _partner(document, times, time)
        moment = moment_of(partner.when) if partner is not None else None
        if partner is None or moment is None or moment.first is None or moment.last is None or not moment.is_day:
            continue
        moved = Moment(moment.first - time.offset_days, moment.last - time.offset_days)
        found.append((time.relative_to, Dated(moved, partner, True, f"{partner.quote} is {time.quote}")))
    return found


def _derive(counted: Sequence[tuple[Span, Dated]], account: Account) -> list[Dated]:
    """Return the dates an account's event gets from phrases that count from it."""
    if not counted:
        return []
    mentions = Stretches(account.mentions)
    return [dated for span, dated in counted if mentions.overlapping(span.start, span.end)]


def _partner(document: Document, times: Stretches[TimeMention], time: TimeMention) -> TimeMention | None:
    """Return the absolute time that stands beside a counted one with nothing but punctuation between."""
    for other in times.overlapping(time.start - _APART - 1, time.end + _APART + 1):
        if other is time or other.relative_to is not None:
            continue
        gap = (
            document.text[other.end : time.start] if other.end <= time.start else document.text[time.end : other.start]
        )
        if len(gap) <= _APART and all(letter in _JOINING for letter in gap):
            return other
    return None
