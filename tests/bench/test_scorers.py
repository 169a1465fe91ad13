"""Scorers are trusted only where an oracle agrees: a record made from the gold, brute force, hand-made cases."""

from __future__ import annotations

import copy
import hashlib
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bench.__main__ import faults
from bench.clusters_metrics import b_cubed, exact, pairs
from bench.figures import Measured, over_answers
from bench.halves import half
from bench.muc4 import Fill, Template, align, score
from bench.records import RecordReader, shared_over_all

clusterings = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz"), min_size=2)


@given(clusterings, st.data())
def test_b_cubed_and_pairs_agree_with_brute_force(gold: dict[str, str], data: st.DataObject) -> None:
    said = {item: data.draw(st.sampled_from("uvw")) for item in gold}

    def share(own: dict[str, str], other: dict[str, str]) -> float:
        total = 0.0
        for item in own:
            mine = {k for k in own if own[k] == own[item]}
            theirs = {k for k in own if other[k] == other[item]}
            total += len(mine & theirs) / len(mine)
        return total / len(own)

    precision, recall, _ = b_cubed(said, gold)
    assert abs(precision - share(said, gold)) < 1e-9
    assert abs(recall - share(gold, said)) < 1e-9
    same = {pair for pair in combinations(sorted(gold), 2) if gold[pair[0]] == gold[pair[1]]}
    claimed = {pair for pair in combinations(sorted(gold), 2) if said[pair[0]] == said[pair[1]]}
    p, r, _ = pairs(said, gold)
    assert abs(p - (len(same & claimed) / len(claimed) if claimed else 0)) < 1e-9
    assert abs(r - (len(same & claimed) / len(same) if same else 0)) < 1e-9


@given(clusterings)
def test_the_gold_itself_scores_one(gold: dict[str, str]) -> None:
    assert b_cubed(gold, gold)[2] == 1.0
    assert exact(gold, gold) == 1.0


def test_halves_follow_the_first_digit_of_the_hash() -> None:
    for name in ("a", "b", "incident 7"):
        even = int(hashlib.sha256(name.encode()).hexdigest()[0], 16) % 2 == 0
        assert half(name) == ("look" if even else "score")


def test_shared_numbers_over_all_numbers() -> None:
    assert shared_over_all(3, 5, 4, 6) == 2 / 4
    assert shared_over_all(1, 1, 5, 5) == 0.0
    assert shared_over_all(2, 2, 2, 2) == 1.0


def test_what_is_not_answered_counts_as_wrong_over_all_and_not_among_the_answered() -> None:
    figure = over_answers("p", "m", [1.0, None, 0.0, None])
    assert (figure.value, figure.answered, figure.coverage) == (0.25, 0.5, 0.5)


def _key() -> list[Template]:
    return [
        Template(
            "BOMBING",
            dates=("1989-05-01", "1989-05-01"),
            country=frozenset({"ELDORA"}),
            organisations=[Fill(("RED COLUMN", "RC"))],
            victims=[Fill(("SOLDIERS",), (3, 3), death=True), Fill(("PEASANTS",), (2, None))],
        ),
        Template("ATTACK", optional=True, victims=[Fill(("MAYOR",), (1, 1))]),
    ]


def _figures(said: list[Template]) -> dict[str, float]:
    return {m.metric: m.value for m in score({"m": _key()}, {"m": said})}


def test_muc_the_key_as_its_own_answer_scores_one() -> None:
    figures = _figures(copy.deepcopy(_key()))
    assert figures["victim_f"] == figures["killed_f"] == figures["org_f"] == figures["template_f"] == 1.0


def test_muc_a_wrong_number_an_optional_template_and_a_spurious_one() -> None:
    wrong = copy.deepcopy(_key()[:1])
    wrong[0].victims[0].number = (4, 4)
    figures = _figures(wrong)
    assert figures["victim_recall"] == 0.5, "the optional template is not missed"
    assert figures["template_f"] == 1.0
    extra = [*copy.deepcopy(_key()[:1]), Template("ARSON", victims=[Fill(("FARMERS",), (9, 9))])]
    assert _figures(extra)["victim_precision"] == 2 / 3


def test_muc_an_equal_number_of_others_is_worth_half() -> None:
    said = copy.deepcopy(_key()[:1])
    said[0].victims = [Fill(("FARMERS",), (3, 3), death=True)]
    assert _figures(said)["killed_recall"] == 0.5


def test_muc_templates_of_another_type_are_not_aligned() -> None:
    assert align(_key()[:1], [Template("ARSON", victims=[Fill(("SOLDIERS",), (3, 3))])]) == []


def test_a_claim_whose_quote_is_not_at_its_place_does_not_count() -> None:
    claim = {
        "id": "c1", "document": "d1", "start": 0, "end": 3, "quote": "two", "polarity": "+", "certainty": "asserted",
    }  # fmt: skip
    record = {
        "documents": [{"id": "d1", "text": "two men", "input_id": "x", "name": "x", "about": None}],
        "claims": [claim, {**claim, "id": "c2", "quote": "men"}],
        "incidents": [],
        "findings": [
            {"incident": "i", "attribute": "killed", "subgroup": None, "supports": ["c2"], "headline": "9", "value": 9,
             "low": 9, "high": 9, "grade": "repeated"},
            {"incident": "i", "attribute": "killed", "subgroup": None, "supports": ["c1"], "headline": "2 killed",
             "value": 2, "low": 2, "high": None, "grade": "single_source"},
        ],
    }  # fmt: skip
    reader = RecordReader(record)
    assert reader.bad_anchors == 1
    toll = reader.toll("i", "killed")
    assert (toll.best, toll.low, toll.high) == (2, 2, 2)
    assert reader.toll(None, "killed").best is None


def test_a_figure_that_must_be_0_and_is_not_is_a_fault() -> None:
    good, bad = Measured("p", "bad_anchors (must be 0)", 0.0), Measured("p", "bad_anchors (must be 0)", 2.0)
    assert faults([good, bad, Measured("p", "merged (should be 0)", 1.0)]) == [bad]
