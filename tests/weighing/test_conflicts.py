"""Joining of conflicts that say one thing twice."""

from __future__ import annotations

from dataclasses import replace

from recount.model.findings import Conflict, ConflictKind
from recount.model.text import Passage
from recount.weighing.conflicts import _merge


def _conflict(kind: ConflictKind, *places: tuple[int, int], document: str = "d") -> Conflict:
    passages = tuple(Passage(document, start, end, "x" * (end - start)) for start, end in places)
    return Conflict(f"{kind}-{places}", kind, "contradictory", "i", "date", (), passages, "c", ("r",))


def test_a_wrong_order_that_follows_from_a_wrong_date_is_said_once() -> None:
    date = _conflict("calendar", (0, 10), (20, 30), (40, 60))
    order = _conflict("order_of_events", (0, 10), (20, 30), (46, 60))
    assert _merge([order, date]) == [date]


def test_a_weekday_is_not_swallowed_by_an_order() -> None:
    weekday = _conflict("calendar", (0, 8), (0, 30))
    order = _conflict("order_of_events", (0, 30), (50, 60), (70, 80))
    assert _merge([order, weekday]) == [weekday, order]


def test_the_same_passages_in_another_document_are_another_conflict() -> None:
    one = _conflict("calendar", (0, 8))
    other = replace(_conflict("calendar", (0, 8), document="e"), id="other")
    assert len(_merge([one, other])) == 2


def test_the_order_of_conflicts_changes_nothing() -> None:
    rows = [
        _conflict("calendar", (0, 10), (20, 30)),
        _conflict("calendar", (0, 10)),
        _conflict("value", (0, 10), (20, 30)),
        _conflict("order_of_events", (20, 30), (40, 50)),
    ]
    assert _merge(rows) == _merge(rows[::-1])
    assert len(_merge(rows)) == 3
