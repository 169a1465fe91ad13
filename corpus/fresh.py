"""Rounds of fresh texts: ``corpus/rounds/NN``, read from their notation on demand.

Invariant: a round has two halves, told apart by the hash of a text's id (of a case's, for accounts). The ``closed``
half is never read by a person; the ``open`` half is opened once the whole round has been scored. Both lie in files
of their own, so that opening one shows nothing of the other.

A passage opens with ``# id group``; its text is one line. A case opens with ``## case id``, then ``I F X P`` lines,
then its accounts: ``# letter kind ; published=... ; author=...``, the text between ``<<<`` and ``>>>``, its annotation.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpus import lists
from corpus.compile import annotate_block, read_text
from corpus.notation import Json, NotationError, interval, restore

ROUNDS = Path(__file__).parent / "rounds"
Half = Literal["open", "closed"]
PARTIAL = frozenset({"00"})
"""Rounds with casualties, doers, voices and certainty only; see the datasheet."""
HALVES: tuple[Half, ...] = ("open", "closed")


def half_of(name: str) -> Half:
    """The half that a passage or a case belongs to."""
    return "open" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "closed"


@dataclass
class Case:
    """A case: its accounts as annotated rows, and what all of them give together."""

    id: str
    accounts: list[Json] = field(default_factory=list)
    incidents: list[Json] = field(default_factory=list)
    findings: list[Json] = field(default_factory=list)
    conflicts: list[Json] = field(default_factory=list)
    peace: list[Json] = field(default_factory=list)


def passage_blocks(content: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each passage of a file as its heading, its text as printed and its annotation lines."""
    for block in ("\n" + content.strip("\ufeff")).split("\n# ")[1:]:
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if len(lines) < 2:
            raise NotationError(f"a passage without text: {block[:40]!r}")
        yield lines[0].strip(), restore(lines[1]), lines[2:]


def passage(heading: str, text: str, lines: list[str], *, full: bool = True) -> Json:
    """One annotated passage; its ``group`` is plain or tail (in round 00 also account: a whole short one)."""
    name, _, group = heading.partition(" ")
    if group.strip() not in ("plain", "tail") and (full or group.strip() != "account"):
        raise NotationError(f"{name}: neither plain nor tail")
    row = annotate_block(name, text, lines, full=full)
    row["group"] = group.strip()
    return row


def case_blocks(content: str) -> Iterator[tuple[str, str]]:
    """Each case of a file as its id and all its lines."""
    for block in ("\n" + content.strip("\ufeff")).split("\n## case ")[1:]:
        name, _, body = block.partition("\n")
        yield name.strip(), body


def case(name: str, body: str) -> Case:
    """One case with its accounts."""
    made = Case(name)
    head, *rest = re.split(r"\n# (?=[^\n]*\n<<<\n)", "\n" + body)
    known: dict[str, str] = {}
    for part in rest:
        match = re.fullmatch(r"([a-z]) ([^\n]*)\n<<<\n(.*?)\n>>>\n?(.*)", part, re.DOTALL)
        if not match:
            raise NotationError(f"{name}: no account: {part[:60]!r}")
        letter, about, text, notes = match.groups()
        lines = [line.rstrip() for line in notes.split("\n") if line.strip()]
        row = annotate_block(f"{name}/{letter}", restore(text.replace("\\n", "\n")), lines, full=True)
        kind, *fields = (field.strip() for field in about.split(" ; "))
        row.update(group="account", case=name, kind=kind, **dict(field.split("=", 1) for field in fields if field))
        known.update({f"{letter}.{short}": claim for short, claim in row.pop("short").items()})
        made.accounts.append(row)
    for line in filter(str.strip, head.split("\n")):
        _about_case(made, line, known)
    types = {incident["id"]: incident["type"] for incident in made.incidents}
    for row in made.accounts:
        for event in row["events"]:
            if event["event"] not in types:
                raise NotationError(f"{row['id']}: no incident {event['event']!r}")
            event["type"] = event["type"] or types[event["event"]]
    if not made.accounts:
        raise NotationError(f"{name}: a case without accounts")
    return made


def _about_case(made: Case, line: str, known: dict[str, str]) -> None:
    code, _, rest = line.partition(" ")
    head, _, body = rest.partition(" | ")
    words = head.split()
    try:
        if code == "I":
            made.incidents.append(_incident(words, body))
        elif code == "F":
            made.findings.append(_finding(words, body))
        elif code == "X":
            kind, verdict, incident, attribute, claims = words
            members = [known[short] for short in claims.split(",")]
            made.conflicts.append(
                {"kind": kind, "verdict": verdict, "incident": incident, "attribute": attribute, "claims": members}
            )
            if kind not in lists.CONFLICT_KINDS or verdict not in lists.VERDICTS:
                raise NotationError(f"{made.id}: {line!r}: no such kind or verdict")
        elif code == "P":
            incident, attribute, claims = words
            members = [known[short] for short in claims.split(",")]
            made.peace.append({"incident": incident, "attribute": attribute, "claims": members})
        else:
            raise NotationError(f"{made.id}: no code: {line!r}")
    except KeyError as fault:
        raise NotationError(f"{made.id}: {line!r}: unknown claim {fault}") from fault
    except ValueError as fault:
        raise NotationError(f"{made.id}: {line!r}: {fault}") from fault


def _incident(words: list[str], body: str) -> Json:
    name, kind = words
    if kind not in lists.INCIDENT_TYPES:
        raise NotationError(f"no incident type {kind!r}")
    fields = {key.strip(): value.strip() for key, _, value in (part.partition("=") for part in body.split(" ; "))}
    earliest, latest = interval(fields["when"]) if fields.get("when") else (None, None)
    return {
        "id": name,
        "type": kind,
        "label": fields.get("label", ""),
        "earliest": earliest,
        "latest": latest,
        "where": fields.get("where"),
        "at": fields.get("at"),
    }


def _finding(words: list[str], reason: str) -> Json:
    incident, attribute, low, high, grade, *more = words
    if grade not in lists.GRADES:
        raise NotationError(f"no grade {grade!r}")
    return {
        "incident": incident,
        "attribute": attribute,
        "low": None if low == "-" else int(low),
        "high": None if high == "-" else int(high),
        "grade": grade,
        "subgroup": " ".join(more) or None,
        "reason": reason,
    }


def folders() -> list[str]:
    """The numbers of the rounds that lie here, in order."""
    return sorted(path.name for path in ROUNDS.glob("[0-9]*") if path.is_dir())


def passages(number: str, half: Half | None = None) -> list[Json]:
    """The annotated passages of a round, of one half or of both."""
    return [
        passage(*block, full=number not in PARTIAL)
        for part in HALVES
        if half in (None, part)
        for path in sorted((ROUNDS / number / part).glob("passages*.txt"))
        for block in passage_blocks(read_text(path))
    ]


def cases(number: str, half: Half | None = None) -> list[Case]:
    """The cases of a round, of one half or of both."""
    return [
        case(*block)
        for part in HALVES
        if half in (None, part)
        for path in sorted((ROUNDS / number / part).glob("accounts*.txt"))
        for block in case_blocks(read_text(path))
    ]


def rows(number: str, half: Half | None = None) -> list[dict[str, Any]]:
    """Passages and accounts of a round as rows alike: id, text, group, claims, times, other numbers, events."""
    return [*passages(number, half), *(account for one in cases(number, half) for account in one.accounts)]
