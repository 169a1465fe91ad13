"""Which lines of a page are its furniture: menus, share and cookie lines, lists of other pages.

Invariant: a line that ends like a sentence is furniture only where it is one of the known notices; what cannot be
told stays what it was, for a sentence lost is worse than a menu kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from recount.intake.blocks import Line
from recount.vocabulary import load

_SHORT = 12
"""Words up to which a line may be furniture (the longest share and related lines of our own pages have ten)."""
_NOTICE = 40
"""Words up to which a notice on cookies or rights is one."""
_ENTRY = 3
"""Words up to which a line may be an entry of a menu."""
_RUN = 3
"""Known entries that a run of short lines has at least where it is a menu; half of its lines are known ones too."""
_LISTED = 10
"""Headlines that are taken with a heading such as "Related stories" at most."""
_HEADLINE = 18
_SYMBOLS = "\U0001f50a\U0001f4ac\u2709\U0001f441\U0001f4f7\u2764\u2665\u2606\u2605"
_SIGNS = " \t<>\u00ab\u00bb\u2190\u2192\u2022\u00b7*#|[]()\u25b6\u25ba\u25cf\u2630\u2013\u2014\ufe0f" + _SYMBOLS
"""Signs around the words of a control."""
_ARROWS = ("\u2190", "\u2192", "\u00ab", "\u00bb", ">>", "<<")
_ROW = re.compile(r"\s*[|·•]\s*|\s+[/–—-]\s+|\s{2,}")
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?:,?\s+\d{1,2}:\d{2}(?:\s?[AP]M)?)?")
_TOOLS = re.compile(r"\s*[|·•/–—-]\s*|\s{2,}|(?<=[\w)])\s+(?=[A-Z])")
_STOP = re.compile(r"[.!?\u2026;,:][\"'\u201d\u2019)\]]*$")
_SENTENCE = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")
_ADDRESS = re.compile(r"(?:\d{1,3}\.\s+)?[(<\[]?\s*(?:https?://|www\.)\S+?\s*[)>\]]?")
_RULE = re.compile(r"[=_*~#.\u2013\u2014-]{3,}")
_REFERENCE = re.compile(r"\[\d{1,3}\](?=\S)")
"""The number of a link in a page that a browser of text has printed."""
_CUT = re.compile(r"\s*[|·•»›>/‹«\t\u2022\u2023]+\s*|\s{2,}|\s[-–—]\s|\s*,\s*")


@cache
def _pattern(name: str, file: str = "pages") -> re.Pattern[str]:
    lines: Any = load(file)[name]
    return re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE)


@cache
def _menus() -> frozenset[str]:
    return frozenset(map(str, load("pages")["menus"]))


def is_tool(text: str) -> bool:
    """Whether a line is a control below a comment: Reply, Like, Report, or several of them."""
    parts = [part.strip(" ()[]") for part in _TOOLS.split(text.strip(" |·•"))]
    told = [part for part in parts if part]
    return 1 <= len(told) <= 6 and all(_pattern("tools").fullmatch(part) for part in told)


def is_furniture(text: str) -> bool:
    """Whether a line is by its words furniture of a page."""
    if _ADDRESS.fullmatch(text) or _RULE.fullmatch(text):
        return True
    if _REFERENCE.search(text):
        return _is_linked(text)
    bare = text.strip(_SIGNS)
    words = len(text.split())
    if words <= _NOTICE and _pattern("notices").fullmatch(bare or text):
        return True
    if words > _SHORT:
        return _is_menu(text)
    if _pattern("boilerplate", "voices").fullmatch(text):
        return True
    if words > 5 and _SENTENCE.search(text):
        return False
    if bare.isdigit() and text[0] in _SYMBOLS:
        return True
    arrows = words > 1 and (text.startswith(_ARROWS) or text.endswith(_ARROWS)) and not _SENTENCE.search(text)
    return arrows or _is_known(bare or text) or _is_menu(text) or _is_row(text)


def _is_linked(text: str) -> bool:
    """Whether a line that numbers its links ("[3]Home") is furniture without the numbers, or has hardly other words."""
    parts = _REFERENCE.split(text)
    plain = " ".join(" ".join(parts).split())
    if is_furniture(plain.strip(_SIGNS)) or plain.strip(_SIGNS).lower() in _menus():
        return True
    return not _SENTENCE.search(text) and len(parts[0].split()) <= 1 and len(plain.split()) <= _SHORT


def _is_known(text: str) -> bool:
    return _pattern("furniture").fullmatch(text) is not None


def _is_row(text: str) -> bool:
    """Whether a line is controls of a page side by side: "Print | Send to a friend"."""
    parts = [part.strip(_SIGNS) for part in _ROW.split(text)]
    told = [part for part in parts if len(part) > 2]
    known = [part for part in told if _is_known(part) or part.lower() in _menus() or _DATED.fullmatch(part)]
    return len(parts) >= 2 and bool(known) and len(known) == len(told)


def is_menu_entry(text: str) -> bool:
    """Whether a line is the name of a section as menus have it."""
    return text.lower() in _menus()


def is_section(text: str) -> bool:
    """Whether a line is the heading of a list of other pages."""
    return len(text.split()) <= 7 and _pattern("sections").fullmatch(text.rstrip(": ")) is not None


def find_furniture(lines: Sequence[Line], stops: Collection[int] = ()) -> frozenset[int]:
    """Return the indices of the lines that are furniture. A list of other pages ends before the lines of ``stops``."""
    found = {index for index, line in enumerate(lines) if index not in stops and is_furniture(line.text)}
    found |= _runs(lines, stops)
    for index, line in enumerate(lines):
        if index not in stops and is_section(line.text):
            found |= {index, *_listed(lines, index + 1, stops, found)}
    return frozenset(found)


def _is_menu(text: str) -> bool:
    """Whether a line is entries of a menu side by side."""
    if _SENTENCE.search(text):
        return False
    parts = [part.strip().lower() for part in _CUT.split(text) if part.strip()]
    known = sum(part in _menus() for part in parts)
    if len(parts) >= 3 and known >= 2 and known * 2 >= len(parts):
        return all(len(part.split()) <= _ENTRY for part in parts)
    words = text.lower().split()
    return len(words) >= 3 and all(word in _menus() or word in ("&", "and", "us", "|") for word in words)


def _runs(lines: Sequence[Line], stops: Collection[int]) -> set[int]:
    """Return the lines of the menus that stand one entry a line."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        text = lines[index].text if index < len(lines) else ""
        entry = bool(text) and len(text.split()) <= _ENTRY and not _STOP.search(text) and index not in stops
        if entry:
            run.append(index)
            continue
        known = [at for at in run if lines[at].text.lower().strip("*-+•· ") in _menus()]
        inside = [at for at in run if known and known[0] <= at <= known[-1]]
        if len(known) >= _RUN and len(known) * 2 >= len(inside):
            found.update(inside)
        run = []
    return found


def _listed(lines: Sequence[Line], first: int, stops: Collection[int], known: Collection[int]) -> list[int]:
    """Return the lines below the heading of a list of other pages that are headlines, not the article going on."""
    taken: list[int] = []
    for index in range(first, len(lines)):
        text = lines[index].text
        words = len(text.split())
        if index in stops:  # comments begin: the article does not go on
            return taken
        if words > _HEADLINE or (_SENTENCE.search(text) and text[-1] != "?") or text.endswith(":"):
            break
        if len(taken) == _LISTED or index in known:
            return taken
        taken.append(index)
    else:
        return taken
    # the article goes on: its own heading is short, a headline of another page is not
    return [at for at in taken if len(lines[at].text.split()) >= 5] if taken else taken
