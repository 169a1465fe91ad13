"""The scorer of whole cases: a perfect record scores all, an empty one nothing, each fault lowers its own measure."""

from __future__ import annotations

import copy
import datetime
from collections import Counter
from typing import Any

import pytest

from bench.whole import Judge
from corpus.whole import Case

Json = dict[str, Any]
TEXTS = {
    "a": "On 4 March 2021 guards shot at the queue. At least 11 people were killed, police said.",
    "b": "Fourteen were dead, residents of Orle said; the Harbour Guard fired on them. In 2019 three men drowned.",
    "c": "Our men fired into the air, the Harbour Guard said. Nine persons lost their lives in the crush.",
}
DAY = datetime.date(2021, 3, 4)
EXPECTED: Json = {
    "incidents": [
        {
            "id": "quay", "what": "", "types": ["shooting"], "day": DAY, "places": ["Orle"],
            "main_in": ["a", "b", "c"], "told_in": [], "headlines": {"killed": [[9, 14], [14, 14]]},
            "figures": [
                {"in": "a", "says": "At least 11 people", "outcome": "killed", "low": 11, "high": None, "by": "x"},
                {"in": "b", "says": "Fourteen were dead", "outcome": "killed", "low": 14, "high": 14, "by": "x"},
                {"in": "c", "says": "Nine persons", "outcome": "killed", "low": 9, "high": 9, "by": "x"},
            ],
            "accused": [{"who": ["the Harbour Guard"], "role": "carried_out", "in": ["b"], "by": ["residents"]}],
            "replies": [{"who": ["the Harbour Guard"], "in": "c", "says": "Our men fired into the air"}],
            "silent": [],
            "conflicts": [{"about": "killed", "says": [["b", "Fourteen were dead"], ["c", "Nine persons"]]}],
            "peace": [{"about": "killed", "says": [["a", "At least 11 people"], ["b", "Fourteen were dead"]]}],
        },
        {
            "id": "drowned", "what": "", "types": ["accident"],
            "day": [datetime.date(2019, 1, 1), datetime.date(2019, 12, 31)], "places": [], "main_in": [],
            "told_in": ["b"], "headlines": {"killed": [[3, 3]]},
            "figures": [{"in": "b", "says": "three men", "outcome": "killed", "low": 3, "high": 3, "by": "author"}],
            "accused": [], "replies": [], "silent": [], "conflicts": [], "peace": [],
        },
    ],
    "never": [
        {"incident": "quay", "day": datetime.date(2021, 3, 5)},
        {"incident": "quay", "outcome": "killed", "figure": 3},
        {"incident": "quay", "doer": ["residents"]},
        {"joined": ["quay", "drowned"]},
    ],
    "speakers": [{"in": "c", "says": "Our men fired into the air", "who": ["the Harbour Guard"]}],
}  # fmt: skip
CASE = Case("q", TEXTS, EXPECTED)


def span(letter: str, words: str) -> Json:
    start = TEXTS[letter].index(words)
    return {"document": letter, "start": start, "end": start + len(words), "quote": words}


def claim(name: str, kind: str, letter: str, words: str, value: Json, who: str | None = None, at: str = "i1") -> Json:
    hops = [{"name": None, "actor": None}, *([{"name": who, "actor": "x"}] if who else [])]
    return {
        "id": name, "kind": kind, **span(letter, words), "spans": [], "value": value, "incident": at,
        "polarity": "+", "attribution": hops,
    }  # fmt: skip


