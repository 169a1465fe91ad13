"""Persons' names by token, for phrases that count by name.

Invariant: a common noun is never a name, and a tag that stands for a withheld name is one.
"""

from __future__ import annotations

import re

from recount.reading.casualty_phrases import person_nouns
from recount.reading.sheet import Sheet

_TAG = re.compile(r"[A-Z]+_\d+")


def person_ranges(sheet: Sheet) -> dict[int, tuple[int, str]]:
    """Return persons' names by first token, with the token after the last and the printed name.

    Names come from the sheet, else from the engine's entities; bracketed tags that stand for a withheld name
    ("[PERSON_1]") are names too.
    """
    return sheet.once(_ranges)


def _ranges(sheet: Sheet) -> dict[int, tuple[int, str]]:
    page = sheet.page
    nouns = person_nouns()
    spans = [(mention.start, mention.end) for mention in sheet.names if mention.type == "person"]
    if not spans:
        spans = [(entity.start, entity.end) for entity in page.analysis.entities if entity.label == "PERSON"]
    ranges: dict[int, int] = {}
    for start, end in spans:
        inside = page.tokens_in(start, end)
        first = inside.start
        while first < inside.stop and (page.lower[first] in nouns or not page.tokens[first].text[:1].isalpha()):
            first += 1
        if first < inside.stop:
            ranges[first] = inside.stop
    for index, token in enumerate(page.tokens):
        if "_" in token.text and _TAG.fullmatch(token.text):
            first, last = index, index + 1
            if first > 0 and page.lower[first - 1] == "[" and last < len(page.lower) and page.lower[last] == "]":
                first, last = first - 1, last + 1
            ranges[first] = last
    merged: dict[int, tuple[int, str]] = {}
    taken = -1
    for first in sorted(ranges):
        if first < taken:
            continue
        last = ranges[first]
        while last in ranges:
            last = ranges[last]
        taken = last
        merged[first] = (last, page.text[page.tokens[first].start : page.tokens[last - 1].end])
    return merged
