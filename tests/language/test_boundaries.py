from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language import boundaries
from recount.language.boundaries import (
    AFTER_LONG,
    AFTER_SHORT,
    AFTER_WRAPPED,
    GLUED,
    INDENTED,
    SPACED,
    blocks,
    cuts,
    gap_before,
    is_blank_line,
    segments,
)
from recount.language.tokeniser import Tokeniser


@pytest.mark.parametrize(
    ("before", "gap", "after", "expected"),
    [
        ("mill", "", ".", GLUED),
        ("mill", " ", "burned", SPACED),
        ("mill", "\u00a0", "burned", SPACED),
        ("The fire", "\n", "Men came", AFTER_SHORT),
        ("x" * 70, "\n", "burned", AFTER_WRAPPED),
        ("x" * 300, "\n", "Men came", AFTER_LONG),
        ("x" * 300 + "\n" + "y" * 60, "\r\n", "burned", AFTER_WRAPPED),
        ("The fire", "\n    ", "Men came", INDENTED),
        ("The fire", "\n", "- Men came", INDENTED),
        ("The fire", "\n", "(2) Men came", INDENTED),
    ],
)
def test_what_stands_before_a_token(before: str, gap: str, after: str, expected: int) -> None:
    text = before + gap + after
    assert gap_before(text, len(before), len(before) + len(gap)) == expected


@pytest.mark.parametrize(
    ("gap", "blank"),
    [
        ("\n\n", True),
        ("\n \t\n", True),
        ("\r\n\r\n", True),
        ("\f", True),
        ("\n", False),
        ("  ", False),
        ("\r\n", False),
    ],
)
def test_blank_lines(gap: str, blank: bool) -> None:
    assert is_blank_line(f"a{gap}b", 1, 1 + len(gap)) is blank


@given(st.text(alphabet="ab \n.", max_size=80), st.integers(1, 5))
def test_blocks_keep_every_token_in_order(text: str, longest: int) -> None:
    tokens = list(Tokeniser().tokens(text))
    parts = list(blocks(text, iter(tokens), longest))
    assert [t for part, _ in parts for t in part] == tokens
    assert all(0 < len(part) <= longest for part, _ in parts)
    assert all(ended for _, ended in parts[-1:])


@given(st.lists(st.floats(-9, 9, width=32), min_size=1, max_size=60), st.integers(2, 20))
def test_segments_cover_a_block_and_are_bounded(values: list[float], longest: int) -> None:
    found = list(segments(np.array(values, dtype=np.float32), longest))
    assert [k for first, last in found for k in range(first, last)] == list(range(len(values)))
    assert all(last - first <= longest for first, last in found)


def test_an_overlong_segment_is_cut_at_its_likeliest_place() -> None:
    scores = np.full(10, -8, dtype=np.float32)
    scores[6] = -5
    assert list(segments(scores, 8)) == [(0, 7), (7, 10)]


def test_the_encoder_decides_where_the_small_net_doubts() -> None:
    small = np.array([-9, 0, -9, 0, 0], dtype=np.float32)
    encoder = np.array([1, 5, 20, -5, 9], dtype=np.float32)
    assert cuts(small, encoder) == [1, 2]
    assert boundaries.OVERRULE > 1
