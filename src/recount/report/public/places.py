"""Which names of places stand, and which are smaller than was asked for.

Invariant: a name stands as a place only where an account shows that it is one and none prints it as a person's.
"""

from __future__ import annotations

from collections import Counter

from recount.linking.folding import fold
from recount.linking.places import place_key
from recount.model.record import PlaceNote, Record
from recount.report.public.coarse.choice import Coarseness
from recount.report.public.coarse.places import SmallPlaces, small_places
from recount.report.public.known import Kind, Names
from recount.report.public.persons import SHORTEST
from recount.report.public.shown import Accounts, is_shown_a_place
from recount.report.public.words import body_words, is_ordinary, listed, structure

_BEFORE = 40
"""Characters around a name in which a word says what it is."""
_LARGE = frozenset({"town", "city", "district", "region", "country"})
_KINDS_IN_A_NAME = frozenset({"point", "neighbourhood", "camp", "village"})
"""Precisions that a place has by a word in its name alone ("X Street")."""
_TIMES_A_PLACE = 4
"""How much more often a word is a large place than a person before it is taken for the place alone."""
_TOWNS = frozenset({"town", "city", "village", "hamlet", "capital", "port", "municipality"})
"""What a place is called that bears the name of its region and is not the region."""
SHOWN = "a place, as an account shows"


def smaller_places(record: Record, texts: dict[str, str], coarse: Coarseness) -> SmallPlaces:
    """Return the places smaller than asked for: those that an account shows to be places, not persons."""
    shown = {place.id for place in record.places if _place_kind(place, texts) == "place"}
    persons = frozenset(
        word
        for actor in record.actors
        if actor.type == "person"
        for form in actor.names
        for word in fold(form.surface).split()
    )
    towns = {
        place.id
        for place in record.places
        if any(_is_called(texts[m.document], m.start, m.end, _TOWNS) for m in place.mentions)
    }
    return small_places(record, coarse.places, persons, shown, towns)


def surely_places(record: Record, texts: dict[str, str]) -> frozenset[str]:
    """Return single words that the record takes for a person here and there, and far more often for a large place."""
    persons: Counter[str] = Counter()
    parts: set[str] = set()
    for actor in record.actors:
        if actor.type == "person":
            for form in actor.names:
                words = fold(form.surface).split()
                persons.update({words[0]: form.count} if len(words) == 1 else {})
                parts.update(words if len(words) > 1 else ())
    return frozenset(
        fold(place.name)
        for place in record.places
        if fold(place.name) not in parts
        and len(place.mentions) >= _TIMES_A_PLACE * persons[fold(place.name)]
        and any(_is_large(texts[m.document], m.start, m.end) for m in place.mentions)
    )


def taken_for_persons(
    record: Record, texts: dict[str, str], accounts: Accounts, persons: frozenset[str]
) -> frozenset[str]:
    """Return the words of places that the record takes for persons elsewhere, and the accounts show to be places."""
    places = {fold(form): (place, form) for place in record.places for form in {m.quote for m in place.mentions}}
    forms = {fold(form.surface) for actor in record.actors if actor.type == "person" for form in actor.names}
    found = [places[form] for form in sorted(forms & set(places))]
    return frozenset(
        word
        for place, form in found
        if is_known_place(place, form, texts, accounts, persons)
        for word in fold(form).split()
    )


