"""The process that forks parsers: what a child does ends with it, and the next is born as if nothing had been."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from recount.intake import nursery, sandbox
from recount.intake.formats.extract import Unparsable
from recount.intake.nursery import ANSWER, LATE, REQUEST, read_exactly
from recount.intake.sandbox import extract_in_sandbox

PAGE = b"<html><article><p>Three men were killed at Orsel Mill on Monday, the mayor said there.</p></article></html>"


def raised(body: str, form: str = "html", raw: bytes = b"x", count: int = 1) -> list[tuple[int, bytes, bytes]]:
    """Return how children end that do ``body`` with ``form`` and ``raw``, raised by one nursery."""
    code = "import os, sys, time, signal\nfrom recount.intake import nursery\nnursery.WALL_SECONDS = 2\n"
    code += f"def work(form, raw):\n{textwrap.indent(body, '    ')}\nnursery.serve(work)"
    asked = (REQUEST.pack(len(form), len(raw)) + form.encode() + raw) * count
    done = subprocess.run([sys.executable, "-c", code], input=asked, capture_output=True, check=True, timeout=60)
    stream, found = io.BytesIO(done.stdout), []
    for _ in range(count):
        code_, said, complained = ANSWER.unpack(read_exactly(stream, ANSWER.size))
        found.append((code_, read_exactly(stream, said), read_exactly(stream, complained)))
    assert stream.read() == b""
    return found


def test_a_child_says_its_answer_and_the_next_is_born_alike() -> None:
    assert raised("return form.encode() + raw", count=3) == [(0, b"htmlx", b"")] * 3


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", -signal.SIGSEGV),
        ("os._exit(7)", 7),
        ("time.sleep(30)", LATE),
        ("raise ValueError('no such thing')", 1),
        ("os.write(os.open('{folder}/made', os.O_CREAT | os.O_WRONLY), b'written')", 1),
        ("return bytes(3_000_000_000)", 1),
        ("os.fork()", 1),
    ],
)
def test_what_a_child_does_ends_with_it(body: str, code: int, tmp_path: Path) -> None:
    if "fork" in body and os.getuid() == 0:
        pytest.skip("the superuser may fork whatever its limit")
    first, second = raised(body.replace("{folder}", str(tmp_path)) + "\nreturn b'done'", count=2)
    assert first[0] == code
    assert first[1] == b""
    assert second[0] == first[0]


def test_a_child_speaks_through_nothing_but_its_own_pipe() -> None:
    forge = "try:\n    os.write({place}, b'forged')\nexcept OSError:\n    pass\n"
    body = "".join(forge.format(place=place) for place in range(3, 40)) + "return b'own'"
    assert raised(body, count=2) == [(0, b"own", b"")] * 2


def test_a_complaint_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox._NURSERY, "ask", lambda *_: (1, b"", b"warning\nMemoryError()"))
    with pytest.raises(Unparsable, match=r"MemoryError"):
        extract_in_sandbox("html", PAGE)
    monkeypatch.setattr(sandbox._NURSERY, "ask", lambda *_: (LATE, b"", b""))
    with pytest.raises(Unparsable, match="did not end within"):
        extract_in_sandbox("html", PAGE)


def test_a_dead_nursery_is_replaced() -> None:
    first = extract_in_sandbox("html", PAGE)
    process = sandbox._NURSERY._process
    assert process is not None
    process.kill()
    process.wait()
    assert extract_in_sandbox("html", PAGE) == first
    assert sandbox._NURSERY._process is not process


def test_the_nursery_of_another_process_is_left_alone() -> None:
    extract_in_sandbox("html", PAGE)
    mine = sandbox._NURSERY._process
    code = f"from recount.intake.sandbox import extract_in_sandbox as read; print(read('html', {PAGE!r}).text)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "Orsel Mill" in done.stdout
    assert sandbox._NURSERY._process is mine
    assert nursery.WALL_SECONDS < sandbox._PATIENCE
