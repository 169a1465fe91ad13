"""Every number of a text with the value it has whatever it counts; what it counts is decided elsewhere.

Invariant: a number covers whole tokens, its words are never guessed (what does not parse has no count), and
its bounds are those of the profile ``strict``. Years, ages, ordinals and codes are numbers too: readers that
look for counts must look at ``form`` and at the counted noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from recount.model.values import Count, Operator
from recount.reading.numbers.figures import HYPHENS, Core, Form, figure_words, read_figure, word_at
from recount.reading.page import Page
from recount.vocabulary.profiles import bounds
from recount.vocabulary.schema import NumberRoleWords, words_of

_QUOTES = frozenset({'"', "'", "\u201d", "\u2019", "''"})


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


def read_numbers(page: Page) -> tuple[Number, ...]:
    """Return every number of the page in text order, without overlaps; a page is read once."""
    return page.once(_find_numbers)


def _find_numbers(page: Page) -> tuple[Number, ...]:
    found: list[Number] = []
    for sentence in page.analysis.sentences:
        words, position = page.lower[sentence.first : sentence.last], 0
        while position < len(words):
            core = _grouped(page, sentence.first, words, position) or read_figure(words, position)
            if core is None or _is_idiom(words, core):
                position += 1
                continue
            number = _phrase(page, sentence.first, words, core)
            if found and found[-1].last > number.first and found[-1].form == "vague":
                found.pop()  # "some 30", "as many as 30": the vague word bounds the figure
            elif found and found[-1].last > number.first:  # "30 at least several": the bound belongs to the first
                span = page.span(found[-1].last, number.last)
                number = replace(number, first=found[-1].last, start=span.start, raw=page.quote(span))
            joined = _spread(page, found[-1], number) if found else None
            if joined is not None:
                found.pop()
            found.append(joined or number)
            position = number.last - sentence.first
    return tuple(found)


_GROUPS = 4
"""Groups of digits of the largest figure: "1 200 000 000"."""


def _grouped(page: Page, base: int, words: Sequence[str], at: int) -> Core | None:
    """Return the figure of digits in groups of three that stand one space apart before what they count: "1 200 men"."""
    if not words[at].isdecimal() or len(words[at]) > 3 or words[at].startswith("0"):
        return None
    end = at + 1
    while _is_group(page, base, words, end):
        end += 1
    if not 1 < end - at <= _GROUPS or end >= len(words) or page.tokens[base + end].upos not in ("NOUN", "ADJ"):
        return None
    before = word_at(words, at - 1)
    if before[:1].isdigit() or before.rstrip(".") in words_of(NumberRoleWords, "roles_of_numbers").months:
        return None  # "15 May 200 men": a day
    return Core(at, end, int("".join(words[at:end])), "cardinal")


def _is_group(page: Page, base: int, words: Sequence[str], at: int) -> bool:
    word = word_at(words, at)
    beside = word.isdecimal() and len(word) == 3
    return beside and page.tokens[base + at].start - page.tokens[base + at - 1].end == 1


def _is_idiom(words: Sequence[str], core: Core) -> bool:
    """Whether ``one`` counts nothing: "one by one", "one another", "no one", "one after the other"."""
    if words[core.first : core.last] != ["one"]:
        return False
    before, after = word_at(words, core.first - 1), word_at(words, core.last)
    if before in ("no", "any", "every", "each", "which", "this", "that") or after == "another":
        return True
    if (after == "by" and word_at(words, core.last + 1) == "one") or (
        before == "by" and word_at(words, core.first - 2) == "one"
    ):
        return True
    return after == "after" and not {"other", "another"}.isdisjoint(words[core.last : core.last + 3])


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
    return replace(
        left, last=right.last, core_last=right.core_last, end=right.end, raw=raw, form="cardinal", count=count
    )


def _phrase(page: Page, base: int, words: Sequence[str], core: Core) -> Number:
    """Return the number around ``core``: a range partner, words before and after that bound it."""
    first, last, form, high = core.first, core.last, core.form, None
    op: Operator = "vague" if form == "vague" else "~" if core.about else "="
    if form == "cardinal":
        chain = _chain_end(words, core)
        partner = _partner(words, core)
        if chain > last + 2 or _follows_letters(page, base + first):
            form, last = "code", chain
        elif partner is not None:
            op, (last, high) = "range", partner
            first -= word_at(words, first - 1) in ("between", "from")
    core_last = last
    if form == "cardinal":
        last += _percent(words, last)
        form = "percent" if last > core_last else form
    if form in ("cardinal", "percent", "vague"):
        first, before = _before(page, base, words, first)
        last, after = _after(words, last)
        op = _bounded(op, before or after)
    if form == "cardinal":
        last = _said_again(words, last, core)
    span = page.span(base + first, base + last)
    raw, count = page.quote(span), None
    if op == "range":
        count = Count(op, None, core.value, high, raw)
    elif form in ("cardinal", "percent", "vague", "ordinal"):
        count = Count(op, core.value, *bounds(op, core.value, raw), raw)
    return Number(
        base + first, base + last, base + core.first, base + core_last, span.start, span.end, raw, form, count
    )


def _said_again(words: Sequence[str], last: int, core: Core) -> int:
    """Return where a figure ends that is given a second time in brackets: "15 (fifteen)", "forty-seven (47)"."""
    if word_at(words, last) != "(" or last + 1 >= len(words):
        return last
    again = read_figure(words, last + 1)
    same = again is not None and again.value == core.value and word_at(words, again.last) == ")"
    return again.last + 1 if again is not None and same else last


def _bounded(op: Operator, bound: Operator | None) -> Operator:
    return op if bound is None or op in ("range", "vague") or (op, bound) == ("~", "=") else bound


def _percent(words: Sequence[str], at: int) -> int:
    """Return how many words say percent here."""
    return 1 if word_at(words, at) in ("%", "percent", "pct") else 2 * (list(words[at : at + 2]) == ["per", "cent"])


def _chain_end(words: Sequence[str], core: Core) -> int:
    """Return where digits joined by hyphens end: in a longer chain (a phone number, a score) no part counts."""
    at = core.last
    while words[core.first][:1].isdigit() and word_at(words, at) in HYPHENS and word_at(words, at + 1)[:1].isdigit():
        at += 2
    return at


def _follows_letters(page: Page, first: int) -> bool:
    """Whether a figure is glued to a word by a hyphen before it, as in the name of a weapon or a road, or by a stroke
    with no word behind it ("record/1", not "6 killed/1 wounded")."""
    if first < 2 or not (page.lower[first - 1] in HYPHENS or page.lower[first - 1] == "/"):
        return False
    mark, word, figure = page.tokens[first - 1], page.tokens[first - 2], page.tokens[first]
    if mark.text == "/" and word_at(page.lower, first + 1)[:1].isalpha():
        return False
    return mark.end == figure.start and word.end == mark.start and word.text[-1:].isalpha()


def _partner(words: Sequence[str], core: Core) -> tuple[int, int] | None:
    """Return the end and upper value of a range that ``core`` opens, None where it opens none."""
    link, at, before = word_at(words, core.last), core.last + 1, word_at(words, core.first - 1)
    if link == "," and word_at(words, at) in figure_words().doubts:  # "seven, possibly eight"
        link, at = "or", at + 1
    if at >= len(words) or core.value is None or not (link in ("to", "or", "and", "/") or link in HYPHENS):
        return None
    other = read_figure(words, at)
    if other is None or other.form != "cardinal" or other.value is None or other.value <= core.value:
        return None
    far, digits = other.value > 2 * core.value + 2, words[at][:1].isdigit()
    rise = before == "from" and not figure_words().rises.isdisjoint(words[: core.first])
    barred = {"and": before != "between", "to": rise, "or": far, "/": far or not digits}
    return None if barred.get(link, not digits) else (other.last, other.value)


def _before(page: Page, base: int, words: Sequence[str], first: int) -> tuple[int, Operator | None]:
    """Return where the bounding words before ``first`` begin and the outermost bound they give."""
    known, begin, at = figure_words(), first, first
    op: Operator | None = None
    for _ in range(3):
        while at > 1 and words[at - 1] in _QUOTES:  # "well over" 70
            at -= 1
        steps = [at]
        if op is None and word_at(words, at - 1) in known.between:
            steps += [at - 2, at - 1] if word_at(words, at - 2) in ("a", "an") else [at - 1]
        found = next((one for step in steps if (one := _ends_with(words, step)) is not None), None)
        if found is None:
            break
        opening, end, bound = found
        if _leads_elsewhere(words, opening, end, at, bound):
            break
        if end == opening + 1 and words[opening] in known.prepositions:
            if not _bounds_by_tree(page, base + opening, base + first):
                break
        if _is_other(page, base + opening):
            break
        if op is None or bound not in ("~", "="):
            op = bound
        begin = at = opening
    return begin, op


def _is_other(page: Page, word: int) -> bool:
    """Whether a bounding word is something else: a verb's particle ("hand over eleven"), a name ("Hostel C three")."""
    token = page.tokens[word]
    return token.deprel == "compound:prt" or token.text == "C"


