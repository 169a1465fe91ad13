"""Hostile inputs: a few of ``bench.hostile`` in every run of the tests, and the judge that would see a fall."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bench.hostile import HOSTILE, _fault, try_one

QUICK = (
    "a day no calendar has", "a lone surrogate in a text", "an id twice, the same text", "brackets 100,000 deep",
    "a number of 5,000 digits", "a day of 5,000 digits", "control characters in a name", "a name that is no text",
    "a pipe", "a link to a device", "a link out of the folder", "20 GB of nothing",
)  # fmt: skip
"""Those that a build did not stand when they were first tried, but for the slow ones."""


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_input_is_stood(name: str) -> None:
    trial = try_one(name, HOSTILE[name])
    assert trial.why == ""


def test_a_fall_is_seen(tmp_path: Path) -> None:
    def ended(code: int, printed: bytes) -> str:
        return _fault(subprocess.CompletedProcess([], code, printed, b""), tmp_path)

    assert "traceback" in ended(1, b"Traceback (most recent call last):\nKeyError: 1")
    assert ended(4, b"cannot").startswith("exit 4")
    assert "control characters" in ended(0, b"fine \x1b[2J")
    assert ended(0, b"fine") == "no page"
