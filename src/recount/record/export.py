"""The record as JSON: the contract that other programs rely on.

Invariant: the same record gives the same bytes; keys stand in the order of the contract.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from recount.model.codec import decode, encode
from recount.model.record import Record

_TAG = "_"


def record_data(record: Record) -> dict[str, Any]:
    """Return the record as plain data in the contract's names."""
    data: dict[str, Any] = encode(record)
    for claim in data["claims"]:
        claim["value"].pop(_TAG)
    return data


def export_json(record: Record, *, texts: bool = True) -> str:
    """Return the record as one JSON object, indented, ending in a newline; without texts if so asked."""
    if not texts:
        record = replace(record, documents=tuple(replace(document, text=None) for document in record.documents))
    return json.dumps(record_data(record), ensure_ascii=False, indent=1) + "\n"


def write_json(record: Record, path: Path, *, texts: bool = True) -> None:
    """Write the record to ``path`` as UTF-8, whole or not at all. Raises OSError."""
    write_whole(path, export_json(record, texts=texts).encode("utf-8"))


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` through a temporary file beside it, so that no half file is ever seen."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


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
