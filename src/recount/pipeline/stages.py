"""The stages of one document, in order, and the versions under which their results are kept.

    raw bytes -> intake -> Document -> language -> Analysis -> reading -> Reading

Invariant: each stage is a pure function of its input, so its result is kept under the input's hash and the
stage's version. A version is the hash of the stage's own source and vocabulary, so it can never be forgotten.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from recount.intake import READ, Source, Unread, read_source
from recount.language import load_engine
from recount.model.analysis import Analysis, Entity, EntryMark, Mark, Sentence, Token
from recount.model.codec import decode, encode
from recount.model.ids import hash_id, sha256_hex
from recount.model.mentions import Reading
from recount.model.text import Document, Issue
from recount.pipeline.guard import Failure, attempt
from recount.reading import read

if TYPE_CHECKING:
    from recount.language.engine import Engine

PER_CASE = ("linking", "weighing", "pipeline")
_DEPENDS = {
    "intake": ("errors.py", "model", "intake"),
    "language": ("model/analysis.py", "vocabulary", "language"),
    "reading": ("model", "vocabulary", "reading"),
    "linking": ("model", "vocabulary", "linking"),
    "weighing": ("model", "vocabulary", "weighing"),
    "pipeline": ("model", "pipeline/assemble.py"),
}
_KEPT_SUFFIXES = (".py", ".yaml", ".json", ".txt", ".gz", ".onnx")

NOT_READ = "not read: "
"""How the issue of an account begins that was not read."""
_MARK = ("token", "kind", "label", "score", "tie", "tie_score", "stance")
_ENTRY = ("token", "kind", "score", "first", "last", "by", "to", "opens", "closes", "sort", "by_score")


@cache
def version_of(stage: str) -> str:
    """Return the version of a stage: the hash of the source files, vocabularies and weights it depends on."""
    root = resources.files("recount")
    parts: list[tuple[str, str]] = []
    for name in _DEPENDS[stage]:
        found: Traversable = root
        for piece in name.split("/"):
            found = found / piece
        parts.extend(_hashes(name, found))
    return hash_id(stage, parts)


def _hashes(name: str, found: Traversable) -> list[tuple[str, str]]:
    if found.is_dir():
        inside = sorted((child.name, child) for child in found.iterdir() if child.name != "__pycache__")
        return [pair for child_name, child in inside for pair in _hashes(f"{name}/{child_name}", child)]
    return [(name, sha256_hex(found.read_bytes()))] if name.endswith(_KEPT_SUFFIXES) else []


@dataclass(frozen=True, slots=True)
class Done:
    """What the stages made of one source: packed values, ready to be kept and sent between processes."""

    document: bytes
    analysis_key: str
    analysis: bytes | None
    reading: bytes
    failed: bool = False
    """Whether a stage failed on it: the reading then says so, and is made anew by the next build."""


def pack(value: Any) -> bytes:
    """Return a value of the model as compressed JSON."""
    text = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(cls: type[Any], data: bytes) -> Any:
    """Return the value of class ``cls`` that ``pack`` packed."""
    return decode(cls, json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))


def pack_analysis(analysis: Analysis) -> bytes:
    """Return an analysis as compressed JSON by columns, about six bytes a token."""
    columns = {
        "engine": analysis.engine,
        "tokens": [list(column) for column in zip(*(_row(token) for token in analysis.tokens), strict=True)],
        "sentences": [[s.start, s.end, s.first, s.last] for s in analysis.sentences],
        "entities": [[e.start, e.end, e.first, e.last, e.label, e.score] for e in analysis.entities],
        "marks": None
        if analysis.marks is None
        else [list(map(mark.__getattribute__, _MARK)) for mark in analysis.marks],
        "entries": None
        if analysis.entries is None
        else [list(map(mark.__getattribute__, _ENTRY)) for mark in analysis.entries],
    }
    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _row(token: Any) -> tuple[Any, ...]:
    return (token.start, token.end, token.text, token.lemma, token.upos, token.xpos, token.head, token.deprel)


def _entry(row: list[Any]) -> EntryMark:
    values = dict(zip(_ENTRY, row, strict=True))
    return EntryMark(**{**values, "to": tuple(values["to"])})


def unpack_analysis(data: bytes) -> Analysis:
    """Return the analysis that ``pack_analysis`` packed."""
    columns = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return Analysis(
        columns["engine"],
        tuple(Token(*row) for row in zip(*columns["tokens"], strict=True)),
        tuple(Sentence(*row) for row in columns["sentences"]),
        tuple(Entity(*row) for row in columns["entities"]),
        None if columns["marks"] is None else tuple(Mark(*row) for row in columns["marks"]),
        None if columns["entries"] is None else tuple(map(_entry, columns["entries"])),
    )


def source_key(source: Source, sha256: str) -> str:
    """Return the key of a source's document: its name and the hash of its raw bytes."""
    return hash_id("source", [source.name, source.line is not None, sha256])


def analysis_key(document: Document) -> str:
    """Return the key of a document's analysis: the hash of its text and its language."""
    return f"{document.text_sha256}:{document.language}"


def reading_key(document_blob: bytes) -> str:
    """Return the key of a document's reading: the hash of the packed document."""
    return sha256_hex(document_blob)


@cache
def load_engine_once() -> Engine:
    """Return this process's language engine, loaded when it is first needed."""
    return load_engine()


def process(source: Source, raw: bytes, kept_analysis: bytes | None, *, strict: bool = False) -> Done | Unread:
    """Run all stages on one source. Pure but for the engine, which is loaded once a process.

    A stage that fails on it leaves it unread, or kept without claims, with what happened. Raises what it was where
    ``strict``; always ``EngineError`` where the engine itself is missing or altered.
    """
    document = attempt("intake", lambda: read_source(source, raw), strict=strict)
    if isinstance(document, Failure):
        return Unread(source.name, sha256_hex(raw), document.what)
    if isinstance(document, Unread):
        return document
    blob, key = pack(document), analysis_key(document)
    if document.language not in READ:
        return Done(blob, key, None, pack(Reading(document.id, ())))
    analysis = attempt("language", partial(_analysed, document, kept_analysis, load_engine_once()), strict=strict)
    if isinstance(analysis, Failure):
        return Done(blob, key, None, pack(_unread(document, analysis)), failed=True)
    packed = pack_analysis(analysis) if kept_analysis is None else None
    reading = attempt("reading", partial(read, document, analysis), strict=strict)
    if isinstance(reading, Failure):
        return Done(blob, key, packed, pack(_unread(document, reading)), failed=True)
    return Done(blob, key, packed, pack(reading))


def _analysed(document: Document, kept: bytes | None, engine: Engine) -> Analysis:
    return engine.analyse(document.text) if kept is None else unpack_analysis(kept)


def _unread(document: Document, failure: Failure) -> Reading:
    """Return the reading of a document on which a stage failed: it claims nothing and says why."""
    return Reading(document.id, (), issues=(Issue(document.id, failure.stage, f"{NOT_READ}{failure.what}"),))
