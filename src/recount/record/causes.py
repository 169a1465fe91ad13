"""Why a case file could not be read or written, in words that name the cause and the remedy."""

from __future__ import annotations

from pathlib import Path

_REMEDIES = (
    ("SQLITE_FULL", "the disk is full; free some space and run the command again; the record is as it was"),
    (
        "SQLITE_READONLY",
        "it cannot be written; copy the case to a folder that can be written, or use --case",
    ),
    ("SQLITE_BUSY", "the case is in use by another program; wait until it has ended and run the command again"),
    ("SQLITE_LOCKED", "the case is in use by another program; wait until it has ended and run the command again"),
    ("SQLITE_CORRUPT", "the file is damaged; restore it from a copy, or move it away and build from the sources again"),
    ("SQLITE_NOTADB", "the file is damaged or no case; restore it from a copy, or move it away and build again"),
    (
        "SQLITE_CANTOPEN",
        "it cannot be opened or written; check the path and its rights, copy the case to a folder that can be written, "
        "or give another with --case",
    ),
    (
        "SQLITE_IOERR",
        "the disk refused to read or write; check its space, its health and limits on the size of files; "
        "the record is as it was",
    ),
)


def tell(path: Path, error: Exception) -> str:
    """Return the message of an error of the file at ``path``: what happened and what to do."""
    name = "SQLITE_CORRUPT" if isinstance(error, UnicodeDecodeError) else getattr(error, "sqlite_errorname", "")
    remedy = next((words for prefix, words in _REMEDIES if name.startswith(prefix)), "check the path and its rights")
    return f"{path}: {remedy} ({error})"
