"""airwars_gaza: one narrative an incident; killed and injured as ranges (docs/protocols.md, section 2).

Run: python -m bench.airwars_gaza [--half look]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from bench.figures import Measured, over_answers, table
from bench.halves import half
from bench.inputs import build_record, eval_folder, read_lines
from bench.records import RecordReader, Toll, shared_over_all

TRIVIAL = {
    "full": {"killed_both": 0.239, "killed_iou": 0.283, "killed_both_range": 0.144, "injured_both": 0.247},
    "nolead": {"killed_both": 0.116, "killed_iou": 0.203, "killed_both_range": 0.106, "injured_both": 0.136},
    "lead": {},
}
"""Regular expressions on the first line (full, nolead), over all narratives."""


def variants(line: dict[str, Any]) -> dict[str, str]:
    """Return the three texts of a narrative."""
    lead, _, rest = line["text"].partition("\n")
    return {"full": line["text"], "nolead": rest, "lead": lead}


def measure(which: str = "score", only: str | None = None) -> Iterator[Measured]:
    """Yield the figures of one half."""
    folder = eval_folder("airwars_gaza")
    if folder is None:
        return
    gold = {row["id"]: row for row in read_lines(folder / "gold.jsonl") if half(row["id"]) == which}
    inputs = [row for row in read_lines(folder / "inputs.jsonl") if row["id"] in gold]
    for variant in ("full", "nolead", "lead"):
        if only is not None and variant != only:
            continue
        lines = [{"id": row["id"], "text": variants(row)[variant]} for row in inputs if variants(row)[variant].strip()]
        built = build_record(f"airwars_gaza_{variant}_{which}", lines, profile="airwars")
        yield from score(variant, built.reader, list(gold.values()))


def score(variant: str, reader: RecordReader, gold: list[dict[str, Any]]) -> Iterator[Measured]:
    """Yield the figures of one variant."""
    name = f"airwars_gaza {variant}"

    def toll(row: dict[str, Any], attribute: str) -> Toll:
        document = reader.by_input.get(row["id"])
        about = reader.about(document) if document else None
        return reader.toll(about, attribute, civilians=True)

    def trivial(metric: str) -> float | None:
        return TRIVIAL[variant].get(metric)

    for attribute, key in (("killed", "killed"), ("wounded", "injured")):
        rows = [row for row in gold if row[f"{key}_min"] is not None]
        both = [_both(toll(row, attribute), row, key) for row in rows]
        yield over_answers(name, f"{key}_both", both, trivial=trivial(f"{key}_both"))
        ranged = [b for b, row in zip(both, rows, strict=True) if row[f"{key}_min"] != row[f"{key}_max"]]
        yield over_answers(name, f"{key}_both_range", ranged, trivial=trivial(f"{key}_both_range"))
        overlap = [_iou(toll(row, attribute), row, key) for row in rows]
        yield over_answers(name, f"{key}_iou", overlap, trivial=trivial(f"{key}_iou"))
    abouts = [d["about"] for d in reader.record["documents"] if d["about"]]
    merged = sum(abouts.count(about) > 1 for about in abouts) / len(abouts) if abouts else 0.0
    yield Measured(name, "merged (should be 0)", merged, n=len(abouts))
    yield Measured(name, "bad_anchors (must be 0)", float(reader.bad_anchors), n=len(reader.record["claims"]))


def _both(toll: Toll, row: dict[str, Any], key: str) -> float | None:
    if toll.low is None:
        return None
    return float(toll.low == row[f"{key}_min"] and toll.high == row[f"{key}_max"])


def _iou(toll: Toll, row: dict[str, Any], key: str) -> float | None:
    if toll.low is None or toll.high is None:
        return None
    return shared_over_all(toll.low, toll.high, row[f"{key}_min"], row[f"{key}_max"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("look", "score"), default="score")
    parser.add_argument("--variant", choices=("full", "nolead", "lead"))
    arguments = parser.parse_args()
    print(table(measure(arguments.half, arguments.variant)))
