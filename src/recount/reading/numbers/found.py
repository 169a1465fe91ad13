"""Every number of a text with the value it has whatever it counts; what it counts is decided elsewhere.

Invariant: a number covers whole tokens, its words are never guessed (what does not parse has no count), and
its bounds are those of the profile ``strict``. Years, ages, ordinals and codes are numbers too: readers that
look for counts must look at ``form`` and at the counted noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.model.values import Count, Operator
from recount.reading.numbers.figures import HYPHENS, Core, Form, NumberWords, number_words, read_figure
from recount.reading.page import Page
from recount.vocabulary.profiles import bounds

_QUOTES = frozenset({'"', "'", "\u201d", "\u2019", "''"})
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


def read_numbers(page: Page) -> tuple[Number, ...]:
    """Return every number of the page in text order, without overlaps; a page is read once."""
    return page.once(_find_numbers)


def _find_numbers(page: Page) -> tuple[Number, ...]:
    words = page.lower
    starters = number_words().starters
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
            core = read_figure(local, position) if word in starters or word[:1].isdigit() else None
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


def _is_idiom(words: Sequence[str], core: Core) -> bool:
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
    return after == "after" and bool({"other", "another"}.intersection(words[core.last : core.last + 3]))


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


def _phrase(page: Page, base: int, words: Sequence[str], core: Core) -> Number:
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


def _is_chain(words: Sequence[str], core: Core) -> bool:
    """Whether digits belong to a longer chain such as a phone number or a score, where no part counts."""
    if not words[core.first][:1].isdigit():
        return False
    links = 0
    at = core.last
    while at + 1 < len(words) and words[at] in HYPHENS and words[at + 1][:1].isdigit():
        links, at = links + 1, at + 2
    return links >= 2


def _follows_letters(page: Page, first: int) -> bool:
    """Whether a figure is glued to a word by a hyphen before it, as in the name of a weapon or a road."""
    if first < 2 or page.lower[first - 1] not in HYPHENS:
        return False
    mark, word, figure = page.tokens[first - 1], page.tokens[first - 2], page.tokens[first]
    return mark.end == figure.start and word.end == mark.start and word.text[-1:].isalpha()


def _chain_end(words: Sequence[str], at: int) -> int:
    while at + 1 < len(words) and words[at] in HYPHENS and words[at + 1][:1].isdigit():
        at += 2
    return at


def _partner(words: Sequence[str], core: Core) -> tuple[int, int] | None:
    """Return the end and upper value of a range that ``core`` opens, None where it opens none."""
    value = core.value
    at = core.last
    if value is None or at + 1 >= len(words):
        return None
    link = words[at]
    before = words[core.first - 1] if core.first > 0 else ""
    if link == "," and words[at + 1] in number_words().doubts and at + 2 < len(words):  # "seven, possibly eight"
        link, at = "or", at + 1
    if link not in ("to", "or", "and", "/") and link not in HYPHENS:
        return None
    if link == "and" and before != "between":
        return None
    other = read_figure(words, at + 1)
    if other is None or other.form != "cardinal" or other.value is None or other.value <= value:
        return None
    if link == "or" and other.value > 2 * value + 2:
        return None
    if link == "to" and before == "from" and any(word in _RISE for word in words[: core.first]):
        return None
    if (link in HYPHENS or link == "/") and not words[at + 1][:1].isdigit():
        return None
    if link == "/" and other.value > 2 * value + 2:
        return None
    return other.last, other.value


def _before(page: Page, base: int, words: Sequence[str], first: int) -> tuple[int, Operator | None]:
    """Return where the bounding words before ``first`` begin and the outermost bound they give."""
    vocabulary = number_words()
    op: Operator | None = None
    begin = at = first
    for _ in range(3):
        while at > 1 and words[at - 1] in _QUOTES:  # "well over" 70
            at -= 1
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


def _ends_with(vocabulary: NumberWords, words: Sequence[str], at: int) -> tuple[int, Operator] | None:
    if at <= 0:
        return None
    for phrase, op in vocabulary.before.get(words[at - 1], ()):
        if at >= len(phrase) and tuple(words[at - len(phrase) : at]) == phrase:
            return len(phrase), op
    return None


def _bounds_by_tree(page: Page, word: int, figure: int) -> bool:
    """Whether the tree ties a word such as ``under`` to the figure and not to a noun as its preposition."""
    token = page.tokens[word]
    above = page.tokens[token.head]  # the case of a subject or object is none
    inside = figure <= token.head <= figure + 2 and above.upos == "NUM"
    return inside or token.deprel.startswith("advmod") or above.deprel.startswith(("nsubj", "obj"))


def _after(words: Sequence[str], last: int) -> tuple[int, Operator | None]:
    """Return where the bounding words after a figure end and the bound they give."""
    for phrase, op in number_words().after.get(words[last], ()) if last < len(words) else ():
        if tuple(words[last : last + len(phrase)]) == phrase:
            return last + len(phrase), op
    return last, None
