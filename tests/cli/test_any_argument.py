"""Whatever is written behind a command, it ends with an exit code it documents, never with a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount import cli
from recount.cli.options import case_folder, read_names
from recount.errors import InputNotFound, IntakeError, StoreError
from recount.intake import find_sources
from recount.pipeline import build
from recount.record import write_whole
from tests.sentences import HOSTILE, bounded, sentences

GOOD = "Ana Dorn said that three people were killed in Orsel on 3 May 2020.\n"
ODD = (
    "", ".", "..", "/", "//", "loop", "loop/x", "accounts", "accounts/a.txt", "accounts/a.txt/b", "nowhere", "a.case",
    "a.case/case.sqlite", "bad\udcffname", "x" * 300, "~", "*", "-", "--", "-x", "a\nb", "\x1b[2J", "\u202ea", "é",
    "a\u0301", "names", "%s", "${HOME}", "/dev/null", "/dev/null/x", "'; DROP TABLE record; --", "0", "-1", "1e9",
)  # fmt: skip
"""Paths and names of things that are not, are no folder, are no text, or mean something to somebody else."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an account, its case, and things that are neither."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "accounts").mkdir()
    (folder / "accounts" / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "names").write_text("Ana Dorn\n", encoding="utf-8")
    (folder / "loop").symlink_to(folder / "loop")
    build(folder / "accounts", folder / "a.case", workers=1)
    return folder


@pytest.fixture(autouse=True)
def _on_desk(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)


def _run(*arguments: str) -> int:
    """Return the exit code of a command, run in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["recount", *arguments])
        try:
            cli.main()
        except SystemExit as ended:
            return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


_WORDS = st.one_of(st.sampled_from(ODD), sentences(), st.sampled_from(HOSTILE).filter(lambda words: "\0" not in words))
_COMMANDS = (
    ("show", "{}"), ("verify", "{}"), ("verify", "a.case", "--folder", "accounts/{}"), ("diff", "a.case", "{}"),
    ("diff", "{}", "{}"),
    ("explain", "{}"), ("explain", "a.case", "--find", "{}"), ("export", "{}"), ("export", "a.case", "--format", "{}"),
    ("export", "a.case", "--out", "out/{}"), ("export", "a.case", "--public", "--public-names", "{}"),
    ("withhold", "a.case", "--review", "--public-names", "{}"), ("withhold", "{}", "--review"), ("demo", "{}"),
    ("read", "accounts/{}", "--jsonl", "out/claims"), ("read", "accounts", "--jsonl", "out/{}"),
    ("build", "nowhere/{}"),
    ("build", "nowhere", "--profile", "{}"), ("build", "nowhere", "--workers", "{}"), ("{}",), ("show", "a.case", "{}"),
)  # fmt: skip


@bounded(100)
@given(st.sampled_from(_COMMANDS), _WORDS)
def test_any_word_behind_a_command_ends_it_with_a_code(command: tuple[str, ...], words: str) -> None:
    assert _run(*(part.replace("{}", words) for part in command)) in (0, 1, 2, 3, 4)


@pytest.mark.parametrize("words", ["", "no such", "-1", "1e9", "strict ", "\x1b[2J"])
def test_a_value_of_no_sense_is_wrong_use(words: str) -> None:
    assert _run("build", "accounts", "--profile", words) == 2
    assert _run("build", "accounts", "--workers", words) == 2
    assert _run("export", "a.case", "--format", words) == 2


@pytest.mark.parametrize("name", ["bad\udcffname", "\x1b[2J<b>{{7*7}}</b>", "\u202ename", "é" * 200, "a/b", "%s"])
def test_a_case_is_built_under_any_name_and_shows_it(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "accounts\udcff"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    assert _run("build", str(folder), "--case", str(tmp_path / "c"), "--name", name, "--workers", "1") == 0
    assert _run("verify", str(tmp_path / "c")) == 0
    assert _run("show", str(tmp_path / "c")) == 0
    printed = capsys.readouterr().out
    assert all(character.isprintable() or character in "\n\t" for character in printed)
    page = (tmp_path / "c" / "record.html").read_text(encoding="utf-8")
    assert "<b>{{" not in page
    assert "\x1b" not in page


def test_a_folder_whose_name_is_no_text_names_its_case(tmp_path: Path) -> None:
    folder = tmp_path / "bad\udcffname"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    assert build(folder, tmp_path / "c", workers=1).record.case.name == "bad\\udcffname"


def test_a_link_to_itself_is_an_input_that_cannot_be_opened() -> None:
    assert case_folder(Path("loop"), None) == Path("loop.case")
    with pytest.raises(InputNotFound, match="loop"):
        list(find_sources(Path("loop")))
    assert _run("build", "loop") == 3


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_an_output_without_a_name_is_refused(path: str) -> None:
    with pytest.raises(StoreError, match="names no file"):
        write_whole(Path(path), b"")
    assert _run("export", "a.case", "--out", path) == 4


@bounded(80)
@given(
    st.lists(st.one_of(st.sampled_from(("Ana Dorn", "# note", "", "  Ivo Marn ")), _WORDS), max_size=4), st.booleans()
)
def test_any_list_of_names_is_read_or_refused(rows: list[str], marked: bool) -> None:
    path = Path("list of names")
    path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + "\n".join(rows).encode("utf-8", "surrogateescape"))
    try:
        names = read_names(path)
    except IntakeError:
        assert any("\udcff" in row for row in rows)
        return
    assert all(name == name.strip() != "" for name in names)
    if "Ana Dorn" in rows:
        assert "Ana Dorn" in names


@bounded(60)
@given(st.binary(max_size=30))
def test_any_bytes_are_a_list_of_names_or_refused(raw: bytes) -> None:
    path = Path("list of names")
    path.write_bytes(raw)
    try:
        names = read_names(path)
    except IntakeError as error:
        assert "in UTF-8" in str(error)  # noqa: PT017
        return
    assert all(name.strip() == name != "" for name in names)
