"""Texts without what is withheld, and where their offsets move.

Invariant: a passage of a text, moved, holds the words it held, with a label where something was withheld; a passage
never ends inside a label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recount.linking.folding import fold
from recount.model.record import Record, TimeNote
from recount.model.values import When
from recount.report.public.known import Known
from recount.report.public.labels import Labels
from recount.report.public.literals import Literals
from recount.report.public.rules import known_names
from recount.report.public.spans import find
from recount.report.public.words import is_ordinary

_ID = re.compile(r"[a-z]+-sha256-[0-9a-f]{24}")
BIRTH = "[birth date withheld]"
_LITERAL = 5
"""Characters from which an identifier is withheld from every wording, announced there or not."""
_FIGURE = 4
"""Digits up to which a name of an input that is a number is left in a sentence: it may be a figure of the record."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text and what is printed for it."""

    start: int
    end: int
    instead: str


class Redaction:
    """What is withheld from one record, and by which rule."""

    def __init__(self, record: Record, public: Iterable[str] = ()) -> None:
        """Read every account of a record; ``public`` are names that a person has made public."""
        self.names = known_names(record, public)
        self.labels = Labels(record, self.names)
        self.withheld: Counter[tuple[str, str, str]] = Counter()
        """How often each form is withheld in the accounts, with its rule and label."""
        self.standing: Counter[Known] = Counter()
        """How often each known name stands in the accounts."""
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._texts: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._id_counts: Counter[str] = Counter()
        self._literals = Literals()
        for name, instead in _input_names(record).items():
            self._literals.add(name, instead)
        self._births: frozenset[When] = frozenset()
        for document in record.documents:
            text = document.text or ""
            found = find(text, self.names)
            self._changes[document.id] = tuple(
                Change(one.start, one.end, self.labels.label(text, one)) for one in found.withheld
            )
            for one, change in zip(found.withheld, self._changes[document.id], strict=True):
                if one.identifier and change.instead != BIRTH and one.end - one.start >= _LITERAL:
                    self._literals.add(text[one.start : one.end], change.instead)
                self.withheld[" ".join(text[one.start : one.end].split()), one.rule, change.instead] += 1
            self.standing.update(found.standing)
            self._texts[document.id] = _apply(text, self._changes[document.id])
        for form, rule, _ in sorted(self.withheld):
            if " " in form and self.names.find(form) is None:
                self.names.add(form, stands=False, rule=rule, key=fold(form), kind="person")
        births = {time.when for time in self._times(record, births=True)}
        self._births = frozenset(births - {time.when for time in self._times(record, births=False)})
        for raw in sorted({raw for when in self._births for raw in (when.raw, when.earliest) if raw}):
            self._literals.add(raw, BIRTH)
        self._words.clear()

    def _times(self, record: Record, *, births: bool) -> Iterator[TimeNote]:
        for document in record.documents:
            days = [change for change in self._changes[document.id] if change.instead == BIRTH]
            for time in document.times:
                if births == any(day.start < time.end and time.start < day.end for day in days):
                    yield time

    def is_birth(self, when: When) -> bool:
        """Tell whether a time is a day of birth, and nothing else in the record."""
        return any((when.earliest, when.latest) == (birth.earliest, birth.latest) for birth in self._births)

    def text(self, document: str) -> str:
        """Return a document's text without what is withheld."""
        return self._texts[document]

    def moved(self, document: str, start: int, end: int) -> tuple[int, int]:
        """Return where a passage stands in the text without what is withheld; labels at its edge are in it whole."""
        return self._at(document, start, to_end=False), self._at(document, end, to_end=True)

    def _at(self, document: str, offset: int, to_end: bool) -> int:
        shift = 0
        for change in self._changes[document]:
            if change.end <= offset:
                shift += len(change.instead) - (change.end - change.start)
            elif change.start < offset:
                return change.start + shift + (len(change.instead) if to_end else 0)
            else:
                break
        return offset + shift

    def words(self, text: str) -> str:
        """Return words of the record (a label, a reason, a name) without what is withheld and without file names."""
        if text not in self._words:
            named = self._literals.replace(text)
            named = _ID.sub(lambda match: self.id(match.group()), named)
            found = find(named, self.names).withheld
            changes = [Change(one.start, one.end, self.labels.label(named, one)) for one in found]
            self._words[text] = _apply(named, changes)
        return self._words[text]

    def id(self, identity: str) -> str:
        """Return the public id of an id: its kind and a number. A hash of a name would confirm a guess of it."""
        kind = identity.partition("-sha256-")[0]
        if identity not in self._ids:
            self._id_counts[kind] += 1
            self._ids[identity] = f"{kind}-{self._id_counts[kind]}"
        return self._ids[identity]


def input_name(number: int) -> str:
    """Return the public name of an input by its place in the record, from 0."""
    return f"account {number + 1}"


def _input_names(record: Record) -> dict[str, str]:
    """Return every printed name of an input with its public name; a plain word says nothing and stays."""
    found: dict[str, str] = {}
    for number, document in enumerate(record.documents):
        base = document.name.rsplit("/", 1)[-1]
        for name in filter(None, (document.name, base, base.rsplit(".", 1)[0], document.input_id)):
            if not is_ordinary(fold(name)) and not (name.isdigit() and len(name) <= _FIGURE) and len(name) > 1:
                found.setdefault(name, input_name(number))
    for issue in record.issues:
        if not _ID.fullmatch(issue.document):
            found.setdefault(issue.document, "an input that was not read")
    return found


def _apply(text: str, changes: Iterable[Change]) -> str:
    parts = []
    last = 0
    for change in changes:
        parts += [text[last : change.start], change.instead]
        last = change.end
    return "".join([*parts, text[last:]])
