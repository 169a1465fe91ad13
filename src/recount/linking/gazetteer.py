"""The gazetteer that ships with the package: countries, first-level regions and settlements over 5,000 people.

Invariant: read-only, loaded once when first asked, and the same for every run. Made by ``training/gazetteer.py``
from GeoNames data (https://www.geonames.org, CC BY 4.0; see ``data/LICENSE-GEONAMES.md``).
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from recount.linking.folding import fold_place


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer. Coordinates are degrees; None for countries. ``country`` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    country: str
    region: str
    kind: Literal["country", "region", "city"]
    latitude: float | None
    longitude: float | None
    population: int


class Gazetteer:
    """Entries and an ordered list of folded names, searched by bisection."""

    def __init__(self, text: str) -> None:
        """Take the file's text: entry lines, an empty line, then lines of folded name and entry numbers."""
        entries, _, names = text.partition("\n\n")
        self._entries = entries.split("\n")
        self._names = names.split("\n")

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that bear a printed name, in the order of the file."""
        key = fold_place(name)
        if not key:
            return ()
        place = bisect_left(self._names, key + "\t")
        if place == len(self._names) or not self._names[place].startswith(key + "\t"):
            return ()
        numbers = self._names[place].split("\t")[1].split(",")
        return tuple(self._entry(int(number)) for number in numbers)

    def _entry(self, number: int) -> Entry:
        key, name, country, region, kind, latitude, longitude, population = self._entries[number].split("\t")
        return Entry(
            key, name, country, region, kind,  # type: ignore[arg-type]
            float(latitude) if latitude else None, float(longitude) if longitude else None, int(population or 0),
        )  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the package."""
    data = resources.files("recount") / "linking" / "data" / "gazetteer.tsv.gz"
    return Gazetteer(gzip.decompress(data.read_bytes()).decode("utf-8"))
