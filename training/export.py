"""From a checkpoint to the files that ship: ``engine.onnx``, ``tables.json.gz``.

Invariant: what is written depends on the checkpoint and the training sets alone.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from torch import Tensor

from training import graph
from training.batches import Vocabularies
from training.labels import SCHEME_LABELS, UNIT_WORDS
from training.lexicon import Words

TAG_HEADS = ["upos", "xpos", "lemma", "own", "uner", "re3d"]


def numpy_state(state: Mapping[str, Tensor]) -> dict[str, Any]:
    """Return weights as 32-bit arrays."""
    return {k: v.detach().float().numpy() for k, v in state.items()}


def _packed(array: Any) -> str:
    """Return an array as base64 of its little-endian 32-bit floats, row by row."""
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode("ascii")


def write(
    folder: Path,
    state: Mapping[str, Tensor],
    vocab: Vocabularies,
    words: Words,
    pieces: list[str],
    lemmas: Mapping[str, str],
    version: str,
    quantised: bool = True,
) -> str:
    """Write the two files and return the sha256 of the engine's graph."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = numpy_state(state)
    onnx.save(graph.window_net(arrays, TAG_HEADS, quantised), folder / "engine.onnx")
    rel = {part: _packed(arrays[f"rel_{part}"]) for part in ("sum.weight", "sum.bias", "product.weight")}
    tables = {
        "version": version,
        "heads": {
            "upos": vocab.upos,
            "xpos": vocab.xpos,
            "lemma": vocab.lemma,
            **{scheme: list(labels) for scheme, labels in SCHEME_LABELS.items()},
        },
        "relations": vocab.rel,
        "relation_weights": rel,
        "abbreviations": words.abbreviations,
        "prefixes": words.prefixes,
        "compounds": words.compounds,
        "unit_words": sorted(UNIT_WORDS),
        "lemmas": dict(lemmas),
        "pieces": pieces,
    }
    text = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))
    # No time stamp, so that the same tables give the same file.
    (folder / "tables.json.gz").write_bytes(gzip.compress(text.encode("utf8"), mtime=0))
    return hashlib.sha256((folder / "engine.onnx").read_bytes()).hexdigest()
