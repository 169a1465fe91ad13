"""Everything the net learns from, and what is held back to watch it: one list of examples each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.language.tokeniser import Tokeniser
from training.corpora import columns, conllu, gum, re3d
from training.examples import Example, held_back
from training.labels import FROM_CROSSNER, FROM_WNUT, OWN, UNER

HELD_BACK = 10
"""One re3d document and one EWT dev document in ten is held back."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Examples to learn from, and held-back ones by name."""

    train: list[Example]
    watch: dict[str, list[Example]]


def load(data: Path, tokeniser: Tokeniser) -> Dataset:
    """Read every training set under ``data`` (the folder that holds ``ud_ewt``, ``gum`` and the others)."""
    train = [example for example, _ in conllu.read(data / "ud_ewt/en_ewt-ud-train.conllu")]
    watch: dict[str, list[Example]] = {"ewt": [], "gum": [], "re3d": []}
    tags = columns.uner(data / "uner_ewt/en_ewt-ud-dev.iob2")
    for example, _ in conllu.read(data / "ud_ewt/en_ewt-ud-dev.conllu"):
        found = tags.get(" ".join(example.words))
        if found is not None and len(found) == len(example.words):
            example.schemes[UNER] = found
            example.schemes[OWN] = columns.own_from_uner(found, example.words)
        (watch["ewt"] if held_back(example.document, HELD_BACK) else train).append(example)
    train.extend(gum.load(data / "gum/train/dep"))
    watch["gum"].extend(gum.load(data / "gum/dev/dep"))
    for name in ("wnut17train.conll", "emerging.dev.conll"):
        train.extend(columns.typed(data / "wnut17" / name, FROM_WNUT, "O/TIME+QUANTITY+EVENT+MISC"))
    for name in ("train.txt", "dev.txt"):
        train.extend(columns.typed(data / "crossner_politics" / name, FROM_CROSSNER, "O/TIME+QUANTITY"))
    for example in re3d.load(sorted(p for p in (data / "re3d").iterdir() if p.is_dir()), tokeniser):
        (watch["re3d"] if held_back(example.document, HELD_BACK) else train).append(example)
    return Dataset(train, watch)
