"""Names folded for comparison: one spelling class for the many ways a name is written in Latin letters.

Invariant: folding is a pure function of one string, and is used to find candidates and to compare spellings,
never to print a name. The classes follow the usual transliteration systems of Arabic, Persian and Slavic
names (ou/u/oo, q/k/g, dh/d, kh/h, y/i), see ``skeleton``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['`\u2018\u2019\u02bb\u02bc\u02be\u02bf\u02b9]")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|at|ad|az|an|ul)[\s-]+(?=\S{3})")
_DIGRAPHS = (
    ("sch", "sh"), ("tch", "ch"), ("ph", "f"), ("kh", "k"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("zh", "z"),
    ("ck", "k"), ("tz", "z"), ("ts", "z"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "g": "k", "c": "k", "x": "k", "j": "j", "w": "v", "z": "s"})
_VOWELS = frozenset("aeiouy")
_SPLIT_INITIALS = re.compile(r"\b((?:[a-z]\.){2,}|(?:[a-z]\.)+[a-z]\b)")


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Return ``name`` in plain lower-case letters and digits, words parted by one space.

    Apostrophes vanish (``Ba'quba`` is ``baquba``), points in initials too (``U.S.`` is ``us``), hyphens part words.
    """
    plain = name if name.isascii() else anyascii(_APOSTROPHES.sub("", name))
    plain = _APOSTROPHES.sub("", plain).lower()
    plain = _SPLIT_INITIALS.sub(lambda match: match.group().replace(".", ""), plain)
    return _NOT_LETTERS.sub(" ", plain).strip()


@lru_cache(maxsize=100_000)
def fold_place(name: str) -> str:
    """Return a place name folded, without a leading Arabic article (``Ar Raqqah`` is ``raqqah``)."""
    folded = fold(name)
    return _ARTICLE.sub("", folded) or folded


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word in classes of letters that transliterations mix up.

    A vowel at the start is kept as ``a`` and one at the end as ``-``, so that ``karim`` and ``karimi`` differ;
    doubled letters count once, ``h`` only at the start.
    """
    text = word
    for pair, one in _DIGRAPHS:
        text = text.replace(pair, one)
    text = text.translate(_LETTERS)
    out: list[str] = []
    for position, letter in enumerate(text):
        if letter in _VOWELS and not (position == 0 and letter == "y"):
            if position == 0:
                out.append("a")
            continue
        if letter == "h" and position:
            if out[-1] not in "sk" or text[position - 1] not in "sc":
                continue
        if position == 0 or text[position - 1] != letter:
            out.append(letter)
    bare = text.rstrip("h")
    if bare and bare[-1] in _VOWELS:
        out.append("-")
    return "".join(out)


_VOWEL_RUNS = (
    ("oo", "u"), ("ou", "u"), ("ow", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"),
    ("ie", "i"), ("y", "i"), ("aa", "a"), ("ii", "i"),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def vowels(word: str) -> str:
    """Return the vowels of a folded word in two classes (``u`` for o, u; ``i`` for the others), runs as one.

    Transliterations mix a, e and i freely, and o with u, but seldom one class with the other.
    """
    out: list[str] = []
    previous = False
    for letter in _plain_vowels(word):
        vowel = letter in _VOWELS
        if vowel and not previous:
            out.append("u" if letter in "ou" else "i")
        previous = vowel
    return "".join(out)


def _plain_vowels(word: str) -> str:
    for run, one in _VOWEL_RUNS:
        word = word.replace(run, one)
    return word


@lru_cache(maxsize=100_000)
def same_spelling(one: str, other: str) -> bool:
    """Tell whether two folded words may be spellings of one name word.

    Words of three consonant classes or more need equal skeletons and vowel classes; shorter ones, where
    chance agreement is common, may differ in the writing of one vowel sound only (``nuri``, ``nouri``).
    Digits are compared as they stand.
    """
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()) or skeleton(one) != skeleton(other):
        return False
    if len(skeleton(one).strip("a-")) < 3:
        return _plain_vowels(one) == _plain_vowels(other)
    return vowels(one) == vowels(other)
