"""Checks files of a round: ``python -m corpus.review FILE ...``; exit status 1 where there are faults.

A fault breaks the notation or an invariant of ``corpus.check``. A line that begins with ``look:`` is a hint: a word
of an outcome or of saying that no annotation touches. Files named ``accounts*`` hold cases, all others passages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus import lists
from corpus.check import annotated_faults
from corpus.compile import read_text
from corpus.fresh import case, case_blocks, passage, passage_blocks
from corpus.notation import Json, NotationError

OUTCOME_WORDS = re.compile(
    r"\b(kill(?:ed|ing|s)?|dead|die[ds]?|deaths?|wound(?:ed|ing|s)|injur(?:ed|ies|ing)|shot|hurt|bod(?:y|ies)|corpses?|"
    r"arrest(?:ed|s)|detain(?:ed|ees)|custody|missing|abduct(?:ed|ion)|kidnap(?:ped|ping)|hostages?|beaten|tortured|"
    r"raped|executed|hanged|displaced|fled|drowned|perished|casualties|fatalities|victims|homeless)\b",
    re.IGNORECASE,
)
SAYING_WORDS = re.compile(
    r"\b(said|says|told|according to|reported(?:ly)?|announced|claim(?:ed|s)|denie[ds]|stated|alleged(?:ly)?|"
    r"confirmed|insist(?:ed|s))\b",
    re.IGNORECASE,
)


def faults_of(row: Json) -> Iterator[str]:
    """What is wrong in one annotated text."""
    yield from annotated_faults(row)
    counted: dict[tuple[int, str], str] = {}
    for claim in row["claims"]:
        if claim["kind"] == "casualty":
            at = claim["start"] + claim["quote"].find(claim["value"]["raw"])
            twice = counted.setdefault((at, claim["value"]["outcome"]), claim["id"])
            if twice != claim["id"]:
                yield f"{claim['id']}: the same count as {twice}: {claim['quote']!r}"
    for event in row["events"]:
        if event["type"] not in lists.INCIDENT_TYPES:
            yield f"{row['id']}: {event['quote']!r}: no incident type {event['type']!r}"


def hints(row: Json) -> Iterator[str]:
    """Words that no annotation of their layer touches."""
    claims = [(c["start"], c["end"]) for c in row["claims"]] + [(e["start"], e["end"]) for e in row["events"]]
    yield from _untouched(row, OUTCOME_WORDS, claims, "no claim or event")
    cues = [(hop["cue"]["start"], hop["cue"]["end"]) for s in row["statements"] for hop in s["hops"] if hop["cue"]]
    cues += [(hop["cue"]["start"], hop["cue"]["end"]) for c in row["claims"] for hop in c["attribution"] if hop["cue"]]
    yield from _untouched(row, SAYING_WORDS, cues, "no speaker")


def _untouched(row: Json, words: re.Pattern[str], spans: list[tuple[int, int]], what: str) -> Iterator[str]:
    for match in words.finditer(row["text"]):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            around = row["text"][max(0, match.start() - 30) : match.end() + 25].replace("\n", " ")
            yield f"look: {row['id']}: {match.group()!r}: {what}: ...{around}..."


def rows_of(path: Path) -> Iterator[Json | str]:
    """Each annotated text of a file, or the fault that kept it from being read."""
    content = read_text(path)
    if path.name.startswith("accounts"):
        for name, body in case_blocks(content):
            try:
                yield from case(name, body).accounts
            except NotationError as fault:
                yield str(fault)
        return
    for heading, text, lines in passage_blocks(content):
        try:
            yield passage(heading, text, lines)
        except NotationError as fault:
            yield str(fault)


def main(paths: list[str]) -> int:
    """Print faults and hints of the files; 1 where there is a fault."""
    bad = texts = words = claims = 0
    seen: set[str] = set()
    for path in paths:
        for row in rows_of(Path(path)):
            if isinstance(row, str):
                bad += 1
                sys.stdout.write(f"{row}\n")
                continue
            found = list(faults_of(row))
            if row["id"] in seen:
                found.append(f"{row['id']}: twice")
            seen.add(row["id"])
            bad += len(found)
            texts, words = texts + 1, words + len(row["text"].split())
            claims += sum(claim["kind"] == "casualty" for claim in row["claims"])
            sys.stdout.write("".join(line + "\n" for line in (*found, *hints(row))))
    sys.stdout.write(f"{bad} faults; {texts} texts, {words} words, {claims} casualty claims\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
