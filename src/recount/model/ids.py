"""Ids are canonical JSON hashes tagged with their algorithm, so anyone can recompute them.

Invariant: an id depends on its content alone, never on order of input, time or machine.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

DIGITS = 24
"""Hexadecimal digits kept of a hash in an id: 96 bits, collision-free in practice at 10**12 claims."""


def canonical_json(value: Any) -> str:
    """Return ``value`` as JSON with sorted keys, no white space and no escapes beyond what JSON requires."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 of ``data`` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def hash_id(kind: str, value: Any) -> str:
    """Return ``kind`` and the tagged, shortened hash of ``value``: ``claim-sha256-0f3a...``."""
    digest = sha256_hex(canonical_json([kind, value]).encode("utf-8", "surrogatepass"))
    return f"{kind}-sha256-{digest[:DIGITS]}"
