"""When and where somebody was born, in whatever words: "born the night of the flood", "he was to turn ten on the 4th".

Invariant: what is found is said of a birth or a birthday; the age of a person and the day of an event stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from recount.linking.folding import fold
from recount.report.public.words import days, listed, raw_list

DATE, BIRTH = "birth date", "birth"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NUMBER = (
    r"(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-][a-z]{3,5})?|[a-z]{3,5}teen|one|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|a hundred)(?!\w)"
)
_BORN = re.compile(r"(?i:(?<!\w)born(?:\s+(?:on|in|at))?(?!\w))[\s:,(]{1,3}(?P<it>[^.;!?\n()\"\u201d\u00bb]{2,110})")
_LABEL = re.compile(
    r"(?i:(?<!\w)(?:date\s+(?:and\s+place\s+)?of\s+birth|birth\s?date|place\s+of\s+birth|birthplace|year\s+of\s+birth|d\.?o\.?b\.?|geb\.?"
    r"|n[\u00e9e]+\s+le|nacid[oa](?:\s+el)?|fecha\s+de\s+nacimiento|birthday)(?!\w))"
    r"[\s:=,(]{0,3}(?:(?:is|was|on|of|in|the|falls|given|as)\s+){0,3}(?P<it>[^.;!?\n()]{2,60}(?:\.\d{1,4}){0,2})"
)
_SHORT = re.compile(
    r"(?<![\w.])[bB]\.?\s(?P<it>(?:c\.\s?)?\d{4}(?:,?\s+(?:native\s+of|in|at)\s+[^.;,\n()]{2,40})?)(?!\w)"
)
_TURNING = re.compile(
    r"(?i:(?<!\w)(?:(?:(?:was|were|is|due|going|about)\s+to\s+)?(?:turn(?:s|ed|ing)?|have\s+turned|would\s+have\s+been|complete[sd]?)\s+"
    rf"{_NUMBER}(?:\s+years?(?:\s+old)?)?|(?:be|been)\s+{_NUMBER}\s+years?\s+old),?\s+(?:[^.;!?\n()]{{0,40}}?,?\s+)?"
    rf"(?:on|this|next|last)\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:{_MONTHS})[a-z]*|[a-z]+day)(?:\s+(?:of\s+)?(?:{_MONTHS})[a-z]*)?(?:,?\s+\d{{4}})?)"
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})[a-z]*"
    rf"|(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}[./]\d{{1,2}})(?:[.,/]?\s?\d{{4}})?"
)
_BEFORE_BIRTHDAY = re.compile(
    rf"(?i:(?P<it>{_DAY}),?\s+(?:(?:was|is|her|his|their|my|the|on)\s+){{0,3}}[\w\s'\u2019-]{{0,20}}birthday)"
)
_FULL_DAY = re.compile(rf"(?i:\d|(?<!\w)(?:{_MONTHS})[a-z]*(?!\w))")
_NUMERAL_DAY = re.compile(
    r"\s?[-,:;(*]{0,2}\s?(?P<it>\d{1,2}[./-]\d{1,2}[./-](?P<year>\d{4})|(?P<first>\d{4})-\d{2}-\d{2})(?!\w)"
)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_LEAST_AGE = 5
"""Years before the last year of an account from which a day behind a name is a day of birth."""


_TOLD = re.compile(
    r"(?i:(?<!\w)(?:came\s+into\s+the\s+world|bore\s+(?:him|her|me|them)|gave\s+birth\s+to\s+(?:him|her|me|them)|(?:card|passport|papers?|certificate)\s+"
    rf"(?:says?|gives?|reads?|has|had|shows?|show))\s+[^.;!?\n]{{0,25}}?(?P<it>{_DAY}|\d{{4}}))(?!\w)"
)
"""A birth told by other words, and the day that a card gives for it."""
_MAY_TELL = re.compile(r"\d|(?i:born|birth|turn|nacid|bore|world)")
"""What stands in every text that tells of a birth: most wordings are passed over by it."""
_CENTURY = 100
_LISTED = re.compile(
    rf"(?:[(;|/\t\u2013\u2014]|(?<!day),(?=\s?\d{{1,4}}[./-]\d)|(?<!\w)(?:m|f|M|F|male|female|card|passport|born|b|birth)[.,]?)\s?(?:(?:m|f|male|female)[,;/]\s?)?"
    rf"(?P<it>\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|(?i:\d{{1,2}}\s(?:{_MONTHS})[a-z]*\.?,?\s\d{{4}}))"
    r"(?=\s*(?:[,);|/\n\u2013\u2014-]|\.(?!\d)|$))"
)
"""A day that a list prints among the marks of a person: between commas, in brackets, behind "f"."""


def births(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each birth begins and ends, and whether a date is in it."""
    if not _MAY_TELL.search(text):
        return
    for match in _BORN.finditer(text):
        start, end = match.start("it"), _clause_end(text, match.start("it"), match.end("it"))
        if end > start and _tells(text[start:end]):
            yield start, end, _kind(text[start:end])
    for pattern in (_LABEL, _SHORT):
        for match in pattern.finditer(text):
            start, end = match.start("it"), _clause_end(text, match.start("it"), match.end("it"))
            if end > start and _FULL_DAY.search(text[start:end]):
                yield start, end, DATE
    for match in _TURNING.finditer(text):
        yield *match.span(), _kind(match.group())
    for match in _BEFORE_BIRTHDAY.finditer(text):
        yield *match.span("it"), DATE
    for match in _TOLD.finditer(text):
        yield *match.span("it"), DATE
    last = max(map(int, _YEARS.findall(text)), default=0)
    for match in _LISTED.finditer(text):
        year = int(re.findall(r"\d+", match.group("it"))[-1 if not match.group("it")[:4].isdecimal() else 0])
        full = year if year > _CENTURY else year + (2000 if 2000 + year <= last else 1900)
        if full <= last - _LEAST_AGE:
            yield *match.span("it"), DATE


