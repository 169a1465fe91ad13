"""No analysis, however wrong, breaks the readers of times and dates, and every span stays exact."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recount.model.analysis import ROOT, Analysis, Sentence, Token
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.reading.times import read_dates, read_times
from recount.reading.voices import Attributions
from tests.reading.unread import page_of

_WORDS = (
    "the", "raid", "was", "on", "in", "of", "March", "May", "12", "3rd", "1999", "1943", "Friday", "last", "two",
    "days", "before", "after", "later", "early", "morning", "night", "summer", "year", "that", "same", "time", "and",
    "-", ",", ".", "(", ")", "from", "to", "fall", "480", "BC", "former", "a", "week", "soldiers", "will", "é", "漢字",
    "🌩", "\n\n",
)  # fmt: skip
_TAGS = st.tuples(
    st.sampled_from(["NOUN", "PROPN", "VERB", "AUX", "ADJ", "NUM", "ADP", "PUNCT"]),
    st.sampled_from(["NN", "NNS", "VBD", "VBN", "VBG", "VBZ", "IN", "CD", "POS"]),
    st.sampled_from(
        ["obl", "nmod", "nmod:poss", "compound", "conj", "acl", "acl:relcl", "nummod", "aux", "amod", "cop"]
    ),
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Return a page of known words under a random tree."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30))
    page = page_of(" ".join(words), draw(st.sampled_from([None, "1999-03-12"])))
    order = draw(st.permutations(range(len(words))))
    heads = {order[0]: ROOT}
    for place, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, place - 1))]
    tokens, start = [], 0
    for index, word in enumerate(words):
        upos, xpos, relation = draw(_TAGS)
        deprel = "root" if heads[index] == ROOT else relation
        tokens.append(Token(start, start + len(word), word, word, upos, xpos, heads[index], deprel))
        start += len(word) + 1
    sentence = Sentence(0, len(page.text), 0, len(tokens))
    return replace(page, analysis=Analysis("none", tuple(tokens), (sentence,), ()))


@given(pages())
def test_any_tree_is_read_without_a_fault_and_exactly_anchored(page: Page) -> None:
    times = read_times(page)
    for mention in times:
        assert page.text[mention.start : mention.end] == mention.quote == mention.when.raw
        if mention.relative_to is not None:
            assert 0 <= mention.relative_to.start < mention.relative_to.end <= len(page.text)
    for claim in read_dates(Sheet(page, (), (), times, Attributions(page))):
        assert page.text[claim.start : claim.end] == claim.quote
        assert claim.anchor is not None
        assert page.text[claim.anchor.start : claim.anchor.end] == claim.value.dates  # type: ignore[union-attr]
