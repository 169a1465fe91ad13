"""What a body denies in a text that it issues itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model.text import Author, Span
from recount.reading.own_words import read_own_words
from recount.reading.page import Page
from tests.reading.opened import open_text, sheet_of

BODY = "North Shore Police"


def denied(text: str, author: Author) -> list[str]:
    """Return the denials of a text that is issued by its author."""
    page = open_text(text, speaker=author.name)
    issued = Page(replace(page.document, author=author), page.analysis)
    claims = read_own_words(sheet_of(issued))
    assert all(claim.polarity == "-" for claim in claims)
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)
    assert all([hop.name for hop in claim.attribution] == [author.name] for claim in claims)
    return [claim.quote for claim in claims]


ISSUED = Author(BODY, "stated", (Span(0, 1),))


@pytest.mark.parametrize(
    "sentence",
    [
        "No officer fired on the crowd.",
        "These accusations are false.",
        "The police reject these accusations.",
        "Our men were not at the bridge that night.",
    ],
)
def test_a_denying_sentence_of_a_communique_is_its_body_s_statement(sentence: str) -> None:
    assert denied(f"The station was quiet on Friday. {sentence}", ISSUED) == [sentence]


def test_what_it_relays_of_others_and_what_it_affirms_are_no_denials() -> None:
    assert denied("Two men were held on Friday. The bridge was open to all.", ISSUED) == []
    assert denied("The union says that no officer was there.", ISSUED) == []


def test_a_text_without_a_stated_author_denies_nothing_in_its_own_name() -> None:
    assert denied("No officer fired on the crowd.", Author()) == []
