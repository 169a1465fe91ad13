"""The steps of making the net of entries, from annotated texts to ``entries.onnx``."""

from __future__ import annotations

import argparse
import logging

import torch

from recount.language.engine import Engine
from recount.language.entries import LABELS, TIES
from training.base import locate
from training.entries.data import FOLDERS, load
from training.entries.fit import loss_of
from training.marks.export import write
from training.marks.fit import Settings, fit
from training.marks.network import Upper
from training.network import LAYERS as ALL
from training.network import Encoder

log = logging.getLogger("training")
LAYERS = 2


def fresh_net(seed: int) -> Upper:
    """Return a net whose layers are the last of the base encoder; its heads are drawn from ``seed``."""
    encoder = Encoder()
    encoder.load(locate()[0])
    torch.manual_seed(seed)
    net = Upper(sum(LABELS.values()), len(TIES), LAYERS)
    for number, layer in enumerate(net.layers):
        layer.load_state_dict(encoder.layers[ALL - LAYERS + number].state_dict())
    return net


def make(arguments: argparse.Namespace) -> None:
    """Train and write."""
    engine = Engine(arguments.weights, marks=False)
    names = [name for name in arguments.only or FOLDERS if name not in arguments.without]
    samples = load(engine, names, arguments.work / "entries")
    log.info("%d windows of %s", len(samples), " ".join(names))
    net = fresh_net(arguments.seed)
    settings = Settings(
        arguments.epochs, pieces=800, layer_rate=arguments.rate, seed=arguments.seed, threads=arguments.threads
    )
    fit(net, samples, settings, loss_of)
    out = arguments.out or arguments.weights / "entries.onnx"
    out.parent.mkdir(parents=True, exist_ok=True)
    write(out, net.state_dict(), LABELS)
    log.info("written to %s", out)
