"""What speaks for two passages of one document telling of one event and what against it.

Invariant: a function of the two passages, what stands between them, and the document; the order of the two is that of
the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from recount.linking.incidents_types import can_be_one, family
from recount.linking.moments import Moment, distance, moment_told
from recount.linking.signs import Sign
from recount.model.claims import CasualtyValue, Claim
from recount.model.mentions import EventMention, Reading, TimeMention
from recount.model.text import Document, Span

_VAGUE = frozenset({"other", "killing", "attack"})
_BIG = 3
"""People above which two passages that give the same number hardly do so by chance."""
Dates = tuple[tuple[Moment, TimeMention], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that tells of an event: its mention, the days it states, its figures, its paragraph."""

    number: int
    mention: EventMention
    dates: Dates
    tolls: frozenset[tuple[str, int | None, int | None]]
    paragraph: int
    title: bool


def passages_of(document: Document, reading: Reading) -> list[Passage]:
    """Return the passages of a document that tell of one event or of several, in order; general ones are left out."""
    breaks = [offset for offset, letter in enumerate(document.text) if letter == "\n"]
    claims = {claim.id: claim for claim in reading.claims}
    times = {Span(time.start, time.end): time for time in reading.times}
    titles = {segment.id for segment in document.segments if segment.voice == "title"}
    told = [mention for mention in reading.events if mention.number != "generic"]
    return [
        Passage(
            number, mention, _dates(document, mention, times), _tolls(mention, claims),
            bisect_right(breaks, mention.start), mention.segment in titles,
        )
        for number, mention in enumerate(told)
    ]  # fmt: skip


def _dates(document: Document, mention: EventMention, times: dict[Span, TimeMention]) -> Dates:
    """Return the days that a passage states for its event; the day of writing is never one."""
    found = []
    for span in mention.times:
        time = times.get(span)
        if time is not None and time.relative_to is None and not time.writes:
            moment = moment_told(time, published=document.published is not None)
            if moment is not None:
                found.append((moment, time))
    return tuple(sorted(found, key=lambda pair: (pair[0].days, pair[1].start)))


def _tolls(mention: EventMention, claims: dict[str, Claim]) -> frozenset[tuple[str, int | None, int | None]]:
    values = [claims[claim].value for claim in mention.claims]
    return frozenset((v.outcome, v.count.low, v.count.high) for v in values if isinstance(v, CasualtyValue))


def compared(passages: list[Passage], one: int, other: int) -> Iterator[Sign]:
    """Yield each comparison of two passages, ``one`` before ``other``, that says anything."""
    left, right = passages[one], passages[other]
    between = passages[one + 1 : other]
    yield from _kinds(left.mention, right.mention)
    yield from _days(left, right, between)
    yield from _nearness(left, right)
    yield from _figures(left, right)
    yield from _words(left.mention, right.mention)
    if any(passage.mention.similar_to_other for passage in between):
        yield Sign("other between", 1.0, "another event is told of between them")
    if left.title:
        yield Sign("title", 1.0, "one is the title")
    if one == 0:
        yield Sign("first of all", 1.0, "one is the first passage that tells of an event")


def _family(kind: str) -> str:
    return "harm" if kind in ("other", "killing") else family(kind)


def _kinds(one: EventMention, other: EventMention) -> Iterator[Sign]:
    first, second = sorted((_family(one.type), _family(other.type)))
    yield Sign(f"kinds {first} and {second}", 1.0, "")
    if one.type == other.type:
        yield Sign("same kind", 1.0, "they name the same kind of event")
        if one.type not in _VAGUE:
            yield Sign("same specific kind", 1.0, f"both tell of a case of {one.type.replace('_', ' ')}")
    elif not can_be_one(one.type, other.type):
        yield Sign("kinds differ", 1.0, f"the kinds of event differ ({one.type}, {other.type})")


def _apart(one: Dates, other: Dates) -> str:
    """Return how the days of two passages stand to each other."""
    gap, days = min((distance(a, b), max(a.days, b.days)) for a, _ in one for b, _ in other)
    if gap:
        return "a day apart" if gap == 1 else "days apart"
    return "same day" if days <= 3 else "months meet"


def _days(left: Passage, right: Passage, between: list[Passage]) -> Iterator[Sign]:
    if left.dates and right.dates:
        how = _apart(left.dates, right.dates)
        yield Sign(how, 1.0, f"their dates: {how}")
    else:
        which = "first dated" if left.dates else "second dated" if right.dates else "neither dated"
        yield Sign(which, 1.0, "one of them has a date" if left.dates or right.dates else "")
    dated = [passage for passage in between if passage.dates]
    if any(left.dates and _apart(passage.dates, left.dates) == "days apart" for passage in dated):
        yield Sign("other day between", 1.0, "another day is told of between them")
    if dated and not left.dates and not right.dates:
        yield Sign("day between", 1.0, "a day is told of between them")
    if set(left.mention.times) & set(right.mention.times):
        yield Sign("share a time", 1.0, "they share a time expression")


def _nearness(left: Passage, right: Passage) -> Iterator[Sign]:
    steps = right.mention.sentence - left.mention.sentence
    name = next((name for most, name in ((0, "same"), (1, "next"), (3, "near"), (7, "farther")) if steps <= most), "far")
    yield Sign(f"{name} sentence", 1.0, "they stand in one sentence" if steps == 0 else "")
    lines = right.paragraph - left.paragraph
    yield Sign(("same paragraph", "next paragraph", "other paragraph")[min(2, lines)], 1.0, "")
    if left.mention.segment != right.mention.segment:
        yield Sign("other voice", 1.0, "")
    if set(left.mention.claims) & set(right.mention.claims):
        yield Sign("share a claim", 1.0, "they share what is claimed")


def _figures(left: Passage, right: Passage) -> Iterator[Sign]:
    same = left.tolls & right.tolls
    if same:
        big = any((low or 0) > _BIG for _, low, _ in same)
        yield Sign("same big figure" if big else "same small figure", 1.0, "they give the same figure")
    elif left.tolls and right.tolls:
        outcomes = {outcome for outcome, _, _ in left.tolls} & {outcome for outcome, _, _ in right.tolls}
        if outcomes:
            yield Sign("figures differ", 1.0, f"they give different figures of {min(outcomes).replace('_', ' ')}")
        else:
            yield Sign("other outcomes", 1.0, "they count other things")


def _words(one: EventMention, other: EventMention) -> Iterator[Sign]:
    yield Sign("definite" if other.definite else "not definite", 1.0, "it is taken up as known" if other.definite else "")
    if one.similar_to_other:
        yield Sign("first is another", 1.0, "the first is told of as another event")
    if other.similar_to_other:
        yield Sign("second is another", 1.0, "the second is told of as another event")
    if "several" in (one.number, other.number):
        yield Sign("several", 1.0, "one speaks of several events")
    if one.lemma == other.lemma:
        yield Sign("same word", 1.0, f"both say «{other.quote}»")
    if one.places and other.places:
        same = bool(set(one.places) & set(other.places))
        yield Sign("share a place" if same else "other place", 1.0, "they name other places" if not same else "")
