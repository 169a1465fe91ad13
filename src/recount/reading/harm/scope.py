"""What a figure covers: one incident, or several over a span of time.

Invariant: marks are read from the figure's own sentence, near its outcome word; a figure over several incidents is
flagged, so that it never becomes one incident's toll.
"""

from __future__ import annotations

from functools import cache

from recount.reading.harm.found import Harm
from recount.reading.page import Page
from recount.reading.syntax import arguments_of
from recount.vocabulary.schema import ScopeWords, words_of

_REACH = 14
"""Tokens on either side of an outcome word within which a mark of a time span is taken to be its own."""


@cache
def _words() -> ScopeWords:
    return words_of(ScopeWords, "scope")


def covers_many(page: Page, harm: Harm) -> str | None:
    """Return the words that make a figure a sum over several incidents, None where there are none."""
    if harm.phrase.form in ("name", "one", "both", "ordinal"):
        return None
    at = harm.act.at if harm.act is not None else harm.phrase.anchor
    sentence = page.sentence_of(at)
    low, high = max(sentence.first, at - _REACH), _clause_end(page, at, min(sentence.last, at + _REACH))
    words = page.lower[low:high]
    if not _words().records.intersection(words):
        for place in range(low, high):
            if _opens_span(page, place, high) and (harm.act is None or place not in harm.act.tokens):
                return page.quote(page.span(place, min(place + 3, high))).rstrip(" .,;")
    text = " ".join(words)
    for phrase in _words().spans:
        found = f" {phrase} " in f" {text} "
        if found and not any(f"{phrase} {word}" in text for word in _words().not_before):
            return phrase
    return _between(page, low, high) or _many_subjects(page, at) or _long_subject(page, at)


def _clause_end(page: Page, at: int, last: int) -> int:
    """Return where the clause of an outcome ends: before ", and", a semicolon, or ``last``."""
    for place in range(at + 1, last - 1):
        if page.lower[place] == ";" or (page.lower[place] == "," and page.lower[place + 1] in _words().joining):
            return place
    return last


def _opens_span(page: Page, place: int, high: int) -> bool:
    """Whether "since" opens a span of time here, or "in the past" one of years, months or weeks."""
    word = page.lower[place]
    if word == "since" and place + 1 < high:
        token = page.tokens[place + 1]
        return token.xpos in ("CD", "NNP", "JJ", "NN") or page.lower[place + 1] in _words().after_since
    before = page.lower[place - 1] if place else ""
    if word in _words().windows and before in ("the", "in", "over"):
        return bool(_words().units.intersection(page.lower[place + 1 : place + 4]))
    return False


def _between(page: Page, low: int, high: int) -> str | None:
    """Return "between November and April" where it stands by a figure: two months, seasons or years without a day."""
    for place in range(low, high - 3):
        if page.lower[place] == "between" and _is_period(page, place + 1):
            ends = range(place + 2, min(place + 5, high - 1))
            if any(page.lower[end] == "and" and _is_period(page, end + 1) for end in ends):
                return "between two dates"
    return None


def _is_period(page: Page, place: int) -> bool:
    word = page.lower[place + 1] if page.lower[place] == "the" and place + 1 < len(page.lower) else page.lower[place]
    return word in _words().periods or (len(word) == 4 and word.isdigit() and word[0] in "12")


def _long_subject(page: Page, at: int) -> str | None:
    """Return the subject that lasts for years of "the war cost 9,400 lives"."""
    if page.tokens[at].upos != "VERB":
        return None
    for child in arguments_of(page).children(at, "nsubj"):
        if page.tokens[child].lemma.lower() in _words().long:
            return f"the {page.tokens[child].text.lower()}"
    return None


def _many_subjects(page: Page, at: int) -> str | None:
    """Return the plural subject of "attacks have killed 40": several incidents."""
    if page.tokens[at].upos != "VERB" or page.lower[at - 1 : at] not in (["have"], ["had"]):
        return None
    for child in arguments_of(page).children(at, "nsubj"):
        token = page.tokens[child]
        if token.xpos in ("NNS", "NNPS") and token.lemma.lower() in _words().subjects:
            return f"several {token.text.lower()}"
    return None
