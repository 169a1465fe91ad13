"""Which year rules each date printed without one: the cheapest telling of a story that all its dates allow.

Invariant: a year given here is printed in the same story, or one step from a printed one; its giver is named.

A story is read as a main line that goes mostly forward, with asides (a look back, a look ahead, a comparison).
Whether a printed year moves the main line is not decided when it is met: both ways are kept, each with a cost from
the words around it, and the dates that follow show which was meant. The best few tellings are kept (beam search).
Costs were set on the look half of WikiWars, whole and with its parse disturbed, and on GUM train.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recount.model import dates
from recount.reading.times import context
from recount.reading.times.expressions import Expression
from recount.reading.times.notation import Row

_BEAM = 12
"""Tellings kept."""
_YEAR_STEP, _YEAR_BACK = 0.4, 2.0
"""Costs of passing the year's end, beside that of the months between, and of going back past its beginning."""
_FORWARD_MONTH, _BACK, _BACK_MONTH = 0.1, 0.3, 0.15
"""Costs of months forward and of a date before the one told of last. With those above, a month seven or more before
the last one is of the next year."""
_JUMP_BACK, _JUMP_BACK_YEAR, _JUMP_YEAR, _LONGEST_JUMP = 1.0, 0.6, 0.1, 3
"""Costs of moving the main line to a printed year: back, for each year back, for each year ahead, years counted."""
_REACHED = 6
"""Months before a state reached ("by late 1949") that the telling may go back to, in the same year."""
_HEADING, _RULES, _NOT_RULING, _RULES_NOT, _ASIDE = 2.5, 2.4, 1.0, 0.2, 2.0
"""Costs of a printed year that does not move the main line though it is a heading or rules by the words around it, of
one that does though the tree or its words set it aside, and of leaving that one aside."""
_NEW_SECTION = 0.3
"""Share of the cost of going back that is left where a paragraph begins with the date."""
_OTHER_WEEKDAY = 0.6
"""Cost of a printed weekday that a day is not: the print may be wrong, so it decides only between near years."""
_ASIDE_HERE, _ASIDE_BEFORE, _PAST_ASIDE_HERE, _PAST_ASIDE_BEFORE = 0.1, 1.0, 0.8, 0.3
"""Costs of taking the year of an aside of the same sentence or the one before, and of passing it over."""
_SEASONS = {"SP": (2, 4.97), "SU": (5, 7.97), "FA": (8, 10.97), "WI": (-1, 11.97)}
"""First and last month; which end of the year a winter is of is not said."""

Months = tuple[float, float]
"""First and last moment in months since year 0."""


@dataclass(frozen=True, slots=True)
class RulingYear:
    """The year of a date printed without one, and the expression (by its first lexeme) that it hangs on."""

    year: int
    giver: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What a telling of a story says, by the first lexeme of each expression."""

    years: dict[int, RulingYear] = field(default_factory=dict)
    moves: dict[int, bool] = field(default_factory=dict)
    """Whether a date with a printed year moves the main line."""


@dataclass(frozen=True, slots=True)
class _Date:
    """A date of the story: its place, its open or printed parts and the words' own evidence."""

    expression: Expression
    sentence: int
    fresh: bool
    main_cost: float
    aside_cost: float
    reached: bool


@dataclass(frozen=True, slots=True)
class _State:
    """A telling so far: its cost, where its main line and its last aside stand, and the step taken last."""

    cost: float = 0.0
    main: Months | None = None
    giver: int = -1
    aside: Months | None = None
    aside_giver: int = -1
    aside_sentence: int = -9
    aside_cost: float = 0.0
    step: tuple[int, bool | RulingYear] | None = None
    earlier: _State | None = None


def tell(row: Row, expressions: Sequence[Expression]) -> Telling:
    """Return the best telling of one story's expressions, which are in order."""
    states = [_State()]
    for expression in expressions:
        if not _takes_part(expression) or (expression.year is None and states[0].earlier is None):
            continue
        date = _date(row, expression)
        follow = _printed if expression.year is not None else _open
        following = [new for state in states for new in follow(date, state)]
        states = _distinct(sorted(following, key=lambda state: state.cost))
    telling, state = Telling(), states[0]
    while state.earlier is not None:
        if state.step is not None:
            key, value = state.step
            if isinstance(value, RulingYear):
                telling.years[key] = value
            else:
                telling.moves[key] = value
        state = state.earlier
    return telling


def _takes_part(expression: Expression) -> bool:
    pointer = expression.pointer
    if expression.kind == "pointer" and pointer is not None:
        return pointer.base == "narrative" and pointer.unit == "year" and (pointer.steps or 0) > 0
    dated = expression.year is not None or expression.lacks_year or expression.within is not None
    return expression.kind == "calendar" and dated and not expression.readings


def _date(row: Row, expression: Expression) -> _Date:
    """Weigh the words around a date: how readily it moves the main line, how readily it stands aside."""
    first = expression.first
    fresh = first < 3 or any(row.at(first - step).code == "GAP" for step in (1, 2, 3))
    main_cost, aside_cost = 0.0, 0.0
    if expression.year is not None:
        if context.looks_aside(row, expression):
            main_cost = _ASIDE
        elif context.is_heading(row, expression):
            aside_cost, fresh = _HEADING, True
        elif context.governs(row, expression):
            aside_cost = _RULES
        else:
            main_cost, aside_cost = _NOT_RULING, _RULES_NOT
    sentence = context.sentence_number(row, expression)
    return _Date(expression, sentence, fresh, main_cost, aside_cost, row.at(first - 1).word == "by")


