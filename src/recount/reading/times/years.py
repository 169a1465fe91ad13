"""Which year rules each date printed without one: the cheapest telling of a story that all its dates allow.

Invariant: a year given here is printed in the same story, or one step from a printed one; its giver is named.

A story is read as a main line that goes mostly forward, with asides (a look back, a look ahead, a comparison).
Whether a printed year moves the main line is not decided when it is met: both ways are kept, each with a cost from
the words around it, and the dates that follow show which was meant. The best few tellings are kept (beam search).
Costs were set on the look half of WikiWars, whole and with its parse disturbed, and on GUM train.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model import dates
from recount.reading.page import Page
from recount.reading.times import context
from recount.reading.times.expressions import Expression
from recount.reading.times.lexemes import Lexeme

_BEAM = 12
"""Tellings kept."""
_YEAR_STEP = 0.4
"""Cost of passing the year's end, beside that of the months between."""
_YEAR_BACK = 2.0
"""Cost of going back past a year's beginning."""
_FORWARD_MONTH = 0.1
_BACK, _BACK_MONTH = 0.3, 0.15
"""Costs of a date before the one told of last. With the two above, a month seven or more before the last one is of
the next year."""
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

Months = tuple[float, float]
"""First and last moment in months since year 0."""


@dataclass(frozen=True, slots=True)
class RulingYear:
    """The year of a date printed without one, and the expression (by its first lexeme) that it hangs on."""

    year: int
    giver: int


@dataclass(frozen=True, slots=True)
class Telling:
    """What the best telling of a story says, by the first lexeme of each expression."""

    years: dict[int, RulingYear]
    main: dict[int, bool]
    """Whether a date with a printed year moves the main line."""


@dataclass(frozen=True, slots=True)
class _Date:
    """A date of the story: its place, its open or printed parts and the words' own evidence."""

    key: int
    expression: Expression
    sentence: int
    fresh: bool
    main_cost: float
    aside_cost: float
    reached: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """A step of a telling: a date's year, or whether a printed one moves the main line; and the step before it."""

    key: int
    value: int
    giver: int
    earlier: _Said | None


@dataclass(slots=True)
class _State:
    cost: float
    main: Months | None = None
    giver: int = -1
    aside: Months | None = None
    aside_giver: int = -1
    aside_sentence: int = -9
    aside_cost: float = 0.0
    said: _Said | None = None


def tell(page: Page, lexemes: Sequence[Lexeme], classes: str, expressions: Sequence[Expression]) -> Telling:
    """Return the best telling of one story's expressions, which are in order."""
    states = [_State(0.0)]
    met = False
    for expression in expressions:
        if not _takes_part(expression) or (expression.year is None and not met):
            continue
        met = True
        date = _date(page, lexemes, classes, expression)
        following: list[_State] = []
        for state in states:
            following += _printed(date, state) if expression.year is not None else _open(date, state)
        following.sort(key=lambda state: state.cost)
        states = _distinct(following)
    return _said(states[0])


def _takes_part(expression: Expression) -> bool:
    if expression.kind == "pointer":
        pointer = expression.pointer
        years_on = pointer is not None and pointer.base == "narrative" and pointer.unit == "year"
        return years_on and pointer is not None and (pointer.steps or 0) > 0
    if expression.kind != "calendar" or expression.decade is not None or expression.century is not None:
        return False
    return expression.year is not None or expression.lacks_year or expression.within is not None


def _date(page: Page, lexemes: Sequence[Lexeme], classes: str, expression: Expression) -> _Date:
    """Weigh the words around a date: how readily it moves the main line, how readily it stands aside."""
    start = lexemes[expression.first].start
    before = lexemes[expression.first - 1].text.lower() if expression.first else ""
    main_cost, aside_cost = 0.0, 0.0
    fresh = _opens_paragraph(classes, expression.first)
    if expression.year is not None:
        if context.looks_aside(page, lexemes, classes, expression):
            main_cost, aside_cost = _ASIDE, 0.0
        elif context.is_heading(page, lexemes, expression):
            main_cost, aside_cost = 0.0, _HEADING
            fresh = True
        elif context.governs(page, lexemes, classes, expression):
            main_cost, aside_cost = 0.0, _RULES
        else:
            main_cost, aside_cost = _NOT_RULING, _RULES_NOT
    return _Date(
        expression.first, expression, context.sentence_number(page, start), fresh, main_cost, aside_cost,
        before == "by",
    )  # fmt: skip


def _opens_paragraph(classes: str, first: int) -> bool:
    return "|" in classes[max(0, first - 3) : first] or first < 3


def _months(expression: Expression, year: int) -> Months:
    """Return the stretch of a date in a year, in months; early, mid and late are thirds."""
    base = 12.0 * year
    if expression.month is not None:
        low = base + expression.month - 1
        if expression.day is not None:
            low += (expression.day - 1) / 31
            return low, low
        return _third(low, 0.97, expression.mod)
    if expression.season is not None:
        if expression.season == "WI":
            return base - 1, base + 11.97  # which end of the year is not said
        first = {"SP": 2, "SU": 5, "FA": 8}[expression.season]
        return base + first, base + first + 2.97
    if expression.quarter is not None:
        return base + 3 * expression.quarter - 3, base + 3 * expression.quarter - 0.03
    if expression.half is not None:
        return base + 6 * expression.half - 6, base + 6 * expression.half - 0.03
    return _third(base, 11.97, expression.mod)


