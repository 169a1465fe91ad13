from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.wordpiece import (
    DIGITS,
    LOWER,
    MAX_PIECES,
    MIXED,
    OTHER,
    SINGLE,
    TITLE,
    UPPER,
    WordPiece,
    letter_shape,
)

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "gun", "##men", "##s", "un", "##known", "cafe", ".", "u", "s", "国"]
PIECES = WordPiece(VOCABULARY)


def pieces(word: str) -> list[str]:
    return [VOCABULARY[k] for k in PIECES.word(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("gunmen", ["gun", "##men"]),
        ("GUNMENS", ["gun", "##men", "##s"]),
        ("unknown", ["un", "##known"]),
        ("café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("国国", ["国", "国"]),
        ("zebra", ["[UNK]"]),
        ("gunzebra", ["[UNK]"]),
        ("\u200d", ["[UNK]"]),
        ("x" * 500, ["[UNK]"]),
    ],
)
def test_known_pieces(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


@given(st.text(min_size=1, max_size=200))
def test_every_word_has_a_bounded_number_of_pieces(word: str) -> None:
    assert 1 <= len(PIECES.word(word)) <= MAX_PIECES


@given(st.lists(st.sampled_from(["gunmen", "U.S.", "zebra", "国国", "a"]), max_size=8))
def test_first_pieces_point_at_their_words(words: list[str]) -> None:
    ids, shapes, first = PIECES.encode(words)
    assert len(ids) == len(shapes)
    assert len(first) == len(words) + 1
    for word, start in zip(words, first[1:], strict=True):
        assert tuple(ids[start : start + len(PIECES.word(word))]) == PIECES.word(word)
        assert shapes[start] == letter_shape(word)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("gunmen", LOWER),
        ("Velan", TITLE),
        ("NATO", UPPER),
        ("A", SINGLE),
        ("McKee", MIXED),
        ("1,200", DIGITS),
        ("--", OTHER),
        ("5th", LOWER),
    ],
)
def test_letter_shapes(word: str, shape: int) -> None:
    assert letter_shape(word) == shape
