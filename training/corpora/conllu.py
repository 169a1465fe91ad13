"""CoNLL-U files: the Universal Dependencies treebanks, with the entity column of GUM where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.examples import Example


@dataclass(slots=True)
class Mention:
    """A GUM mention: word indices (both inclusive), entity type, index of the syntactic head."""

    first: int
    last: int
    kind: str
    head: int


_BRACKETS = re.compile(r"\([^()]+\)?|[^()]+\)")


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    with path.open(encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
    if block:
        yield block


def read(path: Path) -> Iterator[tuple[Example, list[Mention]]]:
    """Yield each sentence and its GUM mentions (none for treebanks without them)."""
    document = path.stem
    for block in _blocks(path):
        example = Example(words=[], document=document)
        upos: list[str] = []
        xpos: list[str] = []
        lemmas: list[str] = []
        heads: list[int] = []
        relations: list[str] = []
        spaces: list[bool] = []
        brackets: list[str] = []
        joined_last, joined_space = -1, True
        for line in block:
            if line.startswith("#"):
                if line.startswith("# newdoc"):
                    document = line.split("=", 1)[-1].strip()
                    example.document = document
                    example.paragraph = True
                elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                    example.paragraph = True
                continue
            columns = line.split("\t")
            if "." in columns[0]:
                continue
            space = "SpaceAfter=No" not in columns[9]
            if "-" in columns[0]:
                joined_last, joined_space = int(columns[0].split("-")[1]), space
                continue
            number = int(columns[0])
            example.words.append(columns[1])
            lemmas.append(columns[2])
            upos.append(columns[3])
            xpos.append(columns[4])
            heads.append(int(columns[6]))
            relations.append(columns[7])
            spaces.append(joined_space if number == joined_last else space and number > joined_last)
            found = re.search(r"Entity=([^|]*)", columns[9])
            brackets.append(found.group(1) if found else "")
        if not example.words:
            continue
        example.upos, example.xpos, example.lemmas = upos, xpos, lemmas
        example.heads, example.relations, example.spaces = heads, relations, spaces
        yield example, list(_mentions(brackets, heads))


def _mentions(brackets: list[str], heads: list[int]) -> Iterator[Mention]:
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, cell in enumerate(brackets):
        for part in _BRACKETS.findall(cell):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                if part.endswith(")"):
                    yield _mention(index, index, fields[1], heads)
                else:
                    opened[fields[0]].append((index, fields[1]))
            else:
                group = part.rstrip(")").split("-")[0]
                if opened[group]:
                    first, kind = opened[group].pop()
                    yield _mention(first, index, kind, heads)


def _mention(first: int, last: int, kind: str, heads: list[int]) -> Mention:
    outside = [k for k in range(first, last + 1) if not first <= heads[k] - 1 <= last]
    return Mention(first, last, kind, outside[0] if len(outside) == 1 else last)
