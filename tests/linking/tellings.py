"""Documents told by hand: a text with marks becomes a document and the reading that a reader would give it.

Marks: ``<e:TYPE|word>`` an event word (``<e:attack!|the attack>`` definite, ``~`` generic, ``*2`` two of them, ``+``
another one), ``<t:2031-03-03|3 March 2031>`` a date, ``<t:XXXX-03-03|3 March>`` one without a year,
``<t:?|this morning>`` one that nothing anchors,
``<u:...|...>`` one that is not tied, ``<r:-1|a day before the raid>`` one counted from the sentence's event,
``<k:36|36 people killed>`` and ``<w:9|nine wounded>`` figures (``5+`` at least, ``~12`` about), ``<n:person|Name>`` and
``<p|Place>`` names. All marks of a sentence are tied to its first event; a figure without one makes its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from recount.model.claims import CasualtyValue, Claim, Hop
from recount.model.mentions import EventMention, NameMention, PlaceMention, Reading, TimeMention
from recount.model.text import Author, Document, Segment, Span, document_id
from recount.model.values import Count, When

_MARK = re.compile(r"<(\w)(?::([^|>]*))?\|([^>]*)>")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass
class _Open:
    times: list[TimeMention] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def tell(
    name: str, marked: str, *, published: str | None = None, cites: str | None = None, comment_from: str | None = None
) -> tuple[Document, Reading]:
    """Return the document and its reading; ``comment_from`` starts a comment at that word."""
    text = _MARK.sub(lambda match: match[3], marked)
    identity = document_id(name, name)
    cut = text.index(comment_from) if comment_from else len(text)
    segments = [Segment("s1", "article", None, 0, cut)]
    if comment_from:
        segments.append(Segment("s2", "comment", None, cut, len(text)))
    when = When(published, published, published, "day", "stated") if published else None
    document = Document(
        identity,
        None,
        name,
        name,
        name,
        "text/plain",
        "utf-8",
        "en",
        text,
        None,
        "article",
        Author(),
        when,
        tuple(segments),
    )
    found = _Open()
    offset, cursor = 0, 0
    for number, sentence in enumerate(part for part in _SENTENCE.split(marked) if part):
        cursor = marked.index(sentence, cursor)
        offset = len(_MARK.sub(lambda match: match[3], marked[:cursor]))
        cursor += len(sentence)
        _read_sentence(document, sentence, offset, number, found, cites)
    reading = Reading(
        identity,
        tuple(sorted(found.claims, key=lambda c: (c.start, c.id))),
        tuple(found.names),
        tuple(found.places),
        tuple(found.times),
        tuple(sorted(found.events, key=lambda e: e.start)),
    )
    return document, reading


def _read_sentence(
    document: Document, sentence: str, offset: int, number: int, found: _Open, cites: str | None
) -> None:
    marks = []
    shift = 0
    for match in _MARK.finditer(sentence):
        start = offset + match.start() - shift
        marks.append((match[1], match[2] or "", match[3], start, start + len(match[3])))
        shift += len(match[0]) - len(match[3])
    first = next(((start, end) for kind, _, _, start, end in marks if kind == "e"), None)
    times, places, claims = [], [], []
    for kind, value, words, start, end in marks:
        segment = next(s.id for s in document.segments if s.start <= start < s.end)
        if kind in "tru":
            found.times.append(_time(kind, value, words, start, end, segment, first))
            times += [Span(start, end)] if kind != "u" else []
        elif kind == "p":
            found.places.append(PlaceMention(start, end, words, segment))
            places.append(Span(start, end))
        elif kind == "n":
            found.names.append(NameMention(start, end, words, value, segment))  # type: ignore[arg-type]
        elif kind in "kw":
            claims.append(_claim(document, kind, value, start, end, segment, first, cites))
    found.claims += claims
    ids = tuple(claim.id for claim in claims)
    tied = dict(times=tuple(times), places=tuple(places), claims=ids)
    events = [mark for mark in marks if mark[0] == "e"]
    if not events and claims:
        claim = claims[0]
        events = [("e", "killing", claim.quote, claim.start, claim.end)]
    for position, (_, value, words, start, end) in enumerate(events):
        segment = next(s.id for s in document.segments if s.start <= start < s.end)
        kind = re.match(r"\w+", value)
        count = re.search(r"\*(\d)", value)
        found.events.append(
            EventMention(
                start, end, words, words.split()[-1].lower(), kind[0] if kind else "attack", segment, number,
                "generic" if "~" in value else "several" if count else "one",
                int(count[1]) if count else None, "!" in value, "+" in value,
                **(tied if position == 0 else {}),  # type: ignore[arg-type]
            )
        )  # fmt: skip


def _time(
    kind: str, value: str, words: str, start: int, end: int, segment: str, first: tuple[int, int] | None
) -> TimeMention:
    if kind == "r":
        when = When(words, precision="unknown", timex=f"P{abs(int(value))}D")
        return TimeMention(start, end, words, when, segment, "anchor", Span(*first) if first else None, int(value))
    if value == "?":
        return TimeMention(start, end, words, When(words), segment, "publication date", None, 0)
    if value.startswith("XXXX"):
        return TimeMention(start, end, words, When(words, timex=value), segment, "year")
    earliest, _, latest = value.partition("/")
    precision = "day" if not latest else "month"
    return TimeMention(start, end, words, When(words, earliest, latest or earliest, precision, "stated"), segment)


def _claim(
    document: Document, kind: str, value: str, start: int, end: int, segment: str, first: tuple[int, int] | None,
    cites: str | None,
) -> Claim:  # fmt: skip
    number = int(value.strip("~+"))
    op = ">=" if value.endswith("+") else "~" if value.startswith("~") else "="
    low, high = {
        "=": (number, number),
        ">=": (number, None),
        "~": (number - max(1, number // 10), number + max(1, number // 10)),
    }[op]
    hops = [Hop(None, "speaks", False)]
    if cites:
        hops.append(Hop(cites, "cites", True))
    return Claim(
        document.id, "casualty", segment, start, end, document.text[start:end],
        CasualtyValue("killed" if kind == "k" else "wounded", Count(op, number, low, high, value)),  # type: ignore[arg-type]
        tuple(hops), "asserted", "+", "asserted", "hand", anchor=Span(*first) if first else None,
    )  # fmt: skip
