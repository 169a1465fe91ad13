"""Noun phrases that can be counted, read from left to right over one sentence.

Invariant: a phrase never crosses a sentence and covers whole tokens; what its noun means (person, thing,
unknown) comes from the vocabularies alone, so an unknown noun is never taken for a person without a number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from recount.model.analysis import Token
from recount.reading.numbers import Number
from recount.reading.page import Page
from recount.vocabulary import load

Kind = Literal["person", "thing", "unknown", "name", "pronoun", "none"]

_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "all", "both", "another", "other", "his", "her", "their",
     "its", "our", "my", "your", "no", "any", "every", "each", "one's", "whose", "either", "neither"}
)  # fmt: skip
_POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my", "your", "whose"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "all", "both"}) | _POSSESSIVES
_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "themselves", "we", "us", "those", "who", "which", "whom"})
_OTHERS = frozenset({"other", "others", "more", "additional", "further", "another"})
_HYPHENS = frozenset("-–‑—")
_GENERIC = frozenset({"every", "each", "any", "no", "either", "neither"})
_GROUPS = frozenset({"family", "crew", "party", "team", "group", "gang"})
_AGENTS = (
    "worker", "keeper", "maker", "driver", "holder", "seeker", "goer", "dealer", "owner", "smith", "wright", "monger",
    "man", "woman", "ologist", "herd", "hand", "boy", "girl",
)  # fmt: skip
"""Endings of compounds that name persons by what they do."""
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
     "jan.", "feb.", "mar.", "apr.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec."}
)  # fmt: skip
_AGE_SHORT = frozenset({"yo", "y.o.", "y/o", "yrs"})
_AGE_UNITS = frozenset({"year", "years", "month", "months", "week", "weeks", "day", "days", "yr"})
_STATES = frozenset({"dead", "wounded", "injured", "killed", "missing", "hurt", "slain", "shot", "hospitalized",
"arrested", "detained", "kidnapped", "abducted"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase from token ``first`` to ``last`` (exclusive) with its head noun and its number, if any.

    ``head`` is None where a number stands alone; ``plural`` says that the noun is plural; ``singular`` that it
    names exactly one; ``partitive`` marks "three of the men"; ``others`` "350 others", "two more"; ``zero`` "no one",
    "no casualties"; ``generic`` "every member", "any guards"; ``who`` the printed name of a single person;
    ``named`` the names listed after a number; ``inner`` the number of the whole in "six of the 40 men".
    """

    first: int
    last: int
    head: int | None
    lemma: str
    kind: Kind
    number: Number | None
    determiner: str | None
    plural: bool = False
    singular: bool = False
    partitive: bool = False
    others: bool = False
    definite: bool = False
    zero: bool = False
    who: str | None = None
    generic: bool = False
    named: tuple[str, ...] = ()
    inner: Number | None = None


@cache
def person_nouns() -> dict[str, str]:
    """Return every noun for a person (singular and plural) with its class."""
    nouns: dict[str, str] = {}
    for kind in ("other", "kin", "civilian", "combatant", "demographic", "generic"):
        for noun in load("persons")[kind]:
            nouns[noun] = kind
            nouns[_plural(noun)] = kind
    return nouns


@cache
def thing_nouns() -> dict[str, str]:
    """Return every noun for what is no person (singular and plural) with its class; the first class wins."""
    nouns: dict[str, str] = {}
    for kind, words in load("things").items():
        if kind == "force":
            continue
        for noun in words:
            nouns.setdefault(noun, kind)
            nouns.setdefault(_plural(noun), kind)
    return nouns


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun == "child" or noun.endswith("child"):
        return noun + "ren"
    if noun == "wife":
        return "wives"
    if noun == "life":
        return "lives"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def chunk(
    page: Page,
    first: int,
    last: int,
    numbers: dict[int, Number],
    names: dict[int, tuple[int, str]],
    verbs: frozenset[int] = frozenset(),
) -> list[Phrase]:
    """Return the phrases among tokens ``first`` to ``last``, in order, without overlaps.

    ``numbers`` are by first token, ``names`` of persons by first token with their end and surface; ``verbs``
    are the tokens of outcome verbs, which are never part of a phrase.
    """
    found: list[Phrase] = []
    at = first
    while at < last:
        phrase = None if at in verbs else _phrase(page, at, last, numbers, names, verbs)
        if phrase is None:
            at += 1
            continue
        found.append(phrase)
        at = phrase.last
    return found


