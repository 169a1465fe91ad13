"""What a body or a person says in a text of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recount.model.text import Author, Span
from recount.reading.own_words import read_own_words
from recount.reading.page import Page
from tests.reading.opened import open_text, sheet_of

BODY = "North Shore Police"


def said(text: str, author: Author) -> list[tuple[str, str]]:
    """Return the statements of a text that is issued by its author, each with its polarity."""
    page = open_text(text, speaker=author.name)
    issued = Page(replace(page.document, author=author), page.analysis)
    claims = read_own_words(sheet_of(issued))
    assert all(text[claim.start : claim.end] == claim.quote for claim in claims)
    assert all([hop.name for hop in claim.attribution] == [author.name] for claim in claims)
    return [(claim.quote, claim.polarity) for claim in claims]


def denied(text: str, author: Author) -> list[str]:
    """Return the denials of a text that is issued by its author."""
    return [quote for quote, polarity in said(text, author) if polarity == "-"]


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


def test_all_that_a_communique_tells_is_its_body_s_statement() -> None:
    text = "Our officers were fired upon from the roof. They answered the fire."
    assert [quote for quote, _ in said(text, ISSUED)] == [
        "Our officers were fired upon from the roof.",
        "They answered the fire.",
    ]


def test_a_private_letter_states_what_its_writer_did_and_denies() -> None:
    text = "Dear sister. " + "The rain goes on and on. " * 20 + "I gave no such order. The mill was closed. Ana"
    letter = Author("Ana", "stated", (Span(len(text) - 3, len(text)),))
    assert said(text, letter) == [("I gave no such order.", "-")]
