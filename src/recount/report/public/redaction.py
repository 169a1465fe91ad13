"""Texts without what is withheld, and where their offsets move.

Invariant: a passage of a text, moved, holds the words it held, with a label where something was withheld; a passage
never ends inside a label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recount.linking.folding import fold
from recount.model.dates import day_words
from recount.model.record import Record, TimeNote
from recount.model.values import When
from recount.report.public.coarse.choice import Coarseness, Dates
from recount.report.public.coarse.days import printed, text_stretches, tidy
from recount.report.public.known import Known
from recount.report.public.labels import Labels
from recount.report.public.literals import Literals
from recount.report.public.rules import AS_THEY_ARE, known_names
from recount.report.public.spans import Withheld, find
from recount.report.public.words import is_ordinary

_ID = re.compile(r"[a-z]+-sha256-[0-9a-f]{24}")
_LISTED = re.compile(r"«([^\W\d_A-Z]+)»")
BIRTH = "[birth date withheld]"
_TOO_FINE = "a time finer than was asked for"
_LITERAL = 5
"""Characters from which an identifier is withheld from every wording, announced there or not."""
_TELLS = 4
"""Letters of a small place's name from which the name of a case that holds it tells it."""
_FIGURE = 4
"""Digits up to which a name of an input that is a number is left in a sentence: it may be a figure of the record."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text and what is printed for it."""

    start: int
    end: int
    instead: str
    by: Withheld | None = None
    """What of a name or an identifier is withheld here; None for a time that is made coarser."""


class Redaction:
    """What is withheld from one record, and by which rule."""

    def __init__(self, record: Record, public: Iterable[str] = (), coarse: Coarseness = AS_THEY_ARE) -> None:
        """Read every account of a record; ``public`` are names that a person has made public."""
        self.names = known_names(record, public, coarse)
        self.dates = coarse.dates
        self.labels = Labels(record, self.names)
        self.withheld: Counter[tuple[str, str, str]] = Counter()
        """How often each form is withheld in the accounts, with its rule and label."""
        self.standing: Counter[Known] = Counter()
        """How often each known name stands in the accounts."""
        self._changes: dict[str, tuple[Change, ...]] = {}
        self._texts: dict[str, str] = {}
        self._words: dict[tuple[str, bool], str] = {}
        self._ids: dict[str, str] = {}
        self._id_counts: Counter[str] = Counter()
        self._literals = Literals()
        for name, instead in _input_names(record).items():
            self._literals.add(name, instead)
        self._births: frozenset[When] = frozenset()
        for document in record.documents:
            text = document.text or ""
            found = find(text, self.names)
            self._changes[document.id] = self._all(text, found.withheld, document.times)
            for change in self._changes[document.id]:
                form = " ".join(text[change.start : change.end].split())
                one = change.by
                if one is not None and one.identifier and change.instead != BIRTH and one.end - one.start >= _LITERAL:
                    self._literals.add(text[one.start : one.end], change.instead)
                self.withheld[form, one.rule if one else _TOO_FINE, change.instead] += 1
            self.standing.update(found.standing)
            self._texts[document.id] = _apply(text, self._changes[document.id])
        for form, rule, _ in sorted(self.withheld):
            if " " in form and rule != _TOO_FINE and self.names.find(form) is None:
                self.names.add(form, stands=False, rule=rule, key=fold(form), kind="person")
        births = {time.when for time in self._times(record, births=True)}
        self._births = frozenset(births - {time.when for time in self._times(record, births=False)})
        for when in sorted(self._births, key=lambda when: when.raw):
            day = when.earliest
            for raw in (when.raw, day, day_words(day) if day else None):
                if raw:
                    self._literals.add(raw, BIRTH)
        self._words.clear()

    def _all(
        self, text: str, names: Iterable[Withheld], times: Sequence[TimeNote] = (), *, own: bool = False
    ) -> tuple[Change, ...]:
        """Return every change of a text: a name or an identifier goes before a time that it overlaps."""
        changes = [Change(one.start, one.end, self.labels.label(text, one), one) for one in names]
        fine = [
            Change(one.start, one.end, printed(one, self.dates))
            for one in text_stretches(text, self.dates, times, own=own)
        ]
        for one in fine:
            over = [change for change in changes if change.start < one.end and one.start < change.end]
            if not over:
                changes.append(one)
                continue
            start, end = min(one.start, over[0].start), max(one.end, over[-1].end)
            changes = [change for change in changes if change not in over]
            changes.append(Change(start, end, over[0].instead, over[0].by))
        return tuple(sorted(changes, key=lambda change: change.start))

    def _times(self, record: Record, *, births: bool) -> Iterator[TimeNote]:
        for document in record.documents:
            days = [change for change in self._changes[document.id] if change.instead == BIRTH]
            for time in document.times:
                if births == any(day.start < time.end and time.start < day.end for day in days):
                    yield time

    def is_birth(self, when: When) -> bool:
        """Tell whether a time is a day of birth, and nothing else in the record."""
        return any((when.earliest, when.latest) == (birth.earliest, birth.latest) for birth in self._births)

    def is_birth_day(self, day: str | None) -> bool:
        """Tell whether an ISO date is that of a birth, and of nothing else in the record."""
        return day is not None and any(day == birth.earliest for birth in self._births)

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

    def words(self, text: str, *, own: bool = False) -> str:
        """Return words of the record (a label, a reason, a name) without what is withheld and without file names.

        ``own`` tells that they are sentences of the program: in them a coarser time needs no brackets.
        """
        if _ID.fullmatch(text):
            return self.id(text)  # its number is nobody's name, whatever a person is called
        if (text, own) not in self._words:
            named = self._literals.replace(text)
            named = _ID.sub(lambda match: self.id(match.group()), named)
            found = [*find(named, self.names).withheld]
            if own:
                found += [
                    one for one in self._listed(named) if all(one.end <= o.start or o.end <= one.start for o in found)
                ]
            changes = self._all(named, found, own=own)
            done = _apply(named, changes)
            self._words[text, own] = tidy(done) if own and self.dates is not Dates.day else done
        return self._words[text, own]

    def _listed(self, text: str) -> Iterator[Withheld]:
        """Yield the words of withheld names in a list of words that the program prints in small letters: «baker»."""
        for match in _LISTED.finditer(text):
            known = self.names.find(match.group(1))
            if known is not None and not known.stands:
                yield Withheld(*match.span(1), known.rule, known, "")
            elif match.group(1) in self.names.loose:
                yield Withheld(*match.span(1), "a word of a withheld name", None, "")

    def raw(self, when: When) -> str:
        """Return the printed words of a time, made coarser by its own bounds."""
        note = TimeNote(0, len(when.raw), when.raw, when)
        changes = self._all(when.raw, find(when.raw, self.names).withheld, (note,))
        return _apply(when.raw, changes)

    def case_name(self, name: str) -> str:
        """Return the name of the case: it is often that of a folder, and runs words, places and days together."""
        done = self.words(name)
        plain = "".join(fold(name).split())
        tells = any(len(form) >= _TELLS and "".join(form.split()) in plain for form in self.names.small.keys)
        if tells or (self.dates is not Dates.day and any(map(str.isdigit, done))):
            return "the case"
        return done

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
