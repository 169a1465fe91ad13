"""Ledgers against texts whose entries somebody listed: ``python -m bench.ledgers [FOLDER] [--half odd|even]``.

A folder holds texts (``t01.txt`` ...) and ``gold.json``: for each text a list of entries for each ledger, each with its
``passage`` and parties in words of the text ("author" is the text's own voice). An entry read is *found* where its
passage has words in common with that of an entry of the gold that nobody else was paired with; it is *right* where the
parties fit too: who asks (promises, answers), and, where the gold names any, one of those who are asked. Names fit
where one holds the last word of the other; where the passage says "we" or "I", the author is right whatever his name.
``--none FOLDER`` counts what is entered of texts that must yield nothing.
``--errors`` prints what is missed, false or has other parties; never for a half that nobody may read.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Measured, table
from recount.intake import make_document
from recount.language import load_engine
from recount.model.claims import (
    Claim,
    CommitmentValue,
    DemandValue,
    DeprivationValue,
    ResponseValue,
    RoleValue,
    WarningValue,
)
from recount.reading import read

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "ledgers"
LEDGERS = {
    "demands": "demand", "commitments": "commitment", "warnings": "warning", "responses": "response",
    "exhibits": "exhibit", "statuses": "status", "deprivations": "deprivation", "parts": "role",
    "labels": "characterisation", "motives": "motive",
}  # fmt: skip
"""Ledgers of the gold, each with the kind of its claims; the last four stand in ``more.json``, where there is one."""
_PARTS = frozenset({"knew", "enabled", "failed_to_protect", "obeyed", "commanded", "concealed", "incited"})
"""The roles of parts: of those who did not do it with their own hands nor order it."""
_LATER = ("deprivations", "parts", "labels", "motives")
_NAMELESS = ("exhibits", "statuses", "warnings", "labels", "motives")
"""Ledgers whose parties are not compared."""
_EMPTY = frozenset(LEDGERS.values()) - {"role", "characterisation"}
"""Kinds of claims that texts of other matters have none of; a loaded word or a commander they may have."""
_SHARE = 0.3
"""Part of the shorter passage that two of one entry have in common, at least."""
_WORD = re.compile(r"\w+")
_OWN = re.compile(r"\b(?:I|[Ww]e|WE|me|us|my|our)\b")
"""Words of whoever writes: where an entry prints these and no name, it rightly names the author."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: where its passage stands, who speaks in it and to whom, None for the text's own voice."""

    start: int
    end: int
    by: str | None
    to: tuple[str, ...]
    words: str


@dataclass
class Tally:
    """What became of the entries of one ledger."""

    wanted: int = 0
    made: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    """Entries that name a party whom the gold does not name in that place."""
    swapped: int = 0
    """Of these those whose asking party is asked in the gold, or the other way round."""


def entered(claim: Claim) -> Entry:
    """Return a claim as an entry."""
    value, by, to = claim.value, None, ()
    if isinstance(value, DemandValue | CommitmentValue | DeprivationValue):
        by, to = value.by, value.to
    elif isinstance(value, RoleValue):
        by = value.actor
    elif isinstance(value, ResponseValue):
        by = value.by
    elif isinstance(value, WarningValue):
        to = (value.known_to,) if value.known_to else ()
    return Entry(claim.start, claim.end, by, to, claim.quote)


def wanted(text: str, row: dict[str, Any]) -> Entry:
    """Return an entry of the gold."""
    start = text.find(row["passage"])
    by = row.get("by") or row.get("subject")
    named = row.get("to") or ()
    to = tuple(named) if isinstance(named, list | tuple) else ()
    return Entry(start, start + len(row["passage"]), None if by in (None, "author") else by, to, row["passage"])


def fits(one: str | None, other: str | None) -> bool:
    """Tell whether two printed names may be one: the last word of one stands in the other."""
    if one is None or other is None:
        return one is other
    mine, theirs = (_WORD.findall(name.lower()) for name in (one, other))
    return bool(mine and theirs) and (mine[-1] in theirs or theirs[-1] in mine)


