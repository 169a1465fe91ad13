"""Fit how far readings are trusted: ``python -m training.trust NN-half ...``; writes ``vocabulary/trust.yaml``.

Each reading that frames or marks propose in an annotated text is right or not (``bench/tally.py`` says which); a ridge
logistic regression over what speaks for it gives the table. Fit it on texts that the net was not trained on, else marks
look better than they are: each round named by ``--unread`` is read by a net that had not learnt from it, the others by
two nets that learnt from half of the texts each. The floor is the least score whose readings, out of fold, are right as
often as ``PRECISION`` says, on the unread rounds where there are some.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from bench.analyses import analysed
from bench.readings import documents_of
from bench.tally import DOERS, casualty_key, flat, matched, same_role
from corpus import fresh
from recount.language.engine import WEIGHTS, Engine
from recount.model.codec import encode
from recount.model.text import Document
from recount.reading import open_sheet
from recount.reading.harm.claims import proposals as counts_of
from recount.reading.harm.weighed import evidence as evidence_of_counts
from recount.reading.parts.doers import doers_on
from recount.reading.parts.roles import proposals as roles_of
from recount.reading.parts.weighed import evidence as evidence_of_roles
from recount.reading.sheet import Sheet

OUT = Path("src/recount/vocabulary/trust.yaml")
PARTS = DOERS | {"enabled", "failed_to_protect"}
_RIDGE = 2.0
_FOLDS = 5
PRECISION = {"counts": 0.85, "roles": 0.8}
"""Share of right readings, the long tail included, at the floor."""
_SLIGHT = 0.02
"""Weights below this are left out of the table."""
_LEAST = 15
"""Readings that must show a kind of evidence before it gets a weight."""
_HEAD = (
    "# How far readings are trusted: weights of a logistic model over what speaks for and against each.\n"
    "# Made by `python -m training.trust`; read by reading/trust.py. Never edited by hand.\n"
)

Json = dict[str, Any]
Floats = NDArray[np.float64]
Judged = tuple[float, bool, str]
"""A reading's probability, whether it is right, and its text."""


@dataclass(frozen=True)
class Reading:
    """One proposed reading: its text, what speaks for it, whether it is right; ``lost`` of a text are missed ones."""

    text: str
    evidence: dict[str, float]
    right: bool


@dataclass(frozen=True)
class Sample:
    """All readings of one kind, and how many annotated ones of each text no reading proposes."""

    readings: list[Reading]
    missed: dict[str, int]


@cache
def _engine(folder: Path) -> Engine:
    return Engine(folder)


def sample(kind: str, rows: list[Json], folders: list[Path], workers: int) -> Sample:
    """Return the proposed readings of one kind of claim (a field of ``Trust``) over annotated texts.

    ``folders`` holds for each row the folder of the engine that reads it.
    """
    with ProcessPoolExecutor(workers) as pool:
        made = list(pool.map(_proposed, [kind] * len(rows), rows, documents_of(rows), folders, chunksize=40))
    return Sample(
        [reading for readings, _ in made for reading in readings],
        {row["id"]: missed for row, (_, missed) in zip(rows, made, strict=True)},
    )


def _proposed(kind: str, row: Json, document: Document, folder: Path) -> tuple[list[Reading], int]:
    analysis = analysed(document.text, _engine(folder))
    if kind.endswith("_alone"):
        analysis = replace(analysis, marks=None)
    return (
        _counts(open_sheet(document, analysis), row)
        if kind.startswith("counts")
        else _roles(open_sheet(document, analysis), row)
    )


def _counts(sheet: Sheet, row: Json) -> tuple[list[Reading], int]:
    pairs = counts_of(sheet)
    every = evidence_of_counts(sheet.page, [harm for harm, _ in pairs])
    gold = [claim for claim in row["claims"] if claim["kind"] == "casualty"]
    unsure = [claim for claim in gold if "ambiguous: outcome" in claim["value"]["flags"]]
    said = [flat(encode(claim)) for _, claim in pairs]
    return _judged(
        row, every, [claim for claim in gold if claim not in unsure], said, unsure,
        lambda one, other: casualty_key(one) == casualty_key(other),
    )  # fmt: skip


def _roles(sheet: Sheet, row: Json) -> tuple[list[Reading], int]:
    pairs = roles_of(sheet)
    every = evidence_of_roles(sheet.page, doers_on(sheet), [part for part, _ in pairs])
    kept = [at for at, (part, _) in enumerate(pairs) if part.role in PARTS]
    gold = [claim for claim in row["claims"] if claim["kind"] == "role" and claim["value"]["role"] in PARTS]
    said = [encode(pairs[at][1]) for at in kept]
    return _judged(row, [every[at] for at in kept], gold, said, [], same_role)


def _judged(
    row: Json, every: list[dict[str, float]], gold: list[Json], said: list[Json], unsure: list[Json],
    same: Callable[[Json, Json], bool],
) -> tuple[list[Reading], int]:  # fmt: skip
    """Return the readings with whether each is right: the best scored of those that are the same as one claim."""
    order = sorted(range(len(said)), key=lambda at: -said[at]["score"])
    pairs = matched(gold, [said[at] for at in order], same)
    right = {id(hit) for _, hit in pairs}
    readings = []
    for known, claim in zip(every, said, strict=True):
        free = any(claim["start"] < one["end"] and one["start"] < claim["end"] for one in unsure)
        if id(claim) in right or not free:
            readings.append(Reading(row["id"], known, id(claim) in right))
    return readings, len(gold) - len(pairs)


