"""The formats that can be read, listed in the order they are tried. One file a format.

To add a format: one file here with ``extract(raw) -> Extract``, one line in ``FORMATS``, its tests.
Formats other than text are only ever parsed in a limited subprocess (``recount.intake.sandbox``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name (the module here that reads it), media type, endings, and first bytes."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...] = ()
    parsed: bool = True
    """Whether reading it takes a parser, and so the sandbox."""


FORMATS: tuple[Format, ...] = (
    Format("pdf", "application/pdf", (".pdf",), (b"%PDF-",)),
    Format(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
    ),
    Format("html", "text/html", (".html", ".htm", ".xhtml"), (b"<!doctype html", b"<html")),
    Format("text", "text/markdown", (".md", ".markdown"), parsed=False),
    Format("text", "text/plain", (".txt", ".text", ""), parsed=False),
)


def format_of(name: str, raw: bytes) -> Format | None:
    """Return the format of a file by its first bytes, else by its ending; None where no reader knows it."""
    opening = raw[:1024].lstrip().lower()
    for form in FORMATS:
        if any(opening.startswith(magic.lower()) for magic in form.magic):
            return form
    ending = ("." + name.rsplit(".", 1)[1].lower()) if "." in name.rsplit("/", 1)[-1] else ""
    for form in FORMATS:
        if ending in form.endings:
            return form
    return None
