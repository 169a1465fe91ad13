"""How far two annotators agree: ``python -m corpus.agreement FIRST SECOND``.

Each file is compiled passages (``.jsonl``), a compiled case (``.json``) or blocks in the notation (``.txt``; a
block ``# case01/a`` names an account and needs no text line). A folder ``corpus/rounds/NN`` is a round of fresh
texts, and a file beside it in the rounds' own notation (``# id group``) is read so. Only texts in both are compared.

Invariant: a claim is matched at most once, and swapping the files changes no F1 and no kappa. Two claims agree
when their spans overlap and their values are equal; for casualties that is outcome, operator, low and high.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from pathlib import Path

from corpus import fresh
from corpus.check import NUMBER
from corpus.compile import TEST, annotate_block, read_text
from corpus.notation import Json, restore

Rows = dict[str, Json]
Pair = tuple[Json, Json]


def load(path: Path) -> Rows:
    """The annotated texts of a file by id: text, claims, times, not_casualties."""
    if path.is_dir():
        return {row["id"]: row for row in fresh.passages(path.name)}
    content = read_text(path)
    if content.startswith("# ") and content.split("\n", 1)[0].endswith((" plain", " tail")):
        return {row["id"]: row for row in (fresh.passage(*block) for block in fresh.passage_blocks(content))}
    if path.suffix == ".jsonl":
        return {row["id"]: row for row in map(json.loads, content.splitlines())}
    if path.suffix == ".json":
        record = json.loads(content)
        return {
            document["id"]: {
                "id": document["id"],
                "text": read_text(TEST / f"{document['id']}.txt"),
                "claims": [claim for claim in record["claims"] if claim["document"] == document["id"]],
                "times": document["times"],
                "not_casualties": document["not_casualties"],
            }
            for document in record["documents"]
        }
    return _blocks(content)


def _blocks(content: str) -> Rows:
    rows: Rows = {}
    for block in content.split("\n# "):
        lines = [line for line in block.removeprefix("# ").split("\n") if line.strip()]
        if not lines:
            continue
        name, *rest = lines
        name = name.strip()
        if name.startswith("case"):
            text = read_text(TEST / f"{name}.txt")
        else:
            text, *rest = (restore(rest[0]), *rest[1:])
        rows[name] = annotate_block(name, text, rest)
    return rows


def items(row: Json, kind: str) -> list[Json]:
    """The annotations of one kind in a text: ``time``, ``number``, or a kind of claim."""
    if kind == "time":
        return list(row["times"])
    if kind == "number":
        return list(row["not_casualties"])
    return [claim for claim in row["claims"] if claim["kind"] == kind]


def value(item: Json, kind: str) -> Hashable:
    """What must be equal beside an overlapping span."""
    if kind == "time":
        return tuple(item["when"].get(key) for key in ("earliest", "latest", "timex"))
    if kind == "number":
        return str(item["role"])
    if kind == "casualty":
        return tuple(item["value"][key] for key in ("outcome", "op", "low", "high"))
    if kind == "role":
        return str(item["value"]["role"])
    return kind


def _same_value(kind: str | None, one: Json, other: Json) -> bool:
    return kind is None or value(one, kind) == value(other, kind)


def overlap(one: Json, other: Json) -> int:
    """Shared characters of two spans."""
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def pairs(first: Sequence[Json], second: Sequence[Json], same: Callable[[Json, Json], bool]) -> list[Pair]:
    """One-to-one pairs that overlap and satisfy ``same``, the largest shared part of both spans first."""
    found = [
        (-overlap(a, b) / (max(a["end"], b["end"]) - min(a["start"], b["start"])), min(i, j), max(i, j), i, j)
        for i, a in enumerate(first)
        for j, b in enumerate(second)
        if overlap(a, b) and same(a, b)
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen: list[Pair] = []
    for *_, i, j in sorted(found):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            chosen.append((first[i], second[j]))
    return chosen


def f1(matched: int, first: int, second: int) -> float | None:
    """Harmonic mean of the two shares; null where neither annotator has any."""
    return None if first + second == 0 else 2 * matched / (first + second)


def kappa(labels: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of paired labels (Cohen 1960); null without pairs or where one label is all there is."""
    pairs_of = list(labels)
    if not pairs_of:
        return None
    total = len(pairs_of)
    agreed = sum(a == b for a, b in pairs_of) / total
    left, right = Counter(a for a, _ in pairs_of), Counter(b for _, b in pairs_of)
    chance = sum(left[label] * right[label] for label in left) / total**2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def number_labels(row: Json) -> list[str]:
    """For each number of a text what it was taken for: casualty, time, none, or unmarked."""
    claims = items(row, "casualty")
    labels: list[str] = []
    for match in NUMBER.finditer(row["text"]):
        token = {"start": match.start(), "end": match.end()}
        if any(overlap(token, time) for time in row["times"]):
            labels.append("time")
        elif any(overlap(token, number) for number in row["not_casualties"]):
            labels.append("none")
        elif any(overlap(token, claim) for claim in claims):
            labels.append("casualty")
        else:
            labels.append("unmarked")
    return labels


