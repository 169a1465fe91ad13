"""Whatever bytes a source holds, it is a document that fits its invariants, or it is listed with its reason."""

from __future__ import annotations

import io
import json
import traceback
import zipfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bench.invariants import faults_of_document
from recount.intake import Source, Unread, make_document, read_source, sandbox
from recount.intake.formats import FORMATS, format_of
from recount.intake.formats.extract import Extract, Unparsable
from recount.intake.formats.text import extract
from recount.model.text import Document
from recount.pipeline.stages import pack, unpack
from tests.intake.test_formats import PAGE, pdf_file, word_file
from tests.sentences import bounded, texts

_CODECS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "cp1256", "koi8-r", "latin-1", "utf-7")
_NAMES = st.one_of(
    st.sampled_from(("a.txt", "a.md", "a", "a.PDF", "a.htm", "b/c.docx", "a.", ".txt", "a.tar.gz", "a/", "…​.txt")),
    st.text(max_size=12),
)
_ENGLISH = "The guards fired on the men of the mill, and the police said that it was all that they knew. "


def _read(name: str, raw: bytes, line: int | None = None) -> Document | Unread:
    """Read a source that needs no sandbox, and check what came of it."""
    found = read_source(Source(name, raw=raw, line=line), raw)
    if isinstance(found, Unread):
        assert found.reason
        assert "Traceback" not in found.reason
        return found
    assert list(faults_of_document(found)) == []
    assert unpack(Document, pack(found)) == found
    assert read_source(Source(name, raw=raw, line=line), raw) == found
    return found


@st.composite
def _encoded(draw: st.DrawFn) -> bytes:
    """Return a text in some encoding, perhaps with bytes of another put in or cut off."""
    raw = (_ENGLISH * draw(st.integers(0, 2)) + draw(texts())).encode(draw(st.sampled_from(_CODECS)), "replace")
    at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 3))
    return raw[:at] + draw(st.binary(max_size=3)) + raw[at + length :]


@bounded(150)
@given(st.one_of(_encoded(), st.binary(max_size=60)))
@example(b"\xff\xfe\x00\xd8a\x00")
@example(b"+2AA-" + b"\xff" * 30)
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_a_text_or_are_listed(raw: bytes) -> None:
    found = _read("a.txt", raw)
    if isinstance(found, Document) and found.encoding == "utf-8":
        assert found.text == raw.decode("utf-8")


@bounded(150)
@given(texts(halves=True), st.none() | texts(most=1, halves=True))
def test_any_text_is_kept_untouched_but_for_halves_of_characters(text: str, title: str | None) -> None:
    assume(text.strip())
    document = make_document(text, name="a.txt", title=title, published=title, language=title, input_id=title)
    assert list(faults_of_document(document)) == []
    assert len(document.text) == len(text)
    assert all(one == other or other == "\ufffd" for one, other in zip(text, document.text, strict=True))


_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_subnormal=False)
    | st.text(max_size=9)
    | st.sampled_from(("2021-02-31", "x")),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
_FIELDS = ("id", "title", "published", "language", "text", "source", "url")


