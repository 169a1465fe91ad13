"""The harness that makes inputs by coverage: it finds a planted fall, keeps it, and its targets stand their seeds."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from bench.fuzz import is_installed, run
from bench.fuzz_targets import TARGETS, Broken, Target, _demand

PLANTED = Target("planted", "tests.bench.planted_fall:entry", lambda: [b"wall"], (), 8, ("tests.bench.planted_fall",))
needs_atheris = pytest.mark.skipif(not is_installed(), reason="Atheris is not installed: pip install .[fuzz]")


@needs_atheris
def test_a_planted_fall_is_found_kept_and_told(tmp_path: Path) -> None:
    found = run(PLANTED, 6, tmp_path)
    fallen = next(path for path in found.falls if path.suffix == "")
    assert fallen.read_bytes().startswith(b"fall")
    assert "ValueError: planted" in fallen.with_suffix(".txt").read_text(encoding="utf-8")
    assert found.inputs > 100
    assert 4 <= found.edges < 100


@needs_atheris
def test_a_target_that_does_not_load_is_a_fall(tmp_path: Path) -> None:
    found = run(Target("none", "tests.bench.planted_fall:nothing", list), 1, tmp_path)
    assert "nothing" in found.falls[0].read_text(encoding="utf-8")


@pytest.mark.skipif(is_installed(), reason="Atheris is installed")
def test_without_the_library_the_command_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-m", "bench.fuzz"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert ".[fuzz]" in done.stderr


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_target_stands_the_inputs_that_it_begins_with(target: Target) -> None:
    module, _, name = target.entry.partition(":")
    stand = getattr(importlib.import_module(module), name)()
    seeds = list(target.seeds())
    assert seeds
    for data in (*seeds, b"", b"\x00", b"\xff\xfe", *(seed[: len(seed) // 2] for seed in seeds)):
        stand(data)
    assert all(len(word) <= target.longest for word in target.words)


def test_what_does_not_hold_is_a_fall() -> None:
    with pytest.raises(Broken, match="first"):
        _demand(["first", "second"])
    _demand([])
