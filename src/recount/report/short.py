"""A record without its accounts: short quotes stay, whole texts go.

Invariant: of no account more is left than the passages the record rests on, each cut to a short quotation.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from recount.model.record import Record
from recount.model.text import Passage

LONGEST_QUOTE = 200
"""Characters of a quotation that is printed without its text: about a sentence."""


def without_texts(record: Record) -> Record:
    """Return a record without texts, its quotations and the words of its claims cut to ``LONGEST_QUOTE``."""
    documents = tuple(replace(document, text=None) for document in record.documents)
    cut: Record = _cut(replace(record, documents=documents))
    return cut


def _cut(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_cut(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        values = {field.name: _cut(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Passage) or "quote" in values or "text" in values:
            values |= {name: _short(values[name]) for name in ("quote", "text") if isinstance(values.get(name), str)}
        return type(value)(**values)
    return value


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1].rsplit(' ', 1)[0]}\u2026"
