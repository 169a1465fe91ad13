"""The steps of making the marks' net, from rounds to ``marks.onnx``."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable

import torch

from corpus import fresh
from recount.language.engine import Engine
from training.base import locate
from training.marks.data import Sample, load
from training.marks.export import write
from training.marks.fit import Settings, fit
from training.marks.network import Marks, Upper
from training.network import Encoder

log = logging.getLogger("training")


def fresh_net(seed: int, make: Callable[[], Upper] = Marks) -> Upper:
    """Return a net whose layers are the last of the base encoder; its heads are drawn from ``seed``.

    Those of the base encoder, not of the parser that was made of it: they rank what rounds say better (learnt from
    rounds 00 to 02, on round 12: counts .697 against .666, parts .555 against .552).
    """
    encoder = Encoder()
    encoder.load(locate()[0])
    torch.manual_seed(seed)
    net = make()
    above = encoder.layers[-len(net.layers) :]
    for layer, known in zip(net.layers, above, strict=True):
        layer.load_state_dict(known.state_dict())
    return net


def chosen(samples: list[Sample], without: list[str]) -> list[Sample]:
    """Return the samples of what is not left out: a round ``NN``, or one half of it ``NN-open``."""
    return [s for s in samples if s.round not in without and f"{s.round}-{s.half}" not in without]


def make(arguments: argparse.Namespace) -> None:
    """Train and write."""
    engine = Engine(arguments.weights, marks=False)
    numbers = arguments.only or fresh.folders()
    samples = chosen(load(engine, numbers, arguments.work / "marks"), arguments.without)
    log.info("%d windows of rounds %s", len(samples), " ".join(sorted({f"{s.round}-{s.half}" for s in samples})))
    net = fresh_net(arguments.seed)
    fit(
        net,
        samples,
        Settings(arguments.epochs, layer_rate=arguments.rate, seed=arguments.seed, threads=arguments.threads),
    )
    out = arguments.out or arguments.weights / "marks.onnx"
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out.with_suffix(".pt"))
    write(out, net.state_dict())
    log.info("written to %s", out)
