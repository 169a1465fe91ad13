"""Whose name an office makes public: read from the words printed right before and behind a name.

Invariant: an office counts only where it is said of the name itself, never of somebody beside it ("the minister's
driver", "widow of Colonel ..."); words for relatives, victims and witnesses make no name public.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from recount.report.public.tokens import Token, tokens
from recount.report.public.words import (
    body_words,
    honorifics,
    is_ordinary,
    kin_words,
    listed,
    nations,
    particles,
    raw_list,
    structure,
)  # fmt: skip

Standing = Literal["a public office", "a spokesperson", "a rank"]
_REACH = 7
"""Words behind a name's comma within which its office stands."""
_HEAD_LINES = 12
"""Lines of a text among which its byline stands."""
_BYLINE_WORDS = 10
"""Words of the longest byline."""
_NAME = 5
"""Words of the longest name."""


def named_with_office(text: str) -> Iterator[tuple[str, Standing, int]]:
    """Yield each name that a text prints with an office: the name, the kind of office, where the name begins."""
    words = tokens(text)
    place = 0
    while place < len(words):
        end = _name_end(words, place)
        if end == place:
            place += 1
            continue
        found = _before(text, words, place) or _behind(text, words, end) or _told_before(text, words, place, end)
        if found:
            yield text[words[place].start : words[end - 1].end], found, words[place].start
        place = end


def _name_end(words: Sequence[Token], place: int) -> int:
    """Return where the name that begins at a place ends; the place itself where none begins."""
    end = place
    while end < len(words) and end - place < _NAME and (end == place or words[end].joined):
        word = words[end]
        small = end > place and word.word in particles() and end + 1 < len(words) and words[end + 1].is_capital
        if not small and not _may_name(word):
            break
        end += 1
    while end > place and words[end - 1].word in particles() and not words[end - 1].is_capital:
        end -= 1
    return end


def _may_name(word: Token) -> bool:
    if not word.printed[0].isalpha() or not word.is_capital or (word.headline and not word.printed.istitle()):
        return False
    if word.word in structure() or word.word in body_words() or word.word in listed("offices"):
        return False
    return not (word.head and is_ordinary(word.word))


def _office_at(words: Sequence[Token], place: int) -> Standing | None:
    """Return the office whose last word stands at a place."""
    if not 0 <= place < len(words):
        return None
    word = words[place].word
    before = words[place - 1].word if place and words[place].joined else ""
    two = f"{before} {word}"
    if word in listed("spokespersons") or two in listed("spokespersons_of_two_words"):
        return "a spokesperson"
    if word in listed("offices") or two in listed("offices_of_two_words"):
        return "a public office"
    if place > 1 and f"{words[place - 2].word} {two}" in listed("offices_of_two_words"):
        return "a public office"
    if word in listed("weak") and (before in listed("weak_before") or before in nations()):
        return "a public office"
    return "a rank" if word in listed("ranks") else None


def _before(text: str, words: Sequence[Token], place: int) -> Standing | None:
    """Return the office printed right before a name: "Minister X", "police spokesman X", "Presenter: X"."""
    place = _without_address(words, place)
    if not place:
        return None
    gap = text[words[place - 1].end : words[place].start]
    if gap.strip() == ":" and words[place - 1].word in listed("spokespersons"):
        return "a spokesperson"
    if not words[place].joined:
        return None
    office = _office_at(words, place - 1) if _whole(words, place - 1) else None
    return office or _head_of_a_body(text, words, place - 1)


def _without_address(words: Sequence[Token], place: int) -> int:
    """Return where a form of address before a name begins ("Dr"), the name's own place without one."""
    return place - 1 if place and words[place].joined and words[place - 1].word in honorifics() else place


def _head_of_a_body(text: str, words: Sequence[Token], last: int) -> Standing | None:
    """Return the office of "its chair", "whose chair is", "the Society's president": heads of bodies that speak."""
    if last > 0 and words[last].word in ("is", "was") and words[last].joined:
        last -= 1
    if last < 1 or words[last].word not in listed("heads"):
        return None
    if words[last].joined and words[last - 1].word in listed("whose"):
        return "a public office"
    gap = text[words[last - 1].end : words[last].start]
    owner = words[last - 1]
    of_a_body = gap.startswith(("'", "\u2019")) and owner.word in listed("speaking_bodies") and owner.is_capital
    return "a public office" if of_a_body else None


