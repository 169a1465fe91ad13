"""Statements about one event as the net reads them, with the pairs that are opposed: written events and whole cases.

Invariant: what the net is trained on is what the engine gives it at run time, 8-bit rounding included; the shared
layers are frozen, so each statement is read once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import whole
from recount.intake.documents import make_document
from recount.language.engine import Engine
from recount.model.analysis import Analysis
from recount.model.text import Document, Span
from recount.reading import read

FOLDER = Path("corpus/disputes")
ABOUT = ("doer", "order", "status", "number", "day", "time", "place", "cause")
"""What a pair may be at odds about."""
_COUNTS = ("killed", "wounded", "missing", "abducted", "detained")
"""Topics of the cases that are numbers here."""
_WORDS = 4
"""Words below which a sentence states nothing that could be opposed."""
_SAME = 0.8
"""Share of common words from which two sentences are one, copied."""


@dataclass(slots=True)
class Event:
    """Statements of one event: ``shared`` is (pieces x width) each; ``opposed`` maps pairs to a topic, None
    where it is none of ``ABOUT``; ``pairs`` are all that are compared."""

    name: str
    shared: list[NDArray[np.float16]]
    opposed: dict[tuple[int, int], int | None]
    pairs: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of an account and whose words it is, None for the account's own."""

    letter: str
    span: Span
    text: str
    by: str | None


def spoken(by: str | None, text: str) -> str:
    """Return a statement with its speaker before it, as the net reads it."""
    plain = " ".join(text.split())
    return f"{' '.join(by.split())}: {plain}" if by else plain


def seen(engine: Engine, by: str | None, text: str) -> NDArray[np.float16]:
    """Return what the engine's shared layers make of each piece of a statement; of a long one the start."""
    window, _, _ = next(engine.read(spoken(by, text)))
    return window.scores.shared.astype(np.float16)


def rows(parts: Iterable[str]) -> list[dict[str, Any]]:
    """Return the events of the named parts as they are written, in order."""
    found = []
    for part in parts:
        lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        found.extend(json.loads(line) for line in lines if line.strip())
    return found


def load(engine: Engine, events: Iterable[dict[str, Any]]) -> list[Event]:
    """Return written events with their statements as the engine's shared layers see them."""
    found = []
    for event in events:
        numbers = {one["id"]: place for place, one in enumerate(event["statements"])}
        opposed: dict[tuple[int, int], int | None] = {}
        for one, other, about in event["opposed"]:
            pair = sorted((numbers[one], numbers[other]))
            opposed[pair[0], pair[1]] = ABOUT.index(about)
        shared = [seen(engine, one["by"], one["text"]) for one in event["statements"]]
        found.append(Event(event["event"], shared, opposed, list(combinations(range(len(shared)), 2))))
    return found


def load_cases(engine: Engine, part: str, keep: Callable[[str], bool]) -> list[Event]:
    """Return the cases of a part whose name is kept as events: every sentence of their accounts, pairs as expected."""
    found = []
    for case in whole.load(part):
        if not keep(case.name):
            continue
        own: list[Said] = []
        for letter in sorted(case.texts):
            document = make_document(case.texts[letter], name=letter, input_id=letter, language="en")
            own.extend(statements(letter, document, engine.analyse(document.text)))
        pairs = list(_voices_apart(own))
        opposed: dict[tuple[int, int], int | None] = {}
        for row in (row for one in case.incidents for row in one["conflicts"]):
            about = "number" if row["about"] in _COUNTS else row["about"]
            topic = ABOUT.index(about) if about in ABOUT else None
            sides = [_at(own, letter, case.texts[letter].find(words), len(words)) for letter, words in row["says"][:2]]
            opposed.update({pair: topic for pair in pairs if _parts(pair, sides)})
        found.append(Event(case.name, [seen(engine, one.by, one.text) for one in own], opposed, pairs))
    return found


def statements(letter: str, document: Document, analysis: Analysis) -> Iterator[Said]:
    """Yield the sentences of an account with their speakers: the innermost named voice of most of it, or the author."""
    reading = read(document, analysis)
    for span in analysis.sentences:
        text = document.text[span.start : span.end]
        if len(text.split()) < _WORDS:
            continue
        ranks = [
            (min(claim.end, span.end) - max(claim.start, span.start), len(claim.attribution), names[-1])
            for claim in reading.claims
            if claim.start < span.end and span.start < claim.end
            if (names := [hop.name for hop in claim.attribution if hop.name])
        ]
        yield Said(letter, Span(span.start, span.end), text, max(ranks)[2] if ranks else document.author.name)


def _voices_apart(own: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences by different voices that are not one sentence, copied."""
    words = [frozenset(one.text.lower().split()) for one in own]
    for one, other in combinations(range(len(own)), 2):
        apart = own[one].letter != own[other].letter or own[one].by != own[other].by
        if apart and len(words[one] & words[other]) <= _SAME * min(len(words[one]), len(words[other])):
            yield one, other


def _at(own: Sequence[Said], letter: str, start: int, length: int) -> set[int]:
    """Return the places of the sentences over a passage of an account."""
    end = start + length
    places = (place for place, one in enumerate(own) if one.letter == letter)
    return {place for place in places if own[place].span.start < end and start < own[place].span.end}


def _parts(pair: tuple[int, int], sides: Sequence[set[int]]) -> bool:
    one, other = pair
    return (one in sides[0] and other in sides[1]) or (one in sides[1] and other in sides[0])
