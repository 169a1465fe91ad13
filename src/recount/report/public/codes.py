"""Codes that lead to a person: plates, numbers of papers, files and accounts, by their form or the word before them.

Invariant: what stands is a figure that can be read as a count, a day, an hour, a measure, the name of a weapon or of a
public paper; any other mixture of capitals and digits is a code. Method: allow-list, as for names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.linking.folding import fold
from recount.report.public.figures import BARE, MEASURE, MONTHS, NUMBER, YEAR, is_code, is_time
from recount.report.public.words import days, is_ordinary, listed
from recount.vocabulary.lexical import noun_classes, singulars

PLATE, PAPER = "plate", "identity number"
_CHUNK = re.compile(r"[\w*#]+(?:[-\u2010-\u2013/.·|:][\w*#]+|\([A-Za-z]{1,4}\)[\w*#]+)*")
"""A word of letters and digits with marks inside."""
_GAP = re.compile(r"[ \u00a0\u202f]|[ \u00a0][-\u2013|·/][ \u00a0]")
"""What parts two chunks of one code."""
_LETTERS = 4
"""Letters of the longest group of capitals in a code whose parts stand apart."""
_REACH = 60
"""Characters before a code in which a word announces it."""
_LEAST_NOUN = 3
"""Letters of the shortest noun that a number counts: "in" is none."""
_WORDS_BETWEEN = 5
"""Words between an announcing word and its number, at most."""
_SENTENCE = re.compile(r"(?<!\bno)(?<!\bnr)(?<!\bref)(?<!\breg)[.!?;](?=\s)|\n\s*\n", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.'\u2019-][^\W_]+)*\.?|[#№]")


@dataclass(frozen=True, slots=True)
class _Chunk:
    start: int
    end: int
    printed: str

    @property
    def digits(self) -> int:
        return sum(map(str.isdecimal, self.printed)) + self.printed.count("*")

    @property
    def is_letters(self) -> bool:
        """Whether it is a short group of capitals that may be part of a code."""
        printed = self.printed
        return printed.isalpha() and printed == printed.upper() and len(printed) <= _LETTERS

    @property
    def has_capital(self) -> bool:
        return any(letter.isalpha() and letter == letter.upper() for letter in self.printed)


def codes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each code begins and ends, and what it is."""
    for run in _runs(text):
        found = _announced(text, run) or _by_form(text, run)
        if found is not None:
            chunks, kind = found
            yield chunks[0].start, chunks[-1].end, kind


def _runs(text: str) -> Iterator[list[_Chunk]]:
    """Yield stretches of chunks side by side, each a group of capitals or with a digit; one has a digit at least."""
    run: list[_Chunk] = []
    for match in _CHUNK.finditer(text):
        chunk = _Chunk(match.start(), match.end(), match.group())
        if not chunk.digits and not chunk.is_letters:
            if run:
                yield from _with_digit(run)
            run = []
            continue
        if run and not _GAP.fullmatch(text, run[-1].end, chunk.start):
            yield from _with_digit(run)
            run = []
        run.append(chunk)
    yield from _with_digit(run)


def _with_digit(run: list[_Chunk]) -> Iterator[list[_Chunk]]:
    if any(chunk.digits for chunk in run):
        yield run


def _announced(text: str, run: list[_Chunk]) -> tuple[list[_Chunk], str] | None:
    """Return the code of a run that a word before it announces: "case 482", "plate ending in 88"."""
    first = next(at for at, chunk in enumerate(run) if chunk.digits)
    while first and run[first - 1].is_letters and not _is_free(run[first - 1]) and not _is_word(run[first - 1]):
        first -= 1
    chunks = run[first:]
    while not chunks[-1].digits and (_is_free(chunks[-1]) or _is_word(chunks[-1])):
        chunks = chunks[:-1]
    kind = _announcer(text, chunks[0].start)
    if kind is None:
        return None
    digits = sum(chunk.digits for chunk in chunks)
    letters = any(chunk.has_capital for chunk in chunks)
    if (
        not digits
        or (len(chunks) == 1 and is_time(chunks[0].printed))
        or (letters and digits < 2 and _is_ordinal(chunks))
    ):
        return None
    if not letters and _is_count(text, chunks, numbered=_is_numbered(text, chunks[0].start)):
        return None
    return chunks, kind