def _phrase(
    page: Page,
    at: int,
    last: int,
    numbers: dict[int, Number],
    names: dict[int, tuple[int, str]],
    verbs: frozenset[int],
) -> Phrase | None:
    lower, tokens = page.lower, page.tokens
    begin = at
    determiner: str | None = None
    others = False
    word = lower[at]
    if word in _PRONOUNS and not (word == "her" and at + 1 < last and tokens[at].xpos == "PRP$"):
        return Phrase(at, at + 1, at, word, "pronoun", None, None, singular=True)
    if word in ("nobody", "none") or (word in ("no", "not") and at + 1 < last and lower[at + 1] == "one"):
        end = at + (1 if word in ("nobody", "none") else 2)
        return Phrase(at, end, end - 1, "one", "person", None, "no", zero=True)
    number = _count(page, at, numbers)
    while number is None and at < last and lower[at] in _DETERMINERS:
        if lower[at] in ("that", "this", "those", "these", "all", "both") and tokens[at].upos not in ("DET", "ADJ"):
            break
        determiner = determiner or lower[at]
        others = others or lower[at] in _OTHERS
        at += 1
        number = _count(page, at, numbers) if at < last else None
        if number is not None and number.core_first < at:
            number = None
    if number is not None:
        at = number.last
        others = others or any(
            page.lower[i] in _OTHERS and page.lower[i] != "more" for i in range(number.first, number.core_first)
        )
    if number is not None and at + 1 < last and lower[at] == "of":
        if lower[at + 1] in _PLURAL_PRONOUNS:
            return Phrase(begin, at + 2, None, "", "none", number, determiner, partitive=True)
        inner = _phrase(page, at + 1, last, {}, names, verbs)
        if inner is None:
            inner = _phrase(page, at + 1, last, numbers, names, verbs)  # "26 of the 44 on board"
            if inner is not None and inner.number is not None and inner.definite:
                return replace(
                    inner, first=begin, number=number, determiner=determiner, partitive=True, inner=inner.number
                )  # fmt: skip
            inner = None
        if inner is not None and inner.kind not in ("pronoun", "name"):
            return Phrase(
                begin, inner.last, inner.head, inner.lemma, inner.kind, number, determiner, plural=True,
                partitive=inner.definite and number.form == "cardinal",
                definite=inner.definite, others=inner.others,
            )  # fmt: skip
        return Phrase(begin, at, None, "", "none", number, determiner)
    if number is not None and at < last and lower[at] in ("more", "others", "other", "additional", "further"):
        others = True
        at += 1
    age = False
    head: int | None = None
    who: str | None = None
    while at < last:
        if at in names and number is None:
            end, name = names[at]
            head, at = end - 1, end
            if at < last and at not in verbs and lower[at] not in _STATES:
                act = tokens[at].xpos == "POS" and at + 1 in verbs
                if (tokens[at].upos == "NOUN" or tokens[at].xpos == "POS") and not act:
                    continue  # "the Rashid family", "PF leader ...", "Omar's wife"
            who = name
            break
        if at in verbs:
            break
        token, lower_word = tokens[at], lower[at]
        step = _age(page, at, last, numbers)
        if step is not None:
            age, at = True, step
            if not (at < last and tokens[at].upos in ("NOUN", "ADJ", "PROPN")):
                head = at - 1
            continue
        if at in numbers and at != begin and numbers[at].form != "ordinal":
            break
        if lower_word in _STATES and not _noun_follows(page, at + 1, last):
            break
        tag = token.xpos
        noun = tag.startswith("NN") or token.upos in ("NOUN", "PROPN")
        if noun:
            if lower_word in ("i.e.", "etc.", "%"):
                break
            head, at = at, at + 1
            continue
        if _adjective(token) or (at in numbers and numbers[at].form == "ordinal"):
            if _adjective(token) and head is not None:
                break
            at += 1
            continue
        if tag == "POS" and head is not None and at + 1 not in verbs:
            determiner = determiner or "'s"
            head, at, number = None, at + 1, number
            continue
        if lower_word == "," and head is None and number is not None and _adjective(tokens[at - 1]):
            if at + 1 < last and _adjective(tokens[at + 1]) and _noun_follows(page, at + 1, last):
                at += 1
                continue
        if lower_word in _HYPHENS and at > begin and at + 1 < last and _joined(page, at):
            if lower[at + 1 : at + 4] == ["in", "-", "law"]:
                at += 4
                continue
            if head is not None and tokens[head].xpos == "NNS" and tokens[at + 1].text[:1].isupper():
                if not tokens[head].text[:1].isupper() and lower[head] in person_nouns():
                    break  # "kills two civilians-Tanvar News": the source of a headline
            if tokens[at + 1].upos in ("NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"):
                at += 1
                continue
        if head is None and (tag in ("VBN", "VBG") or number is not None) and _modifies(page, at, last):
            at += 1
            continue
        break
    if head is None and number is None:
        if determiner == "another" and at == begin + 1:
            return Phrase(begin, at, None, "", "none", None, determiner, singular=True, others=True)
        return None
    if head is None and number is not None:
        tail = at
        if tail > number.last and not others:
            adjective = tail - 1
            if _adjective(tokens[adjective]) and tokens[adjective].text[:1].isupper():
                return Phrase(
                    begin, tail, adjective, lower[adjective], "unknown", number, determiner,
                    plural=True, definite=determiner in _DEFINITE,
                )  # fmt: skip
            tail = number.last
        return Phrase(
            begin, tail, None, "", "none", number, determiner, others=others, definite=determiner in _DEFINITE
        )
    if head is None:
        return None
    lemma, kind, plural = _noun(page, head, age, who is not None, number is not None)
    if lower[head] == "head" and number is not None:
        kind = "thing"  # "two hundred head of cattle"
    if lemma in _GROUPS and number is None and at + 1 < last and lower[at] == "of":
        size = _count(page, at + 1, numbers)
        if size is not None and (size.last >= last or _ends_group(page, size.last)):
            return Phrase(
                begin, size.last, head, lemma, "person", size, determiner, plural=True, definite=determiner in _DEFINITE
            )
    singular = number is None and not plural and kind in ("person", "name") and determiner not in _GENERIC
    zero = determiner == "no" and number is None
    if kind == "person" and number is None and lemma == "couple":
        singular, plural = False, True
    return Phrase(
        begin, at, head, lemma, kind, number, determiner, plural=plural, singular=singular, others=others,
        definite=determiner in _DEFINITE or determiner == "'s", zero=zero, who=who, generic=determiner in _GENERIC,
    )  # fmt: skip


