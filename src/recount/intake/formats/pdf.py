"""PDF: the text layer by pypdfium2, page by page; a page without text is noted, never silently empty."""

from __future__ import annotations

import re

import pypdfium2

from recount.intake.formats.extract import Extract, Unparsable

MAX_PAGES = 2_000
"""Pages read of one file; a longer one is cut, and a note says so."""
_HYPHENATED = re.compile(r"(?<=[^\W\d_])\ufffe\s*|(?<=[a-z])-\r?\n(?=[a-z])")


def extract(raw: bytes) -> Extract:
    """Return the text of a PDF with a blank line between pages. Raises ``Unparsable`` where it has none."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise Unparsable(f"it is damaged or needs a password ({error}); save an open copy") from error
    notes = []
    pages = []
    for number in range(min(len(document), MAX_PAGES)):
        text = document[number].get_textpage().get_text_bounded()
        if text.strip():
            pages.append(_HYPHENATED.sub("", text).replace("\r\n", "\n").strip())
        else:
            notes.append(f"page {number + 1} has no text layer; it needs optical character recognition")
    if len(document) > MAX_PAGES:
        notes.append(f"only the first {MAX_PAGES} of {len(document)} pages were read")
    if not pages:
        raise Unparsable("no page has a text layer; run optical character recognition first")
    metadata = document.get_metadata_dict()
    return Extract(
        "\n\n".join(pages) + "\n",
        f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}",
        title=metadata.get("Title") or None,
        author=metadata.get("Author") or None,
        notes=tuple(notes),
    )
