"""What a casualty figure covers: one incident or a span of time, what caused it, and when it was counted.

Invariant: marks are read from the figure's own sentence; a figure over several incidents is flagged so that
it never becomes one incident's toll.
"""

from __future__ import annotations

from functools import cache

from recount.model.values import When
from recount.reading.casualty_lines import Line
from recount.reading.casualty_victims import Act
from recount.reading.sheet import Sheet
from recount.vocabulary import load

_RECORDS = frozenset({"worst", "first", "deadliest", "biggest", "largest", "bloodiest", "second", "third", "highest"})
_YEARS = frozenset({"year", "years", "month", "months", "week", "weeks", "decade", "decades", "days"})
_INCIDENTS = frozenset(
    {"homicides", "murders", "killings", "slayings", "executions", "assassinations", "rapes", "beheadings"}
)
_REACH = 14
"""Tokens on either side of an outcome word within which a mark of time span is taken to be its own."""


@cache
def _marks() -> tuple[list[tuple[str, ...]], frozenset[str], frozenset[str]]:
    table = load("outcomes")["cumulative"]
    spans = sorted((tuple(phrase.split()) for phrase in table["spans"]), key=len, reverse=True)
    return spans, frozenset(table["windows"]), frozenset(table["subjects"])


@cache
def _causes() -> frozenset[str]:
    nouns = load("outcomes")["causes"]
    return frozenset([*nouns, *(noun + "s" for noun in nouns), *(noun + "es" for noun in nouns)])


def cumulative(line: Line, act: Act) -> str | None:
    """Return the words that make a figure a sum over several incidents, None where there are none."""
    page = line.page
    lower = page.lower
    if act.main.kind == "noun" and lower[act.main.at] in _INCIDENTS and page.tokens[act.main.at].xpos == "NNS":
        if lower[act.main.last : act.main.last + 1] != ["of"]:
            return f"several {lower[act.main.at]}"
    spans, windows, subjects = _marks()
    at = act.main.at
    low, high = max(line.first, at - _REACH), min(line.last, at + _REACH)
    if not _RECORDS & set(lower[low:high]):
        for place in range(low, high):
            word = lower[place]
            if word == "since" and place + 1 < line.last and _opens_span(line, place + 1):
                return _words(line, place, place + 3)
            if word in windows and place + 1 < line.last and place > low and lower[place - 1] in ("the", "in", "over"):
                if _YEARS & set(lower[place + 1 : place + 4]):
                    return _words(line, place, place + 3)
    for phrase in spans:
        for place in range(low, high - len(phrase) + 1):
            if tuple(lower[place : place + len(phrase)]) == phrase:
                if place > line.first and lower[place - 1] in ("earlier", "later"):
                    continue
                if phrase == ("a", "year") and lower[place + 2 : place + 3] in (
                    ["ago"],
                    ["later"],
                    ["earlier"],
                    ["after"],
                    ["before"],
                    ["old"],
                    ["and"],
                ):
                    continue
                return _words(line, place, place + len(phrase))
    if act.main.kind == "transitive" and at > line.first and lower[at - 1] in ("have", "had"):
        for child in page.children[at]:
            token = page.tokens[child]
            if token.deprel == "nsubj" and token.xpos in ("NNS", "NNPS") and token.lemma.lower() in subjects:
                return f"several {token.text.lower()}"
    return None


def _opens_span(line: Line, at: int) -> bool:
    """Whether what follows ``since`` is a time or event and not a clause of reason."""
    token = line.page.tokens[at]
    return token.xpos in ("CD", "NNP", "JJ", "NN") or line.page.lower[at] in (
        "the",
        "last",
        "early",
        "late",
        "then",
        "its",
        "january",
    )


def _words(line: Line, first: int, last: int) -> str:
    last = min(last, line.last)
    while last - 1 > first and not line.page.lower[last - 1][:1].isalnum():
        last -= 1
    return line.page.text[line.page.tokens[first].start : line.page.tokens[last - 1].end]


def cause_of(line: Line, at: int, last: int) -> str | None:
    """Return the printed cause nearest after the outcome word or the figure: "by gunfire", "in an airstrike"."""
    page = line.page
    for phrase in line.phrases:
        if phrase.first <= at or phrase.first > last + 10 or phrase.head is None:
            continue
        before = page.lower[phrase.first - 1]
        if before in ("by", "in", "from", "during", "of") and (
            phrase.lemma in _causes() or page.lower[phrase.head] in _causes()
        ):
            if before == "of" and page.lower[phrase.first - 2] not in ("result", "because", "out"):
                continue
            start = phrase.first
            while start < phrase.head and page.tokens[start].upos in ("DET", "PRON"):
                start += 1
            return page.text[page.tokens[start].start : page.tokens[phrase.head].end]
    return None


def as_of(sheet: Sheet, line: Line) -> When | None:
    """Return when the sentence's figures were counted: "as of Tuesday", "by nightfall"."""
    page = line.page
    start, end = page.tokens[line.first].start, page.tokens[line.last - 1].end
    for mention in sheet.times:
        if not start <= mention.start < end:
            continue
        index = page.token_at(mention.start)
        if index is None or index <= line.first:
            continue
        before = page.lower[index - 1]
        if before == "by" or (before == "of" and index - 1 > line.first and page.lower[index - 2] == "as"):
            return mention.when
    return None
