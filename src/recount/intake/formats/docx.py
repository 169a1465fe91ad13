"""DOCX: paragraphs and tables in their order, by python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from recount.intake.formats.extract import Extract, Unparsable

MAX_UNPACKED = 200_000_000
"""Bytes that a file may hold once unpacked; a zip bomb holds more."""
MAX_PARTS = 5_000


def extract(raw: bytes) -> Extract:
    """Return the text of a Word document. Raises ``Unparsable`` where it is none or unpacks to too much."""
    _check_size(raw)
    try:
        document = docx.Document(io.BytesIO(raw))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Unparsable(f"it is no Word document ({error})") from error
    blocks = []
    for item in document.iter_inner_content():
        if isinstance(item, Paragraph):
            blocks.append(item.text)
        elif isinstance(item, Table):
            blocks.extend("\t".join(cell.text for cell in row.cells) for row in item.rows)
    text = "\n\n".join(block.strip() for block in blocks if block.strip())
    if not text:
        raise Unparsable("it holds no text")
    core = document.core_properties
    return Extract(
        text + "\n",
        f"python-docx {getattr(docx, '__version__', 'unknown')}",
        title=core.title or None,
        author=core.author or None,
    )


def _check_size(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Unparsable(f"it is no Word document ({error})") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unparsable(f"it unpacks to more than {MAX_UNPACKED // 1_000_000} MB; it may be a zip bomb")