def _third(low: float, length: float, mod: str | None) -> Months:
    part = {"START": 0, "MID": 1, "END": 2}.get(mod or "")
    if part is None:
        return low, low + length
    return low + length * part / 3, low + length * (part + 1) / 3


def _printed(date: _Date, state: _State) -> list[_State]:
    """Take a printed year as the next point of the main line, and as an aside."""
    assert date.expression.year is not None
    stretch = _months(date.expression, date.expression.year)
    if date.reached:
        stretch = max(12.0 * date.expression.year, stretch[0] - _REACHED), stretch[1]
    moved = 0.0
    if state.main is not None:
        back, ahead = state.main[0] - stretch[1], stretch[0] - state.main[1]
        if back > 0:
            moved = _JUMP_BACK + _JUMP_BACK_YEAR * min(_LONGEST_JUMP, back / 12)
            moved *= _NEW_SECTION if date.fresh else 1.0
        elif ahead > 0:
            moved = _JUMP_YEAR * min(_LONGEST_JUMP, ahead / 12)
    made = []
    if state.main is not None or not date.main_cost:  # a story does not begin with a look back
        said = _Said(date.key, True, date.key, state.said)
        made.append(_State(state.cost + date.main_cost + moved, stretch, date.key, said=said))
    if state.main is not None or date.main_cost:
        made.append(
            _State(
                state.cost + date.aside_cost, state.main, state.giver, stretch, date.key, date.sentence,
                1.0 if date.main_cost >= _ASIDE else 0.0, _Said(date.key, False, date.key, state.said),
            )
        )  # fmt: skip
    return made


def _open(date: _Date, state: _State) -> list[_State]:
    """Give a date without a year the years that the main line, and an aside just made, allow."""
    expression = date.expression
    pointer = expression.within or expression.pointer
    near = date.sentence - state.aside_sentence
    passed = 0.0
    made = []
    if state.aside is not None and near <= 1:
        passed = _PAST_ASIDE_HERE if near == 0 else _PAST_ASIDE_BEFORE
        year = int(state.aside[0] // 12) + (pointer.steps or 0 if pointer else expression.year_shift)
        cost = state.aside_cost + (_ASIDE_HERE if near == 0 else _ASIDE_BEFORE) + _weekday_cost(expression, year)
        stretch = _months(expression, year)
        made.append(
            _State(
                state.cost + cost, state.main, state.giver, stretch, state.aside_giver, date.sentence,
                state.aside_cost, _Said(date.key, year, state.aside_giver, state.said),
            )
        )  # fmt: skip
    if state.main is None:
        left_open = _State(
            state.cost + passed, None, -1, state.aside, state.aside_giver, state.aside_sentence, state.aside_cost,
            state.said,
        )  # fmt: skip
        return [*made, left_open]
    passed = max(0.0, passed - state.aside_cost)
    first, last = int(state.main[0] // 12), int(state.main[1] // 12)
    years = range(first - 1, last + 2)
    if pointer is not None:
        years = range(first + (pointer.steps or 0), first + (pointer.steps or 0) + 1)
    elif expression.year_shift:
        years = range(first + expression.year_shift, last + expression.year_shift + 1)
    for year in years:
        stretch = _months(expression, year)
        back, ahead = state.main[0] - stretch[1], stretch[0] - state.main[1]
        cost = passed + _weekday_cost(expression, year)
        if pointer is None and not expression.year_shift:
            if back > 0:
                cost += _BACK + _BACK_MONTH * back
            elif ahead > 0:
                cost += _FORWARD_MONTH * ahead
            cost += _YEAR_STEP * max(0, year - last) + _YEAR_BACK * max(0, first - year)
        made.append(
            _State(
                state.cost + cost, stretch, state.giver,
                state.aside, state.aside_giver, state.aside_sentence, state.aside_cost,
                _Said(date.key, year, state.giver, state.said),
            )
        )  # fmt: skip
    return made


def _weekday_cost(expression: Expression, year: int) -> float:
    """Return what a printed weekday says against a year."""
    if expression.weekday is None or expression.day is None or expression.month is None:
        return 0.0
    try:
        iso = dates.day_of(year, expression.month, expression.day).earliest or ""
    except ValueError:
        return _OTHER_WEEKDAY
    if not dates.weekday_is_known(iso) or dates.weekday(iso) == expression.weekday:
        return 0.0
    return _OTHER_WEEKDAY


def _distinct(states: list[_State]) -> list[_State]:
    """Keep the cheapest states, one of those that go on alike."""
    kept: list[_State] = []
    seen: set[tuple[object, ...]] = set()
    for state in states:
        key = (state.main, state.aside, state.aside_sentence)
        if key not in seen:
            seen.add(key)
            kept.append(state)
            if len(kept) == _BEAM:
                break
    return kept


def _said(state: _State) -> Telling:
    """Return years with their givers, and which printed years move the main line."""
    years: dict[int, RulingYear] = {}
    main: dict[int, bool] = {}
    said = state.said
    while said is not None:
        if isinstance(said.value, bool):
            main[said.key] = said.value
        else:
            years[said.key] = RulingYear(said.value, said.giver)
        said = said.earlier
    return Telling(years, main)
