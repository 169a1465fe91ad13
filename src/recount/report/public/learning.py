"""Words of withheld names, learned from every account before one is read: each is withheld on its own, too.

Invariant: a word is learned from a name that is withheld, never from one that stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from recount.linking.folding import fold
from recount.model.record import Record
from recount.report.public.known import Names
from recount.report.public.persons import SHORTEST
from recount.report.public.spans import find
from recount.report.public.words import (
    countries,
    days,
    is_doubtful,
    is_ordinary,
    kin_words,
    listed,
    particles,
    structure,
    title_words,
)  # fmt: skip
from recount.vocabulary.lexical import noun_classes, singulars

_ABBREVIATION = 4
"""Letters of the longest abbreviation of a day or a month."""
_KIN_BEFORE = re.compile(r"(?:his|her|my|our|their|the|'s|\u2019s)\s+(?:[a-z]+\s){0,2}(?P<kin>[a-z-]+),?\s$")
_AGE_BEHIND = re.compile(r"\s*[,(]\s*(?:aged\s+)?(?:\d{1,2}|[a-z]+)\s*[,).;]|,?\s+who\s")
_NAMED_BEFORE = re.compile(r"(?i:\b(?:named|called|name is|name was|names were)\s)$")
_AGED = re.compile(r"\s*(?:, ?(?:aged )?\d{1,2} ?[,.;)]|\((?:aged )?\d{1,2}\))")
_THE = re.compile(r"(?i:\b(?:the|a|an|in|at|of|on)\s+)$")
_GIVEN = re.compile(
    r"(?:\b(?:named|name\s+(?:is|was))\s+|\b(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir)\s+(?:[a-z]+\s){0,2}(?P<kin>[a-z-]+),\s+)(?P<name>[A-Z]\w+)(?=[,.;]|\s[a-z])"
)
"""Words that say of the word behind them that it is a name."""
_VERB_BEHIND = re.compile(r"\s(?P<verb>[a-z]+)")


def learn(names: Names, record: Record) -> None:
    """Add the words of every withheld name to those withheld on their own."""
    for known in names.all():
        if not known.stands and known.kind == "person":
            words = [word for word in known.words if not _is_placed(names, word)]
            names.loose.update(_name_words(words, all_of=len(known.words) > 1))
            names.borne.update(_borne_words(known.words))
    for document in record.documents:
        names.borne.update(_given(document.text or ""))
    for document in record.documents:
        text = document.text or ""
        for one in find(text, names).withheld:
            if one.identifier or (one.known is not None and one.known.kind != "person"):
                continue
            printed = fold(text[one.start : one.end]).split()
            words = [word for word in printed if not _is_placed(names, word)]
            names.loose.update(word for word in _name_words(words, all_of=len(words) > 1) if not _is_plain(word))
            names.borne.update(_borne_words(printed, addressed="address" in one.rule))
            shown = any(map(is_ordinary, printed)) and _is_called_by(text, one.start, one.end, printed)
            alone = len(printed) == 1 and _may_be_name(printed[0])
            if shown or (alone and _is_somebody(text, one.start, one.end)):
                names.loose.update(_name_words(printed, all_of=True))


def _given(text: str) -> Iterator[str]:
    """Yield the days, peoples and feasts that an account says to be somebody's name: "his name was Sunday"."""
    for match in _GIVEN.finditer(text):
        word, kin = fold(match.group("name")), match.group("kin")
        if (
            (kin is None or kin in kin_words())
            and word in structure() - listed("function") - title_words()
            and len(word) > _ABBREVIATION
        ):
            yield word


def _may_be_name(word: str) -> bool:
    """Tell whether a word of the language is a name, too, and no noun for people."""
    return (
        is_doubtful(word)
        and not any(noun_classes().get(one) == "person" for one in singulars(word) if one != word)
        and word not in _MANY
    )


_MANY = frozenset({"women", "men", "people", "children"})


def _is_called_by(text: str, start: int, end: int, words: Sequence[str]) -> bool:
    """Tell whether the words around a name show for certain that it is a person's: kin, a name given, an age."""
    before = text[max(0, start - 40) : start]
    kin = _KIN_BEFORE.search(before)
    last = fold(before).split()[-1:]
    if any(word in _MANY or word in listed("function") for word in words) or _THE.search(before):
        return False
    aged = _AGED.match(text, end) is not None
    return (
        aged
        or bool(kin and kin.group("kin") in kin_words())
        or bool(_NAMED_BEFORE.search(before))
        or bool(last and last[0] in listed("addressing"))
    )


def _is_somebody(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a single word with a capital say that it is somebody's name."""
    before = text[max(0, start - 40) : start]
    kin = _KIN_BEFORE.search(before)
    if (kin and kin.group("kin") in kin_words()) or _NAMED_BEFORE.search(before) or _AGE_BEHIND.match(text, end):
        return True
    last = fold(before).split()[-1:]
    if last and last[0] in listed("addressing"):
        return True
    verb = _VERB_BEHIND.match(text, end)
    return bool(
        verb and verb.group("verb") in listed("after_a_person") | listed("after_a_name") and before[-1:].isspace()
    )


def _borne_words(words: Sequence[str], *, addressed: bool = False) -> Iterator[str]:
    """Yield the words of a withheld name that are days, peoples, countries, titles or words of sentences, too.

    A title is part of a name only at its end ("Marcus Field"); before a name it is a title.
    """
    borne = listed("function") - listed("names_too")
    unknown = any(word not in structure() | listed("addressing") for word in words)
    for place, word in enumerate(words):
        if word in borne or word in kin_words() or len(word) < SHORTEST or word not in structure() | countries():
            continue
        if (
            not addressed
            and (len(words) < 2 or not unknown)
            and not (place and words[place - 1] in listed("addressing"))
        ):
            continue
        if word in days() and word not in listed("names_of_months") and len(word) <= _ABBREVIATION:
            continue
        if word in title_words() and (place + 1 < len(words) or len(words) < 2 or not _may_be_surname(word)):
            continue
        yield word


def _may_be_surname(title: str) -> bool:
    """Tell whether a title is a surname, too ("King"), or no word for an office at all ("Field")."""
    if title in listed("given_titles") or title in listed("names_too"):
        return True
    if not is_doubtful(title) or title in _MANY:
        return False
    return title not in listed("offices") | listed("ranks") | listed("weak") | listed("heads") | listed(
        "spokespersons"
    ) | listed("inside")


def _name_words(words: Iterable[str], *, all_of: bool) -> Iterator[str]:
    """Yield the words of a name that are withheld alone; of the language's own words only with ``all_of``."""
    for word in words:
        if len(word) >= SHORTEST and word not in particles() | structure() | kin_words():
            if all_of or not is_ordinary(word):
                yield word


def _is_placed(names: Names, word: str) -> bool:
    """Tell whether a word alone is a place that stands."""
    known = names.find(word)
    return known is not None and known.stands and known.kind == "place"


def _is_plain(word: str) -> bool:
    """Tell whether a word is of the language and no name besides."""
    return is_ordinary(word) and not is_doubtful(word)
