"""The page is the record's or it is found out and written again; folders are compared; two builds at once end well."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli import app
from recount.cli.build import run_build
from recount.cli.options import Profile
from recount.cli.verify import find_faults
from recount.pipeline import build, open_held
from recount.report import write_page

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"
ACCOUNTS = EXAMPLES / "north_shaft"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with its page."""
    folder = tmp_path_factory.mktemp("built") / "a.case"
    run_build(ACCOUNTS, folder, None, Profile.strict, 1, None)
    return folder


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    """A copy of the case that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / "copy.case"))


def invoke(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_page_carries_the_hash_of_its_record(case: Path) -> None:
    page = (case / "record.html").read_text(encoding="utf-8")
    sha256 = open_held(case).sha256
    assert re.findall(r'<meta name="recount-record" content="sha256-(\w+)">', page) == [sha256]
    assert f"sha256 {sha256[:12]}" in page.split("<footer>")[1]
    code, public = invoke("export", case, "--format", "html", "--public")
    assert (code, f"sha256-{sha256}" in public) == (0, True)


PAGES = {
    "edited": (lambda page: page.replace(b"9 February", b"8 February"), "edited"),
    "cut off": (lambda page: page[: len(page) // 2], "half-written"),
    "empty": (lambda page: b"", "half-written"),
    "stale": (lambda page: re.sub(rb"sha256-[0-9a-f]{64}", b"sha256-" + b"0" * 64, page), "another record"),
    "nobody's": (lambda page: page.replace(b"recount-record", b"recount"), "of which record"),
    "missing": (None, "missing"),
}


@pytest.mark.parametrize("how", PAGES)
def test_a_page_that_is_not_the_records_is_found_and_a_build_that_reads_nothing_writes_it_again(
    case: Path, how: str
) -> None:
    page, (altered, words) = case / "record.html", PAGES[how]
    before = page.read_bytes()
    assert list(find_faults(case)) == []
    if altered is None:
        page.unlink()
    else:
        page.write_bytes(altered(before))
        assert page.read_bytes() != before
    code, told = invoke("verify", case)
    assert code == 1
    assert "page record.html: it " in told
    assert words in told
    assert "recount build" in told
    assert invoke("build", ACCOUNTS, "--case", case)[0] == 0
    assert page.read_bytes() == before
    assert invoke("verify", case)[0] == 0


def test_a_page_that_stands_is_left_alone(case: Path) -> None:
    before = (case / "record.html").stat().st_mtime_ns
    assert invoke("build", ACCOUNTS, "--case", case)[0] == 0
    assert (case / "record.html").stat().st_mtime_ns == before


def test_an_export_is_the_page_and_tells_the_hash(case: Path, tmp_path: Path) -> None:
    for form, name in (("html", "out.html"), ("json", "out.json")):
        code, told = invoke("export", case, "--format", form, "--out", tmp_path / name)
        assert (code, open_held(case).sha256 in told) == (0, True)
    assert (tmp_path / "out.html").read_bytes() == (case / "record.html").read_bytes()


def test_a_page_that_cannot_be_written_leaves_the_old_one(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (case / "record.html").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _ = invoke("export", case, "--format", "html", "--out", case / "record.html")
    assert code != 0
    assert (case / "record.html").read_bytes() == b"old"
    assert sorted(path.name for path in case.iterdir()) == ["case.sqlite", "record.html"]


def test_the_folder_is_compared(case: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ACCOUNTS, tmp_path / "accounts"))
    assert invoke("verify", case, "--folder", folder)[0] == 0
    (folder / "01_day_one.txt").write_text("Other words.", encoding="utf-8")
    (folder / "02_day_two.txt").unlink()
    (folder / "05.txt").write_text("More words.", encoding="utf-8")
    code, told = invoke("verify", case, "--folder", folder)
    assert code == 1
    for line in ("01_day_one.txt: edited", "02_day_two.txt: missing", "05.txt: new"):
        assert f"source {line}" in told


def test_reading_commands_change_nothing_of_a_case(case: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in case.iterdir()}

    before = state()
    for arguments in (
        ("show", case),
        ("verify", case, "--head"),
        ("export", case),
        ("explain", case),
        ("diff", case, case),
    ):
        assert invoke(*arguments)[0] == 0
    assert state() == before


def test_a_page_gives_way_to_that_of_a_newer_record(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build ends while this one writes its page: the page that stays is the newer record's."""
    folder = Path(shutil.copytree(ACCOUNTS, tmp_path / "accounts"))
    (folder / "01_day_one.txt").unlink()
    written: list[str] = []

    def slow(record: object, path: Path, *, sha256: str) -> None:
        if not written:
            build(folder, case, workers=1, name="other")
        written.append(sha256)
        write_page(record, path, sha256=sha256)  # type: ignore[arg-type]

    monkeypatch.setattr("recount.cli.build.write_page", slow)
    run_build(ACCOUNTS, case, None, Profile.strict, 1, None)
    assert len(written) == 2
    assert list(find_faults(case)) == []


def test_two_builds_at_once_both_end_well(tmp_path: Path) -> None:
    case = tmp_path / "a.case"
    fewer = Path(shutil.copytree(ACCOUNTS, tmp_path / "fewer"))
    (fewer / "01_day_one.txt").unlink()
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "recount.cli", "build", str(folder), "--case", str(case)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for folder in (ACCOUNTS, fewer, ACCOUNTS)
    ]  # fmt: skip
    assert [(process.communicate()[1], process.returncode) for process in started] == [("", 0)] * 3
    assert list(find_faults(case)) == []
    assert sorted(path.name for path in case.iterdir()) == ["case.sqlite", "record.html"]
