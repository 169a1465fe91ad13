"""Make the marks' net: ``python -m training.marks``; see ``training/README.md``.

Reads the rounds of ``corpus/rounds`` with the engine in ``--weights``, trains on them, writes ``marks.onnx`` beside it.
``--without NN`` leaves rounds out (to measure on them); ``--only NN`` names those to train on.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.marks", description=__doc__)
    parser.add_argument(
        "--weights", type=Path, default=Path("src/recount/language/weights"), help="the engine's folder"
    )
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="folder of windows read before")
    parser.add_argument("--out", type=Path, help="where to write marks.onnx (default: beside the engine)")
    parser.add_argument("--only", nargs="*", help="rounds to train on (default: all)")
    parser.add_argument("--without", nargs="*", default=[], help="rounds, or NN-open, NN-closed, to leave out")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-4, help="how fast the layers learn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    os.environ.setdefault("OMP_NUM_THREADS", str(arguments.threads))
    from training.marks.make import make  # needs torch; a command line's help must not

    make(arguments)


if __name__ == "__main__":
    sys.exit(main())
