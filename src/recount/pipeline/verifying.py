"""Verification of a whole case: the file, the ledger, the record, and every stage from the evidentiary copies on.

Invariant: nothing stored is trusted because it is stored. Each check goes on where another one cannot, and each fault
names where it is and what to do.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from recount.errors import StoreError
from recount.model.claims import claim_id
from recount.model.mentions import Reading
from recount.model.record import Record
from recount.model.text import Document, text_hash
from recount.pipeline.cases import UNREADABLE, held_record
from recount.pipeline.conclusion import LEFT_OUT
from recount.pipeline.rederive import verify_texts
from recount.pipeline.stages import unpack, unpack_analysis, version_of
from recount.record import Fault, Passphrase, SqliteStore, Store, verify
from recount.record.faults import RESTORE
from recount.record.verify import verify_ledger


def verify_case(folder: Path, *, passphrase: Passphrase | None = None) -> Iterator[Fault]:
    """Yield every fault of the case in ``folder``. Raises ``StoreError`` where it cannot be opened at all."""
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        told: set[Fault] = set()
        for fault in _faults(store, folder):
            if fault not in told:
                told.add(fault)
                yield fault


def _faults(store: Store, folder: Path) -> Iterator[Fault]:
    yield from _each("case file", store.damage())
    yield from _each("ledger", verify_ledger(store))
    yield from _each("cached values", _verify_values(store))
    try:
        record = held_record(store, folder).record
    except StoreError as error:
        yield Fault("record", str(error))
        return
    yield from _each("record", verify(store, record))
    yield from _each("notes", _verify_notes(store, record))
    yield from _each("documents", verify_texts(store, record))


def _each(where: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults until the file itself can be read no further, which is one more."""
    try:
        yield from faults
    except StoreError as error:
        yield Fault(where, str(error), RESTORE)


def _verify_values(store: Store) -> Iterator[Fault]:
    """Unpack every cached value; those of this version are opened, those of others read as the JSON they are."""
    for stage, key, version in store.values():
        blob = store.get(stage, key, version)
        if blob is None:
            continue  # it does not match its hash, which the store's own check tells
        try:
            fits = _fits(stage, key, version, blob)
        except UNREADABLE as error:
            yield Fault(f"cached {stage} {key}", f"it cannot be read ({type(error).__name__})")
            continue
        if not fits:
            yield Fault(f"cached {stage} {key}", "it is kept under the key of another")


def _fits(stage: str, key: str, version: str, blob: bytes) -> bool:
    if stage == "intake" and version == version_of(stage):
        document: Document = unpack(Document, blob)
        return document.text_sha256 == text_hash(document.text)
    if stage == "language" and version == version_of(stage):
        unpack_analysis(blob)
        return True
    json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))
    return True


def _verify_notes(store: Store, record: Record) -> Iterator[Fault]:
    """Compare the notes with the record: its readings, each of its claims, and the digest of its inputs."""
    for key in ("inputs", "readings"):
        if store.note(key) is None:
            yield Fault(f"note {key}", "it is missing from the case")
    readings = list(_readings(store))
    if len(readings) != len(record.documents) and store.note("readings") is not None:
        yield Fault("note readings", f"it lists {len(readings)} readings of {len(record.documents)} documents")
    documents = {document.id for document in record.documents}
    published = {claim.id for claim in record.claims}
    left_out = {issue.document for issue in record.issues if issue.what.startswith(LEFT_OUT)}
    made: set[str] = set()
    for key, version in readings:
        blob = store.get("reading", key, version)
        if blob is None:
            yield Fault(f"reading {key}", "it is missing from the case")
            continue
        try:
            reading: Reading = unpack(Reading, blob)
            made.update(claim_id(claim) for claim in reading.claims if reading.document not in left_out)
        except UNREADABLE as error:
            yield Fault(f"reading {key}", f"it cannot be read ({type(error).__name__})")
            continue
        if reading.document not in documents:
            yield Fault(f"reading {key}", f"its document {reading.document} is not in the record")
    for missing in sorted(published - made):
        yield Fault(f"claim {missing}", "its id does not follow from any claim that was read")
    for missing in sorted(made - published):
        yield Fault(f"claim {missing}", "it was read and is not in the record")


def _readings(store: Store) -> Iterator[tuple[str, str]]:
    for line in (store.note("readings") or "").splitlines():
        key, _, version = line.partition(" ")
        yield key, version
