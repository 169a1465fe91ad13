"""Fit which texts have ledgers: ``python -m training.gate`` prints the lines of ``vocabulary/ledgers.yaml``.

Texts with entries against texts that must have none, odd numbers alone; logistic regression with a small penalty, by
plain gradient steps, the same on every run. What the even numbers give is printed beside it and not used.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from recount.intake import make_document
from recount.language import load_engine
from recount.reading import open_sheet
from recount.reading.ledgers.gate import counts_of_harm

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FOLDERS = (("ledgers", 1), ("ledgers2", 1), ("ledgers/none", 0), ("ledgers2/none", 0))
_STEPS, _RATE, _PENALTY, _LEAST = 40_000, 0.2, 0.01, 0.65
_NUMBER = re.compile(r"(\d+)\.txt")


def main() -> None:
    """Fit on odd numbers, print the weights, and how many texts of either half are told wrongly."""
    engine, rows, told, odd = load_engine(), [], [], []
    for folder, label in FOLDERS:
        for path in sorted((CORPUS / folder).glob("*.txt")):
            document = make_document(path.read_text(encoding="utf-8"), name=path.name)
            counts = counts_of_harm(open_sheet(document, engine.analyse(document.text)))
            names = list(counts)
            rows.append([*counts.values(), 1.0])
            told.append(label)
            odd.append(int(_NUMBER.findall(path.name)[0]) % 2 == 1)
    inputs, labels, half = np.array(rows), np.array(told), np.array(odd)
    weights = np.zeros(inputs.shape[1])
    kept = np.r_[np.ones(len(names)), 0.0]
    for _ in range(_STEPS):
        error = 1 / (1 + np.exp(-inputs[half] @ weights)) - labels[half]
        weights -= _RATE * (inputs[half].T @ error / half.sum() + _PENALTY * kept * weights)
    print("weights: {" + ", ".join(f"{name}: {one:.2f}" for name, one in zip(names, weights, strict=False)) + "}")
    print(f"start: {weights[-1]:.2f}\nleast: {_LEAST}")
    sure = 1 / (1 + np.exp(-inputs @ weights)) > _LEAST
    for name, mask in (("odd", half), ("even", ~half)):
        lost, false = (mask & (labels == 1) & ~sure).sum(), (mask & (labels == 0) & sure).sum()
        print(f"{name}: {lost} of {(mask & (labels == 1)).sum()} lost, {false} of {(mask & (labels == 0)).sum()} told")


if __name__ == "__main__":
    main()
