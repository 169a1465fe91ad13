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

from recount.language import boundaries, decode
from recount.language.lemmas import Lemmatiser
from recount.language.net import Scores, SentenceNet, session_options
from recount.language.tokeniser import Tokeniser
from recount.language.wordpiece import WordPiece
from recount.model.analysis import ROOT, Analysis, Entity, Sentence, Token

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

    def __init__(self, folder: Path = WEIGHTS) -> None:
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
        pieces = WordPiece(tables["pieces"])
        options = session_options()
        self._boundaries = boundaries.BoundaryNet(folder / "boundaries.onnx", pieces, options)
        self._net = SentenceNet(folder / "engine.onnx", pieces, sizes, options)

    @cached_property
    def weights_sha256(self) -> str:
        """The hash of the weights' files: graph, boundary graph and tables, in that order."""
        digest = hashlib.sha256()
        for name in ("engine.onnx", "boundaries.onnx", "tables.json.gz"):
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()

    def analyse(self, text: str) -> Analysis:
        """Return the analysis of ``text``: exact offsets, one tree a sentence, named entities."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        for reading in self.read(text):
            first = len(tokens)
            tokens.extend(reading.tokens)
            entities.extend(reading.entities)
            sentences.append(Sentence(tokens[first].start, tokens[-1].end, first, len(tokens)))
        label = f"{self.name} {self.version} {self.weights_sha256}"
        return Analysis(label, tuple(tokens), tuple(sentences), tuple(entities))

    def read(self, text: str) -> Iterator[Reading]:
        """Yield the sentences of ``text`` one by one, holding no more than a block of it at a time."""
        first = 0
        for spans, scores in self._scored(text):
            yield self._reading(text, spans, scores, first)
            first += len(spans)

    def split(self, text: str) -> Iterator[list[tuple[int, int]]]:
        """Yield the token offsets of each sentence."""
        for spans, _ in self._scored(text):
            yield spans

    def _scored(self, text: str) -> Iterator[tuple[list[tuple[int, int]], Scores]]:
        """Yield the sentences of ``text`` with the net's scores of each.

        The small net cuts where it is certain. A segment that the encoder cuts again is scored again in parts, so
        that a sentence's scores never depend on its neighbours.
        """
        pending: list[tuple[int, int]] = []
        for part, ended in boundaries.blocks(text, self._tokeniser.tokens(text)):
            block = pending + part
            small = self._boundaries.scores(text, block)
            segments = list(boundaries.segments(small))
            # What a part that does not end its block says of its last tokens is read again with the next.
            kept = len(block)
            while not ended and len(segments) > 1 and len(block) - kept < boundaries.REACH:
                kept = segments.pop()[0]
            pending = block[kept:]
            for first, last in segments:
                segment = block[first:last]
                scores = self._net.run([text[a:b] for a, b in segment])
                cuts = boundaries.cuts(small[first:last], scores.tags["end"][:, 0])
                if not cuts:
                    yield segment, scores
                    continue
                for start, stop in zip(
                    [0, *(c + 1 for c in cuts)], [*(c + 1 for c in cuts), len(segment)], strict=True
                ):
                    sentence = segment[start:stop]
                    yield sentence, self._net.run([text[a:b] for a, b in sentence])

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
        scores = self._net.run(words)
        tokens = self._reading(text, spans, scores, 0).tokens
        schemes = {s: [(a, b, label) for a, b, label, _ in self._entities(scores, words, s)] for s in self._schemes}
        return tokens, schemes
