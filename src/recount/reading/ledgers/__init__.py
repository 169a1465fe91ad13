"""The ledgers: what accounts ask, promise, warn of, answer, offer as proof and call somebody; one file a ledger.

Invariant: an entry rests on one passage with its word and its parties; rules and a net propose, a table says how far
each is believed (``trusted.py``).
"""

from collections.abc import Callable
from functools import partial

from recount.model.claims import Claim
from recount.reading.ledgers.answers import read_answers
from recount.reading.ledgers.demands import read_demands
from recount.reading.ledgers.exhibits import read_exhibits
from recount.reading.ledgers.motives import read_motives
from recount.reading.ledgers.others import no_rule, read_labels, read_parts
from recount.reading.ledgers.promises import read_promises
from recount.reading.ledgers.statuses import read_statuses
from recount.reading.ledgers.trusted import read_ledger
from recount.reading.ledgers.warnings import read_warnings
from recount.reading.sheet import Sheet

RULES: dict[str, Callable[[Sheet], list[Claim]]] = {
    "demand": read_demands, "commitment": read_promises, "warning": read_warnings, "response": read_answers,
    "exhibit": read_exhibits, "status": read_statuses, "deprivation": no_rule, "motive": no_rule, "part": no_rule,
    "label": no_rule,
}  # fmt: skip
"""What rules find for each ledger, by its name in ``ENTRY_SORTS``, in the order they run."""
_Reader = Callable[[Sheet], list[Claim]]
_BESIDE: dict[str, _Reader] = {"part": read_parts, "label": read_labels, "motive": read_motives}
LEDGERS: tuple[_Reader, ...] = (
    *(partial(read_ledger, kind, rule) for kind, rule in RULES.items() if kind not in _BESIDE), *_BESIDE.values(),
)  # fmt: skip
"""The readers of all ledgers."""

__all__ = ["LEDGERS", "RULES"]
