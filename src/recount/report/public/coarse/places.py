"""The names of small places of one record, and what is printed for them.

Invariant: one number for one place over the whole record; the number follows the order in which places are printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from recount.linking.folding import fold
from recount.model.record import Record
from recount.report.public.coarse.choice import Places
from recount.report.public.coarse.regions import (
    country_words,
    demonyms,
    forms_of,
    is_below,
    kind_words,
    named_inside,
    where_of,
)
from recount.report.public.words import body_words, capitals, is_ordinary, structure

RULE = "a place smaller than was asked for"


@dataclass(frozen=True, slots=True)
class SmallPlaces:
    """Names to withhold as places: each printed name with its key, each key with where it lies and what it is."""

    keys: dict[str, str] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    """Ids of the record's places that are too small by one of their names."""
    is_asked: bool = False

    def label(self, key: str, number: int) -> str:
        """Return what is printed for a place."""
        kind = self.kinds.get(key, "")
        article = "an" if kind[:1] in "aeiou" else "a"
        what = f", {article} {kind}" if kind else ""
        where = f" in {self.where[key]}" if self.where.get(key) else ""
        return f"[place {number}{what}{where}]"

    def rest(self, form: str) -> list[str] | None:
        """Return what is left of a name without the small places in it, None where none is in it."""
        words = fold(form).split()
        printed = form.split() if len(form.split()) == len(words) else words
        parts, found, start, place = [], False, 0, 0
        while place < len(words):
            length = self._length(words, place)
            if length:
                parts.append(" ".join(printed[start:place]))
                found, start = True, place + length
            place += max(length, 1)
        return [part for part in [*parts, " ".join(printed[start:])] if part] if found else None

    def _length(self, words: list[str], place: int) -> int:
        """Return how many words from a place on are a small place, 0 where they are none."""
        lengths = range(len(words) - place, 0, -1)
        return next((length for length in lengths if " ".join(words[place : place + length]) in self.keys), 0)


def small_places(
    record: Record, level: Places, persons: frozenset[str], shown: Collection[str], towns: Collection[str]
) -> SmallPlaces:
    """Return the places of a record that are smaller than ``level``.

    ``persons`` are folded words of persons' names, which no word made of a place's name may take; ``shown`` the ids of
    the places that the accounts show to be places, not persons; ``towns`` of those that they call a town or less.
    """
    if level is Places.place:
        return SmallPlaces()
    small = SmallPlaces(is_asked=True, notes=frozenset(_below(record, level, towns)))
    plain = " ".join(document.text or "" for document in record.documents)
    for place in record.places:
        if place.id not in shown:
            continue
        small.where[place.id] = where_of(place, level)
        below = [form for form in forms_of(place) if is_below(place, form, level, is_town=place.id in towns)]
        forms = [form for form in below if not _is_description(form, plain)]
        small.kinds[place.id] = next(filter(None, map(kind_words, forms)), "")
        for form in forms:
            small.keys.setdefault(fold(form), place.id)
    _leave_to_parts(small)
    _add_from_bodies(small, record, level)
    for form, key in sorted(small.keys.items()):
        for made in demonyms(form):
            if made not in persons:
                small.keys.setdefault(made, key)
    return small


def _below(record: Record, level: Places, towns: Collection[str]) -> list[str]:
    return [
        place.id
        for place in record.places
        if any(is_below(place, form, level, is_town=place.id in towns) for form in forms_of(place))
    ]


def _is_description(form: str, texts: str) -> bool:
    """Tell whether a printed place is no name: general words for bodies and directions, or in small letters, too."""
    words = fold(form).split()
    if set(words) <= structure() | body_words():
        return True
    return all(map(is_ordinary, words)) and re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", texts) is not None


def _leave_to_parts(small: SmallPlaces) -> None:
    """Drop the names that hold the name of another place and words for a body besides ("X General Hospital")."""
    for form in sorted(small.keys):
        words = form.split()
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                inner = " ".join(words[start:end])
                others = {*words[:start], *words[end:]}
                if others and inner in small.keys and others <= structure() | body_words():
                    small.keys.pop(form, None)


def _add_from_bodies(small: SmallPlaces, record: Record, level: Places) -> None:
    """Add capitals and towns that stand in the names of bodies alone."""
    bodies = [actor for actor in record.actors if actor.type not in ("person", "office")]
    own = frozenset(fold(form.surface) for actor in bodies for form in actor.names) - frozenset(capitals())
    own |= {fold(form) for place in record.places if place.id not in small.notes for form in forms_of(place)}
    for actor in bodies:
        for form in sorted({actor.name, *(form.surface for form in actor.names)}):
            words = fold(form).split()
            for name, code in capitals().items():
                if name in small.keys or not _holds(words, name.split()):
                    continue
                small.keys[name] = f"capital {code}"
                small.where[f"capital {code}"] = country_words(code)
            if " " in form and small.rest(form) is None:
                for name, where in named_inside(form, own, level):
                    small.keys.setdefault(fold(name), f"town {fold(name)}")
                    small.where.setdefault(f"town {fold(name)}", where)


def _holds(words: list[str], part: list[str]) -> bool:
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))


def reasons_without(reasons: tuple[str, ...], small: SmallPlaces) -> tuple[str, ...]:
    """Return the reasons of a place that print no small place: they print names in small letters."""
    return tuple(reason for reason in reasons if small.rest(reason) is None)
