"""What is withheld from a text: identifiers, and every name that no rule and no person has made public.

Invariant: a word with a capital stands only if it is an allowed name, a word whose capital names nobody, or an
ordinary word where a sentence or a line of capitals gives it its capital. Method: allow-list; data minimisation,
Berkeley Protocol on Digital Open Source Investigations 2022, chapter VI.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from recount.report.public.births import DATE, birth_behind
from recount.report.public.descriptions import descriptions, occupation_behind
from recount.report.public.identifiers import Identifier, identifiers
from recount.report.public.known import Known, Names
from recount.report.public.tokens import Token, tokens
from recount.report.public.words import (
    body_words,
    countries,
    days,
    honorifics,
    is_common,
    is_doubtful,
    is_ordinary,
    kin_words,
    listed,
    nations,
    particles,
    structure,
    title_words,
)  # fmt: skip
from recount.vocabulary.lexical import noun_classes

_DESCRIPTION = "description"
"""The kind of identifier that is a description in words."""
_ACRONYM = 6
"""Letters of the longest abbreviation; longer words in capitals are words."""
_AGE_DIGITS = 3
"""Digits from which a number is no age."""
_MADE = 4
"""Letters behind figures from which they are no unit but a name made up for writing."""
_UNKNOWN = 3
"""Letters from which a word in small letters that no list knows may be a name."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A stretch that is withheld: the rule, the name it is known by (None: unknown), the kind of an identifier."""

    start: int
    end: int
    rule: str
    known: Known | None
    identifier: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is withheld from a text, and which known names stand in it."""

    withheld: tuple[Withheld, ...]
    standing: tuple[Known, ...]


class _Mark(Enum):
    FREE = auto()
    """No name."""
    HEAD = auto()
    """An ordinary word with a capital of its place."""
    STANDS = auto()
    """An allowed name, or a capital that names nobody."""
    NAME = auto()
    """Withheld."""


@dataclass(slots=True)
class _Word:
    token: Token
    mark: _Mark
    rule: str = ""
    known: Known | None = None
    first: bool = True
    """Whether it is the first word of a known name."""
    closed: bool = False
    """Whether it is part of an identifier, and so of no name."""


def find(text: str, names: Names) -> Found:
    """Return what is withheld from a text, in order and without overlaps, and the names that stand."""
    plain = tokens(text)
    codes = _with_descriptions(text, plain, identifiers(text))
    words = [_Word(token, _Mark.FREE) for token in plain]
    ends = [code.end for code in codes]
    for word in words:  # codes are in order and do not overlap
        at = bisect_right(ends, word.token.start)
        word.closed = at < len(codes) and codes[at].start < word.token.end
    _match(words, names)
    for place, word in enumerate(words):
        if word.known is None and not word.closed:
            _judge(words, place, names)
    _extend(words)
    spans = _spans(words) + [Withheld(one.start, one.end, one.kind, None, one.kind) for one in codes]
    spans += list(_occupations(text, plain, spans))
    standing = [word.known for word in words if word.known and word.first and word.mark is _Mark.STANDS]
    return Found(tuple(sorted(spans, key=lambda one: one.start)), tuple(standing))


def _with_descriptions(text: str, words: Sequence[Token], codes: list[Identifier]) -> list[Identifier]:
    """Add the descriptions of private persons that overlap no identifier and no other description."""
    found = list(codes)
    for start, end in descriptions(text, words):
        if all(end <= one.start or one.end <= start for one in found):
            found.append(Identifier(start, end, _DESCRIPTION))
    return sorted(found)


def _occupations(text: str, words: Sequence[Token], spans: Sequence[Withheld]) -> Iterator[Withheld]:
    """Yield what is said behind withheld names of where their bearers work."""
    first = {word.start: place for place, word in enumerate(words)}
    for span in spans:
        born = None if span.identifier else birth_behind(text, span.end)
        if born and all(born[1] <= one.start or one.end <= born[0] for one in spans):
            yield Withheld(*born, DATE, None, DATE)
        place = first.get(span.end + 2) if text[span.end : span.end + 2] == ", " else None
        if span.identifier or place is None or (span.known is not None and span.known.kind != "person"):
            continue
        found = occupation_behind(text, words, place)
        if found and all(found[1] <= one.start or one.end <= found[0] for one in spans):
            yield Withheld(*found, _DESCRIPTION, None, _DESCRIPTION)


def _match(words: list[_Word], names: Names) -> None:
    """Mark the known names, the longest first at each place; a name in small letters only if it is no ordinary word."""
    place = 0
    while place < len(words):
        length = 1
        for known in names.starting(words[place].token.word.split()[0] if words[place].token.word else ""):
            count = _length(words, place, known)
            if count and _fits(words[place : place + count], known, words[place - 1] if place else None, names):
                length = count
                for offset in range(count):
                    word = words[place + offset]
                    word.mark = _Mark.STANDS if known.stands else _Mark.NAME
                    word.rule, word.known, word.first = known.rule, known, offset == 0
                break
        place += length


def _length(words: list[_Word], place: int, known: Known) -> int:
    """Return how many words from a place on are a known name, 0 where they are not."""
    at, left = place, list(known.words)
    while left and at < len(words) and (at == place or words[at].token.joined):
        parts = words[at].token.word.split()
        if words[at].closed or parts != left[: len(parts)]:
            return 0
        left = left[len(parts) :]
        at += 1
    return 0 if left else at - place


def _fits(words: Sequence[_Word], known: Known, before: _Word | None, names: Names) -> bool:
    capitals = any(word.token.is_capital for word in words)
    if not known.stands:
        if capitals:
            return len(words) > 1 or not _is_plain_head(words[0].token)
        return not all(is_ordinary(word.token.word) for word in words)
    if len(words) == 1 and words[0].token.word in names.loose:
        last = before.token.word if before is not None and words[0].token.joined else ""
        if known.kind == "person":
            return last in title_words() and last not in kin_words()
        return known.kind == "body" or last in listed("place_words")
    if len(words) == 1 and words[0].token.word in names.borne and known.kind == "place":
        return capitals and before is not None and words[0].token.joined and before.token.word in listed("place_words")
    return capitals or known.kind == "body"


def _is_plain_head(token: Token) -> bool:
    """Tell whether a capital is one of place over a word that begins no name."""
    return (token.head or token.headline) and token.word in listed("function")


def _judge(words: list[_Word], place: int, names: Names) -> None:
    word = words[place]
    word.mark, word.rule = _verdict(words, place, names)


def _verdict(words: list[_Word], place: int, names: Names) -> tuple[_Mark, str]:
    token = words[place].token
    printed, folded = token.printed, token.word
    if not any(map(str.isalpha, printed)):
        return _Mark.FREE, ""
    if any(unicodedata.category(letter) == "Lo" for letter in printed):
        return _Mark.NAME, "a word of another script"
    if printed[0].isdigit():
        letters = printed.lstrip("0123456789").lower()
        is_made = (
            len(letters) >= _MADE and letters.isalpha() and not is_ordinary(letters) and letters not in listed("units")
        )
        return (_Mark.NAME, "a user name") if is_made else (_Mark.FREE, "")
    if any(map(str.isdigit, printed)):
        return (_Mark.FREE, "") if printed.isupper() and len(printed) <= _ACRONYM - 1 else (_Mark.NAME, "a user name")
    if not token.is_capital:
        if not is_ordinary(folded) and (folded in names.loose or _singular(folded) in names.loose):
            return _Mark.NAME, "a word of a withheld name"
        return _Mark.FREE, ""
    if folded.startswith(("i'", "i\u2019")):
        return _Mark.STANDS, ""
    if token.is_initial:
        return _initial(words, place)
    if _is_called_so(words, place):
        return _Mark.NAME, "what somebody is called"
    if folded in names.borne and _is_borne(words, place):
        return _Mark.NAME, "a word that is a withheld name, too"
    if _is_addressed(words, place):
        return _Mark.NAME, "behind a form of address"
    if folded in structure():
        return _Mark.STANDS, ""
    if folded in names.loose or _singular(folded) in names.loose:
        return _Mark.NAME, "a word of a withheld name"
    if place and token.joined and words[place - 1].token.word in honorifics() and folded not in title_words():
        return _Mark.NAME, "behind a form of address"
    if folded in body_words() and not (folded in listed("publications") and token.head):
        return _Mark.STANDS, ""
    if printed.isupper() and not token.headline and len(printed) <= _ACRONYM and not _has_vowel(folded):
        return _Mark.STANDS, ""
    if all(is_common(part) for part in folded.split()):
        if (
            token.head
            and not token.headline
            and ((is_doubtful(folded) and _acts(words, place)) or _speaks(words, place))
        ):
            return _Mark.NAME, "a name that is a word, too, before a verb"
        if token.head or token.headline or (printed.isupper() and not is_doubtful(folded)):
            return _Mark.HEAD, ""
        return _Mark.NAME, "a capital inside a sentence"
    return _Mark.NAME, "a word that no list knows, with a capital"


def _is_borne(words: list[_Word], place: int) -> bool:
    """Tell whether a word that is a name, too, is one here: no day with its date, no people, no word of a sentence."""
    token = words[place].token
    before = words[place - 1].token if place and token.joined else None
    after = words[place + 1].token if place + 1 < len(words) and words[place + 1].token.joined else None
    acts = after is not None and after.word in listed("after_a_name")
    if token.headline:
        return acts
    if token.word in days():
        numbered = any(one is not None and one.printed[0].isdecimal() for one in (before, after))
        said = before is not None and before.word in listed("before_a_day")
        if token.head:
            return acts and not numbered
        return not numbered and not said and (after is None or after.word not in listed("after_a_day"))
    if token.word in nations():
        owned = before is not None and before.word in ("the", "a", "an")
        return not owned and (acts or after is None or after.is_capital)
    if token.word in listed("function"):
        return acts if token.head else True
    if token.word in listed("common_capitals"):
        return before is None or before.word not in listed("before_a_day")
    if token.word in title_words() and after is not None and after.is_capital:
        return False
    return before is None or before.word not in ("the", "a", "an", "of") or token.word.endswith("s")


def _is_addressed(words: list[_Word], place: int) -> bool:
    """Tell whether a form of address with a capital stands right before a word: "Pa Sunday", "Aunt Hope"."""
    token = words[place].token
    if not place or not token.joined or token.headline or token.word in title_words() - days():
        return False
    before = words[place - 1].token
    is_form = before.word in listed("addressing") and before.printed.istitle()
    return is_form and (token.word not in listed("function") or token.word in listed("names_too"))


def _singular(word: str) -> str:
    """Return a word without the ending of a family's name: "the Abreus"."""
    return word.removesuffix("es") if word.endswith(("ses", "xes", "zes", "shes", "ches")) else word.removesuffix("s")


