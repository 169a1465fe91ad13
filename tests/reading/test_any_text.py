"""Any text is read: nothing raises, every claim and mention stands where it says, and twice gives the same bytes."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recount.model.mentions import Reading
from recount.model.text import Author, Document, Segment
from recount.pipeline.stages import pack
from recount.reading import read
from recount.reading.page import Page
from tests.reading.opened import engine_alone

_WORDS = [
    "killed", "wounded", "at least", "six", "nobody", "of whom", "who", "said", "that", "the", "a",
    "army", "police", "and", ",", ".", "\n", "\n\n", "“", "”", "\"", "(", ")", "-", "’s", "12", "1,400",
    "3-4", "2003", "on 4 May", "yesterday", "not", "did not", "if", "?", "himself", "hostage", "took",
    "shot", "dead", "of the", "including", "women", "Ana Dorn", "Col.", "UN", "they", "it", "was",
    "were", "by", "in", "raid", "the death toll", "rose to", "ordered", "\xa0", "\u200b", "🙂", "国",
]  # fmt: skip
_SENTENCES = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)
_TEXTS = st.one_of(
    _SENTENCES, st.text(max_size=120), st.text(alphabet="abcdeKSM 0123456789.,;:'’“”-–()[]\n\t", max_size=160)
)


def _document(text: str, cuts: list[int]) -> Document:
    """Return a text in segments of several voices: ``cuts`` are where the voice changes."""
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    voices = ("article", "comment", "quotation")
    segments = tuple(
        Segment(f"s{number}", voices[number % 3], "Nel Amar" if number % 2 else None, start, end)  # type: ignore[arg-type]
        for number, (start, end) in enumerate(itertools.pairwise(places))
    )
    return Document(
        "document", None, "text", "", "", "text/plain", "utf-8", "en", text, None, "article", Author(), None, segments
    )


def _read(text: str, cuts: list[int]) -> Reading:
    document = _document(text, cuts)
    return read(document, engine_alone().analyse(text))


@settings(max_examples=300)
@given(text=_TEXTS, cuts=st.lists(st.integers(0, 200), max_size=2))
@example(text="", cuts=[])
@example(text="killed", cuts=[])
@example(text="six of whom six of whom six", cuts=[])
@example(text="Ten people, including ten people, including ten people, were killed.", cuts=[])
def test_any_text_is_read_and_exactly_anchored(text: str, cuts: list[int]) -> None:
    reading = _read(text, cuts)
    ids = {claim.id for claim in reading.claims}
    assert len(ids) == len(reading.claims)
    for claim in reading.claims:
        assert text[claim.start : claim.end] == claim.quote != ""
        for span in (*claim.spans, *((claim.anchor,) if claim.anchor else ())):
            assert 0 <= span.start < span.end <= len(text)
        count = getattr(claim.value, "count", None)
        if count is not None and count.low is not None and count.high is not None:
            assert 0 <= count.low <= count.high
        assert claim.attribution
        assert 0 <= claim.score <= 1
        whole = getattr(claim.value, "subset_of", None)
        assert whole is None or (whole in ids and whole != claim.id)
    for mention in (*reading.names, *reading.places, *reading.times, *reading.events):
        assert 0 <= mention.start < mention.end <= len(text)
    assert pack(_read(text, cuts)) == pack(reading)


@given(text=_SENTENCES)
@settings(max_examples=40)
def test_a_page_is_a_pure_function_of_its_text(text: str) -> None:
    document, analysis = _document(text, []), engine_alone().analyse(text)
    page = Page(document, analysis)
    assert page.sentence_index == Page(document, analysis).sentence_index
    assert pack(read(document, analysis)) == pack(read(document, analysis))


@pytest.mark.parametrize("blank", ["\n", " ", "\u00a0"])
def test_blank_lines_at_the_end_change_no_claim(blank: str) -> None:
    text = "Rebels killed six farmers at Lodva on 4 May 2031."
    first, second = _read(text, []), _read(text + blank, [])
    assert [claim.quote for claim in first.claims] == [claim.quote for claim in second.claims] != []
