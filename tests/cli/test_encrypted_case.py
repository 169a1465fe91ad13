"""An encrypted case from the command line: same record, no plain byte, no passphrase where it does not belong."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recount.cli import app, main
from recount.record.sqlite import FILE_NAME

pytest.importorskip("sqlcipher3")
WORDS = "Marmoset Quadrille ’til 9"
PLANTED = "Zephyrine Quollhaven"
TEXT = f"{PLANTED} said that three people were killed in Orsel on 3 May 2020.\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of accounts with its plain and its encrypted case, and the file with the passphrase."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "accounts").mkdir()
    (folder / "accounts" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "accounts" / "b.txt").write_text(
        "Police said four people were killed in Orsel on 3 May 2020.\n", encoding="utf-8"
    )
    (folder / "words").write_text(f"\ufeff{WORDS}\r\n", encoding="utf-8")
    (folder / "words").chmod(0o600)
    for arguments in (("plain.case",), ("safe.case", "--encrypt", "--passphrase-file", folder / "words")):
        code, told, wrong = invoke("build", folder / "accounts", "--case", folder / arguments[0], *arguments[1:])
        assert (code, wrong) == (0, ""), told
    return folder


@pytest.fixture(autouse=True)
def _on_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    for name in ("RECOUNT_PASSPHRASE", "RECOUNT_PASSPHRASE_FILE"):
        monkeypatch.delenv(name, raising=False)


def invoke(*arguments: object, **environment: str | None) -> tuple[int, str, str]:
    """Run a command in this process and return its exit code and what it printed, as ``main`` would end it."""
    result = CliRunner(env=environment).invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return -1, result.stdout, f"{type(result.exception).__name__}: {result.exception}"
    return result.exit_code, result.stdout, result.stderr


def plain_places(*folders: Path) -> set[str]:
    """Return the files below folders that hold the planted words, in their bytes or their names."""
    found = set()
    for path in (path for folder in folders for path in folder.rglob("*")):
        with suppress(OSError):  # gone meanwhile
            if PLANTED in str(path) or (path.is_file() and PLANTED.encode() in path.read_bytes()):
                found.add(path.name)
    return found


@contextmanager
def watched(*folders: Path) -> Iterator[set[str]]:
    """Look again and again, while the body runs, for files with the planted words; what is found is told after it."""
    found: set[str] = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            found.update(plain_places(*folders))
            time.sleep(0.001)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()
        found.update(plain_places(*folders))


def test_the_record_is_the_plain_cases_byte_for_byte(desk: Path) -> None:
    plain = invoke("export", "plain.case")
    safe = invoke("export", "safe.case", RECOUNT_PASSPHRASE=WORDS)
    assert plain[0] == 0
    assert plain == safe
    assert invoke("diff", "plain.case", "safe.case", RECOUNT_PASSPHRASE=WORDS)[0] == 0


def test_no_plain_byte_is_written_at_any_moment_of_a_build(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))
    monkeypatch.setenv("TMPDIR", str(aside))
    monkeypatch.chdir(tmp_path)
    with watched(tmp_path) as found:
        code, told, _ = invoke(
            "build", desk / "accounts", "--case", "a.case", "--encrypt", "--passphrase-file", desk / "words"
        )
    assert code == 0
    assert "Encrypted, with no page beside it" in told
    assert (found, list(aside.iterdir())) == (set(), [])
    assert [path.name for path in (tmp_path / "a.case").iterdir()] == [FILE_NAME]
    with watched(tmp_path) as found:
        assert invoke("build", desk / "accounts", "--case", "b.case")[0] == 0
    assert {FILE_NAME, "record.html"} <= found, "the search finds what is plain"


COMMANDS = (
    ("show", "safe.case"), ("verify", "safe.case", "--head"), ("sources", "safe.case"), ("custody", "safe.case"),
    ("custody", "safe.case", "--entries"), ("custody", "safe.case", "--prove", "record"),
    ("custody", "safe.case", "--since", "1"), ("withhold", "safe.case", "--review"), ("explain", "safe.case"),
    ("export", "safe.case", "--format", "html", "--public"), ("diff", "safe.case", "safe.case"),
    ("build", "accounts", "--case", "safe.case"),
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_opens_it_and_none_without_the_words(command: tuple[str, ...]) -> None:
    code, told, wrong = invoke(*command, RECOUNT_PASSPHRASE_FILE="words")
    assert (code, wrong) == (0, "")
    assert "Marmoset" not in told
    code, told, wrong = invoke(*command, RECOUNT_PASSPHRASE="Marmosets")
    assert code == -1
    assert wrong.startswith("PassphraseError: safe.case")
    assert "Marmoset" not in told + wrong


@pytest.mark.parametrize("words", [None, "Marmosets"])
def test_the_exit_code_tells_a_wrong_or_missing_passphrase(
    words: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["recount", "show", "safe.case"])
    if words is not None:
        monkeypatch.setenv("RECOUNT_PASSPHRASE", words)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 9
    told = capsys.readouterr()
    assert (told.out, "passphrase" in told.err, "Marmoset" in told.err) == ("", True, False)


def test_a_plain_case_is_refused_before_anybody_is_asked() -> None:
    assert invoke("build", "accounts", "--case", "plain.case", "--encrypt")[2].startswith("StoreError: plain.case")


def test_accounts_are_added_and_exports_entered(desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk / "safe.case", tmp_path / "a.case")
    (tmp_path / "letter.txt").write_text("Ten people were killed in Orsel on 3 May 2020.\n", encoding="utf-8")
    key = ("--passphrase-file", desk / "words")
    assert invoke("add", tmp_path / "a.case", tmp_path / "letter.txt", *key)[0] == 0
    assert invoke("export", tmp_path / "a.case", "--out", tmp_path / "r.json", *key)[0] == 0
    entries = invoke("custody", tmp_path / "a.case", "--entries", *key)[1]
    assert '"what":"export"' in entries
    assert invoke("sources", tmp_path / "a.case", "--leave-out", "letter.txt", *key)[0] == 0
    assert invoke("verify", tmp_path / "a.case", "--folder", desk / "accounts", *key)[0] == 0
    assert [path.name for path in (tmp_path / "a.case").iterdir()] == [FILE_NAME]


def test_a_page_beside_it_is_compared_and_named(desk: Path, tmp_path: Path) -> None:
    case = Path(shutil.copytree(desk / "safe.case", tmp_path / "a.case"))
    (case / "record.html").write_bytes((desk / "plain.case" / "record.html").read_bytes() + b"x")
    code, told, _ = invoke("verify", case, RECOUNT_PASSPHRASE=WORDS)
    assert (code, "page record.html" in told) == (1, True)
    wrong = invoke("build", desk / "accounts", "--case", case, RECOUNT_PASSPHRASE=WORDS)[2]
    assert "in the clear; delete it" in wrong


def test_a_copy_is_encrypted_and_verified(desk: Path, tmp_path: Path) -> None:
    code, told, _ = invoke("encrypt", "plain.case", "--to", tmp_path / "a.case", RECOUNT_PASSPHRASE=WORDS)
    assert code == 0
    assert "may still be found on the disk" in told
    assert invoke("diff", "plain.case", tmp_path / "a.case", RECOUNT_PASSPHRASE=WORDS)[0] == 0
    assert plain_places(tmp_path) == set()
    (tmp_path / "other").write_text("Other words", encoding="utf-8")
    (tmp_path / "other").chmod(0o600)
    again = ("encrypt", tmp_path / "a.case", "--to", tmp_path / "b.case", "--new-passphrase-file", tmp_path / "other")
    code, told, wrong = invoke(*again, RECOUNT_PASSPHRASE=WORDS)
    assert (code, "old passphrase" in told, wrong) == (0, True, "")
    assert invoke("verify", tmp_path / "b.case", RECOUNT_PASSPHRASE="Other words")[0] == 0
    assert "no terminal" in invoke(*again[:4], RECOUNT_PASSPHRASE=WORDS)[2].replace(str(tmp_path), "")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed at the prompts, one after the other; none left is the end of the input."""
    lines: list[str] = []

    def answer(_: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr(getpass, "getpass", answer)
    monkeypatch.setattr("recount.cli.passphrase._is_terminal", lambda: True)
    return lines


def test_the_prompt_asks_twice_for_a_new_case_and_once_for_another(typed: list[str], tmp_path: Path) -> None:
    build = ("build", "accounts", "--case", tmp_path / "a.case")
    typed[:] = [WORDS, WORDS + "x"]
    assert "not the same" in invoke(*build, "--encrypt")[2]
    assert not (tmp_path / "a.case" / FILE_NAME).exists()
    typed[:] = ["", ""]
    assert "empty" in invoke(*build, "--encrypt")[2]
    typed[:] = [WORDS, WORDS]
    assert invoke(*build, "--encrypt")[0] == 0
    typed[:] = [WORDS]
    assert invoke(*build)[0] == 0
    assert "no passphrase was given" in invoke(*build)[2]
    assert invoke("show", "plain.case")[0] == 0, "a plain case asks for nothing"


def test_files_with_the_passphrase(desk: Path, tmp_path: Path) -> None:
    file = tmp_path / "words"
    for data, words in ((b"", "empty"), (b"\n", "empty"), (b"\xff\xfe", "no text"), (b"a" * 5000, "longer")):
        file.write_bytes(data)
        assert words in invoke("show", "safe.case", "--passphrase-file", file)[2]
    assert "cannot be read" in invoke("show", "safe.case", "--passphrase-file", tmp_path)[2]
    file.write_text(WORDS, encoding="utf-8")
    file.chmod(0o644)
    code, _, wrong = invoke("show", "safe.case", "--passphrase-file", file, RECOUNT_PASSPHRASE="overruled")
    assert (code, "chmod 600" in wrong) == (0, True)
    reading, writing = os.pipe()
    os.write(writing, WORDS.encode())
    os.close(writing)
    told = invoke("diff", "safe.case", "safe.case", "--passphrase-file", f"/dev/fd/{reading}")
    os.close(reading)
    assert (told[0], told[2]) == (0, ""), "a pipe gives it once, for both cases"
    code, _, wrong = invoke("show", "plain.case", "--passphrase-file", file)
    assert (code, "not encrypted" in wrong) == (0, True)
    code, _, wrong = invoke("build", "accounts", "--case", tmp_path / "new", "--passphrase-file", file)
    assert (code, "--encrypt" in wrong) == (-1, True)
