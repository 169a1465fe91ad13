"""What stands around a reading is evidence: words of drills and stories, and of what became of a group besides harm."""

from __future__ import annotations

import pytest

from recount.reading.evidence import fates, staged
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


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Seven miners were rescued from the gallery.", "miners", "fate nsubj alive"),
        ("Two of the porters were released at dusk.", "Two", "fate nsubj freed"),
        ("Nine unhurt miners reached the shaft.", "miners", "fate of alive"),
        ("Villagers have dug 22 graves.", "graves", "fate is traces"),
        ("Seven men managed to escape.", "men", "fate then alive"),
        ("Seven miners died in the gallery.", "miners", ""),
    ],
)
def test_what_became_of_a_group_besides_harm_is_evidence(text: str, word: str, expected: str) -> None:
    page = sheet_of(open_text(text)).page
    at = next(index for index, token in enumerate(page.tokens) if token.text == word)
    assert list(fates(page, at)) == ([expected] if expected else [])


@pytest.mark.parametrize("table", ["staged", "fates"])
def test_a_word_belongs_to_one_kind(table: str) -> None:
    kinds = getattr(words_of(HarmWords, "harm"), table)
    listed = [word for words in kinds.values() for word in words]
    assert len(listed) == len(set(listed))
