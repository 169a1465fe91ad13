"""Statements: one a reported stretch, anchored, with the whole chain."""

from __future__ import annotations

from recount.model.claims import TextValue
from recount.reading import small
from tests.reading.opened import open_text, sheet_of

TEXT = (
    'The mayor said that the bridge was closed. "Nobody can cross," the ferryman told the radio, "until June." '
    "I think that is wrong. The army shelled the port."
)


def test_each_reported_stretch_is_a_statement() -> None:
    claims = small.read_statements(sheet_of(open_text(TEXT)))
    assert [claim.value.text for claim in claims if isinstance(claim.value, TextValue)] == [
        "that the bridge was closed",
        '"Nobody can cross," … "until June."',
    ]
    for claim in claims:
        assert claim.kind == "statement"
        assert TEXT[claim.start : claim.end] == claim.quote
        for span in claim.spans:
            assert 0 <= span.start < span.end <= len(TEXT)


def test_the_chain_ends_with_the_speaker_whose_cue_is_the_anchor() -> None:
    first, second = small.read_statements(sheet_of(open_text(TEXT)))
    assert [hop.name for hop in first.attribution] == [None, "The mayor"]
    assert [hop.name for hop in second.attribution] == [None, "the ferryman"]
    assert second.anchor is not None
    assert TEXT[second.anchor.start : second.anchor.end] == "told"
    assert (first.certainty, first.polarity) == ("reported", "+")


def test_a_nested_statement_keeps_the_outer_voices() -> None:
    text = "The mayor said that doctors had confirmed that two men died."
    inner = small.read_statements(sheet_of(open_text(text)))[-1]
    assert [hop.name for hop in inner.attribution] == [None, "The mayor", "doctors"]


def test_a_text_of_the_author_alone_has_no_statement() -> None:
    assert small.read_statements(sheet_of(open_text("The army shelled the port. Two ships burned."))) == []
