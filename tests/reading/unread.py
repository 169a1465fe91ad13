"""Pages without an analysis: what the words alone must give, and what no parse may break."""

from __future__ import annotations

from recount.model.analysis import Analysis, Sentence
from recount.model.mentions import TimeMention
from recount.model.text import Author, Document, Segment
from recount.model.values import When
from recount.reading.page import Page
from recount.reading.times import read_times


def page_of(text: str, published: str | None = None, voices: tuple[tuple[str, int, int], ...] = ()) -> Page:
    """Return a page without tokens; ``voices`` are (voice, start, end), by default one article."""
    when = When(published, published, published, "day", "stated") if published else None
    segments = tuple(
        Segment(f"s{number}", voice, None, start, end)  # type: ignore[arg-type]
        for number, (voice, start, end) in enumerate(voices or (("article", 0, len(text)),), start=1)
    )
    document = Document(
        "document", None, "text", "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), when, segments
    )
    return Page(document, Analysis("none", (), (Sentence(0, len(text), 0, 0),), ()))


def times_of(text: str, published: str | None = None) -> tuple[TimeMention, ...]:
    """Return the times of a text without an analysis."""
    return read_times(page_of(text, published))


def only(text: str, published: str | None = None) -> TimeMention:
    """Return the one time of a text."""
    (mention,) = times_of(text, published)
    return mention
