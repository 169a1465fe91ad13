"""What speaks for a passage telling of an event told before: ``python -m training.placing``.

Writes ``vocabulary/placing.yaml``. Learnt from the open halves of the rounds (each figure and event word tied to its
event) and, with double weight, from the cases of ``corpus/cases`` that have been read (each figure tied to its
incident). A passage is an example of a choice among the events told before it, as annotated, and a new one; where two
events may be parts of one (another family of act, no date) both choices are right. Printed are the choices of the
rules alone and of the table, each text judged by a table that had not learnt from its case, and for the closed halves
of the rounds by the one that ships.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.readings import documents_of, readings_of
from corpus import fresh
from recount.linking.accounts import Teller
from recount.linking.incidents_types import family
from recount.linking.placing import NEW, Move
from recount.model.mentions import EventMention, Reading
from recount.model.text import Document
from training.joining import Told
from training.read_cases import ReadAccount, read_accounts

OUT = Path(__file__).resolve().parent.parent / "src" / "recount" / "vocabulary" / "placing.yaml"
_RIDGE = 8.0
"""Of 8, 16 and 32 the one with the least loss on cases left out."""
_LEAST = 8
"""Times that evidence must be seen before it gets a weight."""
_SLIGHT = 0.01
_FOLDS = 4
_WEIGHTS = {"accounts": 1.0, "passages": 0.5, "cases": 2.0}
_UNREAD = ("00", "21")
"""Rounds without event words, and the one that nobody has read."""
_HEAD = (
    "# What speaks for a passage telling of an event told before (or, by names that begin with new, of another).\n"
    "# Made by `python -m training.placing`; read by linking/placing.py. Never edited by hand.\n"
)
Json = dict[str, Any]
Floats = NDArray[np.float64]
EventAt = Callable[[EventMention], str | None]
Same = Callable[[str, str], bool | None]
"""Whether two events are one; None where the annotation leaves it open."""


@dataclass(frozen=True)
class Choice:
    """One passage: its case, the evidence for each event it may go with, which are right, what the rules say."""

    case: str
    kind: str
    evidence: list[list[str]]
    right: list[bool]
    rules: int

    @property
    def is_new(self) -> bool:
        """Whether a new event alone is right; it stands last."""
        return self.right[-1] and not any(self.right[:-1])


class Forced(Teller):
    """Sorts the passages of a document as annotated, those without annotation by the rules, and keeps the choices."""

    def __init__(self, document: Document, reading: Reading, event_at: EventAt, same: Same) -> None:
        super().__init__(document, reading)
        self.event_at, self.same = event_at, same
        self.events: dict[int, str] = {}
        self.kept: list[tuple[list[list[str]], list[bool], int]] = []

    def decide(self, mention: EventMention, move: Any) -> tuple[int, str]:
        """Return where the annotation has the passage."""
        event = self.event_at(mention)
        to = move.open[0] if move.open else NEW
        traces = self.placings.traces
        if event is None:
            return to, move.reason
        told = [number for number, own in self.events.items() if own == event]
        if traces and (to == NEW or to in traces):
            evidence = self.placings.evidence(mention, Move(to, move.kind))
            order = [number for number in evidence if number != NEW] + [NEW]
            right = [
                number in told
                or (number in self.events and self.same(self.events[number], event) is None)
                or (number not in self.events and number != NEW and not told)
                or (number == NEW and not told)
                for number in order
            ]
            if not all(right) and any(right):
                self.kept.append(([evidence[number] for number in order], right, order.index(to)))
        if told:
            return told[0], move.reason
        home = to if to != NEW and to not in self.events else NEW
        self.events[len(self.drafts) if home == NEW else home] = event
        return home, move.reason


def choices(kind: str, texts: Iterable[tuple[str, Document, Reading, EventAt, Same]]) -> Iterator[Choice]:
    """Yield the choices of texts, each with its case and what the annotation says of its passages."""
    for case, document, reading, event_at, same in texts:
        forced = Forced(document, reading, event_at, same)
        forced.story()
        for evidence, right, rules in forced.kept:
            yield Choice(case, kind, evidence, right, rules)


# -- annotated texts ---------------------------------------------------------------------------------------------------


def of_rounds(half: fresh.Half) -> Iterator[Choice]:
    """Yield the choices in accounts and passages of one half of all rounds."""
    numbers = [number for number in fresh.folders() if number not in _UNREAD]
    rows = [
        row | {"incidents": case.incidents} for n in numbers for case in fresh.cases(n, half) for row in case.accounts
    ]
    yield from choices("accounts", _annotated(rows))
    yield from choices("passages", _annotated([row for n in numbers for row in fresh.passages(n, half)]))


def _annotated(rows: list[Json]) -> Iterator[tuple[str, Document, Reading, EventAt, Same]]:
    documents = documents_of(rows)
    for row, document, reading in zip(rows, documents, readings_of(documents), strict=True):
        told = Told(row.get("case") or row["id"], row, document, reading)

        def event_at(mention: EventMention, told: Told = told) -> str | None:
            event = told.event_at(mention.start, mention.end, mention.claims)
            return None if event == "-" else event

        yield told.case, document, reading, event_at, _same(row)


def _same(row: Json) -> Same:
    """Return whether events of an annotated text are one: apart by days, by places, or, without either, of one family
    in a passage; else left open, since parts of one incident have names of their own there."""
    incidents = {one["id"]: one for one in row.get("incidents", ())}
    types = {event["event"]: event["type"] for event in reversed(row["events"])}

    def same(one: str, other: str) -> bool | None:
        if one == other:
            return True
        mine, theirs = incidents.get(one), incidents.get(other)
        kinds = [
            family(types.get(event) or (incidents.get(event) or {}).get("type") or "other") for event in (one, other)
        ]
        if mine is None or theirs is None:
            return False if kinds[0] == kinds[1] != "word" else None
        if not (mine["earliest"] and theirs["earliest"]):
            return None
        if _days_apart(mine, theirs) > 1:
            return False if kinds[0] == kinds[1] else None
        places = mine.get("where"), theirs.get("where")
        if all(places) and mine["at"] in _SMALL and not (places[0] in places[1] or places[1] in places[0]):
            return False
        return None

    return same


_SMALL = frozenset({"point", "neighbourhood", "camp", "village", "town"})
"""Places that are apart if their names are."""


def _days_apart(one: Json, other: Json) -> int:
    first, last = (date.fromisoformat(one[end][:10]) for end in ("earliest", "latest"))
    begun, ended = (date.fromisoformat(other[end][:10]) for end in ("earliest", "latest"))
    return max((first - ended).days, (begun - last).days)


def of_cases() -> Iterator[Choice]:
    """Yield the choices in the cases that have been read."""
    yield from choices("cases", (_of_case(account) for account in read_accounts()))


def _of_case(account: ReadAccount) -> tuple[str, Document, Reading, EventAt, Same]:
    claims = {claim.id: claim for claim in account.reading.claims}

    def event_at(mention: EventMention) -> str | None:
        return account.incident_of(claims[number] for number in mention.claims)

    return account.case.name, account.document, account.reading, event_at, lambda one, other: one == other


# -- the model ---------------------------------------------------------------------------------------------------------


@dataclass
class Table:
    """Weights by name of evidence."""

    weights: dict[str, float] = field(default_factory=dict)

    def choose(self, choice: Choice, margin: float = 0.0) -> int:
        """Return the place of the heaviest choice; ``margin`` is added to a new event."""
        scores = [sum(self.weights.get(name, 0.0) for name in names) for names in choice.evidence]
        scores[-1] += margin
        return int(np.argmax(scores))


def fit(chosen: list[Choice]) -> Table:
    """Return the weights under which right choices are likeliest (a conditional logit with a Gaussian prior)."""
    seen = Counter(name for choice in chosen for names in choice.evidence for name in names)
    names = sorted(name for name, times in seen.items() if times >= _LEAST)
    place = {name: at for at, name in enumerate(names)}
    cells = [[place[name] for name in row if name in place] for choice in chosen for row in choice.evidence]
    starts = np.cumsum([0, *map(len, cells)])
    columns = np.array([at for row in cells for at in row])
    x = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(cells), len(names)))
    sizes = [len(choice.right) for choice in chosen]
    group, first = np.repeat(np.arange(len(chosen)), sizes), np.cumsum([0, *sizes[:-1]])
    right = np.array([one for choice in chosen for one in choice.right])
    counts = np.array([_WEIGHTS[choice.kind] for choice in chosen])

    def total(scores: Floats) -> Floats:
        most = np.maximum.reduceat(scores, first)
        return np.asarray(most + np.log(np.add.reduceat(np.exp(scores - most[group]), first)))

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = x @ weights
        kept = np.where(right, scores, -1e9)
        every, good = total(scores), total(kept)
        slope = (np.exp(scores - every[group]) - np.exp(kept - good[group])) * counts[group]
        value = float((counts * (every - good)).sum() + _RIDGE / 2 * weights @ weights)
        return value, x.T @ slope + _RIDGE * weights

    made = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return Table({name: float(weight) for name, weight in zip(names, made.x, strict=True)})


def crossed(chosen: list[Choice]) -> Iterator[tuple[Choice, Table]]:
    """Yield each choice with a table that had not learnt from its case."""
    fold = {choice.case: crc32(choice.case.encode()) % _FOLDS for choice in chosen}
    for left in range(_FOLDS):
        table = fit([choice for choice in chosen if fold[choice.case] != left])
        yield from ((choice, table) for choice in chosen if fold[choice.case] == left)


def told(pairs: Iterable[tuple[Choice, int]]) -> str:
    """Return in words how many choices are right, and which are not."""
    found: Counter[str] = Counter()
    for choice, at in pairs:
        last = at == len(choice.right) - 1
        found[
            "right"
            if choice.right[at]
            else "lost as told before"
            if choice.is_new
            else "torn off"
            if last
            else "crossed"
        ] += 1
    every = sum(found.values())
    return f"{found['right'] / every:.3f} of {every} right, " + ", ".join(
        f"{found[name]} {name}" for name in ("lost as told before", "torn off", "crossed")
    )


def main() -> None:
    """Fit the table, print how it does, and write it."""
    parser = argparse.ArgumentParser(prog="python -m training.placing", description=__doc__)
    parser.add_argument("--margin", type=float, default=0.5, help="what speaks for a new event from the start")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    chosen = [*of_rounds("open"), *of_cases()]
    judged = [(choice, table.choose(choice, options.margin)) for choice, table in crossed(chosen)]
    table = fit(chosen)
    unread = list(of_rounds("closed"))
    for title, pairs in (("open", judged), ("closed", [(c, table.choose(c, options.margin)) for c in unread])):
        for kind in _WEIGHTS:
            own = [(choice, at) for choice, at in pairs if choice.kind == kind]
            if own:
                print(f"{title} {kind}, rules: {told((choice, choice.rules) for choice, _ in own)}")
                print(f"{title} {kind}, table: {told(own)}")
    weights = {name: round(weight, 3) for name, weight in sorted(table.weights.items()) if abs(weight) >= _SLIGHT}
    options.out.write_text(
        _HEAD + yaml.safe_dump({"weights": weights}, width=110, allow_unicode=True), encoding="utf-8"
    )
    print(f"{len(weights)} weights")


if __name__ == "__main__":
    main()
