"""Which year rules each date printed without one: the cheapest telling of a story that all its dates allow.

Invariant: a year given here is printed in the same story, or one step from a printed one; its giver is named.

A story is read as a main line that goes mostly forward. Whether a printed year moves it or stands aside (a look back,
a look ahead, a comparison) is not decided when it is met: both ways are kept, each with a cost from the words around
it, and the dates that follow show which was meant. The best few tellings are kept (beam search).
Costs were set on the look half of WikiWars, whole and with its parse disturbed, and on GUM train.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from recount.model import dates
from recount.reading.times import context
from recount.reading.times.calendar import days_of
from recount.reading.times.expressions import Expression
from recount.reading.times.notation import Row

_BEAM = 12
"""Tellings kept."""
_YEAR_STEP, _YEAR_BACK = 0.4, 2.0
"""Costs of passing the year's end, beside that of the months between, and of going back past its beginning."""
_FORWARD_MONTH, _BACK, _BACK_MONTH = 0.1, 0.3, 0.15
"""Costs of months forward and of a date before the one told of last. With those above, a month seven or more before
the last one is of the next year."""
_JUMP_BACK, _JUMP_BACK_MONTH, _JUMP_MONTH = 1.0, 0.05, 0.008
"""Costs of moving the main line to a printed year: back, for each month back and ahead."""
_RULES, _NOT_RULING, _RULES_NOT, _ASIDE = 2.4, 1.0, 0.2, 2.0
"""Costs of a printed year that does not move the main line though it rules by the words around it, of one that does
though nothing says so, of leaving that one aside, and of one that does though the words set it aside."""
_NEW_SECTION = 0.3
"""Share of the cost of going back that is left where a paragraph begins with the date."""
_OTHER_WEEKDAY = 0.6
"""Cost of a printed weekday that a day is not: the print may be wrong, so it decides only between near years."""

Months = tuple[float, float]
"""First and last moment in months since year 0."""
Said = bool | tuple[int, Expression]
"""Of a printed year, whether it moves the main line; of a date without one its year, and what it hangs on."""
Telling = dict[int, Said]
"""What a telling of a story says of its expressions, by their first lexeme."""


class _Steps(NamedTuple):
    key: int
    value: Said
    earlier: _Steps | None


@dataclass(frozen=True, slots=True)
class _State:
    """A telling so far: its cost, where its main line stands, and the steps taken, the last one first."""

    cost: float = 0.0
    main: Months | None = None
    giver: Expression | None = None
    steps: _Steps | None = None


def tell(row: Row, expressions: Sequence[Expression]) -> Telling:
    """Return the best telling of one story's expressions, which are in order."""
    states, met = [_State()], False
    for expression in expressions:
        met = met or expression.year is not None
        if met and _takes_part(expression):
            follow = _printed(row, expression) if expression.year is not None else partial(_open, expression)
            following = [new for state in states for new in follow(state)]
            best: dict[Months | None, _State] = {}
            for state in sorted(following, key=lambda state: state.cost):
                best.setdefault(state.main, state)
            states = list(best.values())[:_BEAM]
    telling, steps = Telling(), states[0].steps
    while steps is not None:
        telling[steps.key], steps = steps.value, steps.earlier
    return telling


def _takes_part(expression: Expression) -> bool:
    pointer = expression.pointer
    if expression.kind == "pointer" and pointer is not None:
        return pointer.base == "narrative" and pointer.unit == "year" and (pointer.steps or 0) > 0
    dated = expression.year is not None or expression.lacks_year or pointer is not None
    return expression.kind == "calendar" and dated and not expression.readings


def _months(expression: Expression, year: int) -> Months:
    """Return the stretch of a date in a year, in months; the whole year for a season or quarter."""
    low, high = 0.0, 11.97
    if expression.month is not None:
        low = expression.month - 1 + ((expression.day or 1) - 1) / 31
        high = low if expression.day is not None else expression.month - 0.03
    return 12 * year + low, 12 * year + high


def _printed(row: Row, expression: Expression) -> Callable[[_State], Iterator[_State]]:
    """Return what takes a printed year as the next point of the main line, and as an aside."""
    stretch, key = _months(expression, expression.year or 0), expression.first
    fresh = any(row.at(key - step).code == "GAP" for step in (1, 2, 3))
    if context.looks_aside(row, expression):
        main_cost, aside_cost = _ASIDE, 0.0
    else:
        main_cost, aside_cost = (0.0, _RULES) if context.governs(row, expression) else (_NOT_RULING, _RULES_NOT)

    def follow(state: _State) -> Iterator[_State]:
        if state.main is not None or not main_cost:  # a story does not begin with a look back
            back, ahead = _apart(state.main or stretch, stretch)
            jump = (_JUMP_BACK + _JUMP_BACK_MONTH * back) * (_NEW_SECTION if fresh else 1.0) if back else 0.0
            cost = state.cost + main_cost + jump + _JUMP_MONTH * ahead
            yield _State(cost, stretch, expression, _Steps(key, True, state.steps))
        if state.main is not None or main_cost:
            yield _State(state.cost + aside_cost, state.main, state.giver, _Steps(key, False, state.steps))

    return follow


def _apart(main: Months, stretch: Months) -> Months:
    """Return how far a stretch lies before and how far after the main line."""
    return max(0.0, main[0] - stretch[1]), max(0.0, stretch[0] - main[1])


def _open(expression: Expression, state: _State) -> Iterator[_State]:
    """Give a date without a year the years that the main line allows."""
    key, pointer = expression.first, expression.pointer
    if state.main is None or state.giver is None:
        yield state
        return
    shift = (pointer.steps or 0) if pointer is not None else expression.year_shift
    fixed = pointer is not None or shift != 0
    first, last = int(state.main[0] // 12), int(state.main[1] // 12)
    low, high = (shift, shift) if fixed else (-1, 1)
    for year in range(first + low, (first if pointer is not None else last) + high + 1):
        stretch, cost = _months(expression, year), state.cost + _weekday_cost(expression, year)
        if not fixed:
            back, ahead = _apart(state.main, stretch)
            cost += (_BACK + _BACK_MONTH * back if back else 0.0) + _FORWARD_MONTH * ahead
            cost += _YEAR_STEP * max(0, year - last) + _YEAR_BACK * max(0, first - year)
        yield _State(cost, stretch, state.giver, _Steps(key, (year, state.giver), state.steps))


def _weekday_cost(expression: Expression, year: int) -> float:
    """Return what a printed weekday says against a year."""
    if expression.weekday is None or expression.day is None:
        return 0.0
    found = days_of(expression, year)
    iso = found.earliest if found is not None else None
    fits = iso is not None and (not dates.weekday_is_known(iso) or dates.weekday(iso) == expression.weekday)
    return 0.0 if fits else _OTHER_WEEKDAY
