"""Parsers of hostile formats run in a process of their own, with limits on memory, time and files.

Invariant: whatever a file does to its parser, this process goes on and says why the file was not read. The child
gets the bytes on standard input, may write no file, and answers with one JSON object.
"""

from __future__ import annotations

import base64
import importlib
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from typing import get_args

from recount.intake.formats.extract import Extract, Mark, Unparsable
from recount.model.text import Voice

MEMORY_BYTES = 1_500_000_000
"""Address space of the child. trafilatura on the largest page of 50 MB took a third of it."""
CPU_SECONDS = 60
WALL_SECONDS = 120
MAX_INPUT_BYTES = 200_000_000


def extract_in_sandbox(form: str, raw: bytes) -> Extract:
    """Return what the reader of format ``form`` extracts from ``raw``, run in a limited process.

    Raises ``Unparsable`` where the file is not what it promises or its parser breaks a limit.
    """
    if len(raw) > MAX_INPUT_BYTES:
        raise Unparsable(f"it is larger than {MAX_INPUT_BYTES // 1_000_000} MB; split it")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "recount.intake.sandbox", form],
            input=raw,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unparsable(f"its parser did not end within {WALL_SECONDS} seconds; it may be a bomb") from error
    if done.returncode != 0:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unparsable(f"its parser stopped ({_cause(done.returncode, reason[-1] if reason else '')})")
    return _extract_of(done.stdout)


def _extract_of(answered: bytes) -> Extract:
    """Return the extract that the child answered. Raises ``Unparsable`` where it says why not, or answers nothing that
    fits: what a file makes its parser print is not trusted."""
    try:
        answer = json.loads(answered)
        if "unparsable" in answer:
            raise Unparsable(str(answer["unparsable"]))
        text = base64.b64decode(answer["text"]).decode("utf-8", "surrogatepass")
        marks = tuple(Mark(**mark) for mark in answer.get("marks", ()))
        made = Extract(**answer | {"text": text, "notes": tuple(answer["notes"]), "marks": marks})
        words = (made.extractor, made.encoding, *filter(None, (made.title, made.author, made.published)), *made.notes)
    except Unparsable:
        raise
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unparsable(f"its parser gave no answer that can be read ({type(error).__name__})") from error
    if not all(isinstance(part, str) for part in words) or not _fit(made.marks, len(made.text)):
        raise Unparsable("its parser gave an answer of another form")
    return made


def _fit(marks: tuple[Mark, ...], length: int) -> bool:
    """Whether marks are stretches of a text in order, each in a voice there is."""
    end = 0
    for mark in marks:
        if not isinstance(mark.start, int) or not isinstance(mark.end, int):
            return False
        if not end <= mark.start < mark.end <= length:
            return False
        if mark.voice not in get_args(Voice) or not isinstance(mark.speaker, str | None):
            return False
        end = mark.end
    return True


def _cause(code: int, last_line: str) -> str:
    if code < 0:
        return f"ended by signal {-code}: a limit on time or memory"
    return last_line[:200] or f"exit {code}"


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _serve(form: str) -> None:
    """Read bytes from standard input, extract, write the answer: the child's whole life."""
    raw = sys.stdin.buffer.read()
    reader = importlib.import_module(f"recount.intake.formats.{form}")
    _limit()
    try:
        answer = asdict(reader.extract(raw))
        answer["text"] = base64.b64encode(answer["text"].encode("utf-8", "surrogatepass")).decode("ascii")
    except Unparsable as error:
        answer = {"unparsable": str(error)}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


if __name__ == "__main__":
    _serve(sys.argv[1])
