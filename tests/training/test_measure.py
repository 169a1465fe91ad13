"""The area under precision and recall by which nets of marks are compared, against its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch")

from training.marks.measure import average_precision


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=40))
def test_it_is_the_mean_of_the_precision_at_each_right_answer(pairs: list[tuple[int, bool]]) -> None:
    scores = np.array([score for score, _ in pairs], dtype=np.float32)
    right = np.array([yes for _, yes in pairs])
    if not right.any():
        with pytest.raises(ValueError, match="nothing annotated"):
            average_precision(scores, right)
        return
    ranked = sorted(range(len(pairs)), key=lambda at: (-pairs[at][0], at))
    seen = [pairs[at][1] for at in ranked]
    each = [sum(seen[: place + 1]) / (place + 1) for place, yes in enumerate(seen) if yes]
    assert average_precision(scores, right) == pytest.approx(sum(each) / len(each))


def test_a_perfect_order_has_the_whole_area() -> None:
    assert average_precision(np.array([0.9, 0.8, 0.1], dtype=np.float32), np.array([True, True, False])) == 1.0
