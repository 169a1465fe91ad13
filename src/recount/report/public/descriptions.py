"""Descriptions by which a private person is known without a name: "the only midwife on ...", "the cook's nephew".

Invariant: what is found depends on the text and on where names are withheld in it; an office, a soldier, a victim and
a survivor are no such descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from recount.report.public.tokens import Token
from recount.report.public.words import is_ordinary, kin_words, listed
from recount.vocabulary import load
from recount.vocabulary.lexical import noun_classes

_LONGEST = 9
"""Words of a description behind the word for the person, at most."""
_ADJECTIVES = 2
"""Words between "the only" or a possessor and the word for the person, at most."""
_PRONOUNS = frozenset({"he", "she", "i", "who", "they"})
_OPENING = frozenset({"in", "on", "at", "of", "from", "with", "who", "by"})


def descriptions(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where descriptions of private persons begin and end, in characters."""
    for place in range(len(words)):
        for rule in (_singled_out, _belonging, _kin_of, _known_for, _living):
            last = rule(text, words, place)
            if last is not None:
                yield words[place].start, words[last].end
                break


def occupation_behind(text: str, words: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Return the apposition behind a withheld name that says where the person works; ``place`` is its first word.

    An age may stand before it: "X, 52, night guard at the depot".
    """
    if place < len(words) and words[place].printed.isdigit() and text[words[place].end : words[place].end + 2] == ", ":
        place += 1
    for at in range(place, min(len(words), place + 2 * _ADJECTIVES + 1)):
        word = words[at]
        if at > place and not words[at].joined and not _is_owned(text, words, at):
            return None
        if at > place and word.word in ("at", "for", "in", "of") and _is_occupation(words[at - 1].word):
            return words[place].start, words[_end(words, at)].end
        if not word.printed.islower() or word.word in listed("not_described") | kin_words():
            return None
    return None


def _singled_out(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the only midwife on the plateau", "the tallest man in the village"."""
    if words[place].word != "the" or place + 2 >= len(words):
        return None
    if words[place + 1].word != "only" and not _is_superlative(words[place + 1].word):
        return None
    for at in range(place + 2, min(len(words) - 1, place + 3 + _ADJECTIVES)):
        if not words[at].joined or words[at].word in listed("description_ends"):
            return None
        if _is_person(words[at].word):
            behind = words[at + 1]
            return _end(words, at + 1) if behind.joined and behind.word in _OPENING else None
    return None


def _belonging(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the noodle seller's daughter who ...", "the abbot's carpenter"."""
    if not words[place].printed.islower() and not words[place].head:
        return None
    owner = place + (words[place].word in ("the", "a", "an"))
    while owner < len(words) and owner - place <= _ADJECTIVES and not _is_occupation(words[owner].word):
        if not words[owner].joined and owner > place:
            return None
        owner += 1
    if owner + 1 >= len(words) or not _is_occupation(words[owner].word) or not _is_owned(text, words, owner + 1):
        return None
    for at in range(owner + 1, min(len(words), owner + 2 + _ADJECTIVES)):
        if at > owner + 1 and not words[at].joined:
            return None
        if words[at].word in _kin() or _is_occupation(words[at].word):
            goes_on = at + 1 < len(words) and words[at + 1].joined and words[at + 1].word in ("who", "with")
            return _end(words, at + 1) if goes_on else at
    return None


def _kin_of(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "sons of the ferryman of the lower crossing", "widow of the baker"."""
    if words[place].word not in _kin() or place + 3 >= len(words) or words[place + 1].word != "of":
        return None
    for at in range(place + 3, min(len(words), place + 4 + _ADJECTIVES)):
        if not words[at].joined:
            return None
        if _is_occupation(words[at].word) and words[place + 2].word in ("the", "a", "an"):
            return _end(words, at + 1) if at + 1 < len(words) and words[at + 1].word in _OPENING else at
    return None


def _known_for(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the boy who fixes the generator", "the one with ...", "the skipper of the blue boat with ..."."""
    if words[place].word != "the":
        return None
    for at in range(place + 1, min(len(words) - 2, place + 2 + 2 * _ADJECTIVES)):
        if not words[at].joined:
            return None
        if words[at].word != "one" and not _is_person(words[at].word):
            continue
        behind, verb = words[at + 1], words[at + 2]
        if not behind.joined:
            return None
        if behind.word == "who" and _is_present(verb.word):
            return _end(words, at + 1)
        if behind.word == "of" and _is_occupation(words[at].word):
            last = _end(words, at + 1)
            return last if any(word.word == "with" for word in words[at + 2 : last]) else None
        return None
    return None


def _living(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "he drives for the ministry", "she sells bread at the gate": the words from the pronoun on."""
    if words[place].word not in _PRONOUNS or place + 2 >= len(words) or not words[place + 1].joined:
        return None
    if words[place + 1].word not in listed("livelihoods"):
        return None
    for at in range(place + 2, min(len(words) - 1, place + 6)):
        if not words[at].joined:
            return None
        if words[at].word in listed("livelihood_places"):
            return _end(words, at) if words[at + 1].word not in ("me", "you", "him", "her", "us", "them") else None
    return None


def _end(words: Sequence[Token], place: int) -> int:
    """Return the last word of a description that goes on at a place: up to a mark or a word that ends it."""
    last = place
    while last + 1 < len(words) and last + 1 - place < _LONGEST:
        following = words[last + 1]
        if not following.joined or following.word in listed("description_ends"):
            break
        last += 1
    return last


def _is_owned(text: str, words: Sequence[Token], place: int) -> bool:
    """Tell whether a possessive ending alone stands between a word and the one before it."""
    return (
        text[words[place - 1].end : words[place].start].strip() in ("'s", "\u2019s", "'", "\u2019") if place else False
    )


@cache
def _kin() -> frozenset[str]:
    kin = frozenset(map(str, (*load("titles")["kin"], *load("persons")["kin"])))
    return kin | frozenset(f"{word}s" for word in kin)


def _is_superlative(word: str) -> bool:
    stem = word.removesuffix("est")
    return stem != word and len(stem) > 2 and any(is_ordinary(form) for form in (stem, f"{stem}e", f"{stem[:-1]}y"))


def _is_person(word: str) -> bool:
    """Tell whether a noun is one for a person whom a description may single out."""
    return _class(word) == "person" and word not in listed("not_described") and not _is_office(word)


def _is_occupation(word: str) -> bool:
    """Tell whether a noun says what somebody does: for a person, and neither age, kin nor part in the event."""
    if word in _kin() or word in _plain_persons() or word in listed("not_described") or _is_office(word):
        return False
    return _class(word) == "person" or word.endswith(tuple(map(str, load("publicity")["occupation_endings"])))


def _is_office(word: str) -> bool:
    return word in listed("offices") | listed("ranks") | listed("spokespersons") | listed("weak") | listed("heads")


@cache
def _plain_persons() -> frozenset[str]:
    persons = load("persons")
    words = frozenset(
        map(str, (*persons["generic"], *persons["demographic"], *persons["combatant"], *persons["civilian"]))
    )
    return words | frozenset(f"{word}s" for word in words)


def _class(word: str) -> str:
    classes = noun_classes()
    return str(classes.get(word) or classes.get(word.removesuffix("s")) or "")


def _is_present(word: str) -> bool:
    return word.endswith("s") and word not in ("was", "is", "has", "does", "says", "this", "his")
