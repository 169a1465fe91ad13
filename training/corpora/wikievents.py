"""WikiEvents' annotated part: the names among the people, places and bodies that take part in its events.

Invariant: only what takes part in an event is annotated, so a capitalised word outside the annotation says nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from training.examples import Example
from training.labels import OWN, TO_UNER, UNER, paint, refine

_LABELS = {"PER": "PERSON", "ORG": "ORGANISATION", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_SMALL = {"of", "the", "and", "for", "de", "al", "el", "bin", "in", "-", "’", "s", "'s", "ez"}
_PEOPLE = re.compile(r"(?:ian|ish|ese|iet|[^st]an|eek|ench|utch|[aeiou]qi|ni|li)s?$", re.IGNORECASE)


def load(path: Path) -> Iterator[Example]:
    """Yield the sentences of a WikiEvents file that has entity mentions."""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            at = 0
            for pairs, _ in row["sentences"]:
                words = [pair[0] for pair in pairs]
                spans = [
                    (m["start"] - at, m["end"] - at, m["entity_type"])
                    for m in row["entity_mentions"]
                    if at <= m["start"] and m["end"] <= at + len(words)
                ]
                at += len(words)
                if words and all(words):
                    yield _example(row["doc_id"], words, spans)


def _example(document: str, words: list[str], mentions: list[tuple[int, int, str]]) -> Example:
    spans = []
    for first, last, kind in mentions:
        surface = words[first:last]
        named = all(w[0].isupper() or w.lower() in _SMALL for w in surface) and any(w[0].isupper() for w in surface)
        people = kind == "GPE" and len(surface) == 1 and _PEOPLE.search(surface[0])
        if kind in _LABELS and named and not people and not (first == 0 and len(surface) == 1):
            while first < last - 1 and words[first].lower() in _SMALL:
                first += 1
            spans.append((first, last, refine(_LABELS[kind], " ".join(words[first:last]))))
    example = Example(words=words, document=document)
    own = paint(len(words), spans, "O/TIME+QUANTITY+EVENT+MISC")
    uner = paint(len(words), [(a, b, TO_UNER[x]) for a, b, x in spans])
    silent = [i for i, w in enumerate(words) if w[0].isupper()]
    for tags in (own, uner):
        for i in silent:
            if tags[i].startswith("O"):
                tags[i] = "?"
    example.schemes = {OWN: own, UNER: uner}
    return example
