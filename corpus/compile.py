"""Writes the annotation with offsets from the hand-written source: ``python -m corpus.compile``.

Invariant: the same source and texts give the same bytes. Passages carry their text in the source; the texts of
accounts lie in ``corpus/{test,dev}/caseNN/*.txt`` and are only read. With ``--freeze`` the hash of all test files is
written to ``corpus/test.sha256``; without it a changed file makes ``corpus.check`` fail, which is its purpose.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from corpus.notation import Json, NotationError, Reader, field_of, interval, locate, parts, restore

ROOT = Path(__file__).parent
SOURCE = ROOT / "source"
TEST = ROOT / "test"
FROZEN = ROOT / "test.sha256"
DEV = ROOT / "dev"
PARTS = {"test": (SOURCE, TEST), "dev": (DEV / "source", DEV)}
"""Folder of the source and folder of the texts and their annotation, by the name of the part."""


def read_text(path: Path) -> str:
    """A file as its untouched code points: no newline translation."""
    return path.read_bytes().decode("utf-8")


def frozen_hash(root: Path = TEST) -> str:
    """SHA-256 over relative path, length and bytes of every file under ``root``, in sorted order."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*"), key=lambda item: item.relative_to(root).as_posix()):
        if path.is_file():
            data = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


def passages(root: Path = SOURCE) -> list[Json]:
    """Every single passage of ``passages-*.txt``, in order."""
    found: list[Json] = []
    for path in sorted(root.glob("passages-*.txt")):
        for block in read_text(path).split("\n# "):
            lines = [line for line in block.removeprefix("# ").split("\n") if line]
            if lines:
                found.append(annotate_block(lines[0].strip(), restore(lines[1]), lines[2:]))
    return found


def annotate_block(name: str, text: str, lines: list[str], *, full: bool = False) -> Json:
    """The annotated text that annotation lines without incidents give.

    ``full``: with the layers of the rounds (``events``, ``statements``, each claim's ``event``, and ``short``, the
    claims by their names in the notation).
    """
    reader = Reader(text)
    row: Json = {"id": name, "text": text, "claims": [], "times": [], "not_casualties": []}
    names: dict[str, str] = {}
    if full:
        row.update(events=[], statements=[], short=names)
    for line in lines:
        try:
            _one(reader, row, line, names, name)
        except NotationError as fault:
            raise NotationError(f"{name}: {fault}") from fault
    _resolve(row["claims"], names)
    if full:
        _tie(row)
    return row


def _tie(row: Json) -> None:
    """Give each event word its type and each claim its event: its own, or the only one of the text."""
    types: dict[str, str] = {}
    for event in row["events"]:
        kind = types.setdefault(event["event"], event["type"] or "")
        event["type"] = event["type"] or kind or None
    for claim in row["claims"]:
        if claim["kind"] not in ("casualty", "role"):
            continue
        if claim["event"] is None and len(types) == 1:
            claim["event"] = next(iter(types))
        if claim["event"] not in (*types, "-"):
            raise NotationError(f"{claim['id']}: which event? {claim['quote']!r}")
        claim["event"] = None if claim["event"] == "-" else claim["event"]


def _one(reader: Reader, row: Json, line: str, names: dict[str, str], owner: str) -> Json | None:
    """Read one annotation line into ``row``; the claim, where it is one."""
    code, head, body = parts(line)
    if code == "A":
        reader.attribute(line[2:])
        if "statements" in row and reader.chain:
            row["statements"].append({"hops": reader.chain})
        return None
    if code == "E" and "events" in row:
        row["events"].append(reader.event(head, body))
        return None
    if code == "T":
        row["times"].append(reader.time(head, body))
        return None
    if code == "N":
        row["not_casualties"].append(reader.number(head, body))
        return None
    makers = {"K": reader.casualty, "R": reader.role, "O": reader.other}
    if code not in makers:
        raise NotationError(f"no code: {line!r}")
    claim = makers[code](head, body)
    made: Json = {"id": f"{owner}/{len(row['claims']) + 1}", **claim}
    if "events" in row:
        made["event"] = field_of(body, "ev")
    short = field_of(body, "id")
    if short:
        names[short] = made["id"]
    row["claims"].append(made)
    return made


def _resolve(claims: list[Json], names: dict[str, str]) -> None:
    for claim in claims:
        short = claim["value"].get("subset_of") if claim["kind"] == "casualty" else None
        if short:
            if short not in names:
                raise NotationError(f"{claim['id']}: subset of unknown {short!r}")
            claim["value"]["subset_of"] = names[short]


