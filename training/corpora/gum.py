"""GUM: which of its nested mentions are names, and what the treebank says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.conllu import Mention, read
from training.examples import Example
from training.labels import FROM_GUM, OWN, TO_UNER, UNER, paint, refine, split_places

_INNER = ("compound", "flat", "nummod", "amod", "goeswith")
_LONGEST_NAME = 6  # tokens; a longer mention is cut to its head and what is compounded with it


def load(folder: Path) -> Iterator[Example]:
    """Yield the sentences of a folder of GUM ``.conllu`` files with tags of the schemes ``own`` and ``uner``."""
    for path in sorted(folder.glob("*.conllu")):
        for example, mentions in read(path):
            spans = sorted({span for m in mentions for span in _name(example, m)})
            spans = split_places(example.words, spans)
            tags = paint(len(example.words), spans)
            xpos = example.xpos or []
            example.schemes[OWN] = [_open(tag, xpos[i], example.words[i]) for i, tag in enumerate(tags)]
            places = [(a, b, TO_UNER[label]) for a, b, label in spans if label in TO_UNER]
            example.schemes[UNER] = paint(len(example.words), _proper(example, places))
            yield example


def _open(tag: str, xpos: str, word: str) -> str:
    """Allow what GUM does not annotate: quantities on numbers, nationalities on capitalised adjectives."""
    if tag != "O":
        return tag
    if xpos == "CD":
        return "O/QUANTITY+TIME"
    return "O/MISC" if word[:1].isupper() and xpos in ("JJ", "NNP", "NNPS") else "O/QUANTITY"


def _name(example: Example, mention: Mention) -> Iterator[tuple[int, int, str]]:
    xpos, upos = example.xpos or [], example.upos or []
    if xpos[mention.head] not in ("NNP", "NNPS") and mention.kind != "time":
        return
    first, last = mention.first, mention.last
    while first < last and upos[first] in ("DET", "ADP", "PUNCT"):
        first += 1
    while last > first and upos[last] in ("PUNCT", "PART"):
        last -= 1
    if last - first + 1 > _LONGEST_NAME:
        first, last = _core(example, mention)
    label = FROM_GUM.get(mention.kind)
    if label == "PERSON":
        first = max(first, _after_title(example, mention, first))
    if label is None or (label == "TIME" and not _is_calendar(example, first, last)):
        return
    yield first, last + 1, refine(label, " ".join(example.words[first : last + 1]))


def _after_title(example: Example, mention: Mention, first: int) -> int:
    """Leave titles before a person's name out, as the other corpora do."""
    heads, relations = example.heads or [], example.relations or []
    titles = {k for k in range(first, mention.head) if heads[k] - 1 == mention.head and relations[k] == "nmod:desc"}
    while first < mention.head and (first in titles or heads[first] - 1 in titles):
        first += 1
    return first


def _is_calendar(example: Example, first: int, last: int) -> bool:
    """A time is named when a number or a calendar name stands in it ("2014", "last Monday")."""
    xpos = example.xpos or []
    return any(xpos[k] in ("NNP", "NNPS", "CD") for k in range(first, last + 1))


def _core(example: Example, mention: Mention) -> tuple[int, int]:
    heads, relations = example.heads or [], example.relations or []
    core = {mention.head}
    grown = True
    while grown:
        grown = False
        for k in range(mention.first, mention.last + 1):
            if k not in core and heads[k] - 1 in core and relations[k].split(":")[0] in _INNER:
                core.add(k)
                grown = True
    first = last = mention.head
    while first - 1 in core:
        first -= 1
    while last + 1 in core:
        last += 1
    return first, last


def _proper(example: Example, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Trim spans to their proper nouns, as Universal NER leaves titles and common nouns out."""
    upos = example.upos or []
    trimmed = []
    for first, last, label in spans:
        while first < last and upos[first] != "PROPN":
            first += 1
        while last > first and upos[last - 1] != "PROPN":
            last -= 1
        if first < last:
            trimmed.append((first, last, label))
    return trimmed
