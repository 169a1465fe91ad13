"""Which half of a benchmark a document or incident falls in: ``look`` to read errors, ``score`` to print figures."""

from __future__ import annotations

import hashlib
from typing import Literal


def half(identifier: str) -> Literal["look", "score"]:
    """Return ``look`` where the first hexadecimal digit of the id's SHA-256 is even, else ``score``."""
    digit = hashlib.sha256(identifier.encode("utf-8")).hexdigest()[0]
    return "look" if int(digit, 16) % 2 == 0 else "score"
