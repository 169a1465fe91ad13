"""Documents, their voices, and passages of them.

Invariant: offsets are 0-based, end-exclusive code points of ``Document.text``, and for every passage
``text[start:end] == quote``. For plain text files ``text`` is the decoded file untouched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from recount.model.ids import hash_id, sha256_hex
from recount.model.values import When

Voice = Literal["title", "byline", "article", "comment", "biography", "caption", "quotation", "boilerplate"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of one document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A span of a named document with its exact words."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in one voice. Segments do not overlap, except a quotation inside another.

    ``id`` is unique in its document (``s1``, ``s2`` ... in order of start); ``speaker`` is the printed name
    of who speaks, or None where the text does not say.
    """

    id: str
    voice: Voice
    speaker: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a document and how that is known (``stated``, ``inferred`` or ``unknown``)."""

    name: str | None = None
    basis: Literal["stated", "inferred", "unknown"] = "unknown"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something skipped or not understood: which document, at which stage, what, with an example or two."""

    document: str
    stage: str
    what: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One account: its text untouched, where it came from, and who speaks where.

    ``id`` hashes the text hash and the input id or relative name, so equal texts stay two documents.
    ``input_id`` is a batch line's id (else None); ``name`` the file's name within the folder.
    ``sha256`` hashes the raw bytes, ``text_sha256`` the text as UTF-8. ``language`` is an ISO 639-1 code or
    ``und``. ``published`` is what the input or the text states of the publication date (as read by intake;
    None if nothing does). ``extractor`` names the program and version that made text of other formats.
    """

    id: str
    input_id: str | None
    name: str
    sha256: str
    text_sha256: str
    media_type: str
    encoding: str
    language: str
    text: str
    title: str | None
    kind: str
    author: Author
    published: When | None
    segments: tuple[Segment, ...]
    extractor: str = ""
    issues: tuple[Issue, ...] = ()

    def passage(self, start: int, end: int) -> Passage:
        """Return the passage from ``start`` to ``end`` with its exact words."""
        return Passage(self.id, start, end, self.text[start:end])


_UNSHOWN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")
_UNSHOWN_IN_TEXT = re.compile(_UNSHOWN.pattern.replace("\\x00-\\x1f", "\\x00-\\x08\\x0b-\\x1f"))


def printable(words: str, *, lines: bool = False) -> str:
    """Return words as they may go to a terminal: control characters, turned directions and halves of characters are
    written out; so are the ends of lines and tabs unless ``lines``."""
    pattern = _UNSHOWN_IN_TEXT if lines else _UNSHOWN
    return pattern.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), words)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8: a document's ``text_sha256``."""
    return sha256_hex(text.encode("utf-8", "surrogatepass"))


def document_id(text_sha256: str, name: str) -> str:
    """Return the id of a document from its text's hash and its input id or relative name."""
    return hash_id("document", [text_sha256, name])
