"""Which places of a record are smaller than asked for, by which names, and in which region or country they lie.

Invariant: a country is never too small; a place counts as a region only by the gazetteer or by a word in its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recount.linking.folding import fold
from recount.linking.gazetteer import Entry, gazetteer
from recount.linking.places import place_key
from recount.model.record import PlaceNote
from recount.report.public.coarse.choice import Places
from recount.report.public.words import countries, country_names, is_ordinary, listed
from recount.vocabulary import load

_SHORTEST = 4
"""Letters of a name from which words made of it are looked for."""
_VOWELS = "aeiouy"


def forms_of(place: PlaceNote) -> list[str]:
    """Return the printed names of a place."""
    return sorted({place.name, *(mention.quote for mention in place.mentions)})


def is_below(place: PlaceNote, form: str, level: Places, *, is_town: bool) -> bool:
    """Tell whether a printed name of a place is that of one smaller than ``level``.

    ``is_town`` tells that an account calls the place a town or less: many a region bears the name of its town.
    """
    if level is Places.place or place.precision == "country" or fold(form) in country_names():
        return False
    if level is Places.country:
        return True
    if is_town and not set(_kinds(form)) & _first_level():
        return True
    entry = entry_of(place)
    if entry is not None:
        return entry.kind == "city"
    return not set(_kinds(form)) & _first_level() and not (place.precision == "region" and _is_named_region(place))


def _is_named_region(place: PlaceNote) -> bool:
    """Tell whether another printed name of a place says that it is a region, and none that it is a town or less."""
    kinds = {kind for form in forms_of(place) for kind in _kinds(form)}
    return bool(kinds & _first_level()) and not kinds - _first_level()


def entry_of(place: PlaceNote) -> Entry | None:
    """Return the gazetteer's entry of a place, None where the record gives none."""
    if place.gazetteer is None:
        return None
    found = (e for form in forms_of(place) for name in (form, place_key(form)) for e in gazetteer().find(name))
    return next((entry for entry in found if entry.id == place.gazetteer), None)


def where_of(place: PlaceNote, level: Places) -> str:
    """Return the region (country) in which a place lies, empty where the record does not know it."""
    entry = entry_of(place)
    if level is Places.region:
        if entry is not None and (entry.region or entry.kind == "region"):
            return entry.region or entry.name
        around = _cities(place.city, place.country) if place.city else []
        regions = {city.region for city in around}
        if len(regions) == 1:
            return regions.pop()
    return country_words(place.country)


def kind_words(form: str) -> str:
    """Return the last word of a printed name where it says what the place is ("hotel"), else an empty string."""
    last = _kinds(form)[:1]
    return next((word for word in last if word in load("places")["after"] and word not in _first_level()), "")


def country_words(code: str | None) -> str:
    """Return the name of a country by its code (ISO 3166-1 alpha-2), empty where there is none."""
    row = load("countries").get(code) if code else None
    return str(row["names"][0]) if row else ""


def _cities(name: str | None, country: str | None) -> list[Entry]:
    found = [entry for entry in gazetteer().find(place_key(name or "")) if entry.kind == "city"]
    return [entry for entry in found if country in (None, entry.country)]


@cache
def _first_level() -> frozenset[str]:
    return frozenset(map(str, load("coarse")["first_level"]))


def _kinds(form: str) -> list[str]:
    """Return the words at the edges of a name that say what kind of place it is."""
    words, table = fold(form).split(), load("places")
    if len(words) < 2:
        return []
    known = {*table["before"], *table["after"]} | _first_level()
    return [word for word in dict.fromkeys((words[-1], words[0])) if word in known]


def demonyms(form: str) -> Iterator[str]:
    """Yield words that may be made of the name of a place: those for its people, and what is of it."""
    word = fold(form)
    if " " in word or len(word) < _SHORTEST or is_ordinary(word):
        return
    stems = {word, word.rstrip(_VOWELS)} if len(word.rstrip(_VOWELS)) >= _SHORTEST else {word}
    for stem in sorted(stems):
        for ending in load("coarse")["demonyms"]:
            made = stem + str(ending)
            if not is_ordinary(made) and made not in countries():
                yield made


def named_inside(form: str, known: frozenset[str], level: Places) -> Iterator[tuple[str, str]]:
    """Yield a town that the gazetteer knows inside the name of a body, with its region (country), empty if unclear.

    It is looked for where such names have it: before a word for a body ("X Media Centre"), behind "of" or "in".
    ``known`` are names, folded, that are something else.
    """
    words = re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", form)
    for start in range(len(words)):
        for end in range(min(len(words), start + 3), start, -1):
            name = " ".join(words[start:end])
            if name[:1].islower() or fold(name) in known or not _stands_for_a_town(words, start, end):
                continue
            found = _towns(name, level)
            if found:
                yield name, _common(found, level)
                break


def _stands_for_a_town(words: Sequence[str], start: int, end: int) -> bool:
    folded = [fold(word) for word in words]
    if any(is_ordinary(word) or word in listed("common_capitals") for word in folded[start:end]):
        return False
    if fold(" ".join(words[start:end])) in country_names():
        return False
    if start and folded[start - 1] in ("of", "in", "at", "near"):
        return True
    return start == 0 and end < len(words) and is_ordinary(folded[end])


def _towns(name: str, level: Places) -> list[Entry]:
    kinds = ("city",) if level is Places.region else ("city", "region")
    return [entry for entry in gazetteer().find(name) if entry.kind in kinds]


def _common(found: Sequence[Entry], level: Places) -> str:
    if level is Places.region and len({(entry.country, entry.region) for entry in found}) == 1:
        return found[0].region or country_words(found[0].country)
    return country_words(found[0].country) if len({entry.country for entry in found}) == 1 else ""
