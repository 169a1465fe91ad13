"""Ties between names that a text itself makes: acronyms in brackets, appositions, offices and their holders.

Invariant: a tie is printed in the text; nothing here compares spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from recount.model.mentions import NameMention
from recount.reading.page import Page

_IN_BRACKETS = re.compile(
    r"\s?[(\[]\s*(?:[\"\u201c'\u2018]\s*)?(?:or\s+|the\s+|aka\s+|also known as\s+)?"
    r"([A-Z][\w.&'\u2019-]*(?:\s*(?:/|,|;|\bor\b)\s*(?:the\s+)?[A-Z][\w.&'\u2019-]*)*)\s*(?:[\"\u201d'\u2019])?\s*[)\]]"
)
_PART = re.compile(r"[A-Z][\w.&'\u2019-]*")
_NO_ACRONYM = re.compile(r"\d|(?:I{1,3}|IV)$")
_BETWEEN = re.compile(r"\s*,\s*(?:(?:an?|the|who (?:is|was)(?: an?| the)?|then|now|his|her)\s+)?")
_BODIES = ("organisation", "unit", "group")


def with_ties(page: Page, names: list[NameMention]) -> tuple[NameMention, ...]:
    """Return the mentions with ``acronym_of`` and ``apposition_to`` filled; acronyms in brackets are added."""
    found = list(names)
    _tie_acronyms(page, found)
    _tie_full_names(page, found)
    _add_repeats(page, found)
    found.sort(key=lambda name: (name.start, name.end))
    _tie_appositions(page, found)
    return tuple(found)


def _tie_acronyms(page: Page, found: list[NameMention]) -> None:
    """Tie a body to the acronyms in the brackets after it (``Popular Democratic Front (PDF / VKL)``)."""
    at = {(name.start, name.end): position for position, name in enumerate(found)}
    for position, name in enumerate(found[:]):
        for part in _acronyms_after(page, name):
            found[position] = replace(found[position], acronym_of=found[position].acronym_of or part.group())
            known = at.get(part.span())
            if known is not None:
                kind = found[known].type
                kind = kind if kind in ("state", "group", "office") else name.type
                found[known] = replace(found[known], acronym_of=name.surface, type=kind, title=None)
            elif not any(one.start < part.end() and part.start() < one.end for one in found):
                short = replace(name, start=part.start(), end=part.end(), surface=part.group())
                found.append(replace(short, acronym_of=name.surface))


def _acronyms_after(page: Page, name: NameMention) -> list[re.Match[str]]:
    """Return the acronyms in the brackets after a body, if one word there begins as a word of its name."""
    match = _IN_BRACKETS.match(page.text, name.end) if name.type in _BODIES else None
    parts = list(_PART.finditer(page.text, *match.span(1))) if match else []
    fitting = any(_fits(part.group(), name.surface) for part in parts)
    return [part for part in parts if fitting and _is_acronym(part.group())]


def _tie_full_names(page: Page, found: list[NameMention]) -> None:
    """Tie an acronym to the full name in the brackets after it (``PDF [Popular Democratic Front]``)."""
    for position, (short, full) in enumerate(pairwise(found)):
        around = page.text[short.end : full.start].strip() + page.text[full.end : full.end + 2].strip()[:1]
        if around in ("[]", "()") and short.type in _BODIES and full.type in _BODIES and " " in full.surface:
            if _is_acronym(short.surface) and _fits(short.surface, full.surface):
                found[position] = replace(short, acronym_of=full.surface)
                found[position + 1] = replace(full, acronym_of=short.surface)


def _is_acronym(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= 2 and len(text) <= 12 and " " not in text and not _NO_ACRONYM.match(text)


def _fits(acronym: str, name: str) -> bool:
    """Tell whether an acronym shares a first letter with a word of the name (foreign acronyms may share but one)."""
    return not {word[0].lower() for word in re.findall(r"\w+", name)}.isdisjoint(acronym.lower())


def _add_repeats(page: Page, found: list[NameMention]) -> None:
    """Add the other places where an acronym stands that the text explained once."""
    explained = {name.surface: name for name in found if name.acronym_of and _is_acronym(name.surface)}
    held = {index for name in found for index in page.tokens_in(name.start, name.end)} if explained else set()
    for index, token in enumerate(page.tokens):
        name = explained.get(token.text)
        if name is not None and index not in held:
            segment = page.segment_at(token.start)
            known = replace(name, acronym_of=None, apposition_to=None, title=None)
            found.append(replace(known, start=token.start, end=token.end, segment=segment.id if segment else ""))


def _tie_appositions(page: Page, found: list[NameMention]) -> None:
    """Tie each person to the office that stands in apposition, is said of the person, or stands next to a comma."""
    office_at = {
        index: position
        for position, name in enumerate(found)
        if name.type == "office"
        for index in page.tokens_in(name.start, name.end)
    }
    for position, name in enumerate(found):
        if name.type == "person":
            said = (office_at[index] for index in _said_of(page, name) if index in office_at)
            partner = next(said, None)
            if partner is None:
                partner = _beside(page, found, position)
            if partner is not None:
                found[position] = replace(name, apposition_to=found[partner].surface)
                found[partner] = replace(found[partner], apposition_to=name.surface)


def _said_of(page: Page, name: NameMention) -> Iterator[int]:
    """Yield the tokens that stand in apposition to a name or are said (``is``, ``was``) of it, by the tree."""
    inside = page.tokens_in(name.start, name.end)
    top = next((index for index in inside if page.tokens[index].head not in inside), inside[0])
    yield from (child for child in page.children[top] if page.tokens[child].deprel == "appos")
    token = page.tokens[top]
    predicate = token.deprel == "nsubj" and any(
        page.tokens[child].deprel == "cop" for child in page.children[token.head]
    )
    if token.deprel == "appos" or predicate:
        yield token.head


def _beside(page: Page, found: list[NameMention], position: int) -> int | None:
    """Return the office next to a person with only a comma and small words between, after it or before."""
    for one, two, office in ((position, position + 1, position + 1), (position - 1, position, position - 1)):
        if one >= 0 and two < len(found) and found[office].type == "office":
            if _BETWEEN.fullmatch(page.text, found[one].end, max(found[one].end, found[two].start)):
                return office
    return None
