"""The embedded language engine: any text in, its analysis out.

Invariant: for every token, sentence and entity ``text[start:end]`` is its surface; every visible character stands in
a token and every token in one sentence. The answer for a text depends on the text and the weights alone, not on
what was analysed before, on threads or on the length of the queue.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import b64decode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from recount.language import decode
from recount.language.entries import LABELS as ENTRY_LABELS
from recount.language.entries import entries_of
from recount.language.layout import SPACED
from recount.language.lemmas import Lemmatiser
from recount.language.marks import LABELS as MARK_LABELS
from recount.language.marks import Features, features, marks_of
from recount.language.net import Scores, WindowNet, session_options
from recount.language.tokeniser import Tokeniser
from recount.language.upper import UpperNet
from recount.language.windows import Window, windows
from recount.language.wordpiece import WordPiece
from recount.model.analysis import ROOT, Analysis, Entity, EntryMark, Mark, Sentence, Token

WEIGHTS = Path(__file__).with_name("weights")
NAME = "recount-minilm"
OWN = "own"
_PLACES = ("PLACE", "LOC")


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as the engine reads it: token heads count within the document, from ``first``."""

    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]


class Engine:
    """The embedded engine, a :class:`recount.language.port.LanguageEngine`.

    Make one a worker and keep it: loading takes a third of a second, a sentence milliseconds.
    """

    name = NAME

    def __init__(self, folder: Path = WEIGHTS, *, marks: bool = True) -> None:
        self._folder = folder
        tables: dict[str, Any] = json.loads(gzip.decompress((folder / "tables.json.gz").read_bytes()))
        self.version: str = tables["version"]
        heads: dict[str, list[str]] = tables["heads"]
        self._upos, self._xpos, self._rules = heads["upos"], heads["xpos"], heads["lemma"]
        self._schemes = {k: v for k, v in heads.items() if k not in ("upos", "xpos", "lemma")}
        self._follows = {k: decode.tag_follows(len(v)) for k, v in self._schemes.items()}
        sizes = [(k, len(v)) for k, v in heads.items() if k not in self._schemes]
        sizes += [(k, 2 * len(v) + 1) for k, v in self._schemes.items()]
        sizes.append(("end", 1))
        self._relations: list[str] = tables["relations"]
        self._root = self._relations.index("root")
        weights = {k: np.frombuffer(b64decode(v), dtype="<f4") for k, v in tables["relation_weights"].items()}
        count = len(self._relations)
        self._rel_sum = np.ascontiguousarray(weights["sum.weight"].reshape(count, -1).T)
        self._rel_bias = weights["sum.bias"]
        self._rel_product = np.ascontiguousarray(weights["product.weight"].reshape(count, -1).T)
        self._tokeniser = Tokeniser(tables["abbreviations"], tables["prefixes"], tables["compounds"])
        self._unit_words = frozenset(tables["unit_words"])
        self._lemmatiser = Lemmatiser(tables["lemmas"])
        self._pieces = WordPiece(tables["pieces"])
        options = session_options()
        self._net = WindowNet(folder / "engine.onnx", self._pieces, sizes, options)
        self._upper = {
            name: UpperNet(folder / name, kinds, options)
            for name, kinds in (("marks.onnx", MARK_LABELS), ("entries.onnx", ENTRY_LABELS))
            if marks and (folder / name).exists()
        }

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the weights' files: graph, upper nets and tables, in that order."""
        digest = hashlib.sha256()
        for name in ("engine.onnx", *self._upper, "tables.json.gz"):
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()

    def analyse(self, text: str) -> Analysis:
        """Return the analysis of ``text``: exact offsets, one tree a sentence, named entities, marks."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        marks: list[Mark] = []
        entries: list[EntryMark] = []
        told, entered = self._upper.get("marks.onnx"), self._upper.get("entries.onnx")
        for window, first, readings in self.read(text):
            for reading in readings:
                start = len(tokens)
                tokens.extend(reading.tokens)
                entities.extend(reading.entities)
                sentences.append(Sentence(tokens[start].start, tokens[-1].end, start, len(tokens)))
            if not self._upper:
                continue
            known = self.features(text, window, tokens, first)
            settled = range(window.sentences[0][0], window.sentences[-1][1])
            if told is not None:
                marks.extend(marks_of(*told.run(window.scores, known), settled, first))
            if entered is not None:
                entries.extend(entries_of(*entered.run(window.scores, known), settled, first))
        return Analysis(
            f"{self.name} {self.version} {self.weights_sha256}", tuple(tokens), tuple(sentences), tuple(entities),
            None if told is None else tuple(marks), None if entered is None else tuple(entries),
        )  # fmt: skip

    def read(self, text: str) -> Iterator[tuple[Window, int, list[Reading]]]:
        """Yield each window with the document's index of its first word and the sentences that it settles.

        No more than a window is held at a time.
        """
        settled = 0
        for window in windows(text, self._tokeniser.tokens(text), self._pieces, self._net.run):
            first = settled - window.sentences[0][0]
            readings = [
                self._reading(text, window.spans[start:stop], window.scores.part(start, stop), first + start)
                for start, stop in window.sentences
            ]
            settled = first + window.sentences[-1][1]
            yield window, first, readings

    def features(self, text: str, window: Window, tokens: Sequence[Token], first: int) -> Features:
        """Return what the marks' net is told of a window; ``tokens`` are those of the document settled so far."""
        words = [text[a:b] for a, b in window.spans]
        own: list[Token | None] = list(tokens[first : first + len(words)])
        return features(words, own + [None] * (len(words) - len(own)), first)

    def split(self, text: str) -> Iterator[list[tuple[int, int]]]:
        """Yield the token offsets of each sentence."""
        for spans, _ in self._scored(text):
            yield spans

    def _scored(self, text: str) -> Iterator[tuple[list[tuple[int, int]], Scores]]:
        """Yield the sentences of ``text`` with the net's scores of each."""
        for window in windows(text, self._tokeniser.tokens(text), self._pieces, self._net.run):
            for first, last in window.sentences:
                yield window.spans[first:last], window.scores.part(first, last)

    def _reading(self, text: str, spans: Sequence[tuple[int, int]], scores: Scores, first: int) -> Reading:
        words = [text[a:b] for a, b in spans]
        heads, relations = self._parse(scores)
        upos = scores.tags["upos"].argmax(axis=1).tolist()
        xpos = scores.tags["xpos"].argmax(axis=1).tolist()
        rules = scores.tags["lemma"].argmax(axis=1).tolist()
        tokens = []
        for i, (start, end) in enumerate(spans):
            tag = self._upos[upos[i]]
            tokens.append(
                Token(
                    start=start,
                    end=end,
                    text=words[i],
                    lemma=self._lemmatiser.lemma(words[i], tag, self._rules[rules[i]]),
                    upos=tag,
                    xpos=self._xpos[xpos[i]],
                    head=first + heads[i] - 1 if heads[i] else ROOT,
                    deprel=self._relations[relations[i]],
                )
            )
        entities = tuple(
            Entity(spans[a][0], spans[b - 1][1], first + a, first + b, self._refined(label, words[b - 1]), score)
            for a, b, label, score in self._entities(scores, words, OWN)
        )
        return Reading(tuple(tokens), entities)

    def _refined(self, label: str, last_word: str) -> str:
        """Turn ORGANISATION into UNIT where the name ends in a word for an armed body, as the training data were."""
        return "UNIT" if label == "ORGANISATION" and last_word.lower() in self._unit_words else label

    def _parse(self, scores: Scores) -> tuple[list[int], list[int]]:
        """Return each word's head (0 the root) and relation; only the root's word has the relation ``root``."""
        heads = decode.tree(scores.arcs)[1:]
        dep, head = scores.dependents[1:], scores.heads[heads]
        logits = np.maximum(dep + head, 0) @ self._rel_sum + (dep * head) @ self._rel_product + self._rel_bias
        logits[:, self._root] = -np.inf
        relations = logits.argmax(axis=1).tolist()
        relations[heads.index(0)] = self._root
        return heads, relations

    def _entities(self, scores: Scores, words: Sequence[str], scheme: str) -> Iterator[tuple[int, int, str, float]]:
        """Yield (first, last exclusive, label, probability) in the label scheme of one head.

        A place is cut at commas: a town and its region are two places.
        """
        logits = scores.tags[scheme]
        path = decode.tag_path(logits, self._follows[scheme])
        if not any(path):
            return
        shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
        chosen = (shifted / shifted.sum(axis=1, keepdims=True))[np.arange(len(path)), path]
        for first, last, number in decode.tag_spans(path):
            label = self._schemes[scheme][number]
            commas = [k for k in range(first + 1, last - 1) if words[k] == ","] if label in _PLACES else []
            for start, stop in zip([first, *(k + 1 for k in commas)], [*commas, last], strict=True):
                if start < stop:
                    yield start, stop, label, round(float(chosen[start:stop].prod()), 3)

    def entities(self, text: str, scheme: str) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, label) of every entity of ``text`` in the labels of one training scheme."""
        for spans, scores in self._scored(text):
            words = [text[a:b] for a, b in spans]
            for first, last, label, _ in self._entities(scores, words, scheme):
                yield spans[first][0], spans[last - 1][1], label

    def words(self, words: Sequence[str]) -> tuple[tuple[Token, ...], dict[str, list[tuple[int, int, str]]]]:
        """Analyse one sentence given as words: for measuring on gold tokens, with every entity scheme.

        The tokens' offsets are those of the words joined by single spaces.
        """
        text = " ".join(words)
        spans, at = [], 0
        for word in words:
            spans.append((at, at + len(word)))
            at += len(word) + 1
        scores = self._net.run(words, [SPACED] * len(words))
        tokens = self._reading(text, spans, scores, 0).tokens
        schemes = {s: [(a, b, label) for a, b, label, _ in self._entities(scores, words, s)] for s in self._schemes}
        return tokens, schemes
