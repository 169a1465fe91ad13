"""HTML: the main text by trafilatura, as canonical text; raw bytes are kept beside it."""

from __future__ import annotations

import trafilatura
from trafilatura.settings import Document

from recount.intake.formats.extract import Extract, Unparsable


def extract(raw: bytes) -> Extract:
    """Return the main text of a page, its title, author and date as the page's metadata state them."""
    found = trafilatura.bare_extraction(
        raw, fast=True, include_comments=True, include_tables=True, with_metadata=True, deduplicate=False
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise Unparsable("no main text was found in the page; save the article itself as text")
    body = str(found.text)
    if found.comments:
        body = f"{body}\n\nComments\n\n{found.comments}"
    text = _paragraphs(body)
    if found.title and not text.startswith(found.title):
        text = f"{found.title}\n\n{text}"
    return Extract(
        text,
        f"trafilatura {trafilatura.__version__}",
        title=found.title or None,
        author=found.author or None,
        published=found.date or None,
    )


def _paragraphs(text: str) -> str:
    """Return ``text`` with a blank line between its lines, each of which is a paragraph of the page."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
