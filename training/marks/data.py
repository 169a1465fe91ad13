"""Windows of annotated texts as the marks' net reads them: shared layers, features, targets.

Invariant: what the net is trained on is what the engine gives it at run time, 8-bit rounding included; the shared
layers are frozen, so each window is read once.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.readings import documents_of
from corpus import fresh
from recount.language.engine import Engine
from recount.model.analysis import Analysis, Entity, Sentence, Token
from recount.model.ids import sha256_hex
from recount.reading.page import Page
from training.marks.labels import IGNORE, Json, Targets, targets_of


@dataclass(slots=True)
class Sample:
    """One window: ``shared`` (pieces x width), each word's first piece, features, targets of the words it settles."""

    row: str
    group: str
    round: str
    half: str
    shared: NDArray[np.float16]
    first: NDArray[np.int64]
    columns: NDArray[np.int64]
    heads: NDArray[np.int64]
    labels: dict[str, NDArray[np.float32]]
    weights: NDArray[np.float32]
    ties: list[tuple[int, int, list[int]]] = field(default_factory=list)


def samples(
    engine: Engine, rows: list[Json], number: str, half: str, targets_of: Callable[..., Targets] = targets_of
) -> Iterator[Sample]:
    """Yield the windows of annotated rows in order, with the targets that ``targets_of`` gives each page."""
    for row, document in zip(rows, documents_of(rows), strict=True):
        text = document.text
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        seen = []
        for window, first, readings in engine.read(text):
            for reading in readings:
                start = len(tokens)
                tokens.extend(reading.tokens)
                entities.extend(reading.entities)
                sentences.append(Sentence(tokens[start].start, tokens[-1].end, start, len(tokens)))
            seen.append((window, first, engine.features(text, window, tokens, first)))
        page = Page(document, Analysis("training", tuple(tokens), tuple(sentences), tuple(entities)))
        targets = targets_of(page, row, full=number not in fresh.PARTIAL)
        for window, first, known in seen:
            settled = range(window.sentences[0][0], window.sentences[-1][1])
            labels, weights, ties = _cut(targets, first, settled, len(window.spans))
            yield Sample(
                row["id"], row["group"], number, half, window.scores.shared.astype(np.float16),
                np.array(window.scores.first[1:], dtype=np.int64), known.columns, known.heads, labels, weights, ties,
            )  # fmt: skip


def _cut(
    targets: Targets, first: int, settled: range, size: int
) -> tuple[dict[str, NDArray[np.float32]], NDArray[np.float32], list[tuple[int, int, list[int]]]]:
    """Return the targets of one window: those of the words it settles, ties only to words it holds."""
    labels = {kind: np.full((size, table.shape[1]), IGNORE, dtype=np.float32) for kind, table in targets.labels.items()}
    weights = np.ones(size, dtype=np.float32)
    own = slice(first + settled.start, first + settled.stop)
    for kind, table in labels.items():
        table[settled.start : settled.stop] = targets.labels[kind][own]
    weights[settled.start : settled.stop] = targets.weights[own]
    ties = []
    for kind, word, to in targets.ties:
        at = word - first
        inside = [other - first for other in to if 0 <= other - first < size]
        if at in settled and (inside or not to):
            ties.append((kind, at, inside))
    return labels, weights, ties


def kept(
    engine: Engine, rows: list[Json], name: str, folder: Path, make: Callable[[], Iterable[Sample]]
) -> list[Sample]:
    """Return the windows of rows, from ``folder`` where the same engine has read the same rows before."""
    told = sha256_hex(json.dumps(rows, sort_keys=True).encode("utf-8"))
    path = folder / f"{engine.weights_sha256[:12]}-{name}-{told[:12]}.pickle"
    if not path.exists():
        made = list(make())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(made))
    found: list[Sample] = pickle.loads(path.read_bytes())
    return found


def load(engine: Engine, numbers: Iterable[str], folder: Path) -> list[Sample]:
    """Return the windows of rounds, from ``folder`` where the same engine has read the same texts before."""
    found: list[Sample] = []
    for number in numbers:
        for half in fresh.HALVES:
            rows = fresh.rows(number, half)
            make = partial(samples, engine, rows, number, half)
            found.extend(kept(engine, rows, f"{number}-{half}", folder, make))
    return found
