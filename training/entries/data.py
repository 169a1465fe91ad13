"""Annotated texts of ledgers as the net of entries reads them: the word of an entry, its passage, its parties.

Invariant: an entry's word is the one of its passage that heads most of it in the engine's own tree, as it will be at
run time; what a list leaves out is a negative, since every list is complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from corpus import fresh
from recount.language.engine import Engine
from recount.language.entries import LABELS, TIES
from recount.model.analysis import ENTRY_SORTS
from recount.reading.page import Page
from training.marks.data import Sample, kept, samples
from training.marks.labels import IGNORE, Targets

Json = dict[str, Any]
CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_FIRST_ROUND = 5
"""The first round that lists what is withheld and loaded words."""
FOLDERS = {
    **{path.name: path for path in sorted((CORPUS / "entries").glob("[0-9][0-9]"))},
    "ledgers": CORPUS / "ledgers", "ledgers2": CORPUS / "ledgers2",
    **{f"r{number}": CORPUS / "rounds" / number for number in fresh.folders() if int(number) >= _FIRST_ROUND},
}  # fmt: skip
"""What there is to learn from, by name; of ``ledgers*``, which also measure, the odd numbers alone, of rounds (``rNN``)
the open halves."""
_MEASURING = ("ledgers", "ledgers2")
_LISTS = {
    "demand": ("demands", "what"), "commitment": ("commitments", "what"), "warning": ("warnings", "what"),
    "response": ("responses", "to"), "exhibit": ("exhibits", "would_show"), "status": ("statuses", "status"),
    "deprivation": ("deprivations", "what"), "part": ("parts", "what"), "label": ("labels", "words"),
    "motive": ("motives", "what"),
}  # fmt: skip
"""The list of each kind of entry in ``gold.json`` or ``more.json``, and the field of what it is about."""
_LATER = ("deprivation", "part", "label", "motive")
"""The kinds that only folders with ``more.json`` list; elsewhere nothing is known of them."""
_OF_ROUNDS = {"deprivation": "deprivations", "characterisation": "labels"}
"""The claims of rounds that list what these lists do, with the list; their demands and answers are wider."""
_OTHERS = 20
"""Of how many texts of a round without them one is read."""
_ADDRESSED = ("demand", "commitment", "warning", "deprivation", "label")
_NEAR = 400
"""Characters from a passage within which a party's name is the one that the passage means."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list, as places in its text: passage, and where each party and its contents are printed."""

    kind: str
    start: int
    end: int
    by: tuple[int, int] | None
    to: tuple[tuple[int, int], ...]
    content: tuple[int, int] | None
    sort: str


def rows_of(name: str) -> list[Json]:
    """Return the texts of a folder with their lists, those of other matters with empty ones."""
    folder = FOLDERS[name]
    if folder.parent.name == "rounds":
        return list(_of_round(folder.name))
    gold: Json = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    beside = folder / "more.json"
    more: Json | None = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else None
    paths = sorted([*folder.glob("[tn][0-9]*.txt"), *(folder / "none").glob("n[0-9]*.txt")])
    odd = [path for path in paths if name not in _MEASURING or int(_NUMBER.findall(path.stem)[0]) % 2 == 1]
    return [
        {"id": f"{name}/{path.stem}", "group": name, "text": path.read_text(encoding="utf-8"),
         "gold": gold.get(path.stem, {}) | (more.get(path.stem, {}) if more is not None else {}),
         "kinds": [kind for kind in ENTRY_SORTS if more is not None or kind not in _LATER]}
        for path in odd
    ]  # fmt: skip


def _of_round(number: str) -> Iterator[Json]:
    """Yield the open texts of a round that list something withheld or a loaded word, and some of the others."""
    for place, row in enumerate(fresh.rows(number, "open")):
        gold: dict[str, list[Json]] = {"deprivations": [], "labels": []}
        for claim in row["claims"]:
            if claim["kind"] in _OF_ROUNDS:
                gold[_OF_ROUNDS[claim["kind"]]].append(_entry_of_round(claim))
        if any(gold.values()) or place % _OTHERS == 0:
            yield {"id": row["id"], "group": row["group"], "text": row["text"], "gold": gold,
                   "kinds": ["deprivation", "label"]}  # fmt: skip


