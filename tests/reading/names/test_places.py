"""Place names with their relation and what they lie in."""

from __future__ import annotations

import pytest

from recount.model.mentions import PlaceMention
from recount.reading.names import read_names, read_places
from tests.reading.opened import open_text


def placed(text: str) -> dict[str, PlaceMention]:
    page = open_text(text)
    return {place.surface: place for place in read_places(page, read_names(page))}


@pytest.mark.parametrize(
    ("text", "surface", "relation", "within"),
    [
        ("The pipe burst in Bergen, Norway, on Monday.", "Bergen", "in", "Norway"),
        ("Soldiers entered a village northeast of Baghdad.", "Baghdad", "northeast of", None),
        ("A base on the outskirts of Baghdad was hit.", "Baghdad", "outskirts of", None),
        ("The attack on Camp Norrin began at dawn.", "Camp Norrin", "on", None),
        ("A fire near Narvik in northern Norway left two dead.", "Narvik", "near", "Norway"),
        ("They live in Norway.", "Norway", "in", None),
    ],
)
def test_one_place(text: str, surface: str, relation: str | None, within: str | None) -> None:
    places = placed(text)
    assert surface in places, list(places)
    assert (places[surface].relation, places[surface].within) == (relation, within)


def test_a_list_of_countries_is_no_nesting() -> None:
    places = placed("While Norway, Libya and Chad stood on the edge, nothing was done.")
    assert places["Norway"].within is None
    assert places["Libya"].within is None


def test_anchors() -> None:
    text = "Troops left Camp\u00a0Norrin for Bergen."
    page = open_text(text)
    for place in read_places(page, read_names(page)):
        assert " ".join(text[place.start : place.end].split()) == place.surface


def test_common_words_in_front_of_a_name_are_no_part_of_it() -> None:
    """The engine may take a headline's verb into the name."""
    from recount.reading.names.spans import _trimmed

    class Word:
        def __init__(self, text: str) -> None:
            self.text, self.upos = text, "PROPN"

    class Desk:
        lower = ("troops", "raid", "camp", "velm", "bin", "omar")
        tokens = tuple(map(Word, ("troops", "raid", "Camp", "Velm", "bin", "Omar")))

    assert _trimmed(Desk(), 1, 4) == (2, 4)  # type: ignore[arg-type]
    assert _trimmed(Desk(), 2, 4) == (2, 4)  # type: ignore[arg-type]
    assert _trimmed(Desk(), 4, 6) == (4, 6)  # type: ignore[arg-type]
