"""From phrases to expressions: each takes in the words before it that belong to it, neighbours that say one time join.

Invariant: the expressions returned are in order and do not overlap.
"""

from __future__ import annotations

from dataclasses import replace

from recount.reading.times.expressions import Expression
from recount.reading.times.notation import Row, compiled, patterns
from recount.reading.times.phrases import phrases

_BEFORE_REACH = 5
"""Lexemes before a phrase among which words that belong to it stand."""
_LATE_PARTS = ("afternoon", "evening", "dusk", "sunset", "nightfall")
_PRIORITY = "DNWYMSPK"
"""Under which letter a phrase joined so far goes on joining: its date, else its weekday, and so on."""


def expressions(row: Row) -> list[Expression]:
    """Return the time expressions of a row in order."""
    found: list[Expression] = []
    for phrase in phrases(row):
        found.append(_extended(row, phrase, found[-1].last if found else 0))
    return [_without_article(row, item) for item in _inherited(row, _joined(row, found))]


def _extended(row: Row, expression: Expression, begin: int) -> Expression:
    """Take ``early``, ``the end of``, ``about``, ``shortly after`` before a phrase into it."""
    letter, dated = expression.letter, expression.kind in ("calendar", "pointer") and expression.minute is None
    for rule in patterns().before:
        if not (dated and expression.mod is None if rule.of == "*" else letter and letter in rule.of):
            continue
        start = max(begin, expression.first - _BEFORE_REACH)
        match = compiled(f"{rule.pattern} $").search(row.letters, start, expression.first)
        if match is not None:
            said = [
                item.value["mod"] for item in row.lexemes[match.start() : match.end()] if item.code in ("MOD", "EDGE")
            ]
            expression = replace(expression, first=match.start(), mod=rule.mod or (said or [expression.mod])[0])
    return expression


def _joined(row: Row, found: list[Expression]) -> list[Expression]:
    """Join neighbours that together say one time, repeatedly from the left."""
    result: list[Expression] = []
    letters = ""
    for expression in found:
        letter = expression.letter
        left = result[-1] if result else None
        if left is not None and letter and letters and _joins(row, left, letters, expression):
            result[-1] = _merged(left, expression)
            letters += letter
        else:
            result.append(expression)
            letters = letter
    return result


def _joins(row: Row, left: Expression, letters: str, right: Expression) -> bool:
    """Return whether the words between two phrases join them, and neither says again what the other says."""
    clash = {"D": "DN", "N": "DN"}.get(right.letter, right.letter)
    if set(clash) & set(letters):
        return False
    pair = next(letter for letter in _PRIORITY if letter in letters) + right.letter
    fits = (compiled(joint.across) for joint in patterns().joints if pair in joint.pairs)
    return any(pattern.fullmatch(row.letters, left.last, right.first) for pattern in fits)


def _merged(left: Expression, right: Expression) -> Expression:
    """Return one phrase with the parts of both."""
    if left.kind == "pointer" and left.weekday is not None and right.kind == "calendar" and right.day is not None:
        return replace(right, first=left.first, weekday=left.weekday)  # "this coming Sunday, March 8th"
    core, other = (left, right) if left.kind == "pointer" or right.kind == "calendar" else (right, left)
    both = {
        name: getattr(core, name) if getattr(core, name) is not None else getattr(other, name)
        for name in ("year", "month", "day", "weekday", "season", "part", "minute", "half_open", "mod")
    }
    if both["half_open"] and both["part"] is not None:
        both |= {"minute": _in_part(both["minute"], both["part"]), "half_open": None}
    return replace(core, first=left.first, last=right.last, readings=core.readings or other.readings, **both)


def _in_part(minute: int, part: str) -> int:
    """Return a clock time of twelve hours in its part of the day: six in the evening is 18:00."""
    hour = minute // 60 % 12
    late = part in _LATE_PARTS or (part == "night" and hour >= 6)
    return minute % 60 + 60 * (hour + (12 if late else 0))


def _inherited(row: Row, found: list[Expression]) -> list[Expression]:
    """Give the left half of a pair the year printed with its right half (``from April to June 1955``)."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        left, right = result[index], result[index + 1]
        if not left.lacks_year or not compiled(patterns().pair).fullmatch(row.letters, left.last, right.first):
            continue
        over = left.month is not None and right.month is not None and left.month > right.month
        if right.year is not None:
            result[index] = replace(left, year=right.year - over, inherits=True)
        elif over:
            result[index] = replace(left, year_shift=-1)
    return result


def _without_article(row: Row, expression: Expression) -> Expression:
    """Leave out an article of the noun that a phrase describes (``the winter offensive``, ``a two-hour meeting``)."""
    first, last = expression.first, expression.last
    article, index = row.at(first).word, row.token_at(last - 1)
    bare = replace(expression, first=first + 1)
    if article in ("a", "an") and expression.kind == "duration" and last - first > 2:
        counted = row.at(first + 1).code in ("DAY", "TWO", "NUMBER", "WORD", "VAGUE")
        return bare if counted and row.at(last - 1).code == "UNIT" else expression
    if article != "the" or expression.kind not in ("calendar", "duration") or index is None or last - first < 2:
        return expression
    if expression.mod is not None and row.at(first + 1).code == "EDGE":
        return expression
    token = row.page.tokens[index]
    return bare if token.deprel in ("compound", "amod", "nmod:poss", "nummod") and token.head > index else expression
