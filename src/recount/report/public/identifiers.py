"""Identifiers by their form: numbers and addresses that lead to a person, in any text.

Invariant: what is found depends on the text alone; a day of an event and a count of people are never identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from recount.report.public.aliases import aliases
from recount.report.public.births import births
from recount.report.public.codes import codes
from recount.report.public.words import raw_list

_FEWEST_DIGITS = 7
"""Digits of a telephone number without a word before it; fewer are counts and years."""
_MOST_DIGITS = 15
"""Digits of the longest telephone number (ITU-T E.164)."""


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A stretch of a text that leads to a person, and what it is."""

    start: int
    end: int
    kind: str


def identifiers(text: str) -> list[Identifier]:
    """Return the identifiers of a text in order; those that overlap are one, of the kind of the longer."""
    return list(_read(text))


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[Identifier, ...]:
    """Read a text once: accounts are read twice, to learn what is withheld in them and to withhold it."""
    kept: list[tuple[Identifier, int]] = []
    for one in sorted(_repeated(text, list(_all(text)))):
        length = one.end - one.start
        if kept and one.start < kept[-1][0].end:
            last, longest = kept.pop()
            kind = one.kind if length > longest else last.kind
            one, length = Identifier(last.start, max(last.end, one.end), kind), max(length, longest)
        kept.append((one, length))
    return tuple(one for one, _ in kept)


def _repeated(text: str, found: list[Identifier]) -> list[Identifier]:
    """Add a user name wherever else the text prints it: a line announces it once."""
    names = {text[one.start : one.end] for one in found if one.kind == "user name"}
    again = [
        Identifier(match.start(), match.end(), "user name")
        for name in sorted(names)
        for match in re.finditer(rf"(?<![\w@]){re.escape(name)}(?!\w)", text)
    ]
    return [*found, *again]


_LONG = re.compile(r"\S{257,}")
"""What is longer than any word, name or address that people print."""


def _all(text: str) -> Iterator[Identifier]:
    for run in _LONG.finditer(text):
        yield Identifier(*run.span(), "account number")  # what no word can be is a code, and is searched for no other
    text = _LONG.sub(lambda run: " " * len(run.group()), text)
    has_digit = any(map(str.isdigit, text))
    for kind, is_announced, pattern in _patterns():
        if not has_digit and kind in _WITH_DIGITS and _SPOKEN not in pattern.pattern:
            continue
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if end > start and (is_announced or _holds(kind, text, start, end)):
                yield Identifier(start, end, kind)
    for start, end in aliases(text):
        yield Identifier(start, end, "user name")
    for start, end, kind in (*(codes(text) if has_digit else ()), *births(text)):
        yield Identifier(start, end, kind)


def _holds(kind: str, text: str, start: int, end: int) -> bool:
    """Tell whether what has the form of an identifier is one, though no word announces it."""
    if kind == "phone number":
        return _is_phone(text, start, end)
    if kind == "plate":  # in a telex "OF 14 MEN" has the form of a plate
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
        return sum(map(str.islower, line)) > sum(map(str.isupper, line)) or line.strip() == text[start:end]
    return True


def _is_phone(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    if _YEAR_AND_COUNT.fullmatch(words) and text[end : end + 2].strip().islower():
        return False
    digits = sum(map(str.isdigit, words))
    if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
        return False
    if words.startswith(("+", "00", "(", "0")):
        return not _is_day(words)
    if words.isdigit():
        return not words.endswith("000") and not text[end : end + 2].strip().islower()
    return not (_is_day(words) or _THOUSANDS.fullmatch(words) or _YEARS.fullmatch(words))


def _is_day(words: str) -> bool:
    """Tell whether figures are a day, with its hour or not: one of them is no more than a month's number."""
    parts = re.split(r"[-./ ]", words)[:3]
    return bool(_DAY.fullmatch(words)) and len(parts) == 3 and min(int(part) for part in (parts[1], parts[0])) <= 12


_DAY = re.compile(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}(?:[-. ]\d{1,2}(?:[.:]\d{2})?)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+")
_YEAR_AND_COUNT = re.compile(r"(?:1[5-9]|20)\d{2} \d{1,5}")
_YEARS = re.compile(r"\d{4}\s*[-/.]\s*\d{4}|\d{1,2}\.\d{2}\s*-\s*\d{1,2}\.\d{2}")


def _any(name: str) -> str:
    """Return a pattern for any of a list's words, longest first."""
    words = sorted(raw_list(name), key=lambda word: (-len(word), word))
    return "(?i:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + ")"


