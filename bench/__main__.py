"""Every protocol whose data is present, one table: ``python -m bench`` (``make bench``).

Writes ``bench/RESULTS.md`` with date and commit. Figures are those of the `score` halves and of whole test sets;
``look`` halves are for reading errors and never printed here. Name protocols to run only those. Exits with 1 where a
figure that must be 0 is not.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import airwars_gaza, headlines, hrdsattack, longtail_gva, muc4, speed
from bench.figures import Measured, table

ROOT = Path(__file__).resolve().parent
RESULTS = ROOT / "RESULTS.md"

OF_RECORDS: tuple[tuple[str, Callable[[], Iterator[Measured]]], ...] = (
    ("airwars_gaza", airwars_gaza.measure),
    ("muc4", muc4.measure),
    ("longtail_gva", longtail_gva.measure),
    ("headlines", headlines.measure),
    ("hrdsattack", hrdsattack.measure),
    ("speed", speed.measure),
)
"""Protocols that read an exported record."""
PLANTED = ("planted", "planted2", "planted3", "planted4")
LEDGERS = ("ledgers", "ledgers2", "ledgers3", "ledgers4")
OF_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("engine", ("bench.engine",)),
    ("times", ("bench.times",)),
    ("attribution", ("bench.attribution polnear", "bench.attribution uds", "bench.attribution uw")),
    ("airwars_syria", ("bench.clusters --half score",)),
    ("isolation", ("bench.isolation",)),
    ("corpus", ("bench.corpus",)),
    ("ledgers", tuple(f"bench.ledgers corpus/{name} --half even --none corpus/{name}/none" for name in LEDGERS)),
    ("links", ("bench.links --half even",)),
    ("planted", tuple(f"bench.planted corpus/{name} --half even" for name in PLANTED)),
    ("voices", ("bench.voices --half closed",)),
    ("rounds", ("bench.rounds --curve",)),
    ("accused", ("bench.accused --half closed",)),
    ("growth", ("bench.growth",)),
)
"""Protocols of single parts, each a program with a table of its own."""


def main() -> None:
    """Run the protocols named on the command line, or all, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = [name for name, _ in (*OF_RECORDS, *OF_PARTS)]
    parser.add_argument("protocols", nargs="*", help=f"any of: {', '.join(known)}")
    wanted = parser.parse_args().protocols or known
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        parser.error(f"no protocol named {', '.join(unknown)}; there are: {', '.join(known)}")
    sections, broken = [], []
    for name, measure in OF_RECORDS:
        if name in wanted:
            begun = time.perf_counter()
            rows = list(measure())
            broken += [f"{row.protocol}: {row.metric} is {row.value:g}" for row in faults(rows)]
            sections.append(_section(name, f"python -m bench {name}", _printed(rows, time.perf_counter() - begun)))
    for name, modules in OF_PARTS:
        if name in wanted:
            for module in modules:
                sections.append(_section(name, f"python -m {module}", _run(module)))
    head = f"# Results\n\nMeasured {datetime.now(UTC):%Y-%m-%d} at commit {_commit()}. Definitions: bench/README.md.\n"
    report = head + "".join(sections)
    if set(wanted) == set(known):
        RESULTS.write_text(report, encoding="utf-8")
        print(f"written to {RESULTS}")
    else:
        print(report)
    if broken:
        sys.exit("\n".join(broken))


def faults(rows: list[Measured]) -> list[Measured]:
    """Return the figures that must be 0 and are not."""
    return [row for row in rows if "(must be 0)" in row.metric and row.value != 0]


def _section(name: str, command: str, body: str) -> str:
    return f"\n## {name}\n\n`{command}`\n\n{body}"


def _printed(rows: list[Measured], seconds: float) -> str:
    if not rows:
        return "Not run: its data is not present beside the checkout.\n"
    return table(rows) + f"\n({seconds:.0f} s)\n"


def _run(module: str) -> str:
    command = [sys.executable, "-m", *module.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT.parent)
    if done.returncode != 0:
        return f"Failed with exit code {done.returncode}:\n\n```\n{done.stderr.strip()[-2000:]}\n```\n"
    printed = done.stdout.strip()
    return f"{printed}\n" if printed.startswith("|") else f"```\n{printed}\n```\n"


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
