"""What each printed number of a text is: a casualty, a population, a force, a date, a reference ...

Invariant: a number that a casualty claim rests on keeps that role; every other role says nothing of harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from recount.model.claims import Claim
from recount.reading.casualty_names import person_ranges
from recount.reading.casualty_phrases import Phrase, chunk, is_age, is_month, person_nouns, thing_nouns
from recount.reading.numbers import Number, read_numbers
from recount.reading.page import Page
from recount.reading.sheet import Sheet
from recount.vocabulary import load

Role = Literal[
    "casualty", "force", "residents", "members", "survivors", "attendance", "captives", "group", "persons",
    "attacked", "victims",
    "distance", "area", "weight", "money", "percentage", "temperature", "vehicle", "animal", "building",
    "weapon", "event",
    "document", "object", "date", "year", "time", "duration", "age", "ordinal", "designation", "reference",
    "list", "code",
    "fraction", "decimal", "caliber", "other",
]  # fmt: skip


_CLASSES: dict[str, Role] = {
    "time": "duration", "distance": "distance", "area": "area", "weight": "weight", "money": "money",
    "share": "percentage",
    "temperature": "temperature", "vehicle": "vehicle", "animal": "animal", "building": "building",
    "weapon": "weapon",
    "event": "event", "document": "document", "group": "object", "other": "object",
}  # fmt: skip


_CURRENCY = "$£€¥"


_ATTACKED = frozenset({"attacked", "targeted", "assaulted", "besieged", "threatened", "surrounded"})


@dataclass(frozen=True, slots=True)
class NumberRole:
    """What one printed number is: its characters, its words and its role."""

    start: int
    end: int
    raw: str
    role: Role


@cache
def role_words() -> dict[str, Any]:
    """Return the words beside a number that give its role."""
    table = load("roles_of_numbers")
    return {
        "references": frozenset(table["references"]),
        "instruments": frozenset(table["instruments"]),
        "addresses": frozenset(table["addresses"]),
        "nouns": {noun: role for role, nouns in table["roles"].items() for noun in nouns},
        "home": frozenset(table["home"]),
        "attend": frozenset(table["attend"]),
        "force": frozenset(table["force_verbs"]),
        "formations": frozenset([*table["formations"], *(noun + "s" for noun in table["formations"])]),
    }


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


def roles_of(sheet: Sheet, casualties: Sequence[Claim]) -> Iterator[tuple[Number, Phrase | None, Role]]:
    """Yield every number with the phrase it stands in and its role, given the casualty claims."""
    page = sheet.page
    numbers = read_numbers(page)
    if not numbers:
        return
    by_first = {number.first: number for number in numbers}
    names = person_ranges(sheet)
    taken = [(claim.start, claim.end) for claim in casualties]
    times = [(mention.start, mention.end, mention.when.timex or "") for mention in sheet.times]
    phrases: dict[int, Phrase] = {}
    sentence = -1
    for number in numbers:
        where = page.sentence_index[number.core_first]
        if where != sentence:
            sentence = where
            bounds = page.analysis.sentences[where]
            chunks = chunk(page, bounds.first, bounds.last, by_first, names)
            phrases = {index: phrase for phrase in chunks for index in range(phrase.first, phrase.last)}
        phrase = phrases.get(number.core_first)
        core = page.tokens[number.core_first].start, page.tokens[number.core_last - 1].end
        if any(start <= core[0] and core[1] <= end for start, end in taken) and number.form in ("cardinal", "vague"):
            yield number, phrase, _beside_casualty(page, number, phrase)
            continue
        if any(start <= core[0] and core[1] <= end for start, end, _ in times):
            yield number, phrase, _temporal(page, number, phrase)
            continue
        yield number, phrase, _role(page, number, phrase)


def _beside_casualty(page: Page, number: Number, phrase: Phrase | None) -> Role:
    """Return the role of a number inside a casualty passage: the casualty's own, or an age or time in it."""
    role = _role(page, number, phrase)
    return (
        role
        if role in ("age", "date", "year", "time", "duration", "reference", "money", "distance", "code")
        else "casualty"
    )


def _temporal(page: Page, number: Number, phrase: Phrase | None) -> Role:
    role = _role(page, number, phrase)
    if role in ("year", "date", "time", "duration", "age"):
        return role
    return "date"


def _role(page: Page, number: Number, phrase: Phrase | None) -> Role:
    """Return the role of a number from its form, the words beside it and the noun it counts."""
    table, lower = role_words(), page.lower
    first, last = number.core_first, number.core_last
    before = lower[first - 1] if first > 0 else ""
    after = lower[last] if last < len(lower) else ""
    if number.form == "code":
        return _code(page, number)
    if number.form == "percent":
        return "percentage"
    if number.form == "fraction":
        return "fraction"
    if number.form == "decimal":
        return "caliber" if after in ("mm", "millimeter", "caliber", "calibre") else "decimal"
    if is_month(before) or is_month(after) or (after == "of" and last + 1 < len(lower) and is_month(lower[last + 1])):
        return "date"
    if number.form == "ordinal":
        return _ordinal(page, number)
    text = page.text[page.tokens[first].start : page.tokens[last - 1].end]
    start = page.tokens[first].start
    if (start > 0 and page.text[start - 1] in _CURRENCY) or (after and after[0] in _CURRENCY):
        return "money"
    if is_age(page, number) or _aged(page, number):
        return "age"
    if before in table["references"] and number.count is not None and number.count.op == "=":
        return "reference"
    if _is_year(text) and _reads_as_year(page, number, phrase):
        return "year"
    if after in ("am", "pm", "a.m.", "p.m.", "o'clock", "hours", "gmt") and before in (
        "at",
        "about",
        "around",
        "by",
        "from",
        "until",
        "after",
        "before",
    ):
        return "time"
    if _is_list_mark(page, number):
        return "list"
    return _counted(page, number, phrase)