_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}[a-z]*\.?,?\s+\d{{4}}"
    rf"|{_MONTH}[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})"
)
_SPOKEN_DATE = (
    rf"(?:{_DATE}|(?:\d{{1,2}}(?:st|nd|rd|th)?|[a-z]+(?:[\s-][a-z]+)?(?:st|nd|rd|th))\s+(?:day\s+)?(?:of\s+)?{_MONTH}[a-z]*"
    rf"(?:,?\s+\d{{4}})?|{_MONTH}[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?)"
)
"""A date as people say it, the year left out or not."""
_TOKEN = r"(?=[\w/.\-]*\d)[A-Za-z0-9](?:[\w/\-]|\.(?=\w)|[ ](?=\d)){2,24}"
"""A number with letters, marks or groups of digits in it."""
_LINK = r"(?:\s*(?:is|was|of|to|on|:|=|,|\(|at)){0,2}\s*"
"""What may stand between the word that announces a number and the number."""
_CALLED = r"(?:\s+(?:me|us|him|her|them|number|line|is|my|his|the|now|only|back)){0,3}"
"""Whom one may call, between the word that announces a telephone and its number."""
_OWNER = r"(?:\s+(?:for|of)\s[^\d\n:;.]{1,40})?"
"""Whose telephone it is, between the word that announces it and its number."""
_SPOKEN = "(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
"""A digit as it is said, one by one."""
_WITH_DIGITS = frozenset({"phone number", "account number", "identity number", "plate", "place on the map"})
"""Kinds that no text without a digit holds, unless its digits are spoken."""
_CAPITAL = r"[^\W\d_a-z][\w'\u2019.\-]*"
_SITE = r"(?:com|org|net|info|me|io|ru|de|fr|uk|co)"
_REST = r"[^\s<>\"'\u201d\u00bb]*[\w/]"
_NO_MONTH = f"(?!(?i:{_MONTH}))"


def _lines() -> Iterator[tuple[str, str]]:
    """Yield addresses and names on lines: post, web, telephone, network, files."""
    yield "e-mail address", r"[\w.+%-]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+"
    yield "web address", rf"(?i:https?://|www\.){_REST}"
    yield "web address", rf"(?<![\w@.])(?:[A-Za-z0-9-]+\.)+{_SITE}(?:/{_REST}|(?!\w))"
    yield "user name", r"(?<![\w.])@\w[\w.]*\w"
    yield "user name", r"(?<!\w)\w*[^\W\d_]\w*_\w+|(?<!\w)[^\W\d_]+_\w*(?!\w)"
    dotted = r"(?P<it>[^\W\d_A-Z][^\W_A-Z]+(?:\.[^\W_A-Z]{2,})+)"
    yield (
        "user name",
        rf"(?:(?<=\n)|(?<=[>\u2022*] )|(?<=>)|(?<=- )){dotted}(?=\s*(?::|\u2014|\u2013|says\b|wrote\b|said\b))",
    )
    yield "file name", rf"(?<!\w)[\w\-]+(?:\.[\w\-]+){{0,3}}?\.{_any('files')}(?!\w)"
    inside = r"(?:[\d \t\u00a0()\-/\u2010-\u2013]|\.(?=\d)|(?<=[\d-])\n(?=\d)|\*)"
    yield "phone number", rf"(?<![\w.,/])(?:\+\s?)?\(?\d{inside}{{5,22}}[\d*](?![\w]|[.,]\d)"
    yield "phone number announced", r"(?<!\w)\+\d(?:[\d \u00a0()\-\u2013.xX*\u2026]){4,22}[\dxX*](?!\w)"
    yield "phone number", rf"(?<![\w.,/-])0\d(?:{inside}|[xX]){{3,20}}[\dxX](?!\w)"
    yield "phone number announced", rf"(?i:(?<!\w)(?:{_SPOKEN}[ ,-]+){{3,}}{_SPOKEN}(?!\w))"
    yield "phone number announced", r"(?i:(?<!\w)(?:extension|ext)\.?\s*(?P<it>\d{2,6})(?!\w))"
    announced = rf"(?<!\w){_any('phone')}(?!\w)(?:\s*{_any('number')}(?!\w))?{_CALLED}{_OWNER}{_LINK}"
    yield "phone number announced", rf"{announced}(?P<it>\+?\(?\d{inside}{{3,22}}\d)"
    yield "network address", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)"
    yield "network address", r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}:?[0-9a-fA-F]{1,4}(?![\w:])"
    yield "network address", r"(?<![\w:])(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}(?!\w)"


