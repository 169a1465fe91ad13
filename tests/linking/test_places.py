"""Places: joined over spellings, placed only where one candidate fits, never guessed."""

from __future__ import annotations

from itertools import permutations

from recount.linking.gazetteer import gazetteer
from recount.linking.places import kind_of, link_places, place_key
from recount.model.actors import Place
from recount.model.mentions import Reading
from recount.model.text import Document
from tests.linking.readings import places_account


def linked(case: list[tuple[Document, Reading]]) -> dict[str, Place]:
    places, _ = link_places([document for document, _ in case], [reading for _, reading in case])
    return {place.name: place for place in places}


def test_a_name_with_its_country_is_placed() -> None:
    found = linked([places_account("a", ("Raqqa", "Syria"), ("Syria", None))])
    assert found["Raqqa"].country == "SY"
    assert found["Raqqa"].gazetteer == "gn:172955"
    assert found["Raqqa"].precision == "city"
    assert found["Syria"].precision == "country"


def test_spellings_in_the_gazetteer_are_one_place() -> None:
    found = linked([places_account("a", ("Ba'quba", "Iraq")), places_account("b", ("Baqubah", "Iraq"), ("Iraq", None))])
    assert len(found) == 2


def test_an_ambiguous_name_stays_unplaced() -> None:
    found = linked([places_account("a", ("San Pedro", None))])
    assert found["San Pedro"].latitude is None
    assert found["San Pedro"].country is None
    assert found["San Pedro"].reasons


def test_the_country_of_a_small_namesake_is_not_guessed() -> None:
    found = linked([places_account("a", ("Norrin", None), ("Zanthor Heights", None))])
    assert all(place.country is None and place.gazetteer is None for place in found.values())


def test_a_camp_takes_its_country_from_the_text_and_its_short_name_joins() -> None:
    found = linked([places_account("a", ("Camp Norrin", "Iraq"), ("Norrin", None), ("Iraq", None))])
    camp = found["Camp Norrin"]
    assert (camp.country, camp.precision, camp.latitude) == ("IQ", "camp", None)
    assert len(camp.mentions) == 2


def test_a_place_contradicting_its_country_is_not_placed_abroad() -> None:
    found = linked([places_account("a", ("Reykjavik", "Chad"), ("Chad", None))])
    assert found["Reykjavik"].gazetteer is None
    assert found["Reykjavik"].country == "TD"


def test_names_of_one_country() -> None:
    found = linked([places_account("a", ("United States", None), ("U.S.", None), ("America", None), ("US", None))])
    assert len(found) == 1
    assert next(iter(found.values())).country == "US"


def test_a_region_is_not_taken_for_a_town_that_only_resembles_it() -> None:
    found = linked([places_account("a", ("Missouri", None), ("United States", None))])
    assert (found["Missouri"].precision, found["Missouri"].country) == ("region", "US")


def test_a_part_of_the_world_is_no_country() -> None:
    found = linked([places_account("a", ("Middle East", None))])
    assert found["Middle East"].country is None
    assert found["Middle East"].precision == "region"


def test_same_names_in_two_countries_stay_two_places() -> None:
    case = [
        places_account("a", ("Tripoli", "Libya"), ("Libya", None)),
        places_account("b", ("Tripoli", "Lebanon"), ("Lebanon", None)),
    ]
    places, index = link_places([document for document, _ in case], [reading for _, reading in case])
    assert index.place("a", "Tripoli") != index.place("b", "Tripoli")
    assert {place.country for place in places} == {"LY", "LB"}


def test_order_of_documents_changes_nothing() -> None:
    case = [
        places_account("a", ("Mosul", "Iraq"), ("Iraq", None)),
        places_account("b", ("Mosul", None), ("Camp Norrin", None)),
        places_account("c", ("Norrin", None), ("Iraq", None)),
    ]
    expected = linked(case)
    for order in permutations(case):
        assert linked(list(order)) == expected


def test_keys_and_kinds() -> None:
    assert place_key("Camp Norrin") == "norrin"
    assert place_key("Province of Vesk") == "vesk"
    assert place_key("Vesk Province") == "vesk"
    assert place_key("Norrin Bridge") == "norrin bridge"
    assert kind_of("Camp Norrin") == "camp"
    assert kind_of("Vesk Province") == "region"
    assert kind_of("Vesk") is None


def test_gazetteer_finds_by_every_latin_spelling() -> None:
    assert {entry.country for entry in gazetteer().find("Al-Rakka")} == {"SY"}
    assert gazetteer().find("no such place anywhere") == ()
    assert gazetteer().find("") == ()
