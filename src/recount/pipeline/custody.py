"""Custody: how the sources of a case came into it, and proofs that what is shown stands in its ledger.

Invariant: a proof is checked by anybody with the head alone (docs/check_proof.py); it holds no more of the case than
the claim or the entry it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import recount
from recount.errors import StoreError
from recount.model.ids import canonical_json
from recount.model.record import Record
from recount.pipeline.cases import held_record
from recount.record import Passphrase, SqliteStore, Store
from recount.record.export import claim_data
from recount.record.ledger import DOCUMENT, EXPORT, RECORD, Entry, Head, head_of, leaf_bytes
from recount.record.store import Stamp
from recount.record.tree import consistency_path, inclusion_path, leaf_hash, tree_root


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source that a case holds: what the ledger tells of its capture, and what became of it in the record."""

    told: dict[str, Any]
    standing: str


def record_told(record: Record) -> dict[str, Any]:
    """Return what the ledger is told of a record beside its hash: the root over its claims, for proofs of one."""
    leaves = _claim_leaves(record)
    return {
        "documents": len(record.documents),
        "claims": len(leaves),
        "claims_root": tree_root(leaves).hex(),
        "version": recount.__version__,
    }


def prove(folder: Path, what: str, *, passphrase: Passphrase | None = None) -> dict[str, Any]:
    """Return the proof that ``what`` stands in the ledger of the case in ``folder``.

    ``what`` is the id of a claim, the name or hash of a source, ``record``, or the number of an entry. Raises
    ``StoreError`` where there is no such thing.
    """
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        entries = list(store.ledger())
        if what.startswith("claim-"):
            return _prove_claim(store, folder, entries, what)
        return _prove_entry(entries, _find(entries, what, folder))


def prove_growth(folder: Path, size: int, *, passphrase: Passphrase | None = None) -> dict[str, Any]:
    """Return the proof that the ledger's first ``size`` entries are the beginning of all. Raises ``StoreError``."""
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        leaves = [leaf_bytes(entry.leaf) for entry in store.ledger()]
    if not 0 < size <= len(leaves):
        raise StoreError(f"{folder}: the ledger has {len(leaves)} entries; give a size from 1 to {len(leaves)}")
    return {
        "schema": "recount-growth/1",
        "old_size": size,
        "old_root": tree_root(leaves[:size]).hex(),
        "size": len(leaves),
        "root": tree_root(leaves).hex(),
        "path": [node.hex() for node in consistency_path(leaves, size)],
    }


def held_entries(folder: Path, *, passphrase: Passphrase | None = None) -> tuple[list[Entry], Head]:
    """Return the ledger of the case in ``folder`` and the head over it."""
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        entries = list(store.ledger())
    return entries, head_of(entry.leaf for entry in entries)


def _prove_claim(store: Store, folder: Path, entries: Sequence[Entry], claim: str) -> dict[str, Any]:
    record = held_record(store, folder).record
    index = next((at for at, note in enumerate(record.claims) if note.id == claim), None)
    if index is None:
        raise StoreError(f"{folder}: the record has no claim {claim}; `recount export {folder}` lists them")
    entry = _find(entries, RECORD, folder)
    leaves = _claim_leaves(record)
    if entry.told().get("claims_root") != tree_root(leaves).hex():
        raise StoreError(f"{folder}: the ledger names no root over this record's claims; build the case again")
    within = {"index": index, "path": [node.hex() for node in inclusion_path(leaves, index)]}
    return {**_prove_entry(entries, entry), "claim": claim_data(record.claims[index]), "within": within}


def _prove_entry(entries: Sequence[Entry], entry: Entry) -> dict[str, Any]:
    leaves = [leaf_bytes(one.leaf) for one in entries]
    return {
        "schema": "recount-proof/1",
        "entry": entry.text,
        "index": entry.number - 1,
        "size": len(leaves),
        "root": tree_root(leaves).hex(),
        "path": [node.hex() for node in inclusion_path(leaves, entry.number - 1)],
    }


def _find(entries: Sequence[Entry], what: str, folder: Path) -> Entry:
    """Return the last entry about ``what``."""
    for entry in reversed(entries):
        told = entry.told()
        is_source = told.get("what") == DOCUMENT and what in (told.get("name"), told.get("sha256"))
        if is_source or what == str(entry.number) or (what == RECORD and told.get("what") == RECORD):
            return entry
    raise StoreError(f"{folder}: the ledger tells of no {what}; `recount custody {folder} --entries` lists what it has")


def _claim_leaves(record: Record) -> list[bytes]:
    return [leaf_hash(canonical_json(claim_data(claim)).encode("utf-8", "surrogatepass")) for claim in record.claims]


def list_sources(folder: Path, *, passphrase: Passphrase | None = None) -> list[SourceNote]:
    """Return the sources that the case in ``folder`` holds, in order of names, each with what became of it."""
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        record = held_record(store, folder).record
        told = {entry.number: entry.told() for entry in store.ledger()}
        held = list(store.sources())
    read = {(document.name, document.sha256): document.id for document in record.documents}
    claims = Counter(claim.document for claim in record.claims)
    notes = []
    for source in held:
        document = read.get((source.name, source.sha256))
        standing = "not in the record" if document is None else f"read: {claims[document]} claims"
        notes.append(SourceNote(told.get(source.entry, {"name": source.name, "sha256": source.sha256}), standing))
    return notes


def list_stamps(folder: Path, *, passphrase: Passphrase | None = None) -> list[Stamp]:
    """Return the time stamps that the case in ``folder`` holds."""
    with closing(SqliteStore(folder, create=False, passphrase=passphrase)) as store:
        return list(store.stamps())


def enter_export(folder: Path, told: Mapping[str, Any], *, passphrase: Passphrase | None = None) -> Head:
    """Enter in the ledger of the case in ``folder`` that an export was made. Raises ``StoreError``."""
    with closing(SqliteStore(folder, passphrase=passphrase)) as store:
        return store.enter(EXPORT, told)