def _numbers() -> Iterator[tuple[str, str]]:
    """Yield numbers that are given to one person or thing: accounts, papers, files, plates, days of birth."""
    number = rf"(?:\s*{_any('number')}(?!\w))"
    yield "account number", r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?(?!\w)"
    yield "account number", rf"(?<!\w){_any('account')}(?!\w){number}?{_LINK}(?P<it>{_TOKEN})"
    yield "account number", r"(?<!\w)\d{4}(?:[ -]\d{4}){2,4}(?!\w)"
    announced = rf"(?<!\w){_any('identity')}(?:\s+(?:card|book|paper))?(?:{number}|(?=\s*[:(#]))"
    yield "identity number", rf"{announced}{_LINK}(?P<it>{_TOKEN})"
    papers = r"(?i:passport|identity card|id card|social security|ssn)|ID"
    yield "identity number", rf"(?<!\w)(?:{papers}){number}?{_LINK}(?P<it>{_TOKEN})"
    yield "identity number", r"(?<!\w)(?=[A-Z0-9]*[A-Z])(?=(?:[A-Z]*\d){5})[A-Z0-9]{7,20}(?!\w)"
    yield "identity number", r"(?<![\w+.,/-])\d{3}-\d{2}-\d{4}(?!\w)"
    yield "identity number", r"(?<![\w.,/:-])\d{9,20}(?![\w]|[.,]\d)"
    yield "plate", rf"(?<![\w-])[A-Z]{{1,3}}[ -]\d{{1,4}}[ -]{_NO_MONTH}[A-Z]{{1,3}}(?![\w-])"
    yield "plate", rf"(?<![\w-])\d{{1,4}}[ -]{_NO_MONTH}[A-Z]{{2,3}}[ -]\d{{2,4}}(?![\w-])"
    yield "plate", r"(?<![\w-])[A-Z]{2}\d{2} ?[A-Z]{3}(?![\w-])"
    short = r"(?:[A-Z]{1,3}[ -][A-Z]{1,2}[ -]\d{3,4}|[A-Z]{3}[ -]\d{3,4})"
    yield "plate", rf"(?<![\w-]){_NO_MONTH}{short}(?![\w-])"
    plates = rf"(?<!\w)(?:(?i:number|licence|license|registration) )?(?i:plates?){number}?{_LINK}"
    yield (
        "plate announced",
        rf"(?i:{plates})(?P<it>[A-Za-z]{{1,3}}[ -]?\d{{2,5}}(?:-?[A-Za-z]{{1,3}})?"
        rf"|\d{{1,4}}-?[A-Za-z]{{1,3}}-?\d{{2,5}})(?!\w)",
    )
    last = r"(?i:(?:last|first|final)\s+(?:\w+\s+)?(?:digits|numbers|letters|figures)\s*(?:were|was|are|is|:|,)?\s*)"
    yield "plate announced", rf"{last}(?P<it>(?=[\w -]{{0,6}}\d)[A-Za-z\d]{{1,5}}(?:[ -][A-Z\d]{{1,4}})?)(?!\w)"
    yield "identity number announced", r"(?:, |\(|: |; )(?P<it>(?:No|Nr|no|nr|\u2116|#)\.?\s?\d{3,})(?!\w)"
    yield "plate announced", rf"{plates}(?P<it>[A-Z0-9](?:[A-Z0-9]|[ -](?=[A-Z0-9])){{3,12}})"
    yield "birth date", rf"(?i:(?<!\w){_any('born')}(?!\w)(?:\s+(?:on|in|is|was|of))?\s*[:(,]?\s*(?P<it>{_DATE}))"
    not_born = rf"(?:(?!\b{_any('not_born')}\b)[^.!?;\n])"
    yield "birth date", rf"(?i:(?<!\w){_any('born')}(?!\w){not_born}{{0,50}}?(?<!\w)(?P<it>{_SPOKEN_DATE})(?!\w))"
    yield "birth date", rf"(?<![\w.])b\.\s*(?P<it>(?i:{_SPOKEN_DATE}))(?!\w)"
    serial = r"\d{1,3}/[A-Za-z]{2,12}\s?\([A-Za-z]{1,10}\)\s?\d{4,8}"
    yield "identity number", rf"(?<![\w/]){serial}(?!\w)"


