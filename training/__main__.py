"""Make the engine's weights: ``python -m training`` reads data, trains, exports. See ``training/README.md``."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

# glibc gives big blocks back to the system at every step unless told not to, which costs half of the time.
_MALLOC = {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "4000000000"}
STAGES = ("one", "two", "three", "export")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"), help="folder of training sets")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="folder for checkpoints")
    parser.add_argument("--out", type=Path, default=Path("src/recount/language/weights"))
    parser.add_argument("--version", default="2", help="version written into the weights")
    parser.add_argument("--first", choices=STAGES, default=STAGES[0], help="begin at this stage, from checkpoints")
    parser.add_argument("--last", choices=STAGES, default=STAGES[-1], help="stop after this stage")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--full-precision", action="store_true", help="export 32-bit weights, to compare figures")
    arguments = parser.parse_args()
    if any(os.environ.get(k) != v for k, v in _MALLOC.items()):
        os.execvpe(sys.executable, [sys.executable, "-m", "training", *sys.argv[1:]], {**os.environ, **_MALLOC})
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    from training.stages import Workshop  # needs torch; a command line's help must not

    workshop = Workshop(arguments.data, arguments.work, arguments.threads)
    chosen = STAGES[STAGES.index(arguments.first) : STAGES.index(arguments.last) + 1]
    if "one" in chosen:
        workshop.stage_one()
    if "two" in chosen:
        workshop.stage_two()
    if "three" in chosen:
        workshop.stage_three()
    if "export" in chosen:
        workshop.export(arguments.out, arguments.version, not arguments.full_precision)


if __name__ == "__main__":
    main()
