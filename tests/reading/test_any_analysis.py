"""No analysis of a real text, however wrong, breaks a reader or moves a claim from its words.

Tags, relations, trees, sentences, entities and marks are drawn at random over the engine's own tokens, few or all of
them. A tree stays a tree within its sentence: an engine that gives none breaks the port (``recount.language.port``).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.invariants import faults_of_analysis, faults_of_reading
from recount.intake import make_document
from recount.model.analysis import (
    ENTITY_LABELS,
    ENTRY_SORTS,
    MARK_LABELS,
    ROOT,
    Analysis,
    Entity,
    EntryMark,
    Mark,
    Sentence,
    Token,
)  # fmt: skip
from recount.model.mentions import Reading
from recount.pipeline.stages import pack, pack_analysis, unpack, unpack_analysis
from recount.reading import read
from tests.reading.opened import engine_alone
from tests.sentences import any_text, bounded

_UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X", "",
)  # fmt: skip
_XPOS = (
    "NN",
    "NNS",
    "NNP",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBZ",
    "MD",
    "IN",
    "CD",
    "DT",
    "POS",
    "PRP$",
    "WDT",
    "TO",
    "''",
    "",
)
_DEPRELS = (
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "compound",
    "compound:prt", "conj", "cop", "csubj", "dep", "det", "expl", "fixed", "flat", "iobj", "mark", "nmod", "nmod:poss",
    "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "parataxis", "punct", "xcomp", "", "x:y:z",
)  # fmt: skip


@cache
def _analysed(text: str) -> Analysis:
    return engine_alone().analyse(text)


def spoil(analysis: Analysis, dice: Random, share: float) -> Analysis:
    """Return an analysis in which about ``share`` of all that it says is drawn at random."""
    sentences = _sentences(analysis, dice, share)
    tokens = list(analysis.tokens)
    for sentence in sentences:
        inside = list(range(sentence.first, sentence.last))
        dice.shuffle(inside)
        whole = dice.random() < share or sentence not in analysis.sentences
        heads = {index: ROOT if not at else dice.choice(inside[:at]) for at, index in enumerate(inside)}
        for index in inside:
            token = tokens[index]
            if dice.random() < share:
                token = _retagged(token, dice)
            tokens[index] = replace(token, head=heads[index]) if whole else token
    words, size = range(len(tokens)), len(tokens)
    entities = [entity for entity in analysis.entities if dice.random() > share]
    marks = []
    for index in words:
        if dice.random() < share / 2:
            last = min(size, index + dice.randint(1, 4))
            label, score = dice.choice(ENTITY_LABELS), round(dice.random(), 3)
            entities.append(Entity(tokens[index].start, tokens[last - 1].end, index, last, label, score))
        if dice.random() < share:
            kind = dice.choice(("count", "role", "voice", "event"))
            tie = dice.choice((None, *words))
            stance = dice.choice(MARK_LABELS["stance"]) if kind in ("count", "role") else ""
            label = dice.choice(MARK_LABELS[kind])
            marks.append(Mark(index, kind, label, round(dice.random(), 3), tie, round(dice.random(), 3), stance))
            if kind == "count" and dice.random() < 0.5:
                marks.append(Mark(index, "part", "part", 0.9, dice.choice(words), 0.9))
    entries = [_entry(index, size, dice) for index in words if dice.random() < share]
    found, entered = dice.choice((None, tuple(marks))), dice.choice((None, tuple(entries)))
    return Analysis(analysis.engine, tuple(tokens), sentences, tuple(entities), found, entered)


def _entry(index: int, size: int, dice: Random) -> EntryMark:
    kind = dice.choice(sorted(ENTRY_SORTS))
    first, last = dice.randint(max(0, index - 9), index), dice.randint(index, min(size - 1, index + 30))
    opens = dice.choice((None, dice.randrange(size)))
    return EntryMark(
        index, kind, round(dice.random(), 3), first, last, dice.choice((None, dice.randrange(size))),
        tuple(sorted({dice.randrange(size) for _ in range(dice.randint(0, 2))})), opens,
        None if opens is None else dice.randint(opens, size - 1), dice.choice((*ENTRY_SORTS[kind], "")),
    )  # fmt: skip


def _retagged(token: Token, dice: Random) -> Token:
    lemma = dice.choice((token.lemma, token.text, "kill", "say", "be", "", "-", "the"))
    return replace(token, lemma=lemma, upos=dice.choice(_UPOS), xpos=dice.choice(_XPOS), deprel=dice.choice(_DEPRELS))


def _sentences(analysis: Analysis, dice: Random, share: float) -> tuple[Sentence, ...]:
    """Return the sentences, or others over the same tokens."""
    tokens = analysis.tokens
    if not tokens or dice.random() > share:
        return analysis.sentences
    cuts = sorted({0, len(tokens), *(dice.randrange(len(tokens)) for _ in range(dice.randint(0, 4)))})
    return tuple(Sentence(tokens[first].start, tokens[last - 1].end, first, last) for first, last in pairwise(cuts))


@bounded(150)
@given(any_text, st.randoms(use_true_random=False), st.sampled_from([0.05, 0.2, 0.5, 1.0]))
def test_any_analysis_is_read_without_a_fault_and_exactly_anchored(text: str, dice: Random, share: float) -> None:
    document = make_document(text, name="a.txt", language="en")
    analysis = spoil(_analysed(document.text), dice, share)
    assert [fault for fault in faults_of_analysis(document.text, analysis) if "one root" not in fault] == []
    reading = read(document, analysis)
    assert list(faults_of_reading(document, reading)) == []
    assert unpack_analysis(pack_analysis(analysis)) == analysis
    assert unpack(Reading, pack(reading)) == reading


def test_the_spoiler_spoils_and_the_checks_see_a_planted_fault() -> None:
    text = "Guards killed six farmers at Lodva on 4 May 2031, police said."
    document, analysis = make_document(text, name="a.txt", language="en"), _analysed(text)
    calm = spoil(analysis, Random(1), 0.0)
    assert calm == replace(analysis, marks=calm.marks, entries=calm.entries)
    assert spoil(analysis, Random(1), 1.0).tokens != analysis.tokens
    reading = read(document, analysis)
    (claim, *_) = [claim for claim in reading.claims if claim.kind == "casualty"]
    wrong = replace(claim, start=claim.start + 1)
    assert list(faults_of_reading(document, replace(reading, claims=(wrong,))))
    shifted = replace(analysis, tokens=(replace(analysis.tokens[0], end=3), *analysis.tokens[1:]))
    assert list(faults_of_analysis(text, shifted))


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", ".", "killed", "\x00", "\U0001f480", "e\u0301", "((((", "“"])
def test_an_odd_text_is_read_and_says_nothing(text: str) -> None:
    document = make_document(text, name="a.txt", language="en")
    analysis = engine_alone().analyse(document.text)
    assert list(faults_of_analysis(document.text, analysis)) == []
    reading = read(document, analysis)
    assert reading.claims == ()
    assert list(faults_of_reading(document, reading)) == []
