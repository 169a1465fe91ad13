"""How far a description goes on, and the small words that hold it together.

Invariant: a description ends at a mark, or where the sentence that holds it goes on with its own verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.report.public.callings import class_of
from recount.report.public.tokens import Token
from recount.report.public.words import listed

_LONGEST = 14
"""Words of a description behind the word for the person, at most."""
ADJECTIVES = 3
"""Words between "the only" or a possessor and the word for the person, at most."""
ARTICLES = frozenset({"the", "a", "an"})
AT = frozenset(
    {
        "at",
        "of",
        "from",
        "behind",
        "over",
        "opposite",
        "near",
        "outside",
        "beside",
        "by",
        "in",
        "on",
        "for",
        "with",
        "under",
        "above",
    }
)
RELATIVE = frozenset({"who", "whose", "that"})


def end_of(words: Sequence[Token], place: int) -> int:
    """Return the last word of a description that goes on at a place: up to a mark or a word that ends it."""
    last = place
    while last + 1 < len(words) and last + 1 - place < _LONGEST:
        following = words[last + 1]
        ends = ends_at(words, last + 1) and not (last == place and words[place].word in RELATIVE)
        if not following.joined or ends or _is_next_verb(words, place, last + 1):
            break
        last += 1
    return last


def ends_at(words: Sequence[Token], at: int) -> bool:
    """Tell whether a description ends before a word; "left" in "left-handed" ends none."""
    if words[at].word not in listed("description_ends"):
        return False
    return not (at + 1 < len(words) and words[at + 1].joined and words[at + 1].word in listed("trait_parts"))


def _is_next_verb(words: Sequence[Token], place: int, at: int) -> bool:
    """Tell whether a word is the verb of the sentence behind a description: "the woman with the parrot phoned us"."""
    word, before = words[at].word, words[at - 1].word
    if at - place < 2 or not word.endswith("ed") or class_of(before) == "" or before in AT | ARTICLES | RELATIVE:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.joined and after.word in ("us", "me", "him", "her", "them")


def is_owned(text: str, words: Sequence[Token], place: int) -> bool:
    """Tell whether a possessive ending alone stands between a word and the one before it."""
    if not 0 < place < len(words):
        return False
    return text[words[place - 1].end : words[place].start].strip() in ("'s", "\u2019s", "'", "\u2019")


def is_present(word: str) -> bool:
    """Tell whether a verb may be one in the present, of the third person."""
    return word.endswith("s") and word not in ("was", "is", "has", "does", "says", "this", "his")
