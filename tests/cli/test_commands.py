"""The command line: help that ends in a runnable example, exit codes, errors that name the remedy."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import recount
from recount.cli import COMMANDS

EXAMPLES = Path(__file__).resolve().parents[2] / "src" / "recount" / "examples"


def run(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "recount.cli", *arguments], capture_output=True, text=True, cwd=folder, check=False
    )


@pytest.mark.parametrize(("name", "example"), [(name, example) for name, _, example in COMMANDS])
def test_help_ends_in_a_runnable_example(name: str, example: str) -> None:
    shown = run(name, "--help")
    assert shown.returncode == 0
    assert shown.stdout.strip().endswith(f"Example: {example}")
    assert example.startswith(f"recount {name}")


def test_the_version_is_told() -> None:
    told = run("--version")
    assert (told.returncode, told.stdout) == (0, f"recount {recount.__version__}\n")


def test_a_record_is_not_poured_into_a_terminal(tmp_path: Path) -> None:
    assert run("build", str(EXAMPLES / "salt_quay"), folder=tmp_path).returncode == 0
    held, terminal = os.openpty()
    told = subprocess.run(
        [sys.executable, "-m", "recount.cli", "export", "salt_quay.case"],
        stdout=terminal, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    os.close(terminal)
    os.close(held)
    assert (told.returncode, "--out" in told.stderr) == (2, True)


def test_the_whole_way_from_accounts_to_a_verified_export(tmp_path: Path) -> None:
    built = run("build", str(EXAMPLES / "north_shaft"), "--json", "record.json", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "Page: north_shaft.case/record.html" in built.stdout
    assert "4 accounts" in built.stdout
    assert (tmp_path / "north_shaft.case" / "record.html").exists()
    exported = run("export", "north_shaft.case", "--format", "json", folder=tmp_path)
    assert json.loads(exported.stdout) == json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    assert run("verify", "north_shaft.case", "--head", folder=tmp_path).returncode == 0
    assert "26" in run("show", "north_shaft.case", folder=tmp_path).stdout


def test_a_table_of_the_record_is_csv_and_names_its_table(tmp_path: Path) -> None:
    assert run("build", str(EXAMPLES / "salt_quay"), folder=tmp_path).returncode == 0
    told = run("export", "salt_quay.case", "--format", "csv", "--table", "people", "--out", "p.csv", folder=tmp_path)
    assert told.returncode == 0, told.stderr
    rows = list(csv.DictReader((tmp_path / "p.csv").read_text(encoding="utf-8").splitlines()))
    shown = run("show", "salt_quay.case", "--ledger", "people", folder=tmp_path).stdout
    assert rows
    assert all(row["person"].split()[-1] in shown for row in rows)
    alone = run("export", "salt_quay.case", "--format", "csv", folder=tmp_path)
    assert (alone.returncode, "--table" in alone.stderr) == (2, True)
    assert run("export", "salt_quay.case", "--table", "people", folder=tmp_path).returncode == 2


def test_diff_tells_what_one_more_account_changed_and_that_a_case_is_itself(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts"
    accounts.mkdir()
    names = sorted(path.name for path in (EXAMPLES / "north_shaft").iterdir())
    for name in names[:-1]:
        (accounts / name).write_bytes((EXAMPLES / "north_shaft" / name).read_bytes())
    assert run("build", "accounts", "--case", "old.case", folder=tmp_path).returncode == 0
    (accounts / names[-1]).write_bytes((EXAMPLES / "north_shaft" / names[-1]).read_bytes())
    assert run("build", "accounts", "--case", "new.case", folder=tmp_path).returncode == 0
    told = run("diff", "old.case", "new.case", folder=tmp_path)
    assert told.returncode == 1, told.stderr
    assert f"document added: {names[-1]}" in told.stdout
    assert "finding changed" in told.stdout
    same = run("diff", "new.case", "new.case", folder=tmp_path)
    assert (same.returncode, same.stdout) == (0, "")


def test_a_case_explains_its_incidents_figures_and_conflicts(tmp_path: Path) -> None:
    assert run("build", str(EXAMPLES / "north_shaft"), folder=tmp_path).returncode == 0
    listed = run("explain", "north_shaft.case", folder=tmp_path).stdout.splitlines()
    identity = next(line.split()[0] for line in listed if "1987" in line)
    told = run("explain", "north_shaft.case", "--find", identity, folder=tmp_path).stdout
    assert "Date: 9 February 1987 (stated)" in told
    assert "01_day_one.txt and 03_final.txt: " in told
    finding = next(line.split()[-1] for line in told.splitlines() if line.startswith("    26 killed"))
    told = run("explain", "north_shaft.case", "--find", finding, folder=tmp_path).stdout
    assert "«26 miners lost their lives» (03_final.txt, said by " in told
    told = run("explain", "north_shaft.case", "--find", "34 missing was said earlier", folder=tmp_path).stdout
    assert told.startswith("superseded (as of): ")
    missing = run("explain", "north_shaft.case", "--find", "no such words", folder=tmp_path)
    assert (missing.returncode, missing.stdout) == (4, "")
    assert "no such words" in missing.stderr


def test_claims_only_one_line_a_document(tmp_path: Path) -> None:
    done = run("read", str(EXAMPLES / "night_market"), "--jsonl", "out.jsonl", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["name"] for line in lines] == sorted(path.name for path in (EXAMPLES / "night_market").iterdir())
    assert all(line["claims"] for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "nowhere"), 3, "no such file or folder"),
        (("show", "nowhere.case"), 4, "recount build"),
        (("verify", "nowhere.case"), 4, "recount build"),
        (("demo", "no_such_example"), 3, "salt_quay"),
        (("build",), 2, "INPUT"),
    ],
)
def test_errors_say_what_to_do_and_scripts_can_tell_them_apart(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_locale_without_letters_and_an_output_that_cannot_be_written_are_no_traceback(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Three people were killed at “Orsel Mill” on 3 May 2020, police said.\n", encoding="utf-8"
    )
    plain = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for arguments in (("build", "in"), ("show", "in.case"), ("export", "in.case")):
        done = subprocess.run(
            [sys.executable, "-m", "recount.cli", *arguments], capture_output=True, cwd=tmp_path, check=False, env=plain
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    for arguments in (("export", "in.case", "--out", "no/such/file"), ("read", "in", "--jsonl", "no/such/file")):
        refused = run(*arguments, folder=tmp_path)
        assert refused.returncode == 4
        assert "no/such/file: " in refused.stderr
        assert "No such file or directory" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_what_was_not_read_is_said_first_and_nothing_read_is_a_failure(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b\x1b[2J.bin").write_bytes(b"\0\1")
    alone = run("build", "in", folder=tmp_path)
    assert alone.returncode == 1
    assert alone.stdout.startswith("1 of 1 accounts could not be read.")
    assert "\x1b" not in alone.stdout
    (folder / "a.txt").write_text("Three people were killed at Orsel Mill on 3 May 2020.\n", encoding="utf-8")
    (folder / "c.txt").write_text(
        "Drei Menschen starben am Dienstag, und die Polizei schwieg dazu.\n", encoding="utf-8"
    )
    both = run("build", "in", folder=tmp_path)
    assert both.returncode == 0
    assert both.stdout.splitlines()[:2] == [
        "1 of 3 accounts could not be read.",
        "1 of 3 accounts is in a language without readers (only en is read).",
    ]
