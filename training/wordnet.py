"""Classes of nouns from WordNet 3.0: ``python -m training.wordnet [/usr/share/wordnet]``.

Writes ``src/recount/vocabulary/nouns.txt``: a class a line, then its single words in lower case. A word is in the
class of its commonest sense; a word whose second or third sense is a person is in ``perhaps_person``. Names
(instances) are left out. WordNet's licence lets extracts ship with its notice (``vocabulary/LICENSE.WordNet``);
on Debian the files come with the package ``wordnet-base``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src" / "recount" / "vocabulary" / "nouns.txt"
ROOTS = (
    ("group", ("social_group", "gathering", "people", "kinship_group", "military_unit", "force", "crew", "populace")),
    ("person", ("person",)),
    ("vehicle", ("vehicle", "craft")),
    ("animal", ("animal",)),
    ("weapon", ("weapon", "explosive_device", "ammunition", "projectile", "explosive")),
    ("building", ("building", "housing", "facility", "shelter", "place_of_business")),
    ("time", ("time_period", "time_unit", "day_of_the_week")),
    ("measure", ("linear_unit", "area_unit", "mass_unit", "volume_unit", "monetary_unit", "temperature_unit")),
    ("document", ("document", "publication", "written_communication")),
    ("artefact", ("artifact",)),
    ("part", ("body_part",)),
)
"""Classes, the first that fits wins, each with the first lemma of the synsets it is rooted in."""

_WORD = re.compile(r"[a-z][a-z-]{1,24}")
_SENSES = 3


@cache
def _synsets(folder: Path) -> dict[str, tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Each synset's lemmas, its hypernyms, and whether it is a name (an instance of something)."""
    found = {}
    for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        lemmas = tuple(fields[4 + 2 * k] for k in range(count))
        at = 4 + 2 * count
        pointers = [fields[at + 1 + 4 * k : at + 5 + 4 * k] for k in range(int(fields[at]))]
        above = tuple(target for symbol, target, kind, _ in pointers if symbol == "@" and kind == "n")
        found[fields[0]] = (lemmas, above, any(symbol == "@i" for symbol, *_ in pointers))
    return found


def _class_of(folder: Path, synset: str) -> str | None:
    """The class of a synset: of the nearest root above it."""
    synsets = _synsets(folder)
    seen, front = {synset}, [synset]
    above = set()
    while front:
        current = front.pop()
        above.add(synsets[current][0][0].lower())
        for target in synsets[current][1]:
            if target not in seen:
                seen.add(target)
                front.append(target)
    return next((name for name, roots in ROOTS if above.intersection(roots)), None)


def _words(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each single word with its senses, the commonest first."""
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        if _WORD.fullmatch(fields[0]):
            senses = fields[-int(fields[2]) :]
            yield fields[0], [s for s in senses if not _synsets(folder)[s][2]]


def classes(folder: Path) -> dict[str, list[str]]:
    """The words of every class, in order."""
    found: dict[str, list[str]] = {name: [] for name, _ in ROOTS}
    found["perhaps_person"] = []
    for word, senses in _words(folder):
        kinds = [_class_of(folder, sense) for sense in senses[:_SENSES]]
        if not kinds:
            continue
        if kinds[0] is not None:
            found[kinds[0]].append(word)
        if kinds[0] != "person" and "person" in kinds:
            found["perhaps_person"].append(word)
    return found


def main(arguments: list[str]) -> int:
    """Write the file."""
    folder = Path(arguments[0] if arguments else "/usr/share/wordnet")
    lines = [f"{name} {' '.join(sorted(words))}" for name, words in classes(folder).items()]
    OUT.write_text("\n".join(lines) + "\n", encoding="ascii")
    print({line.split(" ", 1)[0]: line.count(" ") for line in lines})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
