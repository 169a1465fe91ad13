"""A process that has read the parsers' code and forks a child of itself for each hostile file.

Starting Python and reading the code of a parser takes a hundred times as long as most pages; a fork takes a few
milliseconds and is as much a process of its own. Invariant: this process parses nothing; a child has limits on
memory, time and files, speaks only through two pipes of its own, and is gone before the next is born. What it says
is passed on as it is, with how it ended.

A request is the length of the format's name and that of the file, then both; an answer is the child's exit code (below
zero the signal that ended it; ``LATE`` for one that did not end in time), the lengths of what it said and of its
complaints, then both.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import resource
import selectors
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import IO

REQUEST = struct.Struct(">IQ")
ANSWER = struct.Struct(">iQQ")
LATE = 1_000
"""Exit code of a child that did not end in time; no process can have it."""
MEMORY_BYTES = 1_500_000_000
"""Address space of a child. trafilatura on the largest page of 50 MB took a third of it."""
CPU_SECONDS = 60
WALL_SECONDS = 120
MOST_SAID = 1_000_000_000
"""Bytes of an answer beyond which a child is ended: five times the largest file, which base64 makes larger."""
_CHUNK = 1 << 16
_PIPES = 4_096
"""Descriptors that a child closes: those of the nursery and of its own pipes are among the first."""


def serve(work: Callable[[str, bytes], bytes]) -> None:
    """Answer requests on standard input until it ends; ``work`` is what a child does with a format and a file."""
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    while head := asked.read(REQUEST.size):
        named, size = REQUEST.unpack(head)
        form, raw = asked.read(named).decode(), asked.read(size)
        with contextlib.suppress(ImportError):  # the child says so itself
            importlib.import_module(f"recount.intake.formats.{form}")
        code, said, complained = _raise_child(lambda form=form, raw=raw: work(form, raw))  # type: ignore[misc]
        del raw  # up to two hundred megabytes, which nobody needs while the next file is awaited
        answers.write(ANSWER.pack(code, len(said), len(complained)) + said + complained)
        answers.flush()


def _raise_child(work: Callable[[], bytes]) -> tuple[int, bytes, bytes]:
    """Fork, let the child work, and return its exit code, what it said and what it complained of."""
    (heard, says), (complaints, complains) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _live(work, says, complains)
    os.close(says)
    os.close(complains)
    late, said, complained = _listen(child, heard, complaints)
    _, status = os.waitpid(child, 0)
    return LATE if late else os.waitstatus_to_exitcode(status), said, complained


def _live(work: Callable[[], bytes], says: int, complains: int) -> None:
    """Be the child: close what is not its own, take on its limits, work, say the answer. Never returns."""
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for own, place in ((nothing, 0), (says, 1), (complains, 2)):
            os.dup2(own, place)
        os.closerange(3, _PIPES)
        _limit()
        answer = work()
        with os.fdopen(1, "wb", closefd=False) as stream:
            stream.write(answer)
        code = 0
    finally:
        if code:
            with contextlib.suppress(OSError, ValueError):
                os.write(2, repr(sys.exception() or "no answer").encode("utf-8", "replace")[:2_000])
        os._exit(code)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _listen(child: int, heard: int, complaints: int) -> tuple[bool, bytes, bytes]:
    """Read both pipes of a child until it closes them; end it where it is late or says too much."""
    until, late = time.monotonic() + WALL_SECONDS, False
    found: dict[int, list[bytes]] = {heard: [], complaints: []}
    size = 0
    with selectors.DefaultSelector() as selector:
        for pipe in found:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(max(0.0, until - time.monotonic()))
            if not ready or size > MOST_SAID:
                late = not ready
                os.kill(child, signal.SIGKILL)
                break
            for key, _ in ready:
                part = os.read(key.fd, _CHUNK)
                if part:
                    found[key.fd].append(part)
                    size += len(part)
                else:
                    selector.unregister(key.fd)
    for pipe in found:
        os.close(pipe)
    return late, b"".join(found[heard]), b"".join(found[complaints])


def read_exactly(stream: IO[bytes], size: int) -> bytes:
    """Return the next ``size`` bytes of a stream. Raises ``EOFError`` where it ends before."""
    got = stream.read(size)
    if len(got) < size:
        raise EOFError(f"{len(got)} of {size} bytes")
    return got
