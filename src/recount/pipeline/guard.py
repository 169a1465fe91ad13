"""One account that a stage cannot stand does not end the work on the others.

Invariant: ``attempt`` is the only place where any exception is caught; what is caught is told with stage, class and
a hint, is never kept as if it were a result, and stops the work where the user asks for that (``--strict``).
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from types import FrameType
from typing import TypeVar

from recount.model.text import printable

SECONDS = 600
"""Seconds that one stage may take on one account: ten times what the longest text takes on one slow core."""
_DETAIL = 160
"""Characters of an error's message that are told."""
Result = TypeVar("Result")


class TooSlow(Exception):
    """A stage took longer on one account than it may."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What stopped a stage: its name, and in words what happened and what to do."""

    stage: str
    what: str


def attempt(
    stage: str, work: Callable[[], Result], *, strict: bool = False, seconds: float = SECONDS
) -> Result | Failure:
    """Return what ``work`` returns, or what stopped it. Raises whatever stopped it where ``strict``."""
    try:
        with _within(seconds):
            return work()
    except TooSlow:
        if strict:
            raise
        return Failure(stage, f"{stage} did not end within {seconds:.0f} seconds; split the account")
    except Exception as error:  # the one broad clause: a defect on one account must not cost the others
        if strict:
            raise
        detail = printable(" ".join(str(error).split()))[:_DETAIL]
        said = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
        return Failure(
            stage, f"{stage} failed ({said}); this is a defect: build with --strict to see where, and report it"
        )


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` in the body after so many seconds, if they are finite and this thread can be told the time."""
    if seconds == inf or threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooSlow(f"after {seconds:.0f} seconds")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
