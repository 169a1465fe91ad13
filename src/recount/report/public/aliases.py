"""Names under which people write to each other: what opens a line of a thread, and what words announce as a handle.

Invariant: the parts of an interview ("Witness:"), the fields of a form ("Date:") and the offices are no such names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from recount.linking.folding import fold
from recount.report.public.words import days, is_ordinary, listed, nations, raw_list, title_words

_MOST_WORDS = 4
"""Words of the longest name that opens a line of a thread."""
_MARK_LINE = 10
"""Words of the longest line in which a word shows that a thread follows."""
_TIMES = 2
"""Lines that one name opens before they are a thread by that alone."""
_NAME = r"(?P<name>[@~]?[^\W_](?:[^\n:<>|\u00b7\u2014\"(\[]{0,38}[^\s:<>|\u00b7\u2014\"(\[,\u2013-])?)"
_STAMP = (
    r"(?:\[?\(?\d{1,4}[:./-]\d{1,2}(?:[:./-]\d{1,4})?[^\n\]\w]{0,4}(?:\d{1,2}[:.]\d{2}(?::\d{2})?)?"
    r"\s?(?:[ap]\.?m\.?)?[\])]?\s*[-\u2013|:,]?\s*)?"
)
_AGO = (
    r"(?:\d{1,3}\s?(?:s|m|h|d|w|min|mins|hrs?|hours?|days?|weeks?|months?|years?)\b(?:\s+ago)?"
    r"|(?:yesterday|today|just now|last week)\b)"
)
_LEAD = r"(?m:^)[ \t]*(?:[>\u2022*#\u2013-]{1,3}[ \t]*)?(?:#?\d{1,4}[.):]?[ \t]+)?"
_MONTH = r"(?:\d{1,2}\s+)?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"


def _verbs() -> str:
    return "|".join(raw_list("thread_verbs"))


def _openers() -> Iterator[re.Pattern[str]]:
    yield re.compile(rf"{_LEAD}{_STAMP}{_NAME}:(?=[ \t\n]|$)")
    yield re.compile(rf"{_LEAD}{_NAME}\s+(?:{_verbs()})\b[^\n:]{{0,50}}:(?=\s|$)")
    yield re.compile(
        rf"{_LEAD}{_NAME}[ \t]*(?:[|\u00b7\u2022\u2014\u2013,-][ \t]*|\()"
        rf"(?:{_AGO}|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{_MONTH}\s+\d{{1,4}})[^\n]{{0,30}}\n"
    )
    yield re.compile(rf"{_LEAD}<{_NAME}>(?=[ \t])")
    yield re.compile(rf"{_LEAD}{_NAME}[ \t]+(?:\u2014|\u2013|>|\|)[ \t]+(?=\S+ \S+ \S+)")
    yield re.compile(rf"{_LEAD}{_NAME}[ \t]*\n(?=[ \t]*(?:{_AGO}|{_MONTH}\s+\d|\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}))")


_SIGNED = re.compile(
    r"(?m:^[ \t]*[-\u2013\u2014~]{1,2}[ \t]*(?P<name>[^\W_A-Z]+(?:[.][^\W_A-Z]+)+|[^\W\d_A-Z]+\d+)[ \t]*$)"
)
"""A made name alone on the line that signs a message."""


@cache
def _all_openers() -> tuple[re.Pattern[str], ...]:
    return tuple(_openers())


def aliases(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand under which people write, as far as they may be words of the language or no words."""
    found = [(rank, match) for rank, pattern in enumerate(_all_openers()) for match in pattern.finditer(text)]
    found = [(rank, match) for rank, match in found if _may_be_alias(match.group("name"))]
    counts = Counter({match.start("name"): match.group("name") for _, match in found}.values())
    stamped = sum(
        rank == 0 and match.group()[: match.start("name") - match.start()].strip(" >")[:1] == "["
        for rank, match in found
    )
    is_thread = _is_thread(text) or stamped >= _TIMES or any(_is_made(name) for name in counts)
    taken: set[str] = set()
    for rank, match in found:
        name = match.group("name")
        if not (is_thread or (counts[name] >= _TIMES and rank in (0, 1, 3))) and not _is_made(name):
            continue
        if not (name.islower() or _is_made(name) or all(map(is_ordinary, fold(name).split()))):
            continue  # the rules for names know better who may be named: an author answers, too
        plain = fold(name).split()
        if (
            (rank != 1 and plain[0] in ("a", "an", "the"))
            or " - " in name
            or (rank in (2, 5) and len(plain) == 1 and name.istitle() and is_ordinary(plain[0]))
        ):
            continue
        if rank in (4, 5) and not (name.islower() or _is_made(name)):
            continue
        yield match.span("name")
        taken.add(name)
    for match in _SIGNED.finditer(text):
        yield match.span("name")
        taken.add(match.group("name"))
    for start, end in _announced(text):
        yield start, end
        taken.add(text[start:end])
    for name in sorted(taken):
        lone = name.isalpha() and is_ordinary(fold(name))
        pattern = (
            rf"(?<=@){re.escape(name)}(?!\w)" if lone and name.islower() else rf"(?<![\w.]){re.escape(name)}(?!\w)"
        )
        for match in re.finditer(pattern, text):
            yield match.span()


