"""Counts and dates as intervals: what a text allows, never more than it says.

A count keeps its operator and bounds; a date is an interval with the trail that led to it. The conversion
of vague words into bounds is a named profile (see ``vocabulary``), not part of these values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Operator = Literal["=", ">=", ">", "<=", "<", "~", "range", "vague", "rising"]
Precision = Literal[
    "minute", "hour", "part_of_day", "day", "range", "week", "month", "season", "year", "decade", "unknown"
]
WhenBasis = Literal["stated", "resolved", "derived", "corrected", "inferred", "unresolvable"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number as a text gives it: ``op``, its ``value`` (None if vague or rising) and whole-number bounds.

    ``low`` and ``high`` are inclusive; None is open. ``> 30`` has low 31; ``~n`` has n-d to n+d with
    d = max(1, a tenth of n) (methods.md, section 2); ``raw`` is the number phrase as printed.
    """

    op: Operator
    value: int | None
    low: int | None
    high: int | None
    raw: str


@dataclass(frozen=True, slots=True)
class When:
    """A time as an interval of ISO 8601 dates or times, both ends inclusive, local as said.

    ``earliest`` and ``latest`` are ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM`` (years before Christ ``-0263-...``),
    None where open. ``raw`` is the phrase; ``literal`` its own reading before any correction, None if the
    same; ``timex`` the TIMEX3 value of what is no interval (``P2W``, ``PAST_REF``, ``XXXX-11-08``).
    ``trail`` lists in words each step and rule from phrase to interval; ``flags`` what is doubtful.
    """

    raw: str
    earliest: str | None = None
    latest: str | None = None
    precision: Precision = "unknown"
    basis: WhenBasis = "unresolvable"
    trail: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    literal: str | None = None
    timex: str | None = None