def pair(gold: list[Entry], read_: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Pair entries one to one, those with most in common first."""
    ranked = sorted(
        ((_common(one, other), number, place) for number, one in enumerate(gold) for place, other in enumerate(read_)),
        reverse=True,
    )
    pairs, used_gold, used = [], set(), set()
    for share, number, place in ranked:
        if share >= _SHARE and number not in used_gold and place not in used:
            used_gold.add(number)
            used.add(place)
            pairs.append((gold[number], read_[place]))
    return pairs


def _common(one: Entry, other: Entry) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / max(1, min(one.end - one.start, other.end - other.start))


def is_right(gold: Entry, read_: Entry, author: str | None, ledger: str) -> bool:
    """Tell whether the parties of two entries of one passage fit."""
    if ledger in _NAMELESS:
        return True
    own = read_.by is None and _OWN.search(gold.words) is not None
    by = gold.by if own else None if author is not None and fits(read_.by, author) else read_.by
    theirs = None if author is not None and fits(gold.by, author) else gold.by
    return fits(by, theirs) and (not gold.to or any(fits(a, b) for a in gold.to for b in read_.to))


def names_wrongly(gold: Entry, read_: Entry, ledger: str) -> bool:
    """Tell whether an entry names as party somebody else than the gold; to leave a party out is no wrong name."""
    if ledger in _NAMELESS:
        return False
    other = read_.by is not None and gold.by is not None and not fits(read_.by, gold.by)
    asked = [name for name in read_.to if gold.to and not any(fits(name, known) for known in gold.to)]
    return other or bool(asked)


def is_swapped(gold: Entry, read_: Entry) -> bool:
    """Tell whether who asks is one of those asked in the gold, or one of those asked asks there."""
    asks = any(fits(read_.by, name) for name in gold.to) and not fits(read_.by, gold.by) if read_.by else False
    return asks or (gold.by is not None and any(fits(name, gold.by) for name in read_.to))


def score(folder: Path, half: str, *, errors: bool = False) -> dict[str, Tally]:
    """Read the texts of a half and compare."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    beside = folder / "more.json"
    more: dict[str, Any] = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    ledgers = [ledger for ledger in LEDGERS if more or ledger not in _LATER]
    engine, tallies = load_engine(), {ledger: Tally() for ledger in ledgers}
    for name, rows in sorted(gold.items()):
        if half != "all" and (int(_WORD.findall(name)[0].lstrip("t")) % 2 == 1) != (half == "odd"):
            continue
        document = make_document((folder / f"{name}.txt").read_text(encoding="utf-8"), name=name)
        claims = read(document, engine.analyse(document.text)).claims
        for ledger in ledgers:
            asked = [wanted(document.text, row) for row in (rows | more.get(name, {})).get(ledger, ())]
            made = [entered(claim) for claim in claims if _is_of(claim, ledger)]
            pairs, tally = pair(asked, made), tallies[ledger]
            right = [two for two in pairs if is_right(*two, document.author.name, ledger)]
            tally.wanted += len(asked)
            tally.made += len(made)
            tally.found += len(pairs)
            tally.right += len(right)
            tally.wrong += sum(names_wrongly(*two, ledger) for two in pairs)
            tally.swapped += sum(is_swapped(*two) for two in pairs)
            if errors:
                _print_errors(name, ledger, asked, made, pairs, right)
    return tallies


def _is_of(claim: Claim, ledger: str) -> bool:
    if isinstance(claim.value, RoleValue):
        return ledger == "parts" and claim.value.role in _PARTS
    return claim.kind == LEDGERS[ledger]


def _print_errors(
    name: str, ledger: str, asked: list[Entry], made: list[Entry], pairs: list[tuple[Entry, Entry]],
    right: list[tuple[Entry, Entry]],
) -> None:  # fmt: skip
    for one in asked:
        if all(one is not pair_[0] for pair_ in pairs):
            print(f"{name} {ledger} missed: {one.words!r} by {one.by!r} to {one.to}")
    for one in made:
        if all(one is not pair_[1] for pair_ in pairs):
            print(f"{name} {ledger} false: {one.words!r} by {one.by!r} to {one.to}")
    for gold, read_ in pairs:
        if (gold, read_) not in right:
            print(
                f"{name} {ledger} parties: {read_.words!r} by {read_.by!r} to {read_.to}, not {gold.by!r} to {gold.to}"
            )


def measure(tallies: dict[str, Tally], half: str) -> Iterator[Measured]:
    """Yield recall and precision of each ledger, found and with its parties."""
    for ledger, tally in tallies.items():
        name = f"ledgers {half}"
        for what, hits in (("found", tally.found), ("with parties", tally.right)):
            yield Measured(name, f"{ledger} {what}: recall", hits / tally.wanted if tally.wanted else 0, n=tally.wanted)
            yield Measured(name, f"{ledger} {what}: precision", hits / tally.made if tally.made else 0, n=tally.made)
        if ledger in ("demands", "commitments", "responses", "deprivations", "parts"):
            yield Measured(name, f"{ledger} that name a wrong party", tally.wrong, n=tally.made)
            yield Measured(name, f"{ledger} whose parties are swapped (should be 0)", tally.swapped, n=tally.made)


def none(folder: Path) -> Counter[str]:
    """Return what is entered of texts that must yield nothing, by kind."""
    engine, found = load_engine(), Counter[str]()
    for path in sorted(folder.glob("*.txt")):
        document = make_document(path.read_text(encoding="utf-8"), name=path.name)
        claims = read(document, engine.analyse(document.text)).claims
        found.update(claim.kind for claim in claims if claim.kind in _EMPTY)
    return found


def main() -> None:
    """Print the figures of one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--half", choices=["all", "odd", "even"], default="all")
    parser.add_argument("--none", type=Path, help="a folder of texts that must yield nothing")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    print(table(measure(score(arguments.folder, arguments.half, errors=arguments.errors), arguments.half)))
    if arguments.none:
        print(dict(none(arguments.none)))


if __name__ == "__main__":
    main()
