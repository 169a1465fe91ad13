"""One source to one document, or to the reason why not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from recount.intake.sources import Source
from recount.model.ids import sha256_hex
from recount.model.text import Author, Document, Segment, document_id
from recount.model.values import When


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read: its name, the hash of its raw bytes (None if not even those), and why."""

    name: str
    sha256: str | None
    reason: str


def read_source(source: Source, raw: bytes) -> Document | Unread:
    """Return the document that ``raw`` holds, or why it cannot be read. Pure: depends on its arguments alone."""
    if source.line is not None:
        return _batch_line(source, raw)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Unread(source.name, sha256_hex(raw), f"not UTF-8 text: {error.reason} at byte {error.start}")
    return make_document(text, name=source.name, raw=raw)


def make_document(
    text: str,
    *,
    name: str,
    raw: bytes | None = None,
    input_id: str | None = None,
    title: str | None = None,
    published: When | None = None,
    language: str = "en",
    media_type: str = "text/plain",
) -> Document:
    """Return a document of ``text`` in one voice, with its hashes and id."""
    data = text.encode("utf-8", "surrogatepass") if raw is None else raw
    text_hash = sha256_hex(text.encode("utf-8", "surrogatepass"))
    return Document(
        id=document_id(text_hash, input_id or name),
        input_id=input_id,
        name=name,
        sha256=sha256_hex(data),
        text_sha256=text_hash,
        media_type=media_type,
        encoding="utf-8",
        language=language,
        text=text,
        title=title,
        kind="unknown",
        author=Author(),
        published=published,
        segments=(Segment("s1", "article", None, 0, len(text)),),
    )


def _batch_line(source: Source, raw: bytes) -> Document | Unread:
    try:
        line: Any = json.loads(raw)
    except ValueError as error:
        return Unread(source.name, sha256_hex(raw), f"not JSON: {error}")
    if not isinstance(line, dict) or not isinstance(line.get("text"), str):
        return Unread(source.name, sha256_hex(raw), 'no string "text" in this line')
    day = line.get("published")
    published = None
    if isinstance(day, str) and len(day) >= 10:
        published = When(day, day[:10], day[:10], "day", "stated", ("given with the input",))
    return make_document(
        line["text"],
        name=source.name,
        raw=raw,
        input_id=str(line["id"]) if "id" in line else None,
        title=line.get("title"),
        published=published,
        language=line.get("language") or "en",
    )
