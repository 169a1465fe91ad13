"""Every number of a text with the value it has whatever it counts; what it counts is decided elsewhere.

Invariant: a number covers whole tokens, its words are never guessed (what does not parse has no count), and
its bounds are those of the profile ``strict``. Years, ages, ordinals and codes are numbers too: readers that
look for counts must look at ``form`` and at the counted noun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from recount.model.values import Count, Operator
from recount.reading.page import Page
from recount.vocabulary import load
from recount.vocabulary.profiles import bounds, vague_phrases

Form = Literal["cardinal", "vague", "ordinal", "fraction", "percent", "decimal", "code"]

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|d)", re.IGNORECASE)
_GLUED = re.compile(r"(\d+(?:\.\d+)?)(k|mn|m|bn)", re.IGNORECASE)
_HYPHENS = frozenset("-–—‑−")
_LONGEST_DIGITS = 12
"""More digits than any count of people has: phone numbers, identifiers."""
_RISE = frozenset(
    {"rose", "rise", "rises", "risen", "rising", "increased", "increase", "increases", "climbed", "climbs",
     "jumped", "jumps", "up", "grew", "grown", "revised", "raised", "upped", "fell", "dropped", "lowered"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed. ``first`` to ``last`` (exclusive) are the tokens of the whole phrase with its
    bounding words; ``core_first`` to ``core_last`` those of the figure alone. ``count`` is None for what is
    no whole number (codes, decimals, fractions); ``percent`` keeps its value in ``count``.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    start: int
    end: int
    raw: str
    form: Form
    count: Count | None


@dataclass(frozen=True, slots=True)
class _Core:
    """A figure from token ``first`` to ``last``: its value and how it was written."""

    first: int
    last: int
    value: int | None
    form: Form
    about: bool = False


@dataclass(frozen=True)
class _Words:
    """The number vocabulary, indexed for a scan over lower-case words."""

    small: dict[str, int]
    units: dict[str, int]
    tens: dict[str, int]
    multipliers: dict[str, int]
    glued: dict[str, int]
    ordinals: dict[str, int]
    fractions: frozenset[str]
    groups: dict[str, tuple[int, bool]]
    vague: dict[str, list[tuple[str, ...]]]
    before: dict[str, list[tuple[tuple[str, ...], Operator]]]
    after: dict[str, list[tuple[tuple[str, ...], Operator]]]
    prepositions: frozenset[str]
    between: frozenset[str]
    starters: frozenset[str]


@cache
def _words() -> _Words:
    table = load("numbers")
    vague: dict[str, list[tuple[str, ...]]] = {}
    for phrase in vague_phrases():
        words = tuple(phrase.split())
        vague.setdefault(words[0], []).append(words)
    before: dict[str, list[tuple[tuple[str, ...], Operator]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], Operator]]] = {}
    for name, index, position in (("before", before, -1), ("after", after, 0)):
        for op, phrases in table[name].items():
            for phrase in phrases:
                words = tuple(str(phrase).split())
                index.setdefault(words[position], []).append((words, op))
    for rows in vague.values():
        rows.sort(key=len, reverse=True)
    for pairs in (*before.values(), *after.values()):
        pairs.sort(key=lambda pair: len(pair[0]), reverse=True)
    groups = {word: (row["value"], row["about"]) for word, row in table["groups"].items()}
    small = {**table["units"], **table["tens"]}
    starters = frozenset(
        [*small, *table["multipliers"], *table["ordinals"], *groups, *vague, *table["fractions"], "a", "an"]
    )
    return _Words(
        small=small,
        units=table["units"],
        tens=table["tens"],
        multipliers=table["multipliers"],
        glued=table["glued"],
        ordinals=table["ordinals"],
        fractions=frozenset(table["fractions"]),
        groups=groups,
        vague=vague,
        before=before,
        after=after,
        prepositions=frozenset(table["prepositions"]),
        between=frozenset(table["between"]),
        starters=starters,
    )


def value_of_words(words: Sequence[str]) -> int | None:
    """Return the value of a whole phrase of number words or digits ("two hundred and six"), None if it is none."""
    lowered = [word.lower() for word in words]
    core = _read_figure(lowered, 0)
    return core.value if core is not None and core.last == len(lowered) and core.form == "cardinal" else None


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number word below one hundred at ``at``."""
    vocabulary = _words()
    word = words[at] if at < len(words) else ""
    if word in vocabulary.tens:
        value, following = vocabulary.tens[word], at + 1
        unit = following + 1 if following < len(words) and words[following] in _HYPHENS else following
        if unit < len(words) and 0 < vocabulary.units.get(words[unit], 0) < 10:
            return value + vocabulary.units[words[unit]], unit + 1
        return value, following
    if word in vocabulary.units:
        return vocabulary.units[word], at + 1
    head, _, tail = word.partition("-")
    if tail and head in vocabulary.tens and 0 < vocabulary.units.get(tail, 0) < 10:
        return vocabulary.tens[head] + vocabulary.units[tail], at + 1
    return None


