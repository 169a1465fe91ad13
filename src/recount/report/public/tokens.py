"""The words of a text as names need them: folded, with what stands before, and whether a capital means anything there.

Invariant: tokens do not overlap and stand in order; a possessive ending is no part of its token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from recount.linking.folding import fold
from recount.report.public.words import raw_list, title_words

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc\u00b4`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019](?:s|S)?$")
_HEADLINE = 0.6
"""Share of capitalised words from which a line says nothing by its capitals. Set on headlines of the invented cases."""
_LINE_WORDS = 3
"""Words that such a line has at least: two capitals on a line are a name that signs."""
_JOIN = re.compile(r"(?:[ \t\u00a0\u202f]*\n?[ \t\u00a0\u202f]*|\.?[ \u00a0]?|[-\u2010\u2011])")
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u2019\u201d\u00bb)\]]*\s*$")
_NUMBERED = re.compile(r"(?:^|\n)\s*\(?\d{1,3}[.)]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: where it stands, its folded form, and how it is printed.

    ``head`` tells that it opens a sentence, ``headline`` that its line is all capitals; ``joined`` that nothing but
    a space, a hyphen or the point of an initial parts it from the word before.
    """

    start: int
    end: int
    printed: str
    word: str
    head: bool
    headline: bool
    joined: bool

    @property
    def is_capital(self) -> bool:
        """Whether it has a capital letter, or is of a script without small letters."""
        return self.printed != self.printed.lower() or (
            self.printed == self.printed.upper() and any(map(str.isalpha, self.printed))
        )

    @property
    def is_initial(self) -> bool:
        """Whether it is a single capital letter."""
        return len(self.printed) == 1 and self.printed.isalpha() and self.printed.isupper()


def tokens(text: str) -> list[Token]:
    """Return the words of a text."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    headlines = _headlines(text)
    last = None
    for match in _WORD.finditer(text):
        printed = match.group()
        cut = _POSSESSIVE.search(printed)
        start, end = match.start(), match.end() - (len(cut.group()) if cut else 0)
        if not any(map(str.isalnum, text[start:end])):
            continue
        gap = text[last.end : start] if last else ""
        token = Token(
            start, end, text[start:end], fold(text[start:end]) or text[start:end].lower(),
            head=_opens(text, start, last),
            headline=any(first <= start < after for first, after in headlines),
            joined=last is not None and _JOIN.fullmatch(gap) is not None and ("." not in gap or _dots(last)),
        )  # fmt: skip
        last = token
        yield token


def _dots(token: Token) -> bool:
    """Whether a point behind a word is its own: of an initial or a short form of address."""
    return token.is_initial or (len(token.word) <= 4 and token.word in title_words())


def _opens(text: str, start: int, last: Token | None) -> bool:
    before = text[max(0, start - 12) : start]
    while before and before[-1] in _openers():
        before = before[:-1]
    if last is None and not before.strip():
        return True
    if _NUMBERED.search(before):
        return False
    if re.search(r"\n[ \t]*\n[ \t]*$", before):
        return True
    if not _SENTENCE_END.search(before):
        return text[max(0, start - 1) : start] in _openers() - {"(", "["}
    return not (last is not None and text[last.end : last.end + 1] == "." and _dots(last))


@cache
def _openers() -> frozenset[str]:
    return frozenset(raw_list("sentence_openers"))


def _headlines(text: str) -> list[tuple[int, int]]:
    """Return the lines in which most words have a capital."""
    found = []
    start = 0
    for line in text.split("\n"):
        words = [word for word in _WORD.findall(line) if len(word) > 3]
        capitals = sum(word[0].isupper() for word in words)
        is_sentence = line.rstrip().endswith((".", "!", "?")) and not line.isupper()
        if len(_WORD.findall(line)) >= _LINE_WORDS and words and capitals >= _HEADLINE * len(words) and not is_sentence:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
