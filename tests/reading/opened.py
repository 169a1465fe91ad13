"""Texts opened as pages with the embedded engine, each analysed once per test run.

The net of marks is left out: what a room tells must follow from its rules alone, and no new training may change it.
Marks that a test needs are given by hand (``marked``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from recount.errors import RecountError
from recount.language.port import LanguageEngine
from recount.model.analysis import Mark
from recount.model.text import Author, Document, Segment, Span
from recount.reading import harm
from recount.reading.names import read_names
from recount.reading.page import Page
from recount.reading.phrases.roles import roles_of
from recount.reading.sheet import Sheet
from recount.reading.voices import Attributions, trace


@cache
def _engine() -> LanguageEngine | None:
    try:
        from recount.language.engine import Engine

        return Engine(marks=False)
    except (RecountError, OSError):
        return None


def engine_alone() -> LanguageEngine:
    """Return the embedded engine without marks; the test is skipped where it has no weights."""
    engine = _engine()
    if engine is None:
        pytest.skip("the language engine has no weights in this checkout")
    return engine


@cache
def open_text(text: str, speaker: str | None = None, voice: str = "article") -> Page:
    """Return ``text`` as a document of one segment; the test is skipped where the engine has no weights."""
    segment = Segment("s1", voice, speaker, 0, len(text))  # type: ignore[arg-type]
    document = Document(
        "document", None, "text", "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), None, (segment,)
    )
    return Page(document, engine_alone().analyse(text))


def marked(page: Page, *marks: Mark) -> Page:
    """Return a page with these marks, in order of token and kind, as the net would have made them."""
    return Page(page.document, replace(page.analysis, marks=tuple(sorted(marks, key=lambda m: (m.token, m.kind)))))


def traced(page: Page) -> Attributions:
    """Return the attributions of a page, with the names read on it."""
    return trace(page, read_names(page))


def sheet_of(page: Page) -> Sheet:
    """Return a sheet without places and times."""
    names = read_names(page)
    return Sheet(page, names, (), (), trace(page, names))


def number_roles(sheet: Sheet) -> list[tuple[Span, str]]:
    """Return the role of every number of a page; a digit inside a word (a code, a link) is a code."""
    page, found = sheet.page, []
    for number, _, role in roles_of(sheet, harm.read(sheet)):
        found.append((Span(number.start, number.end), str(role)))
    covered = {index for span, _ in found for index in page.tokens_in(span.start, span.end)}
    for index, token in enumerate(page.tokens):
        if index not in covered and any(letter.isdigit() for letter in token.text):
            found.append((Span(token.start, token.end), "code"))
    return sorted(found)
