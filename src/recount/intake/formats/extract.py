"""What a format's reader returns: text made from bytes, and what the file states of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extract:
    """Canonical text and what a file's own metadata state. ``notes`` says what was left out, page by page."""

    text: str
    extractor: str
    encoding: str = "utf-8"
    title: str | None = None
    author: str | None = None
    published: str | None = None
    notes: tuple[str, ...] = ()


class Unparsable(ValueError):
    """The bytes are not what their format promises; the message says how."""
