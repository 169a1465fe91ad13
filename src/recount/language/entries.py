"""Entries: what a net proposes of the words of a window as entries of ledgers, with their passages and parties.

Invariant: an entry stands on a token of a sentence that its window settles, inside its own passage; its probability
depends on that window alone. The net was fitted on ``corpus/entries`` (``python -m training.entries``).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recount.language.net import Array
from recount.model.analysis import ENTRY_SORTS, EntryMark

FLOOR = 0.05
"""Probability below which an entry is not kept: readers look at none so unsure."""
TIES = ("first", "last", "by", "to", "opens", "closes")
"""Words that an entry points to: where its passage begins and ends, its parties, where its contents begin and end."""
_SEVERAL = 0.3
"""Probability from which one more word is an addressee: of two alike each has half."""
LABELS = {"entry": len(ENTRY_SORTS), "inside": len(ENTRY_SORTS), **{k: len(v) for k, v in ENTRY_SORTS.items() if v}}
"""Kinds of labels of the net: which entry a word carries, whose passage it is in, and of which sort it is."""


def entries_of(probabilities: dict[str, Array], ties: Array, settled: range, first: int) -> Iterator[EntryMark]:
    """Yield the entries of the words of ``settled``; ``first`` is the document's index of the window's first word."""
    kinds = tuple(ENTRY_SORTS)
    table = probabilities["entry"][settled.start : settled.stop]
    for word, kind in zip(*np.nonzero(table >= FLOOR), strict=True):
        index, name = int(word) + settled.start, kinds[int(kind)]
        place = dict(zip(TIES, ties[:, index], strict=True))
        begins, ends = (int(place[side][:-1].argmax()) for side in ("first", "last"))
        opens, closes = (_likeliest(place[side]) for side in ("opens", "closes"))
        by, sorts = _likeliest(place["by"]), ENTRY_SORTS[name]
        whole = opens is not None and closes is not None and opens <= closes
        yield EntryMark(
            token=first + index,
            kind=name,
            score=round(float(table[word, kind]), 3),
            first=first + min(begins, index),
            last=first + max(ends, index),
            by=None if by is None else first + by,
            to=tuple(first + other for other in _all(place["to"])),
            opens=first + opens if whole and opens is not None else None,
            closes=first + closes if whole and closes is not None else None,
            by_score=0.0 if by is None else round(float(place["by"][by]), 3),
            sort=sorts[int(probabilities[name][index].argmax())] if sorts else "",
        )


def _likeliest(row: Array) -> int | None:
    """Return the likeliest word of a tie, None where none is likelier."""
    to = int(row.argmax())
    return None if to == len(row) - 1 else to


def _all(row: Array) -> list[int]:
    """Return every word of a tie that several words may share."""
    best = _likeliest(row)
    if best is None:
        return []
    return sorted({best, *(int(at) for at in np.nonzero(row[:-1] >= _SEVERAL)[0])})
