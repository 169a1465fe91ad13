"""What each account has to be recognised by: dates, places, tolls, names, words.

Invariant: evidence is read off claims and mentions with the passages it stands in; nothing is filled in. Values
are the same whatever the order of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from recount.linking.accounts import Account, Story
from recount.linking.moments import Moment, moment_of, part_of, weekday_of
from recount.linking.similarity import Wordings, rarity_of_name, weigh, weigh_words
from recount.model.actors import Actor, Place
from recount.model.claims import CasualtyValue, Claim
from recount.model.dates import has_clock, split
from recount.model.mentions import Reading, TimeMention
from recount.model.text import Document, Span
from recount.model.values import When

_KILLED = frozenset({"killed", "executed"})
_LEAD_CHARACTERS = 600
"""Places and names in the first lines of a document belong to what it is about."""
_WIDE = frozenset({"country", "region"})
"""Places so large that standing near an event says nothing of where it happened."""
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
        self.names = [
            (n.start, n.end, actor_at[key, n.start, n.end]) for n in reading.names if (key, n.start, n.end) in actor_at
        ]
        self.places = [
            (p.start, p.end, place_at[key, p.start, p.end]) for p in reading.places if (key, p.start, p.end) in place_at
        ]
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
        tied_places = {found for start, end, found in self.places if Span(start, end) in tied}
        if account.scene is not None:
            text = self.document.text
            tied_places |= {found for start, end, found in self.places if text[start:end] == account.scene}
        near = self._near(account)
        places = tied_places | {found for start, _, found in self.places if near(start) and found not in self.wide}
        names = {found for start, _, found in self.names if near(start) or account.main}
        dated = tuple(Dated(moment, time, words=time.quote) for moment, time in account.dates)
        derived = tuple(derive(self.document, self.reading, account))
        parts = {part for _, time in account.dates if (part := part_of(time.when))}
        parts |= {part for time in self._own_times(account) if (part := part_of(time.when))}
        own = self._own_times(account)
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
        return [time for time in self.reading.times if Span(time.start, time.end) in spans]

    def _told(self, account: Account, claims: Mapping[str, Claim]) -> str:
        """Return the sentences that tell of an event, each once."""
        text = self.document.text
        told = [(mention.start, mention.end) for mention in account.mentions]
        told += [(claims[claim].start, claims[claim].end) for claim in account.claims]
        stretches = {_sentence(text, start, end) for start, end in told}
        return " ".join(text[start:end] for start, end in sorted(stretches))

    def _near(self, account: Account) -> Callable[[int], bool]:
        """Return the test whether an offset stands in the sentence of a mention, or in the lead of a main account."""
        text = self.document.text
        stretches = [_sentence(text, mention.start, mention.end) for mention in account.mentions]
        if account.main:
            stretches.append((0, _LEAD_CHARACTERS))
        return lambda offset: any(start <= offset < end for start, end in stretches)


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


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch between sentence breaks around a passage (full stop and space, or a line's end)."""
    first = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start)) + 1
    stops = [offset for offset in (text.find(". ", end), text.find("\n", end)) if offset >= 0]
    return first, min(stops, default=len(text))


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


def derive(document: Document, reading: Reading, account: Account) -> list[Dated]:
    """Return the dates an account's event gets from phrases that count from it: "3 May, a day before the raid"."""
    found = []
    for time in reading.times:
        if time.relative_to is None or time.offset_days is None:
            continue
        if not any(_overlaps(time.relative_to, Span(m.start, m.end)) for m in account.mentions):
            continue
        partner = _partner(document, reading, time)
        if partner is None:
            continue
        moment = moment_of(partner.when)
        if moment is None or moment.first is None or moment.last is None or not moment.is_day:
            continue
        moved = Moment(moment.first - time.offset_days, moment.last - time.offset_days)
        found.append(Dated(moved, partner, True, f"{partner.quote} is {time.quote}"))
    return found


def _partner(document: Document, reading: Reading, time: TimeMention) -> TimeMention | None:
    """Return the absolute time that stands beside a counted one with nothing but punctuation between."""
    for other in reading.times:
        if other is time or other.relative_to is not None:
            continue
        gap = (
            document.text[other.end : time.start] if other.end <= time.start else document.text[time.end : other.start]
        )
        if len(gap) <= 6 and all(letter in _JOINING for letter in gap):
            return other
    return None


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
