"""Figures as they are written: digits, number words, dozens, vague quantities, read from lower-case words.

Invariant: what does not parse as a whole is no figure; a vague quantity has no value here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.model.values import Operator
from recount.vocabulary import load
from recount.vocabulary.profiles import vague_phrases

Form = Literal["cardinal", "vague", "ordinal", "fraction", "percent", "decimal", "code"]


_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


_DECIMAL = re.compile(r"\d+[.,]\d+")


_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)", re.IGNORECASE)


_GLUED = re.compile(r"(\d+(?:\.\d+)?)(k|mn|m|bn)", re.IGNORECASE)


HYPHENS = frozenset("-–—‑−")


_LONGEST_DIGITS = 12
"""More digits than any count of people has: phone numbers, identifiers."""


@dataclass(frozen=True, slots=True)
class Core:
    """A figure from token ``first`` to ``last``: its value and how it was written."""

    first: int
    last: int
    value: int | None
    form: Form
    about: bool = False


@dataclass(frozen=True)
class NumberWords:
    """The number vocabulary, indexed for a scan over lower-case words."""

    small: dict[str, int]
    units: dict[str, int]
    tens: dict[str, int]
    multipliers: dict[str, int]
    glued: dict[str, int]
    ordinals: dict[str, int]
    fractions: frozenset[str]
    groups: dict[str, tuple[int, bool]]
    vague: dict[str, list[tuple[str, ...]]]
    before: dict[str, list[tuple[tuple[str, ...], Operator]]]
    after: dict[str, list[tuple[tuple[str, ...], Operator]]]
    prepositions: frozenset[str]
    between: frozenset[str]
    doubts: frozenset[str]
    starters: frozenset[str]


@cache
def number_words() -> NumberWords:
    """Return the number vocabulary."""
    table = load("numbers")
    vague: dict[str, list[tuple[str, ...]]] = {}
    for phrase in vague_phrases():
        words = tuple(phrase.split())
        vague.setdefault(words[0], []).append(words)
    before: dict[str, list[tuple[tuple[str, ...], Operator]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], Operator]]] = {}
    for name, index, position in (("before", before, -1), ("after", after, 0)):
        for op, phrases in table[name].items():
            for phrase in phrases:
                words = tuple(str(phrase).split())
                index.setdefault(words[position], []).append((words, op))
    for rows in vague.values():
        rows.sort(key=len, reverse=True)
    for pairs in (*before.values(), *after.values()):
        pairs.sort(key=lambda pair: len(pair[0]), reverse=True)
    groups = {word: (row["value"], row["about"]) for word, row in table["groups"].items()}
    small = {**table["units"], **table["tens"]}
    starters = frozenset(
        [*small, *table["multipliers"], *table["ordinals"], *groups, *vague, *table["fractions"], "a", "an"]
    )
    return NumberWords(
        small=small, units=table["units"], tens=table["tens"], multipliers=table["multipliers"],
        glued=table["glued"], ordinals=table["ordinals"], fractions=frozenset(table["fractions"]), groups=groups,
        vague=vague, before=before, after=after, prepositions=frozenset(table["prepositions"]),
        between=frozenset(table["between"]), doubts=frozenset(table["doubts"]), starters=starters,
    )  # fmt: skip


def value_of_words(words: Sequence[str]) -> int | None:
    """Return the value of a whole phrase of number words or digits ("two hundred and six"), None if it is none."""
    lowered = [word.lower() for word in words]
    core = read_figure(lowered, 0)
    return core.value if core is not None and core.last == len(lowered) and core.form == "cardinal" else None


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number word below one hundred at ``at``."""
    vocabulary = number_words()
    word = words[at] if at < len(words) else ""
    if word in vocabulary.tens:
        value, following = vocabulary.tens[word], at + 1
        unit = following + 1 if following < len(words) and words[following] in HYPHENS else following
        if unit < len(words) and 0 < vocabulary.units.get(words[unit], 0) < 10:
            return value + vocabulary.units[words[unit]], unit + 1
        return value, following
    if word in vocabulary.units:
        return vocabulary.units[word], at + 1
    head, _, tail = word.partition("-")
    if tail and head in vocabulary.tens and 0 < vocabulary.units.get(tail, 0) < 10:
        return vocabulary.tens[head] + vocabulary.units[tail], at + 1
    return None


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number in words up to 9,999 hundreds style ("nineteen hundred")."""
    small = _below_hundred(words, at)
    if small is None:
        return None
    value, end = small
    if end < len(words) and words[end] == "hundred" and 0 < value < 100:
        value, end = value * 100, end + 1
        follow = end + 1 if end < len(words) and words[end] == "and" else end
        rest = _below_hundred(words, follow)
        if rest is not None and rest[0] > 0 and not (rest[1] < len(words) and words[rest[1]] == "hundred"):
            return value + rest[0], rest[1]
    return value, end


def _read_words(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number written in words at ``at``."""
    vocabulary = number_words()
    total, end, floor = 0, at, None
    position = at
    while True:
        part = _below_thousand(words, position)
        if part is None or (floor is not None and part[0] >= floor) or (floor is not None and part[0] == 0):
            break
        value, stop = part
        unit = vocabulary.multipliers.get(words[stop], 0) if stop < len(words) else 0
        if unit >= 1000:
            if floor is not None and unit >= floor:
                break
            total, end, floor = total + value * unit, stop + 1, unit
            position = end
            if end < len(words) and words[end] == "and":
                tail = _below_thousand(words, end + 1)
                if tail is not None and 0 < tail[0] < 100 and not _multiplied(words, tail[1]):
                    return total + tail[0], tail[1]
                break
            if end < len(words) and words[end] == "," and _below_thousand(words, end + 1) is not None:
                comma = _below_thousand(words, end + 1)
                if comma is None or comma[0] < 100:
                    break
                position = end + 1
            continue
        return total + value, stop
    return (total, end) if end > at else None


