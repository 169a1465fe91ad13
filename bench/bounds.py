"""Time and memory of the largest and nastiest inputs: ``python -m bench.bounds [--only WORDS]``.

Each input lies in a folder of its own beside one good account and is built cold by one worker. The bounds are the
program's own promise: no stage works longer than ten minutes on one account (pipeline/guard.py), and a process holds
less than ``MEMORY`` MB whatever it is given. A row is an input: its bytes, the processor's seconds of the build, the
largest process, and ``all`` where every account was read whole, ``cut`` where it is told that a part was not read,
``listed`` where it is told that an input was set aside. An input whose build fails, exceeds a bound, or leaves
something out without telling of it counts as *beyond* and must not exist.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.hostile import HOSTILE
from recount.pipeline import open_held

SECONDS = 1_200
"""Processor time of one build: two stages of an account may each take the ten minutes that a stage may."""
MEMORY = 4_000
"""MB of the largest process of a build."""
GOOD = "MILL ROAD, 4 March 2021 - At least 11 people were killed when guards fired, police said.\n"
_SENTENCES = (
    "On {day} May 2031 {n} people were killed by soldiers at Orsel Mill, the mayor said.",
    "The market was closed and the carts stood in the rain until the evening.",
    "A nurse, Ilva Ternes, told the Harbour Courier that {n} of them had been wounded before.",
    "Nobody has been charged, and the ministry has not answered the questions that it was asked.",
)
Maker = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Row:
    """What one input took, what became of it, and what was wrong, empty where nothing was."""

    name: str
    size: int
    seconds: float
    megabytes: float
    read: str
    wrong: str


def prose(characters: int) -> str:
    """Return so many characters of plain report."""
    lines, made, number = [], 0, 0
    while made < characters:
        said = _SENTENCES[number % len(_SENTENCES)].format(day=1 + number % 28, n=2 + number % 90)
        lines.append(said + ("\n\n" if number % 5 == 4 else " "))
        made += len(lines[-1])
        number += 1
    return "".join(lines)[:characters]


def _text(make: Callable[[], str], name: str = "large.txt") -> Maker:
    return lambda folder: (folder / name).write_text(make(), encoding="utf-8") and None


def _batch(texts: Callable[[], Iterator[str]]) -> Maker:
    def make(folder: Path) -> None:
        with (folder / "batch.jsonl").open("w", encoding="utf-8") as stream:
            for number, text in enumerate(texts()):
                stream.write(json.dumps({"id": f"n{number}", "text": text}) + "\n")

    return make


def _events(number: int) -> Iterator[str]:
    for each in range(number):
        place = f"{chr(65 + each % 26)}{'aeiou'[each % 5]}r{'aeiou'[each // 5 % 5]}{'lmnst'[each // 25 % 5]}a"
        yield f"On {1 + each % 28} May {2000 + each % 30} {2 + each % 9} men were killed at {place}, police said."


def _files(number: int) -> Maker:
    def make(folder: Path) -> None:
        for each, text in enumerate(_events(number)):
            (folder / f"f{each:05}.txt").write_text(text + "\n", encoding="utf-8")

    return make


def _html(body: Callable[[], str]) -> Maker:
    return _text(lambda: f"<html><head><title>Report</title></head><body><article>{body()}</article></body></html>",
                 "large.html")  # fmt: skip


def _word(paragraphs: Callable[[], Iterator[str]]) -> Maker:
    """Return a maker of a Word file with these paragraphs."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def make(folder: Path) -> None:
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs())
        with zipfile.ZipFile(folder / "large.docx", "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", _TYPES)
            package.writestr("_rels/.rels", _RELATIONS)
            package.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")

    return make


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def _pdf(pages: int) -> Maker:
    """Return a maker of a PDF with so many pages of one paragraph."""

    def make(folder: Path) -> None:
        kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        for number in range(pages):
            said = _SENTENCES[number % len(_SENTENCES)].format(day=1 + number % 28, n=2 + number % 90)
            stream = f"BT /F1 10 Tf 30 700 Td ({said}) Tj ET"
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
                f"/Contents {5 + 2 * number} 0 R >>"
            )
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        body, places = io.BytesIO(), []
        body.write(b"%PDF-1.4\n")
        for number, content in enumerate(objects, 1):
            places.append(body.tell())
            body.write(f"{number} 0 obj\n{content}\nendobj\n".encode())
        start = body.tell()
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        body.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode())
        body.write(f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
        (folder / "large.pdf").write_bytes(body.getvalue())

    return make


def _names(number: int) -> str:
    first, last = ("Ilva", "Oren", "Tarsa", "Mikal", "Juna", "Pero"), ("Ternes", "Varga", "Lodd", "Quist", "Marn")
    people = (f"{first[n % 6]} {chr(65 + n // 30 % 26)}. {last[n % 5]}{'aeiou'[n // 7 % 5]}n" for n in range(number))
    return " ".join(f"{name} was killed at Orsel Mill on {1 + n % 28} May 2031." for n, name in enumerate(people))


INPUTS: dict[str, Maker] = {
    "an account as long as is read (600,000 characters)": _text(lambda: prose(600_000)),
    "an account of 50 MB": _text(lambda: prose(50_000_000)),
    "an account of 199 MB in one line": _text(lambda: prose(1_000_000).replace("\n", " ") * 199),
    "an account of 210 MB": _text(lambda: prose(1_000_000) * 210),
    "2,000 files of one sentence": _files(2_000),
    "a batch of 5,000 events": _batch(lambda: _events(5_000)),
    "a batch with one account 3,000 times": _batch(lambda: (prose(600) for _ in range(3_000))),
    "a batch line of 19 MB": _batch(lambda: iter([prose(19_000_000)])),
    "a page of 30 MB of paragraphs": _html(lambda: "<p>" + prose(30_000_000).replace("\n\n", "</p><p>") + "</p>"),
    "a page with a table of 200,000 cells": _html(
        lambda: "<table>" + "<tr><td>12 killed</td><td>Orsel</td></tr>" * 100_000 + "</table>"
    ),
    "a page of 300,000 links": _html(lambda: '<p><a href="#">Three died in Orsel.</a></p>' * 300_000),
    "a Word file of 20,000 paragraphs": _word(lambda: (prose(120) for _ in range(20_000))),
    "a Word file that unpacks to 400 MB": _word(lambda: iter(["a " * 200_000_000])),
    "a PDF of 1,500 pages": _pdf(1_500),
    "a PDF of 4,000 pages": _pdf(4_000),
    "5,000 names of the dead in one account": _text(lambda: _names(5_000)),
    "20,000 dates in one account": _text(
        lambda: " ".join(f"On {1 + n % 28} May {1900 + n % 130} two men died." for n in range(20_000))
    ),
    "a sentence of 100,000 words": _text(lambda: "they killed the men and burned the mill and " * 12_000),
    **{
        name: HOSTILE[name]
        for name in (
            "a phrase without end", "a word without end", "brackets without end", "marks upon marks",
            "number words without end", "a page named 50,000 times", "tags 20,000 deep", "20 GB of nothing",
        )
    },
}  # fmt: skip


def try_one(name: str, make: Maker) -> Row:
    """Return what one input took."""
    with tempfile.TemporaryDirectory() as root:
        folder, case = Path(root) / "accounts", Path(root) / "case"
        folder.mkdir()
        (folder / "good.txt").write_text(GOOD, encoding="utf-8")
        maker = multiprocessing.get_context("fork").Process(target=make, args=(folder,))
        maker.start()  # apart, since a process counts the memory of the one that started it as its own
        maker.join()
        size = sum(path.stat().st_size for path in folder.iterdir()) - len(GOOD)
        command = [sys.executable, "-m", "recount.cli", "build", str(folder), "--case", str(case), "--workers", "1"]
        with (Path(root) / "printed").open("wb") as printed:
            process = subprocess.Popen(command, stdout=printed, stderr=subprocess.STDOUT)
            _, status, used = os.wait4(process.pid, 0)
        seconds = used.ru_utime + used.ru_stime
        process.returncode = os.waitstatus_to_exitcode(status)
        said = (Path(root) / "printed").read_text(encoding="utf-8", errors="replace")
        megabytes = used.ru_maxrss / 1024
        if process.returncode != 0 or "Traceback" in said:
            return Row(name, size, seconds, megabytes, "-", f"exit {process.returncode}: {said.strip()[-120:]}")
        read, wrong = _what_was_read(case, sum(1 for _ in folder.iterdir()))
        if seconds > SECONDS or megabytes > MEMORY:
            wrong = "beyond its bound"
        return Row(name, size, seconds, megabytes, read, wrong)


def _what_was_read(case: Path, files: int) -> tuple[str, str]:
    """Return whether all was read, cut or listed, and what is wrong with that: the good account lost, a file untold."""
    record = open_held(case).record
    names = {document.name for document in record.documents}
    told = [issue.what for issue in record.issues if issue.stage == "intake"]
    if "good.txt" not in names:
        return "-", "the good account is not in the record"
    if files > 1 and len(names) < 2 and not told:
        return "-", "neither read nor told"
    if any(what.startswith("only the first") for what in told):
        return "cut", ""
    return ("listed" if len(names) < 2 else "all"), ""


def main() -> None:
    """Print a row for each input and how many are beyond their bounds; exit 1 where any is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="inputs whose name holds these words")
    only = parser.parse_args().only
    rows = []
    print("| input | bytes | CPU seconds | peak MB | read | wrong |\n|---|---:|---:|---:|---|---|")
    for name, make in INPUTS.items():
        if only in name:
            row = try_one(name, make)
            rows.append(row)
            print(f"| {name} | {row.size:,} | {row.seconds:.0f} | {row.megabytes:,.0f} | {row.read} | {row.wrong} |",
                  flush=True)  # fmt: skip
    beyond = sum(bool(row.wrong) for row in rows)
    print(f"\n{beyond} of {len(rows)} beyond {SECONDS:,} seconds or {MEMORY:,} MB, or left out untold (must be 0)")
    sys.exit(beyond > 0)


if __name__ == "__main__":
    main()
