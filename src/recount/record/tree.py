"""Hash trees as RFC 6962 (Certificate Transparency) defines them: roots, inclusion proofs, consistency proofs.

Leaves are hashed behind a zero byte and nodes behind a one, so that no node can pass for a leaf. All hashes are
SHA-256, 32 bytes each; the tree of no leaf has the hash of nothing.

Invariant: a root depends on every leaf and on their order; a proof that fits shows what it says to whoever holds the
root, without any other leaf.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf that holds ``data``."""
    return hashlib.sha256(b"\0" + data).digest()


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over hashes of leaves, which are read once; memory grows with their number's logarithm."""
    full: list[tuple[int, bytes]] = []  # perfect trees, each smaller than the one before it: (leaves, root)
    for leaf in leaves:
        size, node = 1, leaf
        while full and full[-1][0] == size:
            node = _node(full.pop()[1], node)
            size *= 2
        full.append((size, node))
    if not full:
        return hashlib.sha256().digest()
    _, root = full.pop()
    while full:
        root = _node(full.pop()[1], root)
    return root


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes that lead from leaf ``index`` (from 0) to the root, the leaf's neighbour first."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*inclusion_path(leaves[:half], index), tree_root(leaves[half:])]
    return [*inclusion_path(leaves[half:], index - half), tree_root(leaves[:half])]


def consistency_path(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """Return the hashes that show the tree of the first ``size`` leaves to be the beginning of the tree of all."""
    if not 0 < size <= len(leaves):
        raise IndexError(size)
    return _consistency(leaves, size, whole=True)


def _consistency(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [tree_root(leaves)]
    half = _half(len(leaves))
    if size <= half:
        return [*_consistency(leaves[:half], size, whole=whole), tree_root(leaves[half:])]
    return [*_consistency(leaves[half:], size - half, whole=False), tree_root(leaves[:half])]


def _half(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << (size - 1).bit_length() - 1


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
