"""The exported graphs compute what the networks compute."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")
pytest.importorskip("onnx", reason="onnx is needed for training only")
pytest.importorskip("safetensors", reason="safetensors is needed for training only")

import onnx  # noqa: E402
import onnxruntime as ort  # noqa: E402

from recount.language.entries import LABELS as ENTRY_LABELS  # noqa: E402
from recount.language.entries import TIES as ENTRY_TIES  # noqa: E402
from recount.language.marks import COLUMNS, TIES  # noqa: E402
from recount.language.marks import LABELS as MARK_LABELS  # noqa: E402
from training import graph  # noqa: E402
from training.export import numpy_state  # noqa: E402
from training.marks.export import upper_net  # noqa: E402
from training.marks.network import Upper  # noqa: E402
from training.network import GAPS, WIDTH, Net  # noqa: E402

SIZES = {"upos": 3, "xpos": 4, "lemma": 5, "own": 17, "uner": 7, "re3d": 29, "rel": 6}
TAGS = ["upos", "xpos", "lemma", "own", "uner", "re3d"]


def run(model: onnx.ModelProto, path: Path, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
    onnx.save(model, path)
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 4
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]).run(None, feed)


def near(found: list[np.ndarray], expected: list[torch.Tensor], tolerance: float) -> bool:
    """Whether each array is the tensor up to a share of its largest value."""
    return all(
        np.abs(a - b.numpy()).max() <= tolerance * max(1.0, float(b.abs().max()))
        for a, b in zip(found, expected, strict=True)
    )


@pytest.fixture(scope="module")
def net() -> Net:
    torch.manual_seed(3)
    net = Net(SIZES).eval()
    torch.nn.init.normal_(net.encoder.shape.weight, std=0.1)
    torch.nn.init.normal_(net.encoder.gap.weight, std=0.1)
    torch.nn.init.normal_(net.prior, std=0.1)
    return net


@pytest.mark.parametrize(("quantised", "tolerance"), [(False, 2e-4), (True, 0.12)])
def test_the_graph_of_a_window_matches_the_network(net: Net, tmp_path: Path, quantised: bool, tolerance: float) -> None:
    ids = torch.randint(1000, 5000, (1, 9))
    shapes = torch.randint(1, 8, (1, 9))
    gaps = torch.randint(0, GAPS, (1, 9))
    first = torch.tensor([[0, 1, 2, 4, 7]])
    bias = torch.zeros(1, 1, 1, 9)
    with torch.no_grad():
        words = net.words(ids, shapes, gaps, first, bias)
        dep, head, rel_dep, rel_head = net.sides(words)
        tags = torch.cat([*(net.tags[k](words) for k in TAGS), net.end(words)], -1)
        together = torch.zeros(1, 5, dtype=torch.int64)  # one sentence: its words and the root see each other
        shared = _shared(net, ids, shapes, gaps, bias)
        expected = [net.arcs(dep, head, together)[0], rel_dep[0], rel_head[0], tags[0], shared]
    state = {k: v.numpy() for k, v in net.state_dict().items()}
    feed = {"ids": ids.numpy(), "shapes": shapes.numpy(), "gaps": gaps.numpy(), "first": first[0].numpy()}
    assert near(run(graph.window_net(state, TAGS, quantised), tmp_path / "net.onnx", feed), expected, tolerance)


def _shared(net: Net, ids: torch.Tensor, shapes: torch.Tensor, gaps: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
    """Return what the lower layers make of each piece."""
    encoder = net.encoder
    x = encoder.word(ids) + encoder.position.weight[: ids.shape[1]] + encoder.shape(shapes) + encoder.gap(gaps)
    x = encoder.norm(x)
    for layer in list(encoder.layers)[: graph.SHARED]:
        x = layer(x, bias, 0.0)
    return x


def test_words_of_other_sentences_are_no_heads(net: Net) -> None:
    words = torch.randn(1, 5, WIDTH)
    dep, head, _, _ = net.sides(words)
    arcs = net.arcs(dep, head, torch.tensor([[0, 1, 1, 2, 2]]))[0]
    assert (arcs[1, 3:] <= -1e4).all()
    assert (arcs[3, 1:3] <= -1e4).all()
    assert (arcs[1:, 0] > -1e4).all()


@pytest.mark.parametrize(("quantised", "tolerance"), [(False, 2e-4), (True, 0.12)])
@pytest.mark.parametrize(("kinds", "ties", "layers"), [(MARK_LABELS, len(TIES), 3), (ENTRY_LABELS, len(ENTRY_TIES), 2)])
def test_the_graph_of_an_upper_net_matches_the_network(
    tmp_path: Path, kinds: dict[str, int], ties: int, layers: int, quantised: bool, tolerance: float
) -> None:
    torch.manual_seed(4)
    net = Upper(sum(kinds.values()), ties, layers).eval()
    pieces, words = 7, 4
    shared = torch.randn(1, pieces, WIDTH)
    first = torch.tensor([[1, 2, 4, 6]])
    columns = torch.stack([torch.randint(0, size, (1, words)) for size in COLUMNS], -1)
    heads = torch.randint(0, words, (1, words, 2))
    with torch.no_grad():
        logits, tied = net(shared, torch.zeros(1, 1, 1, pieces), first, columns, heads)
        parts = torch.split(logits[0], list(kinds.values()), dim=-1)
        rows = [p.softmax(-1) if kind == "stance" else p.sigmoid() for kind, p in zip(kinds, parts, strict=True)]
        expected = [torch.cat(rows, -1), tied[0].softmax(-1)]
    feed = {
        "shared": shared.numpy(),
        "first": first[0].numpy(),
        "columns": columns[0].numpy(),
        "heads": heads[0].numpy(),
    }
    found = run(upper_net(numpy_state(net.state_dict()), kinds, quantised), tmp_path / "upper.onnx", feed)
    assert found[1].shape == (ties, words, words + 1)
    assert near(found, expected, tolerance)