def _is_called_so(words: list[_Word], place: int) -> bool:
    """Tell whether the words right before a capital say that somebody is called by it."""
    if words[place].token.word in listed("function") or words[place].token.headline:
        return False
    before = " ".join(word.token.word for word in words[max(0, place - 4) : place])
    return any(before == cue or before.endswith(f" {cue}") for cue in listed("naming"))


def _acts(words: list[_Word], place: int) -> bool:
    """Tell whether the word behind a place is a verb that stands behind names: "Baker said"."""
    after = words[place + 1].token if place + 1 < len(words) else None
    return after is not None and after.joined and after.word in listed("after_a_name")


def _speaks(words: list[_Word], place: int) -> bool:
    """Tell whether a bare noun is followed by what a person alone does, or by an age: "Patience wept", "Hope, 9,"."""
    token = words[place].token
    after = words[place + 1].token if place + 1 < len(words) else None
    if (
        after is None
        or token.word.endswith(("s", "body", "one", "ly", "ing", "ed"))
        or token.word in listed("function")
    ):
        return False
    ages = (
        not after.joined
        and after.printed.isdecimal()
        and len(after.printed) < _AGE_DIGITS
        and after.start - token.end == len(", ")
    )
    if ages and is_doubtful(token.word):
        return True
    kind = noun_classes().get(token.word)
    if (
        kind in ("person", "group", "perhaps_person", "time")
        or token.word in kin_words() | title_words() | body_words()
    ):
        return False
    return bool(after.joined and after.word in listed("human_verbs") and kind is not None)


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in word)


