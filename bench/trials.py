"""Trials of a case: one byte flipped, a build killed: ``python -m bench.trials`` (``make trials``).

A flip counts as *found* where ``recount verify`` tells of a fault or refuses the case, as *unseen* where it changed
anything held (a row of a table, the definition of one, a byte of the page) and nothing was told, and as *idle* where it
changed nothing held (free space of the file, counters). A kill counts as *whole* where the next build gives the record
and the page of a build that nobody killed and ``verify`` tells of nothing. Exits with 1 where anything is unseen or not
whole. Places, bits and moments are drawn from a fixed seed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recount.cli.build import PAGE_NAME
from recount.cli.verify import find_faults
from recount.errors import StoreError
from recount.pipeline import open_held
from recount.record.sqlite import FILE_NAME

EXAMPLE = Path(__file__).resolve().parents[1] / "src" / "recount" / "examples" / "north_shaft"
SEED = 7
_PAGE_SHARE = 0.2
"""Share of the flips that fall on the page; the others fall on the case file."""


@dataclass(slots=True)
class Flips:
    """What became of flips: how many of each kind, and the unseen ones by file and place."""

    counts: Counter[str] = field(default_factory=Counter)
    unseen: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Kills:
    """What became of kills: how many left a whole case, and what was wrong with the others."""

    whole: int = 0
    broken: list[str] = field(default_factory=list)
    before: int = 0
    """Kills that came before the build had ended."""


def command(*arguments: str) -> list[str]:
    """Return the command line of recount as this interpreter runs it."""
    return [sys.executable, "-m", "recount.cli", *arguments]


def build_case(case: Path) -> float:
    """Build the example into ``case`` and return the seconds it took."""
    begun = time.monotonic()
    subprocess.run(command("build", str(EXAMPLE), "--case", str(case)), check=True, capture_output=True)
    return time.monotonic() - begun


def is_found(case: Path) -> bool:
    """Whether verification tells of a fault of a case, or cannot open it at all."""
    try:
        return next(find_faults(case), None) is not None
    except StoreError:
        return True


def held(case: Path) -> str | None:
    """Return a hash of all that a case holds: tables, their rows, the page. None where the file cannot be read."""
    digest = hashlib.sha256((case / PAGE_NAME).read_bytes())
    uri = f"{(case / FILE_NAME).resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.text_factory = bytes
            for row in _rows(connection):
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    return digest.hexdigest()


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type='table' ORDER BY name").fetchall()
    for name, sql in tables:
        yield name, sql
        columns = [row[1].decode() for row in connection.execute(f"PRAGMA table_info({name.decode()})")]
        every = ", ".join(f'typeof("{column}"), CAST("{column}" AS BLOB)' for column in columns)
        yield from connection.execute(f"SELECT {every} FROM {name.decode()} ORDER BY 2, 4")


def flip(case: Path, count: int, seed: int = SEED, found: Callable[[Path], bool] = is_found) -> Flips:
    """Flip one byte of ``case`` at a time, ``count`` times, and ask each time whether it is found."""
    chance = random.Random(seed)
    sound, flips = held(case), Flips()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            copy = Path(folder) / f"{number}.case"
            shutil.copytree(case, copy)
            name = PAGE_NAME if chance.random() < _PAGE_SHARE else FILE_NAME
            data = bytearray((copy / name).read_bytes())
            place = chance.randrange(len(data))
            data[place] ^= chance.randrange(1, 256)
            (copy / name).write_bytes(data)
            seen = found(copy)
            kind = "idle" if held(copy) == sound else "found" if seen else "unseen"
            flips.counts[kind] += 1
            flips.counts["idle and told"] += kind == "idle" and seen
            if kind == "unseen":
                flips.unseen.append((name, place))
            shutil.rmtree(copy)
    return flips


def kill(count: int, seed: int = SEED) -> Kills:
    """Kill ``count`` builds at a random moment each, build again, and compare with a build that nobody killed."""
    chance, kills = random.Random(seed), Kills()
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.case"
        takes = build_case(sound)
        expected = _told(sound)
        for number in range(count):
            case = Path(folder) / f"{number}.case"
            process = subprocess.Popen(
                command("build", str(EXAMPLE), "--case", str(case)),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.15, 1.0) * takes)
            process.send_signal(signal.SIGKILL)
            kills.before += process.wait() != 0
            build_case(case)
            wrong = [f"{fault.where}: {fault.what}" for fault in find_faults(case)]
            if _told(case) != expected:
                wrong.append("another record or page")
            if wrong:
                kills.broken.append(f"kill {number}: {'; '.join(wrong)}")
            else:
                kills.whole += 1
            shutil.rmtree(case)
    return kills


def _told(case: Path) -> tuple[str, bytes]:
    return open_held(case).sha256, (case / PAGE_NAME).read_bytes()


def main() -> int:
    """Run both trials and print what became of each flip and kill."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "a.case"
        build_case(case)
        flips = flip(case, arguments.flips, arguments.seed)
    kills = kill(arguments.kills, arguments.seed)
    found, idle, told = (flips.counts[kind] for kind in ("found", "idle", "idle and told"))
    print("| trial | n | of these |")
    print("|---|---:|---|")
    print(
        f"| flips that changed what is held | {found + len(flips.unseen)} | {found} found, {len(flips.unseen)} unseen |"
    )
    print(f"| flips that changed nothing held | {idle} | {told} told all the same |")
    print(f"| builds killed | {arguments.kills} | {kills.before} before their end, {kills.whole} made whole |")
    for name, place in flips.unseen:
        print(f"unseen: byte {place} of {name}")
    for words in kills.broken:
        print(words)
    return 1 if flips.unseen or kills.broken else 0


if __name__ == "__main__":
    sys.exit(main())
