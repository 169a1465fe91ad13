"""A build in a network namespace without any network gives the record that it gives with one: nothing is fetched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[1] / "src" / "recount" / "examples" / "north_shaft"
_APART = ["unshare", "--map-root-user", "--net"]


def _can_be_apart() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*_APART, "true"], capture_output=True, check=False).returncode == 0


def _record(case: Path, before: list[str]) -> bytes:
    recount = [*before, sys.executable, "-m", "recount.cli"]
    subprocess.run([*recount, "build", str(EXAMPLE), "--case", str(case)], capture_output=True, check=True)
    for command in (["show"], ["verify"]):
        subprocess.run([*recount, *command, str(case)], capture_output=True, check=True)
    return subprocess.run([*recount, "export", str(case)], capture_output=True, check=True).stdout


@pytest.mark.skipif(not _can_be_apart(), reason="this machine makes no network namespace")
def test_a_build_without_any_network_gives_the_same_bytes(tmp_path: Path) -> None:
    reached = subprocess.run(
        [*_APART, sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 9), 2)"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert b"unreachable" in reached.stderr.lower()
    assert _record(tmp_path / "apart" / "a.case", _APART) == _record(tmp_path / "plain" / "a.case", [])
