"""Putting accounts together where one of them cannot be put together with anything.

Invariant: an account that alone makes linking or weighing fail is kept without its claims, with what happened; the
others are concluded as if it claimed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf

from recount.errors import BuildError
from recount.model.mentions import Reading
from recount.model.record import Record
from recount.model.text import Document, Issue
from recount.pipeline.guard import Failure, attempt

Pair = tuple[Document, Reading]
LEFT_OUT = "its claims are left out: "
"""How the issue of an account begins that could not be put together with others."""


def conclude_what_can_be(
    conclude: Callable[[Sequence[Pair]], Record], pairs: Sequence[Pair], *, strict: bool = False
) -> Record:
    """Return what ``conclude`` makes of the accounts. Raises ``BuildError`` where those that can be concluded alone
    cannot be together, and whatever stops it where ``strict``."""
    whole = attempt("linking", lambda: conclude(pairs), strict=strict, seconds=inf)
    if not isinstance(whole, Failure):
        return whole
    kept = [_without_claims(pair, _alone(conclude, pair)) for pair in pairs]
    rest = attempt("linking", lambda: conclude(kept), seconds=inf)
    if isinstance(rest, Failure):
        raise BuildError(f"the accounts cannot be put together: {rest.what}")
    return rest


def _alone(conclude: Callable[[Sequence[Pair]], Record], pair: Pair) -> Failure | None:
    made = attempt("linking", lambda: conclude([pair]), seconds=inf)
    return made if isinstance(made, Failure) else None


def _without_claims(pair: Pair, failure: Failure | None) -> Pair:
    if failure is None:
        return pair
    document, reading = pair
    issue = Issue(document.id, failure.stage, f"{LEFT_OUT}{failure.what}")
    return document, Reading(document.id, (), issues=(*reading.issues, issue))
