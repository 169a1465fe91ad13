"""Names of bodies and of places of the land as accounts print them: runs of capitals with a word that says what it is.

Invariant: a run stands only if none of its words is known from a private person's name, and nothing around it is what
stands around persons; a house, a street and a shop are no places of the land.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.linking.folding import fold
from recount.report.public.shown import Accounts, is_shown_a_place
from recount.report.public.tokens import Token, tokens
from recount.report.public.words import (
    days,
    honorifics,
    is_common,
    is_ordinary,
    kin_words,
    listed,
    particles,
    structure,
    title_words,
)  # fmt: skip

_MOST = 8
"""Words of the longest name of a body."""
_HEADLINE = 7
"""Words of the longest line of capitals that may be the name of a body, and nothing else."""
_SHORTEST = 4
"""Letters of the shortest name that one word before it shows to be a place's."""
_PLACE_WORDS = 3
"""Words of the longest such name."""


def printed_bodies(text: str, persons: frozenset[str]) -> Iterator[str]:
    """Yield the names of bodies that a text prints; ``persons`` are words of private persons' names."""
    words = tokens(text)
    for start, end in _runs(text, words):
        run = words[start:end]
        while run and run[0].head and (run[0].word in listed("function") or run[0].word in title_words()):
            run = run[1:]
        folded = [word.word for word in run]
        if len(run) < 2 or set(folded) & (persons | honorifics() | kin_words() | listed("addressing")):
            continue
        named = [word for word in folded if word not in listed("body_links") | particles()]
        sure = set(named) & listed("sure_bodies")
        unsure = set(named) & listed("unsure_bodies")
        the = start > 0 and words[start - 1].word == "the"
        if len(named) < 2 or not (sure or (unsure and (len(named) > 2 or the))):
            continue
        if _is_office(folded) or (run[0].headline and len(_line(text, run[0].start).split()) > _HEADLINE):
            continue
        yield text[run[0].start : run[-1].end]


def printed_places(text: str, accounts: Accounts, persons: frozenset[str]) -> Iterator[str]:
    """Yield the names of places that a text prints: those with a word of the land or where places stand."""
    words = tokens(text)
    for start, end in _runs(text, words):
        run = words[start:end]
        folded = [word.word for word in run]
        if (
            set(folded) & (persons | honorifics() | kin_words() | listed("addressing") - listed("land_before"))
            or run[0].headline
        ):
            continue
        before = words[start - 1].word if start and run[0].joined else ""
        form = text[run[0].start : run[-1].end]
        if len(run) > 1 and (folded[-1] in listed("land_behind") or folded[0] in listed("land_before")):
            if (
                before in listed("land_cues")
                and not _is_office(folded)
                and is_shown_a_place(form, accounts, called=True)
            ):
                yield form
        elif _is_unknown(folded) and before in listed("surely_before_places") and is_shown_a_place(form, accounts):
            yield form


def _is_unknown(words: Sequence[str]) -> bool:
    """Tell whether no word of a short name is one of the language, a day, a people or a title."""
    if len(words) > _PLACE_WORDS or len(words[0]) < _SHORTEST:
        return False
    return not any(is_ordinary(word) or is_common(word) or word in structure() | days() for word in words)


def _runs(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where runs of capitals begin and end, with the small words of names inside."""
    place = 0
    while place < len(words):
        if not _is_capital(words[place]):
            place += 1
            continue
        end = place + 1
        while end < len(words) and end - place < _MOST and _goes_on(text, words, end):
            end += 1
        while end > place and not _is_capital(words[end - 1]) and words[end - 1].word not in ("camp", "unit", "river"):
            end -= 1
        yield place, end
        place = max(end, place + 1)


def _goes_on(text: str, words: Sequence[Token], place: int) -> bool:
    word = words[place]
    owned = text[words[place - 1].end : word.start].strip() in ("'s", "\u2019s", "'", "\u2019")
    if not (word.joined or owned) or "\n" in text[words[place - 1].end : word.start]:
        return False
    if _is_capital(word):
        return True
    small = word.word in listed("body_links") | particles() and word.printed.islower()
    return (
        small
        and place + 1 < len(words)
        and words[place + 1].joined
        and (_is_capital(words[place + 1]) or words[place + 1].word in ("la", "los", "the"))
    )


def _is_capital(word: Token) -> bool:
    return word.is_capital and word.printed[0].isalpha() and not word.is_initial


def _is_office(words: Sequence[str]) -> bool:
    """Tell whether a run is an office, or an office with its holder: "Police Minister X"."""
    offices = listed("offices") | listed("ranks") | listed("spokespersons") | listed("weak") | listed("heads")
    at = next((n for n, word in enumerate(words) if word in offices and word not in listed("sure_bodies")), None)
    return at is not None and "of" not in words[at : at + 2] and not {"state", "general"} & set(words[at : at + 2])


def _line(text: str, start: int) -> str:
    return text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]


def signers(text: str) -> Iterator[str]:
    """Yield the names with which an account is signed at its end: a line with a name and for whom it speaks."""
    for line in [one.strip() for one in text.rstrip().split("\n")][-_LAST_LINES:]:
        name, _, role = line.partition(", ")
        said = fold(role).split()
        if not said or len(said) > _ROLE or not set(said) & listed("signing"):
            continue
        words = tokens(name)
        if 1 < len(words) <= _NAME and all(word.is_capital or word.word in particles() for word in words):
            yield name


_LAST_LINES = 3
"""Lines at the end of an account among which it is signed."""
_ROLE = 9
"""Words of the longest role behind a name that signs."""
_NAME = 5
"""Words of the longest name that signs."""
