"""Any text at all has an analysis: exact offsets in order, one tree a sentence, labels of the closed lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.invariants import faults_of_analysis
from recount.language.engine import Engine
from recount.language.tokeniser import is_blank
from recount.pipeline.stages import pack_analysis, unpack_analysis
from tests.sentences import HALVES, HOSTILE, any_text, bounded, texts


@bounded(120)
@given(st.one_of(texts(halves=True), any_text))
def test_any_text_has_a_whole_analysis(engine: Engine, text: str) -> None:
    analysis = engine.analyse(text)
    assert list(faults_of_analysis(text, analysis)) == []
    assert bool(analysis.tokens) != is_blank(text)
    covered = "".join(token.text for token in analysis.tokens)
    assert sum(not character.isspace() for character in text) >= len(covered)
    assert all(is_blank(gap) for gap in _gaps(text, [(token.start, token.end) for token in analysis.tokens]))
    assert unpack_analysis(pack_analysis(analysis)) == analysis


def _gaps(text: str, spans: list[tuple[int, int]]) -> list[str]:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[one:other] for one, other in zip(edges[::2], edges[1::2], strict=True)]


@pytest.mark.parametrize("mark", [*HOSTILE, *HALVES])
def test_a_hostile_mark_alone_and_many_times_has_an_analysis(engine: Engine, mark: str) -> None:
    for text in (mark, mark * 40, f"Six men {mark}died{mark}.{mark}"):
        assert list(faults_of_analysis(text, engine.analyse(text))) == []


def test_what_stands_before_a_sentence_changes_no_offset_in_it(engine: Engine) -> None:
    told = "Guards killed six farmers at Lodva on 4 May 2031, police said."
    alone = [(token.start, token.end) for token in engine.analyse(told).tokens]
    for mark in ("\U0001f480", "\r\n\r\n", "\u202e\n\n", "\x00\n\n"):
        shifted = [(token.start, token.end) for token in engine.analyse(mark + told).tokens]
        assert shifted[-len(alone) :] == [(start + len(mark), end + len(mark)) for start, end in alone]
