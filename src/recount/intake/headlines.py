"""A page's headline: without the name of its site, and the lines that repeat it.

Invariant: a line repeats the headline only where its words are the headline's, alone or beside the names of sections
and site; two headlines that differ in a word are two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
_ADDRESS = re.compile(r"\s{2,}(?:https?://|www\.)\S+$")
"""The address of a page that a printed line holds behind its title."""
_PARTS = 8
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
    address = _ADDRESS.search(text)
    whole = address.start() if address is not None else len(text)
    for cut in (*_marks().finditer(text, 0, whole), None):
        end = cut.start() if cut is not None else whole
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


@dataclass(frozen=True, slots=True)
class Headline:
    """Where a page's headline stands, as far as its repetition shows it.

    ``span`` is None where nothing shows it; ``furniture`` are the indices of lines that repeat it or stand above it,
    ``rest`` what stands beside it on its line.
    """

    span: Span | None = None
    furniture: frozenset[int] = frozenset()
    rest: tuple[Span, ...] = ()


def find_headline(lines: Sequence[Line], stated: str | None = None, aside: Collection[int] = ()) -> Headline:
    """Return where repetition shows the headline; ``stated`` is the one the input gives, ``aside`` known furniture.

    "Headline | Site" above or below a line "Headline" shows that one; so does the headline printed twice. What stands
    above it on the page, if none of it is prose, is the site's. Where one line says headline, site, headline, or
    "Headline | Site" alone, the part is the headline.
    """
    top = lines[:_TOP]
    prose = next((at for at, line in enumerate(top) if is_prose(line.text)), len(top))
    places: dict[str, list[int]] = {}
    for index, line in enumerate(top):
        words = plain(line.text)
        if len(words.split()) >= _LEAST and not line.text.endswith((".", ":", ",", ";")):
            places.setdefault(words, []).append(index)
    partly = {
        index: text
        for index, line in enumerate(top)
        for text in sorted((plain(line.text[one.start : one.end]) for one in parts_of(line.text)[:_PARTS]), key=len)
        if text != plain(line.text) and any(at < max(prose, 1) for at in places.get(text, ()))
    }
    known = plain(stated or "")
    twice = [text for text, at in places.items() if len(at) > 1 and (at[0] < prose or text == known)]
    shown = sorted({*partly.values()} or {*twice}, key=lambda text: (-len(text.split()), text))
    found = next(iter(shown), None)  # the site's name may be repeated too; it is the shorter one
    if found is None:
        return Headline() if stated is not None else _of_one_line(lines)
    before = [at for at in places[found] if at < prose] or places[found][:1]
    repeats = {*places[found], *(index for index, text in partly.items() if text == found)}
    parted = any(at in aside for at in range(before[0], before[-1])) or before[-1] - before[0] == len(before) - 1
    main = before[-1] if parted else before[0]
    above = range(main) if stated is None and (found in partly.values() or parted) else range(0)
    furniture = frozenset((repeats | set(above)) - {main})
    return Headline(Span(top[main].start, top[main].end), furniture)


def is_prose(text: str) -> bool:
    """Whether a line at the top of a page is a sentence of its text."""
    words = max((len(text[span.start : span.end].split()) for span in parts_of(text)), default=0)
    return words > _LONG or (words > _LONG // 2 and _STOP.search(text) is not None)


def _of_one_line(lines: Sequence[Line]) -> Headline:
    """Return the headline in the first line, where its marks or its own repetition show it."""
    line = lines[0] if lines else None
    spans = parts_of(line.text) if line is not None else []
    if line is None or len(spans) < 2 or is_prose(line.text):
        return Headline()
    texts = [plain(line.text[span.start : span.end]) for span in spans]
    longest = max(range(len(texts)), key=lambda at: (len(texts[at].split()), -at))
    words = len(texts[longest].split())
    others = [text for text in texts if text != texts[longest]]
    barred = any(mark in line.text for mark in ("|", "»", "::"))
    sites = words >= _LEAST and all(len(text.split()) <= _SITE for text in others)
    if not sites or not (texts.count(texts[longest]) > 1 or (barred and words >= _SITE)):
        return Headline()
    rest = tuple(Span(line.start + one.start, line.start + one.end) for one in spans if one is not spans[longest])
    return Headline(Span(line.start + spans[longest].start, line.start + spans[longest].end), frozenset(), rest)
