"""Days and hours by their printed form alone: the net below the grammar, which reads what is told, not every notation.

Invariant: a pure function of the text; a form that can be a day of the calendar is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from recount.model.dates import days_in_month
from recount.report.public.coarse.choice import Dates
from recount.report.public.coarse.stretches import Kind, Stretch
from recount.report.public.coarse.whens import Month
from recount.vocabulary import load

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_PIVOT = 30
"""Years of two digits from this one on are of the twentieth century."""
_A = r"(?<![^\W_])"
_Z = r"(?![^\W_])"
_GAP = r"[\s,._-]{0,3}"
_LOGGED = re.compile(r"(?m)^[ \t]*((?:[01]\d|2[0-3])[0-5]\d)(?=[ \t]+[^\W\d])")
"""Hours at the head of the lines of a log: "0731 Loud explosion"; without one before ten they may be years."""
_RANGE = r"\s*(?:[-\u2010-\u2015/&+]|and|or|to|until|till|through)\s*"


def form_stretches(text: str, level: Dates) -> Iterator[Stretch]:
    """Yield what has the form of a day or an hour; of a month, too, where years are asked for."""
    for kind, pattern in _patterns():
        if kind == "month" and level is not Dates.year:
            continue
        for match in pattern.finditer(text):
            month = _month(match.groupdict())
            if month is not None:
                yield Stretch(match.start(), match.end(), kind, month)
    logged = [match.span(1) for match in _LOGGED.finditer(text)]
    if any(text[start] == "0" for start, _ in logged):
        yield from (Stretch(start, end, "clock") for start, end in logged)


def _month(said: dict[str, Any]) -> Month | None:
    """Return the month of what a form says, None where its figures are no day."""
    year = _year(said.get("year"))
    if said.get("one"):
        pairs = {(int(said["one"]), int(said["two"])), (int(said["two"]), int(said["one"]))}
        months = {month for day, month in pairs if _is_day(day, month)}
        return Month(year, months.pop() if len(months) == 1 else None) if months else None
    month = _numbered(said.get("month"))
    if said.get("day") and month and not _is_day(int(said["day"]), month):
        return None
    if said.get("figures") and not month:
        return None
    return Month(year, month)


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= days_in_month(2000, month)


def _year(printed: str | None) -> int | None:
    if not printed:
        return None
    year = int(printed)
    if len(printed) == 2:
        return year + (1900 if year >= _PIVOT else 2000)
    return year if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _numbered(printed: str | None) -> int | None:
    if not printed:
        return None
    word = printed.lower().rstrip(".")
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return _months().get(word) or (_ROMAN.index(word) + 1 if word in _ROMAN else None)


@cache
def _months() -> dict[str, int]:
    return {form: int(number) for number, forms in _times()["MONTH"].items() for form in forms}


def _times() -> dict[str, dict[Any, list[str]]]:
    return {name: group["values"] for name, group in load("times")["numbers"].items()}


def _any(words: Iterable[str]) -> str:
    ordered = sorted({str(word).lower() for word in words}, key=lambda word: (-len(word), word))
    return (
        "(?:" + "|".join(re.escape(word).replace("'", "['\u2019]?").replace(r"\ ", r"[\s-]+") for word in ordered) + ")"
    )


def _flat(*groups: dict[Any, list[str]]) -> list[str]:
    return [word for group in groups for words in group.values() for word in words]


def _month_word() -> str:
    """Return the pattern of a month's name; one that is another word, too, needs its capital."""
    doubtful = set(load("times")["doubtful"])
    plain = _any(word for word in _months() if word not in doubtful)
    capital = "|".join(f"{word.capitalize()}|{word.upper()}" for word in sorted(set(_months()) & doubtful))
    return rf"(?:(?i:{plain})|(?:{capital}))\.?"


def _day_word() -> str:
    """Return the pattern of a day of the month in figures or words."""
    times, tens = _times(), _any(load("coarse")["tens"])
    ordinals = _any(_flat(times["ORDINAL"]))
    units = _any(word for number, words in times["ORDINAL"].items() if int(number) < 10 for word in words)
    return rf"(?:(?:0?[1-9]|[12]\d|3[01])(?i:st|nd|rd|th)?|(?i:{tens}[\s-]{units}|{ordinals}|thirtieth))"


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    rows = (*_days(), *_named_days(), *_hours(), *_whole_months())
    return tuple((kind, re.compile(pattern)) for kind, pattern in rows)


