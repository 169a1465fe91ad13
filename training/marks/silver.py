"""Does it help to learn from the frames' own readings first? ``python -m training.marks.silver --data ../shared/data``.

Reads the training parts of WikiEvents and HRDsAttack with frames and tree alone; what they tell surely is taken for
right, what they hardly think of for wrong, the rest is left out. Prints how well a net ranks the rounds ``--measure``
that learnt from the rounds ``--only``, without and with these silver texts first. Nothing is kept: the net that ships
does not use it.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from recount.language.engine import Engine
from recount.model.analysis import MARK_LABELS
from recount.reading import open_sheet
from recount.reading.harm.claims import proposals as harms_on
from recount.reading.page import Page
from recount.reading.parts.roles import proposals as parts_on
from recount.reading.phrases import counted_of
from training.marks.data import load, samples
from training.marks.fit import Settings, fit
from training.marks.labels import IGNORE, Json, Targets, head_in, heads_phrase, tie
from training.marks.make import fresh_net
from training.marks.measure import measured

SURE, UNLIKELY = 0.8, 0.12
"""Scores from which a reading is taken for right, and below which for wrong (set once, by eye)."""
_LENGTHS = range(200, 6000)
"""Characters of a text that is read; longer ones are chronicles of many events."""


def texts(data: Path) -> Iterator[Json]:
    """Yield the silver texts as rows without annotation."""
    for line in (data / "train/wikievents/train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield {"id": row["docid"], "text": " ".join(row["tokens"]), "group": "silver"}
    rows = json.loads((data / "train/hrdsattack/train.json").read_text(encoding="utf-8"))
    for number, row in enumerate(rows):
        yield {"id": f"hrds {number}", "text": row["sample"]["Input.article_interface"] or "", "group": "silver"}


def silver_targets(page: Page, row: Json, *, full: bool) -> Targets:
    """Return what the frames tell of a page as targets; ``row`` and ``full`` are those of an annotated text, unused."""
    labels = {k: np.full((len(page.tokens), len(names)), IGNORE, dtype=np.float32) for k, names in MARK_LABELS.items()}
    sheet = open_sheet(page.document, page.analysis)
    harms = [harm for harm, _ in harms_on(sheet)]
    told = [("count", harm.phrase.anchor, harm.outcome, harm.score) for harm in harms]
    for part, _ in parts_on(sheet):
        head = head_in(page, part.doer.at.start, part.doer.at.end)
        told += [("role", head, part.role, part.score)] if head is not None else []
    asked = {("count", phrase.anchor): 0.0 for phrase in counted_of(page)}
    asked |= {("role", at): 0.0 for at, token in enumerate(page.tokens) if heads_phrase(token)}
    for kind, at, _, score in told:
        asked[kind, at] = max(asked.get((kind, at), 0.0), score)
    for (kind, at), score in asked.items():
        if score < UNLIKELY or score >= SURE:
            labels[kind][at] = 0
    for kind, at, label, score in told:
        if score >= SURE and label in MARK_LABELS[kind]:
            labels[kind][at, MARK_LABELS[kind].index(label)] = 1
    made = Targets(labels, np.ones(len(page.tokens), dtype=np.float32))
    for harm in harms:
        if harm.score >= SURE and harm.act is not None:
            tie(made, "count", harm.phrase.anchor, [harm.act.at])
    return made


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.marks.silver", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=Path("src/recount/language/weights"))
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--only", nargs="+", default=["00", "01", "02"], help="rounds to learn from")
    parser.add_argument("--measure", nargs="+", default=["12"], help="rounds to measure on")
    parser.add_argument("--epochs", type=int, default=6)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    engine = Engine(options.weights, marks=False)
    learnt, asked = (load(engine, names, options.work / "marks") for names in (options.only, options.measure))
    rows = [row for row in texts(options.data) if len(row["text"]) in _LENGTHS]
    first = list(samples(engine, rows, "silver", "open", silver_targets))
    print(f"{len(rows)} silver texts, {len(first)} windows")
    for begin in ([], first):
        net = fresh_net(1)
        if begin:
            fit(net, begin, Settings(epochs=2, threads=1))
            print("silver alone", measured(net, asked))
        fit(net, learnt, Settings(epochs=options.epochs, threads=1))
        print("silver, then rounds" if begin else "rounds alone", measured(net, asked))


if __name__ == "__main__":
    main()
