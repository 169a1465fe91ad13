"""How alike two texts are in their words, rare words counting most; and which pairs are worth comparing at all.

Invariant: a text's weights depend on it alone: how usual a word is comes from a table that ships
(``vocabulary/usual.txt``), never from the folder. Method: TF-IDF with sublinear term frequency, L2 norm and cosine
(Salton and Buckley 1988); blocking by shared rare words.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from math import log

from recount import vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
"""The combining marks of Latin, Greek and Cyrillic letters; those of other scripts are letters of their words."""
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
"""Arabic vowel signs and the stretching letter, which two spellings of one word may differ in."""
_TEXTS = 100_000
"""Texts for which ``usual.txt`` gives its counts."""
RARE = 0.75
"""Rarity from which a shared word is a sign of its own: fewer than one text in five thousand has it."""
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
    """Texts as weighted words: ``vectors`` of unit length by key."""

    vectors: dict[str, dict[str, float]]

    @cached_property
    def rare(self) -> dict[str, frozenset[str]]:
        """The words of each text that hardly any other has."""
        return {key: rare_words(vector) for key, vector in self.vectors.items()}


@cache
def _usual() -> dict[str, int]:
    """Return in how many of ``_TEXTS`` texts of many kinds each word stands; those not listed are rarer."""
    lines = (resources.files(vocabulary) / "usual.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, int] = {}
    for word, _, count in (line.partition("\t") for line in lines):
        plain = unaccented(word)
        found[plain] = found.get(plain, 0) + int(count)
    return found


def rarity(word: str) -> float:
    """Return how much a shared word proves: 1 where hardly any text has it, near 0 where all do."""
    return log((_TEXTS + 1) / (_usual().get(word, 0) + 1)) / log(_TEXTS + 1)


@lru_cache(maxsize=1 << 16)
def rarity_of_name(name: str) -> float:
    """Return how much a shared name proves: as much as its rarest word."""
    return max((rarity(word) for word in words_of(name) if not word[0].isdigit()), default=0.0)


def rare_words(words: Vector) -> frozenset[str]:
    """Return the words that hardly any text has: names for the most part."""
    return frozenset(word for word in words if rarity(word) >= RARE)


def unaccented(text: str) -> str:
    """Return a text in lower case without accents and other marks: one account prints them, another leaves them out."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", _MARKS.sub("", folded)).translate(_BARRED)
    return unicodedata.normalize("NFC", "".join(letter for letter in parts if letter not in _ACCENTS))


def words_of(text: str) -> list[str]:
    """Return the words of a text for comparison: folded, plural endings off, function words left out."""
    return [
        _stem(word)
        for word in _WORD.findall(unaccented(text))
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
    return Wordings({key: weigh(text) for key, text in texts.items()})


def weigh(text: str) -> dict[str, float]:
    """Return the words of a text with their weights, of unit length.

    Figures are compared as tolls, and days and hours ("14th", "1800h") as dates, not as words.
    """
    counted = Counter(word for word in words_of(text) if not word[0].isdigit())
    raw = {word: (1 + log(count)) * rarity(word) for word, count in counted.items()}
    norm = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {word: value / norm for word, value in raw.items()}


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