def add_place(
    names: Names, place: PlaceNote, texts: dict[str, str], accounts: Accounts, persons: frozenset[str]
) -> None:
    """Add a place of the record: it stands where it is large, or where the accounts show it to be a place."""
    forms = sorted({place.name, *(mention.quote for mention in place.mentions)})
    asked = names.small.is_asked and place.id in names.small.notes
    small = asked or any(_is_small(texts[m.document], m.start, m.end) for m in place.mentions)
    kind = _place_kind(place, texts)
    large = _is_large_place(place, texts) and not small
    for form in forms:
        if fold(form) not in names.small.keys and names.small.rest(form) is not None:
            continue  # "X General Hospital": X is withheld in it, the rest is judged word by word
        stands = large or (not asked and is_known_place(place, form, texts, accounts, persons))
        rule = "a place of town size or larger" if large else SHOWN
        if not stands:
            rule = "a place that nothing shows to be one for certain" if kind == "place" else "a name"
        if stands or not set(fold(form).split()) <= structure() | body_words():
            names.add(form, stands=stands, rule=rule, key=place.id, kind="place" if stands else kind)
        bare = place_key(form)
        is_other = " " in bare or bare in persons or is_ordinary(bare) or len(bare) <= SHORTEST
        if stands and not is_other and is_shown_a_place(bare, accounts, called=True):
            names.add(bare, stands=True, rule=rule, key=place.id, kind="place")


def is_known_place(
    place: PlaceNote, form: str, texts: dict[str, str], accounts: Accounts, persons: frozenset[str]
) -> bool:
    """Tell whether a name is that of a village, camp or country and of no person: by the words around it, everywhere.

    A street, a house or a hotel leads to those who live or work there, and does not stand.
    """
    words = fold(form).split()
    if set(words) & persons or not any(map(str.isupper, form)) or all(map(is_ordinary, words)):
        return False
    if place.precision in ("point", "neighbourhood") and not {words[0], words[-1]} & listed("public_spots"):
        return False
    if {words[0], words[-1]} & (body_words() | listed("street") | listed("dwelling")) - listed("public_spots") - {
        "camp"
    }:
        return False
    spots = [(texts[m.document], m.start, m.end) for m in place.mentions if m.quote == form]
    called = any(_is_small(*spot) or _is_large(*spot) for spot in spots)
    return is_shown_a_place(form, accounts, called=called or place.precision in ("camp", "village"))


def _is_large_place(place: PlaceNote, texts: dict[str, str]) -> bool:
    large = place.gazetteer is not None or place.precision in _LARGE
    return large or any(_is_large(texts[m.document], m.start, m.end) for m in place.mentions)


def _place_kind(place: PlaceNote, texts: dict[str, str]) -> Kind:
    """Return "place" for what an account shows to be one, else "person": a name of which nothing says what it is."""
    if _is_large_place(place, texts) or place.precision in _KINDS_IN_A_NAME:
        return "place"
    spots = [(texts[mention.document], mention.start, mention.end) for mention in place.mentions]
    shown = any(is_set_in(text, start) or _is_small(text, start, end) for text, start, end in spots)
    return "place" if shown else "person"


def _is_large(text: str, start: int, end: int) -> bool:
    return _is_called(text, start, end, listed("large_places"), behind=True)


def _is_small(text: str, start: int, end: int) -> bool:
    return _is_called(text, start, end, listed("small_places"))


def _is_called(text: str, start: int, end: int, kinds: frozenset[str], *, behind: bool = False) -> bool:
    """Tell whether the words around a name call it one of some kinds of places: "the village of X", "X, a village"."""
    before = fold(text[max(0, start - _BEFORE) : start]).split()
    after = fold(text[end : end + _BEFORE]).split()
    if len(before) > 1 and before[-1] == "of" and before[-2] in kinds:
        return True
    if before[-2:] == ["the", "capital"] and text[:start].rstrip().endswith(",") and text[end : end + 1] in (",", "."):
        return "capital" in kinds
    if behind and text[end : end + 1] == " " and after[:1] and after[0] in kinds:
        return True
    return text[end : end + 1] == "," and after[:1] in (["a"], ["the"]) and bool(set(after[1:3]) & kinds)


def is_set_in(text: str, start: int) -> bool:
    """Tell whether the word before a name is one before places: "in X"."""
    before = fold(text[max(0, start - _BEFORE) : start]).split()
    return bool(before) and before[-1] in listed("place_words") - {"to", "from", "of"}