def _whole(words: Sequence[Token], place: int) -> bool:
    """Tell whether the word at a place is printed without a possessive ending."""
    return place + 1 >= len(words) or words[place + 1].joined


def _behind(text: str, words: Sequence[Token], end: int) -> Standing | None:
    """Return the office of an apposition: "X, the mayor of ..."."""
    if end >= len(words) or text[words[end - 1].end : words[end].start].strip() != ",":
        return None
    for place in range(end, min(len(words), end + _REACH)):
        if place > end and not words[place].joined:
            return None
        word = words[place].word
        if word in kin_words():
            return None
        office = _office_at(words, place)
        if office:
            after = words[place + 1] if place + 1 < len(words) and words[place + 1].joined else None
            gap = text[words[place].end : after.start] if after else text[words[place].end : words[place].end + 2]
            if "'s" in gap or "\u2019s" in gap:
                return None
            if after is None or (not after.is_capital or not _may_name(after)):
                return None if after is not None and _office_goes_on(words, place + 1) else office
            return None
        if word not in listed("inside") and word not in nations() and word not in listed("offices"):
            return None
    return None


def _office_goes_on(words: Sequence[Token], place: int) -> bool:
    """Tell whether the words behind an office make it somebody else's: "minister Karim", "colonel told"."""
    return _may_name(words[place]) if place < len(words) else False


def _told_before(text: str, words: Sequence[Token], place: int, end: int) -> Standing | None:
    """Return the office of "a spokesman for the ministry, X, said", "the Ombudsman of the country, X, came"."""
    place = _without_address(words, place)
    if not place or text[words[place - 1].end : words[place].start].strip() != ",":
        return None
    if not _closes(text, words, end):
        return None
    start = place - 1
    while start and (words[start].joined or _is_owner(text, words, start)) and place - start < 2 * _REACH:
        start -= 1
    chunk = words[start:place]
    if any(word.word in kin_words() for word in chunk):
        return None
    for offset in range(len(chunk)):
        office = _office_at(words, start + offset) or _head_of_a_body(text, words, start + offset)
        if office not in ("a spokesperson", "a public office") or (
            not _whole(words, start + offset) and offset + 1 < len(chunk)
        ):
            continue
        if offset + 1 < len(chunk) and chunk[offset + 1].word not in ("of", "for"):
            continue
        opened = {word.word for at, word in enumerate(chunk[:offset]) if not _is_owned(words, start, at, offset)}
        opened = {word for word in opened if not word.isdigit()}
        return office if opened <= listed("inside") | nations() | listed("leading_in") else None
    return None


def _closes(text: str, words: Sequence[Token], end: int) -> bool:
    """Tell whether what stands behind a name closes its apposition and opens no list: a verb behind the comma."""
    behind = text[words[end - 1].end : words[end - 1].end + 1]
    if behind in (".", ":", ";"):
        return True
    if behind != "," or end >= len(words):
        return behind == ","
    return words[end].word not in ("a", "an", "the", "and", "his", "her", "two", "three") and not words[end].is_capital


def _is_owner(text: str, words: Sequence[Token], place: int) -> bool:
    """Tell whether the word before a place has a possessive ending that alone parts the two."""
    return place > 0 and text[words[place - 1].end : words[place].start].strip() in ("'s", "\u2019s", "'", "\u2019")


def _is_owned(words: Sequence[Token], start: int, at: int, office: int) -> bool:
    """Tell whether a word before an office belongs to its possessor ("the Bar's press officer"), who is a body."""
    owner = next((n for n in range(office, 0, -1) if not words[start + n].joined), 0)
    return at < owner and words[start + owner - 1].is_capital


def byline_names(text: str) -> Iterator[str]:
    """Yield the name behind "By" on a line of its own among the first lines of a text."""
    openers = tuple(f"{word} " for word in raw_list("byline"))
    for line in text.split("\n")[:_HEAD_LINES]:
        opener = next((one for one in openers if line.strip().lower().startswith(one)), None)
        if opener is None or len(line.split()) > _BYLINE_WORDS:
            continue
        words = tokens(line.strip()[len(opener) :])
        end = _name_end(words, 0)
        if end > 1 and words[0].start == 0:
            yield line.strip()[len(opener) :][: words[end - 1].end]
