"""Make the net of entries: ``python -m training.entries``; see ``training/README.md``.

Reads the texts of ``corpus/entries`` and the odd numbers of ``corpus/ledgers*`` with the engine in ``--weights``,
trains on them, writes ``entries.onnx`` beside it. ``--without NN`` leaves folders out (to measure on them).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.options import add_fitting, begin


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.entries", description=__doc__)
    add_fitting(parser, rate=3e-4, epochs=8)
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="folder of windows read before")
    parser.add_argument("--out", type=Path, help="where to write entries.onnx (default: beside the engine)")
    parser.add_argument("--only", nargs="*", help="folders to train on (default: all)")
    parser.add_argument("--without", nargs="*", default=[], help="folders to leave out")
    arguments = begin(parser)
    from training.entries.make import make  # needs torch; a command line's help must not

    make(arguments)


if __name__ == "__main__":
    sys.exit(main())
