"""Who says what: the chain of voices behind a passage, outermost first.

Invariant: the first hop of every chain is the voice of the segment (relation ``speaks``); every further hop is a
printed source whose content holds the passage; contents nest, the wider one outside. A hop's relation says what that
voice does: ``speaks`` (its own words), ``reports`` (news media and announcements), ``cites`` (named by "according
to"), ``quotes`` (it relays another's words), ``shows`` (a document, a film, a study).

The author's own "I think" adds no hop. Documents stand before their writers, publishers before the documents.
"""

from __future__ import annotations

from recount.reading.voices.quotations import Quotation, find_quotations, paragraphs
from recount.reading.voices.trace import trace
from recount.reading.voices.values import Attributions, Report, Voice

__all__ = ["Attributions", "Quotation", "Report", "Voice", "find_quotations", "paragraphs", "trace"]
