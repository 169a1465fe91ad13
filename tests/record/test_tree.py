"""Hash trees: the roots of RFC 6962, proofs checked by the script that knows nothing of the program, forgeries."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.record.tree import consistency_path, inclusion_path, leaf_hash, tree_root

DOCS = Path(__file__).resolve().parents[2] / "docs"
VECTORS: dict[str, Any] = json.loads((DOCS / "custody_vectors.json").read_text(encoding="utf-8"))


def checker() -> Any:
    spec = importlib.util.spec_from_file_location("check_proof", DOCS / "check_proof.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CHECKER = checker()


def by_definition(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962, 2.1, defines it, from the data of the leaves."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + by_definition(leaves[:half]) + by_definition(leaves[half:])).digest()


def growth(leaves: list[bytes], size: int) -> dict[str, Any]:
    return {
        "old_size": size, "old_root": tree_root(leaves[:size]).hex(), "size": len(leaves),
        "root": tree_root(leaves).hex(), "path": [node.hex() for node in consistency_path(leaves, size)],
    }  # fmt: skip


def test_roots_are_those_that_certificate_transparency_publishes() -> None:
    leaves = [leaf_hash(bytes.fromhex(data)) for data in VECTORS["leaves"]]
    assert [tree_root(leaves[:size]).hex() for size in range(len(leaves) + 1)] == VECTORS["roots"]


def test_the_vectors_of_proofs_are_what_is_written_and_fit() -> None:
    leaves = [leaf_hash(bytes.fromhex(data)) for data in VECTORS["leaves"]]
    for row in VECTORS["inclusion"]:
        path = inclusion_path(leaves[: row["size"]], row["index"])
        assert [node.hex() for node in path] == row["path"]
        assert CHECKER.climb(path, row["index"], row["size"], leaves[row["index"]])[1] == tree_root(
            leaves[: row["size"]]
        )
    for row in VECTORS["consistency"]:
        made = growth(leaves[: row["size"]], row["old_size"])
        assert made["path"] == row["path"]
        assert CHECKER.check(made)


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_root_is_the_one_the_definition_gives(data: list[bytes]) -> None:
    assert tree_root(map(leaf_hash, data)) == by_definition(data)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40, unique=True), st.data())
def test_every_leaf_is_proven_and_no_other(data: list[bytes], draw: st.DataObject) -> None:
    leaves = [leaf_hash(one) for one in data]
    index = draw.draw(st.integers(0, len(data) - 1))
    path, root = inclusion_path(leaves, index), tree_root(leaves)
    assert CHECKER.climb(path, index, len(data), leaves[index])[1] == root
    for other in range(len(data)):
        if other != index:
            assert CHECKER.climb(path, index, len(data), leaves[other])[1] != root
            assert CHECKER.climb(path, other, len(data), leaves[index])[1] != root
    assert CHECKER.climb([*path, root], index, len(data), leaves[index])[1] != root


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40, unique=True), st.data())
def test_growth_is_proven_and_an_altered_beginning_is_not(data: list[bytes], draw: st.DataObject) -> None:
    leaves = [leaf_hash(one) for one in data]
    size = draw.draw(st.integers(1, len(data)))
    proof = growth(leaves, size)
    assert CHECKER.check(proof)
    assert not CHECKER.check(proof | {"old_root": leaf_hash(b"other").hex()})
    assert not CHECKER.check(proof | {"root": leaf_hash(b"other").hex()})
    for other in range(len(data) + 2):
        if other != size:
            assert not CHECKER.check(proof | {"old_size": other})
    for at in range(len(proof["path"])):
        assert not CHECKER.check(proof | {"path": [*proof["path"][:at], *proof["path"][at + 1 :]]})


def test_nothing_is_proven_of_a_leaf_or_a_size_that_is_not_there() -> None:
    leaves = [leaf_hash(b"a"), leaf_hash(b"b")]
    for index in (-1, 2):
        with pytest.raises(IndexError):
            inclusion_path(leaves, index)
    for size in (0, 3):
        with pytest.raises(IndexError):
            consistency_path(leaves, size)


def test_the_script_is_short_and_needs_nothing_of_the_program() -> None:
    lines = (DOCS / "check_proof.py").read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) for line in lines) <= 60
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported == {"hashlib", "json", "sys"}
