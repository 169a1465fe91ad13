"""Where an event is said to have happened: each place that syntax ties to an event word, as a claim.

Invariant: the passage is the place as printed, the anchor the event word it is the scene of; a place that only
describes somebody, or stands beside an event without a word that puts it there, makes no claim; events told of one
place in one breath share the claim of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from recount.model.claims import Claim, PlaceValue
from recount.model.mentions import EventMention, PlaceMention
from recount.model.text import Span
from recount.reading.sheet import Sheet

READER = "scenes"


def place_claims(sheet: Sheet, events: Iterable[EventMention]) -> tuple[tuple[Claim, ...], tuple[EventMention, ...]]:
    """Return the claims of where events happened, in text order, and the events with the claims that are theirs."""
    printed = {Span(place.start, place.end): place for place in sheet.places}
    claims: dict[Span, Claim] = {}
    held: list[EventMention] = []
    for event in events:
        own = [_claim(sheet, event, span, printed[span]) for span in _scenes(event, printed) if span not in claims]
        claims.update({Span(claim.start, claim.end): claim for claim in own})
        held.append(replace(event, claims=tuple(sorted({*event.claims, *(claim.id for claim in own)}))))
    return tuple(claims[span] for span in sorted(claims)), tuple(held)


def _scenes(event: EventMention, printed: Mapping[Span, PlaceMention]) -> list[Span]:
    """Return the places that a word puts an event at; of what happens in general none."""
    if event.number == "generic":
        return []
    return [span for span in event.places if span in printed and printed[span].relation is not None]


def _claim(sheet: Sheet, event: EventMention, span: Span, place: PlaceMention) -> Claim:
    anchor = Span(event.start, event.end)
    head = sheet.page.tokens_in(anchor.start, anchor.end)[0]
    return sheet.claim(
        "place", span, PlaceValue(place.surface, place.relation or ""), reader=READER, head=head, anchor=anchor,
        spans=(anchor,), score=place.score,
    )  # fmt: skip
