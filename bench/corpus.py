"""The project's own corpus: claims, times and figures of its frozen test part, or of its development part.

Run: python -m bench.corpus [--part test|dev] [--errors]
``--errors`` prints the casualty claims that are missed and those that are spurious, for the development part only:
the errors of the test part are not to be read.
A casualty claim is found where the spans overlap and outcome and bounds agree; annotations flagged
``ambiguous: outcome`` are left out. Definitions: corpus/README.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.clusters_metrics import b_cubed
from bench.figures import Measured, table
from bench.inputs import build_record
from bench.records import RecordReader

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
PERPETRATORS = frozenset({"carried_out", "ordered", "commanded", "planned"})
Claim = dict[str, Any]


def measure(part: str = "test", errors: list[str] | None = None) -> Iterator[Measured]:
    """Yield the figures of the passages and of the accounts of a part.

    Every missed and every spurious casualty claim is added to ``errors`` as a line. Raises ``ValueError`` where
    the errors of the test part are asked for.
    """
    if errors is not None and part != "dev":
        raise ValueError("errors are shown of the development part only; the test part is for measuring")
    root, name = CORPUS / part, "corpus" if part == "test" else f"corpus {part}"
    prefix = name.replace(" ", "_")
    passages = [json.loads(line) for line in (root / "passages.jsonl").read_text(encoding="utf-8").splitlines()]
    reader = build_record(
        f"{prefix}_passages", [{"id": p["id"], "text": p["text"], "language": "en"} for p in passages]
    ).reader
    found = {p["id"]: reader.by_input[p["id"]] for p in passages}
    yield from _claims(f"{name} passages", [(p, found[p["id"]]) for p in passages], reader, errors)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    claims: list[tuple[str, str, str]] = []
    right: Counter[str] = Counter()
    for folder in sorted(root.glob("case*")):
        annotation = json.loads((folder / "annotation.json").read_text(encoding="utf-8"))
        texts = {d["name"]: (folder / d["name"]).read_text(encoding="utf-8") for d in annotation["documents"]}
        lines = [{"id": document, "text": text, "language": "en"} for document, text in texts.items()]
        case = build_record(f"{prefix}_{folder.name}", lines).reader
        for document in annotation["documents"]:
            own = [c for c in annotation["claims"] if c["document"] == document["id"]]
            text = texts[document["name"]]
            pairs.append(
                ({**document, "claims": own, "text": text}, {**case.by_input[document["name"]], "_reader": case})
            )
        claims.extend(_assigned(folder.name, annotation, case))
        right.update(_figures(annotation, case))
    yield from _claims(f"{name} accounts", pairs, None, errors)
    if claims:
        gold = {key: incident for key, incident, _ in claims}
        said = {key: answer for key, _, answer in claims}
        precision, _, f = b_cubed(said, gold)
        yield Measured(f"{name} accounts", "incident of casualty claims, B-cubed precision", precision, n=len(gold))
        yield Measured(f"{name} accounts", "incident of casualty claims, B-cubed F", f, n=len(gold))
    total = right["right"] + right["wrong"] + right["missing"]
    yield Measured(
        f"{name} accounts",
        "findings without subgroup: bounds equal",
        right["right"] / total if total else 0.0,
        answered=right["right"] / (right["right"] + right["wrong"]) if right["right"] + right["wrong"] else None,
        coverage=(right["right"] + right["wrong"]) / total if total else None,
        n=total,
    )


def _key(claim: Claim) -> tuple[object, ...]:
    value = claim["value"]
    return value["outcome"], value["low"], value["high"]


def _overlap(one: Claim, other: Claim) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def matched(gold: list[Claim], said: list[Claim], same: Any) -> list[tuple[Claim, Claim]]:
    """Return each annotated claim with the first one said that overlaps it and is the same, each taken once."""
    pairs = []
    left = list(said)
    for claim in gold:
        hit = next((other for other in left if _overlap(claim, other) and same(claim, other)), None)
        if hit is not None:
            left.remove(hit)
            pairs.append((claim, hit))
    return pairs


def _prf(protocol: str, metric: str, hits: int, gold: int, said: int) -> Iterator[Measured]:
    precision, recall = (hits / said if said else 0.0), (hits / gold if gold else 0.0)
    yield Measured(protocol, f"{metric} precision", precision, n=said)
    yield Measured(protocol, f"{metric} recall", recall, n=gold)
    f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    yield Measured(protocol, f"{metric} F", f, n=gold)


def _claims(
    protocol: str,
    pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]],
    shared: RecordReader | None,
    errors: list[str] | None,
) -> Iterator[Measured]:
    sums: Counter[str] = Counter()
    for gold, document in pairs:
        reader = shared or document["_reader"]
        own = [c for c in reader.claims_of.get(document["id"], [])]
        _add_casualties(sums, gold, [c for c in own if c["kind"] == "casualty"], errors)
        _add_roles(sums, gold, [c for c in own if c["kind"] == "role"])
        _add_times(sums, gold, document["times"])
    yield from _prf(protocol, "casualty", sums["casualty"], sums["casualty gold"], sums["casualty said"])
    if sums["casualty"]:
        yield Measured(protocol, "certainty of those", sums["certainty"] / sums["casualty"], n=sums["casualty"])
        yield Measured(protocol, "polarity of those", sums["polarity"] / sums["casualty"], n=sums["casualty"])
        yield Measured(protocol, "number of voices of those", sums["voices"] / sums["casualty"], n=sums["casualty"])
    yield Measured(protocol, "other numbers read as casualties (should be 0)", float(sums["not"]), n=sums["others"])
    yield from _prf(protocol, "perpetrator roles", sums["role"], sums["role gold"], sums["role said"])
    if sums["any role"]:
        yield Measured(protocol, "certainty of roles", sums["role certainty"] / sums["any role"], n=sums["any role"])
        yield Measured(protocol, "record_as of roles", sums["role record_as"] / sums["any role"], n=sums["any role"])
    yield from _prf(protocol, "times, equal span", sums["time"], sums["time gold"], sums["time said"])
    yield from _prf(protocol, "times, equal span and interval", sums["when"], sums["time gold"], sums["time said"])


def _add_casualties(sums: Counter[str], gold: dict[str, Any], said: list[Claim], errors: list[str] | None) -> None:
    unsure = [c for c in gold["claims"] if c["kind"] == "casualty" and "ambiguous: outcome" in c["value"]["flags"]]
    wanted = [c for c in gold["claims"] if c["kind"] == "casualty" and c not in unsure]
    pairs = matched(wanted, said, lambda one, other: _key(one) == _key(other))
    met = [other for _, other in pairs]
    rest = [c for c in said if c not in met and not any(_overlap(c, u) for u in unsure)]
    sums["casualty"] += len(pairs)
    sums["casualty gold"] += len(wanted)
    sums["casualty said"] += len(pairs) + len(rest)
    if errors is not None:
        hits = [one for one, _ in pairs]
        errors.extend(_line("missed", gold, c) for c in wanted if c not in hits)
        errors.extend(_line("spurious", gold, c) for c in rest)
    for one, other in pairs:
        sums["certainty"] += one["certainty"] == other["certainty"]
        sums["polarity"] += one["polarity"] == other["polarity"]
        sums["voices"] += len(one["attribution"]) == len(other["attribution"])
    for span in gold["not_casualties"]:
        sums["others"] += 1
        raws = [c for c in said if _raw_overlaps(c, span)]
        sums["not"] += bool(raws)


def _line(kind: str, gold: dict[str, Any], claim: Claim) -> str:
    """Return one line of the list of errors: what it is, the claim, and the text around it."""
    text, value = gold["text"], claim["value"]
    around = " ".join(text[max(0, claim["start"] - 60) : claim["end"] + 40].split())
    count = f"{value['outcome']} {value['op']} {value['low']}..{value['high']}"
    return f"{kind}\t{gold['id']}\t{count}\t{claim['quote']!r}\t{around}"


def _raw_overlaps(claim: Claim, span: dict[str, Any]) -> bool:
    at = claim["quote"].find(claim["value"]["raw"])
    if at < 0 or not claim["value"]["raw"]:
        return False
    start = claim["start"] + at
    return bool(start < span["end"] and span["start"] < start + len(claim["value"]["raw"]))


def _add_roles(sums: Counter[str], gold: dict[str, Any], said: list[Claim]) -> None:
    """Count roles of perpetrators found, and of all roles found those with the certainty and the standing told."""
    wanted = [c for c in gold["claims"] if c["kind"] == "role"]
    pairs = matched(wanted, said, lambda one, other: one["value"]["role"] == other["value"]["role"])
    sums["role"] += sum(one["value"]["role"] in PERPETRATORS for one, _ in pairs)
    sums["role gold"] += sum(c["value"]["role"] in PERPETRATORS for c in wanted)
    sums["role said"] += sum(c["value"]["role"] in PERPETRATORS for c in said)
    sums["any role"] += len(pairs)
    sums["role certainty"] += sum(one["certainty"] == other["certainty"] for one, other in pairs)
    sums["role record_as"] += sum(one["record_as"] == other["record_as"] for one, other in pairs)


def _add_times(sums: Counter[str], gold: dict[str, Any], said: list[dict[str, Any]]) -> None:
    spans = {(t["start"], t["end"]): t["when"] for t in said}
    sums["time gold"] += len(gold["times"])
    sums["time said"] += len(said)
    for moment in gold["times"]:
        when = spans.get((moment["start"], moment["end"]))
        if when is None:
            continue
        sums["time"] += 1
        expected = moment["when"]
        sums["when"] += (when["earliest"], when["latest"]) == (expected["earliest"], expected["latest"])


def _assigned(case: str, annotation: dict[str, Any], reader: RecordReader) -> Iterator[tuple[str, str, str]]:
    """Yield key, gold incident and the record's incident of each casualty claim that was found."""
    names = {d["id"]: d["name"] for d in annotation["documents"]}
    for claim in annotation["claims"]:
        if claim["kind"] != "casualty" or claim["incident"] is None:
            continue
        document = reader.by_input[names[claim["document"]]]
        own = [c for c in reader.claims_of.get(document["id"], []) if c["kind"] == "casualty"]
        hit = next((c for c in own if _overlap(claim, c) and _key(claim) == _key(c)), None)
        if hit is not None:
            answer = hit["incident"] or f"none {hit['id']}"
            yield f"{case} {claim['id']}", f"{case} {claim['incident']}", f"{case} {answer}"