def _may_be_alias(name: str) -> bool:
    """Tell whether the opening of a line may be a name: few words, none of them a part, a field or an office."""
    if _is_made(name):
        return True
    words = fold(name).split()
    if (
        not words
        or len(words) > _MOST_WORDS
        or (name.isupper() and len(name) > 1)
        or (name[0].isdigit() and name.isdecimal())
    ):
        return False
    whole = " ".join(words)
    if whole in listed("line_openers") or words[-1] in listed("line_openers") or whole in listed("function"):
        return False
    if any(word in days() | nations() | listed("offices") | listed("spokespersons") for word in words):
        return False
    if any(word in _SENTENCE for word in words[:-1]) or words[-1] in _SENTENCE:
        return False
    return not (words[0] in title_words() and name[:1].isupper() and len(words) > 1 and not is_ordinary(words[-1]))


_SENTENCE = frozenset({
    "and", "are", "at", "by", "following", "for", "from", "had", "has", "have", "he", "her",
    "his", "how", "in", "is", "it", "my", "not", "on", "our", "said", "says", "she",
    "that", "the", "their", "these", "they", "this", "those", "to", "was", "we", "were", "what",
    "when", "where", "who", "with", "you",
})  # fmt: skip
"""Words of a sentence: a line that begins with one is no name."""


def _is_made(name: str) -> bool:
    """Tell whether a name is made up for writing: points, digits or capitals inside a word."""
    word = name.lstrip("@~")
    if " " in word:
        return False
    return bool(
        re.fullmatch(
            r"[^\W\d_]+(?:[.\-][^\W_]+)+|[^\W_]*[^\W\d_]\d+|[^\W_A-Z]+[A-Z][^\W_]*|[A-Z][^\W\d_A-Z]+[A-Z][^\W\d_A-Z]+",
            word,
        )
    ) and not re.fullmatch(r"(?:Mc|Mac|De|Van|Al|El|O)[A-Z][a-z]+|[A-Z][a-z]+-[A-Z][a-z]+|[a-z]+-[a-z]+", word)


def _is_thread(text: str) -> bool:
    """Tell whether a short line of a text says that comments or messages follow."""
    marks = listed("thread_marks")
    for line in text.split("\n"):
        words = fold(line).split()
        if 0 < len(words) <= _MARK_LINE and (
            set(words) & marks or any(mark in " ".join(words) for mark in marks if " " in mark)
        ):
            return True
    return False


@cache
def _handles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a quoted and of a plain handle behind a word that announces it."""
    words = "|".join(re.escape(word) for word in sorted(raw_list("handles"), key=len, reverse=True))
    strong = rf"(?i:(?<!\w)(?:{words})(?!\w))\s*(?:name|id|is|was|as|called|named)?\s*"
    quoted = r"(?:[:=]\s*)?[\"'\u201c\u2018\u00ab](?P<it>[^\"\u201d\u2019\u00bb\n]{2,40})[\"'\u201d\u2019\u00bb]"
    plain = r"(?:(?P<mark>[:=]\s*)|(?P<at>@))?(?P<it>[^\W_][\w.\-]{2,30})(?<![.\-])"
    return re.compile(strong + quoted), re.compile(strong + plain)


def _announced(text: str) -> Iterator[tuple[int, int]]:
    """Yield the handles that words announce: "posted by ...", "username: ..."."""
    quoted, plainly = _handles()
    for match in quoted.finditer(text):
        yield match.span("it")
    for match in plainly.finditer(text):
        name = match.group("it")
        made = _is_made(name) or "_" in name or any(map(str.isdigit, name))
        by = re.match(r"(?i)[\w ]*\b(?:by|from|username|handle|nick)\b", match.group()) is not None
        plain = is_ordinary(fold(name)) or fold(name) in listed("function")
        if made or match.group("at") or (match.group("mark") and not plain) or (by and name.islower() and not plain):
            yield match.span("it")
