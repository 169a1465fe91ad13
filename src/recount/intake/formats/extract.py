"""What a format's reader returns: text made from bytes, and what the file states of itself."""

from __future__ import annotations

from dataclasses import dataclass

from recount.model.text import Voice


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start`` to ``end`` of an extract that its file says are in a voice; who speaks, where it says so."""

    start: int
    end: int
    voice: Voice
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Canonical text and what a file's own metadata state.

    ``notes`` says what was left out, page by page; ``marks`` whose words are not the article's, in order.
    """

    text: str
    extractor: str
    encoding: str = "utf-8"
    title: str | None = None
    author: str | None = None
    published: str | None = None
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class Unparsable(ValueError):
    """The bytes are not what their format promises; the message says how."""
