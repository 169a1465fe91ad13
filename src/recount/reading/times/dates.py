"""Date and time claims: which event word of a clause a time expression dates.

Invariant: a claim's span is the time expression as printed, its anchor the event word it dates; the value is the
mention's own reading, unresolved where the document leaves it so. Durations, repetitions and vague references
date nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from recount.model import dates
from recount.model.analysis import ROOT
from recount.model.claims import Claim, DateValue, Kind
from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.model.values import When
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.vocabulary import load

_PARTICLES = frozenset({"out", "off", "away", "up", "down", "back", "in", "over"})
"""Words after a verb that make it another verb ("moved out"), however the tree calls them."""
_RANGE_WORDS = frozenset({"to", "and", "until", "till", "through", "thru", "-", "–", "—"})
_RANGE_OPENERS = frozenset({"from", "between", "on", "in", "of", "during", "for"})


def read_dates(sheet: Sheet) -> list[Claim]:
    """Return one claim for each time expression that dates an event word of its clause."""
    page = sheet.page
    claims: list[Claim] = []
    skipped: set[int] = set()
    for position, mention in enumerate(sheet.times):
        if position in skipped or not dates_something(mention):
            continue
        other = _range_end(page, mention, sheet.times[position + 1 : position + 2])
        head = _dated(page, mention)
        if head is None:
            continue
        span, when = Span(mention.start, mention.end), mention.when
        if other is not None:
            skipped.add(position + 1)
            span = Span(mention.start, other.end)
            when = _spanning(page, span, mention.when, other.when)
        anchor = event_words(page, head)
        kind: Kind = "time" if dates.has_clock(when.earliest) and when.precision in ("minute", "hour") else "date"
        claims.append(
            sheet.claim(
                kind,
                span,
                DateValue(when=when, dates=page.quote(anchor)),
                reader="dates",
                head=head,
                anchor=anchor,
                spans=(anchor,),
            )
        )
    return claims


def dates_something(mention: TimeMention) -> bool:
    """Return whether a mention can date an event: it has bounds, or lacks only a year or an anchor."""
    when = mention.when
    if when.timex is not None and when.timex.startswith(
        ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "PT", "PX")
    ):
        return mention.needs == "anchor" or (when.earliest is not None and when.basis == "derived")
    return when.earliest is not None or when.latest is not None or mention.needs is not None


def _dated(page: Page, mention: TimeMention) -> int | None:
    """Return the token of the event word that a time expression dates: its verb, or the noun it describes."""
    inside = page.tokens_in(mention.start, mention.end)
    if not len(inside):
        return None
    tokens = page.tokens
    top = next((item for item in inside if tokens[item].head not in inside), inside[0])
    while (
        tokens[top].deprel == "conj" and tokens[top].head != ROOT and tokens[tokens[top].head].upos in ("NUM", "PROPN")
    ):
        top = tokens[top].head  # "in 2009 and 2011": the second date dates what the first one does
    relation = tokens[top].deprel.partition(":")[0]
    current = tokens[top].head
    if current == ROOT:
        return None
    if relation in ("nmod", "compound", "amod", "nummod", "appos", "dep", "list", "parataxis") and tokens[
        current
    ].upos in ("NOUN", "PROPN"):
        if _is_event_noun(page, current):
            return current
        if relation in ("compound", "amod"):
            return None
    beside = _noun_before(page, inside[0])
    if beside is not None and tokens[current].upos not in ("VERB", "AUX"):
        return beside
    steps = 0
    while tokens[current].upos not in ("VERB", "AUX") and steps < 6:
        if _is_event_noun(page, current) and relation == "nmod":
            return current
        above = tokens[current].head
        if above == ROOT:
            break
        current, steps = above, steps + 1
    return _main_verb(page, current)


def _noun_before(page: Page, first: int) -> int | None:
    """Return the event noun right before a time expression and its preposition ("the raid on the 9th")."""
    index = first - 1
    while index >= max(0, first - 2) and page.tokens[index].upos in ("ADP", "DET"):
        index -= 1
    return index if 0 <= index < first - 1 and _is_event_noun(page, index) else None


def _main_verb(page: Page, index: int) -> int | None:
    """Return the content verb: past a reporting verb to what is reported only where the tree puts the time there."""
    token = page.tokens[index]
    if token.upos in ("VERB", "AUX"):
        return index
    if token.upos in ("NOUN", "PROPN", "ADJ"):
        copular = any(page.tokens[child].deprel.startswith("cop") for child in page.children[index])
        return index if copular or _is_event_noun(page, index) else None
    return None


def _is_event_noun(page: Page, index: int) -> bool:
    token = page.tokens[index]
    return token.upos in ("NOUN", "PROPN") and token.lemma.lower() in _event_nouns()


@cache
def _event_nouns() -> frozenset[str]:
    """Return the nouns that name events: those of incidents and those of other datable things."""
    incidents = (noun for nouns in load("events")["nouns"].values() for noun in nouns)
    return frozenset((*load("times")["event_nouns"], *incidents))


def event_words(page: Page, head: int) -> Span:
    """Return the words that name a dated event: a verb with its auxiliaries and particle, a noun by itself."""
    tokens = page.tokens
    if tokens[head].upos not in ("VERB", "AUX"):
        return Span(tokens[head].start, tokens[head].end)
    members = [head]
    members += [
        child
        for child in page.children[head]
        if tokens[child].deprel.partition(":")[0] in ("aux", "compound") and abs(child - head) <= 3
    ]
    if head + 1 < len(tokens) and tokens[head + 1].head == head and page.lower[head + 1] in _PARTICLES:
        members.append(head + 1)
    first, last = min(members), max(members)
    if any(tokens[item].upos in ("PUNCT", "NOUN", "PRON", "PROPN") for item in range(first, last + 1) if item != head):
        return Span(tokens[head].start, tokens[head].end)
    return Span(tokens[first].start, tokens[last].end)


def _range_end(page: Page, mention: TimeMention, following: tuple[TimeMention, ...]) -> TimeMention | None:
    """Return the mention that ends a range which this one opens: ``from April to June 1955``, ``8-9 April``."""
    if not following:
        return None
    other = following[0]
    between = page.text[mention.end : other.start].strip().lower()
    if other.start < mention.end or between not in _RANGE_WORDS:
        return None
    if mention.when.earliest is None or other.when.latest is None:
        return None
    before = page.text[max(0, mention.start - 12) : mention.start].split()
    opener = before[-1].lower() if before else ""
    if between == "and" and opener != "between":
        return None
    if between in ("to", "until", "till", "through", "thru") and opener not in _RANGE_OPENERS:
        return None
    return other if dates.last_minute(other.when.latest) >= dates.first_minute(mention.when.earliest) else None


def _spanning(page: Page, span: Span, first: When, last: When) -> When:
    """Return the When of a range printed as two dates."""
    return replace(
        first,
        raw=page.quote(span),
        latest=last.latest,
        precision="range",
        basis="stated" if first.basis == last.basis == "stated" else "resolved",
        trail=(*first.trail, *last.trail),
        timex=None,
    )