def perfect() -> Json:
    def toll(low: int, high: int | None) -> Json:
        return {"outcome": "killed", "low": low, "high": high}

    claims = [
        claim("k1", "casualty", "a", "At least 11 people", toll(11, None)),
        claim("k2", "casualty", "b", "Fourteen were dead", toll(14, 14)),
        claim("k3", "casualty", "c", "Nine persons", toll(9, 9)),
        claim("k4", "casualty", "b", "three men", toll(3, 3), at="i2"),
        claim("r1", "role", "b", "the Harbour Guard fired", {"actor": "x", "name": "Guard", "role": "carried_out"}),
        claim("s1", "statement", "c", "Our men fired into the air", {"text": ""}, who="Harbour Guard"),
    ]

    def incident(name: str, first: str, last: str, documents: list[str]) -> Json:
        own = [one["id"] for one in claims if one["incident"] == name]
        return {"id": name, "when": {"earliest": first, "latest": last}, "documents": documents, "claims": own}

    def finding(name: str, low: int, high: int) -> Json:
        return {"incident": name, "attribute": "killed", "subgroup": None, "low": low, "high": high}

    return {
        "documents": [{"id": letter, "input_id": letter, "name": letter} for letter in TEXTS],
        "actors": [{"id": "x", "name": "Harbour Guard", "names": []}],
        "claims": claims,
        "incidents": [
            incident("i1", "2021-03-04", "2021-03-04", ["a", "b", "c"]),
            incident("i2", "2019-01-01", "2019-12-31", ["b"]),
        ],
        "findings": [finding("i1", 9, 14), finding("i2", 3, 3)],
        "conflicts": [
            {"verdict": "contradictory", "incident": "i1", "claims": ["k2", "k3"], "passages": [], "conclusion": ""},
        ],
        "gaps": [],
    }  # fmt: skip


def wrong(record: Json) -> Counter[str]:
    return Counter(item.measure for item in Judge(CASE, record).items() if not item.right)


def test_a_perfect_record_has_every_item_right() -> None:
    assert wrong(perfect()) == Counter()
    assert Judge(CASE, perfect()).false_conflicts() == []


def said(record: Json) -> list[tuple[str, bool]]:
    return [(item.measure, item.right) for item in Judge(CASE, record).said()]


def test_what_a_record_says_is_right_where_the_case_has_it() -> None:
    assert said(perfect()) == [("contradictions", True), ("parts by name", True)]
    record = perfect()
    conflict = {"verdict": "unresolved", "incident": "i1", "claims": ["k1", "k2"], "passages": [], "conclusion": ""}
    record["conflicts"].append(conflict)
    record["claims"][4]["value"]["role"] = "ordered"
    record["gaps"].append({"kind": "no_statement", "incident": "i1", "claims": ["r1"]})
    record["incidents"][0] |= {"label": "a", "relations": [{"type": "possibly_same", "incident": "i2"}]}
    assert said(record) == [
        ("contradictions", True), ("open differences", False), ("parts by name", False), ("silences", False),
        ("possibly the same", False),
    ]  # fmt: skip


def test_an_empty_record_has_none_right() -> None:
    empty = {key: value if key == "documents" else [] for key, value in perfect().items()}
    assert not any(item.right for item in Judge(CASE, empty).items())


def change(record: Json, fault: str) -> None:
    first = record["incidents"][0]
    if fault == "days":
        first["when"] = {"earliest": "2021-03-06", "latest": "2021-03-06"}
    elif fault == "headlines":
        record["findings"][0]["low"] = 10
    elif fault == "figures":
        record["claims"][0]["value"]["low"] = 12
    elif fault == "accused":
        record["claims"][4]["value"]["role"] = "ordered"
    elif fault == "conflicts":
        record["conflicts"].clear()
    elif fault == "peace":
        record["conflicts"].append({**record["conflicts"][0], "claims": ["k1", "k2"]})
    elif fault == "replies":
        record["gaps"].append({"kind": "no_statement", "incident": "i1", "claims": ["r1"]})
    elif fault == "never":
        record["claims"].append(
            claim("r2", "role", "b", "residents of Orle", {"actor": "y", "name": "residents", "role": "carried_out"})
        )
        first["claims"].append("r2")
    elif fault == "incidents":
        first["documents"].remove("c")


@pytest.mark.parametrize(
    "fault", ["days", "headlines", "figures", "accused", "conflicts", "peace", "replies", "never", "incidents"]
)
def test_each_fault_lowers_its_own_measure_alone(fault: str) -> None:
    record = copy.deepcopy(perfect())
    change(record, fault)
    assert wrong(record) == Counter([fault])


def test_a_contradiction_that_nobody_expects_is_counted() -> None:
    record = perfect()
    record["conflicts"].append({**record["conflicts"][0], "claims": ["k1", "k2"], "conclusion": "11 and 14"})
    assert Judge(CASE, record).false_conflicts() == ["11 and 14"]
