"""Likeness of words: bounds, symmetry, blocking that never loses texts which share a rare word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.linking.similarity import cosine, neighbours, rarity, rarity_of_name, weigh, weigh_words, words_of

NOUNS = ["ferry", "quarry", "harbour", "kiln", "orchard", "mill", "bridge", "tower", "canal"]
WORDS = st.lists(st.sampled_from(NOUNS), min_size=1)
TEXTS = st.lists(WORDS.map(" ".join), min_size=2, max_size=6)


@given(TEXTS)
def test_cosine_is_bounded_symmetric_and_one_for_equal_texts(texts: list[str]) -> None:
    vectors = weigh_words({str(number): text for number, text in enumerate(texts)}).vectors
    for one in vectors.values():
        assert cosine(one, one) == pytest.approx(1.0)
        for other in vectors.values():
            assert cosine(one, other) == pytest.approx(cosine(other, one))
            assert -1e-9 <= cosine(one, other) <= 1 + 1e-9


@given(TEXTS)
def test_vectors_do_not_depend_on_the_order_of_texts(texts: list[str]) -> None:
    keyed = {str(number): text for number, text in enumerate(texts)}
    turned = dict(reversed(keyed.items()))
    assert weigh_words(keyed).vectors == weigh_words(turned).vectors


def test_a_word_that_many_texts_have_proves_little_and_one_that_none_has_all() -> None:
    assert rarity("people") < rarity("harbour") < rarity("zbrunkhoel") == 1.0
    assert rarity_of_name("the Harbour Police") == rarity("harbour")
    assert rarity_of_name("12") == rarity_of_name("the 14th") == 0.0


def test_days_and_hours_are_no_words() -> None:
    assert set(weigh("On the 14th, at 1800h, by the kiln")) == {"kiln"}


def test_the_weights_of_a_text_do_not_depend_on_the_others() -> None:
    alone = weigh_words({"a": "kiln quarry kiln"}).vectors["a"]
    assert weigh_words({"a": "kiln quarry kiln", "b": "kiln", "c": "kiln tower"}).vectors["a"] == alone


def test_forms_of_a_word_are_one_word() -> None:
    assert words_of("The shootings, the shooting's victims") == ["shoot", "shoot", "victim"]


def test_neighbours_share_a_word() -> None:
    found = neighbours(weigh_words({"a": "kiln quarry", "b": "quarry tower", "c": "canal bridge"}))
    assert found == {("a", "b")}


def test_accents_are_left_out_where_words_are_compared() -> None:
    assert words_of("Ilija Maršenić, Hérault, Łódź, São José") == words_of("Ilija Marsenic, Herault, Lodz, Sao Jose")
    assert words_of("قَالَ") == words_of("قال")
