"""How linking and weighing grow with the number of accounts: ``python -m bench.growth [SIZE ...]``.

Accounts are generated with known truth: invented events in invented towns, each told by several short accounts whose
tolls grow from day to day, in sentences drawn from a few. Reading is not timed: it is linear, and ``bench.speed``
measures it. Three kinds of folders, from many events of a few accounts each to a few that a thousand accounts tell.

Figures: milliseconds an account for linking and for weighing at each size, the exponent of growth (slope of the
logarithm of the time over that of the size), peak memory, and B-cubed F of the accounts' main incidents, so that
nothing is fast by joining nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from pathlib import Path

from bench.clusters_metrics import b_cubed
from bench.figures import Measured, table
from bench.memory import peak_mb

SIZES = (1_000, 2_000, 4_000)
"""Accounts of one folder, by default."""
KINDS = {"5 accounts an event": 5, "100 accounts an event": 100, "1000 accounts an event": 1_000}
"""Accounts that tell of one event, by kind of folder."""
_BEGINS = ("Bar", "Dor", "Kel", "Mar", "Nor", "Os", "Pel", "Rav", "Sel", "Tar", "Ul", "Ves", "Zan", "Hal", "Lem", "Gor")
_MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "in", "on", "ar", "er", "or")
_ENDS = (
    "dun",
    "grad",
    "holm",
    "mera",
    "nik",
    "pur",
    "stad",
    "tova",
    "vik",
    "zeh",
    "rosh",
    "lund",
    "bek",
    "tal",
    "sund",
)
_DEEDS = (
    ("Gunmen shot dead {killed} people and wounded {hurt} in {town} on {day}", "the shooting"),
    (
        "{killed} people were killed and {hurt} wounded when a bomb went off at the market of {town} on {day}",
        "the bombing",
    ),
    ("Soldiers stormed {town} on {day}, killing {killed} villagers and wounding {hurt}", "the raid"),
    ("Shells fell on {town} on {day}; {killed} people died and {hurt} were wounded", "the shelling"),
)
_REST = (
    "{name}, who keeps a shop there, said that {what} had begun before dawn.",
    "The hospital of {town} confirmed the number of the dead. {name} was among the wounded.",
    "The governor spoke of {what} as the worst in years; {name} asked for an inquiry.",
    "{name}, a teacher, counted the dead herself. Nobody has claimed {what}.",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """What one folder took: seconds of linking and weighing, peak memory in MB, B-cubed F of its incidents."""

    accounts: int
    linking: float
    weighing: float
    memory: float
    joined: float


def generate(count: int, each: int, seed: int = 1) -> Iterator[tuple[dict[str, str], str]]:
    """Yield ``count`` input lines, each with the event it tells of; ``each`` accounts tell of one event."""
    chance = random.Random(seed)
    for event in range((count + each - 1) // each):
        town, name = (_name(chance) for _ in range(2))
        day = date(1990, 1, 1) + timedelta(days=chance.randrange(9_000))
        killed, hurt = chance.randrange(2, 40), chance.randrange(2, 90)
        deed, what = chance.choice(_DEEDS)
        for account in range(min(each, count - event * each)):
            told = deed.format(killed=killed, hurt=hurt, town=town, day=f"{day:%-d %B %Y}")
            rest = chance.choice(_REST).format(name=f"{name} {_name(chance)}", town=town, what=what)
            killed += account == each // 2
            text = f"{told}.\n\n{rest}\n"
            yield {"id": f"{event:06d}-{account:03d}", "text": text, "language": "en"}, str(event)


def _name(chance: random.Random) -> str:
    return chance.choice(_BEGINS) + chance.choice(_MIDDLES) + chance.choice(_MIDDLES) + chance.choice(_ENDS)


def take(count: int, each: int) -> Sizes:
    """Return what linking and weighing of one generated folder take."""
    from recount.intake import Unread
    from recount.linking import link
    from recount.pipeline.builder import read_claims
    from recount.weighing import weigh

    rows = list(generate(count, each))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "accounts.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row, _ in rows), encoding="utf-8")
        read = [one for one in read_claims(path, 2) if not isinstance(one, Unread)]
    documents, readings = [document for document, _ in read], [reading for _, reading in read]
    begun = time.perf_counter()
    linkage = link(documents, readings)
    linked = time.perf_counter()
    weigh(documents, readings, linkage)
    done = time.perf_counter()
    names = {document.id: document.input_id or "" for document in documents}
    truth = {row["id"]: event for row, event in rows}
    homes = {id_: id_ for id_ in truth}
    for incident in linkage.incidents:
        homes.update((names[document], incident.id) for document in incident.documents)
    return Sizes(len(documents), linked - begun, done - linked, peak_mb(), b_cubed(homes, truth)[2])


def exponent(sizes: list[int], seconds: list[float]) -> float:
    """Return the slope of log seconds over log sizes by least squares: 1 is linear, 2 is quadratic."""
    x, y = [log(size) for size in sizes], [log(one) for one in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    over = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return over / sum((a - mean_x) ** 2 for a in x)


def measure(sizes: tuple[int, ...] = SIZES) -> Iterator[Measured]:
    """Yield the figures of each kind of folder."""
    for kind, each in KINDS.items():
        took = [take(size, each) for size in sizes]
        for one in took:
            for stage, seconds in (("linking", one.linking), ("weighing", one.weighing)):
                yield Measured(
                    "growth", f"{kind}: {stage}, ms an account", 1000 * seconds / one.accounts, n=one.accounts
                )
            yield Measured("growth", f"{kind}: B-cubed F", one.joined, n=one.accounts)
            yield Measured("growth", f"{kind}: peak memory, MB", one.memory, n=one.accounts)
        for stage in ("linking", "weighing"):
            slope = exponent([one.accounts for one in took], [getattr(one, stage) for one in took])
            yield Measured("growth", f"{kind}: exponent of {stage}", slope, n=len(took))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="accounts of one folder")
    sizes = tuple(parser.parse_args().sizes)
    if len(set(sizes)) < 2:
        parser.error("growth is measured from one size to another: name two or more")
    print(table(measure(sizes)))


if __name__ == "__main__":
    sys.exit(main())
