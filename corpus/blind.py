"""Lays out texts without annotation for a second annotator: ``python -m corpus.blind FOLDER [NN]``.

Of the frozen part, or with ``NN`` three in a hundred passages of a round of fresh texts.

Invariant: which texts are chosen depends on their ids alone: the three accounts and thirty passages whose
SHA-256 of the id is smallest. Nothing of the first annotation leaves.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from math import ceil
from pathlib import Path

from corpus import fresh
from corpus.compile import ROOT, TEST, passages, read_text

ACCOUNTS = 3
PASSAGES = 30
SHARE = 0.03
"""Share of a round's passages that a second annotator reads."""
_EXAMPLE = """# p000
Guards shot dead at least four miners at Zell on 3 June 2021, a priest said; 900 people live there.
A u reports a priest // said
K killed >=4 | shot dead [at least four] miners ; unit=miners
R carried_out | [Guards] shot dead
A -
T 2021-06-03 day | 3 June 2021
N population | 900 people
"""
_CASE_EXAMPLE = """# Documents and segments as below; one USE line names the incident of the lines that follow.
DOC a kind=letter ; author=Name ; published=2021-06-05 ; about=i1
I i1 raid | label=Raid on Zell ; when=2021-06-03 ; where=Zell ; at=village ; documents=a
S title - | first words >> last words
S article Name | first words >> last words
USE i1
K killed >=4 | shot dead [at least four] miners ; unit=miners ; id=k1
"""


def chosen(names: list[str], count: int) -> list[str]:
    """The ``count`` names with the smallest SHA-256, in their own order."""
    first = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:count]
    return sorted(first)


def accounts() -> list[str]:
    """The ids of the accounts to be annotated twice."""
    paths = sorted(TEST.glob("case*/*.txt"))
    return chosen([f"{path.parent.name}/{path.stem}" for path in paths], ACCOUNTS)


def of_round(folder: Path, number: str) -> int:
    """Write the brief of the rounds and three in a hundred of a round's passages to ``folder``."""
    rows = {row["id"]: row for row in fresh.passages(number)}
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(fresh.ROUNDS / "BRIEF.md", folder / "BRIEF.md")
    names = chosen(list(rows), ceil(len(rows) * SHARE))
    blocks = [f"# {name} {rows[name]['group']}\n{rows[name]['text']}\n" for name in names]
    (folder / "passages.txt").write_text("\n".join(blocks), encoding="utf-8")
    return 0


def main(folder: Path) -> int:
    """Write guidelines, notation, texts and an empty example to ``folder``."""
    rows = {row["id"]: row["text"] for row in passages()}
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("GUIDELINES.md", "notation.py", "lists.py", "source/README.md"):
        shutil.copyfile(ROOT / name, folder / name.replace("/", "-"))
    lines = [
        json.dumps(
            {"id": name, "text": rows[name], "claims": [], "times": [], "not_casualties": []}, ensure_ascii=False
        )
        for name in chosen(list(rows), PASSAGES)
    ]
    (folder / "passages.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in accounts():
        (folder / f"{name.replace('/', '-')}.txt").write_bytes(read_text(TEST / f"{name}.txt").encode())
    (folder / "example-passages.txt").write_text(_EXAMPLE, encoding="utf-8")
    (folder / "example-case.txt").write_text(_CASE_EXAMPLE, encoding="utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python -m corpus.blind FOLDER [NN]")
    sys.exit(main(Path(sys.argv[1])) if len(sys.argv) == 2 else of_round(Path(sys.argv[1]), sys.argv[2]))
