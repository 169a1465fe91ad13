"""A text as a row of lexemes, each with its class and what it says: the alphabet of the time grammar.

Invariant: ``text[lexeme.start:lexeme.end] == lexeme.text`` in the untouched text, and nothing but white space lies
between two lexemes. The classes stand at the top of ``vocabulary/time_patterns.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from recount.reading.page import Page
from recount.vocabulary.schema import CodeWords, NumberWords, Times, words_of

_DASHES = "-‐‑‒–—−"
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
"""Numbers of four digits that can be a year without a word that says so."""
PIVOT = 30
"""Years of two digits from this one on are of the twentieth century."""


class Lexeme(NamedTuple):
    """A word, number or mark: its span, its folded form, its class and its value.

    The value is a number, what the word says as fields of an expression, or an entry of the vocabulary.
    """

    start: int
    end: int
    text: str
    word: str
    code: str
    value: Any = None


NOTHING = Lexeme(0, 0, "", "", "GAP")
"""What stands before the first lexeme and after the last."""
_OTHER = ("OTHER", None)
_LONGEST = 40
"""Characters of the longest lexeme with figures: a day, a clock and a zone."""


def vocabulary() -> Times:
    """Return the words of time expressions."""
    words: Times = words_of(Times, "times")
    return words


@cache
def known_words() -> dict[str, tuple[str, Any]]:
    """Return class and value of every word of the vocabulary; of two classes the later one here holds."""
    words = vocabulary()
    table: dict[str, tuple[str, Any]] = {}
    for name, unit in words.units.items():
        table |= {name: ("UNIT", name), **dict.fromkeys(unit.plurals, ("UNITS", name))}
    for code, forms in words.classes.items():
        table |= dict.fromkeys(forms, (code, None))
    groups: list[tuple[str, NumberWords | CodeWords]] = [*words.numbers.items(), *words.codes.items()]
    for code, group in groups:
        for value, named in group.values.items():
            table |= dict.fromkeys(named, (code, {group.field: value} if group.field else value))
    for code, entries in (("POINTER", words.pointers), ("WAY", words.ways), ("HEDGE", words.hedges)):
        table |= {form: (code, entry) for form, entry in entries.items()}
    return table


@cache
def _pattern() -> re.Pattern[str]:
    named = (vocabulary().numbers[code].values.values() for code in ("MONTH", "WEEKDAY"))
    short = "|".join(form for forms in chain(*named) for form in forms[1:])
    return re.compile(
        rf"""
        (?P<ABBREVIATION>(?=[^\W\d_]{{2,5}}\.)(?i:{short})\.)
      | (?P<ERA>(?i:b\.\s?c\.(?:\s?e\.)?|a\.\s?d\.))
      | (?P<OCLOCK>(?i:o['’]clock\b))
      | (?P<WORD>[^\W\d_]+)
      | (?P<GAP>\n[^\S\n]*\n\s*)
      | (?P<ISO>\d{{4}}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d)?)?(?![\d-]))
      | (?P<FIGURES>\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d{{2}})(?![\w/]))
      | (?P<CLOCK>\d{{1,2}}(?:[:.]\d\d(?::\d\d)?)?\s?(?i:[ap]\.\s?m\.|[ap]\.?m\b)|\d{{1,2}}:\d\d(?::\d\d)?(?![\d:]))
      | (?P<DECADE>(?:[12]\d\d0|['’]?[2-9]0)['’]?[Ss]\b)
      | (?P<NTH>\d{{1,3}}(?i:st|nd|rd|th)\b)
      | (?P<NUMBER>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?)
      | (?P<SHORT>['’]\d\d\b)
      | (?P<APOSTROPHE>['’][Ss]?\b)
      | (?P<MARK>\S)
        """,
        re.VERBOSE,
    )


def lex(page: Page) -> list[Lexeme]:
    """Return the lexemes of a page's text."""
    words, lexemes = known_words(), []
    for match in _pattern().finditer(page.text):
        kind, surface = match.lastgroup, match[0]
        word = surface.lower()
        if kind == "WORD":
            code, value = words.get(word, _OTHER)
        elif kind == "MARK":
            code, value, word = kind, None, "-" if surface in _DASHES else word
        else:
            word = word.replace("’", "'")
            code, value = _classified(kind or "", word)
        lexemes.append(Lexeme(*match.span(), surface, word, code, value))
    _settle_words(page, lexemes)
    return lexemes


def _classified(kind: str, word: str) -> tuple[str, Any]:
    """Return class and value of a lexeme of a kind of the pattern; what has too many digits is no time."""
    if len(word) > _LONGEST:
        return _OTHER
    match kind:
        case "ABBREVIATION":
            return known_words()[word.rstrip(".")]
        case "NUMBER":
            return _number(word)
        case "ISO" | "FIGURES":
            return _date(kind, word)
        case "CLOCK":
            return _clock(word)
        case "NTH":
            return kind, int(word[:-2])
        case "SHORT":
            return kind, int(word[1:])
        case "DECADE":
            year = int(re.sub(r"\D", "", word))
            return kind, {"decade": year if year > 99 else year + 1900}
    return kind, None


def _number(word: str) -> tuple[str, Any]:
    if not word.isdigit():
        return "NUMBER", float(word.replace(",", ""))
    number = int(word)
    if len(word) <= 2:
        return ("DAY" if 1 <= number <= 31 else "TWO"), number
    return ("YEAR" if len(word) == 4 and _FIRST_YEAR <= number <= _LAST_YEAR else "NUMBER"), number


def _date(kind: str, word: str) -> tuple[str, Any]:
    """Return a date in figures with its clock; 08/04/2011 has two readings, day first."""
    one, two, three, *clock = (int(part) for part in re.findall(r"\d+", word))
    year = three + (0 if three >= 100 else 1900 if three >= PIVOT else 2000)
    both = {(one, two, three): None} if kind == "ISO" else {(year, two, one): None, (year, one, two): None}
    readings = tuple(reading for reading in both if 1 <= reading[1] <= 12 and 1 <= reading[2] <= 31)
    if not readings or (clock and not (clock[0] < 24 and clock[1] < 60)):
        return _OTHER
    if len(readings) > 1:
        return "DATE", {"readings": readings, "year": year}
    minute = clock[0] * 60 + clock[1] if clock else None
    return "DATE", {**dict(zip(("year", "month", "day"), readings[0], strict=True)), "minute": minute}


def _clock(word: str) -> tuple[str, Any]:
    """Return the minute of the day, and whether 4:45 may be of the afternoon as well."""
    hour, minute, *_ = (*map(int, re.findall(r"\d+", word)), 0)
    half = re.search("[ap]", word)
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return _OTHER
    if half:
        return "CLOCK", {"minute": hour % 12 * 60 + minute + (720 if half[0] == "p" else 0)}
    is_open = 1 <= hour <= 12 and len(word) == len("4:45")
    return "CLOCK", {"minute": hour * 60 + minute, "half_open": "printed" if is_open else None}


# -- words and numbers that depend on their neighbours ---------------------------------------------------------

_COUNTED = ("DAY", "NTH", "ORDINAL", "DATE")
_DIGITS = ("DAY", "TWO", "YEAR", "NUMBER")


def _settle_words(page: Page, lexemes: list[Lexeme]) -> None:
    """Take a doubtful word (may, march, sat ...) for another word unless its neighbours or its tag say otherwise."""
    doubtful, shouting = vocabulary().doubtful, page.text.isupper()
    around = [*lexemes, NOTHING]
    for index, lexeme in enumerate(lexemes):
        if lexeme.word.rstrip(".") in doubtful:
            token = page.token_at(lexeme.start)
            tag = "" if token is None or shouting else page.tokens[token].upos
            if not _is_time(lexeme, around[index - 1], around[index + 1], tag):
                lexemes[index] = around[index] = lexeme._replace(code="OTHER", value=None)


def _is_time(lexeme: Lexeme, left: Lexeme, right: Lexeme, tag: str) -> bool:
    """Return whether a doubtful word stands for a time between its neighbours."""
    qualified = left.code in ("MOD", "EDGE", "POINTER") and left.word != "that"
    if lexeme.code == "SEASON":
        return qualified or right.code == "YEAR" or _is_season(lexeme, left, right, tag)
    if lexeme.code == "ERA":
        return lexeme.text.isupper() and (left.code in _DIGITS or right.code in _DIGITS)
    if lexeme.code == "MONTH" and (left.code in _COUNTED or right.code == "YEAR"):
        return True
    follows = qualified or (lexeme.code == "WEEKDAY" and left.word in ("on", "at")) or right.code in _COUNTED
    return lexeme.text[0].isupper() and (follows or (lexeme.code == "MONTH" and _is_month(lexeme, left, tag)))


def _is_season(lexeme: Lexeme, left: Lexeme, right: Lexeme, tag: str) -> bool:
    if lexeme.word == "fall":
        return left.word == "the" and right.word != "of"
    return right.word == "of" or tag in ("NOUN", "PROPN")


def _is_month(lexeme: Lexeme, left: Lexeme, tag: str) -> bool:
    of_a_name = left.text.istitle() and left.word != "the"
    named = tag == "PROPN" and lexeme.word in ("may", "march") and not of_a_name
    return named or left.word in vocabulary().month_openers
