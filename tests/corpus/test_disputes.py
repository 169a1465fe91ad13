"""The events of ``corpus/disputes``: their form, and that no text stands twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.disputes.data import ABOUT

_PARTS = sorted(Path("corpus/disputes").glob("*.jsonl"))


@pytest.mark.parametrize("path", _PARTS, ids=lambda path: path.stem)
def test_each_pair_names_two_statements_and_a_topic(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        ids = [one["id"] for one in event["statements"]]
        assert len(set(ids)) == len(ids) >= 12, event["event"]
        pairs = [(one, other) for one, other, _ in event["opposed"]]
        assert len(set(pairs)) == len(pairs)
        assert all(one in ids and other in ids and one < other for one, other in pairs)
        assert {about for *_, about in event["opposed"]} <= set(ABOUT)
        assert all(one["text"].strip() and (one["by"] is None or one["by"].strip()) for one in event["statements"])


def test_no_statement_stands_in_two_events() -> None:
    assert len(_PARTS) == 16
    seen: dict[str, str] = {}
    for path in _PARTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            for one in event["statements"]:
                assert seen.setdefault(one["text"], event["event"]) == event["event"], one["text"]