def _figures(annotation: dict[str, Any], reader: RecordReader) -> Counter[str]:
    """Count findings without subgroup whose bounds are equal, differ, or are missing."""
    chosen: dict[str, Counter[str]] = {}
    names = {d["id"]: d["name"] for d in annotation["documents"]}
    for claim in annotation["claims"]:
        document = reader.by_input[names[claim["document"]]]
        for own in reader.claims_of.get(document["id"], []):
            if claim["incident"] and own["incident"] and own["kind"] == claim["kind"] and _overlap(claim, own):
                chosen.setdefault(claim["incident"], Counter())[own["incident"]] += 1
    count: Counter[str] = Counter()
    for finding in annotation["findings"]:
        if finding["subgroup"] is not None:
            continue
        votes = chosen.get(finding["incident"])
        own_id = min(votes, key=lambda key: (-votes[key], key)) if votes else None
        own = [f for f in reader.findings.get((own_id or "", finding["attribute"]), []) if f["subgroup"] is None]
        if not own:
            count["missing"] += 1
        else:
            same = (own[0]["low"], own[0]["high"]) == (finding["low"], finding["high"])
            count["right" if same else "wrong"] += 1
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("test", "dev"), default="test")
    parser.add_argument("--errors", action="store_true", help="print missed and spurious casualty claims (dev only)")
    options = parser.parse_args()
    if options.errors and options.part != "dev":
        parser.error("--errors is refused for the test part: it is for measuring only")
    lines: list[str] | None = [] if options.errors else None
    print(table(measure(options.part, lines)))
    print("\n".join(lines or ()))