def _leads_elsewhere(words: Sequence[str], opening: int, end: int, at: int, bound: Operator) -> bool:
    """Whether bounding words belong to what stands before: "asked about the 26 dead", "has gone up to 52"."""
    topic = bound != "=" and "the" in words[end:at]
    return topic or (list(words[opening:end]) == ["up", "to"] and word_at(words, opening - 1) in figure_words().climbs)


@cache
def _bounding(where: str) -> dict[str, list[tuple[tuple[str, ...], Operator]]]:
    """Return the bounding phrases ``before`` or ``after`` a figure by the word next to it, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Operator]]] = {}
    rows = figure_words().before if where == "before" else figure_words().after
    pairs = [(tuple(phrase.split()), op) for op, phrases in rows.items() for phrase in phrases]
    for words, op in sorted(pairs, key=lambda pair: len(pair[0]), reverse=True):
        found.setdefault(words[-1 if where == "before" else 0], []).append((words, op))
    return found


def _ends_with(words: Sequence[str], at: int) -> tuple[int, int, Operator] | None:
    """Return first, end and bound of the bounding words that end at ``at``."""
    for phrase, op in _bounding("before").get(word_at(words, at - 1), ()):
        if at >= len(phrase) and tuple(words[at - len(phrase) : at]) == phrase:
            return at - len(phrase), at, op
    return None


def _bounds_by_tree(page: Page, word: int, figure: int) -> bool:
    """Whether the tree ties a word such as ``under`` to the figure and not to a noun as its preposition."""
    token = page.tokens[word]
    above = page.tokens[token.head]  # the case of a subject or object is none
    inside = figure <= token.head <= figure + 2 and above.upos == "NUM"
    return inside or token.deprel.startswith("advmod") or above.deprel.startswith(("nsubj", "obj"))


def _after(words: Sequence[str], last: int) -> tuple[int, Operator | None]:
    """Return where the bounding words after a figure end and the bound they give."""
    for phrase, op in _bounding("after").get(word_at(words, last), ()):
        added = phrase == ("+",) and word_at(words, last + 1)[:1].isdigit()  # "4 + 2" adds
        if tuple(words[last : last + len(phrase)]) == phrase and not added:
            return last + len(phrase), op
    return last, None