def _days() -> Iterator[tuple[Kind, str]]:
    """Yield days in figures and with the name of their month."""
    month, day = f"(?P<month>{_month_word()})", _day_word()
    year = r"(?P<year>\d{4}|['\u2019]\d{2}|\d{4})"
    clock = r"(?:[T\s]\d{1,2}:?\d{2}(?::?\d{2})?(?:\.\d+)?Z?)?"
    yield (
        "day",
        rf"(?<!\d)(?P<figures>(?P<year>\d{{4}})(?P<sep>[-/._])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})){clock}(?!\d)",
    )
    yield "day", rf"{_A}(?P<one>\d{{1,2}})(?P<sep>[-/._ ])(?P<two>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}){_Z}"
    yield "day", rf"{_A}(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep)(?P<year>\d{{2}})(?![^\W_]|[./-]\d)"
    yield (
        "day",
        r"(?<!\d)(?P<figures>(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]))(?!\d)",
    )
    yield "day", r"(?<!\d)(?P<one>[0-3]\d)(?P<two>[0-3]\d)(?P<year>(?:19|20)\d\d)(?!\d)"
    roman = "|".join(_ROMAN)
    yield (
        "day",
        rf"{_A}(?P<day>\d{{1,2}})(?P<sep>[./ -]\s?)(?P<month>(?i:{roman}))(?P=sep)(?P<year>\d{{4}}|\d{{2}}){_Z}",
    )
    yield "day", rf"{_A}\d{{6}}\s?[A-Z]?\s?{month}(?:\s?(?P<year>\d{{4}}|\d{{2}}))?{_Z}"
    days = rf"(?:{day}{_RANGE}){{0,3}}(?:the\s)?{day}"
    yield "day", rf"{_A}(?P<day>\d{{1,2}})[./ ]\s?(?P<month>II|III|IV|VI|VII|VIII|IX|XI|XII)(?=[.,;:)\s]|$)"
    yield "day", r"(?<![\w./])(?!24/7)(?:(?P<one>1[3-9]|2\d|3[01])/(?P<two>0?[1-9]|1[0-2]))(?![\d/]|\s?%)"
    yield "day", r"(?<![\w./])(?:(?P<one>0?[1-9]|1[0-2])/(?P<two>1[3-9]|2\d|3[01]))(?![\d/]|\s?(?:%|of\b))"
    of = r"(?:\s+day)?(?:\s+of)?(?:\s+the)?(?:\s+month\s+of)?"
    yield "day", rf"{_A}{days}{of}{_GAP}{month}(?:(?:{_GAP}|\s+of\s+){year}{_Z}|(?![^\W_]))"
    after = rf"(?:{_RANGE}(?:the\s)?{day}(?=\s*[.,;:)\n]|\s*$|\s+(?:in|at|of|the|when)\b))?"
    yield "day", rf"{_A}{month}{_GAP}(?:\s*the\s)?{day}(?![^\W_]|[:.]\d){after}(?:(?:{_GAP}|\s+of\s+){year}{_Z})?"
    yield "day", rf"{_A}{day}{_RANGE}(?=\[)"
    ordinals = _any(_flat(_times()["ORDINAL"]))
    behind = r"(?=\s*[.,;:)]|\s+of\s+(?:the|this|that|last|next)\s+month)"
    yield "day", rf"(?i:(?<=\bon\sthe\s)(?:\d{{1,2}}(?:st|nd|rd|th)|{ordinals})){behind}"
    yield "day", rf"{_A}(?i:night|morning|evening|afternoon|eve)\sof\sthe\s\d{{1,2}}(?i:st|nd|rd|th){_Z}"


def _named_days() -> Iterator[tuple[Kind, str]]:
    """Yield days of the week, feasts, and days counted from that of writing."""
    times = _times()
    full = [words[0] for words in times["WEEKDAY"].values()] + _flat(times["WEEKDAYS"])
    short = [word for words in times["WEEKDAY"].values() for word in words[1:]]
    capital = "|".join(f"{word.capitalize()}|{word.upper()}" for word in sorted(short, key=len, reverse=True))
    yield "day", rf"{_A}(?i:{_any(full)}){_Z}"
    yield "day", rf"{_A}(?:{capital})\.?,?\s(?=\d|\[|{_month_word()})"
    yield "day", rf"(?<=\b[Oo]n\s)(?:{capital}){_Z}"
    yield "day", rf"{_A}(?i:{_any(full)}),?\s\d{{1,2}}(?:st|nd|rd|th)?\s*$"
    yield (
        "day",
        r"(?i:(?<=\bon\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bdated\s))(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\d/])",
    )
    yield "day", rf"{_A}(?i:{_any(load('coarse')['feasts'])}){_Z}"
    yield "day", rf"{_A}(?i:{_any(load('coarse')['counted_days'])}){_Z}"