def _is_ordinal(chunks: Sequence[_Chunk]) -> bool:
    return any(MEASURE.fullmatch(chunk.printed) is not None for chunk in chunks)


def _is_numbered(text: str, start: int) -> bool:
    """Tell whether the word right before a number says that it is one: "No.", "number", "#"."""
    before = text[max(0, start - 24) : start]
    return (
        re.search(
            r"(?i:\b(?:no|nr|number|numbered)\.?|[#\u2116]|\b(?:ending|ends|beginning|begins|starting)(?:\s(?:in|on|with))?)\s*$",
            before,
        )
        is not None
    )


def _is_count(text: str, chunks: Sequence[_Chunk], *, numbered: bool) -> bool:
    """Tell whether digits alone are a year, an amount with its noun, or too short for a number of a paper."""
    printed = chunks[0].printed
    if len(chunks) == 1:
        if (
            YEAR.fullmatch(printed)
            or MEASURE.fullmatch(printed)
            or (NUMBER.fullmatch(printed) and not printed.isdecimal())
        ):
            return True
        parts = re.split(r"[-\u2010-\u2013/.:]", printed)
        owned = re.search(r"[,(:]\s*$", text[max(0, chunks[0].start - 3) : chunks[0].start]) is not None
        if (
            len(parts) == 2
            and "/" not in printed
            and not (owned and "-" in printed)
            and (max(map(len, parts)) <= 2 or all(map(YEAR.fullmatch, parts)))
        ):
            return True
        if printed.isdecimal() and len(printed) < 3 and not numbered:
            return True
    return _counts(text, chunks[-1].end)


def _counts(text: str, end: int) -> bool:
    """Tell whether a noun stands right behind a number: what it counts."""
    behind = re.match(r"[ \u00a0\n]([^\W\d_]+)", text[end : end + 30])
    if behind is None or len(behind.group(1)) < _LEAST_NOUN:
        return False
    return any(word in noun_classes() for word in singulars(behind.group(1)))


def _announcer(text: str, start: int) -> str | None:
    """Return what the words before a place announce: a plate, a paper, nothing."""
    before = text[max(0, start - _REACH) : start]
    before = _SENTENCE.split(before)[-1] if _SENTENCE.search(before) else before
    words = [fold(match.group().rstrip(".")) or match.group() for match in _WORD.finditer(before)]
    marked = before.rstrip()[-1:] in (":", "(", "#", "№", ",", "=")
    for at in range(len(words) - 1, max(-1, len(words) - 2 - _WORDS_BETWEEN), -1):
        two = " ".join(words[max(0, at - 1) : at + 1])
        near = at == len(words) - 1
        if two in listed("plate_words") or (words[at] in listed("plate_words") - {"number", "numbered", "registered"}):
            return PLATE
        if two in listed("announcers") or words[at] in listed("announcers"):
            numbered = any(word in ("number", "no", "nr", "numbered", "#", "№") for word in words[at + 1 :])
            return PAPER if near or numbered or marked or _is_quick(words[at + 1 :]) else None
        if words[at] in listed("vehicles") and (near or {"number", "numbered"} & set(words[at + 1 :])):
            return PLATE if marked or not near or _VEHICLE_CODE.match(text, start) else None
        if words[at] not in listed("between") and words[at] not in ("#", "№"):
            break
    numbered = bool(words) and words[-1] in ("number", "no", "nr", "numbered", "#", "\u2116")
    told = words[-2] if len(words) > 1 else ""
    is_long = re.match(r"\d{3,}(?!\w)", text[start : start + 12]) is not None
    return (
        PAPER
        if numbered and is_long and told not in listed("public_numbers") and told not in listed("workplaces")
        else None
    )


_VEHICLE_CODE = re.compile(r"(?!(?:UN|US|M|T|BTR|BMP|AK)\b)[A-Z]{1,3} \d{2,4}(?!\w)")


def _is_quick(words: Sequence[str]) -> bool:
    return len(words) <= 2 and all(
        word in ("is", "was", "under", "as", "a", "the", "of", "code", "id", "ref", "ending", "in") for word in words
    )


