"""Seals: the hash that stands beside each row which nothing else in the case names by its content.

Invariant: a seal covers the names of a row as well as its value, part by part, so that no byte of it can move or change
without breaking the seal. It finds damage; against a forger keep the ledger's head elsewhere.
"""

from __future__ import annotations

import hashlib


def seal(*parts: str | bytes) -> str:
    """Return the SHA-256 of ``parts`` with their lengths, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
