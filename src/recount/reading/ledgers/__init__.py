"""The ledgers: what accounts ask, promise, warn of, answer, offer as proof and call somebody; one file a ledger.

Invariant: an entry rests on one passage with its word and its parties; only texts that tell of harm have any.
"""

from recount.reading.ledgers.answers import read_answers
from recount.reading.ledgers.demands import read_demands
from recount.reading.ledgers.exhibits import read_exhibits
from recount.reading.ledgers.promises import read_promises
from recount.reading.ledgers.statuses import read_statuses
from recount.reading.ledgers.warnings import read_warnings

LEDGERS = (read_demands, read_promises, read_warnings, read_answers, read_exhibits, read_statuses)
"""The readers of all ledgers, in the order they run."""

__all__ = ["LEDGERS"]
