"""Which names stand in the public version, and by which rule: the allow-list of one record.

Invariant: every name that stands has its rule; a victim, witness or relative stands by an office alone; what the
record takes for a body or a place stands only if the words on or beside it say that it is one.
"""

from __future__ import annotations

from collections.abc import Iterable

from recount.linking.folding import fold
from recount.model.record import Record
from recount.report.public.bodies import add_body
from recount.report.public.coarse.choice import Coarseness
from recount.report.public.coarse.places import RULE
from recount.report.public.known import Names
from recount.report.public.learning import learn
from recount.report.public.persons import (
    add_persons,
    authors_of,
    harmed_actors,
    offices_of,
    person_words,
    private_words,
)
from recount.report.public.places import (
    SHOWN,
    add_place,
    is_known_place,
    smaller_places,
    surely_places,
    taken_for_persons,
)
from recount.report.public.printed import printed_bodies, printed_places
from recount.report.public.shown import Accounts
from recount.report.public.words import body_words, countries, country_names

BY_PERSON = "made public by a person"
AS_THEY_ARE = Coarseness()


def known_names(record: Record, public: Iterable[str] = (), coarse: Coarseness = AS_THEY_ARE) -> Names:
    """Return what is known of the names of a record; ``public`` are names that a person has made public."""
    names = Names()
    for name in public:
        names.add(name, stands=True, rule=BY_PERSON, key=f"public {fold(name)}", kind="person")
    texts = {document.id: document.text or "" for document in record.documents}
    names.small = smaller_places(record, texts, coarse)
    for form, key in names.small.keys.items():
        names.add(form, stands=False, rule=RULE, key=key, kind="place")
    harmed = harmed_actors(record)
    offices = offices_of(record, harmed)
    authors = authors_of(record, harmed)
    private = private_words(record, offices | authors)
    for text in texts.values():
        for form in printed_bodies(text, private) if not names.small.is_asked else ():
            names.add(form, stands=True, rule="a body, unit, state or group", key=fold(form), kind="body")
    for name in country_names() if names.small.is_asked else countries():
        names.add(name, stands=True, rule="a country, capital or part of the world", key=name, kind="place")
    accounts = Accounts(texts.values())
    persons = person_words(record, offices | authors)
    places = surely_places(record, texts) | taken_for_persons(record, texts, accounts, persons)
    add_persons(names, record, offices | authors, places)
    for place in record.places:
        for form in sorted({mention.quote for mention in place.mentions} if place.id not in names.small.notes else ()):
            if is_known_place(place, form, texts, accounts, persons):
                names.add(form, stands=True, rule=SHOWN, key=place.id, kind="place")
    for text in texts.values():
        for form in printed_places(text, accounts, private | persons) if not names.small.is_asked else ():
            names.add(form, stands=True, rule=SHOWN, key=fold(form), kind="place")
    for actor in record.actors:
        if actor.type not in ("person", "office"):
            add_body(names, actor, texts)
    for place in record.places:
        is_small = place.id in names.small.notes
        if set(fold(place.name).split()) & body_words() and " " in place.name and not is_small:
            names.add(place.name, stands=True, rule="a body, unit, state or group", key=place.id, kind="body")
        add_place(names, place, texts, accounts, persons)
    learn(names, record)
    return names
