"""The exported graph computes what the network computes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")
pytest.importorskip("onnx", reason="onnx is needed for training only")
pytest.importorskip("safetensors", reason="safetensors is needed for training only")

import onnx  # noqa: E402
import onnxruntime as ort  # noqa: E402

from training import boundaries, graph  # noqa: E402
from training.network import Net  # noqa: E402

SIZES = {"upos": 3, "xpos": 4, "lemma": 5, "own": 17, "uner": 7, "re3d": 29, "rel": 6}
TAGS = ["upos", "xpos", "lemma", "own", "uner", "re3d"]


def run(model: onnx.ModelProto, path: Path, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
    onnx.save(model, path)
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 4
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]).run(None, feed)


@pytest.fixture(scope="module")
def net() -> Net:
    torch.manual_seed(3)
    net = Net(SIZES).eval()
    torch.nn.init.normal_(net.encoder.shape.weight, std=0.1)
    torch.nn.init.normal_(net.prior, std=0.1)
    return net


@pytest.mark.parametrize(("quantised", "tolerance"), [(False, 2e-4), (True, 0.12)])
def test_sentence_graph_matches_the_network(net: Net, tmp_path: Path, quantised: bool, tolerance: float) -> None:
    ids = torch.randint(1000, 5000, (1, 9))
    shapes = torch.randint(1, 8, (1, 9))
    first = torch.tensor([[0, 1, 2, 4, 7]])
    with torch.no_grad():
        words = net.words(ids, shapes, first, torch.zeros(1, 1, 1, 9))
        dep, head, rel_dep, rel_head = net.sides(words)
        tags = torch.cat([*(net.tags[k](words) for k in TAGS), net.end(words)], -1)
        expected = [net.arcs(dep, head)[0], rel_dep[0], rel_head[0], tags[0]]
    state = {k: v.numpy() for k, v in net.state_dict().items()}
    feed = {"ids": ids.numpy(), "shapes": shapes.numpy(), "first": first[0].numpy()}
    found = run(graph.sentence_net(state, TAGS, quantised), tmp_path / "net.onnx", feed)
    for a, b in zip(found, expected, strict=True):
        scale = max(1.0, float(b.abs().max()))
        assert np.abs(a - b.numpy()).max() <= tolerance * scale


def test_boundary_graph_matches_the_network(tmp_path: Path) -> None:
    torch.manual_seed(4)
    splitter = boundaries.Splitter(torch.randn(50, 12)).eval()
    columns = torch.stack([torch.randint(0, n, (30,)) for n in (50, 50, 9, 6)])
    with torch.no_grad():
        expected = splitter(columns[None])[0].numpy()
    tables = {k: v.numpy() for k, v in splitter.tables().items()}
    feed = dict(zip(("first", "last", "shape", "gap"), columns.numpy(), strict=True))
    (found,) = run(graph.boundary_net(tables, False), tmp_path / "boundaries.onnx", feed)
    assert np.abs(found - expected).max() < 1e-4
