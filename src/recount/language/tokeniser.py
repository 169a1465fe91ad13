"""Text to tokens by offsets alone: the text is never changed, and no visible character is ever lost.

Invariant: tokens are in order, do not overlap, hold no white space, and every character that is neither white
space nor invisible (:data:`INVISIBLE`) stands in exactly one token. Splits follow the Universal Dependencies
English treebanks: contractions, marks and hyphenated compounds are apart, abbreviations keep their point.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

INVISIBLE = "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Characters without width (zero-width space, byte-order mark, direction marks) that part no word."""

_GAP = re.compile(rf"[\s{INVISIBLE}]+")
_CHUNK = re.compile(rf"[^\s{INVISIBLE}]+")
_CACHE_CHUNKS = 100_000

# Combining marks and joiners that belong to the word they follow; Python's \w leaves them out.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0a3c-\u0a4d"
    "\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c3e-\u0c4d\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_W = rf"[\w{_MARKS}]"
_LETTER = r"[^\W\d_]"

_PIECE = re.compile(
    "|".join(
        (
            r"(?P<link>(?:https?|ftp)://[^\s<>\"”’]*[^\s<>\"”’.,;:!?)\]}]|www\.[\w-]+\.[^\s<>\"”’]*[\w/])",
            r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
            r"(?P<handle>(?<!\w)(?:@(?=\w)|#(?=[^\W\d]))\w+)",
            r"(?P<face>(?<!\w)[:;=][-'^o]?[()\[\]DPpO/\\|*3](?!\w)|(?<!\w)<3(?!\d))",
            r"(?P<serial>\d+(?:-\d+){2,}(?!\w))",
            r"(?P<number>(?:(?<![\w.])[-+−](?=\d))?\d+(?:[.,:/’']\d+)*(?:[.,]\d+)*(?:s(?!\w))?)",
            rf"(?P<initials>Ph\.?D\.|(?:{_LETTER}\.){{2,}}|(?:[A-Z]\.)+[A-Z](?![\w.]))",
            rf"(?P<word>{_W}+)",
            r"(?P<run>\[\.\.\.\]|\.{2,}|-{2,}|[—–―]+|…+|!+\?*|\?+!*|\*+|_+|={2,}|~+|\++|\$+|#{2,}|\^{2,}|\|{2,}|/{2,}|’{2}|‘{2}|'{2}|``|''|<+-*|-*>+)",
            r"(?P<mark>.)",
        )
    ),
    re.DOTALL,
)

# Endings that Universal Dependencies writes as tokens of their own.
_CLITIC = re.compile(r"['’`´](?:s|m|d|re|ve|ll)$", re.IGNORECASE)
_NEGATION = re.compile(r"(?:n['’`´]t|N['’`´]T)$")
_JOINED = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "gimme": 3,
    "lemme": 3,
    "dunno": 2,
    "dont": 2,
    "didnt": 3,
    "doesnt": 4,
    "isnt": 2,
    "wasnt": 3,
    "arent": 3,
    "werent": 4,
    "couldnt": 5,
    "wouldnt": 5,
    "shouldnt": 6,
    "havent": 4,
    "hasnt": 3,
    "'tis": 2,
    "’tis": 2,
    "'twas": 2,
    "’twas": 2,
}
_APOSTROPHES = "'’`´"
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)$", re.IGNORECASE)
_UNIT = re.compile(
    r"(?P<figure>\d[\d.,:/]*)(?P<unit>am|pm|km|m|cm|mm|kg|g|lb|lbs|mph|kph|ft|sq|hrs|hr|min|mins|sec|yrs|yr)$",
    re.IGNORECASE,
)


