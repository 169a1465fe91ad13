"""Writing the nets as ONNX graphs, in full precision or with 8-bit weights.

Invariant: the graph computes exactly what ``network.Net`` computes for one window without padding; only the
8-bit rounding differs. It is written by hand with ONNX Runtime's fused operators: an exported graph has five times
as many nodes, and at one sentence a call their overhead is most of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]

_MICROSOFT = "com.microsoft"
SHARED = 3
"""Layers of the encoder that parser and marks share."""

_BY_TOKEN = ("narrow",)
"""Layers whose inputs are scaled token by token: a few values of what comes out of a GELU are many times as large as
the rest. Of the 0.30 LAS that 8 bits cost on 650 held-back sentences of EWT and GUM dev, this layer alone made
0.24."""

_BLOCK = 128
_LIMIT = 63  # 7-bit weights: 8-bit products of older x86 processors overflow beyond


class Graph:
    """Collects nodes and weights."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, array: Array, name: str = "") -> str:
        """Store a weight and return its name."""
        name = name or f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(array, order="C"), name))
        return name

    def add(self, op: str, inputs: list[str], outputs: int = 1, domain: str = "", **attributes: Any) -> Any:
        """Add a node and return its output's name (or names)."""
        self._count += 1
        names = [f"{op}{self._count}_{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, name=f"{op}{self._count}", domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x: str, weight: Array, bias: Array | None, quantised: bool, name: str = "") -> str:
        """Multiply by a (in, out) weight and add the bias; ``name`` is the layer's."""
        if not quantised:
            product = self.add("MatMul", [x, self.constant(weight)])
            return product if bias is None else self.add("Add", [product, self.constant(bias)])
        if name.endswith(_BY_TOKEN):
            product = self._by_token(x, weight)
            return product if bias is None else self.add("Add", [product, self.constant(bias)])
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / _LIMIT
        small = np.clip(np.rint(weight / scale), -_LIMIT, _LIMIT).astype(np.int8)
        inputs = [x, self.constant(small), self.constant(scale.astype(np.float32)), ""]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.add("DynamicQuantizeMatMul", inputs, domain=_MICROSOFT)

    def _by_token(self, x: str, weight: Array) -> str:
        """Multiply with activations scaled for each token by itself and weights by blocks: slower, nearer the truth."""
        inner, outer = weight.shape
        blocks = weight.T.reshape(outer, inner // _BLOCK, _BLOCK)
        scale = np.maximum(np.abs(blocks).max(axis=-1), 1e-8) / 127
        small = (np.clip(np.rint(blocks / scale[..., None]), -127, 127) + 128).astype(np.uint8)
        inputs = [x, self.constant(small), self.constant(scale.astype(np.float32).reshape(-1))]
        settings = {"K": inner, "N": outer, "bits": 8, "block_size": _BLOCK, "accuracy_level": 4}
        return str(self.add("MatMulNBits", inputs, domain=_MICROSOFT, **settings))

    def rows(self, table: Array, index: str, quantised: bool) -> str:
        """Look rows of a table up; 8-bit tables have one scale a row."""
        if not quantised:
            return self.add("Gather", [self.constant(table), index])
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
        small = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
        picked = self.add("Cast", [self.add("Gather", [self.constant(small), index])], to=TensorProto.FLOAT)
        return self.add("Mul", [picked, self.add("Gather", [self.constant(scale.astype(np.float32)), index])])

    def model(self, inputs: Mapping[str, list[Any]], outputs: Mapping[str, str]) -> onnx.ModelProto:
        """Close the graph: ``inputs`` maps names to shapes, ``outputs`` maps public names to node outputs."""
        for public, inner in outputs.items():
            self.nodes.append(helper.make_node("Identity", [inner], [public]))
        graph = helper.make_graph(
            self.nodes,
            "recount",
            [helper.make_tensor_value_info(n, TensorProto.INT64, s) for n, s in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in outputs],
            self.weights,
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="recount")


def window_net(w: Mapping[str, Array], tags: list[str], quantised: bool) -> onnx.ModelProto:
    """Write ``network.Net``'s weights as the graph that ``recount.language.net`` runs.

    Its output ``shared`` is what the lower layers make of each piece: the marks' own layers read on from there.
    """
    g = Graph()
    positions = _positions(g, w["encoder.position.weight"], quantised)
    x = g.add("Add", [g.rows(w["encoder.word.weight"], "ids", quantised), positions])
    for name in ("shape", "gap"):
        x = g.add("Add", [x, g.rows(w[f"encoder.{name}.weight"], f"{name}s", False)])
    gamma, beta = (g.constant(w[f"encoder.norm.{p}"]) for p in ("weight", "bias"))
    x = g.add("LayerNormalization", [x, gamma, beta], axis=-1, epsilon=1e-12)
    number, shared = 0, x
    while f"encoder.layers.{number}.qkv.weight" in w:
        x = layer(g, w, f"encoder.layers.{number}.", x, quantised)
        number += 1
        shared = x if number == SHARED else shared
    flat = g.add("Squeeze", [x, g.constant(np.array([0]))])
    words = g.add("Gather", [flat, "first"])
    names = [*(f"tags.{k}" for k in tags), "end"]
    joined = np.concatenate([w[f"{k}.weight"] for k in names]).T
    logits = g.linear(words, joined, np.concatenate([w[f"{k}.bias"] for k in names]), quantised, "end")
    arc = len(w["biaffine"])
    sides = np.concatenate([w["dep.weight"], w["head.weight"]]).T
    both = g.linear(words, sides, np.concatenate([w["dep.bias"], w["head.bias"]]), quantised, "dep")
    pair = len(w["dep.bias"]) - arc
    parts = g.constant(np.array([arc, pair, arc, pair]))
    dep, rel_dep, head, rel_head = g.add("Split", [both, parts], outputs=4, axis=1)
    dep, head = g.add("Relu", [dep]), g.add("Relu", [head])
    # (dep U) head' + head prior = (dep U + prior) head'
    left = g.linear(dep, w["biaffine"], w["prior"], False)
    arcs = g.add("MatMul", [left, g.add("Transpose", [head], perm=[1, 0])])
    inputs: dict[str, list[Any]] = {"ids": [1, "T"], "shapes": [1, "T"], "gaps": [1, "T"], "first": ["W"]}
    outputs = {"arcs": arcs, "dependents": rel_dep, "heads": rel_head, "tags": logits, "shared": shared}
    return g.model(inputs, outputs)


def _positions(g: Graph, table: Array, quantised: bool) -> str:
    """Return the rows of the position table for as many pieces as there are.

    In full precision they are sliced: ONNX Runtime 1.31 breaks the graph when it fuses a lookup of positions.
    """
    length = g.add("Shape", ["ids"], start=1, end=2)
    if quantised:
        last = g.add("Squeeze", [length])
        return g.rows(table, g.add("Range", [g.constant(np.array(0)), last, g.constant(np.array(1))]), True)
    zero = g.constant(np.array([0]))
    return str(g.add("Slice", [g.constant(table), zero, length, zero]))


def layer(g: Graph, w: Mapping[str, Array], p: str, x: str, quantised: bool) -> str:
    """Write one layer of the encoder; ``p`` is the front of its weights' names."""

    def linear(source: str, name: str) -> str:
        return g.linear(source, w[f"{p}{name}.weight"].T, w[f"{p}{name}.bias"], quantised, f"{p}{name}")

    def norm(a: str, b: str, name: str) -> str:
        # ONNX Runtime's own SkipLayerNormalization takes five times as long on a processor.
        weights = [g.constant(w[f"{p}{name}.{part}"]) for part in ("weight", "bias")]
        return str(g.add("LayerNormalization", [g.add("Add", [a, b]), *weights], axis=-1, epsilon=1e-12))

    q, k, v = g.add("Split", [linear(x, "qkv")], outputs=3, axis=2)
    mixed = g.add("MultiHeadAttention", [q, k, v], domain=_MICROSOFT, num_heads=12)
    x = norm(x, linear(mixed, "out"), "norm1")
    wide = g.add("Gelu", [linear(x, "wide")], domain=_MICROSOFT)
    return norm(x, linear(wide, "narrow"), "norm2")
