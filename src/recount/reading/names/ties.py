"""Ties between names that a text itself makes: acronyms in brackets, appositions, offices and their holders.

Invariant: a tie is printed in the text; nothing here compares spellings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from recount.model.mentions import NameMention
from recount.reading.page import Page

_IN_BRACKETS = re.compile(
    r"\s?[(\[]\s*(?:[\"\u201c'\u2018]\s*)?(?:or\s+|the\s+|aka\s+|also known as\s+)?"
    r"([A-Z][\w.&'\u2019-]*(?:\s*(?:/|,|;|\bor\b)\s*(?:the\s+)?[A-Z][\w.&'\u2019-]*)*)\s*(?:[\"\u201d'\u2019])?\s*[)\]]"
)
_SPLIT = re.compile(r"\s*(?:/|,|;|\bor\b)\s*(?:the\s+)?")
_REACH = 12
"""Tokens between a name and the office said of it; further apart the parse is more often wrong than right
(set by hand while reading HRDsAttack's training part)."""
_NOT_ACRONYMS = re.compile(r"^\d|^(?:I{1,3}|IV|V)$")


def with_ties(page: Page, names: tuple[NameMention, ...]) -> tuple[NameMention, ...]:
    """Return the mentions with ``acronym_of`` and ``apposition_to`` filled; acronyms in brackets are added."""
    found = list(names)
    _tie_acronyms(page, found)
    _spread_acronyms(page, found)
    found.sort(key=lambda name: (name.start, name.end))
    _tie_appositions(page, found)
    return tuple(found)


def _tie_acronyms(page: Page, found: list[NameMention]) -> None:
    by_start = {name.start: position for position, name in enumerate(found)}
    for position in range(len(found)):
        name = found[position]
        if name.type not in ("organisation", "unit", "group") or len(name.surface) < 2:
            continue
        match = _IN_BRACKETS.match(page.text, name.end)
        if match is None:
            _tie_spelled_out(page, found, position)
            continue
        offset = match.start(1)
        parts = _SPLIT.split(match.group(1))
        if not any(_fits(part, name.surface, page.text.isupper()) for part in parts):
            continue
        for part in parts:
            start = page.text.index(part, offset)
            end = start + len(part)
            offset = end
            if not _is_acronym(part):
                continue
            found[position] = replace(found[position], acronym_of=found[position].acronym_of or part)
            if start in by_start and found[by_start[start]].end == end:
                at = by_start[start]
                kind = name.type if found[at].type in ("person", "organisation", "unit") else found[at].type
                found[at] = replace(found[at], acronym_of=name.surface, type=kind, title=None)
            elif not any(other.start < end and start < other.end for other in found):
                found.append(
                    NameMention(start, end, part, name.type, name.segment, acronym_of=name.surface, score=name.score)
                )


def _tie_spelled_out(page: Page, found: list[NameMention], position: int) -> None:
    """Tie an acronym to the full name in the brackets after it (``PDF [Popular Democratic Front]``)."""
    name = found[position]
    if position + 1 >= len(found) or not _is_acronym(name.surface):
        return
    full = found[position + 1]
    opening, closing = page.text[name.end : full.start], page.text[full.end : full.end + 2].strip()
    if opening.strip() in ("[", "(") and closing[:1] in ("]", ")") and full.type in ("organisation", "unit"):
        if len(full.surface.split()) > 1 and _fits(name.surface, full.surface, page.text.isupper()):
            found[position] = replace(name, acronym_of=full.surface)
            found[position + 1] = replace(full, acronym_of=name.surface)


def _spread_acronyms(page: Page, found: list[NameMention]) -> None:
    """Add the other places where an acronym stands that the text explained once."""
    explained = {name.surface: name for name in found if name.acronym_of and _is_acronym(name.surface)}
    if not explained:
        return
    held = {index for name in found for index in page.tokens_in(name.start, name.end)}
    for index, token in enumerate(page.tokens):
        name = explained.get(token.text)
        if name is not None and index not in held:
            segment = page.segment_at(token.start)
            found.append(
                NameMention(
                    token.start, token.end, token.text, name.type, segment.id if segment else "", score=name.score
                )
            )


def _is_acronym(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return capitals >= 2 and 2 <= len(text) <= 12 and " " not in text and not _NOT_ACRONYMS.search(text)


def _fits(acronym: str, name: str, all_capitals: bool) -> bool:
    """Tell whether an acronym shares a first letter with a word of the name (foreign acronyms may share but one)."""
    letters = {letter.lower() for letter in acronym if letter.isalpha()}
    initials = {word[0].lower() for word in re.findall(r"\w+", name)}
    if all_capitals and len(acronym) > 7:
        return False
    return bool(letters & initials)


def _tie_appositions(page: Page, found: list[NameMention]) -> None:
    starts = [name.start for name in found]

    def mention_at(index: int) -> int | None:
        token = page.tokens[index]
        position = bisect_left(starts, token.start + 1) - 1
        if position >= 0 and found[position].start <= token.start < found[position].end:
            return position
        return None

    for position, name in enumerate(found):
        if name.type != "person":
            continue
        inside = page.tokens_in(name.start, name.end)
        top = next((i for i in inside if page.tokens[i].head not in inside), inside[0])
        partner = (
            _apposed(page, top, mention_at) or _after_comma(page, found, position) or _before(page, found, position)
        )
        if partner is not None and partner != position and found[partner].type == "office":
            found[position] = replace(found[position], apposition_to=found[partner].surface)
            found[partner] = replace(found[partner], apposition_to=name.surface)


def _apposed(page: Page, top: int, mention_at: Callable[[int], int | None]) -> int | None:
    """Return the mention that stands in apposition to, or is said (``is``, ``was``) of, the token ``top``."""
    candidates = [child for child in page.children[top] if page.tokens[child].deprel == "appos"]
    token = page.tokens[top]
    if token.deprel == "appos":
        candidates.append(token.head)
    if token.deprel == "nsubj" and token.head >= 0:
        if any(page.tokens[child].deprel == "cop" for child in page.children[token.head]):
            candidates.append(token.head)
    for candidate in candidates:
        if abs(candidate - top) > _REACH:
            continue
        position = mention_at(candidate)
        if position is not None:
            return position
    return None


def _after_comma(page: Page, found: list[NameMention], position: int) -> int | None:
    """Return an office directly after ``Name,`` (an article, a nation or ``then`` may stand between)."""
    name = found[position]
    if position + 1 >= len(found):
        return None
    following = found[position + 1]
    between = page.text[name.end : following.start]
    if following.type == "office" and re.fullmatch(
        r"\s*,?\s*,\s*(?:an?|the|who (?:is|was) (?:an?|the)?|then|now|his|her)?\s*", between
    ):
        return position + 1
    return None


def _before(page: Page, found: list[NameMention], position: int) -> int | None:
    """Return an office directly before ``, Name`` (``the US deputy chief of mission, Jane Roe``)."""
    if position == 0:
        return None
    previous = found[position - 1]
    between = page.text[previous.end : found[position].start]
    if previous.type == "office" and re.fullmatch(r"(?:\s+(?:of|in|to|for)\s+[\w ]{2,30})?\s*,\s*", between):
        return position - 1
    return None
