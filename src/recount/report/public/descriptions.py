"""Descriptions by which a private person is known without a name: "the only midwife on ...", "the cook's nephew".

Invariant: what is found depends on the text and on where names are withheld in it; an office, a soldier, a victim and
a survivor are no such descriptions, and what somebody did in the event describes nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from recount.report.public.callings import (
    class_of,
    is_occupation,
    is_person,
    is_plain,
    is_private_job,
    is_superlative,
    is_workplace,
    kin,
)  # fmt: skip
from recount.report.public.livings import being, livelihood, living, trade, working
from recount.report.public.phrases import ADJECTIVES, ARTICLES, AT, RELATIVE, end_of, ends_at, is_owned, is_present
from recount.report.public.tokens import Token
from recount.report.public.words import kin_words, listed

_DEFINITE = frozenset({"the", "that", "this", "our", "their", "his", "her", "my", "its"})
_Rule = Callable[[str, Sequence[Token], int], int | None]
_OPENING = frozenset({
    "along", "among", "at", "between", "by", "ever", "for", "from", "here", "in", "left", "near",
    "of", "on", "still", "there", "they", "to", "under", "we", "who", "whose", "with", "within",
})  # fmt: skip
_FEWEST = 2
"""Letters that are left of a plural's singular."""


def descriptions(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where descriptions of private persons begin and end, in characters."""
    owned = "'" in text or "\u2019" in text
    for place in range(len(words)):
        for rule in _rules():
            last = rule(text, words, place) if owned or rule is not _belonging else None
            if last is not None and not _is_named(words[place : last + 1]):
                yield words[place].start, words[last].end
                break


def _is_named(words: Sequence[Token]) -> bool:
    """Tell whether the noun for the person has a capital of its own: "the Forest Guard" is a body."""
    noun = next((word for word in words if is_person(word.word) or is_occupation(word.word)), None)
    return noun is not None and noun.is_capital and not noun.head


def occupation_behind(text: str, words: Sequence[Token], place: int) -> tuple[int, int] | None:
    """Return the apposition behind a withheld name that says where the person works; ``place`` is its first word.

    An age may stand before it: "X, 52, night guard at the depot".
    """
    if place < len(words) and words[place].printed.isdigit() and text[words[place].end : words[place].end + 2] == ", ":
        place += 1
    for at in range(place, min(len(words), place + 2 * ADJECTIVES)):
        word = words[at]
        if at > place and not words[at].joined and not is_owned(text, words, at):
            return None
        if (
            at > place
            and word.word in ("at", "for", "in", "of", "on", "from", "behind")
            and is_occupation(words[at - 1].word)
        ):
            return words[place].start, words[end_of(words, at)].end
        if not word.printed.islower() or word.word in listed("not_described") | kin_words() | listed(
            "description_ends"
        ):
            return None
        if at == place and word.word.endswith(("ing", "ed")):
            return None
    return None


def _singled_out(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the only midwife on the plateau", "our tallest man", "the first woman to drive a bus there"."""
    if place + 2 >= len(words) or (not words[place + 1].joined and not is_owned(text, words, place + 1)):
        return None
    singling = words[place + 1].word
    one_alone = (words[place].word, singling) == ("only", "one")  # "there is only one fisherman with a yellow boat"
    if words[place].word not in _DEFINITE and not one_alone and not is_owned(text, words, place + 1):
        return None
    if singling not in listed("singling") and not is_superlative(singling):
        return None
    for at in range(place + 2, min(len(words), place + 3 + ADJECTIVES)):
        if (
            not words[at].joined
            or ends_at(words, at)
            or (words[at].word in listed("function") and words[at].word != "one")
        ):
            return None
        if _is_singled(words[at].word):
            return _singled_end(words, at, weakly=singling in listed("singling_weakly"))
    return None


def _is_singled(word: str) -> bool:
    one = word.removesuffix("s") if len(word) > _FEWEST else word
    return (
        (is_person(word) or word in ("twins", "twin", "one"))
        and (word not in kin() or one == "twin")
        and word not in listed("not_described")
    )


def _singled_end(words: Sequence[Token], at: int, *, weakly: bool) -> int | None:
    behind = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
    if behind is not None and not weakly and _is_singled(behind.word):
        return _singled_end(words, at + 1, weakly=weakly)
    if behind is None or behind.word not in _OPENING | {"and"}:
        return at if not weakly and is_private_job(words[at].word) else None
    verb = words[at + 2].word if at + 2 < len(words) else ""
    if (
        behind.word in ("who", "to")
        and verb in listed("event_verbs") | {"be", "die", "survive", "fall", "see", "arrive", "speak"}
        and weakly
    ):
        return None
    return at if behind.word == "and" and not weakly else end_of(words, at + 1)


def _belonging(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the noodle seller's daughter who ...", "the abbot's carpenter", "the school's lame caretaker"."""
    if not words[place].printed.islower() and not words[place].head:
        return None
    if words[place].word in listed("function") - _DEFINITE - ARTICLES:
        return None
    definite = words[place].word in _DEFINITE
    owner = place + (words[place].word in _DEFINITE | ARTICLES)
    while owner + 1 < len(words) and owner - place <= ADJECTIVES and not is_owned(text, words, owner + 1):
        if owner > place and (not words[owner].joined or words[owner].word in listed("function")):
            return None
        owner += 1
    if owner + 1 >= len(words) or not is_owned(text, words, owner + 1):
        return None
    noun = words[owner].word
    job, role, site = is_occupation(noun), noun in listed("roles"), is_workplace(noun) and definite
    if not (job or (definite and role) or site) or (owner == place and not (job and words[place].printed.islower())):
        return None
    for at in range(owner + 1, min(len(words), owner + 2 + ADJECTIVES)):
        if (at > owner + 1 and not words[at].joined) or ends_at(words, at):
            return None
        word = words[at].word
        served = is_private_job(word) if role or site else is_occupation(word)
        traits = any(_is_trait(words, n) for n in range(owner + 1, at))
        if (word in kin() and not site) or served or (is_plain(word) and (traits or at > owner + 1)):
            goes_on = at + 1 < len(words) and words[at + 1].joined and words[at + 1].word in ("who", "with", "whose")
            if goes_on or word in kin() or not is_plain(word) or traits:
                return end_of(words, at + 1) if goes_on else at
            return None
    return None


def _kin_of(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "sons of the ferryman of the lower crossing", "widow of the mayor"."""
    if words[place].word not in kin() or place + 3 >= len(words) or words[place + 1].word != "of":
        return None
    for at in range(place + 3, min(len(words), place + 4 + ADJECTIVES)):
        if not words[at].joined or words[at].is_capital:
            return None
        role = is_occupation(words[at].word) or (words[at].word in listed("roles") and words[place + 2].word == "the")
        if role and words[place + 2].word in ARTICLES:
            behind = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
            if behind is not None and behind.is_capital:
                return None  # "son of the late general X": the name is judged by itself
            return end_of(words, at + 1) if behind is not None and behind.word in _OPENING else at
    return None


def _marked(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the lame hunter", "the one-eyed cobbler of the lower town", "the old blind man who ..."."""
    if words[place].word not in _DEFINITE:
        return None
    trait = False
    for at in range(place + 1, min(len(words), place + 3 + ADJECTIVES)):
        word = words[at].word
        if not words[at].joined or ends_at(words, at) or (word in listed("function") and word != "one"):
            return None
        if trait and (is_person(word) or is_plain(word)) and not _is_trait(words, at):
            behind = words[at + 1] if at + 1 < len(words) and words[at + 1].joined else None
            if behind is not None and (is_person(behind.word) or is_occupation(behind.word)):
                continue
            goes_on = behind is not None and behind.word in AT | RELATIVE
            return end_of(words, at + 1) if goes_on else (at if word != "one" else None)
        trait = trait or _is_trait(words, at)
    return None


def _is_trait(words: Sequence[Token], at: int) -> bool:
    if words[at].word == "armed":
        return words[at].joined and words[at - 1].word in ("one", "single", "long")
    return words[at].word in listed("traits") or (words[at].word in listed("trait_parts") and words[at].joined)


def _known_for(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the boy who fixes the generator", "the clerk at the mill who ...", "the skipper with the blue boat"."""
    if words[place].word != "the":
        return None
    for at in range(place + 1, min(len(words) - 2, place + 2 + 2 * ADJECTIVES)):
        word = words[at].word
        if not words[at].joined or (word in listed("function") and word != "one"):
            return None
        if word != "one" and not is_person(word):
            continue
        behind = words[at + 1]
        if not behind.joined:
            return None
        if is_person(behind.word) or (is_occupation(word) and behind.word == "man"):
            continue
        return _told(words, place, at)
    return None


def _told(words: Sequence[Token], place: int, at: int) -> int | None:
    """Return the end of what is told behind a noun for a person: a relative clause, or what they are seen with."""
    behind = words[at + 1]
    speaks = words[at].word in listed("speaking_jobs")
    if (
        behind.word in RELATIVE
        and not (behind.word == "whose" and _is_many(words[at].word))
        and _describes(words, at + 2, job=is_private_job(words[at].word) or at > place + 1, speaks=speaks)
    ):
        return end_of(words, at + 1)
    if behind.word == "with":
        return None if speaks or _is_many(words[at].word) or _is_borne(words, at + 2) else _through(words, at + 1)
    if behind.word not in AT:
        return None
    last = end_of(words, at + 1)
    further = {word.word for word in words[at + 2 : last]}
    if behind.word == "of":
        return last if is_occupation(words[at].word) and "with" in further and not _is_borne(words, at + 2) else None
    clause = next((n for n in range(at + 2, last) if words[n].word in RELATIVE), None)
    if clause is not None and not speaks and _describes(words, clause + 1, job=True, speaks=speaks):
        return last
    sites = sum(is_workplace(word.word) or class_of(word.word) == "building" for word in words[at + 2 : last + 1])
    twice = bool(further & AT) and sites > 0 and behind.word in ("at", "behind", "over", "opposite")
    return last if twice and not speaks and not _is_many(words[at].word) else None


def _describes(words: Sequence[Token], verb: int, *, job: bool, speaks: bool) -> bool:
    """Tell whether a relative clause says what somebody does or is known for, not their part in the event."""
    if verb >= len(words):
        return False
    word = words[verb].word
    if words[verb - 1].word == "whose":
        return job and not speaks
    if word in ("always", "never", "usually", "often", "still", "also", "used"):
        return True
    if word in listed("event_verbs"):
        return False
    if is_present(word) or (word == "does" and words[verb + 1 : verb + 2] and words[verb + 1].word == "the"):
        return True
    return (
        job
        and not speaks
        and word.endswith(("ed", "t", "d", "ew", "ang", "old", "ung"))
        and words[verb].printed.islower()
    )


def _through(words: Sequence[Token], place: int) -> int:
    return end_of(words, place)


def _is_borne(words: Sequence[Token], place: int) -> bool:
    """Tell whether what somebody is seen with is a weapon or what attackers and the wounded bear."""
    near = {word.word for word in words[place : place + 4]}
    return (
        bool(near & listed("borne_in_attacks"))
        or place >= len(words)
        or words[place].word in ("him", "her", "me", "us", "them", "whom", "it")
    )


def _is_many(word: str) -> bool:
    return word.endswith("s") and class_of(word.removesuffix("s")) == "person"


@cache
def _rules() -> tuple[_Rule, ...]:
    return (_singled_out, _belonging, _kin_of, _marked, _known_for, working, being, living, trade, livelihood)
