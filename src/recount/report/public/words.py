"""Words that decide what a capital letter means: what is ordinary, what is an office, a body, a nation, a day.

Invariant: a pure lookup of folded words in general vocabularies; nothing here knows a name of a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from recount.linking.folding import fold
from recount.vocabulary import load
from recount.vocabulary.lexical import noun_classes

_SHORTEST_STEM = 3
"""Letters that are left of a word when its ending is cut off, at least."""
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("er", ""), ("er", "e"), ("ers", ""), ("est", ""), ("ness", ""), ("men", "man"),
)  # fmt: skip


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of the vocabularies of the public version, folded."""
    return _folded(raw_list(name))


def raw_list(name: str) -> tuple[str, ...]:
    """Return a list of the vocabularies of the public version as it stands there."""
    files = (load("publicity"), load("identifying"), load("describing"))
    words: Any = next(lists[name] for lists in files if name in lists)
    return tuple(map(str, words))


def _folded(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(filter(None, (fold(str(word)) for word in words)))


@cache
def _printed() -> tuple[frozenset[str], frozenset[str]]:
    lines = (resources.files("recount.vocabulary") / "ordinary.txt").read_text(encoding="ascii").split()
    return _folded(line.rstrip("*") for line in lines), _folded(line[:-1] for line in lines if line.endswith("*"))


def is_ordinary(word: str) -> bool:
    """Tell whether a folded word in small letters is a word of the language, in one of its forms."""
    return is_common(word) or word in noun_classes()


@cache
def is_common(word: str) -> bool:
    """Tell whether texts print a folded word, in one of its forms, in small letters: what a capital may stand over."""
    if word in _printed()[0] or word in listed("function"):
        return True
    stems = (
        word.removesuffix(ending) + instead
        for ending, instead in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
    )
    return any(stem in _printed()[0] and not is_doubtful(stem) for stem in stems)


def is_doubtful(word: str) -> bool:
    """Tell whether a word of the language is a name, too, more often than chance would have it."""
    return word in _printed()[1]


@cache
def title_words() -> frozenset[str]:
    """Return every word that stands before a person's name and is no part of it."""
    titles = load("titles")
    groups = ("honorific", "religious", "rank", "office", "occupation", "modifier", "field", "kin", "weak")
    return (
        frozenset(
            word for group in groups for words in _folded(titles[group]) for word in words.split() if len(word) > 1
        )
        | listed("spokespersons")
        | listed("offices")
    )


@cache
def honorifics() -> frozenset[str]:
    """Return forms of address: what stands behind one is a name."""
    return _folded(load("titles")["honorific"])


@cache
def kin_words() -> frozenset[str]:
    """Return words for relatives and other private parts in an event."""
    return _folded(load("titles")["kin"]) | listed("private")


@cache
def particles() -> frozenset[str]:
    """Return the small words inside names."""
    titles = load("titles")
    return frozenset(w for words in _folded(titles["particles"]) for w in words.split()) - {"a"}


@cache
def nations() -> frozenset[str]:
    """Return the words for the people of a country."""
    rows = load("countries").values()
    people = _folded(word for row in rows for word in row.get("people", ()))
    return people | frozenset(f"{word}s" for word in people)


@cache
def countries() -> frozenset[str]:
    """Return the printed names of countries, their capitals and broad regions."""
    rows = load("countries").values()
    names = _folded(name for row in rows for name in (*row.get("names", ()), row.get("capital") or ""))
    return names | _folded(load("places")["broad"])


@cache
def country_names() -> frozenset[str]:
    """Return the printed names of countries and broad regions, without capitals that bear no country's name."""
    rows = load("countries").values()
    return _folded(name for row in rows for name in row.get("names", ())) | _folded(load("places")["broad"])


@cache
def capitals() -> dict[str, str]:
    """Return the capitals that bear no country's name, folded, with their countries' codes."""
    rows = {fold(row["capital"]): code for code, row in load("countries").items() if row.get("capital")}
    return {name: code for name, code in rows.items() if name not in country_names()}


@cache
def days() -> frozenset[str]:
    """Return the names of months and days of the week, with their abbreviations."""
    numbers = load("times")["numbers"]
    tables = (numbers["MONTH"]["values"], numbers["WEEKDAY"]["values"])
    return _folded(word for table in tables for words in table.values() for word in words)


@cache
def structure() -> frozenset[str]:
    """Return words whose capital names nobody: days, nations, titles, beliefs, function words."""
    titles = title_words() - listed("names_of_months")
    return days() | nations() | titles | listed("common_capitals") | listed("function")


@cache
def body_words() -> frozenset[str]:
    """Return words that make a name that of a body, an armed unit or a publication."""
    return listed("bodies") | listed("publications")