class Tokeniser:
    """Splits text into tokens.

    ``abbreviations`` are lower-case words that keep a following point; ``prefixes`` are lower-case beginnings
    that keep the hyphen after them ("ex-", as ``ex``); ``compounds`` are whole hyphenated words kept in one.
    """

    def __init__(
        self,
        abbreviations: Collection[str] = (),
        prefixes: Collection[str] = (),
        compounds: Collection[str] = (),
    ) -> None:
        self._abbreviations = frozenset(abbreviations)
        self._prefixes = frozenset(prefixes)
        self._compounds = frozenset(compounds)
        self._cache: dict[str, tuple[tuple[int, int], ...]] = {}

    def tokens(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the (start, end) of every token of ``text``, in order."""
        cache = self._cache
        for match in _CHUNK.finditer(text):
            base = match.start()
            chunk = match.group()
            spans = cache.get(chunk)
            if spans is None:
                spans = self._split(chunk)
                if len(cache) >= _CACHE_CHUNKS:
                    cache.clear()
                if len(chunk) <= 100:
                    cache[chunk] = spans
            for start, end in spans:
                yield base + start, base + end

    def _split(self, chunk: str) -> tuple[tuple[int, int], ...]:
        if chunk.isalpha() and chunk.lower() not in _JOINED:
            return ((0, len(chunk)),)
        pieces = [(m.start(), m.end(), m.lastgroup or "mark") for m in _PIECE.finditer(chunk)]
        return tuple(self._join(chunk, pieces))

    def _join(self, chunk: str, pieces: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
        """Put back together what belongs together: points of abbreviations, apostrophes, kept hyphens."""
        at = 0
        while at < len(pieces):
            start, end, kind = pieces[at]
            at += 1
            if kind in ("word", "initials", "number"):
                at, end, kind = self._grow(chunk, pieces, at, start, end, kind)
                yield from self._clitics(chunk, start, end, kind)
            elif kind == "mark" and chunk[start] in _APOSTROPHES and self._starts_word(chunk, start, pieces, at):
                end = pieces[at][1]
                at += 1
                yield from self._clitics(chunk, start, end, "word")
            else:
                yield start, end

    def _starts_word(self, chunk: str, start: int, pieces: list[tuple[int, int, str]], at: int) -> bool:
        """Whether an apostrophe begins a token: 's after another token, '90s, 'tis."""
        if at >= len(pieces):
            return False
        follow_start, follow_end, kind = pieces[at]
        word = chunk[start:follow_end].lower()
        if kind == "number" or (kind == "word" and chunk[follow_start].isdigit()):
            return re.fullmatch(r".\d\ds?", word) is not None and not chunk.endswith(chunk[start], follow_end)
        if word in _JOINED or word in ("'em", "’em", "'cause", "’cause", "'til", "’til", "'n", "’n"):
            return not chunk.endswith(chunk[start])
        return _CLITIC.fullmatch(word) is not None and (start > 0 or follow_end == len(chunk))

    def _grow(
        self, chunk: str, pieces: list[tuple[int, int, str]], at: int, start: int, end: int, kind: str
    ) -> tuple[int, int, str]:
        while at < len(pieces):
            next_start, next_end, next_kind = pieces[at]
            mark = chunk[next_start:next_end]
            last = at + 1 == len(pieces)
            after = "" if last else pieces[at + 1][2]
            if kind == "number" and next_kind == "word" and mark[0] not in _APOSTROPHES:
                if _UNIT.fullmatch(chunk[start:next_end]):
                    break
                end, at, kind = next_end, at + 1, "word"
            elif mark in _APOSTROPHES and after in ("word", "initials") and kind != "number":
                end, at = pieces[at + 1][1], at + 2
            elif mark == "." and self._keeps_point(chunk[start:end]):
                end, at = next_end, at + 1
                break
            elif (
                (mark == "." and after in ("word", "number") and self._is_address(chunk, end, pieces[at + 1]))
                or (mark == "-" and after in ("word", "number") and self._keeps_hyphen(chunk, start, end, pieces, at))
                or (mark == "&" and after in ("word",) and end - start <= 2 and chunk[start:end].isupper())
            ):
                end, at = pieces[at + 1][1], at + 2
            elif kind == "initials" and next_kind == "word" and len(mark) == 1 and mark.isupper():
                end, at = next_end, at + 1
            else:
                break
        return at, end, kind

    def _keeps_point(self, word: str) -> bool:
        low = word.lower()
        return low in self._abbreviations or (len(word) == 1 and word.isalpha() and word.isupper())

    @staticmethod
    def _is_address(chunk: str, end: int, follow: tuple[int, int, str]) -> bool:
        """Whether a point between two words is inside a name such as ``site.org`` rather than a lost space."""
        word = chunk[follow[0] : follow[1]]
        return word in (
            "com",
            "org",
            "net",
            "gov",
            "edu",
            "info",
            "uk",
            "tv",
            "io",
            "pdf",
            "doc",
            "html",
            "jpg",
            "eu",
        )

    def _keeps_hyphen(self, chunk: str, start: int, end: int, pieces: list[tuple[int, int, str]], at: int) -> bool:
        first = chunk[start:end].lower()
        if first in self._prefixes:
            return True
        return chunk[start : pieces[at + 1][1]].lower() in self._compounds

    def _clitics(self, chunk: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
        word = chunk[start:end]
        low = word.lower()
        if low in _JOINED:
            cut = start + _JOINED[low]
            yield start, cut
            yield cut, end
            return
        if len(word) > 3 and _NEGATION.search(word):
            yield start, end - 3
            yield end - 3, end
            return
        clitic = _CLITIC.search(word)
        if clitic is not None and clitic.start() > 0:
            cut = start + clitic.start()
            yield from self._clitics(chunk, start, cut, kind)
            yield cut, end
            return
        yield start, end


def is_blank(text: str) -> bool:
    """Whether a stretch of text holds no visible character."""
    return not text or _GAP.fullmatch(text) is not None
