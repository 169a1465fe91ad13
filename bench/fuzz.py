"""Inputs made by coverage, for a bounded time: ``python -m bench.fuzz`` (``make fuzz``).

Each target of ``bench.fuzz_targets`` runs in a process of its own under Atheris, which changes inputs so that they
reach code that no input before reached. An input on which a target falls (an exception that the room does not promise,
an invariant that does not hold, a run that does not end) is written to a folder with what happened; the run goes on.
Exits with 1 where there is any, with 2 where Atheris is not installed (``pip install .[fuzz]``).

Figures, for each target: inputs tried, seconds, edges of the program reached, and falls of different kinds.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.fuzz_targets import TARGETS, Target

SEED = 7
SECONDS = 30
"""Seconds a target: five minutes in all, with the time that it takes to load them."""
OUT = Path(__file__).parent / "work" / "fuzz"
_SLOWEST = 60
"""Seconds after which one input is a fall."""
_MEMORY = 4_000
"""Megabytes of a target's process."""
_GRACE = 120
"""Seconds that loading and ending may take beside the run itself."""
_PROGRESS = re.compile(r"^#(\d+)\s.*\bcov: (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What one target's run came to. ``falls`` are the files written, one an input and what happened on it."""

    target: str
    inputs: int
    seconds: float
    edges: int
    falls: tuple[Path, ...]


def is_installed() -> bool:
    """Whether Atheris can be imported here."""
    return importlib.util.find_spec("atheris") is not None


def run(target: Target, seconds: int, out: Path, *, seed: int = SEED) -> Run:
    """Run one target for so many seconds and return what it came to; its falls are written below ``out``."""
    folder = out / target.name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(target.seeds()):
        (folder / "corpus" / f"seed_{number}").write_bytes(data)
    (folder / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), encoding="ascii")
    before = set(folder.iterdir())
    limits = [f"-max_total_time={seconds}", f"-timeout={_SLOWEST}", f"-rss_limit_mb={_MEMORY}", f"-seed={seed}"]
    shape = [f"-max_len={target.longest}", f"-artifact_prefix={folder}/died-"]
    if target.words:  # libFuzzer does not begin with an empty list
        shape.append(f"-dict={folder / 'words'}")
    command = [sys.executable, "-m", "bench.fuzz_one", target.entry, str(folder), *target.instrumented]
    begun = time.monotonic()
    try:
        done = subprocess.run(
            [*command, "--", *limits, *shape, str(folder / "corpus")],
            capture_output=True, timeout=seconds + _GRACE + _SLOWEST, check=False, cwd=Path(__file__).parents[1],
        )  # fmt: skip
        printed = done.stderr.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as error:
        printed = (error.stderr or b"").decode("utf-8", "replace")
        (folder / "died-silent").write_text(printed[-2_000:], encoding="utf-8")
    found = _PROGRESS.findall(printed)
    inputs, edges = (max(int(pair[at]) for pair in found) if found else 0 for at in (0, 1))
    if not found:
        (folder / "died-before").write_text(printed[-4_000:], encoding="utf-8")
    falls = sorted(path for path in set(folder.iterdir()) - before if path.name.startswith(("fell-", "died-")))
    return Run(target.name, inputs, time.monotonic() - begun, edges, tuple(falls))


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8"))


def main() -> None:
    """Run the targets and print the table; exit 1 where one fell."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=int, default=SECONDS, help="seconds a target")
    parser.add_argument("--only", default="", help="targets whose name holds these words")
    parser.add_argument("--out", type=Path, default=OUT, help="where falls and the inputs found are kept")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    if not is_installed():
        print("Atheris is not installed: pip install .[fuzz]", file=sys.stderr)
        sys.exit(2)
    runs = [
        run(target, arguments.seconds, arguments.out.resolve(), seed=arguments.seed)
        for target in TARGETS
        if arguments.only in target.name
    ]
    print("| target | inputs | seconds | edges | falls |")
    print("|---|---:|---:|---:|---:|")
    for each in runs:
        print(f"| {each.target} | {each.inputs:,} | {each.seconds:.0f} | {each.edges:,} | {len(each.falls)} |")
    for path in (path for each in runs for path in each.falls):
        print(f"fell: {path}")
    sys.exit(any(each.falls for each in runs))


if __name__ == "__main__":
    main()