def _by_form(text: str, run: list[_Chunk]) -> tuple[list[_Chunk], str] | None:
    """Return the code of a run that no word announces: by its mixture of capitals and digits."""
    spaced = _spaced(text, run)
    if spaced:
        return spaced, PLATE if sum(chunk.digits for chunk in spaced) <= 7 else PAPER
    for at, chunk in enumerate(run):
        if chunk.digits and is_code(chunk.printed):
            start = at
            while (
                start and run[start - 1].is_letters and not _is_free(run[start - 1]) and not _is_capitals(text, chunk)
            ):
                start -= 1
            return run[start : at + 1], PAPER
        if chunk.printed.isdecimal() and len(chunk.printed) >= BARE and len(run) == 1 and _behind_a_name(text, chunk):
            return [chunk], PAPER
    return None


def _spaced(text: str, run: list[_Chunk]) -> list[_Chunk] | None:
    """Return the part of a run that has the form of a plate: groups of capitals and digits, parted by spaces."""
    if len(run) < 2 or _is_capitals(text, run[0]):
        return None
    for start in range(len(run)):
        for end in range(len(run), start + 1, -1):
            part = run[start:end]
            if len(part) > 5 or any(_is_free(chunk) for chunk in part) or _is_month_beside(part):
                continue
            if _has_plate_form(part):
                return part
    return None


def _has_plate_form(part: Sequence[_Chunk]) -> bool:
    shape = "".join("L" if chunk.is_letters else ("D" if chunk.printed.isdecimal() else "M") for chunk in part)
    digits = sum(chunk.digits for chunk in part)
    if not all(
        chunk.is_letters or chunk.printed.isdecimal() or chunk.has_capital or _is_odd_digits(chunk.printed)
        for chunk in part
    ):
        return False
    if shape in ("LDL", "DLD", "LDLD", "DLDL", "LDD", "DLL", "LDDL", "DDL", "LLD"):
        return digits >= 2 and (shape not in ("LDD", "DDL", "DLL", "LLD") or digits >= 4)
    if shape in ("LM", "ML", "LLM", "LMD", "DM", "MD", "DLM", "MLD", "LML"):
        return digits >= 3 and any(chunk.digits >= 2 for chunk in part)
    if shape == "MM":
        return digits >= 4
    if shape == "LD" and part[0].printed in ("A", "I"):
        return part[1].digits >= BARE
    return shape == "LD" and (part[1].digits >= BARE or (len(part[0].printed) < _LETTERS and part[1].digits >= 3))


def _is_odd_digits(printed: str) -> bool:
    """Tell whether digits with marks are no count, day or range."""
    return not any(map(str.isalpha, printed)) and any(map(str.isdecimal, printed))


def _is_month_beside(part: Sequence[_Chunk]) -> bool:
    return any(
        re.match(rf"(?i:{MONTHS})", chunk.printed) for chunk in part if chunk.is_letters and len(chunk.printed) > 2
    )


def _is_free(chunk: _Chunk) -> bool:
    """Tell whether a group of capitals is a unit, an hour, money or a state: no part of a code."""
    folded = fold(chunk.printed)
    return chunk.is_letters and (folded in listed("no_code") or (folded in listed("function") and len(folded) > 1))


def _is_word(chunk: _Chunk) -> bool:
    return chunk.is_letters and len(chunk.printed) > 2 and is_ordinary(fold(chunk.printed))


def _is_capitals(text: str, chunk: _Chunk) -> bool:
    """Tell whether a chunk stands in a line of capitals, where capitals say nothing, and not alone on it."""
    line = text[text.rfind("\n", 0, chunk.start) + 1 : (text.find("\n", chunk.end) + 1 or len(text) + 1) - 1]
    return sum(map(str.islower, line)) <= sum(map(str.isupper, line)) and len(line.split()) > 4


def _behind_a_name(text: str, chunk: _Chunk) -> bool:
    """Tell whether a bare number stands behind a word with a capital and counts nothing: "Centre 48213,"."""
    if YEAR.fullmatch(chunk.printed) or _counts(text, chunk.end):
        return False
    before = re.search(r"([^\W\d_]+)[ \u00a0]$", text[max(0, chunk.start - 30) : chunk.start])
    if not before or not before.group(1)[0].isupper():
        return False
    return fold(before.group(1)) not in listed("public_numbers") | days() and not _is_capitals(text, chunk)
