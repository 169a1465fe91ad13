"""Date and time claims: which event word of a clause a time expression dates.

Invariant: a claim's span is the time expression as printed, its anchor the event word it dates; the value is the
mention's own reading, unresolved where the document leaves it so. Durations, repetitions and vague references
date nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from recount.model import dates
from recount.model.analysis import ROOT
from recount.model.claims import Claim, DateValue, Kind
from recount.model.mentions import TimeMention
from recount.model.text import Span
from recount.model.values import When
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.times.lexer import vocabulary
from recount.vocabulary.lexical import event_words

_NOMINAL = ("nmod", "compound", "amod", "nummod", "appos", "dep", "list", "parataxis")
_DURATION = re.compile(r"P[\dTX]")

_LONGEST_OPENER = 12
"""Characters before a range within which its opener ("from", "between") stands."""


def read_dates(sheet: Sheet) -> list[Claim]:
    """Return one claim for each time expression that dates an event word of its clause."""
    page, claims = sheet.page, []
    for mention, span, when in _ranges(page, sheet.times):
        own = _dated(page, mention)
        for head in (*_bracketed(page, span), *((own,) if own is not None else ())):
            anchor = _event_words(page, head)
            kind: Kind = "time" if dates.has_clock(when.earliest) and when.precision in ("minute", "hour") else "date"
            value = DateValue(when=when, dates=page.quote(anchor))
            claims.append(sheet.claim(kind, span, value, reader="dates", head=head, anchor=anchor, spans=(anchor,)))
    return claims


def _bracketed(page: Page, span: Span) -> list[int]:
    """Return the words for what happened in a bracket right behind a date: "in March 2001 (four dead, 31 injured)"."""
    inside = page.bracket_behind(span.start, span.end)
    return [at for at in inside if page.tokens[at].upos in ("VERB", "ADJ") or _is_event_noun(page, at)]


def _dates_something(mention: TimeMention) -> bool:
    """Return whether a mention can date an event: it has bounds, or lacks only a year or an anchor."""
    when = mention.when
    if _DURATION.match(when.timex or ""):
        return mention.needs == "anchor" or (when.earliest is not None and when.basis == "derived")
    return when.earliest is not None or when.latest is not None or mention.needs is not None


def _dated(page: Page, mention: TimeMention) -> int | None:
    """Return the token of the event word that a time expression dates: its verb, or the noun it describes."""
    inside, tokens = page.tokens_in(mention.start, mention.end), page.tokens
    top = next((item for item in inside if tokens[item].head not in inside), ROOT)
    while top != ROOT and tokens[top].deprel == "conj" and tokens[tokens[top].head].upos in ("NUM", "PROPN"):
        top = tokens[top].head  # "in 2009 and 2011": the second date dates what the first one does
    if top == ROOT or tokens[top].head == ROOT:
        return None
    relation, above = tokens[top].deprel.partition(":")[0], tokens[top].head
    if relation in _NOMINAL and _is_event_noun(page, above):
        return above
    if relation in ("compound", "amod") and tokens[above].upos in ("NOUN", "PROPN"):
        return None
    return _above(page, above, relation)


def _above(page: Page, start: int, relation: str) -> int | None:
    """Return the verb above a time expression, or a noun on the way that it describes, or a predicate without one."""
    tokens, top = page.tokens, start
    for top in (start, *page.ancestors(start)):
        if tokens[top].upos in ("VERB", "AUX") or (relation == "nmod" and _is_event_noun(page, top)):
            return top
    nominal = tokens[top].upos in ("NOUN", "PROPN", "ADJ")
    copular = nominal and any(tokens[child].deprel.startswith("cop") for child in page.children[top])
    return top if copular or _is_event_noun(page, top) else None


def _is_event_noun(page: Page, index: int) -> bool:
    token = page.tokens[index]
    return token.upos in ("NOUN", "PROPN") and token.lemma.lower() in _event_nouns()


@cache
def _event_nouns() -> frozenset[str]:
    """Return the nouns that name events: those of incidents and those of other datable things."""
    return vocabulary().event_nouns.union(event_words("nouns"))


def _event_words(page: Page, head: int) -> Span:
    """Return the words that name a dated event: a verb with its auxiliaries and particle, a noun by itself."""
    tokens, first, last = page.tokens, head, head
    if tokens[head].upos in ("VERB", "AUX"):
        first = min([head, *(item for item in page.children[head] if tokens[item].deprel.startswith("aux"))])
        particles = vocabulary().particles
        last += any(item == head + 1 and page.lower[item] in particles for item in page.children[head])
    parted = any(tokens[item].upos in ("PUNCT", "NOUN", "PRON", "PROPN") for item in range(first, head))
    return page.span(head if parted else first, last + 1)


def _ranges(page: Page, times: tuple[TimeMention, ...]) -> Iterator[tuple[TimeMention, Span, When]]:
    """Yield what can date something, two dates that are one range together (``from April to June 1955``)."""
    ended = None
    for mention, other in zip_longest(times, times[1:]):
        if mention is ended or not _dates_something(mention):
            continue
        span, when = Span(mention.start, mention.end), mention.when
        if other is not None and _is_range(page.text, mention, other):
            ended, span = other, Span(mention.start, other.end)
            basis = when.basis if when.basis == other.when.basis == "stated" else "resolved"
            when = replace(
                when, raw=page.quote(span), latest=other.when.latest, precision="range", basis=basis, timex=None,
                trail=(*when.trail, *other.when.trail),
            )  # fmt: skip
        yield mention, span, when


def _is_range(text: str, one: TimeMention, other: TimeMention) -> bool:
    """Return whether a date and the next one are the ends of a range."""
    openers = vocabulary().ranges.get(text[one.end : other.start].strip().lower())
    if openers is None or one.when.earliest is None or other.when.latest is None:
        return False
    before = text[max(0, one.start - _LONGEST_OPENER) : one.start].lower().split()
    opened = not openers or (bool(before) and before[-1] in openers)
    return opened and dates.first_minute(one.when.earliest) <= dates.last_minute(other.when.latest)
