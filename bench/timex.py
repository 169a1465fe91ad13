"""Gold time expressions (TIMEX2 of WikiWars, TIMEX3 of TempEval-3) and the comparison of values (protocols.md, 3).

A calendar value is an interval of days; ``XX`` is cut off. With a MOD an interval inside it is right; a season may
be 31 days off at either end; a clock time must agree. A part of the day (``TMO``, ``TNI``) is right where the day
is, and a night may end on the next morning. Other values are compared as strings with ``When.timex``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from recount.model import dates
from recount.model.dates import Interval
from recount.model.values import When

DATA = Path(__file__).parent.parent.parent / "shared" / "data" / "eval"


@dataclass(frozen=True)
class Gold:
    """One gold expression: its span, value as printed and MOD."""

    start: int
    end: int
    value: str
    mod: str


@dataclass(frozen=True)
class GoldText:
    """One benchmark text with its gold expressions and its date of writing."""

    id: str
    text: str
    published: str | None
    golds: tuple[Gold, ...]


def read_marked(identifier: str, source: str, published: str | None) -> GoldText:
    """Return text and expressions of what stands in ``<TEXT>``; other tags are dropped, nested ones kept."""
    found = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    if found is None:
        raise ValueError(f"{identifier}: no <TEXT>")
    pieces: list[str] = []
    length = 0
    open_tags: list[tuple[int, dict[str, str]]] = []
    golds: list[Gold] = []
    for piece in re.split(r"(<[^>]*>)", found[1]):
        if piece.startswith("<TIMEX"):
            open_tags.append((length, dict(re.findall(r'(\w+)="([^"]*)"', piece))))
        elif piece.startswith("</TIMEX"):
            start, attributes = open_tags.pop()
            value = attributes.get("val", attributes.get("value", ""))
            golds.append(Gold(start, length, value, attributes.get("mod", "")))
        elif not piece.startswith("<"):
            plain = html.unescape(piece)
            pieces.append(plain)
            length += len(plain)
    golds.sort(key=lambda gold: (gold.start, -gold.end))
    return GoldText(identifier, "".join(pieces), published, tuple(golds))


def wikiwars() -> list[GoldText]:
    """Return the odd-numbered documents of WikiWars."""
    texts = []
    for path in sorted((DATA / "wikiwars" / "keyinline").glob("*.key.xml")):
        source = path.read_text(encoding="utf-8")
        identifier = re.search(r"<DOCID>\s*(\S+?)\s*</DOCID>", source)
        texts.append(read_marked(identifier[1] if identifier else path.stem, source, "2009-12-19"))
    return texts


def tempeval(folder: Path) -> list[GoldText]:
    """Return the ``.tml`` files of a folder with their document date."""
    texts = []
    for path in sorted(folder.glob("*.tml")):
        source = path.read_text(encoding="utf-8")
        created = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", source, re.DOTALL)
        identifier = re.search(r"<DOCID>\s*(\S+?)\s*</DOCID>", source)
        published = created[1] if created else None
        texts.append(read_marked(identifier[1] if identifier else path.stem, source, published))
    return texts


def corpus(name: str) -> list[GoldText]:
    """Return the texts of a corpus by name."""
    if name == "wikiwars":
        return wikiwars()
    folders = {
        "te3_platinum": DATA / "te3_platinum" / "tml",
        "timebank": DATA / "timebank" / "TimeBank",
        "aquaint": DATA / "timebank" / "AQUAINT",
    }
    return tempeval(folders[name])


# -- values ----------------------------------------------------------------------------------------------------


def gold_interval(value: str) -> Interval | None:
    """Return the days of a calendar value, None of a duration, set or reference."""
    before_christ = value.startswith("BC")
    body = value[2:] if before_christ else value
    body = re.sub(r"T.*\Z", "", body)
    body = re.sub(r"(-XX|-WXX)+\Z", "", body)
    if re.fullmatch(r"\d{3}X", body):
        body = body[:3]
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-(SP|SU|FA|WI)|-Q(\d)|-H(\d)|-W(\d\d)(?:-(WE|\d))?)?", body)
    try:
        if match is None:
            if re.fullmatch(r"\d{3}", body):
                number = int(body)
                return dates.decade_of(-number * 10 - 8) if before_christ else dates.decade_of(number * 10)
            if re.fullmatch(r"\d{2}", body):
                return dates.century_of(-int(body) - 1 if before_christ else int(body) + 1)
            return None
        year = 1 - int(match[1]) if before_christ else int(match[1])
        if match[3]:
            return dates.day_of(year, int(match[2]), int(match[3]))
        if match[2]:
            return dates.month_of(year, int(match[2]))
        if match[4]:
            return dates.season_of(year, match[4])  # type: ignore[arg-type]
        if match[5]:
            return dates.months_from(year, 3 * int(match[5]) - 2, 3)
        if match[6]:
            return dates.months_from(year, 6 * int(match[6]) - 5, 6)
        if match[7]:
            week = dates.week_number(year, int(match[7]))
            if match[8] == "WE":
                return Interval(dates.shift(week.earliest or "", 5), week.latest)
            if match[8]:
                day = dates.shift(week.earliest or "", int(match[8]) - 1)
                return Interval(day, day)
            return week
        return dates.year_of(year)
    except ValueError:
        return None


def is_right(gold: Gold, when: When) -> bool:
    """Return whether a When says what a gold expression says."""
    wanted = gold_interval(gold.value)
    if wanted is None:
        if not gold.value:
            return when.earliest is None and when.timex is None
        return when.timex == gold.value
    if when.earliest is None or when.latest is None or wanted.earliest is None or wanted.latest is None:
        return False
    first, last = dates.date_part(when.earliest), dates.date_part(when.latest)
    clock = re.search(r"T(\d\d)(?::(\d\d))?", gold.value)
    if clock:
        return first == wanted.earliest and when.earliest[11:16] == f"{clock[1]}:{clock[2] or '00'}"
    if re.search(r"T[A-Z]", gold.value):
        night = gold.value.endswith("TNI") and last == dates.shift(wanted.latest, 1)
        return first == wanted.earliest and (last == wanted.latest or night)
    if re.search(r"-(SP|SU|FA|WI)\Z", gold.value) and not gold.mod:
        off = [
            abs(dates.day_number(one) - dates.day_number(two))
            for one, two in ((first, wanted.earliest), (last, wanted.latest))
        ]
        return max(off) <= 31
    if gold.mod:
        return wanted.contains(Interval(first, last))
    return (first, last) == (wanted.earliest, wanted.latest)
