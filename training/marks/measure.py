"""How well a net of marks ranks what annotated texts say: ``python -m training.marks.measure NN ... --net FOLDER``.

Prints the area under precision and recall (average precision over all candidates asked about) of counts and of parts
in acts, in all and by group of texts. Measure on rounds that the net did not learn from.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from recount.language.engine import Engine
from training.marks.data import Sample, load
from training.marks.fit import predict
from training.marks.labels import IGNORE
from training.marks.network import Marks

KINDS = ("count", "role")


def average_precision(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """Return the mean of the precisions at each right answer, surest first; equal scores keep their order."""
    hits = right[np.argsort(-scores, kind="stable")]
    if not hits.any():
        raise ValueError("nothing annotated to rank")
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def measured(net: Marks, samples: Sequence[Sample]) -> dict[str, float]:
    """Return the area for each kind of mark over all labels that the samples ask about."""
    read = predict(net, samples)
    found = {}
    for kind in KINDS:
        asked = [sample.labels[kind] != IGNORE for sample in samples]
        scores = [rows[kind].numpy()[known] for (rows, _), known in zip(read, asked, strict=True)]
        right = [sample.labels[kind][known] > 0.5 for sample, known in zip(samples, asked, strict=True)]
        found[kind] = average_precision(np.concatenate(scores), np.concatenate(right))
    return found


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.marks.measure", description=__doc__)
    parser.add_argument("rounds", nargs="+")
    parser.add_argument("--net", type=Path, required=True, help="folder of marks.pt and of the engine it stands on")
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    options = parser.parse_args()
    samples = load(Engine(options.net, marks=False), options.rounds, options.work / "marks")
    net = Marks()
    net.load_state_dict(torch.load(options.net / "marks.pt", weights_only=True))
    for group in ("all", *sorted({sample.group for sample in samples})):
        own = [sample for sample in samples if group in ("all", sample.group)]
        figures = measured(net, own)
        print(f"{group:8} {len(own):5} windows  " + "  ".join(f"{kind} {figures[kind]:.3f}" for kind in KINDS))


if __name__ == "__main__":
    main()
