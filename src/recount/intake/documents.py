"""One source to one document, or to the reason why not."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, overload

from recount.intake.formats import Format, format_of
from recount.intake.formats import text as plain
from recount.intake.formats.extract import Extract, Mark, Unparsable
from recount.intake.languages import identify
from recount.intake.sandbox import extract_in_sandbox
from recount.intake.sources import MAX_BYTES, Source
from recount.intake.voices import find_voices
from recount.model.ids import sha256_hex
from recount.model.text import Author, Document, Issue, Span, document_id, printable, text_hash
from recount.model.values import When

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONE = re.compile("[\ud800-\udfff]")
MAX_CHARACTERS = 600_000
"""Characters of a text that are read: a book of three hundred pages, some three minutes on one core."""
READ = frozenset({"en"})
"""Languages that have readers."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read: its name, the hash of its raw bytes (None if not even those), and why."""

    name: str
    sha256: str | None
    reason: str


def read_source(source: Source, raw: bytes) -> Document | Unread:
    """Return the document that ``raw`` holds, or why it cannot be read. Depends on its arguments alone."""
    if source.refused is not None:
        return Unread(source.name, None, source.refused)
    if len(raw) > MAX_BYTES:
        return Unread(source.name, None, f"it is larger than {MAX_BYTES // 1_000_000} MB; split it")
    if source.line is not None:
        return _read_line(source, raw)
    form = format_of(source.name, raw)
    if form is None:
        return Unread(
            source.name, sha256_hex(raw), "no reader for this kind of file; save it as text, PDF, HTML or DOCX"
        )
    try:
        extract = _extract(form, raw)
    except Unparsable as error:
        return Unread(source.name, sha256_hex(raw), str(error))
    if not extract.text.strip():
        return Unread(source.name, sha256_hex(raw), "the file is empty")
    return make_document(extract.text, name=source.name, raw=raw, media_type=form.media_type, extract=extract)


def _extract(form: Format, raw: bytes) -> Extract:
    return extract_in_sandbox(form.name, raw) if form.parsed else plain.extract(raw)


def make_document(
    text: str,
    *,
    name: str,
    raw: bytes | None = None,
    input_id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    language: str | None = None,
    media_type: str = "text/plain",
    extract: Extract | None = None,
) -> Document:
    """Return the document of ``text`` with its voices, language, hashes and id.

    ``title``, ``published`` (ISO date) and ``language`` are what the input states; ``extract`` what made the
    text, for formats other than text.
    """
    made = extract or Extract(text, "")
    given = (text, title, published, input_id, language, made.title, made.author)
    if any(_LONE.search(words) for words in given if words):
        made = replace(made, notes=(*made.notes, "it holds halves of characters; each is read as \ufffd"))
    text, title, published = _whole(text), _whole(title), _whole(published)
    input_id, language = _whole(input_id), _whole(language)
    made = replace(made, title=_whole(made.title), author=_whole(made.author))
    if len(text) > MAX_CHARACTERS:
        note = f"only the first {MAX_CHARACTERS:,} of its {len(text):,} characters are read; split it"
        text, made = text[:MAX_CHARACTERS], replace(made, notes=(*made.notes, note))
    day = _published(published, "given with the input")
    if published is not None and day is None:
        made = replace(
            made, notes=(*made.notes, f"“{published[:40]}” is no day of the calendar: no date is taken from it")
        )
    stated_title = title or made.title
    found = find_voices(text, name, stated_title, _marks(made, len(text)))
    digest = text_hash(text)
    identity = document_id(digest, input_id or name)
    code = language or identify(text)
    author = found.author
    if author.name is None and made.author:
        author = Author(made.author, "stated", _spans_of(text, made.author))
    return Document(
        id=identity,
        input_id=input_id,
        name=name,
        sha256=digest if raw is None else sha256_hex(raw),
        text_sha256=digest,
        media_type=media_type,
        encoding=made.encoding,
        language=code,
        text=text,
        title=found.title,
        kind=found.kind,
        author=author,
        published=day or _published(made.published, "stated by the file's metadata"),
        segments=found.segments,
        extractor=made.extractor,
        issues=_issues(identity, text, code, made, found.issues),
    )


def _marks(made: Extract, length: int) -> list[Mark]:
    """Return the marks of an extract within the characters that are read, without halves of characters."""
    return [
        replace(mark, end=min(mark.end, length), speaker=_whole(mark.speaker))
        for mark in made.marks
        if mark.start < length
    ]


def _issues(document: str, text: str, code: str, made: Extract, found: tuple[Issue, ...]) -> tuple[Issue, ...]:
    rows = [replace(issue, document=document) for issue in found]
    rows.extend(Issue(document, "intake", note) for note in made.notes)
    if code not in READ:
        words = len(text.split())
        rows.append(
            Issue(
                document,
                "intake",
                f"language {code} has no reader: its {words} words are kept and not read",
                (text[:80],),
            )
        )
    return tuple(rows)


def _spans_of(text: str, words: str) -> tuple[Span, ...]:
    at = text.find(words)
    return (Span(at, at + len(words)),) if at >= 0 else ()


@overload
def _whole(words: str) -> str: ...
@overload
def _whole(words: None) -> None: ...
def _whole(words: str | None) -> str | None:
    """Return words with each half of a character replaced by the sign for what cannot be read, of the same length."""
    return words and _LONE.sub("\ufffd", words)


def _published(day: str | None, how: str) -> When | None:
    match = _DAY.match(day) if day else None
    if match is None:
        return None
    try:
        date.fromisoformat(match.group())
    except ValueError:
        return None
    return When(str(day), match.group(), match.group(), "day", "stated", (how,))


def _read_line(source: Source, raw: bytes) -> Document | Unread:
    try:
        line: Any = json.loads(raw)
        identity = line.get("id") if isinstance(line, dict) else None
        input_id = None if identity is None else str(identity)
    except ValueError as error:
        return Unread(source.name, sha256_hex(raw), f"this line is not JSON: {printable(str(error))}")
    except RecursionError:
        return Unread(source.name, sha256_hex(raw), "this line is nested too deep to be read")
    if not isinstance(line, dict) or not isinstance(line.get("text"), str):
        return Unread(source.name, sha256_hex(raw), 'this line has no string "text"')
    if not line["text"].strip():
        return Unread(source.name, sha256_hex(raw), 'the "text" of this line is empty')
    return make_document(
        line["text"],
        name=source.name,
        raw=raw,
        input_id=input_id,
        title=_string(line, "title"),
        published=_string(line, "published"),
        language=_string(line, "language"),
    )


def _string(line: dict[str, Any], key: str) -> str | None:
    value = line.get(key)
    return value if isinstance(value, str) and value else None