_MOST_INITIALS = 12
"""Initials of one name, before and behind one of them, at most."""


def _initial(words: list[_Word], place: int) -> tuple[_Mark, str]:
    """Judge a single capital: free as "I" or "A" and in abbreviations that name nobody, else a name's initial."""
    start, end = place, place + 1
    least, most = max(0, place - _MOST_INITIALS), min(len(words), place + _MOST_INITIALS)
    while start > least and words[start].token.joined and words[start - 1].token.is_initial:
        start -= 1
    while end < most and words[end].token.joined and words[end].token.is_initial:
        end += 1
    letters = "".join(word.token.word for word in words[start:end])
    if end - start > 1:
        return (_Mark.STANDS, "") if letters in structure() else (_Mark.NAME, "initials")
    before = words[place - 1].token if place else None
    if before is not None and words[place].token.joined and before.word in honorifics() | listed("addressing"):
        return _Mark.NAME, "an initial behind a form of address"
    after = words[place + 1].token if place + 1 < len(words) else None
    token = words[place].token
    is_pointed = after is not None and after.start - token.end > 1 and token.word not in ("i", "a")
    if (
        is_pointed
        and after is not None
        and before is not None
        and not token.head
        and not token.headline
        and before.printed.islower()
    ):
        if before.word in listed("before_an_initial") and (not after.is_capital or after.is_initial):
            return _Mark.NAME, "an initial"
    return _Mark.HEAD, ""


