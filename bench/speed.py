"""Speed, memory and size, in one run: ``python -m bench.speed [--spacy-python PATH --spacy-model DIR]``.

Invariant: every measured thing reads the same texts in a process of its own; thread counts of libraries are 1, so
that "1 worker" is one core.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.figures import Measured, table
from bench.inputs import WORK, eval_folder, read_lines
from recount.intake.formats.html import extract
from recount.intake.sandbox import extract_in_sandbox
from recount.pipeline.guard import attempt

WORDS = 120_000
"""About how many words are read in one measurement."""
_PAGES, _WATCHED = 40, 10_000
"""How often a page is read and a stage watched, for their mean."""


def texts() -> Path | None:
    """Write the texts to be read, news reports of longtail_gva, and return their file; None without the data."""
    folder = eval_folder("longtail_gva")
    if folder is None:
        return None
    WORK.mkdir(exist_ok=True)
    path = WORK / "texts.jsonl"
    lines, words, seen = [], 0, set()
    for row in read_lines(folder / "inputs.jsonl"):
        if row["text"] in seen:
            continue
        seen.add(row["text"])
        lines.append(json.dumps({"id": row["id"], "text": row["text"]}, ensure_ascii=False))
        words += len(row["text"].split())
        if words >= WORDS:
            break
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _child(code: str, *arguments: str) -> dict[str, float]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


ENGINE = """
import json, sys, time, resource
from concurrent.futures import ProcessPoolExecutor
from bench.memory import peak_mb
from recount.language import load_engine
lines = [json.loads(l)["text"] for l in open(sys.argv[1], encoding="utf-8")]
workers = int(sys.argv[2])
words = sum(len(l.split()) for l in lines)
engine = None
def run(part):
    global engine
    engine = engine or load_engine()
    return sum(len(engine.analyse(text).tokens) for text in part)
if workers == 1:
    run(lines[:5]); begun = time.perf_counter(); run(lines)
else:
    import multiprocessing
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))
    list(pool.map(run, [lines[:5]] * workers)); begun = time.perf_counter()
    list(pool.map(run, [lines[i:i + 20] for i in range(0, len(lines), 20)]))
seconds = time.perf_counter() - begun
peak = max(peak_mb(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
print(json.dumps({"words_per_second": words / seconds, "peak_mb": peak}))
"""

BUILD = """
import json, sys, time, resource, pathlib
from bench.memory import peak_mb
from recount.pipeline import build
def main():
    begun = time.perf_counter()
    build(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[3]), workers=int(sys.argv[2]))
    seconds = time.perf_counter() - begun
    words = sum(len(json.loads(l)["text"].split()) for l in open(sys.argv[1], encoding="utf-8"))
    peak = max(peak_mb(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    print(json.dumps({"words_per_second": words / seconds, "peak_mb": peak}))
main()
"""


def measure(spacy_python: Path | None = None, spacy_model: Path | None = None) -> Iterator[Measured]:
    """Yield words a second of the engine, of the whole build and of spaCy, peak memory, and start-up times."""
    path = texts()
    if path is None:
        return
    count = sum(1 for _ in path.open(encoding="utf-8"))
    for workers in (1, 2):
        found = _child(ENGINE, str(path), str(workers))
        yield Measured("speed", f"engine alone, words/s, {workers} workers", found["words_per_second"], n=count)
        if workers == 1:
            yield Measured("memory", "engine alone, peak MB", found["peak_mb"], n=count)
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            found = _child(BUILD, str(path), str(workers), f"{folder}/case")
        yield Measured("speed", f"whole build, words/s, {workers} workers", found["words_per_second"], n=count)
        yield Measured("memory", f"whole build, largest process, peak MB, {workers} workers", found["peak_mb"], n=count)
    if spacy_python is not None and spacy_model is not None:
        command = [str(spacy_python), "-m", "bench.spacy_baseline", "speed", "--model", str(spacy_model), "--texts"]
        source = str(Path(__file__).resolve().parents[1] / "src")
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": source}
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True, env=environment)
        for line in done.stdout.strip().splitlines():
            row = json.loads(line)
            yield Measured("speed", f"spaCy CNN, words/s, {row['workers']} workers", row["words_per_second"], n=count)
    yield from _small_case()


def _small_case() -> Iterator[Measured]:
    """Yield the seconds of a cold and a second `recount build` of five accounts, as a user types it."""
    accounts = Path(__file__).resolve().parents[1].parent / "shared" / "accounts" / "ashraf"
    if not accounts.is_dir():
        accounts = Path(__file__).resolve().parents[1] / "src" / "recount" / "examples" / "salt_quay"
    command = shutil.which("recount", path=str(Path(sys.executable).parent))
    if command is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("cold", "second"):
            begun = time.perf_counter()
            subprocess.run(
                [command, "build", str(accounts), "--case", f"{folder}/c.case"], capture_output=True, check=True
            )
            yield Measured(
                "speed", f"recount build of five accounts, {name}, seconds", time.perf_counter() - begun, n=5
            )
        begun = time.perf_counter()
        subprocess.run([command, "verify", f"{folder}/c.case"], capture_output=True, check=True)
        yield Measured("speed", "recount verify of them, seconds", time.perf_counter() - begun, n=5)
    yield from _isolation()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Measured("memory", "largest process of this run, peak MB", peak)


def _isolation() -> Iterator[Measured]:
    """Yield what it costs to read a page in a process of its own and to watch the time of a stage."""
    body = "".join(f"<p>{number} men were killed at Orsel Mill on Monday, police said.</p>" for number in range(40))
    raw = f"<html><body><article>{body}</article></body></html>".encode()
    for name, read in (("in the process", extract), ("in a process of its own", partial(extract_in_sandbox, "html"))):
        begun = time.perf_counter()
        for _ in range(_PAGES):
            read(raw)
        yield Measured("speed", f"a page's text {name}, milliseconds", (time.perf_counter() - begun) * 1e3 / _PAGES)
    begun = time.perf_counter()
    for _ in range(_WATCHED):
        attempt("nothing", int)
    yield Measured("speed", "watching a stage, microseconds", (time.perf_counter() - begun) * 1e6 / _WATCHED)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy-python", type=Path)
    parser.add_argument("--spacy-model", type=Path)
    arguments = parser.parse_args()
    print(table(measure(arguments.spacy_python, arguments.spacy_model)))
