"""The public version: names of private persons withheld, everything else as it is.

Invariant: no printed name of a private person or commenter is left in any text or wording of the page; passages
keep pointing to the words they pointed to. Method: data minimisation, Berkeley Protocol 2022, chapter VI.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from recount.model.record import Record

MARK = "[withheld]"
_SHORTEST = 3
"""Letters of a word of a name that is withheld on its own: a shorter one is an initial."""
_OPENING = re.compile(
    r"(?:\d{1,3}[.)]\s+)?(?P<name>[^\W\d][\w .'\u2019-]{1,40}?)\s+(?:says|said|wrote|commented)\b[^\n]{0,60}:\s*$"
)
"""The line that opens a comment with its writer's printed name."""
View = TypeVar("View")


class Withholding:
    """What is withheld from a record's texts, and where their offsets move."""

    def __init__(self, record: Record) -> None:
        self._names = _pattern(record)
        self._spans: dict[str, list[tuple[int, int]]] = {}
        self._texts: dict[str, str] = {}
        for document in record.documents:
            text = document.text or ""
            self._spans[document.id] = [match.span() for match in self._names.finditer(text)] if self._names else []
            self._texts[document.id] = self.words(text)

    def words(self, text: str) -> str:
        """Return ``text`` without the names."""
        return self._names.sub(MARK, text) if self._names else text

    def text(self, document: str) -> str:
        """Return a document's text without the names."""
        return self._texts[document]

    def moved(self, document: str, start: int, end: int) -> tuple[int, int]:
        """Return where a passage stands in the text without the names; names at its edge are in it whole."""
        return self._at(document, start, to_end=False), self._at(document, end, to_end=True)

    def _at(self, document: str, offset: int, to_end: bool) -> int:
        shift = 0
        for first, last in self._spans[document]:
            if last <= offset:
                shift += len(MARK) - (last - first)
            elif first < offset:
                return first + shift + (len(MARK) if to_end else 0)
            else:
                break
        return offset + shift

    def view(self, view: View) -> View:
        """Return a view with the names withheld from each of its wordings."""
        cleaned: View = self._clean(view)
        return cleaned

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.words(value)
        if isinstance(value, tuple):
            return tuple(self._clean(part) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{field.name: self._clean(getattr(value, field.name)) for field in fields(value)})
        return value


def _pattern(record: Record) -> re.Pattern[str] | None:
    forms = set(_private_names(record))
    public = {word for name in _public_names(record) for word in name.split()}
    for form in list(forms):
        forms |= {w for w in form.split() if w[:1].isupper() and len(w) >= _SHORTEST and w not in public}
    forms |= {form.upper() for form in forms}
    if not forms:
        return None
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    joined = "|".join(r"\s+".join(map(re.escape, form.split())) for form in ordered)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def _private_names(record: Record) -> Iterator[str]:
    for actor in record.actors:
        if actor.private:
            yield actor.name
            yield from (form.surface for form in actor.names)
    for document in record.documents:
        for segment in document.segments:
            if segment.voice == "comment":
                opening = _OPENING.match((document.text or "")[segment.start : segment.end].strip().split("\n")[0])
                yield from filter(None, (segment.speaker, opening and opening.group("name")))


def _public_names(record: Record) -> Iterable[str]:
    for actor in record.actors:
        if not actor.private:
            yield from (form.surface for form in actor.names)
    for place in record.places:
        yield place.name
