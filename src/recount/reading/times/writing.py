"""The day a text was written, where it says so itself: a dateline, or a date that stands alone at its head or foot.

Invariant: such a date dates the text and nothing told in it; a line that tells of anything is no head line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.reading.acts import acts_of
from recount.reading.times.expressions import Expression
from recount.reading.times.lexer import vocabulary
from recount.reading.times.notation import Row

_DATELINE, _HEAD, _FOOT = 220, 600, 300
"""Characters from the top within which a dateline or a head line is looked for, and from the end for a signature."""
_LINE = 100
"""Characters of a line that holds a date and hardly more."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB", "MD"})


def dates_of_writing(row: Row, expressions: Sequence[Expression]) -> list[Expression]:
    """Return the dates that the text gives for itself: datelines, then the latest that stands alone at head or foot."""
    printed = [item for item in expressions if item.kind == "calendar" and item.month is not None]
    days = [item for item in expressions if item.kind == "calendar" and item.month is None and item.weekday is not None]
    datelines = [i for i in (*printed, *days) if row.at(i.first).start <= _DATELINE and _is_dateline(row, i)]
    end = len(row.page.text)
    lines = [
        item
        for item in printed
        if item.year is not None
        and (row.at(item.first).start <= _HEAD or end - row.at(item.first).start <= _FOOT)
        and _stands_alone(row, item)
    ]
    latest = max((_order(item) for item in lines), default=None)  # a title may bear the day of what it tells
    return [*datelines, *(item for item in lines if item not in datelines and _order(item) == latest)]


def _order(expression: Expression) -> tuple[int, int, int]:
    return expression.year or 0, expression.month or 0, expression.day or 0


def _around(row: Row, expression: Expression) -> tuple[int, str, str]:
    """Return where the line of an expression begins, and what stands on it before and after."""
    text, start, end = row.page.text, row.at(expression.first).start, row.at(expression.last - 1).end
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return first, text[first:start].strip(), text[end : last if last >= 0 else len(text)].strip()


def _is_dateline(row: Row, expression: Expression) -> bool:
    """Return whether a date stands as in ``CITY, 12 March 1999 (Agency) -``, alone on its line, or after a label.

    A day of the week alone is one in the first form only.
    """
    _, before, after = _around(row, expression)
    words = before.lower().rstrip(": ").split()
    dated = expression.month is not None  # a day of the week alone may open or end any line
    if dated and words and words[-1] in vocabulary().dateline_labels:
        return True
    if dated and not before and not after:
        return row.at(expression.last - 1).end < len(row.page.text)
    return before.endswith((",", "(")) and after.startswith(("(", "-", "–", "—", "[", "/", ")", ":"))


def _stands_alone(row: Row, expression: Expression) -> bool:
    """Return whether a date stands on a short line that tells of nothing: "Bulletin of the branch, June 2011"."""
    first, before, after = _around(row, expression)
    given_out = not vocabulary().given_out.isdisjoint(re.findall(r"[a-z]+", before.lower()))
    if len(before) + len(after) > _LINE or (not given_out and (_is_prose(before) or after[:1].isalnum())):
        return False
    page, end = row.page, row.at(expression.last - 1).end + len(after)
    told = {token for act in acts_of(page) for token in act.tokens}
    inside = page.tokens_in(first, end)
    words = vocabulary().given_out  # "Report laid before the house on 9 April": a participle, whatever its tag
    return not any(
        token in told or (page.tokens[token].xpos in _FINITE and page.lower[token] not in words) for token in inside
    )


def _is_prose(before: str) -> bool:
    """Whether the words before a date lead up to it: "born on"."""
    words = before.split()
    last = words[-1] if words else ""
    return last.lower() == "on" or (last.islower() and last not in vocabulary().dateline_labels and last != "of")
