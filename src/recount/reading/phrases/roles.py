"""What each printed number of a text is: a casualty, a population, a force, a date, a reference ...

Invariant: a number that a casualty claim rests on keeps that role; every other role says nothing of harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, cast

from recount.model.claims import Claim
from recount.model.stretches import Stretches
from recount.reading.numbers import Number, read_numbers, word_at
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
_FORMS: dict[str, Role] = {"percent": "percentage", "fraction": "fraction", "decimal": "decimal"}
_CURRENCY = frozenset("$£€¥")
_FIRST_YEAR, _LAST_YEAR, _OLDEST = 1500, 2100, 110


@cache
def _words() -> NumberRoleWords:
    return words_of(NumberRoleWords, "roles_of_numbers")


@cache
def _things() -> dict[str, str]:
    """The hand-made classes of things that numbers count, finer than the classes of nouns."""
    return {noun: kind for kind, nouns in reversed(load("things").items()) if kind != "force" for noun in nouns}


def roles_of(sheet: Sheet, casualties: Sequence[Claim]) -> Iterator[tuple[Number, Counted | None, Role]]:
    """Yield every number with the phrase it stands in and its role, given the casualty claims."""
    page = sheet.page
    phrases = {phrase.anchor: phrase for phrase in counted_of(page)}
    taken, times = Stretches(casualties), Stretches(sheet.times)
    for number in read_numbers(page):
        phrase = phrases.get(number.core_last - 1)
        role = _role(page, number, phrase)
        core = page.tokens[number.core_first].start, page.tokens[number.core_last - 1].end
        counts = number.form in ("cardinal", "vague")
        if counts and taken.is_within(*core):
            role = role if role in _OWN else "casualty"
        elif times.is_within(*core):
            role = role if role in _TEMPORAL else "date"
        yield number, phrase, role


def _role(page: Page, number: Number, phrase: Counted | None) -> Role:
    """Return the role of a number from its form, the words beside it and the noun it counts."""
    places = (number.core_first - 1, number.core_last, number.core_last + 1)
    before, after, follow = (word_at(page.lower, place) for place in places)
    if number.form == "code":
        return _code(page.text[number.start : number.end])
    if number.form in _FORMS:
        return "caliber" if number.form == "decimal" and after in _words().calibres else _FORMS[number.form]
    if not _words().months.isdisjoint((before, after, follow if after == "of" else "")):
        return "date"
    if number.form == "ordinal":
        return _ordinal(page, number)
    return _beside(page, number, phrase, before, after) or _counted(page, number, phrase)


def _beside(page: Page, number: Number, phrase: Counted | None, before: str, after: str) -> Role | None:
    """Return the role that the marks and words right beside a number give it, None where they give none."""
    words, start = _words(), page.tokens[number.core_first].start
    if {page.text[max(start - 1, 0) : start], after[:1]} & _CURRENCY:
        return "money"
    if _is_age(page, number, before, after):
        return "age"
    if before in words.references and number.count is not None and number.count.op == "=":
        return "reference"
    if _is_year(page, number, phrase, before, after):
        return "year"
    if after in words.clock and before in words.before_clock:
        return "time"
    opens = not page.text[page.text.rfind("\n", 0, start) + 1 : start].strip(" (\t")
    return "list" if opens and after in (".", ")") and number.core_last - number.core_first == 1 else None


def _code(text: str) -> Role:
    if ":" in text and text.replace(":", "").isdigit():
        return "time"
    if text.count("/") in (1, 2) and text.replace("/", "").isdigit():
        return "date"
    return "year" if text[:2].isdigit() and text.endswith("s") else "code"


def _ordinal(page: Page, number: Number) -> Role:
    near = [form for word in page.lower[number.core_last : number.core_last + 4] for form in singulars(word)]
    if _words().formations.intersection(near):
        return "designation"
    return "reference" if _words().instruments.intersection(near) else "ordinal"


def _is_age(page: Page, number: Number, before: str, after: str) -> bool:
    """Whether a number is an age: "aged 34", "Lena Marsh, 34,", "34 years old"."""
    owner, value = number.core_first - 2, number.count.value if number.count is not None else None
    if before in ("aged", "age", "ages"):
        return True
    if before == "," and after in (",", ".", ")") and value is not None and value < _OLDEST and owner >= 0:
        return page.tokens[owner].upos == "PROPN" or class_of(page, owner) == "person"
    follow = [word for word in page.lower[number.core_last : number.core_last + 4] if word != "-"][:2]
    return len(follow) == 2 and follow[0] in ("year", "years", "month", "months") and follow[1] in ("old", "of")


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


def _counted(page: Page, number: Number, phrase: Counted | None) -> Role:
    """Return the role of a cardinal or vague number from the noun it counts."""
    words, head, sentence = _words(), _noun(page, number, phrase), page.sentence_of(number.core_first)
    if head is None:
        told = {form for word in page.lower[sentence.first : number.first] for form in singulars(word)}
        return "force" if phrase is not None and phrase.of is not None and told & words.formations else "other"
    nouns = [*singulars(page.lower[head]), page.tokens[head].lemma.lower()]
    figure = page.quote(page.span(number.core_first, number.core_last))
    if page.lower[head] in words.addresses and figure.isdigit():
        return "reference"
    if "victim" in nouns:
        return "victims"
    if words.formations.intersection(nouns):
        return "force"
    if "strong" in page.lower[number.core_last : number.core_last + 2]:
        return "members"
    role = _listed(nouns)
    if class_of(page, head) in ("person", "perhaps_person"):
        near = page.lower[max(sentence.first, number.first - 6) : min(sentence.last, number.last + 12)]
        return _of_persons(page.lower[head + 1 : head + 5], near, role)
    return role or _of_things(page, head, nouns, figure)


def _listed(nouns: Sequence[str]) -> Role | None:
    found = (role for role, listed in _words().roles.items() if listed.intersection(nouns))
    return cast(Role | None, next(found, None))


def _of_persons(behind: Sequence[str], near: Sequence[str], role: Role | None) -> Role:
    if _words().attacked.intersection(behind):
        return "attacked"
    if role is None and _words().home.intersection(near):
        return "residents"
    return role or ("attendance" if _words().attend.intersection(near) else "persons")


def _of_things(page: Page, head: int, nouns: Sequence[str], figure: str) -> Role:
    kind = next((_things()[noun] for noun in nouns if noun in _things()), None)
    if kind == "time" and page.lower[head] in _words().clock:
        return "duration" if page.lower[head] == "hours" and not (len(figure) == 4 and figure.isdigit()) else "time"
    if kind is None and class_of(page, head) in ("vehicle", "animal", "weapon", "building"):
        kind = class_of(page, head)
    return _THINGS[kind] if kind is not None else "persons" if page.tokens[head].xpos == "NNPS" else "object"


def _noun(page: Page, number: Number, phrase: Counted | None) -> int | None:
    """Return the token of the counted noun: the head of the number's phrase, else a unit right behind it."""
    if phrase is not None and phrase.head is not None and phrase.head >= number.core_last:
        above = page.tokens[phrase.head].head  # "a 1,800-strong force"
        return above if page.lower[phrase.head] == "strong" and above > phrase.head else phrase.head
    place = number.core_last
    while word_at(page.lower, place) in ("-", "more", "other", "strong"):
        place += 1
    if place < len(page.lower) and (page.tokens[place].upos in ("NOUN", "PROPN") or page.lower[place] in _things()):
        return place
    return None
