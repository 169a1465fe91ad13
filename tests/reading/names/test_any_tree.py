"""No analysis, however wrong, breaks the readers of names and places, and every mention stays exact."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from recount.model.analysis import ROOT, Analysis, Entity, Sentence, Token
from recount.reading.names import read_names, read_places
from recount.reading.page import Page
from tests.reading.unread import page_of

_WORDS = (
    "the", "The", "Camp", "Norrin", "Varga", "VARGA", "Peter", "Mr.", "Secretary", "of", "State", "chief", "army", "'s",
    "-", ",", "(", ")", "PDF", "People", "Front", "Iraq", "Iraqi", "U.S.", "us", "Baghdad", "government", "force",
    "gunmen", "masked", "in", "north", "outskirts", "and", "jr", "who",
    "rifle", "é", "漢字", "🌩", ".", "’s",
)  # fmt: skip
_TAGS = st.tuples(
    st.sampled_from(["NOUN", "PROPN", "VERB", "ADJ", "PRON", "NUM", "ADP", "PUNCT"]),
    st.sampled_from(
        ["nsubj", "obj", "nmod", "nmod:poss", "compound", "conj", "amod", "appos", "cop", "flat", "obl:agent"]
    ),
)
_LABELS = st.sampled_from(["PERSON", "ORGANISATION", "UNIT", "PLACE", "MISC", "OTHER"])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Return a page of known words under a random tree, with random entities, in one or two sentences."""
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=24))
    page = page_of(" ".join(words), None)
    cut = draw(st.integers(1, len(words)))
    tokens, start = [], 0
    for index, word in enumerate(words):
        upos, relation = draw(_TAGS)
        head = draw(st.integers(0, cut - 1) if index < cut else st.integers(cut, len(words) - 1))
        head = ROOT if head == index else head
        tokens.append(Token(start, start + len(word), word, word.lower(), upos, "NN", head, relation))
        start += len(word) + 1
    bounds = [(first, last) for first, last in ((0, cut), (cut, len(words))) if first < last]
    sentences = tuple(Sentence(tokens[one].start, tokens[two - 1].end, one, two) for one, two in bounds)
    entities = []
    for first in draw(st.sets(st.integers(0, len(words) - 1), max_size=6)):
        last = min(first + draw(st.integers(1, 5)), len(words))
        label, score = draw(_LABELS), draw(st.floats(0, 1, allow_subnormal=False))
        entities.append(Entity(tokens[first].start, tokens[last - 1].end, first, last, label, score))
    return replace(page, analysis=Analysis("none", tuple(tokens), sentences, tuple(entities)))


@given(pages())
def test_any_tree_is_read_without_a_fault_and_exactly_anchored(page: Page) -> None:
    names = read_names(page)
    places = read_places(page, names)
    for mention in (*names, *places):
        assert 0 <= mention.start < mention.end <= len(page.text)
        assert " ".join(page.text[mention.start : mention.end].split()) == mention.surface
    assert [name.start for name in names] == sorted(name.start for name in names)
    assert all(one.end <= two.start for one, two in pairwise(places))
