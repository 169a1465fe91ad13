"""Wordings of findings and conflicts: short, checkable, in neutral words.

Invariant: a headline begins with the figure where there is one; words of an account stand in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from recount.vocabulary import load
from recount.vocabulary.loaded import loaded_words
from recount.weighing.choosing import Figure
from recount.weighing.statements import Statement, is_sum


def headline(figure: Figure, noun: str) -> str:
    """Return the headline of a figure; ``noun`` says what is counted."""
    forms: Any = load("headlines")
    fields = {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "noun": noun,
        "raw": _raw(figure),
        "others": _others(figure),
    }
    return str(forms[_form(figure)].format(**fields))


def _form(figure: Figure) -> str:
    vague = all(statement.vague for statement in figure.supports)
    if figure.outcome == "contradictory":
        if figure.value is not None:
            return "contradictory"
        return "undecided" if figure.high is not None else "undecided_open"
    if figure.value is not None:
        if all(statement.approximate for statement in figure.supports):
            return "approximate"
        return "added" if all(is_sum(statement) for statement in figure.supports) else "exact"
    if figure.low is not None and figure.high is not None:
        return "range"
    if figure.low is not None and vague:
        return "vague" if _raw(figure) else "floor"
    if figure.low is not None:
        added = [statement.why for statement in figure.supports if len(statement.claims) > 1 and statement.why]
        if added:
            return "sum" if "sum" in added[0] else "named"
        return "floor"
    if figure.high is not None:
        return "ceiling"
    return "unbounded" if _raw(figure) else "unstated"


def _raw(figure: Figure) -> str:
    return next((" ".join(s.raw.split()) for s in figure.supports if s.raw.strip()), "")


_SHOWN = 3
"""Other figures that a headline lists one by one."""
_LONGEST = 30
"""Characters of a figure that are quoted as printed; longer ones (an enumeration) are given as numbers."""


def given(statement: Statement) -> str:
    """Return the figure of a statement as a reader would say it: ``34``, ``“over 30”``."""
    if statement.exact is not None:
        return str(statement.exact)
    raw = " ".join(statement.raw.split())
    if statement.value is not None and (raw.isdigit() or len(raw) > _LONGEST or statement.why):
        return str(statement.value)
    if len(statement.claims) > 1 or not raw or len(raw) > _LONGEST:
        return f"{statement.interval.low} or more"
    return quoted(raw)


def _others(figure: Figure) -> str:
    """Return the figures that exclude the one shown: each where they are few, else their lowest and highest."""
    said = {given(rival) for rival in figure.rivals}
    if len(said) <= _SHOWN:
        return in_words(sorted(said, key=_number_first))
    ends = [end for rival in figure.rivals for end in (rival.interval.low, rival.interval.high) if end is not None]
    return f"{min(ends)} to {max(ends)}"


def given_all(statements: Sequence[Statement]) -> str:
    """Return the different figures of ``statements``, numbers first."""
    return in_words(sorted({given(statement) for statement in statements}, key=_number_first))


def _number_first(text: str) -> tuple[int, int, str]:
    return (0, int(text), "") if text.isdigit() else (1, 0, text)


def in_words(parts: Sequence[str]) -> str:
    """Return ``parts`` as an enumeration."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 document``, ``2 documents``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


_OWN = frozenset({"civilians", "combatants"})
"""Labels of this program's own; all others are words of an account."""


def as_name(name: str) -> str:
    """Return a name as it stands; one that judges, or a description without a capital letter, in quotation marks."""
    return name if any(map(str.isupper, name)) and not loaded_words(name) else quoted(name)


def in_quotes(label: str) -> str:
    """Return a subgroup's label, in quotation marks where an account worded it."""
    return label if label in _OWN else quoted(label)


_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'", "«": "‘", "»": "’"})


def quoted(words: str) -> str:
    """Return words of an account in quotation marks, quotation marks within them made single."""
    return f"“{words.translate(_INNER)}”"


def shorten(quote: str, limit: int = 120) -> str:
    """Return a quote on one line, cut after a word where it is longer than ``limit`` characters."""
    plain = " ".join(quote.split())
    if len(plain) <= limit:
        return plain
    return plain[:limit].rsplit(" ", 1)[0] + " …"


_SPOKEN = re.compile(r":\s*[“\"«‘'](?=\w)")


def spoken(quote: str) -> str:
    """Return the words of a statement: what stands in quotation marks behind a colon, else the whole quote."""
    before, *said = _SPOKEN.split(quote, maxsplit=1)
    return said[0].rstrip("”\"»’'") if said else before


_STOP = re.compile(r"(?<=[a-z0-9)”’\"'][.!?])(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z][a-z]\.)[”’\"')\]]*\s+(?=[^a-z])|\n")
"""Where a sentence ends: not after an initial or a title of two or three letters."""


def sentence_ends(text: str, start: int, end: int) -> bool:
    """Return whether a sentence ends between two offsets."""
    return _STOP.search(text, start, end + 1) is not None if start < end else False


def clause_around(text: str, start: int, end: int, reach: int = 70) -> str:
    """Return the words around a passage within its sentence, at most ``reach`` characters on either side."""
    left = max((match.end() for match in _STOP.finditer(text, max(0, start - 4 * reach), start)), default=None)
    begin = max(left or 0, start - reach)
    cut = begin > (left or 0)
    right = _STOP.search(text, end)
    finish = min(right.start() if right else len(text), end + reach)
    more = finish < (right.start() if right else len(text))
    words = " ".join(text[begin:finish].split())
    if cut:
        words = "… " + words.split(" ", 1)[-1]
    if more:
        words = words.rsplit(" ", 1)[0] + " …"
    return words


def listed(parts: Sequence[str]) -> str:
    """Return ``parts`` as a list whose members may hold commas: semicolons where one does."""
    return "; ".join(parts) if any("," in part for part in parts) else in_words(list(parts))


def stem(name: str) -> str:
    """Return a document's name without its folder and file ending."""
    last = name.rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[0] or last
