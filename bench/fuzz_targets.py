"""What ``bench.fuzz`` runs: each target takes bytes, gives them to one boundary of the program and asks what must hold.

An entry is a function that loads what its target needs and returns the target; it is called where the packages are
instrumented, so every import of the program stands inside it.
"""

from __future__ import annotations

import io
import json
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Run = Callable[[bytes], None]
_EXAMPLES = Path(__file__).parents[1] / "src" / "recount" / "examples"
_HARM = (
    "killed", "wounded", "at least ", " of whom ", "nobody ", "police said", "according to ", "yesterday",
    "4 March 2021", "29 February", "in 264 BC", "9999", "“", "”", "\n\n", "Comments", "By ", "1,400", "3-4",
    "hundreds of ", "who ",
    "the ", "\u200b", "\u202e", "including ", "denied ", "Col. ", "(OLF)", "days later", "the toll rose to ",
)  # fmt: skip
_DATES = (
    "January", "Feb.", "Monday", "2021-02-29", "0000", "9999", "BC", "century", "1990s", "ago", "later", "last",
    "noon", "24:00", "a.m.", "night of", "between", "and", "to", "week", "31", "first", "half", "12/13/14", "T",
    "mid-", "early",
)  # fmt: skip
_MARKUP = ("<p>", "<html>", "<article>", "<title>", "<meta ", "&#x0;", "<!--", "]]>", "<table><tr><td>", "content=")


class Broken(Exception):
    """Something that must hold does not."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target: its entry (``module:function``), the packages whose edges count, words and inputs to begin with."""

    name: str
    entry: str
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()
    longest: int = 400
    instrumented: tuple[str, ...] = ("recount",)


def _demand(faults: Iterable[str]) -> None:
    for fault in faults:
        raise Broken(fault)


# -- intake ----------------------------------------------------------------------------------------------------


def _format(name: str) -> Run:
    import importlib

    from bench.invariants import faults_of_document
    from recount.intake import make_document
    from recount.intake.formats.extract import Unparsable

    reader = importlib.import_module(f"recount.intake.formats.{name}")

    def run(raw: bytes) -> None:
        try:
            found = reader.extract(raw)
        except Unparsable:
            return
        except Exception as error:
            if "/recount/" in traceback.extract_tb(error.__traceback__)[-1].filename:
                raise
            return  # what a parser raises in its own code ends the sandbox alone
        _demand(faults_of_document(make_document(found.text, name="a", raw=raw, extract=found)))

    return run


def text() -> Run:
    """Plain text of any encoding, with its voices."""
    return _format("text")


def html() -> Run:
    """Web pages."""
    return _format("html")


def pdf() -> Run:
    """PDF files."""
    return _format("pdf")


def docx() -> Run:
    """Word files: the input is the text part of one."""
    run, parts = _format("docx"), _word_parts()

    def within(raw: bytes) -> None:
        run(_zipped(parts | {"word/document.xml": raw}))

    return within


def lines() -> Run:
    """Lines of a batch, kept and read again."""
    from bench.invariants import faults_of_document
    from recount.intake import Source, Unread, read_source
    from recount.model.text import Document
    from recount.pipeline.stages import pack, unpack

    def run(raw: bytes) -> None:
        found = read_source(Source("batch.jsonl:1", line=1), raw)
        if not isinstance(found, Unread):
            _demand(faults_of_document(found))
            if unpack(Document, pack(found)) != found:
                raise Broken("the document is not what was packed")

    return run


# -- reading, and all that follows -----------------------------------------------------------------------------


def accounts() -> Run:
    """Texts through every stage to the page."""
    from bench.invariants import (
        faults_of_analysis,
        faults_of_document,
        faults_of_page,
        faults_of_reading,
        faults_of_record,
        faults_of_weighing,
    )
    from recount.intake import make_document
    from recount.language import load_engine
    from recount.linking import link
    from recount.model.record import CaseNote, EngineNote
    from recount.pipeline.assemble import assemble
    from recount.reading import read
    from recount.record.export import pack_record, unpack_record
    from recount.report import render_page
    from recount.weighing import weigh

    engine, case = load_engine(), CaseNote("case", "0", "strict", EngineNote("engine", "0", "0"))

    def run(raw: bytes) -> None:
        texts = raw.decode("utf-8", "replace").split("\x1e")[:3]
        documents = [make_document(text, name=f"{number}.txt", language="en") for number, text in enumerate(texts)]
        readings = []
        for document in documents:
            analysis = engine.analyse(document.text)
            readings.append(read(document, analysis))
            _demand(faults_of_document(document))
            _demand(faults_of_analysis(document.text, analysis))
            _demand(faults_of_reading(document, readings[-1]))
        linkage = link(documents, readings)
        if link(documents[::-1], readings[::-1]) != linkage:
            raise Broken("the order of documents changes the linkage")
        weighing = weigh(documents, readings, linkage)
        _demand(faults_of_weighing(readings, weighing))
        record = assemble(case, documents, readings, linkage, weighing)
        _demand(faults_of_record(record))
        if unpack_record(pack_record(record)) != record:
            raise Broken("the record is not what was packed")
        _demand(faults_of_page(render_page(record)))

    return run


