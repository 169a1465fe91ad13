"""What stands around a reading: words of drills, stories and games near a figure are evidence of their own."""

from __future__ import annotations

import pytest

from recount.reading.evidence import staged
from recount.vocabulary.schema import HarmWords, words_of
from tests.reading.opened import open_text, sheet_of


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The drill at Port Amsel left eleven killed on paper.", "eleven", ["staged exercise here"]),
        ("Eleven were killed on paper. The drill ended at noon.", "Eleven", ["staged exercise beside"]),
        ("Eleven were killed. It rained. The drill ended at noon.", "Eleven", []),
        ("In the film a goat kills eleven.", "eleven", ["staged farm here", "staged story here"]),
        ("Eleven farmers were killed at Port Amsel.", "Eleven", []),
    ],
)
def test_words_of_what_is_no_event_are_evidence_where_they_stand(text: str, word: str, expected: list[str]) -> None:
    page = sheet_of(open_text(text)).page
    at = next(index for index, token in enumerate(page.tokens) if token.text == word)
    assert list(staged(page, at)) == expected


def test_a_word_belongs_to_one_kind_of_stage() -> None:
    kinds = words_of(HarmWords, "harm").staged
    listed = [word for words in kinds.values() for word in words]
    assert len(listed) == len(set(listed))
