"""ucdp_ged_headlines and drone_strikes: one short text an event; deaths (docs/protocols.md, section 2).

Run: python -m bench.headlines [--half look]
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.figures import Measured, over_answers, table
from bench.halves import half
from bench.inputs import build_record, eval_folder, read_lines
from bench.records import RecordReader, Toll, shared_over_all

UCDP_TRIVIAL = {"best_exact": 0.556, "in_range": 0.600, "numbered_best_exact": 0.547, "multi_best_exact": 0.484}
DRONE_TRIVIAL = {"killed_both": 0.361, "killed_iou": 0.584, "killed_in_range": 0.875}


def measure(which: str = "score") -> Iterator[Measured]:
    """Yield the figures of both corpora."""
    folder = eval_folder("ucdp_ged_headlines")
    if folder is not None:
        yield from _ucdp(folder / "events.jsonl", which)
    folder = eval_folder("drone_strikes")
    if folder is not None:
        yield from _drones(folder, which)


def _toll(reader: RecordReader, key: str) -> Toll:
    document = reader.by_input.get(key)
    return reader.toll(document["about"] if document else None, "killed")


def _day(text: str) -> str:
    year, month, day = (int(part) for part in text[:10].split("-"))
    return f"{day} {date(year, month, day):%B} {year}"


def _ucdp(path: Path, which: str) -> Iterator[Measured]:
    events = [event for event in read_lines(path) if event["headlines"]]
    uses = Counter(headline["headline"] for event in events for headline in event["headlines"])
    lines, gold = [], {}
    for event in events:
        own = [h for h in event["headlines"] if uses[h["headline"]] == 1]
        key = str(event["relid"])
        if not own or half(key) != which:
            continue
        text = "\n".join(
            f"{h['headline']} ({h['office']}, {_day(h['date'])})"
            if h.get("date") and h.get("office")
            else h["headline"]
            for h in own
        )
        lines.append({"id": key, "text": text})
        gold[key] = (event, len(own), bool(re.search(r"\d", " ".join(h["headline"] for h in own))))
    reader = build_record(f"ucdp_{which}", lines).reader
    best: dict[str, float | None] = {}
    inside: dict[str, float | None] = {}
    for key, (event, _, _) in gold.items():
        toll = _toll(reader, key)
        best[key] = None if toll.best is None else float(toll.best == event["best"])
        inside[key] = None if toll.best is None else float(event["low"] <= toll.best <= event["high"])
    name = "ucdp_ged_headlines"
    yield over_answers(name, "best_exact", best.values(), trivial=UCDP_TRIVIAL["best_exact"])
    yield over_answers(name, "in_range", inside.values(), trivial=UCDP_TRIVIAL["in_range"])
    multi = [best[key] for key, (_, count, _) in gold.items() if count > 1]
    yield over_answers(name, "multi_best_exact", multi, trivial=UCDP_TRIVIAL["multi_best_exact"])
    yield Measured(name, "bad_anchors (must be 0)", float(reader.bad_anchors), n=len(lines))


def _drones(folder: Path, which: str) -> Iterator[Measured]:
    strikes = json.loads((folder / "dronestream_2016.json").read_text(encoding="utf-8"))
    with (folder / "bij_pakistan.csv").open(encoding="utf-8", newline="") as stream:
        counts = {row["Strike ID"]: row for row in csv.DictReader(stream)}
    lines, gold = [], {}
    for strike in strikes:
        row = counts.get(strike.get("bureau_id") or "")
        text = strike.get("bij_summary_short") or strike.get("narrative")
        if strike["country"] != "Pakistan" or row is None or not text or half(strike["bureau_id"]) != which:
            continue
        if strike["date"][:10] != row["Date"][:10] or strike["bureau_id"] in gold:
            continue
        lines.append({"id": strike["bureau_id"], "text": text})
        gold[strike["bureau_id"]] = (
            int(row["Minimum total people killed"]),
            int(row["Maximum total people killed"]),
        )
    reader = build_record(f"drones_{which}", lines).reader
    both, overlap, inside = [], [], []
    for key, (low, high) in gold.items():
        toll = _toll(reader, key)
        given = toll.low is not None and toll.high is not None and toll.best is not None
        bottom, top, best = (toll.low, toll.high, toll.best) if given else (0, 0, 0)
        assert bottom is not None
        assert top is not None
        assert best is not None
        both.append(float((bottom, top) == (low, high)) if given or (low, high) == (0, 0) else None)
        overlap.append(shared_over_all(bottom, top, low, high) if given or low == 0 else None)
        inside.append(float(low <= best <= high) if given or low == 0 else None)
    name = "drone_strikes"
    yield over_answers(name, "killed_both", both, trivial=DRONE_TRIVIAL["killed_both"])
    yield over_answers(name, "killed_iou", overlap, trivial=DRONE_TRIVIAL["killed_iou"])
    yield over_answers(name, "killed_in_range", inside, trivial=DRONE_TRIVIAL["killed_in_range"])
    yield Measured(name, "bad_anchors (must be 0)", float(reader.bad_anchors), n=len(lines))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("look", "score"), default="score")
    print(table(measure(parser.parse_args().half)))
