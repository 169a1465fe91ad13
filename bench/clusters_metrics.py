"""B-cubed, pairs and exactly reproduced clusters (docs/protocols.md, section 1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping


def b_cubed(response: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of two clusterings of the same items (item to cluster)."""
    pairs = Counter((response[item], gold[item]) for item in gold)
    sizes, gold_sizes = Counter(response[item] for item in gold), Counter(gold.values())
    total = len(gold)
    precision = sum(n * n / sizes[r] for (r, _), n in pairs.items()) / total
    recall = sum(n * n / gold_sizes[g] for (_, g), n in pairs.items()) / total
    return precision, recall, _harmonic(precision, recall)


def pairs(response: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of items in one cluster."""

    def count(clusters: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in clusters.values())

    both = count(Counter((response[item], gold[item]) for item in gold))
    said, true = count(Counter(response[item] for item in gold)), count(Counter(gold.values()))
    precision, recall = (both / said if said else 0.0), (both / true if true else 0.0)
    return precision, recall, _harmonic(precision, recall)


def exact(response: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """Return the share of gold clusters that the response reproduces."""
    said, true = defaultdict(set), defaultdict(set)
    for item, cluster in gold.items():
        true[cluster].add(item)
        said[response[item]].add(item)
    whole = {frozenset(items) for items in said.values()}
    return sum(frozenset(items) in whole for items in true.values()) / len(true)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
