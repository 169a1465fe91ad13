"""The steps of making the net of entries, from annotated texts to ``entries.onnx``."""

from __future__ import annotations

import argparse
import logging

from recount.language.engine import Engine
from recount.language.entries import LABELS, TIES
from training.entries.data import FOLDERS, load
from training.entries.fit import loss_of
from training.marks.export import write
from training.marks.fit import Settings, fit
from training.marks.make import fresh_net
from training.marks.network import Upper

log = logging.getLogger("training")
LAYERS = 2


def make(arguments: argparse.Namespace) -> None:
    """Train and write."""
    engine = Engine(arguments.weights, marks=False)
    names = [name for name in arguments.only or FOLDERS if name not in arguments.without]
    samples = load(engine, names, arguments.work / "entries")
    log.info("%d windows of %s", len(samples), " ".join(names))
    net = fresh_net(arguments.seed, lambda: Upper(sum(LABELS.values()), len(TIES), LAYERS))
    settings = Settings(
        arguments.epochs, pieces=800, layer_rate=arguments.rate, seed=arguments.seed, threads=arguments.threads
    )
    fit(net, samples, settings, loss_of)
    out = arguments.out or arguments.weights / "entries.onnx"
    out.parent.mkdir(parents=True, exist_ok=True)
    write(out, net.state_dict(), LABELS)
    log.info("written to %s", out)
