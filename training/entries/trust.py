"""How far entries are believed: ``python -m training.entries.trust 01=FOLDER ...`` prints lines of ``ledgers.yaml``.

Each folder of texts is read by an engine whose net of entries has not learnt from it, so that the table sees the net as
it is on new texts; the rules have learnt from none of them. For each kind a logistic regression with a small penalty;
the floor is the least probability, of ``LEAST`` at least, from which entries are right as often as ``PRECISION`` says,
folder by folder left out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.ledgers import Entry, pair
from recount.intake import make_document
from recount.language.engine import Engine
from recount.reading import open_sheet
from recount.reading.ledgers import RULES
from recount.reading.ledgers.trusted import candidates, signs
from training.entries.data import listed, rows_of

PRECISION, ACCUSING, LEAST = 0.75, 0.8, 0.4
"""Share of entries at the floor and above that are to be right (half of the folders are roundabout on purpose: of plain
texts more are), that share where an entry accuses somebody of a part, and the least probability of an entry; what is
printed is a proposal: of commitments, answers and statuses .50 was kept, for a vow of another thing came in below."""
_STEPS, _RATE, _PENALTY = 4_000, 0.3, 0.003
Floats = NDArray[np.float64]


def fit(inputs: Floats, right: Floats) -> Floats:
    """Return weights and start of a logistic regression by plain gradient steps, the same on every run."""
    rows = np.c_[inputs, np.ones(len(inputs))]
    scale = np.maximum(rows.std(0), 1.0)
    scaled, weights = rows / scale, np.zeros(rows.shape[1])
    kept = np.r_[np.ones(inputs.shape[1]), 0.0]
    for _ in range(_STEPS):
        error = 1 / (1 + np.exp(-scaled @ weights)) - right
        weights -= _RATE * (scaled.T @ error / len(rows) + _PENALTY * kept * weights)
    found: Floats = weights / scale
    return found


def main() -> None:
    """Read, fit, print."""
    parser = argparse.ArgumentParser(prog="python -m training.entries.trust", description=__doc__)
    parser.add_argument("unread", nargs="+", help="NAME=FOLDER: texts, and the engine that has not learnt from them")
    rows: defaultdict[str, list[tuple[str, tuple[float, ...], bool]]] = defaultdict(list)
    wanted: defaultdict[str, int] = defaultdict(int)
    for name, folder in (one.split("=") for one in parser.parse_args().unread):
        engine = Engine(Path(folder))
        for row in rows_of(name):
            document = make_document(row["text"], name=row["id"])
            sheet = open_sheet(document, engine.analyse(document.text))
            gold = list(listed(document.text, row["gold"]))
            for kind, rule in ((kind, rule) for kind, rule in RULES.items() if kind in row["kinds"]):
                asked = [Entry(one.start, one.end, None, (), "") for one in gold if one.kind == kind]
                made = list(candidates(kind, rule, sheet))
                entries = [Entry(one.span.start, one.span.end, None, (), "") for one in made]
                hits = {id(two) for _, two in pair(asked, entries)}
                wanted[kind] += len(asked)
                rows[kind] += [
                    (name, signs(sheet, one), id(entry) in hits) for one, entry in zip(made, entries, strict=True)
                ]
    print("trust:")
    for kind, found in rows.items():
        print_row(kind, found, wanted[kind])


def print_row(kind: str, found: list[tuple[str, tuple[float, ...], bool]], wanted: int) -> None:
    """Fit and print one kind: its line, then what it gives out of fold at the floor."""
    names = np.array([name for name, _, _ in found])
    inputs = np.array([sign for _, sign, _ in found])
    right = np.array([float(hit) for _, _, hit in found])
    told = np.zeros(len(found))
    for name in sorted(set(names.tolist())):
        out = names == name
        weights = fit(inputs[~out], right[~out]) if len(set(names.tolist())) > 1 else fit(inputs, right)
        told[out] = 1 / (1 + np.exp(-(inputs[out] @ weights[:-1] + weights[-1])))
    order = np.argsort(-told, kind="stable")
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.nonzero((precision >= (ACCUSING if kind == "part" else PRECISION)) & (told[order] >= LEAST))[0]
    last = int(enough[-1]) if len(enough) else 0
    floor = float(told[order][last])
    weights = fit(inputs, right)
    line = ", ".join(f"{weight:.2f}" for weight in weights[:-1])
    print(f"  {kind}: {{weights: [{line}], start: {weights[-1]:.2f}, floor: {floor:.2f}}}")
    recall = float(right[order][: last + 1].sum()) / max(1, wanted)
    print(f"  # {kind} out of fold: recall {recall:.2f}, precision {precision[last]:.2f} of {wanted}")


if __name__ == "__main__":
    main()
