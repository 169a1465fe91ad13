"""Make the marks' net: ``python -m training.marks``; see ``training/README.md``.

Reads the rounds of ``corpus/rounds`` with the engine in ``--weights``, trains on them, writes ``marks.onnx`` beside it.
``--without NN`` leaves rounds out (to measure on them); ``--only NN`` names those to train on.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.options import add_fitting, begin


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.marks", description=__doc__)
    add_fitting(parser, rate=3e-4)
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="folder of windows read before")
    parser.add_argument("--out", type=Path, help="where to write marks.onnx (default: beside the engine)")
    parser.add_argument("--only", nargs="*", help="rounds to train on (default: all)")
    parser.add_argument("--without", nargs="*", default=[], help="rounds, or NN-open, NN-closed, to leave out")
    arguments = begin(parser)
    from training.marks.make import make  # needs torch; a command line's help must not

    make(arguments)


if __name__ == "__main__":
    sys.exit(main())
