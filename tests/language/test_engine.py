from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.errors import EngineError
from recount.language import load_engine, windows
from recount.language.engine import WEIGHTS, Engine
from recount.language.tokeniser import INVISIBLE
from recount.model.analysis import ENTITY_LABELS, ROOT, Analysis

_NOISY = st.text(alphabet="abNSx .,'’\"“”-–—()[]\n\r\t\u00a0\u2028\u200b\u0301\U0001f600国ع1%$", max_size=120)


def sentences(engine: Engine, text: str) -> list[str]:
    return [text[s.start : s.end] for s in engine.analyse(text).sentences]


def check(text: str, analysis: Analysis) -> None:
    """The contract of every analysis, whatever the text."""
    tokens = analysis.tokens
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    covered = {k for t in tokens for k in range(t.start, t.end)}
    assert covered == {k for k, c in enumerate(text) if re.match(rf"[^\s{INVISIBLE}]", c)}
    assert [s.first for s in analysis.sentences] == [0, *(s.last for s in analysis.sentences)][
        : len(analysis.sentences)
    ]
    assert (analysis.sentences[-1].last if analysis.sentences else 0) == len(tokens)
    for s in analysis.sentences:
        assert (s.start, s.end) == (tokens[s.first].start, tokens[s.last - 1].end)
        inside = tokens[s.first : s.last]
        assert sum(t.head == ROOT for t in inside) == 1
        assert all(t.head == ROOT or s.first <= t.head < s.last for t in inside)
        assert all((t.head == ROOT) == (t.deprel == "root") for t in inside)
    for e in analysis.entities:
        assert (e.start, e.end) == (tokens[e.first].start, tokens[e.last - 1].end)
        assert e.label in ENTITY_LABELS
        assert 0 <= e.score <= 1
    assert all(t.lemma for t in tokens)


@settings(deadline=None, max_examples=60)
@given(text=st.one_of(_NOISY, st.text(max_size=80)))
def test_every_text_keeps_its_offsets(engine: Engine, text: str) -> None:
    check(text, engine.analyse(text))


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff"])
def test_texts_without_words(engine: Engine, text: str) -> None:
    analysis = engine.analyse(text)
    assert (analysis.tokens, analysis.sentences, analysis.entities) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Col. Marta Ilves denied it. The U.S. Embassy in Port Velan did not answer.",
            ["Col. Marta Ilves denied it.", "The U.S. Embassy in Port Velan did not answer."],
        ),
        (
            "They live in the U.S.. Nobody came back.",
            ["They live in the U.S..", "Nobody came back."],
        ),
        (
            "This broke the Sorrel Convention. 36 Tarnese fighters were held there.",
            ["This broke the Sorrel Convention.", "36 Tarnese fighters were held there."],
        ),
        (
            "“We saw nothing,” he said. “Nothing at all.” Then he left.",
            ["“We saw nothing,” he said.", "“Nothing at all.”", "Then he left."],
        ),
        (
            'He said "they burned the mill. Nobody stopped them.',
            ['He said "they burned the mill.', "Nobody stopped them."],
        ),
        (
            "Three people were hurt in the attack on the\nvillage of Upper Tarn, said the\nSorrel committee. Two died.",
            [
                "Three people were hurt in the attack on the\nvillage of Upper Tarn, said the\nSorrel committee.",
                "Two died.",
            ],
        ),
        (
            "Attack on the mill\n\nFour men came at dawn. They left at noon.",
            ["Attack on the mill", "Four men came at dawn.", "They left at noon."],
        ),
        pytest.param(
            "What is known:\n- Four men came at dawn\n- They burned the mill",
            ["What is known:", "- Four men came at dawn", "- They burned the mill"],
            marks=pytest.mark.xfail(strict=True, reason="items of a list without full stops run into one sentence"),
        ),
        (
            "- Four men came at dawn.\n- They burned the mill.",
            ["- Four men came at dawn.", "- They burned the mill."],
        ),
        (
            "the army came at night. it killed two men. nobody knows why.",
            ["the army came at night.", "it killed two men.", "nobody knows why."],
        ),
        (
            "GUNMEN KILLED A JUDGE IN SAN TELMO YESTERDAY. POLICE BLAMED THE REBELS.",
            ["GUNMEN KILLED A JUDGE IN SAN TELMO YESTERDAY.", "POLICE BLAMED THE REBELS."],
        ),
    ],
)
def test_sentences(engine: Engine, text: str, expected: list[str]) -> None:
    assert sentences(engine, text) == expected


