"""Windows as they are trained on: whole sentences in order, written out so that the engine would see the same gaps."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="torch is needed for training only")

from recount.language.engine import Engine
from recount.language.layout import GLUED, gap_before
from training.batches import IGNORE, Coder, vocabularies
from training.examples import Example
from training.labels import OWN
from training.windows import LONGEST, Window, documents, windows, write_out

_SENTENCE = st.builds(
    lambda words, paragraph: Example(words=words, document="d", paragraph=paragraph),
    st.lists(st.sampled_from(["men", "came", ".", "Velan", "xqz", "12"]), min_size=1, max_size=12),
    st.booleans(),
)
_LAYOUTS = st.sampled_from(["line", "paragraphs", "wrapped"])


@given(st.lists(_SENTENCE, min_size=1, max_size=8), _LAYOUTS, st.integers(0, 999))
def test_written_out_words_stand_where_they_are_said_to(sentences: list[Example], layout: str, seed: int) -> None:
    text, ends, spans = write_out(sentences, layout, random.Random(seed))
    words = [word for sentence in sentences for word in sentence.words]
    assert [text[a:b] for a, b in spans] == words
    assert len(ends) == len(sentences)
    assert all(text[:end].endswith(sentence.words[-1]) for end, sentence in zip(ends, sentences, strict=True))
    previous = -1
    for start, end in spans:
        assert previous < 0 or gap_before(text, previous, start) != GLUED
        previous = end


@given(st.lists(_SENTENCE, max_size=20), st.integers(0, 999))
def test_every_sentence_stands_in_one_window_in_order(sentences: list[Example], seed: int) -> None:
    made = list(windows(sentences, random.Random(seed)))
    assert [one for window in made for one in window.sentences] == sentences
    for window in made:
        size = sum(len(one.words) for one in window.sentences)
        assert len(window.gaps) == size
        assert size <= LONGEST or len(window.sentences) == 1


def test_documents_are_never_mixed() -> None:
    examples = [Example(["a"], "one"), Example(["b"], "one"), Example(["c"], "two")]
    assert [[e.words[0] for e in document] for document in documents(examples)] == [["a", "b"], ["c"]]
    for window in windows(examples, random.Random(1)):
        assert len({example.document for example in window.sentences}) == 1


def test_trees_of_a_window_stay_within_their_sentences() -> None:
    def example(words: list[str], heads: list[int], whole: bool) -> Example:
        return Example(
            words=words, document="d", heads=heads, relations=["root" if h == 0 else "dep" for h in heads],
            upos=["X"] * len(words), xpos=["X"] * len(words), lemmas=words, whole=whole,
        )  # fmt: skip

    first, second = example(["Men", "came", "."], [2, 0, 2], True), example(["They", "left"], [2, 0], True)
    silent = Example(["Ana", "saw"], "d", schemes={OWN: ["B-PERSON", "?"]}, whole=False)
    coder = Coder(Engine(marks=False)._pieces, vocabularies([first, second], rare_rule=1))
    row = coder.window(Window([first, second, silent], [1] * 7))
    assert row.sentence == [0, 1, 1, 1, 2, 2, 3, 3]
    assert row.heads == [IGNORE, 2, 0, 2, 5, 0, IGNORE, IGNORE]
    assert row.labels["end"][:6] == [IGNORE, 0, 0, 1, 0, 1]
    assert row.labels["end"][6:] == [IGNORE, IGNORE]
    assert row.labels[OWN][:6] == [IGNORE] * 6
    assert row.labels[OWN][6] != IGNORE
    assert row.labels[OWN][7] == IGNORE
