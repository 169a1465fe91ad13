"""One target under Atheris in its own process: ``python -m bench.fuzz_one MODULE:FUNCTION FOLDER PACKAGE ... -- ...``.

What follows ``--`` goes to libFuzzer. An input on which the target raises is written to ``fell-N`` in the folder, its
traceback beside it, once for each place of the program where something fell; the run goes on.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris


def keeping(target: Callable[[bytes], None], folder: Path) -> Callable[[bytes], None]:
    """Return ``target`` as one that keeps the inputs on which it falls, one a kind of fall, and never raises."""
    known: set[tuple[str, ...]] = set()

    def one(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            frames = traceback.extract_tb(error.__traceback__)[1:]
            place = (type(error).__name__, *(f"{frame.filename}:{frame.lineno}" for frame in frames[-3:]))
            if place not in known:
                known.add(place)
                path = folder / f"fell-{len(known)}"
                path.write_bytes(data)
                path.with_suffix(".txt").write_text(traceback.format_exc(), encoding="utf-8", errors="backslashreplace")

    return one


def main() -> None:
    """Load the target with its packages instrumented and let libFuzzer run it."""
    cut = sys.argv.index("--")
    (entry, folder, *packages), options = sys.argv[1:cut], sys.argv[cut + 1 :]
    module, _, name = entry.partition(":")
    with atheris.instrument_imports(include=packages):
        target: Callable[[bytes], None] = getattr(importlib.import_module(module), name)()
    atheris.Setup([sys.argv[0], *options], keeping(target, Path(folder)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
