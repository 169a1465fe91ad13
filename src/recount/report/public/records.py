"""The public version of a record: the same contract, with what is withheld taken from every text and wording.

Invariant: ``text[start:end] == quote`` for every passage of the public record; ids are numbers of the record's order,
hashes are of the public text: none of them can confirm a guess of what was withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from recount.model.findings import Conflict, Finding, Gap, Rejection, TimelineEntry
from recount.model.incidents import Relation, SharedOrigin
from recount.model.record import CaseNote, ClaimNote, DocumentNote, IncidentNote, PlaceNote, PublishedNote, Record
from recount.model.text import Passage, Segment, Span, text_hash
from recount.model.values import When
from recount.report.public.coarse.choice import Coarseness, Dates
from recount.report.public.coarse.places import reasons_without
from recount.report.public.coarse.whens import (
    coarse_bounds,
    coarse_precision,
    coarse_timex,
    coarse_value,
    is_coarse,
)  # fmt: skip
from recount.report.public.redaction import BIRTH, Redaction, input_name
from recount.report.public.rules import AS_THEY_ARE

WITHHELD = "withheld"
_CODES = frozenset({
    "schema", "attribute", "type", "reader", "kind", "category", "role", "media_type", "encoding", "language",
    "extractor", "gazetteer", "country", "timex", "op", "weights_sha256", "recount_version", "stage", "segment",
})  # fmt: skip
"""Fields of codes: words that the program gives and no text."""
_OWN = (IncidentNote, Finding, Rejection, Conflict, TimelineEntry, Gap, Relation, SharedOrigin, PublishedNote, When)
"""Values whose words are the program's sentences."""
_DAY = re.compile(r"-?\d{4}(?:-\d{2}){0,2}(?:T[\d:]+)?")


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record for the public, and how many persons it does not name."""

    record: Record
    withheld: int
    coarse: Coarseness = AS_THEY_ARE
    """What was made coarser, as asked."""


def publish(record: Record, public: Iterable[str] = (), coarse: Coarseness = AS_THEY_ARE) -> PublicRecord:
    """Return the public version of a record with its texts.

    ``public`` are names that a person has made public, ``coarse`` how coarse its days and places are.
    """
    redaction = Redaction(record, public, coarse)
    walk = _Walk(redaction)
    walk.number(record)
    published: Record = walk.clean(record, "")
    documents = tuple(
        replace(document, id=redaction.id(old.id), name=input_name(number), input_id=input_name(number))
        for number, (document, old) in enumerate(zip(published.documents, record.documents, strict=True))
    )
    timeline = tuple(entry for entry in published.timeline if entry.when.raw != BIRTH)
    return PublicRecord(replace(published, documents=documents, timeline=timeline), redaction.labels.persons, coarse)


class _Walk:
    """Cleans values by their classes: offsets move, quotes are read anew, words lose what is withheld."""

    def __init__(self, redaction: Redaction) -> None:
        self._redaction = redaction
        self._dates = redaction.dates

    def number(self, record: Record) -> None:
        """Give ids their numbers in the order of the record."""
        for rows in (record.documents, record.actors, record.places, record.claims, record.incidents, record.findings):
            for row in rows:
                self._redaction.id(row.id)

    def clean(self, value: Any, document: str, *, own: bool = False) -> Any:
        """Return a value for the public; ``document`` is the one that its offsets are of, ``own`` if in our words."""
        if isinstance(value, str):
            return self._clean_words(value, own=own)
        if isinstance(value, tuple):
            return tuple(self.clean(part, document, own=own) for part in value)
        if isinstance(value, Passage):
            start, end = self._redaction.moved(value.document, value.start, value.end)
            text = self._redaction.text(value.document)
            return Passage(self._redaction.id(value.document), start, end, text[start:end])
        if isinstance(value, Span):
            return Span(*self._redaction.moved(document, value.start, value.end))
        if is_dataclass(value) and not isinstance(value, type):
            return self._clean_fields(value, document)
        return value

    def _clean_words(self, value: str, *, own: bool) -> str:
        if self._dates is Dates.day and _DAY.fullmatch(value):
            return value
        return coarse_value(value, self._dates) or self._redaction.words(value, own=own)

    def _clean_fields(self, value: Any, document: str) -> Any:
        if isinstance(value, When) and self._redaction.is_birth(value):
            return When(BIRTH)
        if isinstance(value, DocumentNote):
            document = value.id
        elif isinstance(value, ClaimNote):
            document = value.document
        names = [field.name for field in fields(value)]
        kind: Any = type(value)
        codes = _codes(kind)
        done = {
            name: getattr(value, name)
            if name in codes
            else self.clean(getattr(value, name), document, own=isinstance(value, _OWN))
            for name in names
        }
        if "start" in done and done["start"] is not None:
            start, end = self._redaction.moved(document, value.start, value.end)
            done |= {"start": start, "end": end}
            if "quote" in done:
                done["quote"] = self._redaction.text(document)[start:end]
        if isinstance(value, DocumentNote):
            text = self._redaction.text(value.id)
            digest = text_hash(text)
            done |= {"text": text, "text_sha256": digest, "sha256": WITHHELD, "characters": len(text)}
        elif isinstance(value, PlaceNote):
            known = self._redaction.names.find(value.name)
            if known is None or not known.stands or value.id in self._redaction.names.small.notes:
                done |= {"latitude": None, "longitude": None, "gazetteer": None, "city": None}
            if self._redaction.names.small.is_asked:
                done["reasons"] = self.clean(reasons_without(value.reasons, self._redaction.names.small), document)
        elif isinstance(value, When) and self._dates is not Dates.day:
            done |= self._coarse_when(value)
        elif isinstance(value, PublishedNote):
            first, last = (None if self._redaction.is_birth_day(d) else d for d in (value.earliest, value.latest))
            earliest, latest = coarse_bounds(first, last, self._dates)
            done |= {"earliest": earliest, "latest": latest}
        elif isinstance(value, CaseNote):
            done["name"] = self._redaction.case_name(value.name)
        elif isinstance(value, Segment):
            done["id"] = value.id  # "s1": counts segments, tells nothing
        return type(value)(**done)

    def _coarse_when(self, value: When) -> dict[str, Any]:
        earliest, latest = coarse_bounds(value.earliest, value.latest, self._dates)
        fine = not is_coarse(value.earliest, value.latest, self._dates)
        return {
            "earliest": earliest,
            "latest": latest,
            "precision": coarse_precision(earliest, latest) if fine else value.precision,
            "raw": self._redaction.raw(value),
            "literal": None if value.literal is None else self._redaction.words(value.literal),
            "timex": coarse_timex(value.timex, self._dates),
        }


@cache
def _codes(cls: Any) -> frozenset[str]:
    """Return the fields of a class that hold codes of the program."""
    hints = get_type_hints(cls)
    return frozenset(name for name, hint in hints.items() if name in _CODES or _is_code(hint))


def _is_code(hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return True
    arms = [arm for arm in get_args(hint) if arm is not type(None)]
    return get_origin(hint) is not tuple and bool(arms) and all(map(_is_code, arms))