def _hours() -> Iterator[tuple[Kind, str]]:
    """Yield clock times in figures and words."""
    words, times = load("coarse"), _times()
    zone = rf"(?:\s?(?i:{_any(load('times')['classes']['ZONE'])}){_Z})?"
    half = r"(?:\s?(?i:[ap]\.\s?m\.|[ap]\.?m\b))"
    hour = r"(?:[01]?\d|2[0-4])"
    number = _any(word for key, forms in times["WORD"].items() if int(key) <= 12 for word in forms if word != "dozen")
    spoken = _any(_flat(times["WORD"]))
    yield "clock", rf"(?<![\d.:,]){hour}[:\u2236][0-5]\d(?:[:\u2236][0-5]\d)?{half}?{zone}(?!:?\d)"
    yield "clock", rf"(?<![\d.:,]){hour}(?:[.:][0-5]\d)?{half}{zone}"
    yield "clock", rf"(?<![\d.:,]){hour}(?:[.:][0-5]\d)?(?={_RANGE}{hour}(?:[.:][0-5]\d)?{half})"
    no = _any(words["no_clock"]).replace(r"\%", "%")
    before = "|".join(rf"(?<=\b{re.escape(str(word))}\s)" for word in words["before_a_clock"])
    yield "clock", rf"(?i:{before}){hour}\.[0-5]\d(?![\d.]|\s?(?i:{no})(?!\w))"
    yield "clock", rf"{_A}{hour}\s?[hH]\s?(?:[0-5]\d)?(?:\s?min)?(?![^\W_])"
    yield (
        "clock",
        rf"{_A}(?:[01]\d|2[0-4])[.:]?[0-5]\d\s?(?:(?i:hours|hrs?|h|local)\b|Z\b|(?i:{_any(load('times')['classes']['ZONE'])})\b)",
    )
    clock = r"o\s?['\u2019\u2018`]?\s?clock"
    yield "clock", rf"{_A}(?:\d{{1,2}}|(?i:{number}))\s(?i:{clock}){_Z}"
    fraction = rf"(?:{_any(words['fractions'])}|(?:\d{{1,2}}|{spoken}(?:[\s-]{spoken})?)(?:\sminutes?)?)"
    whole = rf"(?:\d{{1,2}}|{number})(?:\s{clock}|{half})?"
    yield "clock", rf"{_A}(?i:{fraction}\spast\s{whole}){_Z}"
    minutes = rf"(?:{_any(words['fractions'])}|(?:\d{{1,2}}|{spoken}(?:[\s-]{spoken})?)\sminutes?)"
    yield "clock", rf"{_A}(?i:{minutes}\s{_any([*words['past'], *words['to']])}\s{whole}){_Z}"
    parts = _any(words["parts"])
    yield "clock", rf"{_A}(?i:(?:\d{{1,2}}|{number})(?=\s(?:in\sthe|that|this|at|of\sthe)\s{parts}))"
    yield "clock", rf"{_A}(?i:midnight|noon|midday){_Z}"


def _whole_months() -> Iterator[tuple[Kind, str]]:
    """Yield months: withheld where years are asked for."""
    month = f"(?P<month>{_month_word()})"
    yield (
        "month",
        rf"{_A}(?:(?i:early|mid|late)[\s-])?{month}(?:{_RANGE}{_month_word()})?(?:{_GAP}|\s+of\s+)(?P<year>\d{{4}}){_Z}",
    )
    plain = _any(word for word in _months() if len(word) > 3)
    yield "month", rf"{_A}(?i:{plain}){_Z}(?<!\b[Mm]ay)(?<!\b[Mm]arch)"
    yield "month", rf"(?<=\b[Ii]n\s)(?:May|March){_Z}"
    yield "month", r"(?<![\d-])(?P<figures>(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2]))(?![\d-])"
    seasons = _any(load("times")["codes"]["SEASON"]["values"]["SU"] + ["autumn", "winter"])
    yield "month", rf"{_A}(?i:{seasons}|spring)(?:\s+of)?\s+(?P<year>\d{{4}}){_Z}"
