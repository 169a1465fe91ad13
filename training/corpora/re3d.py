"""re3d: reports on a war with entities by character offsets."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from recount.language.tokeniser import Tokeniser
from training.examples import Example
from training.labels import FROM_RE3D, OWN, RE3D, RE3D_LABELS, TO_UNER, UNER, paint, refine

_CLOSERS = {'"', "'", ")", "]", "”", "’"}
_ALWAYS = ("Nationality", "Temporal", "Quantity", "Money", "Frequency")
_LEADING = {
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "president",
    "secretary",
    "general",
    "minister",
    "prime",
}


def documents(folder: Path) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Yield (id, text, [(begin, end, type), ...]) of every document of one source."""
    entities: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    with (folder / "entities.json").open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                if row["type"] in RE3D_LABELS:
                    entities[row["documentId"]].append((int(row["begin"]), int(row["end"]), row["type"]))
    with (folder / "documents.json").open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                yield row["_id"], row["text"], entities[row["_id"]]


def _sentences(text: str, spans: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Cut at sentence marks followed by a capital: enough to train entities on."""
    sentence: list[tuple[int, int]] = []
    ended = False
    for start, end in spans:
        word = text[start:end]
        if sentence and ended and word not in _CLOSERS and (word[0].isupper() or not word[0].isalnum()):
            yield sentence
            sentence = []
        if sentence and "\n\n" in text[sentence[-1][1] : start]:
            yield sentence
            sentence = []
        sentence.append((start, end))
        ended = word in (".", "?", "!") or (ended and word in _CLOSERS)
    if sentence:
        yield sentence


def load(folders: list[Path], tokeniser: Tokeniser) -> Iterator[Example]:
    """Yield sentences with tags of the schemes ``re3d``, ``own`` and ``uner``."""
    for folder in folders:
        for document, text, entities in documents(folder):
            for sentence in _sentences(text, list(tokeniser.tokens(text))):
                yield _example(document, text, sentence, entities)


def _example(
    document: str, text: str, sentence: list[tuple[int, int]], entities: list[tuple[int, int, str]]
) -> Example:
    words = [text[a:b] for a, b in sentence]
    inside: list[tuple[int, int, str]] = []
    for begin, end, label in entities:
        covered = [k for k, (a, b) in enumerate(sentence) if a < end and b > begin]
        if covered:
            inside.append((covered[0], covered[-1] + 1, label))
    example = Example(words=words, document=document)
    example.schemes[RE3D] = paint(len(words), inside)
    own: list[tuple[int, int, str]] = []
    silent: set[int] = set()
    for first, last, label in inside:
        target = FROM_RE3D.get(label)
        while label not in _ALWAYS and first < last - 1 and words[first].lower() in _LEADING:
            first += 1
        named = label in _ALWAYS or all(w[0].isupper() or not w[0].isalpha() or len(w) < 4 for w in words[first:last])
        if target is None or not named or (label not in _ALWAYS and not any(w[0].isupper() for w in words[first:last])):
            silent.update(range(first, last))
        else:
            own.append((first, last, refine(target, " ".join(words[first:last]))))
    tags = paint(len(words), own, "O/EVENT")
    example.schemes[OWN] = ["?" if tag == "O/EVENT" and k in silent else tag for k, tag in enumerate(tags)]
    proper = paint(len(words), [(a, b, TO_UNER[x]) for a, b, x in own if x in TO_UNER])
    example.schemes[UNER] = ["?" if tag == "O" and k in silent else tag for k, tag in enumerate(proper)]
    return example
