"""Verifies the whole corpus: ``python -m corpus.check``; exit status 1 and one line a fault.

Invariants: every quote is its span of the untouched text; every value is in a closed list; every id resolves;
every interval is sane; every number of a text is accounted for as a casualty, a time or a number that is none;
the annotation files are what the source gives; the hash of all test files is the frozen one.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus import lists
from corpus.compile import FROZEN, PARTS, compiled, frozen_hash, read_text
from corpus.notation import Json

_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|"
    "dozens?|scores|couple|half|twice|fortnight|several"
)
NUMBER = re.compile(rf"\d[\d.,:]*|\b(?:{_WORDS})\b", re.IGNORECASE)
"""What counts as a number that must be accounted for: digits, and cardinal words from two on."""

_ITEM = re.compile(r"^[ \t]*(\d+)[.)](?=\s)", re.MULTILINE)
"""The number of a paragraph or comment."""


def _span(text: str, span: Json, where: str) -> Iterator[str]:
    start, end = span["start"], span["end"]
    if start is None and end is None and span.get("quote") is None:
        return
    if not 0 <= start < end <= len(text) or text[start:end] != span["quote"]:
        yield f"{where}: [{start}:{end}] is not {span['quote']!r}"


def _listed(value: object, allowed: tuple[str, ...], where: str) -> Iterator[str]:
    if value not in allowed:
        yield f"{where}: {value!r} is in no closed list"


def _flags(flags: list[str], allowed: tuple[str, ...], where: str) -> Iterator[str]:
    for flag in flags:
        if flag not in allowed and not flag.startswith("ambiguous: "):
            yield f"{where}: flag {flag!r}"


def _when(when: Json, where: str) -> Iterator[str]:
    yield from _listed(when["precision"], lists.PRECISIONS, where)
    yield from _listed(when["basis"], lists.TIME_BASES, where)
    yield from _flags(when.get("flags", []), lists.TIME_FLAGS, where)
    earliest, latest = when["earliest"], when["latest"]
    if (earliest is None) != (latest is None) or (earliest is not None and earliest > latest):
        yield f"{where}: interval {earliest} to {latest}"
    if (earliest is None) != (when["basis"] == "unresolvable"):
        yield f"{where}: basis {when['basis']} with {earliest}"


def _casualty(claim: Json, ids: dict[str, Json], where: str) -> Iterator[str]:
    value = claim["value"]
    yield from _listed(value["outcome"], lists.OUTCOMES, where)
    yield from _listed(value["op"], lists.OPERATORS, where)
    yield from _listed(value["civil_status"], lists.CIVIL_STATUS, where)
    yield from _flags(value["flags"], lists.CLAIM_FLAGS, where)
    if value["raw"] not in claim["quote"]:
        yield f"{where}: raw {value['raw']!r} outside the quote"
    if value["op"] in ("range", "vague", "rising") and value["value"] is not None:
        yield f"{where}: {value['op']} with a value"
    low, high = value["low"], value["high"]
    if low is not None and high is not None and low > high:
        yield f"{where}: bounds {low} to {high}"
    subset = value["subset_of"]
    if subset is not None:
        whole = ids.get(subset)
        if whole is None or whole["kind"] != "casualty" or whole is claim:
            yield f"{where}: subset of {subset!r}"
        elif low is not None and whole["value"]["high"] is not None and low > whole["value"]["high"]:
            yield f"{where}: more than the whole {subset}"


def _claim(text: str, claim: Json, ids: dict[str, Json]) -> Iterator[str]:
    where = claim["id"]
    yield from _span(text, claim, where)
    yield from _listed(claim["kind"], lists.KINDS, where)
    yield from _listed(claim["certainty"], lists.CERTAINTIES, where)
    yield from _listed(claim["record_as"], lists.CERTAINTIES, where)
    yield from _listed(claim["polarity"], lists.POLARITIES, where)
    if not claim["attribution"] or claim["attribution"][0]["relation"] != "speaks":
        yield f"{where}: the first hop does not speak"
    for hop in claim["attribution"]:
        yield from _listed(hop["relation"], lists.RELATIONS, where)
        yield from _span(text, hop, where)
        if hop["cue"]:
            yield from _span(text, hop["cue"], where)
    if claim["kind"] == "casualty":
        yield from _casualty(claim, ids, where)
    if claim["kind"] == "role":
        yield from _listed(claim["value"]["role"], lists.ROLES, where)
        if claim["value"]["mention"] not in claim["quote"]:
            yield f"{where}: actor outside the quote"
    if claim["kind"] == "date":
        yield from _when(claim["value"]["when"], where)


def _numbers(row: Json, claims: list[Json], where: str) -> Iterator[str]:
    """Every number is covered once: by a casualty claim, a time or the list of other numbers."""
    covered: set[int] = set()
    for span in (*row["times"], *row["not_casualties"], *(c for c in claims if c["kind"] == "casualty")):
        covered.update(range(span["start"], span["end"]))
    covered.update(match.start(1) for match in _ITEM.finditer(row["text"]))
    for match in NUMBER.finditer(row["text"]):
        if match.start() not in covered:
            around = row["text"][max(0, match.start() - 30) : match.end() + 20]
            yield f"{where}: number {match.group()!r} unaccounted for in {around!r}"


def _text(row: Json, claims: list[Json], ids: dict[str, Json], where: str) -> Iterator[str]:
    for claim in claims:
        yield from _claim(row["text"], claim, ids)
    for time in row["times"]:
        yield from _span(row["text"], time, where)
        yield from _when(time["when"], f"{where} {time['quote']!r}")
    for number in row["not_casualties"]:
        yield from _span(row["text"], number, where)
        yield from _listed(number["role"], lists.NUMBER_ROLES, where)
        for claim in claims:
            if claim["kind"] == "casualty" and claim["value"]["raw"] == number["quote"]:
                shared = claim["start"] <= number["start"] and number["end"] <= claim["end"]
                if shared and claim["quote"].count(number["quote"]) == 1:
                    yield f"{where}: {number['quote']!r} is casualty and none"
    yield from _numbers(row, claims, where)


def annotated_faults(row: Json) -> Iterator[str]:
    """Every fault of one annotated text that belongs to no case."""
    ids = {claim["id"]: claim for claim in row["claims"]}
    yield from _text(row, row["claims"], ids, row["id"])


def _once(ids: list[str], where: str) -> Iterator[str]:
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{where}: {name!r} twice"


def _passages(rows: list[Json]) -> Iterator[str]:
    yield from _once([row["id"] for row in rows], "passages")
    yield from _once([row["text"] for row in rows], "passages")
    for row in rows:
        yield from annotated_faults(row)


def _case(record: Json, name: str, texts: Path) -> Iterator[str]:
    ids = {claim["id"]: claim for claim in record["claims"]}
    incidents = [incident["id"] for incident in record["incidents"]]
    documents = [document["id"].rpartition("/")[2] for document in record["documents"]]
    yield from _once(incidents, name)
    yield from _once([claim["id"] for claim in record["claims"]], name)
    for document in record["documents"]:
        text = read_text(texts / name / document["name"])
        claims = [claim for claim in record["claims"] if claim["document"] == document["id"]]
        yield from _text({**document, "text": text}, claims, ids, document["id"])
        for span in (*document["author"]["spans"], *document["published"]["spans"]):
            yield from _span(text, span, document["id"])
        end = 0
        for segment in document["segments"]:
            yield from _listed(segment["voice"], lists.VOICES, segment["id"])
            if segment["start"] < end or segment["end"] > len(text):
                yield f"{segment['id']}: overlaps or leaves the text"
            if text[end : segment["start"]].strip():
                yield f"{segment['id']}: words before it lie in no segment"
            end = segment["end"]
        if text[end:].strip():
            yield f"{document['id']}: words at the end lie in no segment"
        if document["about"] not in (None, *incidents):
            yield f"{document['id']}: about {document['about']!r}"
    for incident in record["incidents"]:
        yield from _listed(incident["type"], lists.INCIDENT_TYPES, f"{name} {incident['id']}")
        yield from _when(incident["when"], f"{name} {incident['id']}")
        if incident["where"]:
            yield from _listed(incident["where"]["precision"], lists.PLACE_PRECISIONS, f"{name} {incident['id']}")
        for letter in incident["documents"]:
            if letter not in documents:
                yield f"{name} {incident['id']}: document {letter!r}"
        for relation in incident["relations"]:
            yield from _listed(relation["type"], lists.INCIDENT_RELATIONS, f"{name} {incident['id']}")
            if relation["incident"] not in incidents:
                yield f"{name} {incident['id']}: related to {relation['incident']!r}"
    for claim in record["claims"]:
        for incident in (claim["incident"], *claim["incident_candidates"]):
            if incident is not None and incident not in incidents:
                yield f"{claim['id']}: incident {incident!r}"
    for finding in record["findings"]:
        where = f"{name} finding {finding['attribute']}"
        yield from _listed(finding["grade"], lists.GRADES, where)
        yield from _listed(finding["incident"], tuple(incidents), where)
        yield from _listed(finding["attribute"], (*lists.OUTCOMES, "date", "time", "force", "method"), where)
        low, high = finding["low"], finding["high"]
        if low is not None and high is not None and low > high:
            yield f"{where}: {low} to {high}"
    for origin in record["origins"]:
        yield from _listed(origin["kind"], lists.ORIGIN_KINDS, f"{name} origin")
        for span in origin["passages"]:
            text = read_text(texts / f"{span['document']}.txt")
            yield from _span(text, span, f"{name} origin")
    for conflict in record["conflicts"]:
        where = f"{name} {conflict['id']}"
        yield from _listed(conflict["kind"], lists.CONFLICT_KINDS, where)
        yield from _listed(conflict["verdict"], lists.VERDICTS, where)
        for claim in conflict["claims"]:
            if claim not in ids:
                yield f"{where}: claim {claim!r}"


def faults(part: str = "test") -> Iterator[str]:
    """Every fault of a part of the corpus, one line each; only the test part has a frozen hash."""
    files, texts = compiled(part), PARTS[part][1]
    for name, text in files.items():
        path = texts / name
        if not path.is_file() or read_text(path) != text:
            yield f"{name}: not what the source gives; run python -m corpus.compile"
    for name, text in files.items():
        if name.endswith(".jsonl"):
            yield from _passages([json.loads(line) for line in text.splitlines()])
        else:
            yield from _case(json.loads(text), name.partition("/")[0], texts)
    if part != "test":
        return
    if not FROZEN.is_file() or FROZEN.read_text(encoding="ascii").strip() != frozen_hash():
        yield "test files: not the frozen hash"


def main() -> int:
    """Print the faults; 0 where there are none."""
    found = [line for part in PARTS for line in faults(part)]
    for line in found:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{len(found)} faults\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
