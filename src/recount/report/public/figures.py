"""What figures with marks and capitals are by themselves: a count, a day, an hour, a measure, a weapon, or a code.

Invariant: a pure reading of one printed word; what stands around it decides elsewhere.
"""

from __future__ import annotations

import re

from recount.linking.folding import fold
from recount.report.public.words import listed, raw_list

_DIGITS = 4
"""Digits from which a mixture of capitals and digits is a code; fewer name weapons, roads and flights."""
BARE = 5
"""Digits from which a bare number behind a name is a code."""
_SEPARATORS = "-\u2010\u2011\u2012\u2013/.·|:()"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
YEAR = re.compile(r"(?:1[5-9]|20|21)\d{2}")
NUMBER = re.compile(r"\d{1,3}(?:[,.\u2019]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\d+[.,]\d+")
MEASURE = re.compile(
    r"\d[\d.,:/]*(?:x[\d.]+)?(?:st|nd|rd|th|[-\u2010\u2011]?[^\W\dA-Z_][^\W\d_]*(?:[-\u2010\u2011.][^\W\d_]+)*\d?)",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"(?P<letters>[^\W\d_]{1,11})[-\u2010\u2011/.]?(?P<digits>\d{1,4})(?P<more>[^\W\d_]{0,3}\d?)(?:[/-]\d{1,2})?"
)
_LOWER = re.compile(r"[^\W\dA-Z_][^\W\d_]*(?:[-\u2010\u2011][^\W\d_]+)*[-\u2010\u2011./]?\d+[^\W\d_]*")
_NAMED = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+[-\u2010\u2011]?\d{1,4}")
_PERIOD = re.compile(r"\d{4}-\d{2}(?:-\d{2})?/\d{4}-\d{2}(?:-\d{2})?")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.h]?[0-5]\d(?:[:.][0-5]\d)?(?:[-\u2013](?:[01]?\d|2[0-4])[:.h]?[0-5]\d)?")


def is_code(printed: str) -> bool:
    """Tell whether a chunk by itself is a code."""
    folded = printed.lower()
    digits = sum(map(str.isdecimal, printed)) + printed.count("*")
    if any(folded.startswith(start) for start in raw_list("public_codes")):
        return False
    if not any(map(str.isalpha, printed)):
        return not is_plain_digits(printed)
    if "_" in printed or "@" in printed:
        return False
    if not any(letter.isalpha() and letter == letter.upper() for letter in printed):
        parts = re.split(r"[-/.]", printed)
        return (
            digits >= 5
            and len(parts) > 1
            and sum(any(map(str.isdecimal, part)) for part in parts) > 1
            and not MEASURE.fullmatch(printed)
        )
    model = _MODEL.fullmatch(printed)
    short = model and (len(model.group("digits")) < _DIGITS or YEAR.fullmatch(model.group("digits")))
    if model and short and fold(model.group("letters")) in listed("models"):
        return False
    if _NAMED.fullmatch(printed) or _LOWER.fullmatch(printed) or _is_dated(printed):
        return False
    if any(letter.islower() for letter in printed) and re.search(r"[^\W\d_A-Z]{3}", printed):
        return (
            digits >= _DIGITS
            and bool(re.search(r"[A-Z]{2}|\d[A-Z]|[A-Z]\d", printed))
            and bool(re.search(r"[-/.]", printed))
        )
    if re.fullmatch(r"\d[\d.,]*[-\u2010\u2011]?[^\W\d_]{1,4}", printed) and digits < _DIGITS:
        return False  # 5B, 12A, 40MW, 100KM
    groups = [
        group for group in re.split(r"[-\u2010-\u2013/.·|:()]|(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)", printed) if group
    ]
    marks = sum(mark in _SEPARATORS for mark in printed)
    if digits >= _DIGITS:
        return not re.fullmatch(r"\d+(?:[.,]\d+)?[^\W\d_]{1,3}", printed) or digits > 5 or printed[0] == "0"
    if len(groups) >= 3 and digits >= 2 and (marks >= 2 or digits >= 3):
        return True
    return bool(re.fullmatch(r"[^\W\d_]{2,4}[-\u2010\u2011]?\d{3}[^\W\d_]?", printed))


def _is_dated(printed: str) -> bool:
    """Tell whether a chunk is a day with the name of its month: "12-MAY-98"."""
    return bool(
        re.fullmatch(
            rf"(?i:(?:\d{{1,2}}[-/.])?(?:{MONTHS})[a-z]*[-/.]?\d{{0,4}}|\d{{4}}[-/.](?:{MONTHS})[a-z]*[-/.]\d{{1,2}})",
            printed,
        )
    )


def is_plain_digits(printed: str) -> bool:
    """Tell whether digits with marks are a count, a day, an hour, a range, a share or a score."""
    if "*" in printed or "#" in printed:
        return False
    if NUMBER.fullmatch(printed):
        whole = re.split(r"[.,]", printed)[0]
        return not (len(whole) >= BARE and whole[0] == "0")
    if is_time(printed) or _PERIOD.fullmatch(printed):
        return True
    parts = re.split(r"[-\u2010-\u2013/.:|·()]", printed)
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return True
    if len(parts) > 2:
        return (max(map(len, parts)) <= 2 and sum(map(len, parts)) <= 5) or (
            "." in printed and max(map(len, parts)) <= 2 and "-" not in printed
        )
    return _is_plain_pair(parts[0], parts[1], "/" in printed)


def _is_plain_pair(one: str, two: str, slash: bool) -> bool:
    """Tell whether two figures with a mark between them are a range, a share, a score or years."""
    if max(len(one), len(two)) <= 2:
        return True
    if slash and len(one) < _DIGITS and YEAR.fullmatch(two):
        return True  # "Law 31/2006"
    if YEAR.fullmatch(one) and ((YEAR.fullmatch(two) and int(one) <= int(two)) or len(two) == 2):
        return True
    if _CLOCK.fullmatch(one) and _CLOCK.fullmatch(two) and len(one) == len(two) == 4:
        return True
    if one[0] == "0" or (two[0] == "0" and len(two) > 2):
        return len(one + two) < BARE
    return (not slash and int(one) < int(two) <= 20 * int(one)) or len(one + two) < BARE


def is_time(printed: str) -> bool:
    """Tell whether digits are a day or an hour."""
    day = re.fullmatch(r"(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})", printed)
    if day:
        first, middle, last = map(int, day.groups())
        if len(day.group(1)) < 3 and len(day.group(3)) not in (2, 4):
            return False
        return (
            min(first, middle, last) > 0
            and min(middle, min(first, last)) <= 12
            and sorted((first, middle, last))[1] <= 31
        )
    return bool(
        re.fullmatch(r"\d{1,2}[:.h][0-5]\d(?:[:.][0-5]\d)?(?:[-\u2013]\d{1,2}[:.h][0-5]\d(?:[:.][0-5]\d)?)?", printed)
    )
