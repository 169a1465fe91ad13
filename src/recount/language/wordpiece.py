"""BERT's uncased WordPiece for words that are already split, and the shape of a word's letters.

Invariant: every word gives at least one piece, so that each word has a first piece to read its vector from.
Standard library only: the encoder's own tokeniser library pulls in a network client.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

MAX_PIECES = 12
"""Pieces kept of one word. Only the first carries the word's vector; no English word of the training sets has more."""

_MAX_CHARACTERS = 100  # BERT's own limit: a longer run is one unknown piece
_CACHE_WORDS = 200_000  # about 40 MB when full

LOWER, TITLE, UPPER, MIXED, DIGITS, OTHER, SINGLE, UNKNOWN_CASE = 1, 2, 3, 4, 5, 6, 7, 8
"""The shapes of :func:`letter_shape`; 0 is kept for pieces that belong to no word."""


def letter_shape(word: str) -> int:
    """Say how a word uses capitals: the one thing an uncased encoder cannot see."""
    if word.islower():
        return LOWER
    if not any(map(str.isalpha, word)):
        return DIGITS if any(map(str.isdigit, word)) else OTHER
    if word.isupper():
        return SINGLE if len(word) == 1 else UPPER
    if word[0].isupper() and word[1:].islower():
        return TITLE
    return MIXED if word != word.lower() else LOWER


def _is_punctuation(character: str) -> bool:
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(character)[0] == "P"


def _is_ideograph(character: str) -> bool:
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )


def _basic_split(word: str) -> list[str]:
    """Clean, lower-case and strip accents as BERT's basic tokeniser does, then split at marks and ideographs."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    kept = []
    for character in word:
        category = unicodedata.category(character)
        if category == "Zs" or character in "\t\n\r":
            kept.append(" ")
        elif category[0] == "C" or character == "\ufffd":
            continue
        elif _is_ideograph(character):
            kept.append(f" {character} ")
        else:
            kept.append(character)
    folded = unicodedata.normalize("NFD", "".join(kept))
    folded = "".join(c for c in folded if unicodedata.category(c) != "Mn").lower()
    return "".join(f" {c} " if _is_punctuation(c) else c for c in folded).split()


class WordPiece:
    """Greedy longest-match pieces over a vocabulary of ``pieces`` (line number = id).

    Source: Devlin et al. 2019 and the reference tokeniser of BERT (uncased).
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces)}
        self.unknown = self._ids["[UNK]"]
        self.start = self._ids["[CLS]"]
        self.stop = self._ids["[SEP]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def word(self, word: str) -> tuple[int, ...]:
        """Return the piece ids of one word, 1 to ``MAX_PIECES`` of them."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _CACHE_WORDS:
                self._cache.clear()
            found = self._cache[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        for part in _basic_split(word[: 4 * _MAX_CHARACTERS]):
            pieces.extend(self._longest_matches(part))
            if len(pieces) >= MAX_PIECES:
                break
        return tuple(pieces[:MAX_PIECES]) or (self.unknown,)

    def _longest_matches(self, part: str) -> list[int]:
        if len(part) > _MAX_CHARACTERS:
            return [self.unknown]
        pieces: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            prefix = "##" if start else ""
            while end > start:
                piece = self._ids.get(prefix + part[start:end])
                if piece is not None:
                    break
                end -= 1
            if end == start or piece is None:
                return [self.unknown]
            pieces.append(piece)
            start = end
        return pieces

    def encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Return piece ids (between start and stop), the letter shape of each, and each word's first piece.

        ``first[0]`` is the start piece, which stands for the root; ``first[i + 1]`` belongs to word ``i``.
        """
        ids, shapes, first = [self.start], [0], [0]
        for word in words:
            pieces = self.word(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([letter_shape(word)] * len(pieces))
        ids.append(self.stop)
        shapes.append(0)
        return ids, shapes, first
