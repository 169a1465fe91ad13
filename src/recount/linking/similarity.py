"""How alike two texts are in their words, rare words counting most; and which pairs are worth comparing at all.

Invariant: values depend on the set of texts alone, not on their order. Method: TF-IDF with sublinear term
frequency, L2 norm and cosine (Salton and Buckley 1988); blocking by shared rare words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
"""Arabic vowel signs and the stretching letter, which two spellings of one word may differ in."""
RARE_IN = 60
"""A word found in more documents than this opens no comparison (set on the look half of longtail_gva)."""
_RARE_WORDS = 30
"""How many of a text's weightiest words open comparisons."""
_STOP = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "against",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "below",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "me",
        "more",
        "most",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "said",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "says",
        "say",
        "according",
        "one",
        "two",
    ]
)

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Wordings:
    """Texts as weighted words.

    ``vectors`` are unit length; ``found_in`` counts texts a word; ``usual`` is the likeness of texts as such.
    """

    vectors: dict[str, dict[str, float]]
    found_in: Counter[str]
    total: int
    usual: float = 0.0

    def rarity(self, word: str) -> float:
        """Return how much a shared word proves, 0 (in every text) to 1 (in one text)."""
        return rarity(self.found_in.get(word, 0), self.total)


def rarity(found_in: int, total: int) -> float:
    """Return the scaled inverse document frequency: 1 where one of ``total`` texts has it, near 0 where all do."""
    if total <= 1:
        return 0.0
    return math.log((total + 1) / max(1, found_in)) / math.log(total + 1)


def words_of(text: str) -> list[str]:
    """Return the words of a text for comparison: folded, plural endings off, function words left out."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return [
        _stem(word)
        for word in _WORD.findall(_MARKS.sub("", folded))
        if word not in _STOP and (len(word) > 1 or word.isdigit())
    ]


def _stem(word: str) -> str:
    """Cut possessives and the commonest endings (the S-stemmer of Harman 1991, and -ed, -ing on long words)."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    if len(word) > 5 and word.endswith("ed"):
        return word[:-2]
    return word


def weigh_words(texts: Mapping[str, str]) -> Wordings:
    """Return the texts as weighted words."""
    counts = {key: Counter(words_of(text)) for key, text in texts.items()}
    found_in: Counter[str] = Counter()
    for counted in counts.values():
        found_in.update(counted.keys())
    total = len(texts)
    vectors: dict[str, dict[str, float]] = {}
    for key, counted in counts.items():
        raw = {
            word: (1 + math.log(count)) * (math.log((1 + total) / (1 + found_in[word])) + 1)
            for word, count in counted.items()
        }
        norm = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
        vectors[key] = {word: value / norm for word, value in raw.items()}
    return Wordings(vectors, found_in, total, _usual(vectors))


def _usual(vectors: dict[str, dict[str, float]]) -> float:
    """Return the mean cosine of texts that stand side by side in order of their keys, which are hashes."""
    keys = sorted(vectors)
    if len(keys) < 3:
        return 0.0
    pairs = [(key, keys[(place + step) % len(keys)]) for step in (1, 2) for place, key in enumerate(keys)]
    return math.fsum(cosine(vectors[one], vectors[other]) for one, other in pairs) / len(pairs)


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return math.fsum(value * other[word] for word, value in one.items() if word in other)


def neighbours(wordings: Wordings) -> set[tuple[str, str]]:
    """Return the pairs of texts that share enough of their weightiest words to be compared, each pair sorted.

    Two shared words are asked for, one where a text has few.
    """
    postings: dict[str, list[str]] = {}
    few: set[str] = set()
    for key, vector in wordings.vectors.items():
        heaviest = sorted(vector.items(), key=lambda item: (-item[1], item[0]))
        if len(heaviest) < _RARE_WORDS:
            few.add(key)
        for word, _ in heaviest[:_RARE_WORDS]:
            postings.setdefault(word, []).append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in postings.values():
        if len(keys) > RARE_IN:
            continue
        ordered = sorted(keys)
        for position, one in enumerate(ordered):
            for other in ordered[position + 1 :]:
                shared[one, other] += 1
    return {pair for pair, count in shared.items() if count > 1 or pair[0] in few or pair[1] in few}
