"""longtail_gva: news on thousands of small incidents; clusters, killed, wounded (docs/protocols.md, section 2).

Run: python -m bench.longtail_gva [--half look]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator

from bench.clusters_metrics import b_cubed, exact, pairs
from bench.figures import Measured, over_answers, table
from bench.halves import half
from bench.inputs import build_record, eval_folder, input_line, read_lines
from bench.records import RecordReader

TRIVIAL = {"b3_f": 0.905, "pair_f": 0.709, "exact": 0.760, "killed_exact": 0.757, "wounded_exact": 0.502}
"""TF-IDF within seven days for clusters; the largest number by rule, else one for a key word, for figures."""


def measure(which: str = "score") -> Iterator[Measured]:
    """Yield the figures of one half; the halves are by incident, so a document goes with its incidents."""
    folder = eval_folder("longtail_gva")
    if folder is None:
        return
    links = read_lines(folder / "gold_doc2incident.jsonl")
    incidents = {
        row["incident_id"]: row
        for row in read_lines(folder / "gold_incidents.jsonl")
        if half(row["incident_id"]) == which
    }
    of_document: dict[str, set[str]] = defaultdict(set)
    for link in links:
        of_document[link["id"]].add(link["incident_id"])
    inputs: dict[str, dict[str, object]] = {}
    for row in read_lines(folder / "inputs.jsonl"):
        if of_document[row["id"]] & set(incidents):
            inputs.setdefault(row["id"], input_line(row))
    built = build_record(f"longtail_gva_{which}", list(inputs.values()))
    yield from score(built.reader, of_document, incidents)
    yield Measured("longtail_gva", "words/s, whole build, 2 workers", built.words / built.seconds, n=len(inputs))


def score(
    reader: RecordReader, of_document: dict[str, set[str]], incidents: dict[str, dict[str, object]]
) -> Iterator[Measured]:
    """Yield clusters over documents of one incident, and figures over incidents."""
    name = "longtail_gva"
    gold = {
        key: next(iter(of_document[key]))
        for key in reader.by_input
        if len(of_document[key]) == 1 and of_document[key] <= set(incidents)
    }
    said = {key: reader.about(reader.by_input[key]) or f"none {key}" for key in gold}
    for metric, value in (
        ("b3_f", b_cubed(said, gold)[2]),
        ("b3_precision", b_cubed(said, gold)[0]),
        ("b3_recall", b_cubed(said, gold)[1]),
        ("pair_f", pairs(said, gold)[2]),
        ("pair_precision", pairs(said, gold)[0]),
        ("exact", exact(said, gold)),
    ):
        yield Measured(name, metric, value, n=len(gold), trivial=TRIVIAL.get(metric))
    chosen = _choose(reader, of_document, incidents)
    for attribute, key in (("killed", "num_killed"), ("wounded", "num_injured")):
        scores: list[float | None] = []
        pairs_ge2: list[float | None] = []
        for incident, row in incidents.items():
            best = reader.toll(chosen.get(incident), attribute).best
            # The protocol reads no finding as 0; over those answered, only printed figures count.
            right = float((best or 0) == row[key])
            scores.append(right if best is not None or right else None)
            if int(str(row[key])) >= 2:
                pairs_ge2.append(None if best is None else float(best == row[key]))
        yield over_answers(name, f"{attribute}_exact", scores, trivial=TRIVIAL[f"{attribute}_exact"])
        yield over_answers(name, f"{attribute}_exact_ge2", pairs_ge2)
    yield Measured(name, "bad_anchors (must be 0)", float(reader.bad_anchors), n=len(reader.record["claims"]))


def _choose(
    reader: RecordReader, of_document: dict[str, set[str]], incidents: dict[str, dict[str, object]]
) -> dict[str, str]:
    """Return for each gold incident the record's incident that most of its documents are about."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for key, document in reader.by_input.items():
        for incident in of_document[key] & set(incidents):
            several = len(of_document[key]) > 1
            about = reader.about(document)
            for vote in reader.incidents_in(document) if several else [about]:
                if vote is not None:
                    votes[incident][vote] += 1
    return {incident: min(count, key=lambda key: (-count[key], key)) for incident, count in votes.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("look", "score"), default="score")
    print(table(measure(parser.parse_args().half)))
