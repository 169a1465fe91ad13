"""Labels that stand for withheld names: one number for one actor over the whole record.

Invariant: a label says no more than the part that the record gives a person; numbers follow the order of the accounts.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from recount.linking.folding import fold
from recount.model.record import Record
from recount.report.public.known import Names
from recount.report.public.persons import comment_speakers, harmed_actors
from recount.report.public.spans import Withheld
from recount.report.public.words import particles

_SMALL = "place"
"""The part under which places smaller than asked for are counted."""


class Labels:
    """The labels of one record. Ask in the order of the accounts: the first asked gets the first number."""

    def __init__(self, record: Record, names: Names) -> None:
        self._names = names
        self._harmed = harmed_actors(record)
        self._persons = frozenset(actor.id for actor in record.actors if actor.type == "person")
        speakers = {fold(name) for name in comment_speakers(record)}
        self._commenters = speakers | {
            actor.id for actor in record.actors if any(fold(form.surface) in speakers for form in actor.names)
        }
        self._given: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for known in names.all():
            if known.kind == "person" and not known.stands:
                for word in known.words:
                    self._by_word[word].add(known.key)

    def label(self, text: str, one: Withheld) -> str:
        """Return what is printed for a withheld stretch of a text."""
        if one.identifier:
            return f"[{one.identifier} withheld]"
        key = self._key(text[one.start : one.end], one)
        if key not in self._given and key in self._names.small.where:
            self._counts[_SMALL] += 1
            self._given[key] = self._names.small.label(key, self._counts[_SMALL])
        if key not in self._given:
            part = self._part(key, one)
            self._counts[part] += 1
            self._given[key] = f"[{part} ({self._counts[part]})]"
        return self._given[key]

    @property
    def persons(self) -> int:
        """How many persons and other names have a label so far, places and bodies apart."""
        return sum(count for part, count in self._counts.items() if part not in ("a place", "a body", _SMALL))

    def _key(self, printed: str, one: Withheld) -> str:
        folded = fold(printed)
        known = self._names.find(printed) or one.known
        if known is not None and not known.stands and set(folded.split()) - particles() <= set(known.words):
            return known.key
        owners = self._by_word.get(folded.split()[-1] if folded else "", set())
        if len(folded.split()) == 1 and len(owners) == 1:
            return min(owners)
        return folded

    def _part(self, key: str, one: Withheld) -> str:
        if key in self._commenters:
            return "a commenter"
        if key in self._harmed:
            return f"a {self._harmed[key]}"
        if one.known is not None and one.known.kind != "person":
            return f"a {one.known.kind}"
        return "a person" if key in self._persons else "a name"
