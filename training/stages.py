"""The stages of making the weights, each reading the checkpoint of the one before.

Invariant: a stage reads only the training sets and the files of earlier stages in the work folder.
"""

from __future__ import annotations

import json
import logging
import random
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path

import torch

from recount.language.tokeniser import Tokeniser
from recount.language.wordpiece import WordPiece
from training import base, export, lexicon
from training.batches import LONGEST, Coder, Row, Vocabularies, vocabularies
from training.corpora import conllu
from training.dataset import Dataset, load
from training.examples import Example
from training.fit import Settings, fit
from training.labels import OWN, UNER
from training.network import Net
from training.relabel import relabel
from training.windows import windows

log = logging.getLogger("training")


class Workshop:
    """Holds the data sets and the folder of checkpoints."""

    def __init__(self, data: Path, work: Path, threads: int = 2) -> None:
        self._data, self._work = data, work
        self._settings = Settings(threads=threads)
        self._weights, pieces = base.locate()
        self._lines = pieces.read_text(encoding="utf8").splitlines()
        self._pieces = WordPiece(self._lines)
        torch.set_num_threads(threads)

    @cached_property
    def words(self) -> lexicon.Words:
        """The tokeniser's word lists."""
        files = sorted((self._data / "gum/train/dep").glob("*.conllu"))
        paths = [self._data / "ud_ewt/en_ewt-ud-train.conllu", *files]
        return lexicon.words(example for path in paths for example, _ in conllu.read(path))

    @cached_property
    def tokeniser(self) -> Tokeniser:
        """The engine's tokeniser."""
        return Tokeniser(self.words.abbreviations, self.words.prefixes, self.words.compounds)

    @cached_property
    def dataset(self) -> Dataset:
        """All training sets."""
        return load(self._data, self.tokeniser)

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """The labels of every head."""
        return vocabularies(self.dataset.everything())

    def _checkpoint(self, stage: str) -> Path:
        folder = self._work / stage
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _fit(self, net: Net, examples: list[Example], settings: Settings, stage: str) -> None:
        coder = Coder(self._pieces, self.vocabularies)

        def rows(chance: random.Random) -> list[Row]:
            made = (coder.window(window) for window in windows(examples, chance))
            return [row for row in made if len(row.ids) <= LONGEST and len(row.first) > 1]

        watch: dict[str, list[Row]] = {k: [coder.row(e) for e in v] for k, v in self.dataset.watch.items()}
        for name in ("ewt", "gum"):
            own = windows(self.dataset.watch[name], random.Random(0))
            watch[f"{name} in windows"] = [coder.window(window) for window in own]
        log.info("%d sentences", len(examples))
        folder = self._checkpoint(stage)
        (folder / "vocabularies.json").write_text(json.dumps(asdict(self.vocabularies)), encoding="utf8")
        fit(net, coder, rows, watch, settings, folder)

    def stage_one(self) -> None:
        """Fine-tune the base encoder on everything."""
        net = Net(self.vocabularies.sizes())
        net.encoder.load(self._weights)
        self._fit(net, self.dataset.everything(), self._settings, "one")

    def stage_two(self) -> None:
        """Go on from stage one with its own sure entities on EWT, and with names again."""
        self._go_on("one", "two", replace(self._settings, epochs=4, encoder_rate=2e-4, head_rate=1e-3, seed=2))

    def stage_three(self) -> None:
        """Go on from stage two at half the rates, with the surer entities that it finds on EWT."""
        self._go_on("two", "three", replace(self._settings, epochs=4, encoder_rate=1e-4, head_rate=5e-4, seed=3))

    def _go_on(self, before: str, stage: str, settings: Settings) -> None:
        net = Net(self.vocabularies.sizes())
        net.load_state_dict(torch.load(self._checkpoint(before) / "net.pt", weights_only=True))
        treebank = self.dataset.train["ewt"]
        coder = Coder(self._pieces, self.vocabularies)
        relabel(net, treebank, [coder.row(e) for e in treebank], (OWN, UNER))
        again = [
            Example(e.words, e.document, spaces=e.spaces, paragraph=e.paragraph, schemes=dict(e.schemes))
            for e in self.dataset.train["ewt dev"]
        ]
        self._fit(net, [*self.dataset.everything(), *again, *again], settings, stage)

    def export(self, out: Path, version: str, quantised: bool) -> None:
        """Write the files that ship."""
        examples = [e for name in ("ewt", "gum") for e in self.dataset.train[name]]
        digest = export.write(
            out,
            torch.load(self._checkpoint("three") / "net.pt", weights_only=True),
            self.vocabularies,
            self.words,
            self._lines,
            lexicon.lemmas(examples),
            version,
            quantised,
        )
        log.info("engine.onnx %s", digest)
