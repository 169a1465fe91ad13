"""The value of a counted phrase: its count, unit, side and status.

Invariant: a sum is exact only where every part is; a plural without a number has no bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from recount.model.values import Count
from recount.reading.casualty_phrases import Phrase, person_nouns
from recount.reading.page import Page
from recount.vocabulary.profiles import bounds


def spells_out(counts: Sequence[Count]) -> bool:
    """Whether the first count is the sum of the others, which then are its parts: "three, two men and a boy"."""
    if len(counts) < 3 or any(count.op != "=" for count in counts):
        return False
    return counts[0].value == sum(count.value or 0 for count in counts[1:])


def count_of(page: Page, phrase: Phrase) -> Count | None:
    """Return the count of a phrase: its number, none, one for a single person, a floorless plural."""
    raw = page.text[page.tokens[phrase.first].start : page.tokens[phrase.last - 1].end]
    if phrase.zero:
        return Count("=", 0, 0, 0, raw)
    if phrase.number is not None:
        return phrase.number.count
    if phrase.singular:
        if phrase.determiner in ("a", "an", "another") and page.lower[phrase.first] == phrase.determiner:
            raw = page.tokens[phrase.first].text  # the article is the count
        return Count("=", 1, 1, 1, raw)
    if phrase.lemma == "couple" or (phrase.determiner == "both" and phrase.plural):
        return Count("=", 2, 2, 2, raw)
    if phrase.lemma == "rest" or (phrase.plural and phrase.kind == "person" and not phrase.generic):
        return Count("vague", None, *bounds("vague", None, raw), raw)
    return None


def sum_of(counts: Sequence[Count], raw: str) -> Count:
    """Return the sum of coordinated counts; it is exact only where every part is."""
    low = sum(count.low or 0 for count in counts)
    high = sum(count.high or 0 for count in counts) if all(count.high is not None for count in counts) else None
    if all(count.op == "=" for count in counts):
        return Count("=", low, low, low, raw)
    if high is not None:
        return Count("range", None, low, high, raw)
    return Count(">=", low, low, None, raw) if low else Count("vague", None, None, None, raw)


def noun_text(page: Page, phrase: Phrase) -> str | None:
    """Return the name or the noun with its modifiers as printed, None for a bare number."""
    if phrase.who is not None:
        return phrase.who
    if phrase.head is None:
        return None
    start = phrase.number.last if phrase.number is not None and phrase.number.last <= phrase.head else phrase.first
    while start < phrase.head and page.tokens[start].upos in ("DET", "PRON", "ADP"):
        start += 1
    return page.text[page.tokens[start].start : page.tokens[phrase.head].end]


def unit_of(page: Page, phrase: Phrase) -> str | None:
    """Return the counted noun as printed, None for bare numbers, names, lives and "no one"."""
    if phrase.head is None or phrase.kind not in ("person", "unknown") or phrase.lemma in ("life", "one"):
        return None
    return noun_text(page, phrase) if phrase.lemma == "old" else page.tokens[phrase.head].text


@cache
def _classes() -> dict[str, Literal["civilian", "combatant"]]:
    table: dict[str, Literal["civilian", "combatant"]] = {}
    for noun, kind in person_nouns().items():
        if kind == "civilian":
            table[noun] = "civilian"
        elif kind == "combatant":
            table[noun] = "combatant"
    return table


def status_of(page: Page, phrase: Phrase) -> Literal["civilian", "combatant", "unknown"]:
    """Return whether the noun names civilians or combatants; unknown where it says neither."""
    if phrase.head is None:
        return "unknown"
    words = page.lower[phrase.first : phrase.last]
    if "civilian" in words or "civilians" in words:
        return "civilian"
    return _classes().get(phrase.lemma, "unknown")


def side_of(page: Page, phrase: Phrase) -> str | None:
    """Return the printed side of combatants: the capitalised words before their noun."""
    if phrase.head is None or (status_of(page, phrase) != "combatant" and phrase.kind != "unknown"):
        return None
    first = phrase.head
    while (
        first > phrase.first
        and page.tokens[first - 1].upos in ("PROPN", "ADJ")
        and page.tokens[first - 1].text[:1].isupper()
    ):
        first -= 1
    if page.tokens[phrase.head].text.isupper() and len(page.tokens[phrase.head].text) > 4:
        while first < phrase.head and page.tokens[first].upos != "PROPN":
            first += 1
    if first == phrase.head:
        return None
    return page.text[page.tokens[first].start : page.tokens[phrase.head - 1].end]


def score_of(phrase: Phrase, count: Count) -> float:
    """Return a first guess of how sure the reading is; the bench calibrates it."""
    if phrase.kind == "pronoun":
        return 0.6
    if phrase.kind == "unknown":
        return 0.7
    if count.op == "vague":
        return 0.7
    return 0.8 if phrase.number is None else 0.9
