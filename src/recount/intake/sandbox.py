"""Parsers of hostile formats run in a process of their own, with limits on memory, time and files.

Invariant: whatever a file does to its parser, this process goes on and says why the file was not read. The child
gets the bytes, may write no file, and answers with one JSON object; it is forked by a nursery that parses nothing
(intake/nursery.py), and the nursery is started anew where it has died.
"""

from __future__ import annotations

import atexit
import base64
import contextlib
import importlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from subprocess import DEVNULL
from typing import get_args

from recount.intake.formats.extract import Extract, Mark, Unparsable
from recount.intake.nursery import ANSWER, LATE, REQUEST, WALL_SECONDS, read_exactly, serve
from recount.model.text import Voice

MAX_INPUT_BYTES = 200_000_000
_PATIENCE = WALL_SECONDS + 30
"""Seconds after which the nursery itself is taken for dead."""


class _Nursery:
    """The nursery of this process, started when it is first needed and again where it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, form: str, raw: bytes) -> tuple[int, bytes, bytes]:
        """Return a child's exit code, answer and complaints. Raises ``OSError`` or ``EOFError`` where there is none."""
        process = self._living()
        assert process.stdin is not None
        assert process.stdout is not None
        guard = threading.Timer(_PATIENCE, process.kill)
        guard.start()
        try:
            name = form.encode()
            process.stdin.write(REQUEST.pack(len(name), len(raw)) + name)
            process.stdin.write(raw)
            process.stdin.flush()
            code, said, complained = ANSWER.unpack(read_exactly(process.stdout, ANSWER.size))
            return code, read_exactly(process.stdout, said), read_exactly(process.stdout, complained)
        except (OSError, EOFError):
            self.close()
            raise
        finally:
            guard.cancel()

    def _living(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-I", "-m", "recount.intake.sandbox"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=DEVNULL)
            self._owner = os.getpid()
        return self._process

    def close(self) -> None:
        """End the nursery that this process started, if it has one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
        process.kill()
        process.wait()


_NURSERY = _Nursery()
_TURN = threading.Lock()
atexit.register(_NURSERY.close)


def extract_in_sandbox(form: str, raw: bytes) -> Extract:
    """Return what the reader of format ``form`` extracts from ``raw``, run in a limited process.

    Raises ``Unparsable`` where the file is not what it promises or its parser breaks a limit.
    """
    if len(raw) > MAX_INPUT_BYTES:
        raise Unparsable(f"it is larger than {MAX_INPUT_BYTES // 1_000_000} MB; split it")
    try:
        with _TURN:
            code, said, complained = _NURSERY.ask(form, raw)
    except (OSError, EOFError) as error:
        raise Unparsable("its parser stopped and left no answer") from error
    if code == LATE:
        raise Unparsable(f"its parser did not end within {WALL_SECONDS} seconds; it may be a bomb")
    if code != 0:
        reason = complained.decode("utf-8", "replace").strip().splitlines()
        raise Unparsable(f"its parser stopped ({_cause(code, reason[-1] if reason else '')})")
    return _extract_of(said)


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


def _work(form: str, raw: bytes) -> bytes:
    """Extract, and return the answer: all that a child does."""
    reader = importlib.import_module(f"recount.intake.formats.{form}")
    try:
        answer = asdict(reader.extract(raw))
        answer["text"] = base64.b64encode(answer["text"].encode("utf-8", "surrogatepass")).decode("ascii")
    except Unparsable as error:
        answer = {"unparsable": str(error)}
    return json.dumps(answer).encode()


if __name__ == "__main__":
    serve(_work)
