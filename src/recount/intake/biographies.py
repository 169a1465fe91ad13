"""The block at the end of a page that tells of its author."""

from __future__ import annotations

import re

from recount.intake.blocks import Block
from recount.model.text import Span
from recount.vocabulary import load


def find_biography(body: list[Block], author: str | None) -> tuple[Block, str, Span] | None:
    """Return the block that tells of its author, the name and its span: the last short one that opens with a name."""
    words = load("voices")
    verbs = "|".join(words["biography_verbs"])
    opening = re.compile(
        rf"^(?P<name>(?:[A-Z][\w.'\u2019-]*\s+){{1,8}}?[A-Z][\w.'\u2019-]*)(?:,? (?:{verbs})\b|, (?:an?|the)\b)"
    )
    known = frozenset(words["biography_words"])
    for block in reversed(body[-2:]):
        text = block.text
        match = opening.match(text)
        if match is None or len(text.split()) > 80 or not known.intersection(re.findall(r"[a-z]+", text.lower())):
            continue
        name = match.group("name")
        surname = name.split()[-1]
        elsewhere = " ".join(other.text for other in body if other is not block)
        if name == author or surname not in elsewhere:
            return block, name, Span(block.start, block.start + len(name))
    return None
