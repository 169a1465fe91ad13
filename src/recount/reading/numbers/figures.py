"""Figures as they are written: digits, number words, dozens, vague quantities, read from lower-case words.

Invariant: what does not parse as a whole is no figure; a vague quantity has no value here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.vocabulary.schema import Figures, words_of

Form = Literal["cardinal", "vague", "ordinal", "fraction", "percent", "decimal", "code"]
Phrases = dict[str, list[tuple[str, ...]]]

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)", re.IGNORECASE)
_GLUED = re.compile(r"(\d+(?:\.\d+)?)(k|mn|m|bn)", re.IGNORECASE)
HYPHENS = frozenset("-–—‑−")
_LONGEST_DIGITS = 12
"""More digits than any count of people has: phone numbers, identifiers."""
_LONGEST_FIGURE = 24
"""Characters of the longest figure with its commas, fraction and unit."""


@dataclass(frozen=True, slots=True)
class Core:
    """A figure from token ``first`` to ``last``: its value and how it was written."""

    first: int
    last: int
    value: int | None
    form: Form
    about: bool = False


@cache
def figure_words() -> Figures:
    """Return the number vocabulary."""
    return words_of(Figures, "numbers")


@cache
def _vague() -> Phrases:
    """Return the vague quantities by their first word, the longest first."""
    found: Phrases = {}
    for phrase in sorted((p for phrases in figure_words().vague.values() for p in phrases), key=len, reverse=True):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


@cache
def _starters() -> frozenset[str]:
    known = figure_words()
    listed = (known.units, known.tens, known.multipliers, known.ordinals, known.groups, _vague(), known.fractions)
    return frozenset(word for words in (*listed, ("a", "an")) for word in words)


def word_at(words: Sequence[str], at: int) -> str:
    """Return the word at a place, empty outside the text."""
    return words[at] if 0 <= at < len(words) else ""


def value_of_words(words: Sequence[str]) -> int | None:
    """Return the value of a whole phrase of number words or digits ("two hundred and six"), None if it is none."""
    lowered = [word.lower() for word in words]
    core = read_figure(lowered, 0)
    return core.value if core is not None and core.last == len(lowered) and core.form == "cardinal" else None


def read_figure(words: Sequence[str], at: int) -> Core | None:
    """Return the figure that begins at ``at``: digits, number words, a dozen, a vague quantity."""
    if words[at][:1].isdigit():
        return _read_digits(words, at)
    if words[at].partition("-")[0] not in _starters():
        return None
    return _read_vague(words, at) or _read_group(words, at) or _read_spelled(words, at)


def _read_digits(words: Sequence[str], at: int) -> Core:
    word, known = words[at], figure_words()
    if len(word) > _LONGEST_FIGURE:
        return Core(at, at + 1, None, "code")
    unit = known.multipliers.get(word_at(words, at + 1), 0)
    glued = _GLUED.fullmatch(word)
    if _GROUPED.fullmatch(word):
        digits = word.replace(",", "")
        if len(digits) > _LONGEST_DIGITS or (len(digits) > 2 and digits.startswith("0")):  # "0830", "007"
            return Core(at, at + 1, None, "code")
        return Core(at, at + 1 + bool(unit), int(digits) * (unit or 1), "cardinal")
    if _ORDINAL.fullmatch(word):
        return Core(at, at + 1, int(re.sub(r"\D", "", word)), "ordinal")
    if glued is not None:
        return _scaled(at, at + 1, glued.group(1), known.glued[glued.group(2).lower()])
    if _DECIMAL.fullmatch(word):
        return _scaled(at, at + 2, word, unit) if unit else Core(at, at + 1, None, "decimal")
    return Core(at, at + 1, None, "code")


def _scaled(first: int, last: int, figure: str, unit: int) -> Core:
    """Return ``figure`` times ``unit`` where that is a whole number ("2.5 million")."""
    whole, _, part = figure.partition(".")
    scale = 10 ** len(part)
    if not (whole + part).isdigit() or int(whole + part) * unit % scale:
        return Core(first, last, None, "decimal")
    return Core(first, last, int(whole + part) * unit // scale, "cardinal")


def _read_vague(words: Sequence[str], at: int) -> Core | None:
    for phrase in _vague().get(words[at], ()):
        end = at + len(phrase)
        if tuple(words[at:end]) == phrase:
            counts = phrase[-1] not in figure_words().vague_of or word_at(words, end) == "of"
            return Core(at, end, None, "vague") if counts else None
    return None


def _read_group(words: Sequence[str], at: int) -> Core | None:
    """Read "a dozen", "a couple of", "half a dozen", "half a million", "a half"."""
    known, step = figure_words(), at + (words[at] in ("a", "an"))
    noun = word_at(words, step)
    if noun in known.groups and (noun == "dozen" or word_at(words, step + 1) == "of"):
        return Core(at, step + 1, known.groups[noun].value, "cardinal", known.groups[noun].about)
    if noun != "half":
        return None
    step += 1 + (word_at(words, step + 1) in ("a", *HYPHENS))
    unit = known.multipliers.get(word_at(words, step), 0)
    if word_at(words, step) == "dozen":
        return Core(at, step + 1, known.groups["dozen"].value // 2, "cardinal", True)
    if unit >= 1000 and words[step - 1] == "a":
        return Core(at, step + 1, unit // 2, "cardinal", True)
    return Core(at, at + 1, None, "fraction") if words[at] == "half" else None


def _read_spelled(words: Sequence[str], at: int) -> Core | None:
    """Read number words, with a dozen, a part ("two thirds") or the end of an ordinal ("twenty-first") behind them."""
    known, read = figure_words(), _read_words(words, at)
    if read is None:
        share = words[at] in known.fractions and word_at(words, at + 1) == "of" and at > 0 and words[at - 1] == "a"
        if words[at] in known.ordinals and not share:
            return Core(at, at + 1, known.ordinals[words[at]], "ordinal")
        return Core(at, at + 1, None, "fraction") if words[at] in known.fractions else None
    value, end = read
    hyphen = word_at(words, end) in HYPHENS
    after = word_at(words, end + hyphen)
    if after in known.fractions and after != "half" and value < 10:
        return Core(at, end + 1 + hyphen, None, "fraction")
    if after in ("dozen", "score") and not hyphen and 0 < value < 100:
        value, small = value * known.groups[after].value, {**known.units, **known.tens}.get(word_at(words, end + 2), 0)
        if word_at(words, end + 1) == "and" and 0 < small < 20:  # "four score and three"
            return Core(at, end + 3, value + small, "cardinal")
        return Core(at, end + 1, value, "cardinal", True)
    if after == "and" and 0 < value < 10 and word_at(words, end + 1) in known.tens:  # "three and twenty"
        return Core(at, end + 2, value + known.tens[words[end + 1]], "cardinal")
    if hyphen and after in known.ordinals and value in known.tens.values():
        return Core(at, end + 2, value + known.ordinals[after], "ordinal")
    return Core(at, end, value, "cardinal")


def _read_words(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number written in words at ``at``."""
    multipliers = figure_words().multipliers
    total, end, position, floor = 0, at, at, 0
    while (part := _below_thousand(words, position)) is not None:
        value, stop = part
        unit = multipliers.get(word_at(words, stop), 0)
        if floor and not (0 < value < floor and unit < floor):
            break
        if unit < 1000:
            return total + value, stop
        total, end, floor = total + value * unit, stop + 1, unit
        link = word_at(words, end)
        position = end + (link in ("and", ","))
        tail = _below_thousand(words, position) if position > end else None
        if link == "and":
            small = tail is not None and 0 < tail[0] < 100 and word_at(words, tail[1]) not in multipliers
            return (total + tail[0], tail[1]) if tail is not None and small else (total, end)
        if tail is not None and tail[0] < 100:
            break
    return (total, end) if end > at else None


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number in words up to 9,999 hundreds style ("nineteen hundred")."""
    small = _below_hundred(words, at)
    if small is None or word_at(words, small[1]) != "hundred" or not small[0]:
        return small
    value, end = small[0] * 100, small[1] + 1
    rest = _below_hundred(words, end + (word_at(words, end) == "and"))
    if rest is not None and rest[0] > 0 and word_at(words, rest[1]) != "hundred":
        return value + rest[0], rest[1]
    return value, end


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number word below one hundred at ``at``; an article before "hundred" is one."""
    known, word = figure_words(), word_at(words, at)
    if word in ("a", "an") and word_at(words, at + 1) in known.multipliers:
        return 1, at + 1
    head, _, tail = word.partition("-")
    if head not in known.tens:
        return (known.units[word], at + 1) if word in known.units else None
    place = at if tail else at + 1 + (word_at(words, at + 1) in HYPHENS)
    digit = known.units.get(tail or word_at(words, place), 0)
    if 0 < digit < 10:
        return known.tens[head] + digit, place + 1
    return None if tail else (known.tens[head], at + 1)
