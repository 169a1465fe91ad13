"""The quantised net: one window of text in, scores out.

Invariant: one window a call. Dynamic quantisation scales by the largest value in a call, so two windows in one call
would change each other's scores; alone, a window's scores depend on nothing else. One thread, so that the order of
additions never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from recount.language.wordpiece import WordPiece

MAX_LENGTH = 512
"""Pieces the encoder has positions for."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the net says of a window of n words.

    Row i of ``tags[k]`` is word i; ``arcs`` is (n+1, n+1) with the root first; ``shared`` is what the lower layers made
    of each piece, and ``first`` each word's first piece (the root's is 0).
    """

    arcs: Array
    dependents: Array
    heads: Array
    tags: dict[str, Array]
    shared: Array
    first: list[int]

    def part(self, first: int, last: int) -> Scores:
        """Return the scores of words ``first`` to ``last`` (exclusive), heads among them and the root alone."""
        rows = np.r_[0, np.arange(first, last) + 1]
        tags = {name: table[first:last] for name, table in self.tags.items()}
        return Scores(
            self.arcs[np.ix_(rows, rows)], self.dependents[rows], self.heads[rows], tags, self.shared, self.first
        )


def session_options() -> ort.SessionOptions:
    """Return the settings of every session: one thread, no spinning, no shared memory growth."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = True
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def open_session(path: Path, options: ort.SessionOptions) -> ort.InferenceSession:
    """Return a graph ready to run; its sums and norms stay apart, since joined they take five times as long."""
    return ort.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


class WindowNet:
    """The encoder and its heads. ``heads`` names each tag head and its outputs, in the order they are joined."""

    def __init__(
        self, path: Path, pieces: WordPiece, heads: Sequence[tuple[str, int]], options: ort.SessionOptions
    ) -> None:
        self._session = open_session(path, options)
        self._pieces = pieces
        self._slices: list[tuple[str, slice]] = []
        at = 0
        for name, size in heads:
            self._slices.append((name, slice(at, at + size)))
            at += size

    def run(self, words: Sequence[str], gaps: Sequence[int]) -> Scores:
        """Score one window; ``gaps`` says what stands before each word. At most ``MAX_LENGTH`` pieces."""
        ids, shapes, first = self._pieces.encode(words)
        before = np.zeros(len(ids), dtype=np.int64)
        before[first[1:]] = gaps
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "shapes": np.array([shapes], dtype=np.int64),
            "gaps": before[None],
            "first": np.array(first, dtype=np.int64),
        }
        arcs, dependents, heads, tags, shared = self._session.run(None, feed)
        return Scores(arcs, dependents, heads, {n: tags[1:, part] for n, part in self._slices}, shared[0], first)
