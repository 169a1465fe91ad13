"""What the disputes' net learns from and how it is measured."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training only")
pytest.importorskip("safetensors", reason="safetensors is needed for training only")

from training.disputes import fit  # noqa: E402
from training.disputes.data import Event, spoken  # noqa: E402
from training.disputes.network import Disputes  # noqa: E402
from training.network import WIDTH  # noqa: E402


def _event(count: int, opposed: dict[tuple[int, int], int | None]) -> Event:
    chance = np.random.default_rng(3)
    shared = [chance.normal(size=(4 + place % 3, WIDTH)).astype(np.float16) for place in range(count)]
    return Event("invented", shared, opposed, list(combinations(range(count), 2)))


def test_a_speaker_stands_before_his_words() -> None:
    assert spoken("the  Guard", "We fired\nno shot.") == "the Guard: We fired no shot."
    assert spoken(None, "Nobody came.") == "Nobody came."


def test_all_opposed_pairs_are_learnt_with_others_that_are_not() -> None:
    event = _event(12, {(0, 3): 1, (2, 7): None})
    pairs = fit.chosen(event, fit.Settings(), random.Random(1))
    assert len(set(pairs)) == len(pairs) == 2 + 12
    assert set(event.opposed) <= set(pairs) <= set(event.pairs)


def test_padding_changes_no_score() -> None:
    torch.manual_seed(2)
    net = Disputes().eval()
    event = _event(3, {})
    rows = [(event.shared[0], event.shared[1]), (event.shared[2], event.shared[2])]
    with torch.no_grad():
        both = net.pair(*fit.batch_of(rows))[0]
        alone = [net.pair(*fit.batch_of([row]))[0][0] for row in rows]
    assert torch.allclose(both, torch.stack(alone), atol=1e-4)


def test_a_net_that_knows_is_measured_as_right_and_one_that_errs_as_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    event = _event(8, {(0, 1): 0, (2, 5): 0})

    def known(sign: float) -> object:
        right = np.array([sign if pair in event.opposed else -sign for pair in event.pairs], dtype=np.float32)
        return lambda net, event: (event.pairs, (right + 1) / 2, right)

    monkeypatch.setattr(fit, "scores", known(1.0))
    assert fit.measure(Disputes(), [event]) == {"ap": 1.0, "precision": 1.0, "recall": 1.0, "kept by a quarter": 1.0}
    monkeypatch.setattr(fit, "scores", known(-1.0))
    wrong = fit.measure(Disputes(), [event])
    assert wrong["recall"] == wrong["precision"] == wrong["kept by a quarter"] == 0.0
    assert wrong["ap"] < 0.1


def test_a_net_learns_what_it_is_shown() -> None:
    torch.manual_seed(4)
    net, event = Disputes(dropout=0.0), _event(6, {(0, 3): 1, (1, 2): 0})
    before = fit.measure(net, [event])["ap"]
    fit.fit(net, [event] * 4, fit.Settings(epochs=6, fewest=13))
    assert fit.measure(net, [event])["ap"] > max(before, 0.9)
