"""What somebody has for a living, told with where: "is a cashier at the pharmacy", "her stall by the ferry".

Invariant: a job without its place says little and stands; an office and what is done in public stand.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.report.public.callings import class_of, is_office, is_private_job, is_workplace, kin
from recount.report.public.phrases import ADJECTIVES, ARTICLES, AT, end_of, ends_at, is_owned, is_present
from recount.report.public.tokens import Token
from recount.report.public.words import is_ordinary, listed

_PLACE_WORDS = 6
"""Words behind a preposition among which a place of work stands."""
_IS = frozenset({"is", "was", "am", "as", "be", "been", "became", "i'm", "im", "she's", "he's"})
_PRONOUNS = frozenset({"he", "she", "i", "who", "they"})


def working(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "the baker at the lower gate", "the cook of the nursery": one who works in one place."""
    if words[place].word not in ("the", "our", "their", "its"):
        return None
    for at in range(place + 1, min(len(words) - 2, place + 2 + ADJECTIVES)):
        if not words[at].joined:
            return None
        if not is_private_job(words[at].word):
            continue
        behind = words[at + 1]
        if not behind.joined or behind.word not in AT - {"with", "by", "for"}:
            return None
        return end_of(words, at + 1) if _is_site(words, at + 2) else None
    return None


def being(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "is a cashier at the pharmacy", "works as a guard for ...": the words from the article on."""
    if place < 1 or words[place].word not in ARTICLES | {"our", "their", "its"}:
        return None
    before = words[place - 1]
    gap = text[before.end : words[place].start].strip()
    is_verb = before.word in _IS or gap in ("'s", "\u2019s", "'m", "\u2019m")
    if not is_verb:
        return None
    for at in range(place + 1, min(len(words) - 2, place + 3 + ADJECTIVES)):
        if not words[at].joined and not is_owned(text, words, at):
            return None
        behind = words[at + 1]
        if is_private_job(words[at].word) and behind.joined and behind.word in AT:
            if behind.word in ("of", "in", "with", "by") and not _is_site(words, at + 2):
                return None
            definite = words[place].word == "the" and behind.word in ("at", "for", "on")
            return end_of(words, at + 1) if _is_site(words, at + 2) or behind.word == "at" or definite else None
    return None


def _is_site(words: Sequence[Token], place: int) -> bool:
    """Tell whether a place of work, or a name, stands within a few words."""
    for at in range(place, min(len(words), place + _PLACE_WORDS)):
        if not words[at].joined or ends_at(words, at):
            return False
        if is_workplace(words[at].word) or (words[at].is_capital and not is_office(words[at].word)):
            return True
    return False


def living(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "he drives for the ministry", "she sells bread at the gate": the words from the pronoun on."""
    if place + 2 >= len(words) or not words[place + 1].joined or words[place + 1].word not in listed("livelihoods"):
        return None
    subject, verb = words[place].word, words[place + 1].word
    if (subject not in _PRONOUNS and not (subject in kin() and not subject.endswith("s"))) or (
        subject == "they" and verb in listed("living_with_a_site")
    ):
        return None
    needs_site = verb in listed("living_with_a_site")
    for at in range(place + 2, min(len(words) - 1, place + 7)):
        if not words[at].joined or ends_at(words, at):
            return None
        if words[at].word in listed("livelihood_places"):
            if verb in ("has", "had") and words[place + 2].word not in ARTICLES | {"his", "her", "my"}:
                return None
            if needs_site and not (
                any(is_workplace(word.word) for word in words[place + 2 : at])
                or (verb not in ("has", "had") and _is_site(words, at + 1))
            ):
                return None
            return end_of(words, at) if words[at + 1].word not in ("me", "you", "him", "her", "us", "them") else None
    return None


def trade(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find what a name is followed by, or a note begins with: "X keeps bees behind the chapel", "Works at the mill"."""
    verb = words[place]
    if verb.word not in listed("livelihoods") or verb.word in ("has", "had"):
        return None
    named = (
        place > 0
        and verb.joined
        and words[place - 1].is_capital
        and not is_ordinary(words[place - 1].word)
        and verb.printed.islower()
    )
    noted = verb.head and verb.is_capital and is_present(verb.word) and class_of(verb.word) == ""
    if not named and not noted:
        return None
    for at in range(place + 1, min(len(words) - 1, place + 6)):
        if not words[at].joined or ends_at(words, at):
            return None
        if words[at].word in listed("livelihood_places"):
            return end_of(words, at) if _is_site(words, at + 1) else None
    return None


def livelihood(text: str, words: Sequence[Token], place: int) -> int | None:
    """Find "her job at the mill", "his stall opposite the mosque", "I drive the school bus"."""
    if place + 3 >= len(words):
        return None
    if (
        words[place].word in _PRONOUNS - {"they"}
        and words[place + 1].word in listed("habits")
        and words[place + 1].joined
    ):
        return (
            end_of(words, place + 2)
            if words[place + 2].word in ("the", "a", "our") and words[place + 1].word != "drove"
            else None
        )
    if words[place].word not in ("his", "her", "my"):
        return None
    for at in range(place + 1, min(len(words) - 2, place + 2 + ADJECTIVES)):
        if not words[at].joined:
            return None
        if words[at].word in listed("livings"):
            behind = words[at + 1]
            near = behind.joined and behind.word in AT | {"opposite", "next"} - {"of", "with"}
            return end_of(words, at + 1) if near and _is_site(words, at + 2) else None
    return None
