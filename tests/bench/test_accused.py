"""How firmly accusations are put, on the half of one round that may be read."""

from __future__ import annotations

import pytest

from bench import accused
from corpus import fresh


def test_accusations_of_one_round_are_put_as_firmly_as_their_texts_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "folders", lambda: ["04", "21"])
    certainty, record_as = accused.measure("open")
    assert certainty.n == record_as.n
    assert 100 <= certainty.n <= len(fresh.rows("21", "open")) * 10
    assert certainty.value >= 0.8
    assert record_as.value >= 0.93


def test_an_accusation_put_as_a_fact_is_counted_as_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    row = dict(fresh.rows("21", "open")[0])
    row["claims"] = []
    monkeypatch.setattr(fresh, "folders", lambda: ["21"])
    monkeypatch.setattr(fresh, "rows", lambda number, half=None: [row])
    assert [measured.n for measured in accused.measure("open")] == [0, 0]
