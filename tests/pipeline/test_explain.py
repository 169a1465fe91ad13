"""What ``recount explain`` says of a sentence is what the readers did with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.errors import IntakeError
from recount.intake import make_document
from recount.pipeline import explain
from recount.pipeline.stages import load_engine_once
from recount.reading import read

TEXT = "Soldiers shot dead three farmers at the ford. The mayor called for calm."


def test_what_is_told_is_what_the_readers_told() -> None:
    (one,) = explain(TEXT, "farmers")
    document = make_document(TEXT, name="the given text")
    claims = {claim.id for claim in read(document, load_engine_once().analyse(TEXT)).claims}
    told = [reading for reading in one.readings if reading.told]
    assert {reading.claim.id for reading in told} <= claims
    assert [reading.says for reading in told if reading.kind == "casualty"] == ["3..3 killed"]
    assert any("farmers" in act.sufferers and "Soldiers" in act.doers for act in one.acts)
    for reading in one.readings:
        assert reading.told or reading.score < 1
        assert list(reading.reasons) == sorted(reading.reasons, key=lambda pair: (-abs(pair[1]), pair[0]))


def test_a_claim_is_found_by_its_id_and_nothing_else_by_none() -> None:
    (one,) = explain(TEXT, "farmers")
    claim = next(reading.claim for reading in one.readings if reading.told)
    assert [each.sentence for each in explain(TEXT, claim.id)] == [one.sentence]
    assert len(list(explain(TEXT))) == 2
    with pytest.raises(IntakeError, match="no sentence holds"):
        list(explain(TEXT, "helicopter"))


def test_a_folder_is_no_single_account(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert len(list(explain(tmp_path / "one.txt"))) == 2
    (tmp_path / "two.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(IntakeError, match="name one file"):
        list(explain(tmp_path))
