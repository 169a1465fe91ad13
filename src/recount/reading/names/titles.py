"""Titles before names and the offices they name.

Invariant: a title is a stretch of words directly before a name, or at its front, that holds at least one word
of ``vocabulary/titles.yaml``; a name keeps at least one word that is no title.
"""

from __future__ import annotations

from recount.reading.names.lexicon import titles
from recount.reading.names.spans import country_at
from recount.reading.page import Page

_JOINERS = frozenset({"of", "the", "for", "to", "and"})


def is_head(page: Page, index: int) -> bool:
    """Tell whether a token makes a title: an honorific, rank, office or occupation (one dropped letter allowed)."""
    word = page.lower[index].rstrip(".")
    return word in titles().heads or word in titles().misprints


def title_start(page: Page, first: int) -> int:
    """Return the first token of the title that ends before token ``first``; ``first`` where there is none."""
    words = titles()
    lower = page.lower
    floor = page.sentence_of(first).first
    start, head, index = first, False, first - 1
    while index >= floor:
        word = lower[index].rstrip(".")
        if is_head(page, index):
            start, head = index, True
        elif (word in words.inner and word not in _JOINERS) or (head and _is_nation(page, index)):
            start = index
        elif not _passes(page, index, first, floor, head=head):
            break
        index -= 1
    if not head:
        return first
    while start < first and lower[start].rstrip(".") in words.inner and not is_head(page, start):
        if lower[start] in words.modifiers or page.tokens[start].head >= start:
            break
        start += 1
    return start


def _passes(page: Page, index: int, first: int, floor: int, *, head: bool) -> bool:
    """Tell whether a small word may stand inside a title (the ``of`` and ``state`` of ``Secretary of State``)."""
    words = titles()
    lower = page.lower
    word = lower[index]
    before = lower[index - 1] if index > floor else ""
    if word == "of":
        return index + 1 < first and lower[index + 1].rstrip(".") in words.after_of
    if word == "-":
        return before in words.modifiers
    if word == "'s":
        return head and index > floor and _is_nation(page, index - 1)
    return word in words.after_of and word not in _JOINERS and before == "of"


def _is_nation(page: Page, index: int) -> bool:
    country = country_at(page, index)
    return country is not None and country[0] == index + 1 and country[2] != "capital"


def name_start(page: Page, first: int, last: int) -> int:
    """Return where the name proper begins in tokens ``first`` to ``last``; ``last`` if all of it is a title."""
    words = titles()
    lower = page.lower
    index, cut = first, first
    if first > 1 and lower[first - 1] == "of" and lower[first] in words.after_of and is_head(page, first - 2):
        cut = index = first + 1
    while index < last:
        word = lower[index].rstrip(".")
        if is_head(page, index) or (cut > first and word in words.after_of and lower[index - 1] in ("of", "the")):
            cut = index + 1
        elif not (
            word in words.inner or word in _JOINERS or word in words.after_of or _is_nation(page, index)
            or word in ("'s", "-", ".", ",")
        ):  # fmt: skip
            break
        index += 1
    if cut == first:
        cut = _inner_title(page, first, last)
    if index == last:
        return last if cut > first and _ends_as_title(page, last) else first
    return max(cut, first)


def _inner_title(page: Page, first: int, last: int) -> int:
    """Return the end of a strong title word inside a name (``Vesk President Omar Dorbus``), ``first`` without one."""
    words = titles()
    for index in range(last - 2, first, -1):
        word = page.lower[index].rstrip(".")
        if word in words.offices and word not in words.weak and word not in words.ambiguous:
            return index + 1
    return first


def _ends_as_title(page: Page, last: int) -> bool:
    word = page.lower[last - 1].rstrip(".")
    return is_head(page, last - 1) or word in titles().after_of or word in titles().inner
