"""Hostile inputs beside good ones: does the build end, and say what it did not read? ``python -m bench.hostile``.

Each trial is a folder with two good accounts and one input that is damaged, absurd or made to do harm. The build
runs in a process of its own with a limit on time and memory. A trial is stood where the build ends with code 0,
without a traceback, where both good accounts are in the record, the hostile input is in it or listed with a reason,
the page is written, nothing on the terminal is a control character, and ``verify`` finds no fault.

Figures: trials stood, and of those that were not why; seconds and peak memory of the worst.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECONDS = 400
"""Wall time of one build of a few accounts, hostile or not."""
MEMORY = 6_000_000_000
"""Address space of one build."""
_GOOD = {
    "good_one.txt": "MILL ROAD, 4 March 2021 - At least 11 people were killed when guards fired, police said.\n",
    "good_two.txt": "Fourteen people died at Mill Road on 4 March 2021, the hospital said. Thirty were wounded.\n",
}
Maker = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """How one build ended: why it was not stood (empty where it was), and what it took."""

    name: str
    why: str
    seconds: float
    megabytes: float


def _lines(*rows: object) -> Maker:
    return lambda folder: _write(folder / "batch.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def _raw(name: str, data: bytes) -> Maker:
    return lambda folder: _bytes(folder / name, data)


def _text(text: str, name: str = "hostile.txt") -> Maker:
    return lambda folder: _write(folder / name, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", errors="surrogatepass")


def _bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _sparse(folder: Path) -> None:
    with (folder / "sparse.txt").open("wb") as stream:
        stream.truncate(20_000_000_000)


def _socket(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind("door.txt")
    finally:
        os.chdir(here)


def _bad_name(folder: Path) -> None:
    with open(os.fsencode(folder) + b"/\xff\xfe name.txt", "wb") as stream:
        stream.write(b"Three people were killed in Orsel on 3 May 2020, police said.\n")


def _pages(folder: Path) -> None:
    """Write a PDF that names one page fifty thousand times."""
    kids = b"3 0 R " * 50_000
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count 50000 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"xref\n0 4\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n"
    (folder / "pages.pdf").write_bytes(body + b"%d\n%%%%EOF\n" % (len(body) - len(table)))


_LIKE = "Three people were killed in Orsel on 3 May 2020, police said. "
HOSTILE: dict[str, Maker] = {
    "a day no calendar has": _lines({"id": "x", "text": _LIKE, "published": "2021-02-31"}),
    "a month no calendar has": _lines({"id": "x", "text": _LIKE, "published": "2021-99-99T99:99"}),
    "a lone surrogate in a text": _lines({"id": "x", "text": _LIKE + "\ud800 and \udfff."}),
    "a lone surrogate in an id": _lines({"id": "x\ud800", "text": _LIKE}),
    "a lone surrogate in a title": _lines({"id": "x", "title": "Dead \udc80", "text": _LIKE}),
    "an id twice, the same text": _lines({"id": "x", "text": _LIKE}, {"id": "x", "text": _LIKE}),
    "an id twice, other texts": _lines({"id": "x", "text": _LIKE}, {"id": "x", "text": _LIKE + "Two were wounded."}),
    "an id that is an object": _lines({"id": {"a": [1]}, "text": _LIKE}),
    "an id of a million characters": _lines({"id": "x" * 1_000_000, "text": _LIKE}),
    "a language that is a path": _lines({"id": "x", "language": "../../en", "text": _LIKE}),
    "a text that is a list": _lines({"id": "x", "text": [_LIKE]}),
    "a line that is a number": _lines(17),
    "a number of 5,000 digits in a line": _raw(
        "batch.jsonl", b'{"id": ' + b"9" * 5_000 + b', "text": "Three died."}\n'
    ),
    "brackets 100,000 deep": _raw("batch.jsonl", b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"),
    "zero bytes in a line": _raw("batch.jsonl", b'{"id": "x", "text": "Three \x00 died."}\n'),
    "an escaped zero byte": _lines({"id": "x", "text": _LIKE + "\x00\x01\x02"}),
    "a number of 5,000 digits": _text(f"{'9' * 5_000} people were killed in Orsel on 3 May 2020.\n"),
    "a day of 5,000 digits": _text(
        f"Three people were killed in Orsel on {'3' * 5_000} May 2020, and in {'9' * 5_000}.\n"
    ),
    "number words without end": _text("a hundred thousand " * 3_000 + "people were killed in Orsel on 3 May 2020.\n"),
    "dates no calendar has": _text("On 31 February 2021 and at 25:99 on 0/0/0000 three people were killed in Orsel.\n"),
    "a phrase without end": _text("they killed the men and " * 40_000),
    "a word without end": _text("a" * 3_000_000),
    "brackets without end": _text("(" * 60_000 + _LIKE + ")" * 60_000),
    "quotation marks without end": _text("“" * 30_000 + _LIKE),
    "marks upon marks": _text(_LIKE + "e" + "\u0301" * 100_000),
    "lines without end": _text("\n" * 500_000 + _LIKE + "\r" * 500_000),
    "spaces without end": _text(" " * 1_000_000 + _LIKE),
    "directions turned": _text("\u202e" + _LIKE + "\u2066\u2067\u202d" * 1_000),
    "control characters": _text("\x1b]0;owned\x07\x1b[31m" + _LIKE + "\x9b31m\x08\x08"),
    "control characters in a name": _text(_LIKE, "\x1b[2J\x1b]0;owned\x07 new\nline.txt"),
    "a name that is no text": _bad_name,
    "an empty file": _raw("empty.txt", b""),
    "zero bytes alone": _raw("zeros.txt", b"\0" * 100_000),
    "noise": _raw("noise.txt", bytes(range(256)) * 400),
    "noise for a PDF": _raw("noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400),
    "noise for a Word file": _raw("noise.docx", b"PK\x03\x04" + bytes(range(256)) * 400),
    "a page named 50,000 times": _pages,
    "a page that asks for a file": _raw(
        "xxe.html",
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><article><p>Three people were killed in '
        b"Orsel on 3 May 2020, police said. &x;</p><p>The police said that the search was going on there.</p></article>"
        b"</body></html>",
    ),
    "tags 20,000 deep": _raw(
        "deep.html", b"<html><body>" + b"<div>" * 20_000 + b"Three people died." + b"</div>" * 20_000
    ),
    "20 GB of nothing": _sparse,
    "a pipe": lambda folder: os.mkfifo(folder / "pipe.txt"),
    "a socket": _socket,
    "a link to a device": lambda folder: (folder / "zero.txt").symlink_to("/dev/zero"),
    "a link out of the folder": lambda folder: (folder / "out.txt").symlink_to("/etc/hostname"),
    "a link to a folder outside": lambda folder: (folder / "etc").symlink_to("/etc"),
    "a link to itself": lambda folder: (folder / "self.txt").symlink_to(folder / "self.txt"),
    "a link to its own folder": lambda folder: (folder / "loop").symlink_to(folder),
}


def try_one(name: str, make: Maker, *, environment: dict[str, str] | None = None) -> Trial:
    """Return how the build of one folder ends."""
    with tempfile.TemporaryDirectory() as root:
        folder, case = Path(root) / "accounts", Path(root) / "case"
        folder.mkdir()
        for good, text in _GOOD.items():
            _write(folder / good, text)
        make(folder)
        begun = time.perf_counter()
        try:
            done = _run(["build", str(folder), "--case", str(case), "--workers", "1"], environment)
        except subprocess.TimeoutExpired:
            return Trial(name, f"it did not end within {SECONDS} seconds", SECONDS, 0.0)
        seconds = time.perf_counter() - begun
        return Trial(name, _fault(done, case), seconds, _peak())


def _run(arguments: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "recount.cli", *arguments],
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, **(environment or {})},
        preexec_fn=_limit,
    )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _fault(done: subprocess.CompletedProcess[bytes], case: Path) -> str:
    """Return why a build did not stand its trial, empty where it did."""
    printed = (done.stdout + done.stderr).decode("utf-8", "replace")
    if "Traceback" in printed:
        return "a traceback: " + printed.strip().splitlines()[-1][:100]
    if done.returncode != 0:
        return f"exit {done.returncode}: " + (printed.strip().splitlines() or [""])[-1][:100]
    if any(not (character.isprintable() or character in "\n\t") for character in printed):
        return "control characters on the terminal"
    if not (case / "record.html").exists():
        return "no page"
    export = _run(["export", str(case)])
    try:
        record = json.loads(export.stdout)
    except ValueError:
        return "no JSON export"
    names = {document["name"] for document in record["documents"]}
    if not _GOOD.keys() <= names:
        return "a good account is not in the record"
    told = len(names - _GOOD.keys()) + sum(issue["stage"] == "intake" for issue in record["issues"])
    if not told:
        return "the hostile input is neither read nor listed"
    if any((document["text"] or "").strip() in _secrets() for document in record["documents"]):
        return "a file outside the folder was read"
    verified = _run(["verify", str(case)])
    return "" if verified.returncode == 0 else "verify: " + verified.stdout.decode("utf-8", "replace")[:100]


def _secrets() -> set[str]:
    """Return the texts of the files outside that the trials link to."""
    return {Path("/etc/hostname").read_text(encoding="utf-8").strip()}


def run(only: str = "") -> list[Trial]:
    """Return how all trials ended, or those whose name holds ``only``."""
    return [try_one(name, make) for name, make in HOSTILE.items() if only in name]


def main() -> None:
    """Print the trials that were not stood, the slowest, and the counts; exit 1 where any was not stood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="trials whose name holds these words")
    trials = run(parser.parse_args().only)
    for trial in trials:
        if trial.why:
            print(f"not stood: {trial.name}: {trial.why}")
    slowest = max(trials, key=lambda trial: trial.seconds)
    stood, peak = sum(not trial.why for trial in trials), max(trial.megabytes for trial in trials)
    print(f"hostile inputs: {stood} of {len(trials)} stood; peak memory {peak:.0f} MB")
    print(f"the slowest, {slowest.name}, took {slowest.seconds:.0f} s")
    sys.exit(any(trial.why for trial in trials))


if __name__ == "__main__":
    main()