def _multiplied(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at] in number_words().multipliers


def _read_digits(words: Sequence[str], at: int) -> Core | None:
    """Return the figure that begins with a digit at ``at``."""
    word = words[at]
    vocabulary = number_words()
    unit = vocabulary.multipliers.get(words[at + 1], 0) if at + 1 < len(words) else 0
    if _GROUPED.fullmatch(word):
        digits = word.replace(",", "")
        if len(digits) > _LONGEST_DIGITS:
            return Core(at, at + 1, None, "code")
        value = int(digits)
        return Core(at, at + 2, value * unit, "cardinal") if unit else Core(at, at + 1, value, "cardinal")
    if _ORDINAL.fullmatch(word):
        return Core(at, at + 1, int(re.sub(r"\D", "", word)), "ordinal")
    glued = _GLUED.fullmatch(word)
    if glued is not None:
        return _scaled(at, at + 1, glued.group(1), vocabulary.glued[glued.group(2).lower()])
    if _DECIMAL.fullmatch(word):
        return _scaled(at, at + 2, word, unit) if unit else Core(at, at + 1, None, "decimal")
    return Core(at, at + 1, None, "code")


def _scaled(first: int, last: int, figure: str, unit: int) -> Core:
    """Return ``figure`` times ``unit`` where that is a whole number ("2.5 million")."""
    whole, _, part = figure.partition(".")
    digits = int((whole + part) or "0") if (whole + part).isdigit() else -1
    scale = 10 ** len(part)
    if digits < 0 or digits * unit % scale:
        return Core(first, last, None, "decimal")
    return Core(first, last, digits * unit // scale, "cardinal")


def read_figure(words: Sequence[str], at: int) -> Core | None:
    """Return the figure that begins at ``at``: digits, number words, a dozen, a vague quantity."""
    vocabulary = number_words()
    word = words[at]
    if word[:1].isdigit():
        return _read_digits(words, at)
    vague = _read_vague(words, at)
    if vague is not None:
        return vague
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in ("a", "an"):
        if following in vocabulary.groups and _grouping(words, at + 1):
            value, about = vocabulary.groups[following]
            return Core(at, at + 2, value, "cardinal", about)
        if following == "half" and at + 2 < len(words) and words[at + 2] == "dozen":
            return Core(at, at + 3, 6, "cardinal", True)
        if following in vocabulary.multipliers:
            scaled = _read_words(["one", *words[at + 1 : at + 8]], 0)
            if scaled is not None:
                value, used = scaled
                return Core(at, at + used, value, "cardinal")
        return None
    if word == "half":
        step = at + 2 if following in ("a", *HYPHENS) else at + 1
        if step < len(words) and words[step] == "dozen":
            return Core(at, step + 1, 6, "cardinal", True)
        if following == "a" and step < len(words) and vocabulary.multipliers.get(words[step], 0) >= 1000:
            return Core(at, step + 1, vocabulary.multipliers[words[step]] // 2, "cardinal", True)
        return Core(at, at + 1, None, "fraction")
    if word in vocabulary.groups and _grouping(words, at):
        value, about = vocabulary.groups[word]
        return Core(at, at + 1, value, "cardinal", about)
    read = _read_words(words, at)
    if read is not None:
        value, end = read
        follow = words[end] if end < len(words) else ""
        after_hyphen = words[end + 1] if follow in HYPHENS and end + 1 < len(words) else follow
        if after_hyphen in vocabulary.fractions and after_hyphen != "half" and value < 10:
            return Core(at, end + (2 if follow in HYPHENS else 1), None, "fraction")
        if follow in ("dozen", "score") and 0 < value < 100:
            value, tail = value * vocabulary.groups[follow][0], words[end + 1 : end + 3]
            if tail[:1] == ["and"] and 0 < vocabulary.small.get(tail[-1], 0) < 20:  # "four score and three"
                return Core(at, end + 3, value + vocabulary.small[tail[-1]], "cardinal")
            return Core(at, end + 1, value, "cardinal", True)
        if follow == "and" and 0 < value < 10 and words[end + 1 : end + 2] and words[end + 1] in vocabulary.tens:
            return Core(at, end + 2, value + vocabulary.tens[words[end + 1]], "cardinal")  # "three and twenty"
        if follow in HYPHENS and after_hyphen in vocabulary.ordinals and value in vocabulary.tens.values():
            return Core(at, end + 2, value + vocabulary.ordinals[after_hyphen], "ordinal")
        return Core(at, end, value, "cardinal")
    if word in vocabulary.ordinals:
        return Core(at, at + 1, vocabulary.ordinals[word], "ordinal")
    if word in vocabulary.fractions:
        return Core(at, at + 1, None, "fraction")
    return None


def _grouping(words: Sequence[str], at: int) -> bool:
    """Whether a group noun counts what follows: ``dozen`` always, ``couple`` and ``pair`` only before ``of``."""
    return words[at] in ("dozen",) or (at + 1 < len(words) and words[at + 1] == "of")


def _read_vague(words: Sequence[str], at: int) -> Core | None:
    for phrase in number_words().vague.get(words[at], ()):
        end = at + len(phrase)
        if tuple(words[at:end]) == phrase:
            counts = phrase[-1] not in ("number", "numbers", "group", "lot", "lots", "plenty") or (
                end < len(words) and words[end] == "of"
            )
            return Core(at, end, None, "vague") if counts else None
    return None
