from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.language.tokeniser import INVISIBLE, Tokeniser, is_blank

TOKENISER = Tokeniser(abbreviations=("mr", "col", "no"), prefixes=("co", "ex"), compounds=("e-mail",))
_MARKUP = st.text(alphabet="aB1é .,'’\"“”-–—()[]$%@#:/\n\u00a0\u200b\u0301nt’s", max_size=60)


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in TOKENISER.tokens(text)]


@given(st.one_of(st.text(max_size=80), _MARKUP))
def test_every_visible_character_stands_in_exactly_one_token(text: str) -> None:
    spans = list(TOKENISER.tokens(text))
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    covered = {k for a, b in spans for k in range(a, b)}
    visible = {k for k, c in enumerate(text) if re.match(rf"[^\s{INVISIBLE}]", c)}
    assert covered == visible


@given(_MARKUP)
def test_a_token_is_the_same_alone_as_between_spaces(text: str) -> None:
    assert words(f"  {text}\n") == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They can't say.", ["They", "ca", "n't", "say", "."]),
        ("They can’t say.", ["They", "ca", "n’t", "say", "."]),
        ("The U.S.list and the U.S.and", ["The", "U.S.", "list", "and", "the", "U.S.", "and"]),
        ("He left the U.S..", ["He", "left", "the", "U.S.", "."]),
        ("Col. Ilves' men", ["Col.", "Ilves", "'", "men"]),
        ("the ministry's well-known ex-minister", ["the", "ministry", "'s", "well", "-", "known", "ex-minister"]),
        ("Marlen\u00a0Kadri", ["Marlen", "Kadri"]),
        ('"No," she said', ['"', "No", ",", '"', "she", "said"]),
        ("“No,” she said", ["“", "No", ",", "”", "she", "said"]),
        ("killed 1,200 (or 1.5%) at 10:30", ["killed", "1,200", "(", "or", "1.5", "%", ")", "at", "10:30"]),
        ("at 5pm on 12-03-2019", ["at", "5", "pm", "on", "12-03-2019"]),
        ("see https://example.org/a?b=1.", ["see", "https://example.org/a?b=1", "."]),
        ("I cannot... wait--no", ["I", "can", "not", "...", "wait", "--", "no"]),
        ("$20 and €5", ["$", "20", "and", "€", "5"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("in the '90s", ["in", "the", "'90s"]),
    ],
)
def test_splits_as_the_treebanks_do(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_blankness() -> None:
    assert is_blank("")
    assert is_blank(" \u200b\n")
    assert not is_blank(" a ")