def test_a_name_with_a_no_break_space_is_one_name(engine: Engine) -> None:
    text = "Marlen\u00a0Kadri was arrested in Port\u00a0Velan on Monday."
    names = {(text[e.start : e.end], e.label) for e in engine.analyse(text).entities}
    assert ("Marlen\u00a0Kadri", "PERSON") in names
    assert ("Port\u00a0Velan", "PLACE") in names


def test_case_changes_no_subject_or_object(engine: Engine) -> None:
    text = "Soldiers of the Sorrel army shot two farmers near Port Velan on Tuesday."
    for form in (text, text.upper(), text.lower()):
        tokens = engine.analyse(form).tokens
        arcs = {(t.text.lower(), t.deprel, tokens[t.head].text.lower()) for t in tokens}
        assert {("soldiers", "nsubj", "shot"), ("farmers", "obj", "shot")} <= arcs


def test_a_plain_sentence_is_read_in_full(engine: Engine) -> None:
    tokens = engine.analyse("Rebels killed three soldiers in Port Velan.").tokens
    assert [t.lemma for t in tokens] == ["rebel", "kill", "three", "soldier", "in", "Port", "Velan", "."]
    assert [t.upos for t in tokens] == ["NOUN", "VERB", "NUM", "NOUN", "ADP", "PROPN", "PROPN", "PUNCT"]
    assert [t.deprel for t in tokens[:4]] == ["nsubj", "root", "nummod", "obj"]
    assert [t.head for t in tokens[:4]] == [1, ROOT, 3, 1]


def test_a_sentence_does_not_depend_on_what_was_read_before(engine: Engine) -> None:
    text = "Police in Port Velan said that Marta Ilves had been released on 5 May."
    alone = Engine().analyse(text)
    engine.analyse("Something else entirely, 1,000 times over. " * 20)
    assert engine.analyse(text) == alone


def test_threads_and_order_change_nothing(engine: Engine) -> None:
    texts = [f"Police in Port Velan held {n} men on {n} May. Marta Ilves was not among the {n}." for n in range(3, 27)]
    one_by_one = [engine.analyse(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(engine.analyse, reversed(texts)))
    assert together[::-1] == one_by_one


def test_a_blank_line_parts_sentences_and_changes_no_word(engine: Engine) -> None:
    first, second = "Two men died in the fire at Upper Tarn.", "The ministry denied it. It gave no reason."
    together = engine.analyse(f"{first}\n\n{second}")
    one, two = engine.analyse(first), engine.analyse(second)
    assert [(t.text, t.lemma, t.upos) for t in together.tokens] == [
        (t.text, t.lemma, t.upos) for t in (*one.tokens, *two.tokens)
    ]
    assert len(together.sentences) == 3


def test_a_sentence_without_end_is_cut_without_loss(engine: Engine) -> None:
    text = "and then the men went up the hill with their sons " * 150
    analysis = engine.analyse(text)
    check(text, analysis)
    assert max(s.last - s.first for s in analysis.sentences) <= windows.LONGEST


def test_the_sentences_of_windows_are_those_of_the_text(engine: Engine) -> None:
    text = "Four men came to the mill at dawn. They left at noon. " * 40
    check(text, engine.analyse(text))
    assert sentences(engine, text) == ["Four men came to the mill at dawn.", "They left at noon."] * 40


def test_words_of_many_pieces_do_not_overflow(engine: Engine) -> None:
    text = " ".join(["Xqzvjkwpxq-zvjkw国国国国国国国国国国国国国国"] * 100)
    check(text, engine.analyse(text))


def test_reading_a_long_text_holds_only_a_window_of_it(engine: Engine) -> None:
    text = "Four men came to the mill at dawn and left at noon.\n\n" * 400
    tracemalloc.start()
    count = sum(len(readings) for _, _, readings in engine.read(text))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 400
    assert peak < 5_000_000


def test_importing_the_package_loads_no_runtime() -> None:
    code = "import sys, recount.language; sys.exit('onnxruntime' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_engine_names_its_weights(engine: Engine) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", engine.weights_sha256)
    assert engine.analyse("Yes.").engine == f"{engine.name} {engine.version} {engine.weights_sha256}"


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="reinstall recount-record"):
        load_engine(tmp_path)


def test_without_a_net_of_marks_there_are_none(engine: Engine, tmp_path: Path) -> None:
    for name in ("engine.onnx", "tables.json.gz"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    assert Engine(tmp_path).analyse("Rebels killed three soldiers.").marks is None
    assert Engine(marks=False).analyse("Rebels killed three soldiers.").marks is None
