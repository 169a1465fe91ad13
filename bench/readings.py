"""Texts read by the program up to its claims, without linking: what ``recount read`` writes, as JSON.

Analyses are kept under ``bench/work`` by text and weights (a cache, never a result); readings are always made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.analyses import analysed
from recount.intake import Unread, find_sources, read_source
from recount.model.codec import encode
from recount.model.mentions import Reading
from recount.model.text import Document
from recount.reading import read

Json = dict[str, Any]


def read_rows(rows: Iterable[Json], workers: int = 2, *, marks: bool = True) -> dict[str, Json]:
    """Return for each row's id its reading: claims, times, events. A row has ``id``, ``text``, perhaps
    ``published``; without ``marks`` frames and tree read alone."""
    documents = documents_of(rows)
    size = max(1, len(documents) // (8 * workers))
    if workers == 1 or len(documents) < 2 * workers:
        return dict(map(_read, documents, [marks] * len(documents)))
    with ProcessPoolExecutor(workers) as pool:
        return dict(pool.map(_read, documents, [marks] * len(documents), chunksize=size))


def readings_of(documents: Sequence[Document], workers: int = 2) -> list[Reading]:
    """Return the readings of documents, in order."""
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_reading, documents, chunksize=8))


def _reading(document: Document) -> Reading:
    return read(document, analysed(document.text))


def documents_of(rows: Iterable[Json]) -> list[Document]:
    """Return the documents that intake makes of the rows, in order. Raises ``ValueError`` for one it cannot read."""
    lines: Sequence[Json] = [{"id": row["id"], "text": row["text"], "language": "en"} for row in rows]
    found = []
    with TemporaryDirectory() as folder:
        batch = Path(folder) / "rows.jsonl"
        batch.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        for source in find_sources(batch):
            document = read_source(source, source.read_bytes())
            if isinstance(document, Unread):
                raise ValueError(f"{document.name}: {document.reason}")
            found.append(document)
    return found


def _read(document: Document, marks: bool) -> tuple[str, Json]:
    analysis = analysed(document.text)
    made: Json = encode(read(document, analysis if marks else replace(analysis, marks=None)))
    event_of = {claim: at for at, event in enumerate(made["events"]) for claim in event["claims"]}
    for claim in made["claims"]:
        claim["event"] = event_of.get(claim["id"])
    return document.input_id or document.name, made
