"""What there is to read: the files of a folder, one file, or the lines of a batch.

Invariant: sources come in order of their names, whatever the order of the file system, and each carries its
raw bytes only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recount.errors import InputNotFound


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or one line of a JSON Lines batch (``raw`` given, ``line`` its number from 1)."""

    name: str
    path: Path | None = None
    raw: bytes | None = None
    line: int | None = None

    def read_bytes(self) -> bytes:
        """Return the raw bytes. Raises OSError where the file cannot be opened."""
        if self.raw is not None:
            return self.raw
        assert self.path is not None
        return self.path.read_bytes()


def find_sources(path: Path) -> Iterator[Source]:
    """Yield the sources below ``path``: a folder's files (hidden ones left out), a file, or a batch's lines.

    Raises ``InputNotFound`` where the path does not exist or holds nothing.
    """
    if not path.exists():
        raise InputNotFound(f"{path}: no such file or folder; give the folder that holds the accounts")
    if path.is_dir():
        files = sorted(
            (found for found in path.rglob("*") if found.is_file() and not _hidden(found, path)),
            key=lambda found: found.relative_to(path).as_posix(),
        )
        if not files:
            raise InputNotFound(f"{path}: the folder holds no file; put the accounts there (txt, md, html, pdf, docx)")
        for found in files:
            name = found.relative_to(path).as_posix()
            if found.suffix.lower() in (".jsonl", ".ndjson"):
                yield from _lines(found, name)
            else:
                yield Source(name, path=found)
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _lines(path, path.name)
    else:
        yield Source(path.name, path=path)


def _hidden(found: Path, root: Path) -> bool:
    return any(part.startswith(".") or part.endswith(".case") for part in found.relative_to(root).parts)


def _lines(path: Path, name: str) -> Iterator[Source]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield Source(f"{name}:{number}", raw=line.rstrip(b"\r\n"), line=number)
