"""Counted phrases: "at least nine farmers", "a cook", "his brother", "both", "nobody", "Rashid Kamboh", "farmers".

Invariant: a phrase covers whole tokens of one sentence; no two share the token by which they are known (``anchor``).
Its count is what its words say, never more: one for a single person, none for "nobody", no bound for a bare plural.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from recount.model.values import Count
from recount.reading.numbers import Number, read_numbers
from recount.reading.page import Page
from recount.reading.phrases.nouns import NounClass, class_of
from recount.reading.syntax import extent
from recount.vocabulary.profiles import bounds
from recount.vocabulary.schema import Acts, CountWords, NumberRoleWords, words_of

Form = Literal["number", "vague", "zero", "both", "one", "plural", "name", "group", "ordinal", "share", "other", "code"]
_NEAR = 6
"""Tokens behind a number within which the noun it counts must stand."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One phrase that counts.

    ``first`` to ``last`` are its tokens with number and noun; ``raw_first`` to ``raw_last`` those of the count with its
    bounding words; ``anchor`` the token by which marks and frames know it (a figure's last token, else the noun);
    ``head`` the counted noun, None for a bare figure; ``of`` the whole of "three of the nine".
    """

    first: int
    last: int
    raw_first: int
    raw_last: int
    anchor: int
    head: int | None
    form: Form
    count: Count
    noun: NounClass = "unknown"
    definite: bool = False
    more: bool = False
    of: int | None = None


@cache
def _words() -> CountWords:
    return words_of(CountWords, "count_words")


@cache
def _codes() -> frozenset[str]:
    """Return the codes that stand behind their number like a noun, and are none."""
    return frozenset(row.act for row in words_of(Acts, "acts").states if "code" in row.marks)


def counted_of(page: Page) -> tuple[Counted, ...]:
    """Return the counted phrases of a page in text order, found once."""
    return page.once(_find)


def counted_at(page: Page) -> dict[int, Counted]:
    """Return each token of a count, and each counted noun, with its phrase; a number wins over a bare noun."""
    return page.once(_index)


def _index(page: Page) -> dict[int, Counted]:
    found: dict[int, Counted] = {}
    for phrase in counted_of(page):
        for index in {phrase.anchor, *range(phrase.raw_first, phrase.raw_last)}:
            found.setdefault(index, phrase)
        if phrase.head is not None and (phrase.head not in found or phrase.form in ("number", "vague", "zero")):
            found[phrase.head] = phrase
    return found


def _find(page: Page) -> tuple[Counted, ...]:
    taken: set[int] = set()
    found: list[Counted] = []
    for make in (_figures, _zeros, _pairs, _names, _nouns, _pronouns):
        for phrase in make(page, taken):
            if phrase.anchor in taken:
                continue
            taken.add(phrase.anchor)
            taken.update(range(phrase.raw_first, phrase.raw_last))
            if phrase.head is not None and phrase.form != "code":
                taken.add(phrase.head)
            found.append(phrase)
    return tuple(sorted(found, key=lambda phrase: (phrase.first, phrase.last)))


def _figures(page: Page, taken: set[int]) -> Iterator[Counted]:
    """Numbers in digits and words, with the noun they count."""
    for number in read_numbers(page):
        if _is_age(page, number):
            continue
        if _is_year(page, number):
            yield _plain(page, number, "code")
        elif number.form in ("percent", "decimal", "code"):
            share = _share(page, number) if number.form == "percent" else None
            yield share or _plain(page, number, "code")
        elif number.form == "ordinal":
            phrase = _ordinal(page, number)
            if phrase is not None:
                yield phrase
        elif number.form == "fraction":
            yield _share(page, number) or _plain(page, number, "share")
        elif number.count is not None:
            yield _counting(page, number)


def _plain(page: Page, number: Number, form: Form) -> Counted:
    count = number.count or Count("vague", None, None, None, number.raw)
    if form == "code" and count.op == "vague":
        count = replace(count, op="=")
    return Counted(number.first, number.last, number.first, number.last, number.core_last - 1, None, form, count)


def _is_age(page: Page, number: Number) -> bool:
    """Whether a number is the age in "a 12-year-old" or stands behind "aged"."""
    words, at = page.lower, number.core_last
    follow = [word for word in words[at : at + 4] if word != "-"]
    if follow[:1] and follow[0] in _words().ages:
        return True
    return number.core_first > 0 and words[number.core_first - 1] == "aged"


def _is_year(page: Page, number: Number) -> bool:
    """Whether four digits end a date, whatever the tree says: "on 14 May 2031 guards shot", "on May 14, 2031 guns"."""
    digits, at = page.lower[number.core_first], number.core_first
    if not (digits.isdecimal() and len(digits) == 4 and number.core_last == at + 1):
        return False
    one, two, three = (page.lower[at - step].rstrip(".") if at >= step else "" for step in (1, 2, 3))
    months = words_of(NumberRoleWords, "roles_of_numbers").months
    return (one in months and _is_day(two)) or (one == "," and _is_day(two) and three in months)


def _is_day(word: str) -> bool:
    day = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return day.isdecimal() and len(day) <= 2 and 1 <= int(day) <= 31


def _counting(page: Page, number: Number) -> Counted:
    """A whole number or vague word: its noun by the tree, else the next noun without a verb between."""
    first, last = number.first, number.last
    lower = page.lower
    raw_first = first
    while raw_first > page.sentence_of(first).first and lower[raw_first - 1] in _words().before_number:
        raw_first -= 1
    printed = range(raw_first, min(last + 1, len(lower)))
    more = any(lower[index] in _words().more and not _compares(page, index) for index in printed)
    definite = raw_first > 0 and _points_back(page, raw_first - 1)
    form: Form = "vague" if number.form == "vague" else "number"
    assert number.count is not None
    if raw_first > 0 and lower[raw_first - 1] == "not" and number.count.value == 1:
        return _zero(page, raw_first - 1, last, _noun_of(page, number))
    count = number.count if raw_first == first else replace(number.count, raw=page.quote(page.span(raw_first, last)))
    if last < page.sentence_of(first).last and lower[last] == "of":
        return _part(page, number, raw_first, form, count, more, definite)
    head = _noun_of(page, number)
    end = last if head is None else head + 1
    kind: NounClass = "unknown" if head is None else class_of(page, head)
    return Counted(
        raw_first, max(end, last), raw_first, last, number.core_last - 1, head, form, count, kind, definite, more
    )  # fmt: skip


def _compares(page: Page, index: int) -> bool:
    """Whether "more" belongs to a bound: "more than 40", "31 or more"."""
    near = page.lower[max(0, index - 1) : index + 2]
    return page.lower[index] == "more" and bool({"than", "or"}.intersection(near))


def _points_back(page: Page, index: int) -> bool:
    """Whether the word before a number points back to those told of: "the 40", "those two"; "his two sons" are new."""
    token = page.tokens[index]
    return (
        page.lower[index] in _words().definite
        and token.upos != "SCONJ"
        and token.deprel != "mark"
        and not token.deprel.startswith("nmod:poss")
    )


def _noun_of(page: Page, number: Number) -> int | None:
    tokens, last = page.tokens, number.last
    end = min(page.sentence_of(number.first).last, last + _NEAR)
    if last < end and page.lower[last] in _codes():
        return None  # "6 KIA, 19 WIA": what stands behind the number says what became of them
    for index in range(number.core_last - 1, number.core_first - 1, -1):
        head = tokens[index].head
        if last <= head < end and tokens[head].upos in ("NOUN", "PROPN", "ADJ") and tokens[index].deprel in (
            "nummod", "amod", "compound", "det", "advmod",
        ):  # fmt: skip
            return head
    for index in range(last, end):
        if tokens[index].upos in ("NOUN", "PROPN") and not tokens[index].deprel.startswith("compound"):
            return index
        if tokens[index].upos not in ("ADJ", "NOUN", "PROPN", "NUM") and page.lower[index] not in (
            "more",
            "other",
            "-",
        ):
            return None
    return None


def _part(page: Page, number: Number, raw_first: int, form: Form, count: Count, more: bool, definite: bool) -> Counted:
    """ "three of the nine men", "dozens of farmers", "four of them"."""
    at, end = number.last + 1, page.sentence_of(number.first).last
    below = [
        child
        for child in page.children[number.core_last - 1]
        if child >= at and page.tokens[child].upos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ")
    ]
    head = below[0] if below and below[0] < min(end, at + _NEAR) else None
    if head is None:
        head = next(
            (i for i in range(at, min(end, at + _NEAR)) if page.tokens[i].upos in ("NOUN", "PROPN", "PRON", "NUM")),
            None,
        )
    if raw_first > 1 and page.lower[raw_first - 1] == "but" and page.lower[raw_first - 2] == "all":
        return _all_but(page, number, raw_first - 2)
    pronoun = at < end and page.lower[at] in ("them", "whom", "us", "which")
    inner = pronoun or (at < end and page.lower[at] in _words().definite)
    if pronoun:
        head = None
    kind: NounClass = "unknown" if head is None else class_of(page, head)
    last = number.last if head is None else head + 1
    return Counted(
        raw_first, last, raw_first, number.last, number.core_last - 1, head, form, count, kind,
        definite, more, at if pronoun else head if inner else None,
    )  # fmt: skip


def _all_but(page: Page, number: Number, first: int) -> Counted:
    """ "all but three of the 22": the printed whole without those; without one, no number."""
    near = range(number.last, min(page.sentence_of(first).last, number.last + 4))
    whole = next((other for other in read_numbers(page) if other.first in near and other.form == "cardinal"), None)
    if whole is None or not (whole.count and whole.count.value and number.count and number.count.value):
        return _plain(page, number, "other")
    value = whole.count.value - number.count.value
    raw = page.quote(page.span(first, whole.last))
    head = _noun_of(page, whole)
    return Counted(
        first, whole.last, first, whole.last, number.core_last - 1, head, "number",
        Count("=", value, value, value, raw), class_of(page, head) if head is not None else "unknown",
    )  # fmt: skip


def _ordinal(page: Page, number: Number) -> Counted | None:
    """ "a fourth man", "the third victim": one more person."""
    at = number.core_first
    head = _noun_of(page, number)
    person = head is not None and class_of(page, head) in ("person", "perhaps_person", "unknown")
    if head is not None and not person:
        return None
    first = at - 1 if at > 0 and page.lower[at - 1] in ("a", "an", "the") else at
    raw = page.quote(page.span(first, number.core_last))
    end = head + 1 if head is not None else number.core_last
    return Counted(
        first, end, first, number.core_last, number.core_last - 1, head, "ordinal", Count("=", 1, 1, 1, raw),
        class_of(page, head) if head is not None else "unknown", page.lower[first] == "the",
    )  # fmt: skip


def _share(page: Page, number: Number) -> Counted | None:
    """ "half of the 90 passengers", "70 per cent of the 40": the share of a printed whole, about; else nothing."""
    end = page.sentence_of(number.first).last
    if number.last >= end or page.lower[number.last] != "of":
        return None
    whole = next(
        (other for other in read_numbers(page) if number.last < other.first < min(end, number.last + 4)
         and other.form == "cardinal" and not _is_age(page, other)), None,
    )  # fmt: skip
    share = _words().shares.get(page.lower[number.core_last - 1])
    if number.form == "percent" and number.count is not None and number.count.value is not None:
        share = number.count.value / 100
    if whole is None or whole.count is None or whole.count.value is None or share is None:
        return None
    times = next(
        (other for other in read_numbers(page) if other.core_last in (number.core_first, number.core_first - 1)), None
    )
    if number.form == "fraction" and times is not None and times.count is not None:
        share *= times.count.value or 1
    value = round(whole.count.value * share)
    head = _noun_of(page, whole)
    end = head + 1 if head is not None else whole.last
    raw = page.quote(page.span(number.first, end))
    return Counted(
        number.first, end, number.first, end, number.core_last - 1, head, "share",
        Count("~", value, *bounds("~", value, raw), raw), class_of(page, head) if head is not None else "unknown",
    )  # fmt: skip


def _zeros(page: Page, taken: set[int]) -> Iterator[Counted]:
    """ "nobody", "no one", "none", "no casualties", "not a single guard", "nil"."""
    lower = page.lower
    for index, word in enumerate(lower):
        end = page.sentence_of(index).last
        if word in _words().nobody:
            yield _zero(page, index, index + 1, None)
        elif (
            word in ("no", "not")
            and index + 1 < end
            and lower[index + 1] in ("one", "a", "any")
            and word + lower[index + 1] != "noa"
        ):
            last = index + 2
            if lower[index + 1] == "a" and not (last < end and lower[last] == "single"):
                continue
            head = None if lower[index + 1] == "one" else _next_noun(page, last)
            yield _zero(page, index, last + (last < end and lower[last] == "single"), head)
        elif word in ("no", "zero") and index not in taken:
            head = page.tokens[index].head
            if not index < head < min(end, index + 5):
                head = _next_noun(page, index + 1) or -1
            if head > index and class_of(page, head) not in ("time", "measure", "document"):
                yield _zero(page, index, index + 1, head)


def _zero(page: Page, first: int, last: int, head: int | None) -> Counted:
    raw = page.quote(page.span(first, last))
    kind: NounClass = "person" if head is None else class_of(page, head)
    end = last if head is None else head + 1
    return Counted(first, end, first, last, last - 1, head, "zero", Count("=", 0, 0, 0, raw), kind)


def _next_noun(page: Page, at: int) -> int | None:
    for index in range(at, min(page.sentence_of(at).last, at + 4) if at < len(page.tokens) else at):
        if page.tokens[index].upos in ("NOUN", "PROPN") and not page.tokens[index].deprel.startswith("compound"):
            return index
        if page.tokens[index].upos not in ("ADJ", "NOUN", "PROPN", "NUM"):
            return None
    return None


def _pairs(page: Page, taken: set[int]) -> Iterator[Counted]:
    """ "both", "both men", "the twins", "her parents", "neither"."""
    for index, word in enumerate(page.lower):
        if index in taken:
            continue
        if word in ("both", "neither"):
            value = 2 if word == "both" else 0
            head = page.tokens[index].head
            near = index < head <= index + 4 and page.tokens[index].deprel.startswith("det")
            raw = page.tokens[index].text
            yield Counted(
                index, head + 1 if near else index + 1, index, index + 1, index, head if near else None, "both",
                Count("=", value, value, value, raw), class_of(page, head) if near else "person", word == "both",
            )  # fmt: skip
        elif word in _words().pairs and page.tokens[index].upos == "NOUN":
            first, last = extent(page, index)
            if taken.intersection(range(first, last)):
                continue
            raw = page.quote(page.span(first, last))
            yield Counted(
                first, last, first, last, index, index, "both", Count("=", 2, 2, 2, raw), "person",
                page.lower[first] in _words().definite,
            )  # fmt: skip


def _names(page: Page, taken: set[int]) -> Iterator[Counted]:
    """Names of persons, as the engine tells them, and capitalised runs that nothing else explains in a person's
    place."""
    held: set[int] = set()
    for entity in page.analysis.entities:
        span = range(entity.first, entity.last)
        if all(page.tokens[index].upos == "PRON" for index in span):
            continue
        if entity.label == "PERSON" and not taken.intersection(span):
            held.update(span)
            yield _name(page, entity.first, entity.last)
        elif entity.label not in ("MISC",):
            held.update(span)
    index = 0
    while index < len(page.tokens):
        last = index
        while last < len(page.tokens) and _name_word(page, last, index, taken, held):
            last += 1
        if last > index and page.tokens[last - 1].deprel.split(":")[0] in _words().person_places | {"flat"}:
            yield _name(page, index, last)
        index = max(last, index + 1)


def _name_word(page: Page, index: int, first: int, taken: set[int], held: set[int]) -> bool:
    token = page.tokens[index]
    same = page.sentence_index[index] == page.sentence_index[first]
    return token.xpos == "NNP" and same and index not in taken and index not in held and token.text[:1].isalpha()


def _name(page: Page, first: int, last: int) -> Counted:
    inside = range(first, last)
    anchor = next((i for i in inside if page.tokens[i].head not in inside), last - 1)
    raw = page.quote(page.span(first, last))
    return Counted(first, last, first, last, anchor, anchor, "name", Count("=", 1, 1, 1, raw), "person", True)


def _nouns(page: Page, taken: set[int]) -> Iterator[Counted]:
    """Single persons ("a cook", "the mayor", "his brother"), bare plurals ("farmers"), groups ("a family")."""
    for index, token in enumerate(page.tokens):
        if index in taken or token.upos not in ("NOUN", "PROPN", "ADJ") or token.deprel.startswith("compound"):
            continue
        kind = class_of(page, index)
        plural = token.xpos in ("NNS", "NNPS") or (kind == "person" and page.lower[index] in _words().plurals)
        place = token.deprel.split(":")[0]
        suffers = token.deprel == "nsubj:pass" or (
            place in ("nsubj", "obj") and kind == "unknown" and token.upos == "NOUN"
        )
        if kind not in ("person", "perhaps_person", "group") and not suffers:
            continue
        if token.upos == "ADJ" and (place not in _words().person_places or kind != "person"):
            continue
        first, last = extent(page, index)
        if taken.intersection(range(first, index)):
            first = max(i for i in range(first, index) if i in taken) + 1
        article = page.lower[first] in ("a", "an", "another")
        if kind == "group" and not plural:
            sized = _size(page, index)
            if sized is not None:
                yield sized
                continue
        definite = page.lower[first] in _words().definite
        if plural or kind == "group":
            raw = page.tokens[index].text if plural else page.quote(page.span(first, last))
            count = Count("vague", None, None, None, raw)
            begin = index if plural else first
            yield Counted(
                first, last, begin, index + 1, index, index, "group" if kind == "group" else "plural", count, kind,
                definite,
            )  # fmt: skip
        else:
            end = first + 1 if article else last
            raw = page.quote(page.span(first, end))
            yield Counted(
                first, last, first, end, index, index, "one", Count("=", 1, 1, 1, raw), kind, definite,
                page.lower[first] == "another",
            )  # fmt: skip


def _size(page: Page, index: int) -> Counted | None:
    """Return the size of a group: "a family of six"."""
    at = index + 1
    if at + 1 >= page.sentence_of(index).last or page.lower[at] != "of":
        return None
    number = next((one for one in read_numbers(page) if one.first == at + 1 and one.form == "cardinal"), None)
    if number is None or number.count is None or _noun_of(page, number) is not None:
        return None
    first, _ = extent(page, index)
    raw = page.quote(page.span(first, number.last))
    return Counted(
        first, number.last, first, number.last, index, index, "group", replace(number.count, raw=raw), "person"
    )


def _pronouns(page: Page, taken: set[int]) -> Iterator[Counted]:
    """ "himself", "someone", "another", "others", "many", "the rest", "everyone"."""
    for index, word in enumerate(page.lower):
        if index in taken:
            continue
        if word in _words().one_person:
            yield Counted(
                index, index + 1, index, index + 1, index, None, "one", Count("=", 1, 1, 1, page.tokens[index].text),
                "person",
            )  # fmt: skip
        elif word in _words().some_persons and page.tokens[index].upos in ("NOUN", "PRON", "ADJ", "DET"):
            first = index - 1 if index and page.lower[index - 1] == "the" else index
            raw = page.quote(page.span(first, index + 1))
            yield Counted(
                first, index + 1, first, index + 1, index, None, "vague", Count("vague", None, None, None, raw),
                "person", more=word == "others",
            )  # fmt: skip
