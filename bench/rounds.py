"""Fresh texts in rounds: what is read in texts that nobody has read.

Run: python -m bench.rounds [NN] [--half open|closed] [--errors] [--first]

A round is scored before anybody reads it, and that figure is kept: ``--first`` writes ``bench/rounds/NN.json`` and
refuses to write it twice. Afterwards the ``open`` half may be read (``--errors``), the ``closed`` half never.
Definitions: bench/tally.py; the texts: corpus/rounds/README.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Measured, table
from bench.readings import read_rows
from bench.tally import Tally
from corpus import fresh

KEPT = Path(__file__).resolve().parent / "rounds"
GROUPS = ("plain", "tail", "account")


def measure(number: str, half: fresh.Half | None = None, errors: list[str] | None = None) -> Iterator[Measured]:
    """Yield the figures of a round, for plain passages, the long tail and whole accounts.

    Raises ``ValueError`` where errors of a half that is not open are asked for.
    """
    if errors is not None and half != "open":
        raise ValueError("errors are shown of the open half only")
    rows = fresh.rows(number, half)
    yield from measure_rows(f"round {number} {half or 'whole'}", rows, errors)


def measure_rows(name: str, rows: list[dict[str, Any]], errors: list[str] | None = None) -> Iterator[Measured]:
    """Yield the figures of annotated rows by group."""
    readings = read_rows(rows)
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
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=True, cwd=KEPT.parent
    ).stdout.strip()
    KEPT.mkdir(exist_ok=True)
    note = {"round": number, "date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": commit, "figures": figures}
    path.write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Print the figures of one round or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", default=fresh.folders())
    parser.add_argument("--half", choices=fresh.HALVES)
    parser.add_argument("--errors", action="store_true", help="print what was missed and misread in the open half")
    parser.add_argument("--first", action="store_true", help="keep the figures as the round's first")
    options = parser.parse_args()
    if options.errors and options.half != "open":
        parser.error("--errors needs --half open")
    for number in options.numbers:
        if options.first:
            print(keep_first(number))
        errors: list[str] | None = [] if options.errors else None
        print(table(measure(number, options.half, errors)))
        print("\n".join(errors or ()))


if __name__ == "__main__":
    main()
