"""A page's headline: without the name of its site, and the lines that repeat it.

Invariant: a line repeats the headline only where its words are the headline's, alone or beside the names of sections
and site; two headlines that differ in a word are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from recount.intake.blocks import Line
from recount.model.text import Span
from recount.vocabulary import load

_TOP = 40
"""Lines of a page among which its headline is looked for again."""
_LEAST = 3
"""Words of a headline that can be told from a name or a heading of a part."""
_SITE = 5
"""Words up to which a part of a title may be the name of a site or section."""
_STOP = re.compile(r"[.!\u2026][\"'\u201d\u2019)]*$")
_LONG = 14
"""Words above which a line at the top is prose, whether it ends in a stop or not."""
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Return the words of a line alone, as they are compared."""
    return " ".join(_WORD.findall(text.casefold()))


@cache
def _marks() -> re.Pattern[str]:
    marks: Any = load("pages")["site_marks"]
    return re.compile("|".join(rf"(?:\s+{re.escape(mark)}\s+)" for mark in marks) + r"|\s*\|\s*")


def parts_of(text: str) -> list[Span]:
    """Return the stretches of a title between the marks that part headline, section and site."""
    found, start = [], 0
    for cut in (*_marks().finditer(text), None):
        end = cut.start() if cut is not None else len(text)
        if text[start:end].strip():
            found.append(Span(start, end))
        start = cut.end() if cut is not None else end
    return found


def without_site(title: str, *, headings: Sequence[str] = (), site: str | None = None) -> str:
    """Return the headline in a page's stated title: what a heading of the page repeats, else without the site's name.

    ``headings`` are lines of the page that may be its headline, ``site`` the site's name where the page states it.
    """
    stated = plain(title)
    for heading in headings:
        words = plain(heading)
        if len(words.split()) >= _LEAST and (stated.startswith(words) or stated.endswith(words)):
            return heading
    parts = [title[span.start : span.end] for span in parts_of(title)]
    kept = [part for part in parts if not site or plain(part) != plain(site)]
    if not kept or len(parts) == 1:
        return title
    if len(kept) == 1:
        return kept[0]
    if len(kept) < len(parts):  # the site stood at one end; a section may stand beside the headline
        joined = title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])]
        section = len(kept[0].split()) > 2 and all(len(part.split()) == 1 for part in kept[1:])
        return kept[0] if section else joined
    first, *rest = kept
    if all(len(part.split()) <= _SITE for part in rest) and len(first.split()) >= _LEAST:
        return first
    if all(len(part.split()) <= _SITE for part in kept[:-1]) and len(kept[-1].split()) > _SITE:
        return kept[-1]
    return title


def find_repeats(lines: Sequence[Line], stated: str | None = None) -> tuple[Span | None, frozenset[int], list[Span]]:
    """Return where a line's part is the page's headline, the lines that repeat a headline, and the rest of that line.

    A first line "Headline | Site" over a line "Headline" repeats it. Where no line repeats its part, the part itself
    is the headline, if the marks or the line itself (headline, site, headline) show which part.
    """
    top = lines[:_TOP]
    repeats: set[int] = set()
    seen: dict[str, int] = {}
    told = (at for at, line in enumerate(top) if len(line.text.split()) > _LONG or _STOP.search(line.text))
    prose = next(told, len(top))
    for index, line in enumerate(top):
        words = plain(line.text)
        if len(words.split()) < _LEAST or line.text.endswith((".", ":", ",", ";")):
            continue
        if words in seen and (seen[words] < prose or words == plain(stated or "")):
            repeats.add(index)
        seen.setdefault(words, index)
    for index, line in enumerate(top[:8]):
        spans = parts_of(line.text)
        if len(spans) < 2 or index in repeats:
            continue
        texts = [plain(line.text[span.start : span.end]) for span in spans]
        longest = max(range(len(texts)), key=lambda at: (len(texts[at].split()), -at))
        if len(texts[longest].split()) < _LEAST:
            continue
        if any(seen.get(text, index) != index for text in texts if len(text.split()) >= _LEAST):
            repeats.add(index)
            continue
        others = [text for text in texts if text != texts[longest]]
        twice = texts.count(texts[longest]) > 1
        barred = "|" in line.text or "»" in line.text or "::" in line.text
        sites = all(len(text.split()) <= _SITE for text in others)
        if index == 0 and sites and (twice or (barred and len(texts[longest].split()) > _SITE - 1)):
            span = spans[longest]
            rest = [Span(line.start + one.start, line.start + one.end) for one in spans if one is not span]
            return Span(line.start + span.start, line.start + span.end), frozenset(repeats), rest
    return None, frozenset(repeats), []
