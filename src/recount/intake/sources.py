"""What there is to read: the files of a folder, one file, or the lines of a batch.

Invariant: sources come in order of their names, whatever the order of the file system, and each carries its raw
bytes only when asked. Nothing outside the folder is opened: links, pipes, sockets and devices are listed with the
reason and never followed, and no more is read of a file than a source may hold.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recount.errors import InputNotFound
from recount.model.text import printable

MAX_BYTES = 200_000_000
"""Bytes of the largest file: a scanned book of a thousand pages."""
MAX_LINE = 20_000_000
"""Bytes of the longest line of a batch: some three million words."""
_BATCH = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Stated:
    """What the person who added a source says of it: where it is from, and a note."""

    origin: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or one line of a JSON Lines batch (``raw`` given, ``line`` its number from 1).

    ``refused`` says why it is not opened; such a source is only listed. ``stated`` marks one that a person added.
    """

    name: str
    path: Path | None = None
    raw: bytes | None = None
    line: int | None = None
    refused: str | None = None
    stated: Stated | None = None

    def read_bytes(self) -> bytes:
        """Return the raw bytes, one more than ``MAX_BYTES`` at most. Raises OSError where the file cannot be opened."""
        if self.refused is not None:
            return b""
        if self.raw is not None:
            return self.raw
        assert self.path is not None
        with self.path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)


def find_sources(path: Path) -> Iterator[Source]:
    """Yield the sources below ``path``: a folder's files (hidden ones left out), a file, or a batch's lines.

    Raises ``InputNotFound`` where the path does not exist, cannot be looked at or holds nothing.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
        if is_folder:
            os.scandir(path).close()
    except FileNotFoundError as error:
        raise InputNotFound(
            f"{printable(str(path))}: no such file or folder; give the folder of the accounts"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise InputNotFound(f"{printable(str(path))}: {reason}; give the folder that holds the accounts") from error
    if not is_folder:
        yield from _of_file(path.resolve(), path.name)  # a link that the user names is meant
        return
    listed = False
    for name, entry in sorted(_walk(path, "")):
        listed = True
        yield from _of_file(Path(entry), name)
    if not listed:
        raise InputNotFound(
            f"{printable(str(path))}: the folder holds no file; put the accounts there (txt, md, html, pdf, docx)"
        )


def _walk(folder: Path, above: str) -> Iterator[tuple[str, str]]:
    """Yield name and path of everything below a folder but hidden things and folders, which are walked."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield above.rstrip("/"), str(folder)  # it is listed with its reason as a file that cannot be opened is
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(".case"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry.path


def _of_file(path: Path, name: str) -> Iterator[Source]:
    shown = printable(name)
    refused = _refused(path)
    if refused is not None:
        yield Source(shown, path=path, refused=refused)
    elif path.suffix.lower() in _BATCH:
        yield from _lines(path, shown)
    else:
        yield Source(shown, path=path)


def _refused(path: Path) -> str | None:
    """Return why a path is not opened, None where it is a file of a size that can be read."""
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            return "it is a link; links are not followed: copy the account into the folder"
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
    if stat.S_ISDIR(found.st_mode):
        return "the folder cannot be opened; check its rights"
    if not stat.S_ISREG(found.st_mode):
        return "it is no file but a pipe, a socket or a device"
    if found.st_size > MAX_BYTES and path.suffix.lower() not in _BATCH:
        return f"it is larger than {MAX_BYTES // 1_000_000} MB; split it"
    return None


def _lines(path: Path, name: str) -> Iterator[Source]:
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(MAX_LINE + 1):
                number += 1
                if len(line) > MAX_LINE:
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(MAX_LINE + 1)
                    reason = f"this line is longer than {MAX_LINE // 1_000_000} MB; split it"
                    yield Source(f"{name}:{number}", path=path, line=number, refused=reason)
                elif line.strip():
                    yield Source(f"{name}:{number}", path=path, raw=line.rstrip(b"\r\n"), line=number)
    except OSError as error:
        yield Source(name, path=path, refused=f"cannot be opened: {error.strerror}")
