"""Upper nets as ONNX graphs with 8-bit weights: ``marks.onnx``, ``entries.onnx``.

Invariant: the graph computes what ``network.Upper`` computes for one window, probabilities instead of logits; only
rounding differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from torch import Tensor

from recount.language.marks import COLUMNS, LABELS
from training.export import numpy_state
from training.graph import Graph, layer
from training.marks.network import SIDE


def write(path: Path, state: Mapping[str, Tensor], sizes: Mapping[str, int] = LABELS, quantised: bool = True) -> None:
    """Write the graph of a net whose labels have these kinds and sizes."""
    onnx.save(upper_net(numpy_state(state), sizes, quantised), path)


def upper_net(w: Mapping[str, np.ndarray], sizes: Mapping[str, int], quantised: bool) -> onnx.ModelProto:
    """Return the graph that ``recount.language.upper`` runs: a probability a label, stances sharing one."""
    g = Graph()
    x = "shared"
    for number in range(len({name.split(".")[1] for name in w if name.startswith("layers.")})):
        x = layer(g, w, f"layers.{number}.", x, quantised)
    own = g.add("Gather", [g.add("Squeeze", [x, g.constant(np.array([0]))]), "first"])
    parts = [own]
    for place in range(2):
        column = g.add("Gather", ["heads", g.constant(np.array(place))], axis=1)
        parts.append(g.add("Gather", [own, column]))
    for place in range(len(COLUMNS)):
        column = g.add("Gather", ["columns", g.constant(np.array(place))], axis=1)
        parts.append(g.rows(w[f"features.{place}.weight"], column, False))
    joined = g.linear(g.add("Concat", parts, axis=1), w["join.weight"].T, w["join.bias"], quantised)
    z = g.add("Gelu", [joined], domain="com.microsoft")
    logits = g.linear(z, w["labels.weight"].T, w["labels.bias"], False)
    pieces = g.add("Split", [logits, g.constant(np.array(list(sizes.values())))], outputs=len(sizes), axis=1)
    rows = [
        g.add("Softmax", [piece], axis=1) if kind == "stance" else g.add("Sigmoid", [piece])
        for kind, piece in zip(sizes, pieces, strict=True)
    ]
    labels = g.add("Concat", rows, axis=1)
    outputs = {"labels": labels, "ties": _ties(g, w, z, quantised)}
    return _model(g, outputs)


def _ties(g: Graph, w: Mapping[str, np.ndarray], z: str, quantised: bool) -> str:
    """Score every word (and none) for every word and kind of tie, as probabilities: (kinds, words, words + 1)."""
    shape = g.constant(np.array([-1, len(w["none.bias"]), SIDE]))
    left = g.add("Reshape", [g.linear(z, w["hung.weight"].T, w["hung.bias"], quantised), shape])
    right = g.add(
        "Reshape", [g.linear(z, w["holds.weight"].T * SIDE**-0.5, w["holds.bias"] * SIDE**-0.5, quantised), shape]
    )
    left = g.add("Transpose", [left], perm=[1, 0, 2])
    right = g.add("Transpose", [right], perm=[1, 2, 0])
    none = g.add("Transpose", [g.linear(z, w["none.weight"].T, w["none.bias"], False)], perm=[1, 0])
    none = g.add("Unsqueeze", [none, g.constant(np.array([2]))])
    return str(g.add("Softmax", [g.add("Concat", [g.add("MatMul", [left, right]), none], axis=2)], axis=2))


def _model(g: Graph, outputs: Mapping[str, str]) -> onnx.ModelProto:
    """Close the graph: its inputs have more than one type, which ``Graph.model`` does not know."""
    for public, inner in outputs.items():
        g.nodes.append(helper.make_node("Identity", [inner], [public]))
    inputs = [
        helper.make_tensor_value_info("shared", TensorProto.FLOAT, [1, "T", 384]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["W"]),
        helper.make_tensor_value_info("columns", TensorProto.INT64, ["W", len(COLUMNS)]),
        helper.make_tensor_value_info("heads", TensorProto.INT64, ["W", 2]),
    ]
    made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    graph = helper.make_graph(g.nodes, "recount-upper", inputs, made, g.weights)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="recount")
