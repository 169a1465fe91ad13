"""What is a denial, and what is only supposed not to be."""

from __future__ import annotations

import pytest

from recount.model.claims import says_not_so


@pytest.mark.parametrize(
    ("certainty", "polarity", "expected"),
    [("denied", "+", True), ("denied", "-", True), ("asserted", "-", True), ("reported", "-", True),
     ("conditional", "-", False), ("question", "-", False), ("predicted", "-", False), ("demanded", "-", False),
     ("asserted", "+", False)],
)  # fmt: skip
def test_only_what_somebody_says_is_not_so_is_a_denial(certainty: str, polarity: str, *, expected: bool) -> None:
    assert says_not_so(certainty, polarity) is expected
