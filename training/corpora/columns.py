"""Corpora of one word and one tag a line: Universal NER, WNUT 2017, CrossNER."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from training.examples import Example
from training.labels import OWN, TO_UNER, UNER, paint, refine, spans_of


def _rows(path: Path, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("# "):
                continue
            if len(columns) <= max(word, tag) or not columns[word].strip():
                if words:
                    yield words, tags
                words, tags = [], []
            else:
                words.append(columns[word].strip())
                tags.append(columns[tag].strip())
    if words:
        yield words, tags


def uner(path: Path) -> dict[str, list[str]]:
    """Return the Universal NER tags of each sentence, by its words joined with a space."""
    known = ("PER", "LOC", "ORG")
    return {" ".join(words): [tag if tag[2:] in known else "O" for tag in tags] for words, tags in _rows(path, 1, 2)}


def own_from_uner(tags: list[str], words: list[str]) -> list[str]:
    """Turn Universal NER tags into Recount's, open for all that Universal NER does not label."""
    back = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORGANISATION"}
    spans = [(a, b, refine(back[label], " ".join(words[a:b]))) for a, b, label in spans_of(tags)]
    return paint(len(words), spans, "O/TIME+QUANTITY+EVENT+MISC")


def typed(path: Path, labels: Mapping[str, str], outside: str) -> Iterator[Example]:
    """Yield the sentences of a two-column corpus, its labels mapped by ``labels``."""
    for number, (words, tags) in enumerate(_rows(path, 0, 1)):
        spans = [
            (a, b, refine(labels[label], " ".join(words[a:b]))) for a, b, label in spans_of(tags) if label in labels
        ]
        example = Example(words=words, document=f"{path.stem}-{number}")
        example.schemes[OWN] = paint(len(words), spans, outside)
        example.schemes[UNER] = paint(len(words), [(a, b, TO_UNER[label]) for a, b, label in spans if label in TO_UNER])
        yield example