def _ends_group(page: Page, at: int) -> bool:
    """Whether no counted noun follows a size: "a family of six", "its crew of eight hostage"."""
    captive = page.lower[at] in ("hostage", "captive", "prisoner", "dead", "alive")
    return captive or page.tokens[at].upos not in ("NOUN", "PROPN", "ADJ", "NUM")


def _count(page: Page, at: int, numbers: dict[int, Number]) -> Number | None:
    """Return the count that begins at ``at``; ages, ordinals, codes and shares are none."""
    number = numbers.get(at)
    if number is None or number.form not in ("cardinal", "vague") or number.count is None:
        return None
    if number.last < len(page.lower) and _age(page, number.core_first, len(page.lower), {number.core_first: number}):
        return None
    if number.core_first > 0:
        if page.text[page.tokens[number.core_first].start - 1] in "$£€¥#":
            return None
        if page.lower[number.core_first - 1] in _MONTHS and number.form == "cardinal":
            return None
    return number


def _age(page: Page, at: int, last: int, numbers: dict[int, Number]) -> int | None:
    """Return the end of an age such as ``12-year-old`` that begins at ``at``, None elsewhere."""
    number = numbers.get(at)
    if number is None:
        return None
    lower = page.lower
    place = number.core_last
    short = place + 1 if place < last and lower[place] == "-" else place
    if short < last and lower[short] in _AGE_SHORT:
        return short + 1
    for step in ("-", _AGE_UNITS, "-", "old"):
        hit = place < last and (lower[place] in step if isinstance(step, frozenset) else lower[place] == step)
        if hit:
            place += 1
        elif step == "-":
            continue
        else:
            return None
    return place


