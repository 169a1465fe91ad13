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

from recount.intake.formats.extract import Extract, Mark, Unparsable

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
    answer = json.loads(done.stdout)
    if "unparsable" in answer:
        raise Unparsable(answer["unparsable"])
    answer["text"] = base64.b64decode(answer["text"]).decode("utf-8", "surrogatepass")
    answer["notes"] = tuple(answer["notes"])
    answer["marks"] = tuple(Mark(**mark) for mark in answer["marks"])
    return Extract(**answer)


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
