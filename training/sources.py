"""The sources' hashes: ``python -m training.sources`` says whether the training sets are the listed ones.

Invariant: a set's hash is the SHA-256 of the lines ``<sha256 of file>  <path>``, sorted by path, of its files.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from pathlib import Path

LISTED = Path(__file__).with_name("sources.toml")


def manifest_sha256(root: Path, files: list[str]) -> str:
    """Return the hash of the files that match the patterns ``files`` under ``root``."""
    paths = sorted({p for pattern in files for p in root.glob(pattern) if p.is_file()})
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(root).as_posix()}\n" for p in paths]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def main() -> None:
    """Print every set whose files differ from the listed ones; exit with 1 if there is one."""
    parser = argparse.ArgumentParser(prog="python -m training.sources", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    arguments = parser.parse_args()
    wrong = 0
    for name, source in tomllib.loads(LISTED.read_text(encoding="utf8"))["sets"].items():
        found = manifest_sha256(arguments.data, source["files"])
        same = found == source["sha256"]
        wrong += not same
        print(f"{name:12} {'as listed' if same else 'differs: ' + found}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
