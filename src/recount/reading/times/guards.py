"""Which matches of a pattern stand for a time here, and not for a count, a part of a name or another word.

Invariant: a guard looks at the phrase, its neighbours and the tree; without a tree the words alone decide.
"""

from __future__ import annotations

from collections.abc import Callable

from recount.reading.times.expressions import Expression
from recount.reading.times.lexer import vocabulary
from recount.reading.times.notation import Row

_SENTENCING_REACH = 9
"""Words before a stretch of years within which a sentence is spoken of."""
_SURE_YEAR, _LIKELY_YEAR = 1700, 1500
"""Bare numbers from these on are years after a word that opens one, and where nothing speaks for or against."""


def _is_noun(row: Row, expression: Expression) -> bool:
    token = row.token(expression.last - 1)
    return token is None or token.upos == "NOUN"


def _is_adjective(row: Row, expression: Expression) -> bool:
    token = row.token(expression.first)
    return token is None or token.upos == "ADJ"


def _is_year(row: Row, expression: Expression) -> bool:
    """Return whether a bare number is a year: by the words around it, then by the tree."""
    lexeme, before, words = row.at(expression.first), row.at(expression.first - 1), vocabulary()
    if expression.last - expression.first > 1 or lexeme.value < 0:
        return True
    if before.word in words.no_year_after:
        return False
    if before.word in ("in", "by", "since", "until", "during") and lexeme.value >= _SURE_YEAR:
        return True
    if _counts(row, expression.first):
        return before.word in ("the", "early", "late", "since") and bool(lexeme.value >= _LIKELY_YEAR)
    if before.word == "-":
        return row.at(expression.first - 2).code != "OTHER"
    if before.word in words.year_openers or before.word in ("(", "/", ",", "["):
        return True
    token = row.token(expression.first)
    return bool(lexeme.value >= _LIKELY_YEAR) and (token is None or token.upos in ("NUM", "PROPN", "NOUN"))


def _counts(row: Row, index: int) -> bool:
    """Return whether a number counts the plural noun after it."""
    after = row.at(index + 1)
    if after.code != "OTHER" or not after.text.islower():
        return False
    number, noun = row.token(index), row.token(index + 1)
    if number is None or noun is None:
        return after.word.endswith("s")
    head = row.page.tokens[number.head]
    return noun.xpos in ("NNS", "NNPS") or (number.deprel == "nummod" and head.xpos in ("NNS", "NNPS"))


def _is_no_name(row: Row, expression: Expression) -> bool:
    """Return whether a weekday or part of the day is no word of a name ("the Evening Courier", "Bloody Sunday")."""
    index = expression.last - 1
    token, after = row.token(index), row.at(index + 1)
    if token is None or after.code != "OTHER" or not after.text.istitle():
        return True
    return token.deprel not in ("compound", "flat", "amod") or row.page.tokens[token.head].upos != "PROPN"


def _is_part(row: Row, expression: Expression) -> bool:
    """Return whether a part of the day stands alone or with a date, not in a name or a kind ("night club")."""
    first, last = expression.first, expression.last
    before, part, after = row.at(first - 1), row.at(last - 1), row.at(last)
    if part.code == "UNITS" or before.code in ("WEEKDAY", "DAY", "NTH") or after.word == "of" or after.code == "DAY":
        return True
    if part.text.istitle() and before.word == "of":
        return False  # "Army of the Dawn"
    return _is_no_name(row, expression) and (expression.part is None or not _describes_a_thing(row, last))


def _describes_a_thing(row: Row, last: int) -> bool:
    """Return whether the word before ``last`` tells a kind of thing ("night watchman"), no event ("dawn raid")."""
    if row.at(last).word == "-" and row.at(last).start == row.at(last - 1).end:
        return row.at(last + 1).code == "OTHER" and row.at(last + 1).start == row.at(last).end
    index = row.token_at(last - 1)
    if index is None:
        return False
    token = row.page.tokens[index]
    if token.deprel != "compound" or token.head != index + 1:
        return False
    head = row.page.tokens[token.head]
    return head.upos == "NOUN" and head.lemma.lower() not in vocabulary().event_nouns


def _is_stretch(row: Row, expression: Expression) -> bool:
    """Return whether units are a stretch of time, no rate ("120 bombs a day") and no sentence ("22 years in prison")."""
    first, last, words = expression.first, expression.last, vocabulary()
    if last - first == 2 and row.at(first).word in ("a", "an"):
        token = row.token(first - 1)
        if token is not None and token.upos in ("NOUN", "NUM", "SYM"):
            return False
    if any(row.at(last + step).word in words.confinement for step in range(3)):
        return any(row.at(last + step).code in ("MARK", "GAP") for step in range(2))
    before = [item.word for item in row.lexemes[max(0, first - _SENTENCING_REACH) : first]]
    return before[-1:] != ["to"] or words.sentencing.isdisjoint(before)


GUARDS: dict[str, Callable[[Row, Expression], bool]] = {
    "a noun": _is_noun,
    "an adjective": _is_adjective,
    "a year": _is_year,
    "no name": _is_no_name,
    "a part of the day": _is_part,
    "a stretch": _is_stretch,
}
"""The guards that rows of the table name."""
