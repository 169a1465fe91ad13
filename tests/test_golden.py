"""What a reader sees first of each example does not change unnoticed. Renew with `make golden`."""

from __future__ import annotations

import pytest

from tests.golden import GOLDEN, SETS, build_set, digest


@pytest.mark.parametrize("name", SETS)
def test_the_record_of_an_example_is_the_one_that_was_read_and_accepted(name: str) -> None:
    assert digest(build_set(name)) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