def _code(page: Page, number: Number) -> Role:
    token = page.text[number.start : number.end]
    if ":" in token and token.replace(":", "").isdigit():
        return "time"
    if token.count("/") in (1, 2) and token.replace("/", "").isdigit():
        return "date"
    if token[:2].isdigit() and token.endswith("s"):
        return "year"
    return "code"


def _ordinal(page: Page, number: Number) -> Role:
    table, lower = role_words(), page.lower
    near = lower[number.core_last : number.core_last + 4]
    if any(word in table["formations"] for word in near):
        return "designation"
    if any(word in table["instruments"] for word in near):
        return "reference"
    return "ordinal"


def _aged(page: Page, number: Number) -> bool:
    """Whether a number is the age of the person named before it: "Lena Marsh, 34," or "aged 34"."""
    lower = page.lower
    before = lower[number.core_first - 1] if number.core_first > 0 else ""
    after = lower[number.core_last] if number.core_last < len(lower) else ""
    if before in ("aged", "age", "ages"):
        return True
    value = number.count.value if number.count is not None else None
    if before == "," and after in (",", ".", ")") and value is not None and value < 110 and number.core_first > 1:
        return page.tokens[number.core_first - 2].upos == "PROPN" or lower[number.core_first - 2] in person_nouns()
    return after in ("years", "year", "months") and lower[number.core_last + 1 : number.core_last + 2] in (
        ["old"],
        ["of"],
    )


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1500 <= int(text) <= 2100


def _reads_as_year(page: Page, number: Number, phrase: Phrase | None) -> bool:
    """Whether four digits are a year: after a preposition, before a singular noun ("the 2003 flood"), a decade."""
    lower = page.lower
    after = lower[number.core_last] if number.core_last < len(lower) else ""
    if after in ("'s", "s") and page.tokens[number.core_last].start == page.tokens[number.core_last - 1].end:
        return True
    if phrase is not None and phrase.head is not None and phrase.head >= number.core_last:
        return page.tokens[phrase.head].xpos in ("NN", "NNP") and phrase.number is number
    before = lower[number.core_first - 1] if number.core_first > 0 else ""
    return before in (
        "in",
        "since",
        "from",
        "of",
        "until",
        "by",
        "during",
        ",",
        "late",
        "early",
        "mid",
        "the",
        "to",
        "and",
        "than",
        "thru",
        "through",
        "-",
        "–",
        "(",
        "around",
        "after",
        "before",
        "back",
        "april",
        "year",
        "between",
    )


def _is_list_mark(page: Page, number: Number) -> bool:
    """Whether a number opens a line and is followed by a point or bracket."""
    start = page.tokens[number.core_first].start
    opens = not page.text[page.text.rfind("\n", 0, start) + 1 : start].strip(" (\t")
    after = page.lower[number.core_last] if number.core_last < len(page.lower) else ""
    return opens and after in (".", ")") and number.core_last - number.core_first == 1


def _counted(page: Page, number: Number, phrase: Phrase | None) -> Role:
    """Return the role of a cardinal or vague number from the noun it counts."""
    table, lower = role_words(), page.lower
    noun = _noun(page, number, phrase)
    sentence = page.sentence_of(number.core_first)
    near = lower[max(sentence.first, number.first - 6) : min(sentence.last, number.last + 12)]
    if noun is None:
        if phrase is not None and phrase.partitive and set(lower[sentence.first : number.first]) & table["formations"]:
            return "force"
        return "other"
    word, lemma = noun
    if word in table["addresses"] and _is_plain(page, number):
        return "reference"
    if lower[number.core_last : number.core_last + 2] in (["-", "strong"], ["strong"]):
        return "force" if word in table["formations"] or lemma in table["formations"] else "members"
    if word in ("victim", "victims"):
        return "victims"
    if lemma in table["formations"] or word in table["formations"]:
        return "force"
    role: Role | None = table["nouns"].get(lemma) or table["nouns"].get(word)
    if lemma in person_nouns() or word in person_nouns():
        following = lower[phrase.last : phrase.last + 4] if phrase is not None else []
        if _ATTACKED & set(following):
            return "attacked"
        if role is not None:
            return role
        if table["home"] & set(near):
            return "residents"
        if table["attend"] & set(near):
            return "attendance"
        return "persons"
    if role is not None:
        return role
    kind = thing_nouns().get(word) or thing_nouns().get(lemma)
    if kind == "time":
        return "time" if word in ("a.m.", "p.m.", "am", "pm", "o'clock") else "duration"
    if kind is not None:
        return _CLASSES[kind]
    if phrase is not None and phrase.head is not None and page.tokens[phrase.head].xpos == "NNPS":
        return "persons"
    return "object"


def _is_plain(page: Page, number: Number) -> bool:
    """Whether a number is one run of digits, as house numbers are."""
    return number.last - number.first == 1 and page.tokens[number.first].text.isdigit()


def _noun(page: Page, number: Number, phrase: Phrase | None) -> tuple[str, str] | None:
    """Return the counted noun (word and lemma): the head of the number's phrase, else a unit after it."""
    if phrase is not None and phrase.head is not None and phrase.head >= number.core_last:
        return page.lower[phrase.head], phrase.lemma
    place = number.core_last
    while place < len(page.lower) and page.lower[place] in ("-", "more", "other", "strong"):
        place += 1
    if place < len(page.lower) and (page.tokens[place].upos in ("NOUN", "PROPN") or page.lower[place] in thing_nouns()):
        return page.lower[place], page.tokens[place].lemma.lower()
    return None