def _months(expression: Expression, year: int) -> Months:
    """Return the stretch of a date in a year, in months; early, mid and late are thirds."""
    base = 12.0 * year
    if expression.month is not None:
        if expression.day is not None:
            base += expression.month - 1 + (expression.day - 1) / 31
            return base, base
        low, high = expression.month - 1.0, expression.month - 0.03
    elif expression.season is not None:
        low, high = _SEASONS[expression.season]
        return base + low, base + high
    elif expression.quarter is not None:
        low, high = 3.0 * expression.quarter - 3, 3 * expression.quarter - 0.03
    elif expression.half is not None:
        low, high = 6.0 * expression.half - 6, 6 * expression.half - 0.03
    else:
        low, high = 0.0, 11.97
    third = {"START": 0, "MID": 1, "END": 2}.get(expression.mod or "")
    if third is not None:
        low, high = low + (high - low) * third / 3, low + (high - low) * (third + 1) / 3
    return base + low, base + high


def _printed(date: _Date, state: _State) -> Iterator[_State]:
    """Take a printed year as the next point of the main line, and as an aside."""
    year, key = date.expression.year or 0, date.expression.first
    stretch = _months(date.expression, year)
    if date.reached:
        stretch = max(12.0 * year, stretch[0] - _REACHED), stretch[1]
    if state.main is not None or not date.main_cost:  # a story does not begin with a look back
        cost = state.cost + date.main_cost + _jump(date, state, stretch)
        yield _State(cost, stretch, key, step=(key, True), earlier=state)
    if state.main is not None or date.main_cost:
        passing = 1.0 if date.main_cost >= _ASIDE else 0.0
        yield _State(
            state.cost + date.aside_cost, state.main, state.giver, stretch, key, date.sentence, passing,
            (key, False), state,
        )  # fmt: skip


def _jump(date: _Date, state: _State, stretch: Months) -> float:
    """Return the cost of moving the main line to a printed date."""
    if state.main is None:
        return 0.0
    back, ahead = (state.main[0] - stretch[1]) / 12, (stretch[0] - state.main[1]) / 12
    if back > 0:
        return (_JUMP_BACK + _JUMP_BACK_YEAR * min(_LONGEST_JUMP, back)) * (_NEW_SECTION if date.fresh else 1.0)
    return _JUMP_YEAR * min(_LONGEST_JUMP, max(0.0, ahead))


def _open(date: _Date, state: _State) -> Iterator[_State]:
    """Give a date without a year the years that the main line, and an aside just made, allow."""
    expression, key = date.expression, date.expression.first
    pointer = expression.within or expression.pointer
    shift = (pointer.steps or 0) if pointer is not None else expression.year_shift
    here, passed = date.sentence == state.aside_sentence, 0.0
    if state.aside is not None and date.sentence - state.aside_sentence <= 1:
        passed = _PAST_ASIDE_HERE if here else _PAST_ASIDE_BEFORE
        year = int(state.aside[0] // 12) + shift
        cost = state.aside_cost + (_ASIDE_HERE if here else _ASIDE_BEFORE) + _weekday_cost(expression, year)
        yield replace(
            state, cost=state.cost + cost, aside=_months(expression, year), aside_sentence=date.sentence,
            step=(key, RulingYear(year, state.aside_giver)), earlier=state,
        )  # fmt: skip
    if state.main is None:
        yield replace(state, cost=state.cost + passed, step=None, earlier=state)
        return
    first, last = int(state.main[0] // 12), int(state.main[1] // 12)
    fixed = pointer is not None or shift != 0
    low, high = (shift, shift) if fixed else (-1, 1)
    for year in range(first + low, (first if pointer is not None else last) + high + 1):
        stretch = _months(expression, year)
        cost = max(0.0, passed - state.aside_cost) + _weekday_cost(expression, year)
        if not fixed:
            back, ahead = state.main[0] - stretch[1], stretch[0] - state.main[1]
            cost += _BACK + _BACK_MONTH * back if back > 0 else _FORWARD_MONTH * max(0.0, ahead)
            cost += _YEAR_STEP * max(0, year - last) + _YEAR_BACK * max(0, first - year)
        yield replace(
            state, cost=state.cost + cost, main=stretch, step=(key, RulingYear(year, state.giver)), earlier=state
        )


def _weekday_cost(expression: Expression, year: int) -> float:
    """Return what a printed weekday says against a year."""
    if expression.weekday is None or expression.day is None or expression.month is None:
        return 0.0
    try:
        iso = dates.iso_day(year, expression.month, expression.day)
    except ValueError:
        return _OTHER_WEEKDAY
    return 0.0 if not dates.weekday_is_known(iso) or dates.weekday(iso) == expression.weekday else _OTHER_WEEKDAY


def _distinct(states: Sequence[_State]) -> list[_State]:
    """Keep the cheapest states, one of those that go on alike."""
    kept: dict[tuple[object, ...], _State] = {}
    for state in states:
        kept.setdefault((state.main, state.aside, state.aside_sentence), state)
    return list(kept.values())[:_BEAM]
