"""Every document made again from its evidentiary copy, and the sources of a case compared with a folder.

Invariant: the text of a record is the text that intake reads from the raw bytes today; what another version of intake
read otherwise is a fault too, for nobody can check it any more.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from recount.intake import Source, Unread, find_sources, read_source
from recount.model.ids import sha256_hex
from recount.model.record import DocumentNote, Record
from recount.model.text import Document
from recount.pipeline.stages import NOT_READ, source_key, unpack, version_of
from recount.record import Fault, Store

_COPIED = (
    "id", "input_id", "name", "sha256", "text_sha256", "media_type", "encoding", "language", "text", "title", "kind",
    "author", "segments", "extractor",
)  # fmt: skip
"""What a record's document has from intake as it is."""
_OF_TEXT = ("id", "name", "sha256", "text_sha256", "text")
"""What of it no version of intake may read otherwise."""


def verify_texts(store: Store, record: Record) -> Iterator[Fault]:
    """Yield the documents whose copy does not give the text, hashes or voices that the case holds of them."""
    for note in record.documents:
        raw = store.raw(note.sha256)
        if raw is not None:  # a missing or altered copy is told of by its hash
            yield from _verify_text(store, note, raw)


def _verify_text(store: Store, note: DocumentNote, raw: bytes) -> Iterator[Fault]:
    where = f"document {note.name}"
    kept = {flag: store.get("intake", _key(note, flag), version_of("intake")) for flag in (False, True)}
    known = [flag for flag, blob in kept.items() if blob is not None]
    read = [read_source(_source(note, flag), raw) for flag in known or kept]
    made = next((one for one in read if isinstance(one, Document) and one.id == note.id), read[0])
    if isinstance(made, Unread):
        yield Fault(where, f"its evidentiary copy cannot be read: {made.reason}")
        return
    for name in _COPIED if known else _OF_TEXT:
        if getattr(made, name) != getattr(note, name):
            yield Fault(where, f"its {name} is not what its evidentiary copy gives")
    for blob in filter(None, kept.values()):
        document: Document = unpack(Document, blob)
        if document != made:
            yield Fault(where, "what intake read of it is not what its evidentiary copy gives")


def _source(note: DocumentNote, is_line: bool) -> Source:
    return Source(note.name, line=1 if is_line else None)


def _key(note: DocumentNote, is_line: bool) -> str:
    return source_key(_source(note, is_line), note.sha256)


def compare_folder(record: Record, path: Path, added: Container[str] = ()) -> Iterator[Fault]:
    """Yield how the sources below ``path`` differ from those of a record: edited, missing, new.

    ``added`` are names of accounts that a person added, which the folder need not hold.
    Raises ``InputNotFound`` where there is nothing to compare with.
    """
    held = {document.name: document.sha256 for document in record.documents}
    aside = {issue.document for issue in record.issues if issue.what.startswith(NOT_READ)}
    seen: set[str] = set()
    take_in = f"build again from {path} to take it in"
    for source in find_sources(path):
        seen.add(source.name)
        where = f"source {source.name}"
        try:
            sha256 = sha256_hex(source.read_bytes())
        except OSError as error:
            if source.name not in aside:
                yield Fault(where, f"it cannot be opened ({error.strerror})", "check its rights")
            continue
        if source.name not in held and source.name not in aside:
            yield Fault(where, "new: the record was built without it", take_in)
        elif source.name in held and held[source.name] != sha256:
            yield Fault(where, "edited: the record was built from other bytes", f"{take_in}, or restore it")
    for name in sorted(name for name in (held.keys() | aside) - seen if name not in added):
        yield Fault(
            f"source {name}",
            "missing: the record was built with it",
            f"restore it, or build again from {path} without it",
        )
