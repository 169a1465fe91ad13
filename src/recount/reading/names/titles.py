"""Titles before names and the offices they name.

Invariant: a title is a stretch of words directly before a name, or at its front, that holds at least one word
of ``vocabulary/titles.yaml``; a name keeps at least one word that is no title.
"""

from __future__ import annotations

from recount.reading.names.words import country_at, name_words, title_fillers, title_heads, title_words
from recount.reading.page import Page


def title_start(page: Page, first: int) -> int:
    """Return the first token of the title that ends before token ``first``; ``first`` where there is none."""
    floor = page.sentence_of(first).first
    start, head, index = first, False, first - 1
    while index >= floor:
        word = page.lower[index].rstrip(".")
        if word in title_heads():
            start, head = index, True
        elif word in title_fillers() or (head and _is_nation(page, index)):
            start = index
        elif not (
            word == "-"
            or (word == "'s" and index > floor and _is_nation(page, index - 1))
            or (word == "of" and page.lower[index + 1] in title_words().after_of)
        ):
            break
        index -= 1
    return start if head else first


def _is_nation(page: Page, index: int) -> bool:
    country = country_at(page, index)
    return country is not None and country.last == index + 1 and country.kind != "capital"


def name_start(page: Page, first: int, last: int) -> int:
    """Return where the name proper begins in tokens ``first`` to ``last``; ``last`` if all of it is a title."""
    cut = first
    for index in range(first, last):
        word = page.lower[index].rstrip(".")
        lengthens = word in title_words().after_of
        if word in title_heads() or (lengthens and cut > first and page.lower[index - 1] in ("of", "the")):
            cut = index + 1
        elif not (lengthens or word in title_fillers() or word in name_words().inside or _is_nation(page, index)):
            return cut
    return last if cut > first else first
