"""Quotation marks of every kind, and what never holds of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.reading.voices import find_quotations, paragraphs

MARKED: list[tuple[str, list[str]]] = [
    ('He said: "We are leaving the town."', ['"We are leaving the town."']),
    ("He said: “We are leaving.” She wept.", ["“We are leaving.”"]),
    ('“We are leaving" he said.', ['“We are leaving"']),
    ('"We are leaving” he said.', ['"We are leaving”']),
    ("''We are leaving,'' he said.", ["''We are leaving,''"]),
    ("‘We are leaving,’ he said.", ["‘We are leaving,’"]),
    ("'We are leaving,' he said.", ["'We are leaving,'"]),
    ("The farmers' sheep and the miners' tents burned.", []),
    ("It's the general's word against the mayor's.", []),
    ('A "green light" and an "open door".', ['"green light"', '"open door"']),
    ("No marks at all.", []),
]


@pytest.mark.parametrize(("text", "quotes"), MARKED)
def test_marks_are_paired(text: str, quotes: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_quotations(text)] == quotes


def test_an_open_paragraph_goes_on_in_the_next() -> None:
    text = "“One day they came.\n\n“They took the men,” she said."
    first, second = find_quotations(text)
    assert not first.closed
    assert second.continues
    assert (first.paragraph, second.paragraph) == (0, 1)


def test_speech_is_long_or_ends_like_a_sentence() -> None:
    found = find_quotations('A "green light" is "no." They are "not coming back here at all" now.')
    assert [quotation.speech for quotation in found] == [False, True, True]


@given(st.text(alphabet="ab .,\n\"“”‘’'«»", max_size=60))
def test_quotations_lie_inside_one_paragraph(text: str) -> None:
    spans = paragraphs(text)
    for quotation in find_quotations(text):
        start, end = spans[quotation.paragraph]
        assert start <= quotation.start < quotation.end <= end
