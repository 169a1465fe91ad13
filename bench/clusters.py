"""airwars_syria: reports in two languages to incidents; clusters only (docs/protocols.md, section 2).

Run: python -m bench.clusters [--half look]. Documents in languages that are not read are about nothing and so are
clusters of their own; ``en_`` counts the English ones. The clusters of longtail_gva are in ``bench.longtail_gva``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bench.clusters_metrics import b_cubed, exact, pairs
from bench.figures import Measured, table
from bench.halves import half
from bench.inputs import build_record, eval_folder, input_line, read_lines

TRIVIAL = {"b3_f": 0.571, "pair_f": 0.035, "exact": 0.352, "en_b3_f": 0.751}
"""Word TF-IDF over all documents."""


def measure(which: str = "score") -> Iterator[Measured]:
    """Yield the figures of one half; the halves are by incident, so a document goes with its incident."""
    folder = eval_folder("airwars_syria")
    if folder is None:
        return
    gold = {
        row["id"]: row["incident_ids"][0]
        for row in read_lines(folder / "gold_doc2incident.jsonl")
        if len(row["incident_ids"]) == 1 and half(row["incident_ids"][0]) == which
    }
    rows = [row for row in read_lines(folder / "inputs.jsonl") if row["id"] in gold]
    reader = build_record(f"airwars_syria_{which}", [input_line(row) for row in rows]).reader
    said = {row["id"]: reader.about(reader.by_input[row["id"]]) or f"none {row['id']}" for row in rows}
    english = {row["id"] for row in rows if row.get("lang") == "en"}
    for prefix, ids in (("", set(said)), ("en_", english)):
        own = {key: said[key] for key in sorted(ids)}
        true = {key: gold[key] for key in sorted(ids)}
        for metric, value in (
            ("b3_f", b_cubed(own, true)[2]),
            ("b3_precision", b_cubed(own, true)[0]),
            ("pair_f", pairs(own, true)[2]),
            ("pair_precision", pairs(own, true)[0]),
            ("exact", exact(own, true)),
        ):
            yield Measured("airwars_syria", prefix + metric, value, n=len(own), trivial=TRIVIAL.get(prefix + metric))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("look", "score"), default="score")
    print(table(measure(parser.parse_args().half)))