def birth_behind(text: str, end: int) -> tuple[int, int] | None:
    """Return the day of birth that a list prints right behind a name: years before the last year of the account."""
    match = _NUMERAL_DAY.match(text, end)
    if match is None:
        return None
    last = max(map(int, _YEARS.findall(text)), default=0)
    return match.span("it") if int(match.group("year") or match.group("first")) <= last - _LEAST_AGE else None


def _kind(words: str) -> str:
    return DATE if _FULL_DAY.search(words) else BIRTH


def _clause_end(text: str, start: int, end: int) -> int:
    """Return where what is said of a birth ends: at a comma, unless a place or a year goes on; at another verb."""
    last = start
    for match in re.finditer(r"[^\s,]+(?:,(?=\d)[^\s,]+)*|,", text[start:end]):
        word = fold(match.group())
        if match.group() == ",":
            behind = text[start + match.end() : end].lstrip()
            if not re.match(
                r"(?:in|at|on|near|the\s+year)\s|nineteen\s|two\s+thousand|\d{4}\b|[A-Z]?[a-z]*\s?\d{1,2}\b", behind
            ):
                break
            continue
        if word in listed("not_born") | _ENDS and last != start:
            break
        last = start + match.end()
    return last


_ENDS = frozenset(
    {"who", "whose", "which", "but", "while", "he", "she", "they", "is", "are", "has", "had", "lived", "worked"}
)


def _tells(words: str) -> bool:
    """Tell whether words behind "born" say when or where."""
    first, *more = fold(words).split() or [""]
    if first in listed("born_no_more") and not _FULL_DAY.search(words):
        return False
    if first in ("to", "of") and not _FULL_DAY.search(words):
        return False
    if _FULL_DAY.search(words) or any(word[:1].isupper() for word in words.split()):
        return True
    return any(word in _days() for word in (first, *more))


@cache
def _days() -> frozenset[str]:
    return days() | frozenset(map(str, raw_list("birth_times")))
