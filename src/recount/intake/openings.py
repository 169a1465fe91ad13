"""Lines that may open a reader's comment: "Name says:", "Name 3 days ago", a name over the time of writing.

Invariant: an opening's name is part of its line as printed. A line is only read here for its shape; whether a page
has comments at all is judged from all openings together (``recount.intake.threads``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from recount.intake.blocks import Line
from recount.intake.furniture import is_tool
from recount.vocabulary import load

Shape = Literal["says", "dated", "over"]
Time = Literal["none", "day", "clock", "ago"]
_LONGEST = 110
"""Characters above which a line opens no comment."""
_NAME = r"(?P<name>[@~]?[^\W_](?:[\w.'\u2019@&*-]*\w)?\.?(?: \(?[^\W_][\w.'\u2019@&*-]*\)?){0,4}?)"
_LOOSE = r"(?P<name>\S(?:.{0,38}?\S)?)"
_LETTER = re.compile(r"[^\W\d_]")
_NAME_WORDS = 6
_SENTENCE = 3
"""Words above which what ends in a stop is no name."""
_PARTICLE = re.compile(r"(?:al|el|bin|ibn|de|da|van|von|der|di|la|of|from|in|the|and|y|&)$")
_HANDLE = re.compile(r"@?\w*(?:\d|_|[a-z][A-Z])\w*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """Lines ``first`` to ``body`` (exclusive) that open a comment: the writer's printed name, their shape and time."""

    first: int
    body: int
    name: str
    shape: Shape
    time: Time


def words_of_pages(name: str) -> Any:
    """Return an entry of the vocabulary of pages."""
    return load("pages")[name]


@cache
def _time() -> str:
    units, months, days = ("|".join(words_of_pages(name)) for name in ("units", "months", "weekdays"))
    clock = (
        r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
        r"(?:\s+(?:[A-Z]{2,4}|UTC[+-]\d+))?"
    )
    number = r"\d{1,3}\+?|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few"
    ago = (
        rf"(?:about |over |almost )?(?:{number})\s?(?:{units})s?\.? ago"
        r"|\d{1,3}\s?(?:[smhdwy]|mo)(?: ago)?|just now|moments ago"
    )
    month = rf"(?:{months})\.?"
    day = (
        rf"(?:(?:{days})[.,]*\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{month}(?:,?[ -]\d{{2,4}})?"
        rf"|{month} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
        r"|\d{4}[-/]\d{2}[-/]\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
        rf"|yesterday|today|(?:last )?(?:{days})"
    )
    joint = r"(?:\s*[,·•|@–-]\s*|\s+at\s+|\s+|T)"
    return rf"(?:(?P<ago>{ago})|(?P<day>{day})(?:{joint}(?P<clock>{clock}))?|(?P<lone>{clock}))"


@cache
def _patterns(loose: bool = False) -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs, tools = "|".join(words_of_pages("verbs")), "|".join(words_of_pages("tools"))
    ordinal, name = r"(?:\[[–+-]\]\s*)?(?:#?\d{1,3}[.):]?\s+)?", _LOOSE if loose else _NAME
    marks = r"(?:\s+(?:\[[A-Z]\]|-?\d+ points?|[·•]))*"
    lead = r"(?:(?:comment(?:ed)?|posted|submitted|added|written|reply|response) (?:by|from):?\s+)?"
    joint = r"(?:\s*[·•|,:»/(\[–—-]+\s*|\s+(?:on\s+|at\s+)?)(?:on\s+|at\s+|posted\s+(?:on\s+)?)?"
    end = rf"[)\]]?\.?(?:\s*\(edited\))?(?:\s*[·•|–-]\s*(?:{tools}))*(?:\s+(?:{verbs}))?\s*:?"
    says = rf"{ordinal}{lead}{name} (?i:{verbs})(?:{joint}(?i:{_time()})[)\]]?)?\s*(?:(?P<stop>:|\.\.\.|…)|(?P<bare>))"
    dated = rf"{ordinal}(?i:{lead}){name}{marks}{joint}(?i:{_time()}{end})"
    return re.compile(says), re.compile(dated)


@cache
def _alone() -> re.Pattern[str]:
    tools = "|".join(words_of_pages("tools"))
    end = rf"[)\]]?\.?(?:\s*\(edited\))?(?:\s*[·•|–-]\s*(?:{tools}))*\s*:?"
    return re.compile(rf"(?i:(?:posted|commented|wrote)?\s*(?:on\s+|at\s+)?[(\[]?{_time()}{end})")


