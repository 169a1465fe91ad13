"""The scorer of planted identifiers: halves, whole words, and what is found of one planted account."""

from __future__ import annotations

import json
from pathlib import Path

from bench.planted import load, plain, score, stands_in

TEXT = "On 3 May 2001, 14 people were killed in the town of Dorn. Wanda Prell, a weaver, wept.\n"
GOLD = {
    "private": {
        "a01.txt": [
            {"kind": "witness_name", "text": "Wanda Prell", "surname": "Prell"},
            {"kind": "word", "text": "killed", "surname": ""},
        ],
        "a02.txt": [{"kind": "witness_name", "text": "Otto Ruhl", "surname": "Ruhl"}],
    },
    "public": {"a01.txt": ["Dorn", "Wanda Prell"], "a02.txt": []},
}


def test_a_half_is_read_alone_and_what_stands_is_counted(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "a01.txt").write_text(TEXT, encoding="utf-8")
    texts, plants, public = load(tmp_path, "odd")
    assert (list(texts), len(plants), len(public)) == (["a01.txt"], 2, 2)
    outcome = score(tmp_path, "odd")
    assert [plant.text for plant in outcome.leaks] == ["killed"]
    assert outcome.surnames == []
    assert outcome.missed == [("a01.txt", "Wanda Prell")]


def test_words_are_found_whole_through_markup_and_escapes() -> None:
    assert stands_in("Wanda  Prell", plain("<b>Wanda</b>\n Pr\\u0065ll"))
    assert not stands_in("Prell", plain("Prellmann"))
