"""The whole cases are sound, and the frozen ones are those that were written."""

from __future__ import annotations

import pytest

from corpus.compile import frozen_hash
from corpus.whole import ROOT, Case, faults, load, parts


def test_the_frozen_cases_are_the_ones_that_were_written() -> None:
    assert frozen_hash(ROOT / "frozen") == (ROOT / "cases.sha256").read_text(encoding="ascii").strip()


@pytest.mark.parametrize("part", parts())
def test_no_case_is_malformed_and_all_its_words_are_in_its_accounts(part: str) -> None:
    cases = load(part)
    assert len(cases) >= 20
    assert [fault for case in cases for fault in faults(case)] == []


def test_words_that_do_not_stand_in_an_account_are_found() -> None:
    case = load("dev1")[0]
    row = {"in": "a", "says": "words that nobody wrote", "outcome": "killed", "low": 1, "high": 1, "by": "author"}
    first = {**case.incidents[0], "figures": [row]}
    broken = Case(case.name, case.texts, {**case.expected, "incidents": [first, *case.incidents[1:]]})
    assert any("words that nobody wrote" in fault for fault in faults(broken))
