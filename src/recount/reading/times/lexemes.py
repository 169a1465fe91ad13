"""The alphabet of the time grammar: a text as a row of lexemes, each with a one-letter class.

Invariant: ``text[lexeme.start:lexeme.end] == lexeme.text`` in the untouched text, and the class string has one
character a lexeme, so that a match of a pattern over classes is a range of lexemes and so a span of the text.

Classes: M month, W weekday, V weekdays (plural), u U unit and its plural, p part of day, S season, d number
1 to 31, z other two-digit number, y number that can be a year, n other number, o ordinal, w number word,
q vague quantity, h hedge, a article, t "the", m early/mid/late, r last/next/that ..., R recent, g ago, l later,
e earlier, N today/now ..., A daily ..., E every, c century, D 1980s, i ISO date, s 08/04/2011, k 4:45, x a.m.,
C o'clock, B BC, Y year-like 'YY, f feast, P period, b before/after, O on/at, I in, F of, & and/to, T from/between,
Z time zone, L full/long, - dash, comma, ' possessive, J "half", ``_`` any other word,
``.`` any other mark, ``|`` a paragraph's end.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from recount.reading.page import Page
from recount.vocabulary import load

_LEX = re.compile(
    r"""
    (?P<gap>\n[^\S\n]*\n\s*)
  | (?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\d-]))
  | (?P<slash>\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\w/]))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
  | (?P<decade>(?:[12]\d\d0|['’]?[2-9]0)['’]?s\b)
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?)
  | (?P<short>['’]\d\d\b)
  | (?P<half>[ap]\.[ ]?m\.|[ap]\.?m\b)
  | (?P<month>(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?=,?\s+\d))
  | (?P<era>b\.[ ]?c\.(?:[ ]?e\.)?|a\.[ ]?d\.)
  | (?P<oclock>o['’]clock\b)
  | (?P<feast>christmas[ ](?:day|eve)\b|new[ ]year['’]s[ ](?:day|eve)\b|boxing[ ]day\b)
  | (?P<word>[^\W\d_]+)
  | (?P<poss>['’]s?\b)
  | (?P<mark>\S)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ERA_OPENERS = frozenset(
    [
        "in",
        "by",
        "since",
        "until",
        "from",
        "during",
        "around",
        "about",
        "circa",
        "before",
        "after",
        "between",
        "and",
        "to",
    ]
)
_LONGEST_ABBREVIATION = 5
_NO_ABBREVIATIONS = frozenset({"march", "april", "may", "june", "july"})
_DASHES = "-‐‑‒–—−"
_WORD_CLASSES = {
    "the": "t", "a": "a", "an": "a", "ago": "g", "later": "l", "afterwards": "l", "afterward": "l",
    "earlier": "e", "before": "b", "after": "b", "prior": "b", "following": "r", "until": "T", "of": "F",
    "on": "O", "at": "O", "in": "I", "during": "I", "and": "&", "or": "&", "to": "&", "through": "&", "thru": "&",
    "till": "&", "from": "T", "between": "T", "by": "T", "since": "T", "half": "J", "bc": "B", "bce": "B",
    "ad": "B", "ce": "B",
}  # fmt: skip


class Lexeme(NamedTuple):
    """A word, number or mark: its span, its class and what it says (a number, a code, a vocabulary entry)."""

    start: int
    end: int
    text: str
    code: str
    value: Any = None


@cache
def _table() -> dict[str, tuple[str, Any]]:
    """Return class and value of every word of the vocabulary (one word may stand in one class only)."""
    words = load("times")
    table: dict[str, tuple[str, Any]] = {form: (code, None) for form, code in _WORD_CLASSES.items()}
    table.update({form: ("q", form) for form in words["vague_quantities"]})
    for form in words["hedges"]:
        table.setdefault(form, ("h", form))
    for letter, key in (("M", "months"), ("W", "weekdays"), ("S", "seasons")):
        for value, forms in words[key].items():
            table.update({form: (letter, value) for form in forms})
    for value, forms in words["weekdays"].items():
        table[f"{forms[0]}s"] = ("V", value)
    table.update({form: ("u", form) for form in words["units"] if form != "night"})
    table.update({form: ("U", unit) for form, unit in words["unit_plurals"].items()})
    table.update({form: ("p", form) for form in words["parts"]})
    table.update({form: ("p", "noon") for form in words["noon"]})
    table.update({form: ("p", "midnight") for form in words["midnight"]})
    table.update({form: ("w", number) for number, form in enumerate(words["cardinals"], start=1)})
    table.update({form: ("w", number) for form, number in words["tens"].items()})
    table.update({form: ("o", number) for number, form in enumerate(words["ordinals"], start=1)})
    table.update({form: ("D", number) for form, number in words["decade_words"].items()})
    table.update({form: ("m", code) for form, code in words["modifiers"].items()})
    table.update({form: ("r", form) for form in words["pointers"]})
    table.update({form: ("R", ref) for form, ref in words["recents"].items()})
    table.update({form: ("N", form) for form in words["deictics"]})
    table.update({form: ("A", form) for form in words["adverbs_of_repetition"]})
    table.update({form: ("E", form) for form in words["every"]})
    table.update({form: ("P", form) for form in words["periods"]})
    table.update({form: ("Z", form) for form in words["time_zones"]})
    table.update({form: ("L", form) for form in words["stretching"]})
    table["century"] = ("c", "century")
    table["centuries"] = ("c", "century")
    table.update({form: ("f", form) for form in words["feasts"] if form.isalpha()})
    return table


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(load("times")["doubtful"])


def lex(page: Page) -> tuple[list[Lexeme], str]:
    """Return the lexemes of a page's text and their classes as one string."""
    text = page.text
    table, doubtful = _table(), _doubtful()
    lexemes: list[Lexeme] = []
    for match in _LEX.finditer(text):
        kind = match.lastgroup or "mark"
        start, end = match.span(kind)
        surface = text[start:end]
        if kind == "word":
            lower = surface.lower()
            code, value = table.get(lower, ("_", None))
            if lower in doubtful and code != "_":
                lexemes.append(Lexeme(start, end, surface, "?", (lower, code, value)))
                continue
        else:
            code, value = _classify(kind, surface)
        lexemes.append(Lexeme(start, end, surface, code, value))
    _settle(page, lexemes)
    _settle_era(lexemes)
    _keep_dots(lexemes)
    return lexemes, "".join(lexeme.code for lexeme in lexemes)


def _classify(kind: str, surface: str) -> tuple[str, Any]:
    """Return class and value of a lexeme that is no word."""
    if kind == "number":
        return _number(surface)
    if kind == "mark":
        if surface in _DASHES:
            return "-", None
        return (surface, None) if surface in ",/()" else (".", None)
    if kind == "ordinal":
        return "o", int(surface[:-2])
    if kind == "decade":
        digits = re.sub(r"\D", "", surface)
        return "D", int(digits)
    if kind == "short":
        return "Y", int(surface[1:])
    if kind == "month":
        return "M", _table()[surface[:-1].lower()][1]
    if kind == "feast":
        return "f", surface.lower().replace("’", "'")
    letter = {"gap": "|", "iso": "i", "slash": "s", "clock": "k", "half": "x", "era": "B", "oclock": "C", "poss": "'"}
    return letter[kind], surface


def _number(surface: str) -> tuple[str, Any]:
    if "," in surface:
        return "n", int(surface.replace(",", ""))
    if "." in surface:
        return "n", float(surface)
    number = int(surface)
    if len(surface) <= 2:
        return ("d" if 1 <= number <= 31 else "z"), number
    if len(surface) == 4 and 1000 <= number <= 2100:
        return "y", number
    return "n", number


def _settle(page: Page, lexemes: list[Lexeme]) -> None:
    """Decide the doubtful words (may, march, second ...) by their neighbours, then by their part of speech."""
    shouting = page.text.isupper()
    for index, lexeme in enumerate(lexemes):
        if lexeme.code != "?":
            continue
        lower, code, value = lexeme.value
        before = lexemes[index - 1] if index else None
        after = lexemes[index + 1] if index + 1 < len(lexemes) else None
        if not _is_time(page, lower, code, lexeme, before, after, shouting):
            code, value = "_", None
        lexemes[index] = Lexeme(lexeme.start, lexeme.end, lexeme.text, code, value)


def _is_time(
    page: Page, lower: str, code: str, lexeme: Lexeme, before: Lexeme | None, after: Lexeme | None, shouting: bool
) -> bool:
    """Return whether a doubtful word stands for a time here."""
    left = before.code if before else "|"
    right = after.code if after else "|"
    capital = lexeme.text[0].isupper()
    if code == "B":
        return (lexeme.text.isupper() and (left in "yndzc" or right in "yndz")) or (left in "c")
    if code == "o":
        return True
    if code == "S":
        if lower == "fall":
            return right == "y" or left in "rm" or ((left == "t" and right not in "F") and _is_noun(page, lexeme))
        return right in "yF" or _is_noun(page, lexeme)
    if code == "W":
        return (capital and right in "dMoi") or (left in "Or" and lower != "sun" and capital)
    if not capital and lower in ("may", "march", "mar", "jan", "jun") and not (left in "do" or right in "y"):
        return False
    if (left in "do" and (capital or right not in "_")) or (right in "do" and lower != "may") or right == "y":
        return True
    if right in "do":
        return capital and (shouting is False or left in "OT|.,I") and not _is_auxiliary(page, lexeme)
    if left in "ImrTF&-/" and (before is not None and before.text.lower() not in ("that", "this", "to", "and", "or")):
        return not (lower == "march" and left == "I" and not capital)
    token = page.token_at(lexeme.start)
    if shouting or token is None or (left in "_L" and before is not None and before.text[0].isupper()):
        return False
    return (capital and page.tokens[token].upos == "PROPN" and len(lower) > 3) or (
        lower == "may" and capital and page.tokens[token].upos == "PROPN"
    )


def _settle_era(lexemes: list[Lexeme]) -> None:
    """Read bare numbers as years before Christ where the text dates that way ("in 479" after "480 BC")."""
    if not any(item.code == "B" and item.text.lower().startswith("b") for item in lexemes):
        return
    for index in range(1, len(lexemes) - 1):
        lexeme, before, after = lexemes[index], lexemes[index - 1], lexemes[index + 1]
        pair = index + 3 < len(lexemes) and after.code == "-" and lexemes[index + 3].code == "B"
        if lexeme.code != "n" and not (pair and lexeme.code in "zdy"):
            continue
        if (
            not isinstance(lexeme.value, int)
            or not 10 <= lexeme.value <= 2100
            or after.code == "B"
            or "," in lexeme.text
        ):
            continue
        opened = before.text.lower() in _ERA_OPENERS or before.code in "SmM"
        spring = before.text.lower() == "of" and index > 1 and lexemes[index - 2].code in "SmMp"
        span = before.code in "-/(" and (after.code in ")-,." or (index > 1 and lexemes[index - 2].code == "y"))
        if pair or ((opened or spring or span) and after.code not in "uUPx" and not after.text.istitle()):
            lexemes[index] = Lexeme(lexeme.start, lexeme.end, lexeme.text, "y", 1 - lexeme.value)


def _keep_dots(lexemes: list[Lexeme]) -> None:
    """Give the dot after an abbreviated month or weekday to it, at the end of a sentence too."""
    for index in range(len(lexemes) - 1):
        lexeme, dot = lexemes[index], lexemes[index + 1]
        if lexeme.code not in "MW" or dot.text != "." or dot.start != lexeme.end:
            continue
        if len(lexeme.text) <= _LONGEST_ABBREVIATION and lexeme.text.lower() not in _NO_ABBREVIATIONS:
            lexemes[index] = Lexeme(lexeme.start, dot.end, f"{lexeme.text}.", lexeme.code, lexeme.value)


def _is_noun(page: Page, lexeme: Lexeme) -> bool:
    token = page.token_at(lexeme.start)
    return token is not None and page.tokens[token].upos in ("NOUN", "PROPN")


def _is_auxiliary(page: Page, lexeme: Lexeme) -> bool:
    token = page.token_at(lexeme.start)
    return token is not None and page.tokens[token].upos in ("AUX", "VERB")
