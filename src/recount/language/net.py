"""The quantised net: one sentence in, scores out.

Invariant: one sentence a call. Dynamic quantisation scales by the largest value in a call, so two sentences in one
call would change each other's scores; alone, a sentence's scores depend on nothing else. One thread, so that the
order of additions never changes.
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
    """What the net says of one sentence of n words: row i of ``tags[k]`` is word i; ``arcs`` is (n+1, n+1)."""

    arcs: Array
    dependents: Array
    heads: Array
    tags: dict[str, Array]


def session_options() -> ort.SessionOptions:
    """Return the settings of every session: one thread, no spinning, no shared memory growth."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = True
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


class SentenceNet:
    """The encoder and its heads. ``heads`` names each tag head and its outputs, in the order they are joined."""

    def __init__(
        self, path: Path, pieces: WordPiece, heads: Sequence[tuple[str, int]], options: ort.SessionOptions
    ) -> None:
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._pieces = pieces
        self._slices: list[tuple[str, slice]] = []
        at = 0
        for name, size in heads:
            self._slices.append((name, slice(at, at + size)))
            at += size

    def run(self, words: Sequence[str]) -> Scores:
        """Score one sentence. Words beyond ``MAX_LENGTH`` pieces are scored by their first pieces' neighbours."""
        ids, shapes, first = self._pieces.encode(words)
        if len(ids) > MAX_LENGTH:
            ids, shapes, first = self._shorten(words)
        feed = {
            "ids": np.array([ids], dtype=np.int64),
            "shapes": np.array([shapes], dtype=np.int64),
            "first": np.array(first, dtype=np.int64),
        }
        arcs, dependents, heads, tags = self._session.run(None, feed)
        return Scores(arcs, dependents, heads, {name: tags[1:, part] for name, part in self._slices})

    def _shorten(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Keep only as many pieces of each word as fit: at least one each, so that no word is lost."""
        keep = max(1, (MAX_LENGTH - 2) // max(1, len(words)))
        ids, shapes, first = self._pieces.encode(words)
        kept_ids, kept_shapes, kept_first = [ids[0]], [0], [0]
        for number, start in enumerate(first[1:], 1):
            stop = first[number + 1] if number + 1 < len(first) else len(ids) - 1
            stop = min(stop, start + keep)
            kept_first.append(len(kept_ids))
            kept_ids.extend(ids[start:stop])
            kept_shapes.extend(shapes[start:stop])
        return [*kept_ids, ids[-1]], [*kept_shapes, 0], kept_first
