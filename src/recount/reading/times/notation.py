"""The notation of patterns over lexemes: how ``vocabulary/time_patterns.yaml`` is compiled and matched.

Invariant: every class and every word that a pattern names is one character of an alphabet, and a row of lexemes is
a string of them, one a lexeme; so a match of a compiled pattern is a range of lexemes and so a span of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from recount.errors import VocabularyError
from recount.model.text import Span
from recount.reading.page import Page
from recount.reading.times.lexer import NOTHING, Lexeme, known_words, lex
from recount.vocabulary.schema import TimePatterns, words_of

_ATOM = re.compile(
    r"""
    (?P<group>[a-z]+\d?):\(
  | (?:(?P<name>[a-z]+\d?):)?(?:(?P<code>[A-Z]+)|(?P<word>[a-z]+|[-,/%]))
  | (?P<open>\()(?!\?)
  | (?P<regex>\(\?[<=!]+|[)|?*+$]|\{\d,\d\})
  | \s+
    """,
    re.VERBOSE,
)

_MACRO = re.compile(r"<([a-z]+)>")
_LETTERS = [chr(number) for number in range(0x30, 0x100) if chr(number) not in r"?[\]^{|}~"]
"""The letters of the alphabet: below 256 sets of them are fast, and none means anything in a regular expression."""


@dataclass(frozen=True)
class Row:
    """A page's lexemes, and the string of their letters that patterns are matched on."""

    page: Page
    lexemes: list[Lexeme]
    letters: str

    def at(self, index: int) -> Lexeme:
        """Return a lexeme, that of an edge outside the row."""
        return self.lexemes[index] if 0 <= index < len(self.lexemes) else NOTHING

    def span(self, first: int, last: int) -> Span:
        """Return the characters of lexemes ``first`` to ``last`` (exclusive)."""
        return Span(self.lexemes[first].start, self.lexemes[last - 1].end)

    def token_at(self, index: int) -> int | None:
        """Return the token at the beginning of a lexeme, None where the analysis has none."""
        return self.page.token_at(self.lexemes[index].start) if 0 <= index < len(self.lexemes) else None

    def tag(self, index: int) -> str:
        """Return the part of speech of the same token, empty where there is none."""
        found = self.token_at(index)
        return "" if found is None else self.page.tokens[found].upos


def row_of(page: Page) -> Row:
    """Return the lexemes of a page as a row."""
    lexemes = lex(page)
    letters = _alphabet()
    return Row(page, lexemes, "".join([letters.get(item.word) or letters.get(item.code, "_") for item in lexemes]))


def patterns() -> TimePatterns:
    """Return the grammar of time expressions."""
    table: TimePatterns = words_of(TimePatterns, "time_patterns")
    return table


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern as a regular expression over letters. Raises ``VocabularyError`` where it is malformed."""
    source, at, made = _expanded(pattern), 0, []
    while at < len(source):
        match = _ATOM.match(source, at)
        if match is None:
            raise VocabularyError(f"time_patterns: cannot read {source[at:]!r} in {pattern!r}")
        at = match.end()
        atom = _letters_of(match["code"]) if match["code"] else _alphabet()[match["word"]] if match["word"] else ""
        if match["name"]:
            atom = f"(?P<{match['name']}>{atom})"
        elif match["group"]:
            atom = f"(?P<{match['group']}>"
        elif match["open"]:
            atom = "(?:"
        made.append(atom or match["regex"] or "")
    return re.compile("".join(made))


def _expanded(pattern: str) -> str:
    macros = patterns().macros
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda match: f"({macros[match[1]]})", pattern)
    return pattern


@cache
def _alphabet() -> dict[str, str]:
    """Return the letter of every class and every word that a pattern names."""
    table = patterns()
    rows = [row.pattern for row in (*table.phrases, *table.before)]
    rows += [*(joint.across for joint in table.joints), table.pair]
    atoms = (match for row in rows for match in _ATOM.finditer(_expanded(row)))
    names = dict.fromkeys(match["code"] or match["word"] or "" for match in atoms)
    return dict(zip(names, _LETTERS, strict=False))


@cache
def _letters_of(code: str) -> str:
    """Return the letters of a class: its own and those of the words of that class that patterns name."""
    words = known_words()
    letters = _alphabet()
    kind = {word: words[word][0] if word in words else "OTHER" if word.isalpha() else "MARK" for word in letters}
    return f"[{letters[code]}{''.join(letters[word] for word in letters if not word.isupper() and kind[word] == code)}]"
