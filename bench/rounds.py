"""Fresh texts in rounds: what is read in texts that nobody has read.

Run: python -m bench.rounds [NN] [--half open|closed] [--errors] [--first]

A round is scored before anybody reads it, and that figure is kept: ``--first`` writes ``bench/rounds/NN.json`` and
refuses to write it twice. Afterwards the ``open`` half may be read (``--errors``), the ``closed`` half never.
Definitions: bench/tally.py; the texts: corpus/rounds/README.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Measured, commit, table
from bench.readings import read_rows
from bench.tally import Tally
from corpus import fresh

KEPT = Path(__file__).resolve().parent / "rounds"
GROUPS = ("plain", "tail", "account")


def measure(
    number: str, half: fresh.Half | None = None, errors: list[str] | None = None, *, marks: bool = True
) -> Iterator[Measured]:
    """Yield the figures of a round, for plain passages, the long tail and whole accounts.

    Raises ``ValueError`` where errors of a half that is not open are asked for.
    """
    if errors is not None and half != "open":
        raise ValueError("errors are shown of the open half only")
    rows = fresh.rows(number, half)
    name = f"round {number} {half or 'whole'}{'' if marks else ' without marks'}"
    yield from measure_rows(name, rows, errors, marks=marks)


def measure_rows(
    name: str, rows: list[dict[str, Any]], errors: list[str] | None = None, *, marks: bool = True
) -> Iterator[Measured]:
    """Yield the figures of annotated rows by group."""
    readings = read_rows(rows, marks=marks)
    for group in GROUPS:
        tally = Tally(errors=errors)
        for row in rows:
            if row["group"] == group:
                tally.add(row, readings[row["id"]])
        if tally.sums:
            yield from tally.figures(f"{name}, {group}")


def keep_first(number: str) -> Path:
    """Score a round for the first time and keep the figures. Raises ``FileExistsError`` where that was done."""
    path = KEPT / f"{number}.json"
    if path.exists():
        raise FileExistsError(f"{path.name}: this round was scored before; its first figures stand")
    figures = {f"{m.protocol}: {m.metric}": [round(m.value, 4), m.n] for m in measure(number)}
    KEPT.mkdir(exist_ok=True)
    note = {"round": number, "date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": commit(), "figures": figures}
    path.write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


CURVE = (
    ("plain P", "plain: casualty precision"), ("plain R", "plain: casualty recall"),
    ("accounts P", "account: casualty precision"), ("accounts R", "account: casualty recall"),
    ("tail P", "tail: casualty precision"), ("tail R", "tail: casualty recall"),
    ("doers P", "plain: doers, actor compared precision"), ("doers R", "plain: doers, actor compared recall"),
    ("certainty", "plain: certainty of those"), ("voices", "plain: number of voices of those"),
    ("calibration", "plain: calibration error of score"),
)  # fmt: skip
"""Columns of the curve: a heading and the figure of ``NN.json`` that stands below it."""


def curve() -> str:
    """Return the first figures of every round that was scored, as a table in Markdown."""
    lines = ["| round | " + " | ".join(head for head, _ in CURVE) + " |", "|---" * (len(CURVE) + 1) + "|"]
    for path in sorted(KEPT.glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        figures = {name.split(", ", 1)[-1]: value for name, value in kept["figures"].items()}
        cells = [f"{figures[name][0]:.3f}" if name in figures else "-" for _, name in CURVE]
        lines.append(f"| {kept['round']} ({kept['commit']}) | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Print the figures of one round or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", default=fresh.folders())
    parser.add_argument("--half", choices=fresh.HALVES)
    parser.add_argument("--errors", action="store_true", help="print what was missed and misread in the open half")
    parser.add_argument("--first", action="store_true", help="keep the figures as the round's first")
    parser.add_argument("--alone", action="store_true", help="frames and tree alone, without the net's marks")
    parser.add_argument("--curve", action="store_true", help="print the kept first figures of all rounds, and end")
    options = parser.parse_args()
    if options.curve:
        print(curve())
        return
    if options.errors and options.half != "open":
        parser.error("--errors needs --half open")
    for number in options.numbers:
        if options.first:
            print(keep_first(number))
        errors: list[str] | None = [] if options.errors else None
        print(table(measure(number, options.half, errors, marks=not options.alone)))
        print("\n".join(errors or ()))


if __name__ == "__main__":
    main()
