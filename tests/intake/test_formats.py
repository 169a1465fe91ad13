"""Formats, encodings and hostile files: each is read, or listed with its reason."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.errors import InputNotFound
from recount.intake import Source, Unread, find_sources, read_source
from recount.intake.formats.extract import Unparsable
from recount.intake.formats.text import extract
from recount.intake.sandbox import extract_in_sandbox
from recount.model.ids import sha256_hex
from recount.model.text import Document

PAGE = b"""<html><head><title>Ferry sinks</title></head><body><nav><a href=x>menu</a></nav><article>
<h1>Ferry sinks off Morra</h1><p>At least twelve people drowned on Tuesday when the ferry sank in the harbour, officials
said.</p><p>The police said that the search was going on, and that the number of the missing could still rise.</p>
<script>alert(1)</script></article></body></html>"""


def read(name: str, raw: bytes) -> Document | Unread:
    return read_source(Source(name, raw=raw), raw)


def read_document(name: str, raw: bytes) -> Document:
    document = read(name, raw)
    assert isinstance(document, Document), document
    return document


def word_file(*paragraphs: str) -> bytes:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def pdf_file(line: str) -> bytes:
    """A PDF of one page, written by hand."""
    stream = f"BT /F1 12 Tf 40 700 Td ({line}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length " + str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += str(number).encode() + b" 0 obj\n" + content + b"\nendobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + trailer


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1))
def test_text_is_decoded_and_never_changed(text: str) -> None:
    if "\0" not in text:
        assert extract(text.encode("utf-8")).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_a_character(encoding: str) -> None:
    assert extract("grey\r\nskies".encode(encoding)).text == "\ufeffgrey\r\nskies"


def test_newlines_are_not_translated() -> None:
    assert read_document("a.txt", b"one\r\ntwo\rthree\n").text == "one\r\ntwo\rthree\n"


def test_a_guessed_encoding_is_said_to_be_likely_only() -> None:
    raw = "Der B\u00fcrgermeister sagte, die Stra\u00dfe sei gesperrt; f\u00fcnf M\u00e4nner.".encode("cp1252")
    found = extract(raw)
    assert "B\u00fcrgermeister" in found.text
    assert any("likely" in note for note in found.notes)


def test_html_pdf_and_word_give_their_text_and_keep_both_hashes() -> None:
    page = read_document("a.html", PAGE)
    assert "At least twelve people drowned" in page.text
    assert "menu" not in page.text
    assert "alert" not in page.text
    assert page.sha256 == sha256_hex(PAGE)
    assert page.text_sha256 == sha256_hex(page.text.encode())
    assert page.extractor.startswith("trafilatura")
    assert "Nine men died" in read_document("b.pdf", pdf_file("Nine men died in the pit on 3 May 1991.")).text
    assert "Three miners died" in read_document("c.docx", word_file("Three miners died.", "One lived.")).text


def test_a_format_is_told_by_its_bytes_before_its_name() -> None:
    assert read_document("wrong.txt", pdf_file("Nine men died.")).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.pdf", b"%PDF-1.4 nothing", "damaged"),
        ("a.docx", b"PK\x03\x04 nothing", "no Word document"),
        ("a.txt", b"a\0b", "zero bytes"),
        ("a.gif", b"GIF89a", "no reader"),
        ("a.txt", b"  \n", "empty"),
        ("a.html", b"<html><body></body></html>", "no main text"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, raw: bytes, reason: str) -> None:
    found = read(name, raw)
    assert isinstance(found, Unread)
    assert reason in found.reason
    assert found.sha256 == sha256_hex(raw)


def test_a_zip_bomb_stops_at_the_cap() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    found = read("bomb.docx", stream.getvalue())
    assert isinstance(found, Unread)
    assert "zip bomb" in found.reason


def test_a_parser_that_dies_leaves_this_process_alive() -> None:
    with pytest.raises(Unparsable, match="parser stopped"):
        extract_in_sandbox("no_such_format", b"")


def test_text_in_another_language_is_kept_and_its_share_stated() -> None:
    text = "Le maire a d\u00e9clar\u00e9 que cinq hommes avaient \u00e9t\u00e9 tu\u00e9s dans la nuit de mardi."
    document = read_document("a.txt", text.encode())
    assert document.language == "fr"
    assert any("no reader" in issue.what and f"{len(text.split())} words" in issue.what for issue in document.issues)


def test_capitals_and_short_texts_in_english_are_english() -> None:
    assert read_document("a.txt", b"THE ARMY SAID THAT FIVE MEN WERE KILLED IN THE NIGHT.").language == "en"


def test_a_batch_gives_one_document_a_line_and_lists_bad_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "x1", "text": "Two men died.", "published": "1999-02-03", "title": "A title"}),
        "not json",
        json.dumps({"id": "x2"}),
        json.dumps({"id": "x3", "text": "Two men died."}),
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    found = [read_source(source, source.read_bytes()) for source in find_sources(batch)]
    kinds = [type(item).__name__ for item in found]
    assert kinds == ["Document", "Unread", "Unread", "Document"]
    first, last = found[0], found[3]
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert first.published is not None
    assert first.published.earliest == "1999-02-03"
    assert first.id != last.id, "equal texts stay two documents"


def test_sources_come_in_order_of_names_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [source.name for source in find_sources(tmp_path)] == ["a.txt", "a/z.txt", "b.txt"]


def test_a_missing_or_empty_input_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound, match="no such file"):
        list(find_sources(tmp_path / "nowhere"))
    with pytest.raises(InputNotFound, match="holds no file"):
        list(find_sources(tmp_path))
