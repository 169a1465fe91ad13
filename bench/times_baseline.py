"""The trivial system of section 3: regular expressions, dates without a year taking the last named one."""

from __future__ import annotations

import re

from bench.timex import GoldText
from recount.model import dates
from recount.model.mentions import TimeMention
from recount.model.values import When

_MONTH = "|".join(name for name in dates.MONTHS)
_PATTERN = re.compile(
    rf"(?P<d1>\d{{1,2}}) (?P<m1>{_MONTH})(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})\b(?:, (?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH})(?:,? (?P<y3>\d{{4}}))?"
    r"|(?P<bc>\d{2,4}) BC"
    r"|\b(?P<y4>1[0-9]\d\d|20[01]\d)\b"
)


def baseline(text: GoldText) -> tuple[TimeMention, ...]:
    """Return the regular expressions' mentions; a month or day takes the year named last."""
    year: int | None = None
    found = []
    for match in _PATTERN.finditer(text.text):
        group = match.groupdict()
        printed = group["y1"] or group["y2"] or group["y3"] or group["y4"]
        if group["bc"]:
            year = 1 - int(group["bc"])
        elif printed:
            year = int(printed)
        month = group["m1"] or group["m2"] or group["m3"]
        day = group["d1"] or group["d2"]
        when = When(raw=match[0])
        if year is not None:
            try:
                number = dates.MONTHS.index(month) + 1 if month else 0
                interval = (
                    dates.day_of(year, number, int(day)) if day
                    else dates.month_of(year, number) if month
                    else dates.year_of(year)
                )  # fmt: skip
                when = When(raw=match[0], earliest=interval.earliest, latest=interval.latest, basis="resolved")
            except ValueError:
                when = When(raw=match[0], flags=("no such day",))
        found.append(TimeMention(match.start(), match.end(), match[0], when, ""))
    return tuple(found)
