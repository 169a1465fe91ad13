"""The record as JSON: the contract that other programs rely on.

Invariant: the same record gives the same bytes; keys stand in the order of the contract.
"""

from __future__ import annotations

import glob
import json
import os
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from recount.errors import StoreError
from recount.model.codec import decode, encode
from recount.model.ids import sha256_hex
from recount.model.record import ClaimNote, Record

_TAG = "_"
_LEFT = 60.0
"""Seconds without a change after which a temporary file is nobody's: a page is written in less than one."""


def record_data(record: Record) -> dict[str, Any]:
    """Return the record as plain data in the contract's names."""
    data: dict[str, Any] = encode(record)
    for claim in data["claims"]:
        claim["value"].pop(_TAG)
    return data


def claim_data(claim: ClaimNote) -> dict[str, Any]:
    """Return one claim as plain data, as the record has it."""
    data: dict[str, Any] = encode(claim)
    data["value"].pop(_TAG)
    return data


def export_json(record: Record, *, texts: bool = True) -> str:
    """Return the record as one JSON object, indented, ending in a newline; without texts if so asked."""
    if not texts:
        record = replace(record, documents=tuple(replace(document, text=None) for document in record.documents))
    return json.dumps(record_data(record), ensure_ascii=False, indent=1) + "\n"


def write_json(record: Record, path: Path, *, texts: bool = True) -> None:
    """Write the record to ``path`` as UTF-8, whole or not at all. Raises ``StoreError``."""
    write_whole(path, export_json(record, texts=texts).encode("utf-8", "surrogatepass"))


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` through a temporary file beside it, so that no half file is ever seen.

    Raises ``StoreError`` where it cannot be written; what stood there then stands there still, and nothing else.
    """
    if not path.name:
        raise StoreError(f"{path}: names no file; say which file is to be written")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); check the disk's space and the folder's rights; "
            "what stood there is as it was"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Remove what a program that was killed while it wrote ``path`` has left beside it."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()


def record_hash(record: Record) -> str:
    """Return the SHA-256 of the record as it is kept: the one that the ledger's entry names."""
    return sha256_hex(pack_record(record))


def pack_record(record: Record) -> bytes:
    """Return the record in the form a store keeps: compact JSON with the classes of values named."""
    return json.dumps(encode(record), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def unpack_record(data: bytes) -> Record:
    """Return the record that ``pack_record`` packed. Raises KeyError, TypeError or ValueError on any other data."""
    record: Record = decode(Record, json.loads(data))
    return record


def unpack_outline(data: bytes) -> Record:
    """Return the record that ``pack_record`` packed without its claims, names and texts: what was found, to compare.

    A tenth of the time and memory of the whole. Raises as ``unpack_record``.
    """
    rows: dict[str, Any] = json.loads(data)
    rows |= {name: [] for name in ("actors", "places", "claims", "timeline", "origins")}
    rows["documents"] = [row | {"text": None, "segments": [], "times": []} for row in rows["documents"]]
    record: Record = decode(Record, rows)
    return record
