"""Counts of what is annotated, as the tables of ``README.md`` and ``rounds/README.md``: ``python -m corpus.counts``.

``python -m corpus.counts rounds`` prints the second; it counts and shows no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from corpus import fresh
from corpus.compile import compiled
from corpus.notation import Json


def _tally(claims: list[Json]) -> Counter[str]:
    tally: Counter[str] = Counter(claim["kind"] for claim in claims)
    for claim in claims:
        if claim["kind"] == "casualty":
            tally[f"op {claim['value']['op']}"] += 1
            tally[claim["value"]["outcome"]] += 1
            tally[f"certainty {claim['certainty']}"] += 1
            tally["relayed"] += len(claim["attribution"]) > 1
            tally["relayed twice or more"] += len(claim["attribution"]) > 2
    return tally


def table() -> str:
    """Markdown table: what, in accounts, in passages."""
    sides: list[Counter[str]] = [Counter(), Counter()]
    for name, text in compiled().items():
        if name.endswith(".jsonl"):
            rows = [json.loads(line) for line in text.splitlines()]
            side, texts, claims = sides[1], rows, [claim for row in rows for claim in row["claims"]]
        else:
            record = json.loads(text)
            side, texts, claims = sides[0], record["documents"], record["claims"]
            for kind in ("incidents", "findings", "conflicts", "origins"):
                side[kind] += len(record[kind])
        side.update(_tally(claims))
        side["texts"] += len(texts)
        side["times"] += sum(len(row["times"]) for row in texts)
        side["other numbers"] += sum(len(row["not_casualties"]) for row in texts)
    with_claims = {claim["id"].partition("/")[0] for claim in _passage_claims() if claim["kind"] == "casualty"}
    sides[1]["texts without casualty claim"] = sides[1]["texts"] - len(with_claims)
    head = ["texts", "texts without casualty claim", "casualty", "times", "other numbers", "role"]
    rest = sorted((sides[0].keys() | sides[1].keys()) - set(head))
    lines = ["| what | accounts | passages |", "|---|---|---|"]
    lines += [f"| {name} | {sides[0][name]} | {sides[1][name]} |" for name in head + rest]
    return "\n".join(lines) + "\n"


def rounds_table() -> str:
    """Markdown table: what each half of each round holds."""
    lines = [
        "| round | half | plain | tail | accounts | cases | words | casualties | roles |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for number in fresh.folders():
        for half in fresh.HALVES:
            passages, cases = fresh.passages(number, half), fresh.cases(number, half)
            rows = [*passages, *(account for one in cases for account in one.accounts)]
            groups = Counter(row["group"] for row in rows)
            tally = _tally([claim for row in rows for claim in row["claims"]])
            numbers = (
                *(groups[group] for group in ("plain", "tail", "account")),
                len(cases),
                sum(len(row["text"].split()) for row in rows),
                tally["casualty"],
                tally["role"],
            )
            lines.append(f"| {number} | {half} | {' | '.join(map(str, numbers))} |")
    return "\n".join(lines) + "\n"


def _passage_claims() -> list[Json]:
    rows = (json.loads(line) for line in compiled()["passages.jsonl"].splitlines())
    return [claim for row in rows for claim in row["claims"]]


if __name__ == "__main__":
    sys.stdout.write(rounds_table() if sys.argv[1:] == ["rounds"] else table())