def _entry_of_round(claim: Json) -> Json:
    """Return a claim of a round as an entry of a list; it says of no sort."""
    value, quote = claim["value"], claim["quote"]
    what = value.get("what") or ""
    about = what if what in quote else quote if claim["kind"] == "characterisation" else None
    entry = {"passage": quote, "start": claim["start"], "by": value.get("by"), "to": value.get("to")}
    return entry | ({"words": about} if claim["kind"] == "characterisation" else {"what": about})


def load(engine: Engine, names: Iterable[str], folder: Path) -> list[Sample]:
    """Return the windows of folders, from ``folder`` where the same engine has read the same texts before."""
    found: list[Sample] = []
    for name in names:
        rows = rows_of(name)
        make = partial(samples, engine, rows, name, "odd", targets_of)
        found.extend(kept(engine, rows, f"entries-{name}", folder, make))
    return found


def listed(text: str, gold: Json) -> Iterator[Listed]:
    """Yield the entries of a text's lists. Raises ``ValueError`` for a passage that the text does not have."""
    for kind, (name, field) in _LISTS.items():
        for row in gold.get(name, ()):
            start = row["start"] if "start" in row else text.find(row["passage"])
            if start < 0:
                raise ValueError(f"no such passage: {row['passage']!r}")
            passage = (start, start + len(row["passage"]))
            named = row.get("of" if kind == "label" else "to") if kind in _ADDRESSED else None
            to = [named] if isinstance(named, str) else named or []
            yield Listed(
                kind, *passage, _printed(text, row.get("by") or row.get("subject"), passage),
                tuple(place for one in to if (place := _printed(text, one, passage)) is not None),
                _printed(text, row.get(field), passage),
                row.get("category") or row.get("sort") or (row.get("kind") if ENTRY_SORTS[kind] else None) or "",
            )  # fmt: skip


def _printed(text: str, words: str | None, passage: tuple[int, int]) -> tuple[int, int] | None:
    """Return where words are printed nearest to a passage, inside it at best; None where that is far."""
    if not words or words == "author":
        return None
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    best = min(starts, key=lambda at: (_distance(at, passage), at), default=None)
    return None if best is None or _distance(best, passage) > _NEAR else (best, best + len(words))


def _distance(at: int, passage: tuple[int, int]) -> int:
    return 0 if passage[0] <= at < passage[1] else min(abs(at - passage[0]), abs(at - passage[1]))


def targets_of(page: Page, row: Json, *, full: bool) -> Targets:
    """Return the targets of a text; every list that there is is complete, so ``full`` changes nothing."""
    kinds, size = list(ENTRY_SORTS), len(page.tokens)
    labels = {kind: np.full((size, width), IGNORE, dtype=np.float32) for kind, width in LABELS.items()}
    listed_kinds = [at for at, kind in enumerate(kinds) if kind in row["kinds"]]
    labels["entry"][:, listed_kinds] = labels["inside"][:, listed_kinds] = 0
    made = Targets(labels, np.ones(size, dtype=np.float32))
    for one in listed(page.text, row["gold"]):
        inside = page.tokens_in(one.start, one.end)
        if not inside:
            continue
        word, column = heading(page, inside), kinds.index(one.kind)
        labels["entry"][word, column] = 1
        labels["inside"][inside.start : inside.stop, column] = 1
        if one.sort in ENTRY_SORTS[one.kind]:
            labels[one.kind][word] = [float(one.sort == sort) for sort in ENTRY_SORTS[one.kind]]
        about = page.tokens_in(*one.content) if one.content is not None else range(0)
        pointed = {
            "first": [inside[0]], "last": [inside[-1]], "opens": list(about[:1]), "closes": list(about[-1:]),
            "by": [heading(page, page.tokens_in(*one.by))] if one.by is not None else [],
            "to": [heading(page, page.tokens_in(*place)) for place in one.to],
        }  # fmt: skip
        left_out = {"by"} if one.kind == "exhibit" else set()
        left_out |= set() if one.kind in _ADDRESSED else {"to"}
        made.ties.extend((TIES.index(tie), word, to) for tie, to in pointed.items() if tie not in left_out)
    return made


def heading(page: Page, inside: range) -> int:
    """Return the token of a stretch that heads most of it, the first of equals."""
    roots = [at for at in inside if page.tokens[at].head not in inside and page.tokens[at].upos != "PUNCT"]
    return max(roots or [inside[0]], key=lambda at: (len(set(page.subtree(at)) & set(inside)), -at))