def _extend(words: list[_Word]) -> None:
    """Let a withheld name take the words that belong to it: initials, particles, allowed surnames beside it."""
    for place in range(1, len(words)):
        _take(words, place, place - 1)
    for place in range(len(words) - 2, -1, -1):
        _take(words, place, place + 1)
    for place in range(1, len(words) - 1):
        _pair(words, place)
    if len(words) > 1:
        _pair(words, 0)


def _take(words: list[_Word], place: int, beside: int) -> None:
    """Withhold a word where it is part of the withheld name beside it."""
    word, other = words[place], words[beside]
    joint = words[max(place, beside)].token
    if other.mark is not _Mark.NAME or word.mark is _Mark.NAME or word.closed or not joint.joined:
        return
    if other.known is not None and other.known.kind == "place":
        return
    if _belongs(words, place, beside):
        word.mark, word.rule = _Mark.NAME, "beside a withheld name"
        word.known = None


def _belongs(words: list[_Word], place: int, beside: int) -> bool:
    word, follows = words[place], beside < place
    token, folded = word.token, word.token.word
    if token.is_initial:
        return folded != "i" or follows
    if folded in particles() - listed("function"):
        return follows is False or (place + 1 < len(words) and words[place + 1].mark is _Mark.NAME)
    if folded in listed("names_of_months"):
        return not (follows and _has_number(words, place + 1)) and not _has_number(words, place - 1)
    if word.known is not None:
        if word.mark is not _Mark.STANDS or word.known.kind == "body" or len(word.known.words) > 1:
            return False
        return folded not in countries() or words[beside].known is None
    if folded in days() or folded in listed("function") or folded in listed("common_capitals"):
        return False
    if (
        not follows
        and folded in listed("given_titles")
        and token.is_capital
        and words[beside].rule == "a person without public function"
    ):
        return folded in listed("given_titles") - listed("ranks") - listed("offices") and not token.headline
    if token.is_capital and folded in title_words() | body_words():
        return follows and not token.headline and not token.printed.isupper()
    if word.mark is _Mark.HEAD:
        return is_doubtful(folded) if token.headline or token.printed.isupper() else True
    if word.mark is _Mark.FREE and len(folded) >= _UNKNOWN and token.printed.isalpha():
        return not is_ordinary(folded)
    return False


def _has_number(words: list[_Word], place: int) -> bool:
    return 0 <= place < len(words) and words[place].token.printed[0].isdigit()


def _pair(words: list[_Word], place: int) -> None:
    """Withhold two words side by side that no list knows, and doubtful ones side by side in a line of capitals."""
    one, two = words[place], words[place + 1]
    if not two.token.joined:
        return
    if one.mark is two.mark is _Mark.HEAD and one.token.headline:
        if is_doubtful(one.token.word) and is_doubtful(two.token.word):
            one.mark = two.mark = _Mark.NAME
            one.rule = two.rule = "two words that are names too"
    elif _is_strange(two) and (_is_strange(one) or one.mark is _Mark.NAME or one.token.word in kin_words()):
        for word in (one, two) if _is_strange(one) else (two,):
            word.mark, word.rule = _Mark.NAME, "a word that no list knows"


def _is_strange(word: _Word) -> bool:
    token = word.token
    return (
        word.mark is _Mark.FREE
        and not word.closed
        and word.known is None
        and len(token.word) >= _UNKNOWN
        and token.printed.isalpha()
        and token.printed.islower()
        and not is_common(token.word)
        and token.word not in structure()
    )


def _spans(words: list[_Word]) -> list[Withheld]:
    """Join withheld words side by side to one stretch; each known name keeps its own."""
    spans: list[Withheld] = []
    before: _Word | None = None
    for word in words:
        if word.mark is _Mark.NAME:
            joined = before is not None and before.mark is _Mark.NAME and word.token.joined
            if joined and (word.known is spans[-1].known and (word.known is None or not word.first)):
                spans[-1] = _longer(spans[-1], word)
            elif joined and (word.known is None or spans[-1].known is None) and not _is_place(word, spans[-1]):
                known = word.known or spans[-1].known
                spans[-1] = Withheld(spans[-1].start, word.token.end, spans[-1].rule, known, "")
            else:
                spans.append(Withheld(word.token.start, word.token.end, word.rule, word.known, ""))
        before = word
    return spans


def _longer(span: Withheld, word: _Word) -> Withheld:
    return Withheld(span.start, word.token.end, span.rule, span.known, "")


def _is_place(word: _Word, span: Withheld) -> bool:
    return any(known is not None and known.kind == "place" for known in (word.known, span.known))