def case(path: Path, texts: Path = TEST) -> Json:
    """One case: its incidents, its accounts (under ``texts``) with their claims, what must be found across them."""
    name = path.stem
    record: Json = {"case": name, "documents": [], "incidents": [], "claims": [], "findings": [], "conflicts": []}
    record["origins"] = []
    names: dict[str, str] = {}
    document: Json = {}
    reader = Reader("")
    incident: str | None = None
    for line in read_text(path).split("\n"):
        if not line or line.startswith("#"):
            continue
        code, _, rest = line.partition(" ")
        try:
            if code == "DOC":
                document, reader = _document(texts / name, rest)
                record["documents"].append(document)
                incident = None
            elif code == "S":
                document["segments"].append(_segment(document, reader, rest))
            elif code == "USE":
                incident = None if rest.strip() == "-" else rest.strip()
            elif code == "I":
                record["incidents"].append(_incident(rest))
            elif code == "L":
                first, kind, second = rest.split()
                holder = next(item for item in record["incidents"] if item["id"] == first)
                holder["relations"].append({"type": kind, "incident": second})
            elif code == "F":
                record["findings"].append(_finding(rest))
            elif code == "G":
                record["origins"].append(_origin(record, rest, texts / name))
            elif code == "X":
                record["conflicts"].append(_conflict(rest, names, len(record["conflicts"]) + 1))
            else:
                _annotate(record, document, reader, line, names, incident)
        except NotationError as fault:
            raise NotationError(f"{name}: {line!r}: {fault}") from fault
    _resolve(record["claims"], names)
    return record


def _document(folder: Path, rest: str) -> tuple[Json, Reader]:
    letter, _, body = rest.partition(" ")
    fields = {key.strip(): value.strip() for key, _, value in (part.partition("=") for part in body.split(" ; "))}
    text = read_text(folder / f"{letter}.txt")
    reader = Reader(text)
    dates = interval(fields["published"]) if "published" in fields else (None, None)
    row: Json = {
        "id": f"{folder.name}/{letter}",
        "name": f"{letter}.txt",
        "characters": len(text),
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "kind": fields["kind"],
        "author": {
            "name": fields.get("author"),
            "basis": fields.get("author_basis", "stated" if "author" in fields else "unknown"),
            "spans": [reader.span(fields["author_quote"])] if "author_quote" in fields else [],
        },
        "published": {
            "earliest": dates[0],
            "latest": dates[1],
            "basis": "stated" if "published" in fields else "unknown",
            "spans": [reader.span(fields["published_quote"])] if "published_quote" in fields else [],
        },
        "about": fields.get("about"),
        "origin_group": fields.get("origin"),
        "segments": [],
        "times": [],
        "not_casualties": [],
    }
    return row, reader


def _segment(document: Json, reader: Reader, rest: str) -> Json:
    head, _, body = rest.partition(" | ")
    voice, _, speaker = head.partition(" ")
    first, _, last = restore(body).partition(" >> ")
    start = locate(reader.text, first)[0]
    after = document["segments"][-1]["end"] if document["segments"] else 0
    start = reader.text.find(first, after) if start < after else start
    end = reader.text.find(last or first, start) + len(last or first)
    if start < after or end <= start:
        raise NotationError(f"no segment: {rest!r}")
    number = len(document["segments"]) + 1
    named = speaker.strip() not in ("", "-")
    return {
        "id": f"{document['id']}/s{number}",
        "voice": voice,
        "speaker": speaker.strip() if named else None,
        "start": start,
        "end": end,
    }


def _incident(rest: str) -> Json:
    head, _, body = rest.partition(" | ")
    name, kind = head.split()
    fields = {key.strip(): value.strip() for key, _, value in (part.partition("=") for part in body.split(" ; "))}
    earliest, latest = interval(fields["when"]) if "when" in fields else (None, None)
    return {
        "id": name,
        "type": kind,
        "label": fields["label"],
        "when": {
            "earliest": earliest,
            "latest": latest,
            "precision": fields.get("precision", "day" if "when" in fields else "unknown"),
            "basis": fields.get("basis", "stated" if "when" in fields else "unresolvable"),
        },
        "where": {"name": fields["where"], "precision": fields["at"]} if "where" in fields else None,
        "documents": fields["documents"].split(","),
        "relations": [],
    }


