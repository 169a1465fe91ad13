"""Spelling classes of transliterated names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.linking.folding import fold, fold_place, same_spelling, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nuri", "nouri"), ("maleki", "maliki"), ("mujahideen", "mojahedin"), ("qaddafi", "gadhafi"),
        ("muhammad", "mohamed"), ("hussein", "husain"), ("sheikh", "shaykh"), ("baqubah", "baquba"),
        ("kerensky", "kerenski"), ("yusuf", "yousuf"),
    ],
)  # fmt: skip
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert same_spelling(one, other)
    assert same_spelling(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("malik", "maliki"), ("dan", "dean"), ("don", "dan"), ("martin", "merton"), ("hussein", "husseini"),
        ("karim", "karam9"), ("house", "senate"), ("5th", "9th"), ("omar", "amir"), ("salim", "salum"),
    ],
)  # fmt: skip
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert not same_spelling(one, other)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("U.S.", "us"), ("Ba'quba", "baquba"), ("Al-Xaliki", "al xaliki"), ("Camp\u00a0Norrin", "camp norrin"),
        ("People\u2019s Front", "peoples front"), ("José", "jose"), ("Łódź", "lodz"),
    ],
)  # fmt: skip
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_article_of_places() -> None:
    assert fold_place("Ar Raqqah") == "raqqah"
    assert fold_place("Al") == "al"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_spelling_is_reflexive_and_total(word: str) -> None:
    assert same_spelling(word, word)
    assert isinstance(skeleton(word), str)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
