"""Train and measure a net of disputes: ``python -m training.disputes``; see ``training/README.md``.

Learns from ``corpus/disputes`` and from the cases of ``corpus/cases`` that were read, without the parts named by
``--without``; prints what the net finds in these, and keeps its weights in ``--out``.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.disputes", description=__doc__)
    parser.add_argument(
        "--weights", type=Path, default=Path("src/recount/language/weights"), help="the engine's folder"
    )
    parser.add_argument("--out", type=Path, default=Path("training/work/disputes.pt"), help="where to keep the weights")
    parser.add_argument("--start", type=Path, help="weights to go on from (default: the published encoder's)")
    parser.add_argument("--without", nargs="*", default=["08", "18"], help="parts to leave out, and to measure on")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=2e-4, help="how fast the layers learn")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    os.environ.setdefault("OMP_NUM_THREADS", str(arguments.threads))
    import torch

    from corpus.fresh import half_of
    from recount.language.engine import Engine
    from training.base import locate
    from training.disputes.data import FOLDER, load, load_cases, rows
    from training.disputes.fit import Settings, fit, measure
    from training.disputes.network import Disputes

    parts = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
    engine = Engine(arguments.weights)
    events = load(engine, rows(part for part in parts if part not in arguments.without))
    events += load_cases(engine, "dev1", lambda _: True)
    for part in ("dev2", "dev3"):
        events += load_cases(engine, part, lambda name: half_of(name) == "open")
    net = Disputes(locate()[0])
    if arguments.start is not None:
        net.load_state_dict(torch.load(arguments.start, weights_only=True))
    settings = Settings(
        epochs=arguments.epochs, layer_rate=arguments.rate, seed=arguments.seed, threads=arguments.threads
    )
    fit(net, events, settings)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), arguments.out)
    for part in arguments.without:
        logging.info("part %s: %s", part, measure(net, load(engine, rows([part]))))


if __name__ == "__main__":
    sys.exit(main())
