"""The accounts themselves: what each is, who wrote it and how that is known, its voices and its judging words.

Invariant: a description takes no stance; words that judge are counted and quoted, never weighed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from recount.model.claims import TextValue
from recount.model.dates import describe
from recount.model.record import DocumentNote
from recount.report.neutral import quoted
from recount.report.sources import Desk, counted, short_name

_WORDS = 3
"""Judging words of an account that are quoted, most frequent first."""
_PLURALS = {"biography": "biographies", "boilerplate": "boilerplates"}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document: what it is, who wrote it and how that is known, its voices and date bounds."""

    id: str
    name: str
    short: str
    title: str
    kind: str
    author: str
    author_basis: str
    published: str
    published_basis: str
    language: str
    characters: int
    voices: tuple[str, ...]
    judging: str
    about: str
    sha256: str
    text: str


def arrange_documents(desk: Desk) -> tuple[DocumentView, ...]:
    """Return the documents in the order of the record."""
    judging: dict[str, Counter[str]] = {}
    for claim in desk.record.claims:
        if claim.kind == "characterisation" and isinstance(claim.value, TextValue):
            judging.setdefault(claim.document, Counter())[claim.value.text.lower()] += 1
    return tuple(_document(desk, document, judging.get(document.id, Counter())) for document in desk.record.documents)


def _document(desk: Desk, document: DocumentNote, judging: Counter[str]) -> DocumentView:
    return DocumentView(
        id=document.id,
        name=document.name,
        short=short_name(document),
        title=document.title or "",
        kind=document.kind if document.kind != "unknown" else "kind unknown",
        author=document.author.name or "unknown",
        author_basis=document.author.basis if document.author.name else "",
        published=describe(document.published.earliest, document.published.latest),
        published_basis=document.published.basis if document.published.earliest or document.published.latest else "",
        language=document.language,
        characters=document.characters,
        voices=_voices(document, named=not desk.public),
        judging=_judging(judging),
        about=desk.labels.get(document.about or "", ""),
        sha256=document.sha256,
        text=desk.texts[document.id],
    )


def _voices(document: DocumentNote, named: bool) -> tuple[str, ...]:
    counts = Counter(segment.voice for segment in document.segments)
    signed = [s.speaker for s in document.segments if s.voice == "comment" and s.speaker]
    words = []
    for voice, count in counts.items():
        noun = counted(count, voice) if count == 1 or voice not in _PLURALS else f"{count} {_PLURALS[voice]}"
        names = f": {', '.join(signed)}" if named else ""
        words.append(f"{noun} ({len(signed)} signed{names})" if voice == "comment" and signed else noun)
    return tuple(words)


def _judging(words: Counter[str]) -> str:
    """Return how often an account judges, with its most frequent words in quotation marks."""
    if not words:
        return "none found"
    most = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:_WORDS]
    return f"{sum(words.values())}, most often {', '.join(quoted(word) for word, _ in most)}"
