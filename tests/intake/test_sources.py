"""What lies in a folder: what is no account is listed with its reason, and nothing outside is opened."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from recount.errors import InputNotFound
from recount.intake import Source, Unread, find_sources, read_source, sources
from recount.model.text import Document, printable


def listed(folder: Path) -> dict[str, str | None]:
    return {source.name: source.refused for source in find_sources(folder)}


def test_links_pipes_and_what_is_too_large_are_listed_and_not_opened(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "accounts"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "a.txt").write_text("an account", encoding="utf-8")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside)
    (folder / "self").symlink_to(folder)
    (folder / "nowhere.jsonl").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    with (folder / "sparse.txt").open("wb") as stream:
        stream.truncate(sources.MAX_BYTES + 1)
    found = listed(folder)
    assert found.pop("a.txt") is None
    assert set(found) == {"file.txt", "folder", "self", "nowhere.jsonl", "pipe.txt", "sparse.txt"}
    assert all("link" in (found[name] or "") for name in ("file.txt", "folder", "self", "nowhere.jsonl"))
    assert "pipe" in (found["pipe.txt"] or "")
    assert "larger" in (found["sparse.txt"] or "")
    for source in find_sources(folder):
        if source.refused is not None:
            assert read_source(source, source.read_bytes()) == Unread(source.name, None, source.refused)


def test_a_file_that_grows_is_read_no_further_than_a_source_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 100, encoding="utf-8")
    (source,) = find_sources(path)
    monkeypatch.setattr(sources, "MAX_BYTES", 50)
    assert len(source.read_bytes()) == 51


def test_a_line_that_is_too_long_is_listed_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_LINE", 60)
    rows = [{"text": "one"}, {"text": "long" * 100}, {"text": "two"}]
    path = tmp_path / "batch.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = list(find_sources(path))
    assert [source.line for source in found] == [1, 2, 3]
    assert [source.refused is None for source in found] == [True, False, True]
    assert found[2].raw == b'{"text": "two"}'


def test_names_never_steer_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J\x07new\nline.txt").write_text("x", encoding="utf-8")
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as stream:
        stream.write(b"x")
    assert sorted(listed(tmp_path)) == ["\\udcff.txt", "\\x1b[2J\\x07new\\nline.txt"]
    assert printable("a\u202eb\x9bc\té\u200d") == "a\\u202eb\\x9bc\\té\u200d"
    assert printable("a\nb\x1b", lines=True) == "a\nb\\x1b"


@pytest.mark.parametrize("path", ["x" * 5_000, "nowhere", "a\0b"])
def test_a_path_that_cannot_be_looked_at_is_a_clear_error(path: str) -> None:
    with pytest.raises(InputNotFound):
        list(find_sources(Path(path)))


def line(**fields: object) -> Document | Unread:
    raw = json.dumps(fields).encode()
    return read_source(Source("batch.jsonl:1", raw=raw, line=1), raw)


@pytest.mark.parametrize("day", ["2021-02-31", "2021-99-99T99:99", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_left_out_and_said(day: str) -> None:
    document = line(text="Three people died.", published=day)
    assert isinstance(document, Document)
    assert document.published is None
    assert [day in issue.what for issue in document.issues] == [True]


def test_halves_of_characters_are_replaced_one_by_one_and_said() -> None:
    document = line(id="x\ud800", title="Dead \udc80", text="Three \ud800\udfff \udfff died.")
    assert isinstance(document, Document)
    assert (document.text, document.input_id) == ("Three \U000103ff \ufffd died.", "x\ufffd")
    assert "\ufffd" in (document.title or "")
    assert any("halves of characters" in issue.what for issue in document.issues)


def test_a_line_nested_too_deep_is_listed() -> None:
    raw = b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    found = read_source(Source("batch.jsonl:1", raw=raw, line=1), raw)
    assert isinstance(found, Unread)
    assert "too deep" in found.reason


def test_of_a_text_without_end_the_beginning_is_read_and_the_rest_said() -> None:
    from recount.intake.documents import MAX_CHARACTERS

    document = line(text="They died. " * (MAX_CHARACTERS // 10))
    assert isinstance(document, Document)
    assert len(document.text) == MAX_CHARACTERS
    assert any("only the first 600,000 of its" in issue.what for issue in document.issues)
