"""Figures that count a part of another: "including 8 children", "of whom five", "more than 200 of which".

Invariant: a part is never put out as a whole; it points to the claim it is a part of, and where two figures
could be that whole it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.model.claims import CasualtyValue, Claim, Outcome
from recount.model.values import Count
from recount.reading.casualty_lines import Line, accepts_part, chain_from
from recount.reading.casualty_phrases import Phrase
from recount.reading.casualty_subjects import adjacent, edge_of
from recount.reading.numbers import Number

_COPULAS = frozenset({"were", "was", "are", "is", "reportedly", "also", "said", "to"})
_AMONG = frozenset({"them", "whom", "those", "which", "these"})


@dataclass(frozen=True, slots=True)
class Whole:
    """A claim of the sentence that a part may belong to, with the token where its figure begins."""

    claim: Claim
    at: int


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that counts a part of ``whole``; ``described`` is the printed predicate where it has no noun."""

    phrase: Phrase
    whole: Whole
    described: str | None
    doubt: str | None


def find_parts(line: Line, wholes: Sequence[Whole], taken: set[int]) -> Iterator[Part]:
    """Yield the parts that the sentence names of its ``wholes``; phrases in ``taken`` have their own outcome."""
    if not wholes:
        return
    lower = line.page.lower
    for at in range(line.first, line.last):
        word = lower[at]
        if word in ("including", "included"):
            phrases = chain_from(line, at + 1)
            yield from _attach(line, at, phrases, wholes, taken, None)
        elif word == "among" and at + 1 < line.last and lower[at + 1] in _AMONG:
            start = at + 2
            while (
                start < line.last
                and lower[start] in (",", "were", "are", "was", "at", "least")
                and start not in line.starts
            ):
                start += 1
            listed = chain_from(line, start)
            if not listed and lower[at + 1] == "them" and line.ends.get(at) is not None:
                listed = [line.ends[at]]  # "12 hurt, the groom among them"
            yield from _attach(line, at, listed, wholes, taken, None)
        elif word == "of" and at + 1 < line.last and lower[at + 1] in ("whom", "which", "them", "these"):
            before = line.covering.get(at)
            if before is not None and before.number is not None and before.partitive:
                described = predicate(line, before.last, lower[at + 1] in ("whom", "which"))
                aged = before.last in line.starts and line.starts[before.last].kind == "none"
                if described is not None and not aged:
                    yield from _attach(line, before.first, [before], wholes, taken, described)
                continue
            if lower[at - 1] == "most" and lower[at + 1] != "which":
                most = _most(line, at - 1)
                described = predicate(line, at + 2, True)
                if described is not None:
                    yield from _attach(line, at - 1, [most], wholes, taken, described)
                continue
            after = line.starts.get(at + 2)
            if after is not None and after.number is not None:
                yield from _attach(line, at, [after], wholes, taken, predicate(line, after.last, False))


def find_listed(line: Line, outcomes: dict[str, Outcome]) -> Iterator[tuple[int, Outcome, Phrase]]:
    """Yield what is listed of the harmed: "the dead include a child", "two boys were among those killed".

    Each with the token of the word that names them and its outcome in ``outcomes``.
    """
    lower = line.page.lower
    for at in range(line.first + 1, line.last - 1):
        outcome = outcomes.get(lower[at])
        counted = line.page.tokens[at - 1].xpos == "CD" and lower[at - 2] == "the"
        if outcome is None or not (lower[at - 1] in ("the", "those") or counted):
            continue
        place = at + 1
        among = at - 2 >= line.first and lower[at - 2] == "among"
        lists = lower[place] in ("include", "included", "includes")
        before = edge_of(line, at - 2) if among else at
        if lists or (among and lower[place] in ("were", "was", "are", "is")):
            phrases = chain_from(line, place + 1)
        elif among and before < at - 2:
            phrases = adjacent(line, before)
        else:
            continue
        for phrase in phrases:
            if accepts_part(line, phrase) and phrase.kind != "none":
                yield at, outcome, phrase


def _most(line: Line, at: int) -> Phrase:
    """Return "most of them" as a phrase whose number has no bound."""
    page = line.page
    span = page.span(at, at + 3)
    raw = page.quote(span)
    number = Number(at, at + 3, at, at + 1, span.start, span.end, raw, "vague", Count("vague", None, None, None, raw))
    return Phrase(at, at + 3, None, "", "none", number, None, plural=True, partitive=True)


def _attach(
    line: Line, at: int, phrases: Sequence[Phrase], wholes: Sequence[Whole], taken: set[int], described: str | None
) -> Iterator[Part]:
    before = [whole for whole in wholes if whole.at < at]
    if not before or not phrases:
        return
    last = max(before, key=lambda whole: whole.at)
    doubt = None
    same = [whole for whole in before if whole.at == last.at]
    outcomes = {_outcome(whole) for whole in same}
    if any(_outcome(whole) not in outcomes for whole in before if whole.at != last.at):
        doubt = f"ambiguous: subset of {_outcome(last)} or of total"
    for phrase in phrases:
        if phrase.first in taken or not accepts_part(line, phrase):
            continue
        for whole in same:
            yield Part(phrase, whole, described, doubt)


def _outcome(whole: Whole) -> str:
    value = whole.claim.value
    return value.outcome if isinstance(value, CasualtyValue) else ""


def predicate(line: Line, at: int, relative: bool) -> str | None:
    """Return what is said of the part after its verb: "the result of gunfire", "children"."""
    page = line.page
    start = at
    while start < line.last and (page.tokens[start].upos == "AUX" or page.lower[start] in _COPULAS):
        start += 1
    if start == at and at not in line.starts and not relative:
        return None
    end = start
    while end < line.last and page.lower[end] not in (",", ".", ";", ":", "(", ")", "but", "who") and end - start < 12:
        if page.lower[end] == "and" and not (end + 1 < line.last and page.tokens[end + 1].upos in ("ADJ", "NOUN")):
            break
        end += 1
    if end == start:
        return None
    return page.text[page.tokens[start].start : page.tokens[end - 1].end]
