"""What the command lines of all nets above the engine's shared layers ask."""

from __future__ import annotations

import argparse
import logging
import os
from pathlib import Path


def add_fitting(parser: argparse.ArgumentParser, rate: float, epochs: int = 7) -> None:
    """Add the engine's folder and how to fit: epochs, ``rate`` of the layers, seed, threads."""
    parser.add_argument(
        "--weights", type=Path, default=Path("src/recount/language/weights"), help="the engine's folder"
    )
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--rate", type=float, default=rate, help="how fast the layers learn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)


def begin(parser: argparse.ArgumentParser) -> argparse.Namespace:
    """Return the options of the command line; what is done is logged, on as many threads as they say."""
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    os.environ.setdefault("OMP_NUM_THREADS", str(arguments.threads))
    return arguments
