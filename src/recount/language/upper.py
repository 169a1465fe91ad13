"""Upper nets: layers and heads of their own on top of the layers shared with the parser, one graph a net.

Invariant: one window a call, one thread; what a net says of a window depends on that window alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime as ort

from recount.language.marks import Features
from recount.language.net import Array, Scores, open_session


class UpperNet:
    """A net of labels and ties. ``sizes`` names each kind of label and its number, in the order they are joined."""

    def __init__(self, path: Path, sizes: Mapping[str, int], options: ort.SessionOptions) -> None:
        self._session = open_session(path, options)
        self._slices: dict[str, slice] = {}
        at = 0
        for kind, size in sizes.items():
            self._slices[kind] = slice(at, at + size)
            at += size

    def run(self, scores: Scores, known: Features) -> tuple[dict[str, Array], Array]:
        """Return the probability of each label of each kind for each word, and of each tie (kind, word, word + 1).

        The last column of a tie stands for none.
        """
        feed = {
            "shared": scores.shared[None],
            "first": np.array(scores.first[1:], dtype=np.int64),
            "columns": known.columns,
            "heads": known.heads,
        }
        labels, ties = self._session.run(None, feed)
        return {kind: labels[:, part] for kind, part in self._slices.items()}, ties
