"""Joining of printed forms into one entity, each join with its reason, and which accounts may speak of the same ones.

Invariant: clusters are an equivalence relation over the nodes; the result does not depend on the order in
which joins are made, and every join that made two clusters one is kept with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from recount.linking.similarity import rare_words, words_of

Node = TypeVar("Node", bound=tuple[str, str])


class Joins(Generic[Node]):
    """A union of nodes with reasons. The root of a cluster is its smallest node."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._parent: dict[Node, Node] = {node: node for node in sorted(nodes)}
        self._reasons: dict[Node, set[str]] = defaultdict(set)

    def root(self, node: Node) -> Node:
        """Return the smallest node of the cluster that holds ``node``."""
        path = []
        while self._parent[node] != node:
            path.append(node)
            node = self._parent[node]
        for step in path:
            self._parent[step] = node
        return node

    def join(self, one: Node, other: Node, reason: str) -> None:
        """Make the clusters of two nodes one."""
        first, second = self.root(one), self.root(other)
        self._reasons[one].add(reason)
        if first == second:
            return
        if second < first:
            first, second = second, first
        self._parent[second] = first

    def clusters(self) -> dict[Node, list[Node]]:
        """Return root to members, both in order."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in self._parent:
            found[self.root(node)].append(node)
        return {root: sorted(found[root]) for root in sorted(found)}

    def reasons(self, members: Iterable[Node]) -> tuple[str, ...]:
        """Return the reasons given for joins of the members, in order of the alphabet."""
        return tuple(sorted({reason for node in members for reason in self._reasons.get(node, ())}))


class Kinship:
    """Which documents may speak of the same people: those that share a rare word besides the name itself.

    What is rare comes from the fixed table (linking/similarity.py): other documents of the folder change nothing.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._rare: dict[str, frozenset[str]] = {}

    def is_between(self, one: str, other: str, name: str) -> bool:
        """Return whether two documents share a rare word that is no part of a name."""
        return bool((self._words(one) & self._words(other)) - set(words_of(name)))

    def _words(self, document: str) -> frozenset[str]:
        if document not in self._rare:
            self._rare[document] = rare_words(dict.fromkeys(words_of(self._texts[document]), 1.0))
        return self._rare[document]
