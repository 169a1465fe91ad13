"""Whether the accounts show a name to be that of a place: what stands around it, wherever they print it.

Invariant: one place in any account where the name is a person's, and it is no place; silence shows nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from recount.linking.folding import fold
from recount.report.public.words import honorifics, is_ordinary, kin_words, listed, title_words
from recount.vocabulary.lexical import noun_classes

_REACH = 40
"""Characters around a name in which words say what it is."""
_WORD = re.compile(r"\w+")
_AGE = re.compile(r"\s*[,(]\s*(?:aged\s+)?\d{1,3}\s*[,.);]")
_DATELINE = re.compile(r"(?:, [^\W\d_]\w+)?, \d{1,2} [^\W\d_]{3,9}\.?(?: \d{4})? ?(?:\(|-|\u2013|\u2014)")
"""What stands behind the place of a dateline: "X, 9 February 1987 -"; a letter is signed without the dash."""
_APPOSITION = re.compile(r"\s*,\s+(?:an?|the|his|her|our|my|their|its|one)\s+((?:[\w'\u2019-]+\s?){1,3})")
_IS = re.compile(r"\s+(?:is|was)\s+(?:an?|the|his|her|our|my|their|one)\s+((?:[\w'\u2019-]+\s?){1,2})")
_OWNED = re.compile(r"['\u2019]s?\s+([a-z][\w-]*(?:\s[a-z][\w-]*)?)")
_FIRM = re.compile(r"\s+(?:&|and)\s+(?:sons?|brothers|co|company|partners|daughters)\b", re.IGNORECASE)
_WORD_BEHIND = re.compile(r"\s+([^\W\d_]+)")
_POSSESSIVE = re.compile(r"['\u2019]s?\s")
_CAPITAL_BEFORE = re.compile(r"[^\W\d_]+[ \t]$")
_CAPITAL_BEHIND = re.compile(r"[ \t-]([^\W\d_]\w+)")


class Accounts:
    """The texts of a record, found by their words: a name is looked for in those alone that print it."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read the words of every text once."""
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            for word in set(_WORD.findall(text.lower())):
                self._by_word[word].append(text)

    def uses(self, form: str) -> Iterator[tuple[str, int, int]]:
        """Yield every place of a text in which a name stands, in any letters."""
        first = _WORD.search(form.lower())
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
        for text in self._by_word.get(first.group(), ()) if first else ():
            for match in pattern.finditer(text):
                yield text, match.start(), match.end()


def is_shown_a_place(form: str, accounts: Accounts, *, called: bool = False) -> bool:
    """Tell whether a printed name stands in an account where only places stand, and in none where persons do.

    ``called`` tells that a word for a kind of place shows it already.
    """
    seen = called
    for text, start, end in accounts.uses(form):
        if _is_persons(text, start, end):
            return False
        seen = seen or _is_places(text, start, end)
    return seen


def _before(text: str, start: int) -> list[str]:
    """Return the words right before a name in its sentence, folded."""
    stretch = re.split(r"[.!?;:()\n\u201c\u201d\"]", text[max(0, start - _REACH) : start])[-1]
    return fold(stretch).split()


def _is_places(text: str, start: int, end: int) -> bool:
    before = _before(text, start)
    if _DATELINE.match(text, end) and (start == 0 or text[start - 1] == "\n"):
        return True
    if before == ["at"] and not _POSSESSIVE.match(text, end):
        return True
    if not before or "," in text[max(0, start - 2) : start] or _POSSESSIVE.match(text, end):
        return False
    if before[-1] in listed("surely_before_places"):
        return not set(before[-4:]) & listed("trusting")
    return before[-1] == "of" and len(before) > 1 and before[-2] in _of_places()


def _of_places() -> frozenset[str]:
    return listed("offices") | listed("large_places") | listed("small_places") | listed("of_a_place")


def _is_persons(text: str, start: int, end: int) -> bool:
    """Tell whether words around a name are those around persons: a title, an age, a verb of saying, another name."""
    before = _before(text, start)
    last = before[-1] if before and text[max(0, start - 2) : start].strip() != "," else ""
    titles = title_words() - listed("function") - listed("inside")
    if last in honorifics() | kin_words() | listed("spokespersons") or (last in titles and text[start - 1] == " "):
        return True
    if _POSSESSIVE.match(text, end):
        owned = _OWNED.match(text, end)
        return _is_beside_a_name(text, start, end) or (owned is not None and _is_somebody(owned.group(1)))
    if last in listed("before_a_person") and not set(before[-4:]) & (listed("small_places") | listed("large_places")):
        return True
    if _AGE.match(text, end) or _FIRM.match(text, end):
        return True
    said = _APPOSITION.match(text, end) or _IS.match(text, end)
    if said is not None and _is_somebody(said.group(1)):
        return True
    behind = _WORD_BEHIND.match(text, end)
    if behind and fold(behind.group(1)) in listed("after_a_person"):
        return True
    return _is_beside_a_name(text, start, end)


def _is_somebody(words: str) -> bool:
    """Tell whether one of a few words is a noun for a person."""
    return any(noun_classes().get(word) == "person" for word in fold(words).split())


def _is_beside_a_name(text: str, start: int, end: int) -> bool:
    """Tell whether a capital that no list knows stands right before or behind: a name goes on there."""
    left = _CAPITAL_BEFORE.search(text[max(0, start - _REACH) : start])
    if left and left.group()[0].isupper() and not is_ordinary(fold(left.group())):
        return True
    right = _CAPITAL_BEHIND.match(text, end)
    return bool(
        right and right.group(1)[0].isupper() and not right.group(1).isupper() and not is_ordinary(fold(right.group(1)))
    )