def dates() -> Run:
    """Phrases of dates without an analysis."""
    from bench.invariants import faults_of_when
    from recount.intake import make_document
    from recount.model.analysis import Analysis, Sentence
    from recount.reading.page import Page
    from recount.reading.times import read_times

    def run(raw: bytes) -> None:
        document = make_document(raw.decode("utf-8", "replace"), name="a", language="en", published="2021-03-04")
        size = len(document.text)
        page = Page(document, Analysis("none", (), (Sentence(0, size, 0, 0),), ()))
        for time in read_times(page):
            if page.text[time.start : time.end] != time.quote:
                raise Broken("a time is not the text's")
            _demand(faults_of_when(time.when))

    return run


# -- what is kept ----------------------------------------------------------------------------------------------


def kept() -> Run:
    """Values that a case keeps, as no ``pack`` has made them: refused by what a case catches, or kept alike."""
    import zlib

    from recount.model.claims import Claim
    from recount.model.mentions import Reading
    from recount.model.record import Record
    from recount.model.text import Document
    from recount.pipeline.cases import UNREADABLE
    from recount.pipeline.stages import pack, unpack, unpack_analysis

    classes: tuple[Any, ...] = (Document, Reading, Claim, Record)

    def run(raw: bytes) -> None:
        cls, blob = classes[raw[0] % len(classes)] if raw else Record, zlib.compress(raw[1:])
        try:
            value = unpack(cls, blob)
        except (*UNREADABLE, RecursionError):
            value = None
        try:
            unpack_analysis(blob)
            unpack(cls, raw)
        except (*UNREADABLE, RecursionError):
            pass
        if value is not None and pack(unpack(cls, pack(value))) != pack(value):
            raise Broken("a value that was read is not kept alike")

    return run


def names() -> Run:
    """The file of names that a person has made public."""
    import tempfile

    from recount.cli.options import read_names
    from recount.errors import IntakeError

    path = Path(tempfile.mkdtemp()) / "names"

    def run(raw: bytes) -> None:
        path.write_bytes(raw)
        try:
            found = read_names(path)
        except IntakeError:
            return
        if any(name != name.strip() or not name for name in found):
            raise Broken("a name is blank or has white space around it")

    return run


# -- inputs to begin with --------------------------------------------------------------------------------------


def _texts() -> Iterator[bytes]:
    yield b"Guards killed at least 11 people at Mill Road on 4 March 2021, police said. Thirty were wounded."
    yield "“Six of whom?” Col. Ivo Marn denied it.\n\nComments\n\n1. Ana says:\nIt was 30.\n".encode()
    for path in sorted(_EXAMPLES.glob("*/*.txt")):
        yield path.read_bytes()[:400]


def _pages() -> Iterator[bytes]:
    yield (
        b"<html><head><title>Mill burns</title><meta name='author' content='Ana Dorn'></head><body><article><h1>Mill"
        b"</h1><p>At least twelve people died on Tuesday when the mill burned, officials said on the day.</p><p>The "
        b"police said that the search was going on there, and that more could be found.</p></article></body></html>"
    )


def _pdfs() -> Iterator[bytes]:
    yield (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
        b"endobj\n4 0 obj<</Length 30>>stream\nBT /F 9 Tf (Nine died.) Tj ET\n"
        b"endstream endobj\n5 0 obj<</Type/Font/Subtype/Type1"
        b"/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _word_parts() -> dict[str, bytes]:
    import zipfile

    import docx as python_docx

    made, stream = python_docx.Document(), io.BytesIO()
    made.add_paragraph("Three died.")
    made.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _rows() -> Iterator[bytes]:
    row = {"id": 1, "text": "Three men died.", "title": "A", "published": "2021-02-03", "language": "en"}
    yield json.dumps(row).encode()
    yield json.dumps(row | {"id": {"a": [None]}, "published": "2021-02-31", "text": "\ud800 died"}).encode()


def _values() -> Iterator[bytes]:
    yield b'\x02{"document":"d","kind":"statement","segment":"s1","start":0,"end":1,"quote":"q","value":null}'
    yield b'\x01{"document":"d","claims":[],"names":[],"places":[],"times":[],"events":[],"issues":[]}'
    yield b'\x00{"engine":"e","tokens":[],"sentences":[[0,1,0,1]],"entities":[],"marks":null}'


TARGETS: tuple[Target, ...] = (
    Target("text", "bench.fuzz_targets:text", _texts, _HARM),
    Target("html", "bench.fuzz_targets:html", _pages, _MARKUP, 2_000, ("recount", "trafilatura", "htmldate")),
    Target("pdf", "bench.fuzz_targets:pdf", _pdfs, ("obj", "endobj", "stream", "/Length ", "/Kids["), 2_000),
    Target(
        "docx", "bench.fuzz_targets:docx", lambda: [_word_parts()["word/document.xml"]], ("<w:p>", "<w:t>", "<w:tbl>"),
        4_000, ("recount", "docx"),
    ),
    Target("lines", "bench.fuzz_targets:lines", _rows, ('"text":', '"id":', '"published":', "\\ud800", "null", "[[[")),
    Target("accounts", "bench.fuzz_targets:accounts", _texts, (*_HARM, "\x1e")),
    Target("dates", "bench.fuzz_targets:dates", lambda: [b"on Monday, 29 February 1900"], _DATES, 120),
    Target("kept", "bench.fuzz_targets:kept", _values, ('"start":', "null", '"_":', "[]", "{}", '"claims":'), 1_000),
    Target("names", "bench.fuzz_targets:names", lambda: [b"Ana Dorn\n# note\n"], ("#", "\ufeff", "\x85", "\u2028"), 60),
)  # fmt: skip
"""Every target, in the order they run."""