def find_openings(lines: Sequence[Line], loose: Collection[int] = ()) -> list[Opening]:
    """Return the lines that have the shape of a comment's opening, in order; none overlap.

    At the lines of ``loose`` whatever is short enough is a name: "a daughter of the hills", "Lt. (ret.) N. Orr".
    """
    found: list[Opening] = []
    for index, line in enumerate(lines):
        if found and index < found[-1].body:
            continue
        opening = _read(lines, index, index in loose) if len(line.text) <= _LONGEST else None
        if opening is not None:
            found.append(opening)
    return found


def name_in(text: str) -> str | None:
    """Return the writer's name in the line that opens a comment, None where the line has no such shape."""
    found = find_openings([Line(0, len(text), 0, text)])
    return found[0].name if found else None


def is_time(text: str) -> bool:
    """Whether a line is nothing but the time of a comment."""
    return len(text) <= _LONGEST and _alone().fullmatch(text) is not None


def _read(lines: Sequence[Line], index: int, loose: bool) -> Opening | None:
    says, dated = _patterns(loose)
    fits = may_be_name if loose else is_name
    text = lines[index].text
    if is_time(text) or is_tool(text):
        return None
    match = says.fullmatch(text)
    if match is not None and fits(match.group("name")):
        time = _timed(match)
        below = _time_of(lines, index + 1) if time == "none" else None
        if below is not None:
            return Opening(index, index + 2, match.group("name"), "says", below)
        if match.group("stop") or time != "none":
            return Opening(index, index + 1, match.group("name"), "says", time)
    match = dated.fullmatch(text)
    if match is not None and fits(match.group("name")):
        return Opening(index, index + 1, match.group("name"), "dated", _timed(match))
    badge = index + 1 < len(lines) and lines[index + 1].text.lower() in words_of_pages("badges")
    under = _time_of(lines, index + 1 + badge)
    if under is not None and len(text) <= 40 and fits(text) and not is_tool(text) and (loose or _is_plain_name(text)):
        return Opening(index, index + 2 + badge, text, "over", under)
    return None


def _is_plain_name(text: str) -> bool:
    return re.fullmatch(_NAME, text) is not None and len(text.split()) <= 4


def _time_of(lines: Sequence[Line], index: int) -> Time | None:
    """Return the kind of time that a line is, None where it is none."""
    text = lines[index].text if index < len(lines) else ""
    match = _alone().fullmatch(text) if 0 < len(text) <= _LONGEST else None
    return None if match is None else _timed(match)


def _timed(match: re.Match[str]) -> Time:
    if match.group("ago"):
        return "ago"
    if match.group("clock") or match.group("lone"):
        return "clock"
    return "day" if match.group("day") else "none"


@cache
def _no_names() -> frozenset[str]:
    titles: Any = load("titles")
    offices = {str(word) for group in ("rank", "office", "occupation") for word in titles[group]}
    return frozenset(offices) | frozenset(map(str, words_of_pages("labels_of_speakers")))


def is_name(text: str) -> bool:
    """Whether words can be the name under which somebody comments: no office, no label, no words of a sentence."""
    words = [word.strip("().,") for word in text.split()]
    if text.lower() in words_of_pages("nameless"):
        return True
    if not words or len(text) > 40 or words[0].lower() in _no_names() or not _LETTER.search(text):
        return False
    times = ("yesterday", "today", *words_of_pages("months"), *words_of_pages("weekdays"), *words_of_pages("verbs"))
    if all(word.lower() in times or not _LETTER.search(word) for word in words):
        return False
    if len(words) == 1:
        return True
    if any(word.lower() in _no_names() for word in words):
        return False
    return all(not word or word[0].isupper() or word[0].isdigit() or _PARTICLE.match(word) for word in words[1:])


def may_be_name(text: str) -> bool:
    """Whether words may be the name of a commenter where the place says that one stands there."""
    if len(text) > 40 or len(text.split()) > _NAME_WORDS or not _LETTER.search(text) or is_time(text):
        return False
    if text.endswith(".") and len(text.split()) > _SENTENCE:
        return False
    return not re.search(r"[!?:;]$|\w{4}[.\u2026]$", text)


def is_handle(name: str) -> bool:
    """Whether a name is one that only commenters have: a login, or none."""
    return name.lower() in words_of_pages("nameless") or _HANDLE.match(name) is not None