def agreement(first: Rows, second: Rows) -> Json:
    """All figures over the texts in both: F1 by kind, exact spans, certainty, attribution, kappas."""
    names = sorted(first.keys() & second.keys())
    kinds = ["casualty", "role", "time", "number"]
    result: Json = {"texts": len(names), "kinds": {}}
    located: list[Pair] = []
    valued: list[Pair] = []
    for kind in kinds:
        sizes = [0, 0]
        counts = {"value": 0, "overlap": 0, "exact": 0}
        for name in names:
            one, two = items(first[name], kind), items(second[name], kind)
            sizes = [sizes[0] + len(one), sizes[1] + len(two)]
            equal = pairs(one, two, partial(_same_value, kind))
            near = pairs(one, two, partial(_same_value, None))
            counts["value"] += len(equal)
            counts["overlap"] += len(near)
            counts["exact"] += len(pairs(one, two, lambda a, b: a["start"] == b["start"] and a["end"] == b["end"]))
            if kind == "casualty":
                located += near
                valued += equal
        result["kinds"][kind] = {
            "first": sizes[0],
            "second": sizes[1],
            **{f"f1_{key}": f1(count, *sizes) for key, count in counts.items()},
        }
    result["certainty_accuracy"] = _share(a["certainty"] == b["certainty"] for a, b in valued)
    result["certainty_kappa"] = kappa((a["certainty"], b["certainty"]) for a, b in valued)
    result["record_as_accuracy"] = _share(a["record_as"] == b["record_as"] for a, b in valued)
    result["polarity_accuracy"] = _share(a["polarity"] == b["polarity"] for a, b in valued)
    result["hop_count_accuracy"] = _share(len(a["attribution"]) == len(b["attribution"]) for a, b in valued)
    result["hop_span_accuracy"] = _share(_same_hops(a, b) for a, b in valued)
    result["outcome_kappa"] = kappa((a["value"]["outcome"], b["value"]["outcome"]) for a, b in located)
    result["operator_kappa"] = kappa((a["value"]["op"], b["value"]["op"]) for a, b in located)
    result["number_kappa"] = kappa(
        pair for name in names for pair in zip(number_labels(first[name]), number_labels(second[name]), strict=True)
    )
    return result


def _same_hops(one: Json, other: Json) -> bool:
    """Whether both chains have the same length and each printed hop overlaps its counterpart."""
    left, right = one["attribution"][1:], other["attribution"][1:]
    if len(left) != len(right):
        return False
    for a, b in zip(left, right, strict=True):
        if (a["start"] is None) != (b["start"] is None):
            return False
        if a["start"] is not None and not overlap(a, b):
            return False
    return True


def _share(flags: Iterable[bool]) -> float | None:
    known = list(flags)
    return sum(known) / len(known) if known else None


def main(first: Path, second: Path) -> int:
    """Print the figures as JSON, rounded to three places."""
    figures = agreement(load(first), load(second))
    rounded = json.loads(json.dumps(figures), parse_float=lambda text: round(float(text), 3))
    sys.stdout.write(json.dumps(rounded, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m corpus.agreement FIRST SECOND")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