def _joined(page: Page, at: int) -> bool:
    return page.tokens[at - 1].end == page.tokens[at].start and page.tokens[at].end == page.tokens[at + 1].start


def _adjective(token: Token) -> bool:
    return token.upos == "ADJ" or token.xpos.startswith("JJ")


def _modifies(page: Page, at: int, last: int) -> bool:
    """Whether a participle ("alleged", "masked") stands before a noun as its modifier."""
    token = page.tokens[at]
    if (
        token.upos == "AUX"
        or token.lemma in ("be", "have")
        or not page.lower[at].endswith(("ed", "en", "ing", "n"))
        or page.lower[at] == "been"
    ):
        return False
    return (token.upos == "VERB" or token.xpos in ("VBN", "VBG", "VBD")) and _noun_follows(page, at + 1, last)


def _noun_follows(page: Page, at: int, last: int) -> bool:
    """Whether a noun ends the run of nouns and adjectives that begins at ``at``."""
    while at < last and _adjective(page.tokens[at]):
        at += 1
    return at < last and page.tokens[at].upos in ("NOUN", "PROPN") and page.lower[at] not in _STATES


def _noun(page: Page, head: int, age: bool, named: bool, counted: bool) -> tuple[str, Kind, bool]:
    """Return lemma, kind and plurality of a head noun."""
    token, word = page.tokens[head], page.lower[head]
    lemma = token.lemma.lower()
    persons, things = person_nouns(), thing_nouns()
    if named:
        return lemma, "name", False
    if age and word in ("old", *_AGE_SHORT):
        return "old", "person", False
    if word in persons or lemma in persons:
        singular_form = word in persons and _plural(word) != word and not word.endswith("s")
        plural = token.xpos in ("NNS", "NNPS") or word in (
            "people",
            "personnel",
            "police",
            "troops",
            "men",
            "women",
            "children",
        )
        if token.xpos in ("NN", "NNP") and not singular_form and word.endswith("s") and word != "boss":
            plural = True
        if word.endswith(("men", "children")) and not word.endswith("women's"):
            plural = True
        if word in ("family", "militia", "staff", "crew", "taliban", "personnel", "elderly"):
            plural = True
        return lemma if lemma in persons else word, "person", plural
    if word in things or lemma in things:
        return lemma, "thing", token.xpos in ("NNS", "NNPS")
    if lemma.endswith(_AGENTS) and len(lemma) > 6 and not token.xpos.startswith("NNP"):
        return lemma, "person", token.xpos == "NNS"
    return lemma, "unknown", token.xpos in ("NNS", "NNPS") or counted


def is_month(word: str) -> bool:
    """Whether a lower-case word is the name of a month."""
    return word in _MONTHS


def is_age(page: Page, number: Number) -> bool:
    """Whether a number is the age in a compound such as ``12-year-old``."""
    return _age(page, number.core_first, len(page.lower), {number.core_first: number}) is not None
