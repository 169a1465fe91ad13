"""Builds the record of a benchmark's input lines with the program as a user would, and keeps it for this version."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.records import RecordReader

ROOT = Path(__file__).resolve().parent
SHARED = ROOT.parent.parent / "shared"
WORK = ROOT / "work"


@dataclass(frozen=True)
class Built:
    """A record and what it took to build it."""

    reader: RecordReader
    seconds: float
    words: int


def eval_folder(name: str) -> Path | None:
    """Return the folder of an evaluation set, or None where its data is not present."""
    folder = SHARED / "data" / "eval" / name
    return folder if folder.is_dir() else None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def build_record(name: str, lines: Sequence[dict[str, Any]], *, profile: str = "strict", workers: int = 2) -> Built:
    """Return the record of ``lines``, built in ``bench/work``; stages that did not change are taken from there."""
    from recount.pipeline import build
    from recount.record.export import export_json

    WORK.mkdir(exist_ok=True)
    content = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()[:12]
    batch = WORK / f"{name}-{digest}.jsonl"
    batch.write_text(content, encoding="utf-8")
    case = WORK / f"{name}-{digest}.case"
    for stale in WORK.glob(f"{name}-*.case"):
        if stale != case:
            shutil.rmtree(stale)
    begun = time.perf_counter()
    result = build(batch, case, profile=profile, workers=workers, name=name)
    seconds = time.perf_counter() - begun
    words = sum(len(line["text"].split()) for line in lines)
    return Built(RecordReader(json.loads(export_json(result.record))), seconds, words)


def input_line(line: dict[str, Any]) -> dict[str, Any]:
    """Return an input line of the contract: id, text with its title on top, published, language."""
    text, title = line["text"], line.get("title")
    made: dict[str, Any] = {"id": str(line["id"]), "text": f"{title}\n\n{text}" if title else text}
    if title:
        made["title"] = title
    published = line.get("published") or line.get("dct")
    if published:
        made["published"] = published
    if line.get("lang"):
        made["language"] = line["lang"]
    return made
