"""Windows over a net of our own: every token in one sentence, none too long, context before all but the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.engine import Engine
from recount.language.layout import (
    AFTER_LONG,
    AFTER_SHORT,
    AFTER_WRAPPED,
    BLANK_LINE,
    GLUED,
    INDENTED,
    SPACED,
    gap_before,
)
from recount.language.net import Scores
from recount.language.tokeniser import Tokeniser
from recount.language.windows import CONTEXT, LIMIT, LONGEST, Window, windows
from recount.language.wordpiece import WordPiece


def _net(words: Sequence[str], gaps: Sequence[int]) -> Scores:
    """A net that ends a sentence at every full stop and sees no names."""
    count = len(words)
    ends = np.array([[9.0 if word == "." else -9.0] for word in words], dtype=np.float32).reshape(count, 1)
    none = np.zeros((count, 3), dtype=np.float32)
    none[:, 0] = 1
    empty = np.zeros((count + 1, count + 1), dtype=np.float32)
    return Scores(empty, empty, empty, {"end": ends, "own": none, "uner": none}, empty, list(range(count + 1)))


@pytest.fixture(scope="module")
def parts() -> tuple[Tokeniser, WordPiece]:
    made = Engine(marks=False)
    return made._tokeniser, made._pieces


def _windows(parts: tuple[Tokeniser, WordPiece], text: str) -> list[Window]:
    tokeniser, pieces = parts
    return list(windows(text, tokeniser.tokens(text), pieces, _net))


_WORD = st.sampled_from(["men", "came", "Velan", "xqzvjk", "12", ".", ".", ",", "\n", "\n\n", "and", "extraordinarily"])


@given(words=st.lists(_WORD, max_size=500))
def test_every_token_is_settled_once_in_order(parts: tuple[Tokeniser, WordPiece], words: list[str]) -> None:
    text = " ".join(words)
    tokeniser, pieces = parts
    settled = []
    for window in _windows(parts, text):
        assert sum(len(pieces.word(text[a:b])) for a, b in window.spans) <= LIMIT or len(window.spans) == 1
        for first, last in window.sentences:
            assert first < last
            size = sum(len(pieces.word(text[a:b])) for a, b in window.spans[first:last])
            assert size <= LONGEST or last - first == 1
            settled.extend(window.spans[first:last])
        known = window.spans[: window.sentences[0][0]]
        assert sum(len(pieces.word(text[a:b])) for a, b in known) <= CONTEXT
    assert settled == list(tokeniser.tokens(text))


def test_a_sentence_is_read_with_the_one_before_it(parts: tuple[Tokeniser, WordPiece]) -> None:
    text = "Four men came to the mill at dawn. " * 60
    first, *others = _windows(parts, text)
    assert first.sentences[0][0] == 0
    assert len(others) >= 2
    assert all(window.sentences[0][0] == 9 for window in others)


def test_a_blank_line_ends_a_sentence_that_the_net_does_not(parts: tuple[Tokeniser, WordPiece]) -> None:
    (window,) = _windows(parts, "Attack on the mill\n\nFour men came")
    assert window.sentences == [(0, 4), (4, 7)]


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("ab", GLUED),
        ("a b", SPACED),
        ("a\u00a0b", SPACED),
        ("a\nb", AFTER_SHORT),
        ("a\r\nb", AFTER_SHORT),
        ("a\n\nb", BLANK_LINE),
        ("a\n \t\nb", BLANK_LINE),
        ("a\n   b", INDENTED),
        ("a\n- b", INDENTED),
        ("x" * 70 + "a\nb", AFTER_WRAPPED),
        ("x" * 300 + "a\nb", AFTER_LONG),
    ],
)
def test_what_stands_between_two_words(text: str, gap: int) -> None:
    previous = text.index("a") + 1
    start = next(at for at in range(previous, len(text)) if not text[at].isspace())
    assert gap_before(text, previous, start) == gap


def test_before_the_first_word_stands_a_space() -> None:
    assert gap_before("a", -1, 0) == SPACED