def _places() -> Iterator[tuple[str, str]]:
    """Yield where somebody may be found: points on the map, houses."""
    degrees = r"-?\d{1,3}\.\d{3,}\s*\u00b0?\s*"
    yield "place on the map", rf"{degrees}[NS]?\s*[,;/ ]\s*{degrees}[EW]?"
    angle = r"\d{1,3}\s*\u00b0(?:\s*\d{1,2}(?:\.\d+)?\s*['\u2032\u2019](?:\s*[\d.]+\s*(?:\"|\u2033|''|\u201d))?)?"
    yield "place on the map", rf"{angle}\s*[NSEW](?:[ ,]+{angle}\s*[NSEW])?(?!\w)"
    house = r"(?<![\w.,])\d{1,5}(?:[A-Za-z]|-\d{1,4}|/\d{1,4})?,?"
    yield (
        "address",
        rf"{house}[ \t\u00a0]+{_NO_MONTH}(?:(?:{_CAPITAL}|\d{{1,3}}(?:st|nd|rd|th))\s+){{1,4}}{_any('street')}(?!\w)",
    )
    road = rf"(?<!\w){_any('street_before')}\s+(?:(?:de|del|la|di|da|al|el|bin|abu)\s+){{0,2}}{_CAPITAL}"
    digits = (
        r",?\s*(?:(?i:no|n|nr|number|plaque|house|door)\.?\s*)?(?:\u00b0\s*)?\d{1,5}[a-zA-Z]?(?!\w)"
        + rf"(?!\s+(?i:{_MONTH}))"
    )
    yield "address", rf"{road}(?:\s+(?:de\s+|la\s+)?{_CAPITAL}){{0,2}}{digits}"
    yield "address", rf"(?<!\w){_CAPITAL}{_any('street_endings')}\s+\d{{1,5}}[a-zA-Z]?(?!\w)"
    door = rf"(?<!\w){_any('dwelling')}(?:\s+(?i:no\.?|number|#))?\s+(?=\w*\d)\w{{1,5}},?\s+(?:\d{{1,5}}\s+)?"
    yield "address", rf"{door}(?:{_CAPITAL}\s+){{1,4}}{_any('street')}(?!\w)"
    yield "address", r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?!\w)"
    lodging = rf"{_any('lodgings')}\.?\s+(?=\w*\d)[\w/-]{{1,6}}"
    beside = rf"{_any('beside')}\s+(?:\w+\s){{0,4}}\w+"
    word = rf"(?!{_any('lodgings')}(?!\w))[^\W\d_a-z][\w'\u2019-]*"
    part = rf"(?:{lodging}|{word}(?:\s{word}){{0,3}}(?:\s\d{{1,5}}\w?)?|{beside})"
    yield "address", rf"(?<!\w){lodging}(?:,\s+{part}){{1,4}}"
    yield "address", rf"(?<!\w)(?:{_CAPITAL}\s+){{1,3}}\d{{1,5}}[A-Za-z]?(?:/\d+)?(?:,\s+{lodging}){{1,3}}"
    home = rf"(?<!\w){_any('living')}\s+(?:(?:is|was)\s+)?(?:at|on|in|near|behind|opposite|above|off|over|beside)\s+"
    yield (
        "address",
        rf"{home}(?P<it>[^.,;:!?\n]{{0,50}}?(?<!\w)(?:{_any('street')}(?!\w)|{lodging})(?:,\s+{part}){{0,3}})",
    )
    yield "address", rf"{home}(?P<it>{_any('street_before')}\s+{_CAPITAL}(?:\s+{_CAPITAL}){{0,2}})"


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    """Return each kind with whether a word announces it, and its pattern."""
    rows = (*_lines(), *_numbers(), *_places())
    return tuple(
        (kind.removesuffix(" announced"), kind.endswith(" announced"), re.compile(pattern)) for kind, pattern in rows
    )
