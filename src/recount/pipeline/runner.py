"""Who computes: this process, or several workers; results come in the order of the work.

Invariant: the number of workers changes how long it takes and nothing else. At most ``_AHEAD`` pieces of work
a worker are in flight, so memory stays bounded however many documents there are.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")

_AHEAD = 4


def run(function: Callable[[Work], Result], work: Iterable[Work], workers: int) -> Iterator[Result]:
    """Yield ``function`` of each piece of work, in order, computed by this process or by ``workers`` others."""
    if workers <= 1:
        yield from map(function, work)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        waiting: deque[Future[Result]] = deque()
        for piece in work:
            waiting.append(pool.submit(function, piece))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
