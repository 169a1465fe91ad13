"""Entries told by several accounts against listed acts: ``python -m bench.links [--half odd|even]``.

A case of ``corpus/links`` holds three accounts and ``gold.json`` their entries, which of them are one act and which
answer replies to which. Linking is given the gold's own entries with their parties, so that nothing but linking is
measured: precision and recall over pairs of entries, and over answers.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.figures import Measured, table
from recount.linking.entries import link_entries
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    ExhibitValue,
    ResponseValue,
    StatusValue,
    Value,
    WarningValue,
)

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "links"
Pairs = set[tuple[str, ...]]


def claims_of(name: str, case: dict[str, Any]) -> dict[str, Claim]:
    """Return the entries of a case as claims, by the gold's own ids."""
    found = {}
    for row in case["entries"]:
        text = (FOLDER / name / f"{row['doc']}.txt").read_text(encoding="utf-8")
        start = text.index(row["passage"])
        found[row["id"]] = Claim(
            f"{name}-{row['doc']}", row["kind"], "s1", start, start + len(row["passage"]), row["passage"], _value(row),
            (), "asserted", "+", "asserted", "gold",
        )  # fmt: skip
    return found


def _value(row: dict[str, Any]) -> Value:
    by = None if row.get("by") in (None, "author") else row["by"]
    named = row.get("to") or ()
    to = (named,) if isinstance(named, str) else tuple(named)
    makers: dict[str, Value] = {
        "commitment": CommitmentValue(by, row["passage"], to),
        "demand": DemandValue(by, row["passage"], to),
        "warning": WarningValue(row["passage"], "", None, to[0] if to else None),
        "response": ResponseValue(by, "", row["passage"]),
        "exhibit": ExhibitValue("", row["passage"]),
        "status": StatusValue(by or "", row["passage"]),
    }
    return makers[row["kind"]]


def score(half: str, *, errors: bool = False) -> Iterator[Measured]:
    """Yield precision and recall of pairs that are one act, by kind and in all, and of answers."""
    gold: dict[str, Any] = json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))
    wanted: dict[str, Pairs] = {"same": set(), "answers": set()}
    made: dict[str, Pairs] = {"same": set(), "answers": set()}
    quotes: dict[str, str] = {}
    for name, case in sorted(gold.items()):
        if half != "all" and (int(re.findall(r"\d+", name)[0]) % 2 == 1) != (half == "odd"):
            continue
        claims = claims_of(name, case)
        named = {claim.id: f"{name} {key}" for key, claim in claims.items()}
        quotes |= {f"{name} {key}": f"{claim.kind}: {claim.quote}" for key, claim in claims.items()}
        for group in case["same"]:
            wanted["same"] |= {tuple(sorted((f"{name} {a}", f"{name} {b}"))) for a, b in combinations(group, 2)}
        wanted["answers"] |= {(f"{name} {a}", f"{name} {b}") for a, b in case["answers"]}
        same, answers = link_entries(list(claims.values()), lambda claim: {})
        for one in same:
            made["same"] |= {tuple(sorted(pair)) for pair in combinations((named[each] for each in one.claims), 2)}
        made["answers"] |= {(named[one.answer], named[one.to]) for one in answers}
    for what, pairs in wanted.items():
        hits = len(pairs & made[what])
        yield Measured(f"links {half}", f"{what}: recall", hits / max(1, len(pairs)), n=len(pairs))
        yield Measured(f"links {half}", f"{what}: precision", hits / max(1, len(made[what])), n=len(made[what]))
        for pair in sorted(pairs ^ made[what]) if errors else ():
            print("missed" if pair in pairs else "false", what, *(f"[{quotes[one]}]" for one in pair))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=["all", "odd", "even"], default="all")
    parser.add_argument("--errors", action="store_true", help="never for a half that nobody may read")
    arguments = parser.parse_args()
    print(table(score(arguments.half, errors=arguments.errors)))


if __name__ == "__main__":
    main()