def _finding(rest: str) -> Json:
    head, _, reason = rest.partition(" | ")
    incident, attribute, low, high, grade, *more = head.split(" ", 5)
    return {
        "incident": incident,
        "attribute": attribute,
        "subgroup": more[0] if more else None,
        "low": None if low == "-" else int(low),
        "high": None if high == "-" else int(high),
        "grade": grade,
        "reasons": [reason],
    }


def _origin(record: Json, rest: str, folder: Path) -> Json:
    """A shared passage, found in each document whatever its case and spaces."""
    head, _, quote = rest.partition(" | ")
    kind, letters = head.split()
    passages_of: list[Json] = []
    for letter in letters.split(","):
        text = read_text(folder / f"{letter}.txt")
        start = text.lower().replace("\u00a0", " ").find(quote.lower())
        if start < 0:
            raise NotationError(f"not in {letter}: {quote!r}")
        end = start + len(quote)
        passages_of.append(
            {"document": f"{record['case']}/{letter}", "start": start, "end": end, "quote": text[start:end]}
        )
    return {"kind": kind, "documents": [item["document"] for item in passages_of], "passages": passages_of}


def _conflict(rest: str, names: dict[str, str], number: int) -> Json:
    head, _, conclusion = rest.partition(" | ")
    kind, verdict, incident, attribute, claims = head.split()
    members = claims.split(",")
    for member in members:
        if member not in names:
            raise NotationError(f"unknown claim {member!r}")
    return {
        "id": f"x{number}",
        "kind": kind,
        "verdict": verdict,
        "incident": None if incident == "-" else incident,
        "attribute": attribute,
        "claims": [names[member] for member in members],
        "conclusion": conclusion,
    }


def _annotate(
    record: Json, document: Json, reader: Reader, line: str, names: dict[str, str], incident: str | None
) -> None:
    row: Json = {"claims": [], "times": document["times"], "not_casualties": document["not_casualties"]}
    local: dict[str, str] = {}
    serial = sum(1 for claim in record["claims"] if claim["document"] == document["id"]) + 1
    claim = _one(reader, row, line, local, document["id"])
    code, _, body = parts(line)
    if code == "T" and field_of(body, "dates"):
        time = document["times"][-1]
        span = {key: time[key] for key in ("start", "end", "quote")}
        claim = {
            "kind": "date",
            **span,
            "value": {"when": time["when"], "dates": field_of(body, "dates")},
            **reader.frame({}, accusation=False),
        }
        incident = field_of(body, "dates")
    if claim is None:
        return
    own = field_of(body, "inc")
    target = incident if own is None else (None if own == "-" else own)
    candidates = field_of(body, "candidates")
    segment = next(
        (item for item in document["segments"] if item["start"] <= claim["start"] and claim["end"] <= item["end"]), None
    )
    if segment is None:
        raise NotationError("outside every segment")
    claim["attribution"][0].update(name=segment["speaker"], named=segment["speaker"] is not None)
    claim.update(
        id=f"{document['id']}/{serial}",
        document=document["id"],
        segment=segment["id"],
        incident=target,
        incident_candidates=candidates.split(",") if candidates else [],
    )
    letter = document["id"].rpartition("/")[2]
    short = field_of(body, "id")
    if short:
        names[f"{letter}.{short}"] = claim["id"]
    value = claim["value"]
    if claim["kind"] == "casualty" and value["subset_of"]:
        value["subset_of"] = f"{letter}.{value['subset_of']}"
    record["claims"].append(claim)


def compiled(part: str = "test") -> dict[str, str]:
    """Every annotation file of a part by its path under ``corpus/test`` or ``corpus/dev``."""
    source, texts = PARTS[part]
    lines = (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in passages(source))
    files = {"passages.jsonl": "".join(lines)}
    for path in sorted(source.glob("case*.txt")):
        text = json.dumps(case(path, texts), ensure_ascii=False, sort_keys=True, indent=1)
        files[f"{path.stem}/annotation.json"] = text + "\n"
    return files


def main(arguments: list[str]) -> int:
    """Write the annotation files of both parts, and with ``--freeze`` the hash of the test part."""
    for part, (_, texts) in PARTS.items():
        for name, text in compiled(part).items():
            path = texts / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    if "--freeze" in arguments:
        FROZEN.write_text(frozen_hash() + "\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
