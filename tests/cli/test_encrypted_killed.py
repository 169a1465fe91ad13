"""A killed build of an encrypted case: nothing plain is left, no worker had the passphrase, the next build ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli import app
from recount.record.sqlite import FILE_NAME

pytest.importorskip("sqlcipher3")
WORDS = "Marmoset Quadrille ’til 9"
PLANTED = "Zephyrine Quollhaven"
TEXT = f"{PLANTED} said that three people were killed in Orsel on 3 May 2020.\n"
SOURCE = Path(__file__).resolve().parents[2] / "src"


def invoke(*arguments: object) -> tuple[int, str]:
    result = CliRunner(env={"RECOUNT_PASSPHRASE": WORDS}).invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout


def plain_places(*folders: Path) -> set[str]:
    """Return the files below folders that hold the planted words."""
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if PLANTED.encode() in path.read_bytes()}


SLOWLY = """
from recount.cli import main
from recount.pipeline import builder
if __name__ == "__main__":
    builder._BATCH = 2  # what is read is kept soon, and the others are still to come
    main()
"""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_a_killed_build_leaves_nothing_plain_its_workers_never_had_the_words_and_the_next_one_ends_it(
    tmp_path: Path,
) -> None:
    accounts, aside, case = tmp_path / "accounts", tmp_path / "aside", tmp_path / "out" / "a.case"
    accounts.mkdir()
    aside.mkdir()
    for number in range(30):
        (accounts / f"{number:02}.txt").write_text(f"{TEXT}{number} people fled.\n", encoding="utf-8")
    started = subprocess.Popen(
        [sys.executable, "-c", SLOWLY, "build", accounts, "--case", case, "--encrypt", "--workers", "2"],
        env=os.environ | {"PYTHONPATH": str(SOURCE), "TMPDIR": str(aside), "RECOUNT_PASSPHRASE": WORDS}, cwd=tmp_path,
        start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    log, until = case / f"{FILE_NAME}-wal", time.monotonic() + 60
    while time.monotonic() < until and started.poll() is None and not (log.exists() and log.stat().st_size > 150_000):
        time.sleep(0.05)
    children = _children(started.pid)
    told = b"".join(_proc(child, name) for child in children for name in ("cmdline", "environ"))
    assert started.poll() is None, "it was to be killed midway"
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    assert len(children) >= 2
    assert b"multiprocessing" in told
    assert b"Marmoset" not in told
    assert log.stat().st_size > 150_000
    assert plain_places(tmp_path / "out", aside) == set()
    code, shown = invoke("build", accounts, "--case", case, "--workers", "1")
    assert (code, "30 accounts: " in shown, " 0 kept from before" in shown) == (0, True, False)
    assert plain_places(tmp_path / "out", aside) == set()
    assert invoke("verify", case)[0] == 0


def _children(parent: int) -> set[int]:
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == parent:
                found.add(int(folder.name))
    return found


def _proc(process: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{process}/{name}").read_bytes()
    except OSError:
        return b""
