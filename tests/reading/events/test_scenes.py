"""Where something is said to have happened, as a claim of its own."""

from __future__ import annotations

from recount.intake import make_document
from recount.language import load_engine
from recount.model.claims import Claim, PlaceValue
from recount.reading import read


def _scenes(text: str) -> tuple[list[Claim], frozenset[str]]:
    document = make_document(text, name="account.txt")
    reading = read(document, load_engine().analyse(document.text))
    held = frozenset(claim for event in reading.events for claim in event.claims)
    return [claim for claim in reading.claims if isinstance(claim.value, PlaceValue)], held


def test_the_place_of_an_attack_is_a_claim_with_its_relation_anchored_in_the_word_for_it() -> None:
    text = "Gunmen attacked a convoy near Marstow on 4 May 2011, killing nine people."
    (claim,), held = _scenes(text)
    assert isinstance(claim.value, PlaceValue)
    assert (claim.value.raw, claim.value.relation) == ("Marstow", "near")
    assert text[claim.start : claim.end] == claim.quote == "Marstow"
    assert claim.anchor is not None
    assert text[claim.anchor.start : claim.anchor.end] == "attacked"
    assert claim.id in held


def test_where_a_speaker_stood_is_no_scene() -> None:
    claims, _ = _scenes("Speaking in Marstow, the minister said that nine people had been killed.")
    assert claims == []


def test_a_place_that_only_describes_somebody_is_no_scene() -> None:
    claims, _ = _scenes("The mayor of Marstow said gunmen had killed nine people.")
    assert claims == []
