"""HRDsAttack, development part: names of victims in reports of attacks on human-rights defenders.

Run: python -m bench.hrdsattack

Text: title, then the paragraphs of the article. Read per document: persons with the role ``victim`` or in the ``who``
of a casualty, each by its longest form in that text; right where the string equals one of the annotation (``loose``:
one holds the other). The part is meant for development: readers may have been tuned on it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.figures import Measured, table
from bench.inputs import build_record
from bench.records import RecordReader

DEV = Path(__file__).resolve().parents[2] / "shared" / "data" / "train" / "hrdsattack" / "dev.json"
TRIVIAL = 0.241
"""Victim F of key words, by the protocol."""

Json = dict[str, Any]


def measure() -> Iterator[Measured]:
    """Yield the figures of names of victims; none where the data is absent."""
    if not DEV.exists():
        return
    rows = json.loads(DEV.read_text(encoding="utf-8"))
    lines = [_line(f"h{at}", row["sample"]) for at, row in enumerate(rows)]
    gold = {f"h{at}": _named(row["merged_sample"]) for at, row in enumerate(rows)}
    reader = build_record("hrdsattack_dev", lines).reader
    said = {key: _victims(reader, reader.by_input[key]) for key in gold if key in reader.by_input}
    pairs = [(names, said.get(key, set())) for key, names in gold.items()]
    yield from _figures("victims", pairs, lambda one, other: one == other, TRIVIAL)
    yield from _figures("victims, loose", pairs, lambda one, other: one in other or other in one, None)
    yield Measured("hrdsattack_dev", "bad_anchors (must be 0)", float(reader.bad_anchors), n=len(lines))


def _line(key: str, sample: Json) -> Json:
    paragraphs = re.sub(r"</p>\s*", "\n\n", sample["Input.article_interface"])
    text = html.unescape(re.sub(r"<[^>]+>", "", paragraphs))
    title, published = sample["Input.title"], sample["Input.publish_date"][:10]
    return {"id": key, "text": f"{title}\n\n{text}", "title": title, "published": published}


def _named(sample: Json) -> set[str]:
    names = (victim.get("victim_name") or "" for victim in sample["victims"])
    return {name.strip().lower() for name in names if name.strip()}


def _victims(reader: RecordReader, document: Json) -> set[str]:
    """Return the names of the persons who are victims in one document, in lower case."""
    actors = {actor["id"]: actor for actor in reader.record["actors"]}
    found = set()
    for claim in reader.claims_of.get(document["id"], []):
        value = claim["value"]
        ids = value["who"] if claim["kind"] == "casualty" else []
        if claim["kind"] == "role" and value["role"] == "victim":
            ids = [value["actor"]]
        for actor in (actors[one] for one in ids if claim["id"] in reader.usable and one in actors):
            forms = [name["surface"] for name in actor["names"] if name["surface"] in document["text"]]
            if actor["type"] == "person" and forms:
                found.add(max(forms, key=lambda form: (len(form), form)).lower())
    return found


def _figures(
    name: str, pairs: list[tuple[set[str], set[str]]], same: Callable[[str, str], bool], trivial: float | None
) -> Iterator[Measured]:
    wanted, told = sum(len(gold) for gold, _ in pairs), sum(len(said) for _, said in pairs)
    hits = sum(_hits(gold, said, same) for gold, said in pairs)
    yield Measured("hrdsattack_dev", f"{name} F", 2 * hits / (wanted + told), n=wanted, trivial=trivial)
    if told:
        yield Measured("hrdsattack_dev", f"{name} precision", hits / told, n=told)
    yield Measured("hrdsattack_dev", f"{name} recall", hits / wanted, n=wanted)


def _hits(gold: set[str], said: set[str], same: Callable[[str, str], bool]) -> int:
    """Return how many names find one that is the same, each used once."""
    left, hits = sorted(said), 0
    for name in sorted(gold):
        met = next((other for other in left if same(name, other)), None)
        if met is not None:
            left.remove(met)
            hits += 1
    return hits


if __name__ == "__main__":
    print(table(measure()))
