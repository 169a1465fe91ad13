"""The steps of making the marks' net, from rounds to ``marks.onnx``."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import torch

from corpus import fresh
from recount.language.engine import Engine
from training.marks.data import Sample, load
from training.marks.export import write
from training.marks.fit import Settings, fit
from training.marks.network import LAYERS, Marks

LAST = "three"
"""The stage whose encoder the engine has."""

log = logging.getLogger("training")


def fresh_net(checkpoint: Path, seed: int) -> Marks:
    """Return a net whose layers are the upper ones of the engine's own encoder; its heads are drawn from ``seed``."""
    torch.manual_seed(seed)
    net = Marks()
    state = torch.load(checkpoint, weights_only=True)
    for number, layer in enumerate(net.layers):
        front = f"encoder.layers.{LAYERS + number}."
        layer.load_state_dict({k.removeprefix(front): v for k, v in state.items() if k.startswith(front)})
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
    net = fresh_net(arguments.work / LAST / "net.pt", arguments.seed)
    fit(net, samples, Settings(epochs=arguments.epochs, seed=arguments.seed, threads=arguments.threads))
    out = arguments.out or arguments.weights / "marks.onnx"
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out.with_suffix(".pt"))
    write(out, net.state_dict())
    log.info("written to %s", out)
