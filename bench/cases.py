"""Whole cases: incidents, days, tolls, accusations, replies and contradictions, as a user sees them.

Run: python -m bench.cases [PART ...] [--first] [--errors] [--only NAME ...]

Each case is built apart, and once more in one folder with all cases of its part ("together"): what another event's
accounts say may change nothing. A part is scored before anybody reads it, and that figure is kept: ``--first`` writes
``bench/cases/PART.md`` and refuses to write it twice. ``--errors`` prints what is wrong, never for the frozen part.
Definitions: bench/whole.py; the texts: corpus/cases/README.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import commit
from bench.inputs import build_record
from bench.whole import MEASURES, Judge
from corpus.whole import Case, load, parts

KEPT = Path(__file__).resolve().parent / "cases"
FROZEN = "frozen"
SAID = ("contradictions", "open differences", "parts by name", "silences", "possibly the same")
Json = dict[str, Any]


def lines_of(case: Case) -> list[Json]:
    """Return the accounts of a case as input lines, named ``case/letter``."""
    return [{"id": f"{case.name}/{letter}", "text": text, "language": "en"} for letter, text in case.texts.items()]


def score(part: str, only: Sequence[str] = (), errors: list[str] | None = None) -> tuple[Counter[str], Counter[str]]:
    """Return what is right and how many there are by measure, apart and together.

    Raises ``ValueError`` where errors of the frozen part are asked for.
    """
    if errors is not None and part == FROZEN:
        raise ValueError("the frozen cases are for measuring: their errors are not read")
    cases = [case for case in load(part) if not only or case.name in only]
    apart, together = Counter[str](), Counter[str]()
    folder = build_record(f"cases_{part}", [line for case in cases for line in lines_of(case)]).reader.record
    for case in cases:
        record = build_record(f"cases_{part}_{case.name}", lines_of(case)).reader.record
        alone, among = Judge(case, record, f"{case.name}/"), Judge(case, folder, f"{case.name}/")
        _add(apart, alone, errors)
        _add(together, among, None)
        _compare(together, alone, among)
    return apart, together


def _add(sums: Counter[str], judge: Judge, errors: list[str] | None) -> None:
    for item in judge.items():
        sums[item.measure] += item.right
        sums[f"{item.measure} of"] += 1
        if errors is not None and not item.right:
            errors.append(f"{judge.case.name} {item.measure}: {item.what}")
    for item in judge.said():
        sums[f"said: {item.measure}"] += item.right
        sums[f"said: {item.measure} of"] += 1
        if errors is not None and not item.right:
            errors.append(f"{judge.case.name} said, {item.measure}: {item.what}")
    wrong = judge.false_conflicts()
    sums["false contradictions"] += len(wrong)
    sums["cases"] += 1
    if errors is not None:
        errors.extend(f"{judge.case.name} false contradiction: {one}" for one in wrong)
    for one in judge.case.incidents:
        incident = judge.answers[one["id"]].incident
        for row in one["replies"]:
            sums["false no reply"] += incident is not None and judge.unanswered(row["who"], incident)


def _compare(sums: Counter[str], alone: Judge, among: Judge) -> None:
    """Count the incidents that keep day, accounts and headlines beside the accounts of other cases."""
    for one in alone.case.incidents:
        before, after = alone.answers[one["id"]].incident, among.answers[one["id"]].incident
        if before is not None:
            sums["same of"] += 1
            sums["same"] += after is not None and _seen(alone, before) == _seen(among, after)


def _seen(judge: Judge, incident: Json) -> object:
    names = {document["id"]: document["input_id"] for document in judge.record["documents"]}
    batch = {document["name"]: document["input_id"] for document in judge.record["documents"]}

    def plain(label: str) -> str:
        for name, identity in batch.items():  # a record says of two actors of one name who prints them
            label = label.replace(f"({name})", f"({identity})")
        return label

    figures = sorted(
        (f["attribute"], plain(f["subgroup"] or ""), f["low"] or 0, f["high"] or -1)
        for f in judge.record["findings"]
        if f["incident"] == incident["id"]
    )
    return incident["when"]["earliest"], incident["when"]["latest"], {names[d] for d in incident["documents"]}, figures


def table(part: str, apart: Counter[str], together: Counter[str]) -> str:
    """Return the figures of a part as a table in Markdown."""
    lines = [f"| {part}: {apart['cases']} cases | right, apart | together | of |", "|---|---:|---:|---:|"]
    for name in (*MEASURES, "same"):
        of = max(apart[f"{name} of"], together[f"{name} of"])
        lines.append(f"| {name} | {apart[name] if name != 'same' else ''} | {together[name]} | {of} |")
    shares = [_share(sums) for sums in (apart, together)]
    lines.append(f"| **share of all items** | {shares[0]:.3f} | {shares[1]:.3f} | |")
    for name in ("false contradictions", "false no reply"):
        lines.append(
            f"| {name} a case | {apart[name] / apart['cases']:.2f} | {together[name] / apart['cases']:.2f} | |"
        )
    lines += ["", "| of what is said, is so | apart | of | together | of |", "|---|---:|---:|---:|---:|"]
    for name in (f"said: {one}" for one in SAID):
        cells = (sums[key] for sums in (apart, together) for key in (name, f"{name} of"))
        lines.append(f"| {name.removeprefix('said: ')} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


def _share(sums: Counter[str]) -> float:
    wanted = [name for name in MEASURES if name != "matched"]
    return sum(sums[name] for name in wanted) / max(1, sum(sums[f"{name} of"] for name in wanted))


def keep_first(part: str, text: str) -> None:
    """Keep the first figures of a part. Raises ``FileExistsError`` where that was done."""
    path = KEPT / f"{part}.md"
    if path.exists():
        raise FileExistsError(f"{path.name}: this part was scored before; its first figures stand")
    KEPT.mkdir(exist_ok=True)
    path.write_text(f"First scored {datetime.now(UTC):%Y-%m-%d} at {commit()}.\n\n{text}", encoding="utf-8")


def main() -> None:
    """Print the figures of the parts named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=parts())
    parser.add_argument("--only", nargs="*", default=(), help="names of cases")
    parser.add_argument("--errors", action="store_true", help="print what is wrong, never for the frozen part")
    parser.add_argument("--first", action="store_true", help="keep the figures as the part's first")
    options = parser.parse_args()
    for part in options.parts:
        errors: list[str] | None = [] if options.errors and part != FROZEN else None
        apart, together = score(part, options.only, errors)
        text = table(part, apart, together)
        if options.first:
            keep_first(part, text)
        print(text)
        print("\n".join(errors or ()))


if __name__ == "__main__":
    main()