def fit(names: list[str], readings: list[Reading]) -> tuple[float, dict[str, float]]:
    """Return bias and weights of a ridge logistic regression (the bias is not drawn to zero)."""
    place = {name: at + 1 for at, name in enumerate(names)}
    rows = [{0: 1.0, **{place[n]: v for n, v in r.evidence.items() if n in place}} for r in readings]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.array([at for row in rows for at in row])
    values = np.array([value for row in rows for value in row.values()])
    x = csr_matrix((values, columns, starts), shape=(len(rows), len(names) + 1))
    y = np.array([float(reading.right) for reading in readings])
    ridge = np.array([0.0, *[_RIDGE] * len(names)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        total = x @ weights
        value = np.logaddexp(0, total).sum() - y @ total + 0.5 * (ridge * weights) @ weights
        return float(value), x.T @ (expit(total) - y) + ridge * weights

    made = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return float(made.x[0]), dict(zip(names, map(float, made.x[1:]), strict=True))


def table_of(
    readings: list[Reading], precision: float, unread: frozenset[str] = frozenset()
) -> tuple[dict[str, Any], list[Judged]]:
    """Return one row of the table (floor, bias, weights) and each reading judged out of fold.

    The floor is set on the readings of the texts ``unread``, on all where it is empty.
    """
    seen: dict[str, int] = {}
    for reading in readings:
        for name in reading.evidence:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(name for name, times in seen.items() if times >= _LEAST)
    bias, weights = fit(names, readings)
    judged = list(_crossed(names, readings))
    floor = floor_of([one for one in judged if not unread or one[2] in unread], precision)
    row = {
        "floor": floor,
        "bias": round(bias, 3),
        "weights": {n: round(w, 3) for n, w in weights.items() if abs(w) >= _SLIGHT},
    }
    return row, judged


def _crossed(names: list[str], readings: list[Reading]) -> Iterator[Judged]:
    """Yield each reading's probability by a model not fitted on its text, whether it is right, and its text."""
    texts = sorted({reading.text for reading in readings})
    fold = {text: at % _FOLDS for at, text in enumerate(texts)}
    for left in range(_FOLDS):
        bias, weights = fit(names, [reading for reading in readings if fold[reading.text] != left])
        for reading in readings:
            if fold[reading.text] == left:
                total = bias + sum(weights.get(name, 0.0) * value for name, value in reading.evidence.items())
                yield float(1 / (1 + np.exp(-total))), reading.right, reading.text


def floor_of(judged: list[Judged], precision: float) -> float:
    """Return the least floor, in hundredths, at which the share of right readings is at least ``precision``."""
    for floor in range(5, 100):
        kept = [right for score, right, _ in judged if score >= floor / 100]
        if kept and sum(kept) / len(kept) >= precision:
            return floor / 100
    return 0.99


def main() -> None:
    """Fit every row of the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m training.trust", description=__doc__)
    parser.add_argument("halves", nargs="+", help="what to fit on: 01-open, 02-closed, ...")
    parser.add_argument("--open", type=Path, default=WEIGHTS, help="engine whose marks did not learn from open halves")
    parser.add_argument(
        "--closed", type=Path, default=WEIGHTS, help="engine whose marks did not learn from closed ones"
    )
    parser.add_argument(
        "--unread",
        nargs="*",
        default=[],
        metavar="NN=FOLDER",
        help="rounds, and the engine that did not learn from each",
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=["counts", "counts_alone", "roles", "roles_alone"])
    options = parser.parse_args()
    rows, folders, unread = [], [], set()
    fresh_to = {number: Path(folder) for number, _, folder in (named.partition("=") for named in options.unread)}
    for name in options.halves:
        number, half = name.split("-", 1)
        own = fresh.rows(number, half)
        rows += own
        folder = options.open if half == "open" else options.closed
        folders += [fresh_to.get(number, folder)] * len(own)
        unread |= {row["id"] for row in own} if number in fresh_to else set()
    table = yaml.safe_load(OUT.read_text(encoding="utf-8")) if OUT.exists() else {}
    for kind in options.only:
        found = sample(kind, rows, folders, options.workers)
        table[kind], judged = table_of(found.readings, PRECISION[kind.removesuffix("_alone")], frozenset(unread))
        print(f"{kind}: {len(judged)} readings, floor {table[kind]['floor']}, {len(table[kind]['weights'])} weights")
        _show(judged, found.missed, {row["id"]: row["group"] for row in rows})
    OUT.write_text(_HEAD + yaml.safe_dump(table, sort_keys=True, width=110), encoding="utf-8")


def _show(judged: list[Judged], missed: dict[str, int], groups: dict[str, str]) -> None:
    """Print precision and recall at some floors, for all texts and for each group, out of fold."""
    for group in (None, *sorted(set(groups.values()))):
        own = [(score, right) for score, right, text in judged if group in (None, groups[text])]
        gold = sum(right for _, right in own) + sum(n for t, n in missed.items() if group in (None, groups[t]))
        line = []
        for floor in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            kept = [right for score, right in own if score >= floor]
            if kept:
                line.append(f"{floor:.1f}: {sum(kept) / len(kept):.3f}/{sum(kept) / gold:.3f}")
        print(f"  {group or 'all':8}{gold:5}  " + "  ".join(line))


if __name__ == "__main__":
    main()
