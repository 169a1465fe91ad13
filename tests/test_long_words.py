"""Words and lists without end are read in time that grows with their length, no pattern from each start to each end."""

from __future__ import annotations

import time

import pytest

from recount.intake import make_document
from recount.report.public.known import Names
from recount.report.public.spans import find

UNITS = ("a", "9", "A ", "a.", "x_", "(", "9 ", "a@a.", "Ab says:\n", "\u201c", "e\u0301", "the only ")
LENGTH = 30_000
SECONDS = 5.0
"""Of processor time; what looks at every pair of places takes ten times as long, the others a hundredth of it."""


@pytest.mark.parametrize("unit", UNITS)
def test_what_has_no_end_is_taken_in(unit: str) -> None:
    begun = time.process_time()
    make_document((unit * LENGTH)[:LENGTH], name="long")
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("unit", UNITS)
def test_what_has_no_end_is_searched_for_private_names(unit: str) -> None:
    begun = time.process_time()
    found = find((unit * LENGTH)[:LENGTH], Names())
    assert time.process_time() - begun < SECONDS
    if unit in ("a", "9", "x_"):
        assert [(one.start, one.end) for one in found.withheld] == [(0, LENGTH)]