def _below_thousand(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number in words up to 9,999 hundreds style ("nineteen hundred")."""
    small = _below_hundred(words, at)
    if small is None:
        return None
    value, end = small
    if end < len(words) and words[end] == "hundred" and 0 < value < 100:
        value, end = value * 100, end + 1
        follow = end + 1 if end < len(words) and words[end] == "and" else end
        rest = _below_hundred(words, follow)
        if rest is not None and rest[0] > 0 and not (rest[1] < len(words) and words[rest[1]] == "hundred"):
            return value + rest[0], rest[1]
    return value, end


def _read_words(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """Return the value and end of a number written in words at ``at``."""
    vocabulary = _words()
    total, end, floor = 0, at, None
    position = at
    while True:
        part = _below_thousand(words, position)
        if part is None or (floor is not None and part[0] >= floor) or (floor is not None and part[0] == 0):
            break
        value, stop = part
        unit = vocabulary.multipliers.get(words[stop], 0) if stop < len(words) else 0
        if unit >= 1000:
            if floor is not None and unit >= floor:
                break
            total, end, floor = total + value * unit, stop + 1, unit
            position = end
            if end < len(words) and words[end] == "and":
                tail = _below_thousand(words, end + 1)
                if tail is not None and 0 < tail[0] < 100 and not _multiplied(words, tail[1]):
                    return total + tail[0], tail[1]
                break
            if end < len(words) and words[end] == "," and _below_thousand(words, end + 1) is not None:
                comma = _below_thousand(words, end + 1)
                if comma is None or comma[0] < 100:
                    break
                position = end + 1
            continue
        return total + value, stop
    return (total, end) if end > at else None


def _multiplied(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at] in _words().multipliers


def _read_digits(words: Sequence[str], at: int) -> _Core | None:
    """Return the figure that begins with a digit at ``at``."""
    word = words[at]
    vocabulary = _words()
    unit = vocabulary.multipliers.get(words[at + 1], 0) if at + 1 < len(words) else 0
    if _GROUPED.fullmatch(word):
        digits = word.replace(",", "")
        if len(digits) > _LONGEST_DIGITS:
            return _Core(at, at + 1, None, "code")
        value = int(digits)
        return _Core(at, at + 2, value * unit, "cardinal") if unit else _Core(at, at + 1, value, "cardinal")
    if _ORDINAL.fullmatch(word):
        return _Core(at, at + 1, int(re.sub(r"\D", "", word)), "ordinal")
    glued = _GLUED.fullmatch(word)
    if glued is not None:
        return _scaled(at, at + 1, glued.group(1), vocabulary.glued[glued.group(2).lower()])
    if _DECIMAL.fullmatch(word):
        return _scaled(at, at + 2, word, unit) if unit else _Core(at, at + 1, None, "decimal")
    return _Core(at, at + 1, None, "code")


def _scaled(first: int, last: int, figure: str, unit: int) -> _Core:
    """Return ``figure`` times ``unit`` where that is a whole number ("2.5 million")."""
    whole, _, part = figure.partition(".")
    digits = int((whole + part) or "0") if (whole + part).isdigit() else -1
    scale = 10 ** len(part)
    if digits < 0 or digits * unit % scale:
        return _Core(first, last, None, "decimal")
    return _Core(first, last, digits * unit // scale, "cardinal")


def _read_figure(words: Sequence[str], at: int) -> _Core | None:
    """Return the figure that begins at ``at``: digits, number words, a dozen, a vague quantity."""
    vocabulary = _words()
    word = words[at]
    if word[:1].isdigit():
        return _read_digits(words, at)
    vague = _read_vague(words, at)
    if vague is not None:
        return vague
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in ("a", "an"):
        if following in vocabulary.groups and _grouping(words, at + 1):
            value, about = vocabulary.groups[following]
            return _Core(at, at + 2, value, "cardinal", about)
        if following == "half" and at + 2 < len(words) and words[at + 2] == "dozen":
            return _Core(at, at + 3, 6, "cardinal", True)
        if following in vocabulary.multipliers:
            scaled = _read_words(["one", *words[at + 1 : at + 8]], 0)
            if scaled is not None:
                value, used = scaled
                return _Core(at, at + used, value, "cardinal", used == 2)
        return None
    if word == "half":
        step = at + 2 if following in ("a", *_HYPHENS) else at + 1
        if step < len(words) and words[step] == "dozen":
            return _Core(at, step + 1, 6, "cardinal", True)
        if following == "a" and step < len(words) and vocabulary.multipliers.get(words[step], 0) >= 1000:
            return _Core(at, step + 1, vocabulary.multipliers[words[step]] // 2, "cardinal", True)
        return _Core(at, at + 1, None, "fraction")
    if word in vocabulary.groups and _grouping(words, at):
        value, about = vocabulary.groups[word]
        return _Core(at, at + 1, value, "cardinal", about)
    read = _read_words(words, at)
    if read is not None:
        value, end = read
        follow = words[end] if end < len(words) else ""
        after_hyphen = words[end + 1] if follow in _HYPHENS and end + 1 < len(words) else follow
        if after_hyphen in vocabulary.fractions and after_hyphen != "half" and value < 10:
            return _Core(at, end + (2 if follow in _HYPHENS else 1), None, "fraction")
        if follow in ("dozen", "score") and 0 < value < 100:
            return _Core(at, end + 1, value * vocabulary.groups[follow][0], "cardinal", True)
        if follow in _HYPHENS and after_hyphen in vocabulary.ordinals and value in vocabulary.tens.values():
            return _Core(at, end + 2, value + vocabulary.ordinals[after_hyphen], "ordinal")
        return _Core(at, end, value, "cardinal")
    if word in vocabulary.ordinals:
        return _Core(at, at + 1, vocabulary.ordinals[word], "ordinal")
    if word in vocabulary.fractions:
        return _Core(at, at + 1, None, "fraction")
    return None


def _grouping(words: Sequence[str], at: int) -> bool:
    """Whether a group noun counts what follows: ``dozen`` always, ``couple`` and ``pair`` only before ``of``."""
    return words[at] in ("dozen",) or (at + 1 < len(words) and words[at + 1] == "of")


def _read_vague(words: Sequence[str], at: int) -> _Core | None:
    for phrase in _words().vague.get(words[at], ()):
        end = at + len(phrase)
        if tuple(words[at:end]) == phrase:
            counts = phrase[-1] not in ("number", "numbers", "group", "handful", "lot", "lots", "plenty") or (
                end < len(words) and words[end] == "of"
            )
            return _Core(at, end, None, "vague") if counts else None
    return None


def read_numbers(page: Page) -> tuple[Number, ...]:
    """Return every number of the page in text order, without overlaps."""
    words = page.lower
    starters = _words().starters
    found: list[Number] = []
    at = 0
    for sentence in page.analysis.sentences:
        at = max(at, sentence.first)
        if not any(word in starters or word[:1].isdigit() for word in words[sentence.first : sentence.last]):
            continue
        local = words[sentence.first : sentence.last]
        base = sentence.first
        position = at - base
        while position < len(local):
            word = local[position]
            core = _read_figure(local, position) if word in starters or word[:1].isdigit() else None
            if core is None or _is_idiom(local, core):
                position += 1
                continue
            number = _phrase(page, base, local, core)
            if found and found[-1].last > number.first and found[-1].form == "vague":
                found.pop()  # "some 30", "as many as 30": the vague word bounds the figure
            joined = _spread(page, found[-1], number) if found else None
            if joined is not None:
                found[-1] = joined
            else:
                found.append(number)
            position = number.last - base
        at = sentence.last
    return tuple(found)


def _is_idiom(words: Sequence[str], core: _Core) -> bool:
    """Whether ``one`` counts nothing: "one by one", "one another", "no one", "one after the other"."""
    if words[core.first : core.last] != ["one"]:
        return False
    before = words[core.first - 1] if core.first > 0 else ""
    after = words[core.last] if core.last < len(words) else ""
    if before in ("no", "any", "every", "each", "which", "this", "that") or after == "another":
        return True
    if after == "by" and words[core.last + 1 : core.last + 2] == ["one"]:
        return True
    if before == "by" and words[core.first - 2 : core.first - 1] == ["one"]:
        return True
    return after == "after" and "other" in words[core.last : core.last + 3]


def _spread(page: Page, left: Number, right: Number) -> Number | None:
    """Return the range of "at least three and as many as 25", None for two numbers apart."""
    one, two = left.count, right.count
    if one is None or two is None or one.op not in (">=", ">") or two.op not in ("<=", "<"):
        return None
    if right.first != left.last + 1 or page.lower[left.last] not in ("and", "but", "or"):
        return None
    if one.low is None or two.high is None or two.high <= one.low:
        return None
    raw = page.text[left.start : right.end]
    count = Count("range", None, one.low, two.high, raw)
    return Number(
        left.first, right.last, left.core_first, right.core_last, left.start, right.end, raw, "cardinal", count
    )


def _phrase(page: Page, base: int, words: Sequence[str], core: _Core) -> Number:
    """Return the number around ``core``: a range partner, words before and after that bound it."""
    last, form, value = core.last, core.form, core.value
    op: Operator = "vague" if form == "vague" else "~" if core.about else "="
    low = high = None
    first = core.first
    if form == "cardinal" and (_is_chain(words, core) or _follows_letters(page, base + core.first)):
        form, value, last = "code", None, _chain_end(words, core.last)
    if form == "cardinal":
        partner = _partner(words, core)
        if partner is not None:
            end, other = partner
            low, high, value, op, last = core.value, other, None, "range", end
            if first > 0 and words[first - 1] in ("between", "from"):
                first -= 1
    core_last = last
    if form == "cardinal":
        if last < len(words) and words[last] in ("%", "percent", "pct"):
            form, last = "percent", last + 1
        elif words[last : last + 2] == ["per", "cent"]:
            form, last = "percent", last + 2
    if form in ("cardinal", "percent", "vague"):
        first, before = _before(page, base, words, first)
        last, after = _after(words, last)
        bound = before or after
        if bound is not None and op not in ("range", "vague") and not (bound == "=" and op == "~"):
            op = bound
    start, end = page.tokens[base + first].start, page.tokens[base + last - 1].end
    raw = page.text[start:end]
    count: Count | None = None
    if op == "range":
        count = Count(op, None, low, high, raw)
    elif form in ("cardinal", "percent", "vague", "ordinal"):
        count = Count(op, value, *bounds(op, value, raw), raw)
    return Number(base + first, base + last, base + core.first, base + core_last, start, end, raw, form, count)


def _is_chain(words: Sequence[str], core: _Core) -> bool:
    """Whether digits belong to a longer chain such as a phone number or a score, where no part counts."""
    if not words[core.first][:1].isdigit():
        return False
    links = 0
    at = core.last
    while at + 1 < len(words) and words[at] in _HYPHENS and words[at + 1][:1].isdigit():
        links, at = links + 1, at + 2
    return links >= 2


def _follows_letters(page: Page, first: int) -> bool:
    """Whether a figure is glued to a word by a hyphen before it, as in the name of a weapon or a road."""
    if first < 2 or page.lower[first - 1] not in _HYPHENS:
        return False
    mark, word, figure = page.tokens[first - 1], page.tokens[first - 2], page.tokens[first]
    return mark.end == figure.start and word.end == mark.start and word.text[-1:].isalpha()


def _chain_end(words: Sequence[str], at: int) -> int:
    while at + 1 < len(words) and words[at] in _HYPHENS and words[at + 1][:1].isdigit():
        at += 2
    return at


def _partner(words: Sequence[str], core: _Core) -> tuple[int, int] | None:
    """Return the end and upper value of a range that ``core`` opens, None where it opens none."""
    value = core.value
    at = core.last
    if value is None or at + 1 >= len(words):
        return None
    link = words[at]
    before = words[core.first - 1] if core.first > 0 else ""
    if link not in ("to", "or", "and") and link not in _HYPHENS:
        return None
    if link == "and" and before != "between":
        return None
    other = _read_figure(words, at + 1)
    if other is None or other.form != "cardinal" or other.value is None or other.value <= value:
        return None
    if link == "or" and other.value > 2 * value + 2:
        return None
    if link == "to" and before == "from" and any(word in _RISE for word in words[: core.first]):
        return None
    if link in _HYPHENS and not words[at + 1][:1].isdigit():
        return None
    return other.last, other.value


def _before(page: Page, base: int, words: Sequence[str], first: int) -> tuple[int, Operator | None]:
    """Return where the bounding words before ``first`` begin and the outermost bound they give."""
    vocabulary = _words()
    op: Operator | None = None
    begin = at = first
    for _ in range(3):
        if at > 0 and words[at - 1] in vocabulary.between and op is None and at - 1 > 0:
            step = at - 2 if words[at - 2] in ("a", "an") and at > 1 else at - 1
            matched = _ends_with(vocabulary, words, step) or _ends_with(vocabulary, words, at - 1)
            step = step if _ends_with(vocabulary, words, step) else at - 1
        else:
            step, matched = at, None
        direct = _ends_with(vocabulary, words, at)
        if direct is not None:
            step, matched = at, direct
        if matched is None:
            break
        length, found = matched
        opening = step - length
        if length == 1 and words[opening] in vocabulary.prepositions:
            if not _bounds_by_tree(page, base + opening, base + first):
                break
        if not (found in ("~", "=") and op is not None):
            op = found
        begin = at = opening
    return begin, op


def _ends_with(vocabulary: _Words, words: Sequence[str], at: int) -> tuple[int, Operator] | None:
    if at <= 0:
        return None
    for phrase, op in vocabulary.before.get(words[at - 1], ()):
        if at >= len(phrase) and tuple(words[at - len(phrase) : at]) == phrase:
            return len(phrase), op
    return None


def _bounds_by_tree(page: Page, word: int, figure: int) -> bool:
    """Whether the tree ties a word such as ``under`` to the figure and not to a noun as its preposition."""
    token = page.tokens[word]
    return token.deprel.startswith("advmod") or token.head == figure


def _after(words: Sequence[str], last: int) -> tuple[int, Operator | None]:
    """Return where the bounding words after a figure end and the bound they give."""
    for phrase, op in _words().after.get(words[last], ()) if last < len(words) else ():
        if tuple(words[last : last + len(phrase)]) == phrase:
            return last + len(phrase), op
    return last, None
