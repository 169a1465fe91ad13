"""What stands in the public version of accounts with planted identifiers: ``python -m bench.planted [FOLDER]``.

A folder holds accounts (``a01.txt`` ...) and ``gold.json``: for each account the private strings that are planted in
it, with their kinds and, for names, the surname, and the public names that should stand. All accounts make one case. A
leak is a private string (a surname) that is found in the public page or JSON as a whole word, in any letters; one that
is a single word and may be any word ("May", "Young") is looked for in its own letters in the public text of its own
account. A public name is withheld too often where its account's public text lacks it. ``--half odd`` (``even``) takes
the accounts of odd (even) numbers alone. No string is printed unless ``--show`` asks for it.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Measured, table
from recount.pipeline import build
from recount.record import export_json
from recount.report import publish, render_page

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "planted"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Plant:
    """A private string of an account, its kind, and the surname in it, empty where it has none."""

    account: str
    kind: str
    text: str
    surname: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was planted, what of it is found, and which public names are not."""

    plants: list[Plant]
    leaks: list[Plant]
    surnames: list[Plant]
    public: int
    missed: list[tuple[str, str]]


def load(folder: Path, half: str = "all") -> tuple[dict[str, str], list[Plant], list[tuple[str, str]]]:
    """Return the texts of a half by account, its plants, and its public names with their accounts."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    names = sorted({*gold["private"], *gold["public"]})
    taken = [name for name in names if half == "all" or _is_odd(name) == (half == "odd")]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in taken}
    plants = [
        Plant(name, row["kind"], row["text"], row.get("surname") or "")
        for name in taken
        for row in gold["private"].get(name, [])
    ]
    return texts, plants, [(name, public) for name in taken for public in gold["public"].get(name, [])]


def _is_odd(name: str) -> bool:
    number = _NUMBER.search(name)
    return number is not None and int(number.group()) % 2 == 1


def score(folder: Path, half: str = "all") -> Outcome:
    """Build one case of the accounts of a half and look for what is planted in its public page and JSON."""
    texts, plants, public = load(folder, half)
    with tempfile.TemporaryDirectory() as made:
        accounts = Path(made) / "accounts"
        accounts.mkdir()
        for name, text in texts.items():
            (accounts / name).write_text(text, encoding="utf-8")
        record = build(accounts, Path(made) / "planted.case", workers=1).record
    published = publish(record)
    page = render_page(published.record, withheld=published.withheld)
    found = [plain(page), plain(export_json(published.record))]
    texts_shown = {
        old.name: gaps(new.text or "") for old, new in zip(record.documents, published.record.documents, strict=True)
    }
    shown = {name: text.lower() for name, text in texts_shown.items()}

    def leaks(plant: Plant) -> bool:
        if plant.surname or not plant.text.isalpha():
            return any(stands_in(plant.text, printed) for printed in found)
        return _is_word(plant.text, texts_shown[plant.account])

    return Outcome(
        plants,
        [plant for plant in plants if leaks(plant)],
        [plant for plant in plants if plant.surname and any(stands_in(plant.surname, printed) for printed in found)],
        len(public),
        [(name, words) for name, words in public if not stands_in(words, shown[name])],
    )


def plain(printed: str) -> str:
    """Return what a reader can find: without markup and escapes, in small letters, each gap one space."""
    printed = re.sub(r"\\u[0-9a-f]{4}", lambda match: str(json.loads(f'"{match.group()}"')), printed)
    words = html.unescape(re.sub(r"<[^>]{0,400}>", "", printed)).replace("\\n", " ").replace('\\"', '"')
    return gaps(words).lower()


def gaps(text: str) -> str:
    """Return a text in which each gap is one space."""
    return re.sub(r"\s+", " ", text)


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a plain text as whole words."""
    sought = gaps(words).lower()
    return sought in text and _is_word(sought, text)


def _is_word(sought: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", text) is not None


def measure(outcome: Outcome, half: str) -> Iterator[Measured]:
    """Yield the leaks by kind, then over all, and the public names withheld."""
    name = f"planted {half}"
    sizes = Counter(plant.kind for plant in outcome.plants)
    leaks, surnames = (Counter(plant.kind for plant in rows) for rows in (outcome.leaks, outcome.surnames))
    for kind, size in sorted(sizes.items()):
        if leaks[kind] or surnames[kind]:
            yield Measured(name, f"{kind}: in full", leaks[kind], n=size)
            yield Measured(name, f"{kind}: surname", surnames[kind], n=size)
    yield Measured(name, "private strings found (should be 0)", len(outcome.leaks), n=len(outcome.plants))
    with_surname = sum(bool(plant.surname) for plant in outcome.plants)
    yield Measured(name, "surnames found (should be 0)", len(outcome.surnames), n=with_surname)
    yield Measured(name, "public names withheld", len(outcome.missed), n=outcome.public)


def main() -> None:
    """Print the figures of one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--half", choices=["all", "odd", "even"], default="all")
    parser.add_argument("--show", action="store_true", help="print what was found and what was withheld, to learn from")
    arguments = parser.parse_args()
    outcome = score(arguments.folder, arguments.half)
    print(table(measure(outcome, arguments.half)))
    for plant in (*outcome.leaks, *outcome.surnames) if arguments.show else ():
        print(f"{plant.account}  {plant.kind}  {plant.text}  ({plant.surname})")
    for name, words in outcome.missed if arguments.show else ():
        print(f"{name}  withheld  {words}")


if __name__ == "__main__":
    main()