@bounded(150)
@given(
    st.dictionaries(st.sampled_from(_FIELDS), st.one_of(_VALUES, texts(most=1, halves=True)), max_size=6),
    st.one_of(st.just(""), texts(most=1, halves=True)),
    st.binary(max_size=2),
    st.booleans(),
)
def test_any_line_of_a_batch_is_a_document_or_is_listed(row: Any, text: str, noise: bytes, ascii_only: bool) -> None:
    if text:
        row["text"] = text
    raw = json.dumps(row, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    found = _read("batch.jsonl:1", raw, 1)
    if isinstance(found, Document):
        assert len(found.text) == len(row["text"])
        assert (found.input_id is None) == (row.get("id") is None)
    _read("batch.jsonl:1", raw[: len(raw) // 2] + noise + raw[len(raw) // 2 :], 1)
    _read("batch.jsonl:1", noise + raw, 1)


def test_a_line_whose_id_is_null_has_none() -> None:
    lines = [_read(f"batch.jsonl:{at}", b'{"id": null, "text": "Three died."}', at) for at in (1, 2)]
    assert [line.input_id for line in lines if isinstance(line, Document)] == [None, None]
    assert lines[0] != lines[1], "equal lines without an id stay two documents"


@pytest.mark.parametrize("depth", [10, 200, 400, 800, 5_000])
def test_an_id_nested_at_any_depth_is_an_id_or_is_listed(depth: int) -> None:
    _read("batch.jsonl:1", b'{"text": "Three died.", "id": ' + b"[" * depth + b"]" * depth + b"}", 1)


@bounded(100)
@given(_NAMES, st.one_of(st.binary(max_size=20), st.sampled_from((b"%PDF-", b" \n<HTML>", b"<!DOCTYPE HTML", b"PK"))))
def test_the_format_is_one_that_is_listed_whatever_the_name(name: str, raw: bytes) -> None:
    form = format_of(name, raw)
    assert form is None or form in FORMATS
    if raw.lstrip().lower().startswith((b"%pdf-", b"<html", b"<!doctype html")):
        assert form is not None
        assert form.parsed


@cache
def _files() -> dict[str, bytes]:
    metadata = b'<html><head><meta name="author" content="A &#0; B"><meta name="date" content="2021-02-31">'
    return {
        "html": metadata + PAGE[PAGE.index(b"<title>") :],
        "pdf": pdf_file("Nine men died in the pit on 3 May 1991. \\(Ten \\)\\377\\000 were hurt."),
        "docx": word_file("Three miners died.", "One lived.\n\x09\u202eTwo."),
    }


@st.composite
def _damaged(draw: st.DrawFn, form: str) -> bytes:
    """Return a file of a format with bytes changed, cut, doubled or swapped; of a Word file the parts inside it."""
    raw = _files()[form]
    if form == "docx" and draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = draw(st.sampled_from(sorted(parts)))
        parts[name] = draw(_changed(parts[name]))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for part, data in parts.items():
                archive.writestr(part, data)
        return stream.getvalue()
    return draw(_changed(raw))


@st.composite
def _changed(draw: st.DrawFn, raw: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 40))
        raw = (
            raw[:at]
            + draw(st.sampled_from((b"", b"\0", b"&#xD800;", b"<x>", b"999999999", raw[:60])))
            + raw[at + length :]
        )
    return raw


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_damaged_file_is_an_extract_or_a_reason_and_no_fault_of_ours(form: str) -> None:
    reader = import_module(f"recount.intake.formats.{form}")
    read = 0

    @bounded({"html": 60, "pdf": 80, "docx": 60}[form])
    @given(_damaged(form))
    def inner(raw: bytes) -> None:
        nonlocal read
        try:
            found = reader.extract(raw)
        except Unparsable:
            return
        except Exception as error:  # what a parser raises in its own code ends the sandbox alone
            if "/recount/" in traceback.extract_tb(error.__traceback__)[-1].filename:
                raise
            return
        read += 1
        assert found.text.strip()
        document = make_document(found.text, name=f"a.{form}", raw=raw, extract=found)
        assert list(faults_of_document(document)) == []

    inner()
    assert read, "some are read"


_ANSWER = {
    "text": "VGhyZWUgZGllZC4=", "extractor": "x", "encoding": "utf-8", "title": None, "author": None, "published": None,
    "notes": [],
}  # fmt: skip


@bounded(120)
@given(
    st.one_of(
        st.binary(max_size=40),
        _VALUES.map(lambda value: json.dumps(value).encode()),
        st.dictionaries(st.sampled_from(sorted(_ANSWER)), _VALUES, max_size=3).map(
            lambda changed: json.dumps(_ANSWER | changed).encode()
        ),
        st.sampled_from(sorted(_ANSWER)).map(
            lambda missing: json.dumps({key: value for key, value in _ANSWER.items() if key != missing}).encode()
        ),
    )
)
@example(b"")
@example(b'warning: on a wrong stream\n{"text": ""}')
@example(json.dumps(_ANSWER).encode())
def test_any_answer_of_the_sandbox_is_an_extract_or_a_reason(answer: bytes) -> None:
    with pytest.MonkeyPatch.context() as child:
        child.setattr(sandbox._NURSERY, "ask", lambda *_: (0, answer, b""))
        try:
            found = sandbox.extract_in_sandbox("html", b"")
        except Unparsable:
            return
    assert isinstance(found, Extract)
    document = make_document(found.text, name="a.html", raw=b"", extract=found)
    assert list(faults_of_document(document)) == []


@bounded(60)
@given(st.binary(max_size=60))
def test_the_reader_of_text_raises_nothing_but_a_reason(raw: bytes) -> None:
    try:
        found = extract(raw)
    except Unparsable:
        return
    if found.encoding == "utf-8" and not raw.startswith(b"\xef\xbb\xbf"):
        assert found.text.encode("utf-8") == raw


def test_a_file_that_is_no_text_is_one_account_less_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    found = _read("a.txt", (tmp_path / "a.txt").read_bytes())
    assert isinstance(found, Unread)
    assert "byte order mark" in found.reason
