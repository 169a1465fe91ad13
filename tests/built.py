"""A record of a few texts, built as the program builds it."""

from __future__ import annotations

from pathlib import Path

from recount.model.record import Record
from recount.pipeline import build

_NAMES = ("one", "two", "three")


def record_of(folder: Path, *texts: str) -> Record:
    """Return the record of texts, which become the accounts ``one.txt``, ``two.txt`` ... in a new folder."""
    accounts = folder / "accounts"
    accounts.mkdir()
    for name, text in zip(_NAMES, texts, strict=False):
        (accounts / f"{name}.txt").write_text(text, encoding="utf-8")
    return build(accounts, folder / "case", workers=1).record
