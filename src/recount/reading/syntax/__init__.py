"""The tree read once: who stands where around a word, and how far a noun phrase reaches.

The parser's slips are mended here, so that no reader has to. ``arguments_of(page)`` gives the lookups of a page.
"""

from recount.reading.syntax.arguments import Arguments, arguments_of
from recount.reading.syntax.forms import inflected, lemma_of
from recount.reading.syntax.nominal import extent, is_nominal, modifiers, top_of

__all__ = ["Arguments", "arguments_of", "extent", "inflected", "is_nominal", "lemma_of", "modifiers", "top_of"]
