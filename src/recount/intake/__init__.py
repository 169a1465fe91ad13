"""From bytes to documents: formats, voices and custody.

Invariant: plain text is decoded and never changed; every document keeps the hash of its raw bytes and of its
text. A file that cannot be read becomes an ``Unread`` with its reason, and the others go on.
"""

from __future__ import annotations

from recount.intake.documents import READ, Unread, make_document, read_source
from recount.intake.sources import Source, Stated, find_sources

__all__ = ["READ", "Source", "Stated", "Unread", "find_sources", "make_document", "read_source"]
