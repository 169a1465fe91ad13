"""What each printed number of a text is: a casualty, a population, a force, a date, a reference ...

Invariant: a number that a casualty claim rests on keeps that role; every other role says nothing of harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.model.claims import Claim
from recount.reading.numbers import Number, read_numbers
from recount.reading.page import Page
from recount.reading.phrases.counted import Counted, counted_of
from recount.reading.phrases.nouns import class_of, singulars
from recount.reading.sheet import Sheet
from recount.vocabulary import load
from recount.vocabulary.schema import NumberRoleWords, words_of

Role = Literal[
    "casualty", "force", "residents", "members", "survivors", "attendance", "captives", "group", "persons",
    "attacked", "victims", "distance", "area", "weight", "money", "percentage", "temperature", "vehicle", "animal",
    "building", "weapon", "event", "document", "object", "date", "year", "time", "duration", "age", "ordinal",
    "designation", "reference", "list", "code", "fraction", "decimal", "caliber", "other",
]  # fmt: skip
_THINGS: dict[str, Role] = {
    "time": "duration", "share": "percentage", "group": "object", "other": "object", "money": "money",
    "distance": "distance", "area": "area", "weight": "weight", "temperature": "temperature", "vehicle": "vehicle",
    "animal": "animal", "building": "building", "weapon": "weapon", "event": "event", "document": "document",
}  # fmt: skip
_TEMPORAL = ("year", "date", "time", "duration", "age")
_OWN = (*_TEMPORAL, "reference", "money", "distance", "code")
"""Roles that a number keeps inside the passage of a casualty."""
_CURRENCY = "$£€¥"
_FIRST_YEAR, _LAST_YEAR, _OLDEST = 1500, 2100, 110


@dataclass(frozen=True, slots=True)
class NumberRole:
    """What one printed number is: its characters, its words and its role."""

    start: int
    end: int
    raw: str
    role: Role


@cache
def _words() -> NumberRoleWords:
    return words_of(NumberRoleWords, "roles_of_numbers")


@cache
def _things() -> dict[str, str]:
    """The hand-made classes of things that numbers count, finer than the classes of nouns."""
    return {noun: kind for kind, nouns in reversed(load("things").items()) if kind != "force" for noun in nouns}


def number_roles(sheet: Sheet, casualties: Sequence[Claim]) -> tuple[NumberRole, ...]:
    """Return the role of every number of the text, given its casualty claims, in text order.

    Tokens that hold a digit inside a word (a code, a link) are listed too, with the role ``code``.
    """
    page = sheet.page
    found = [NumberRole(number.start, number.end, number.raw, role) for number, _, role in roles_of(sheet, casualties)]
    covered = {index for row in found for index in page.tokens_in(row.start, row.end)}
    for index, token in enumerate(page.tokens):
        if index not in covered and any(letter.isdigit() for letter in token.text):
            found.append(NumberRole(token.start, token.end, token.text, "code"))
    return tuple(sorted(found, key=lambda row: (row.start, row.end)))


def roles_of(sheet: Sheet, casualties: Sequence[Claim]) -> Iterator[tuple[Number, Counted | None, Role]]:
    """Yield every number with the phrase it stands in and its role, given the casualty claims."""
    page = sheet.page
    phrases = {phrase.anchor: phrase for phrase in counted_of(page)}
    taken = [(claim.start, claim.end) for claim in casualties]
    times = [(mention.start, mention.end) for mention in sheet.times]
    for number in read_numbers(page):
        phrase = phrases.get(number.core_last - 1)
        role = _role(page, number, phrase)
        core = page.tokens[number.core_first].start, page.tokens[number.core_last - 1].end
        counts = number.form in ("cardinal", "vague")
        if counts and any(start <= core[0] and core[1] <= end for start, end in taken):
            role = role if role in _OWN else "casualty"
        elif any(start <= core[0] and core[1] <= end for start, end in times):
            role = role if role in _TEMPORAL else "date"
        yield number, phrase, role


def _role(page: Page, number: Number, phrase: Counted | None) -> Role:
    """Return the role of a number from its form, the words beside it and the noun it counts."""
    words, lower = _words(), page.lower
    before = lower[number.core_first - 1] if number.core_first > 0 else ""
    after = lower[number.core_last] if number.core_last < len(lower) else ""
    by_form: dict[str, Role] = {"percent": "percentage", "fraction": "fraction"}
    if number.form == "code":
        return _code(page, number)
    if number.form in by_form:
        return by_form[number.form]
    if number.form == "decimal":
        return "caliber" if after in words.calibres else "decimal"
    follow = lower[number.core_last + 1] if number.core_last + 1 < len(lower) else ""
    if before in words.months or after in words.months or (after == "of" and follow in words.months):
        return "date"
    if number.form == "ordinal":
        return _ordinal(page, number)
    start = page.tokens[number.core_first].start
    if (start > 0 and page.text[start - 1] in _CURRENCY) or (after and after[0] in _CURRENCY):
        return "money"
    if _is_age(page, number, before, after):
        return "age"
    if before in words.references and number.count is not None and number.count.op == "=":
        return "reference"
    if _is_year(page, number, phrase, before, after):
        return "year"
    if after in words.clock and before in words.before_clock:
        return "time"
    return "list" if _is_list_mark(page, number) else _counted(page, number, phrase)


def _code(page: Page, number: Number) -> Role:
    token = page.text[number.start : number.end]
    if ":" in token and token.replace(":", "").isdigit():
        return "time"
    if token.count("/") in (1, 2) and token.replace("/", "").isdigit():
        return "date"
    return "year" if token[:2].isdigit() and token.endswith("s") else "code"


def _ordinal(page: Page, number: Number) -> Role:
    near = [form for word in page.lower[number.core_last : number.core_last + 4] for form in singulars(word)]
    if _words().formations.intersection(near):
        return "designation"
    return "reference" if _words().instruments.intersection(near) else "ordinal"


def _is_age(page: Page, number: Number, before: str, after: str) -> bool:
    """Whether a number is an age: "aged 34", "Lena Marsh, 34,", "34 years old"."""
    lower, last = page.lower, number.core_last
    if before in ("aged", "age", "ages"):
        return True
    value = number.count.value if number.count is not None else None
    if before == "," and after in (",", ".", ")") and value is not None and value < _OLDEST and number.core_first > 1:
        owner = number.core_first - 2
        return page.tokens[owner].upos == "PROPN" or class_of(page, owner) == "person"
    follow = [word for word in lower[last : last + 4] if word != "-"][:2]
    return bool(follow) and follow[0] in ("year", "years", "month", "months") and follow[1:] in (["old"], ["of"])


def _is_year(page: Page, number: Number, phrase: Counted | None, before: str, after: str) -> bool:
    """Whether four digits are a year: after a preposition, before a singular noun ("the 2003 flood"), a decade."""
    text = page.quote(page.span(number.core_first, number.core_last))
    if not (len(text) == 4 and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
        return False
    if after in ("'s", "s") and page.tokens[number.core_last].start == page.tokens[number.core_last - 1].end:
        return True
    if phrase is not None and phrase.head is not None and phrase.head >= number.core_last:
        return page.tokens[phrase.head].xpos in ("NN", "NNP")
    return before in _words().before_year


def _is_list_mark(page: Page, number: Number) -> bool:
    """Whether a number opens a line and is followed by a point or bracket."""
    start = page.tokens[number.core_first].start
    opens = not page.text[page.text.rfind("\n", 0, start) + 1 : start].strip(" (\t")
    after = page.lower[number.core_last] if number.core_last < len(page.lower) else ""
    return opens and after in (".", ")") and number.core_last - number.core_first == 1


def _counted(page: Page, number: Number, phrase: Counted | None) -> Role:
    """Return the role of a cardinal or vague number from the noun it counts."""
    words, head = _words(), _noun(page, number, phrase)
    sentence = page.sentence_of(number.core_first)
    near = page.lower[max(sentence.first, number.first - 6) : min(sentence.last, number.last + 12)]
    if head is None:
        part = phrase is not None and phrase.of is not None
        told = [form for word in page.lower[sentence.first : number.first] for form in singulars(word)]
        return "force" if part and words.formations.intersection(told) else "other"
    if page.lower[head] == "strong" and page.tokens[head].head > head:
        head = page.tokens[head].head  # "a 1,800-strong force"
    nouns = [*singulars(page.lower[head]), page.tokens[head].lemma.lower()]
    if (
        page.lower[head] in words.addresses
        and number.last - number.first == 1
        and page.tokens[number.first].text.isdigit()
    ):
        return "reference"
    forms = bool(words.formations.intersection(nouns))
    if "strong" in page.lower[number.core_last : number.core_last + 2]:
        return "force" if forms else "members"
    if "victim" in nouns:
        return "victims"
    if forms:
        return "force"
    role = next((role for role, listed in words.roles.items() if listed.intersection(nouns)), None)
    if class_of(page, head) in ("person", "perhaps_person"):
        return _of_persons(page, head, near, role)  # type: ignore[arg-type]
    if role is not None:
        return role  # type: ignore[return-value]
    kind = next((_things()[noun] for noun in nouns if noun in _things()), None)
    if kind == "time":
        figure = page.quote(page.span(number.core_first, number.core_last))
        lasting = page.lower[head] == "hours" and not (len(figure) == 4 and figure.isdigit())
        return "time" if page.lower[head] in words.clock and not lasting else "duration"
    if kind is not None:
        return _THINGS[kind]
    wide: dict[str, Role] = {"vehicle": "vehicle", "animal": "animal", "weapon": "weapon", "building": "building"}
    found = wide.get(class_of(page, head))
    return found or ("persons" if page.tokens[head].xpos == "NNPS" else "object")


def _of_persons(page: Page, head: int, near: Sequence[str], role: Role | None) -> Role:
    if _words().attacked.intersection(page.lower[head + 1 : head + 5]):
        return "attacked"
    if role is not None:
        return role
    if _words().home.intersection(near):
        return "residents"
    return "attendance" if _words().attend.intersection(near) else "persons"


def _noun(page: Page, number: Number, phrase: Counted | None) -> int | None:
    """Return the token of the counted noun: the head of the number's phrase, else a unit right behind it."""
    if phrase is not None and phrase.head is not None and phrase.head >= number.core_last:
        return phrase.head
    place = number.core_last
    while place < len(page.lower) and page.lower[place] in ("-", "more", "other", "strong"):
        place += 1
    if place < len(page.lower) and (page.tokens[place].upos in ("NOUN", "PROPN") or page.lower[place] in _things()):
        return place
    return None
