"""Lookups by place give what looking at each thing in turn gives, in the order in which the things were given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.model.stretches import Stretches
from recount.model.text import Span

_PLACES = st.integers(0, 12)
_SPANS = st.tuples(_PLACES, st.integers(0, 6)).map(lambda drawn: Span(drawn[0], sum(drawn)))


@given(st.lists(_SPANS, max_size=12), _SPANS)
def test_lookups_by_place_find_what_a_look_at_each_finds(things: list[Span], at: Span) -> None:
    stretches = Stretches(things)
    around = [one for one in things if one.start <= at.start and at.end <= one.end]
    assert stretches.beginning_in(at.start, at.end) == [one for one in things if at.start <= one.start < at.end]
    assert stretches.overlapping(at.start, at.end) == [o for o in things if o.start < at.end and at.start < o.end]
    assert stretches.is_within(at.start, at.end) == bool(around)
