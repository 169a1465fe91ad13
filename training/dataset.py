"""Everything the net learns from, and what is held back to watch it: one list of examples each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.language.tokeniser import Tokeniser
from training.corpora import columns, conllu, ecb, gum, re3d, wikievents
from training.examples import Example, held_back
from training.labels import FROM_CROSSNER, FROM_WNUT, OWN, UNER

HELD_BACK = 10
"""One re3d document and one EWT dev document in ten is held back."""

ENDS_ONLY = 3
"""One document in three of the set that labels sentence ends alone is read: the rest would only cost time."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Examples to learn from, by corpus, and held-back ones by name."""

    train: dict[str, list[Example]]
    watch: dict[str, list[Example]]

    def everything(self) -> list[Example]:
        """Return all examples to learn from."""
        return [example for examples in self.train.values() for example in examples]


def load(data: Path, tokeniser: Tokeniser) -> Dataset:
    """Read every training set under ``data`` (the folder that holds ``ud_ewt``, ``gum`` and the others)."""
    train: dict[str, list[Example]] = {}
    watch: dict[str, list[Example]] = {"ewt": [], "gum": [], "re3d": []}
    train["ewt"] = [example for example, _ in conllu.read(data / "ud_ewt/en_ewt-ud-train.conllu")]
    train["ewt dev"] = []
    tags = columns.uner(data / "uner_ewt/en_ewt-ud-dev.iob2")
    for example, _ in conllu.read(data / "ud_ewt/en_ewt-ud-dev.conllu"):
        found = tags.get(" ".join(example.words))
        if found is not None and len(found) == len(example.words):
            example.schemes[UNER] = found
            example.schemes[OWN] = columns.own_from_uner(found, example.words)
        (watch["ewt"] if held_back(example.document, HELD_BACK) else train["ewt dev"]).append(example)
    train["gum"] = list(gum.load(data / "gum/train/dep"))
    watch["gum"].extend(gum.load(data / "gum/dev/dep"))
    train["wnut17"] = []
    for name in ("wnut17train.conll", "emerging.dev.conll"):
        train["wnut17"].extend(columns.typed(data / "wnut17" / name, FROM_WNUT, "O/TIME+QUANTITY+EVENT+MISC"))
    train["crossner"] = []
    for name in ("train.txt", "dev.txt"):
        train["crossner"].extend(columns.typed(data / "crossner_politics" / name, FROM_CROSSNER, "O/TIME+QUANTITY"))
    train["re3d"] = []
    for example in re3d.load(sorted(p for p in (data / "re3d").iterdir() if p.is_dir()), tokeniser):
        (watch["re3d"] if held_back(example.document, HELD_BACK) else train["re3d"]).append(example)
    train["wikievents"] = list(wikievents.load(data / "wikievents/dev.jsonl"))
    train["ecb"] = [example for example in ecb.load(data / "ecbplus") if held_back(example.document, ENDS_ONLY)]
    for name in ("ewt", "ewt dev", "gum", "ecb"):
        for example in train[name]:
            example.whole = True
    for name in ("ewt", "gum"):
        for example in watch[name]:
            example.whole = True
    return Dataset(train, watch)
