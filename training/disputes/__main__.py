"""Train and measure a net of disputes: ``python -m training.disputes``; see ``training/README.md``.

Learns from the parts of ``corpus/disputes`` (``--only``) and from the cases of ``corpus/cases`` that were read; prints
what the net finds in the parts ``--without`` and in the cases that nobody read, and keeps its weights in ``--out``.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from training.options import add_fitting, begin


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.disputes", description=__doc__)
    add_fitting(parser, rate=2e-4)
    parser.add_argument("--out", type=Path, default=Path("training/work/disputes.pt"), help="where to keep the weights")
    parser.add_argument("--start", type=Path, help="weights to go on from (default: the published encoder's)")
    parser.add_argument("--only", nargs="*", help="parts to train on (default: all)")
    parser.add_argument("--without", nargs="*", default=["08", "18"], help="parts to leave out, and to measure on")
    arguments = begin(parser)
    import torch  # needs torch; a command line's help must not

    from corpus.fresh import half_of
    from recount.language.engine import Engine
    from training.base import locate
    from training.disputes.data import FOLDER, load, load_cases, rows
    from training.disputes.fit import Settings, fit, measure
    from training.disputes.network import Disputes

    def half(name: str, wanted: str) -> bool:
        return half_of(name) == wanted

    parts = arguments.only or sorted(path.stem for path in FOLDER.glob("*.jsonl"))
    engine = Engine(arguments.weights)
    events = load(engine, rows(part for part in parts if part not in arguments.without))
    events += load_cases(engine, "dev1", lambda _: True)
    for part in ("dev2", "dev3"):
        events += load_cases(engine, part, lambda name: half(name, "open"))
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
    unread = [case for part in ("dev2", "dev3") for case in load_cases(engine, part, lambda name: half(name, "closed"))]
    logging.info("cases that nobody read: %s", measure(net, unread))


if __name__ == "__main__":
    sys.exit(main())
